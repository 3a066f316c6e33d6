"""Lists of numbered answers: "1. 14. 2. None. 3. Refused under section 43(2)."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from noticecheck.late import regex
from noticecheck.match import Matches
from noticecheck.model import Span

_MARK = regex(
    r"\W{0,4}(?:[a-z]{1,9}\.? ?(?=\d))?\(?"
    r"(?P<name>\d{1,2}|[a-h]|[ivx]{1,4})(?:\)|[.:]|\s?[-–])(?=\s)",
    re.IGNORECASE,
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_REFUSES = ("exempt-mark", "withholds", "refuses-generally")
_NEARBY = 6
"""Characters of "We", before the word that refuses."""


def answers_in_lists(text: str, spans: Sequence[Span], matches: Matches) -> frozenset[int]:
    """Which of some spans are of a list whose entries follow on each other, and one of which
    opens by refusing: then the others answer, and neither ask nor title anything."""
    return frozenset(
        index
        for run in _runs(text, spans)
        if len(run) > 1 and any(_opens_by_refusing(text, spans[i], matches) for i in run)
        for index in run
    )


def _runs(text: str, spans: Sequence[Span]) -> Iterator[list[int]]:
    run: list[int] = []
    before: frozenset[int] = frozenset()
    for index, span in enumerate(spans):
        numbers = _numbers(text, span)
        if run and any(number - 1 in before for number in numbers):
            run.append(index)
        else:
            yield run
            run = [index] if 1 in numbers else []
        before = numbers
    yield run


def _numbers(text: str, span: Span) -> frozenset[int]:
    """What the mark before an entry counts; "i" is the first of some lists, the ninth of others."""
    mark = _MARK.match(text, span.start, span.end)
    if mark is None:
        return frozenset()
    name = mark["name"].lower()
    if name.isdigit():
        return frozenset({int(name)})
    roman = {_ROMAN.index(name) + 1} if name in _ROMAN else set()
    letter = {ord(name) - ord("a") + 1} if len(name) == 1 else set()
    return frozenset(roman | letter)


def _opens_by_refusing(text: str, span: Span, matches: Matches) -> bool:
    mark = _MARK.match(text, span.start, span.end)
    start = mark.end() if mark else span.start
    rest = Span(start, span.end)
    return any(
        hit.start <= start + _NEARBY
        for name in _REFUSES
        # The "No" that answers the question before denies nothing here.
        for hit in matches.within(name, (rest,), denied=None)
    )
