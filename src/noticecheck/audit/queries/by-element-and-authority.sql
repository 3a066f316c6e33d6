-- How often each duty is met by each authority; duplicates counted once.
-- $element: one duty, such as public_interest; all where not given.
-- $authority: one authority; all where not given.
WITH points AS (
    SELECT letter, n.authority, element, subject, a.effect,
        max(CASE status WHEN 'met' THEN 0 WHEN 'unclear' THEN 1 ELSE 2 END) AS worst
    FROM assessments AS a JOIN notices AS n USING (letter)
    WHERE n.duplicate_of IS NULL AND level = 'must' AND status IN ('met', 'unclear', 'gap')
        AND ($element IS NULL OR element = $element)
        AND ($authority IS NULL OR n.authority = $authority)
    GROUP BY letter, n.authority, element, subject, a.effect
)
SELECT element, authority, count(*) AS cases, count(DISTINCT letter) AS letters,
    count(*) FILTER (worst = 0) AS met, count(*) FILTER (worst = 1) AS unclear,
    count(*) FILTER (worst = 2) AS gaps
FROM points
GROUP BY element, authority
ORDER BY element, letters DESC, authority
