-- Letters that show that they were sent too late; most letters do not show it either way.
SELECT n.path, n.authority, n.received, n.dated, message
FROM assessments AS a JOIN notices AS n USING (letter)
WHERE n.duplicate_of IS NULL AND element = 'time_limit' AND level = 'must' AND status = 'gap'
ORDER BY n.authority, n.path
