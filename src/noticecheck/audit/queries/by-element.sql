-- How often each duty is met, unclear or a gap; duplicates counted once.
-- $level: must (where not given), should or info.
WITH points AS (
    SELECT letter, element, subject, a.effect,
        max(CASE status WHEN 'met' THEN 0 WHEN 'unclear' THEN 1 ELSE 2 END) AS worst
    FROM assessments AS a JOIN notices AS n USING (letter)
    WHERE n.duplicate_of IS NULL AND level = coalesce($level, 'must')
        AND status IN ('met', 'unclear', 'gap', 'note')
    GROUP BY letter, element, subject, a.effect
)
SELECT element, count(*) AS cases, count(DISTINCT letter) AS letters,
    count(*) FILTER (worst = 0) AS met, count(*) FILTER (worst = 1) AS unclear,
    count(*) FILTER (worst = 2) AS gaps
FROM points
GROUP BY element
ORDER BY element
