-- Every case behind a rate, with its letter, how it came out and the words; one row a rule.
-- $element: one duty, such as public_interest; all where not given.
-- $status: met, unclear or gap; all where not given.
-- $authority: one authority; empty for the letters of which it is not known.
-- $year: one year; empty for the letters of which it is not known.
-- $provision: one provision and what is below it, such as s43.
-- $rule: one rule, which need not be of level must, such as foia2000/s17-3-b.
SELECT n.path, n.authority, n.year, rule, element, subject, status, message, line, page, quote,
    n.source, n.row, letter
FROM assessments AS a JOIN notices AS n USING (letter)
WHERE n.duplicate_of IS NULL AND status <> 'not_applicable'
    AND (level = 'must' OR $rule IS NOT NULL)
    AND ($element IS NULL OR element = $element)
    AND ($status IS NULL OR status = $status)
    AND ($authority IS NULL OR coalesce(n.authority, '') = $authority)
    AND ($year IS NULL OR coalesce(n.year::varchar, '') = $year)
    AND ($provision IS NULL OR subject = $provision OR starts_with(subject, $provision || '('))
    AND ($rule IS NULL OR rule = $rule)
ORDER BY n.path, letter, a.start, rule, subject
