-- Everything found in one letter.
-- $path: its name, or the end of that, such as letters/a.txt.
-- $letter: or its id, which no other letter has.
SELECT rule, level, subject, status, message, line, page, quote, n.path, n.source, n.row
FROM assessments AS a JOIN notices AS n USING (letter)
WHERE ($letter IS NOT NULL AND letter = $letter)
    OR ($letter IS NULL AND $path IS NOT NULL AND ends_with(n.path, $path))
ORDER BY n.path, letter, CASE level WHEN 'must' THEN 0 WHEN 'should' THEN 1 ELSE 2 END, rule,
    subject
