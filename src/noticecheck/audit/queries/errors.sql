-- What could not be judged, and why.
-- $stage: source, read, check, limit or crash; all where not given.
SELECT path, stage, reason, source, "row"
FROM errors
WHERE $stage IS NULL OR stage = $stage
ORDER BY stage, path, "row"
