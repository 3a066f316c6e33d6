"""Phrases to one matcher; text to spans. Knows wordings, not letters or law.

compile_phrases(phrases)  ->  Matcher    from `compile`, which a matcher from the cache does without
matcher.scan(text)        ->  Matches    where each phrase stands

`phrases` is what the stages ask; `places` looks it up, by phrase and by span, for one matcher.
"""

from noticecheck.match.matcher import Matcher
from noticecheck.match.normal import Normal, normalise
from noticecheck.match.phrases import Hit, Matches, apart_from

__all__ = ["Hit", "Matcher", "Matches", "Normal", "apart_from", "normalise"]
