"""How provisions, days and lists are said in messages and reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from noticecheck.late import regex

_SECTION = regex(r"^s(?=\d)")
_REGULATION = regex(r"^reg(?=\d)")


@lru_cache(maxsize=10_000)
def in_words(provision: str) -> str:
    """A provision as it is said aloud: "section 31(1)(a)", "regulation 12(5)(b)"."""
    return _SECTION.sub("section ", _REGULATION.sub("regulation ", provision))


@lru_cache(maxsize=1_000)
def long_date(day: date) -> str:
    """A date as British letters write it: "3 April 2025"."""
    return f"{day.day} {day:%B} {day.year}"


def listed(names: Sequence[str]) -> str:
    """ "a", "a or b", "a, b or c"; many are cut short."""
    shown = list(names[:6])
    if len(names) > 6:
        shown.append("another")
    return " or ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))
