-- Letters that were read but not judged, or that are cut off or point to what is not here.
SELECT path, authority, verdict, complete, warnings
FROM notices
WHERE duplicate_of IS NULL AND (verdict = 'not_assessed' OR NOT complete)
ORDER BY verdict, path
