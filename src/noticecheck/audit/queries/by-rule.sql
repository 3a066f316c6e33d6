-- How each rule came out, good practice too; duplicates counted once.
SELECT rule, element, level, count(*) AS cases, count(DISTINCT letter) AS letters,
    count(*) FILTER (status = 'met') AS met, count(*) FILTER (status = 'unclear') AS unclear,
    count(*) FILTER (status IN ('gap', 'note')) AS gaps
FROM assessments JOIN notices AS n USING (letter)
WHERE n.duplicate_of IS NULL
GROUP BY rule, element, level
ORDER BY gaps DESC, rule
