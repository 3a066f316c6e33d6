-- Letters that say nearly the same as an earlier one, with that one.
SELECT copy.path, copy.authority, first.path AS says_the_same_as, first.authority AS of_authority
FROM notices AS copy JOIN notices AS first ON first.letter = copy.duplicate_of
ORDER BY first.path, copy.path
