"""Under what reference the letter was written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from noticecheck.late import regex
from noticecheck.match import Matches
from noticecheck.model import Passage
from noticecheck.notice.lines import names_attachment

# The label may stand in one word with the number, "FOI2023/117", where phrases do not see it.
_YEAR_OR_DAY = regex(r"(?:19|20)\d\d|\d{1,2}")
_REFERENCE = regex(
    r"\b(?P<our>our\s+)?(?:ref(?:erence)?|case|request|foi|eir|rfi|ein cyf)"
    r"(?:\s*(?:no|number|nos|numbers|ref|reference|id))?\s*[.:#]*\s*(?:no\.?|number)?\s*[:.]?\s*\|?\s*[*_]{0,3}"
    r"(?P<ref>(?=[^\s]*\d)[A-Z0-9][A-Za-z0-9/._-]{2,28}(?:(?:[/-]|\s?[/-]\s?(?=[A-Za-z]*\d))[A-Za-z0-9]+)*)",
    re.IGNORECASE,
)
_TOP = 20
"""Passages of a letter among which its reference stands."""


def reference(text: str, passages: Sequence[Passage], matches: Matches) -> str | None:
    """The authority's reference, from near the top of the letter: what it calls its own first."""
    found: list[tuple[bool, str]] = []
    row = 0
    for index, passage in enumerate(passages):
        named = names_attachment(passage.span, matches)
        if named and found and index >= _TOP:
            break
        # An attachment has a top of its own.
        row = 0 if named else row + 1
        if row > _TOP:
            continue
        if passage.part in ("thread", "request") or named:
            continue
        # A label may stand in a line of its own.
        words = text[passage.span.start : passage.span.start + 400]
        length = passage.span.end - passage.span.start
        found += [(not own, value) for start, own, value in _read(words) if start < length]
    return min(found, key=lambda one: one[0])[1] if found else None


def references(words: str) -> list[str]:
    """Every reference that some words give."""
    return [value for _, _, value in _read(words)]


def _read(words: str) -> Iterator[tuple[int, bool, str]]:
    """Where each reference of some words begins, whether it is called "our", and the reference."""
    for match in _REFERENCE.finditer(words):
        value = match["ref"].strip(" .,-/")
        if not _YEAR_OR_DAY.fullmatch(value):
            yield match.start(), match["our"] is not None, value
