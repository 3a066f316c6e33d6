-- Every point of law that is unclear and that a person should look at.
-- $element: one duty, such as public_interest; all where not given.
SELECT n.path, n.authority, rule, element, subject, message, line, page, quote,
    n.source, n.row, letter
FROM assessments AS a JOIN notices AS n USING (letter)
WHERE n.duplicate_of IS NULL AND level = 'must' AND status = 'unclear'
    AND ($element IS NULL OR element = $element)
ORDER BY n.path, a.start, rule, subject
