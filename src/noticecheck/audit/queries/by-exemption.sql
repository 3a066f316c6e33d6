-- How often each provision is relied on, and with what effect; duplicates counted once.
SELECT regime, section, count(*) AS claims, count(DISTINCT letter) AS letters,
    count(*) FILTER (effect = 'withhold') AS withhold, count(*) FILTER (effect = 'ncnd') AS ncnd,
    count(*) FILTER (effect = 'refuse') AS refuse
FROM claims
WHERE duplicate_of IS NULL
GROUP BY regime, section
ORDER BY claims DESC, regime, section
