-- Letters that owe something, with and without a gap, by authority; duplicates counted once.
SELECT authority, count(*) AS letters,
    count(*) FILTER (verdict = 'no_gap_found') AS no_gap,
    count(*) FILTER (verdict = 'unclear') AS unclear,
    count(*) FILTER (verdict = 'gaps') AS gaps
FROM notices
WHERE duplicate_of IS NULL AND verdict IN ('no_gap_found', 'unclear', 'gaps')
GROUP BY authority
ORDER BY letters DESC, authority
