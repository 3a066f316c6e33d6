-- Every letter that counts, and where to find it.
-- $authority: one authority; empty for the letters of which it is not known.
-- $year: one year; empty for the letters of which it is not known.
-- $kind: one kind, such as partial_refusal, of the letters that were assessed.
-- $verdict: no_gap_found, unclear, gaps, not_a_refusal or not_assessed.
-- $provision: letters that rely on this provision or what is below it, such as s43.
SELECT path, source, "row", authority, date, kind, verdict, gaps, unclear, letter
FROM notices
WHERE duplicate_of IS NULL
    AND ($authority IS NULL OR coalesce(authority, '') = $authority)
    AND ($year IS NULL OR coalesce(year::varchar, '') = $year)
    AND ($kind IS NULL OR (coalesce(kind, 'other') = $kind AND verdict <> 'not_assessed'))
    AND ($verdict IS NULL OR verdict = $verdict)
    AND ($provision IS NULL OR len(list_filter(claims, lambda claim:
        claim.provision = $provision OR starts_with(claim.provision, $provision || '('))) > 0)
ORDER BY path, letter
