-- Provisions that letters rely on together, by pair; duplicates counted once.
WITH sections AS (
    SELECT DISTINCT letter, regime, section
    FROM claims
    WHERE duplicate_of IS NULL
)
SELECT one.regime, one.section, other.section AS with_section, count(*) AS letters
FROM sections AS one
    JOIN sections AS other
        ON one.letter = other.letter AND one.regime = other.regime AND one.section < other.section
GROUP BY one.regime, one.section, other.section
ORDER BY letters DESC, one.regime, one.section, with_section
