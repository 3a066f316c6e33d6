"""A letter's text to what it says: passages, citations, claims, kind, dates. Knows no rules."""

from noticecheck.notice.parse import parse
from noticecheck.notice.phrases import PERSONAL, REQUIRED
from noticecheck.notice.placeholders import blanked, placeholders

__all__ = ["PERSONAL", "REQUIRED", "blanked", "parse", "placeholders"]
