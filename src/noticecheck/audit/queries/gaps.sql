-- Every gap in what the law requires, with the words that it rests on.
-- $element: one duty, such as public_interest; all where not given.
-- $authority: one authority; all where not given.
-- $rule: one rule, such as foia2000/s17-3-b; all where not given.
SELECT n.path, n.authority, n.date, rule, element, subject, message, line, page, quote,
    n.source, n.row, letter
FROM assessments AS a JOIN notices AS n USING (letter)
WHERE n.duplicate_of IS NULL AND level = 'must' AND status = 'gap'
    AND ($element IS NULL OR element = $element)
    AND ($authority IS NULL OR n.authority = $authority)
    AND ($rule IS NULL OR rule = $rule)
ORDER BY n.path, a.start, rule, subject
