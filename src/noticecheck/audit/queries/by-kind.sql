-- What kinds of letter there are, and the verdicts on them; duplicates counted once.
SELECT kind, verdict, count(*) AS letters
FROM notices
WHERE duplicate_of IS NULL
GROUP BY kind, verdict
ORDER BY letters DESC, kind, verdict
