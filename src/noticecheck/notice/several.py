"""Whether a file holds two letters, one below the other, each with a refusal of its own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from noticecheck.match import Matches
from noticecheck.model import Document, Passage, Span
from noticecheck.notice.dates import find_dates
from noticecheck.notice.lines import is_closing, is_salutation
from noticecheck.notice.threads import greeted_names, is_marked

_REFUSES = ("refuses-generally", "withholds", "relies-on")
_LETTERHEAD = 130
"""Characters of a line that may be the date of a letter."""


def holds_two_letters(
    document: Document, passages: Sequence[Passage], matches: Matches
) -> Span | None:
    """The salutation of a second letter below the end of the first; None where there is none.

    An older message below a mail is known by the lines above it, and a letter in two languages by
    the one reader whom it greets twice on one day.
    """
    if any(region.kind == "attachment" for region in document.regions):
        return None
    greeted = [i for i, p in enumerate(passages) if is_salutation(p.span, matches)]
    for first, second in pairwise(greeted):
        between = passages[first:second]
        closed = next((i for i, p in enumerate(between) if is_closing(p.span, matches)), None)
        if any(is_marked(document.text, p.span, matches) for p in between):
            continue
        one, other = (greeted_names(passages[i].span, matches) for i in (first, second))
        if closed is None and not _ends_for_another(between, one, other):
            continue
        above = _days(passages[:first], matches)
        new_day = bool(above) and bool(_days(between[closed or 0 :], matches) - above)
        if (new_day or not one & other) and all(
            _refuses(part, matches) for part in (between, passages[second:])
        ):
            return passages[second].span
    return None


def _ends_for_another(
    letter: Sequence[Passage], one: Collection[str], other: Collection[str]
) -> bool:
    """Without a signature, a letter ends where its rights do and somebody else is greeted."""
    return bool(one and other and not set(one) & set(other)) and any(
        p.part == "rights" for p in letter
    )


def _days(passages: Sequence[Passage], matches: Matches) -> set[object]:
    """The days that stand in short lines, as a letter's own does."""
    lines = (matches.normal.within(p.span) for p in passages)
    return {found.day for line in lines if len(line) <= _LETTERHEAD for found in find_dates(line)}


def _refuses(passages: Sequence[Passage], matches: Matches) -> bool:
    """Whether an authority refuses something there; a request or complaint is put to one."""
    own = [p.span for p in passages if p.part != "request"]
    return (
        matches.has_any(_REFUSES, *own)
        and matches.has("speaks-to-requester", *own, denied=None)
        and not matches.has_any(("requester-asks", "requester-appeals"), *own)
    )
