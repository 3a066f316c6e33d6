-- How much of its letters each authority takes from stock, as a share of the words.
SELECT authority, count(*) AS letters, round(median(boilerplate), 3) AS median_share,
    round(quantile_cont(boilerplate, 0.9), 3) AS one_in_ten_above
FROM notices
WHERE boilerplate IS NOT NULL
GROUP BY authority
ORDER BY median_share DESC, authority
