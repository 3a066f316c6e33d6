"""Phrases to one matcher; text to spans. Knows wordings, not letters or law."""

from noticecheck.match.normal import Normal, normalise
from noticecheck.match.phrases import Hit, Matcher, Matches, apart_from, compile_phrases

__all__ = ["Hit", "Matcher", "Matches", "Normal", "apart_from", "compile_phrases", "normalise"]
