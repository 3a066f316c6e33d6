-- Everything found in one letter.
-- $path: where it is, or the end of that, such as letters/a.txt.
SELECT rule, level, subject, status, message, line, page, quote
FROM assessments AS a JOIN notices AS n USING (letter)
WHERE ends_with(n.path, $path)
ORDER BY n.path, CASE level WHEN 'must' THEN 0 WHEN 'should' THEN 1 ELSE 2 END, rule, subject
