"""Phrases to one matcher; text to spans. Knows wordings, not letters or law."""

from noticecheck.match.matcher import Matcher, compile_phrases
from noticecheck.match.normal import Normal, normalise
from noticecheck.match.phrases import Hit, Matches, apart_from

__all__ = ["Hit", "Matcher", "Matches", "Normal", "apart_from", "compile_phrases", "normalise"]
