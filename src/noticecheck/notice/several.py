"""Whether a file holds two letters, one below the other, each with a refusal of its own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise, takewhile

from noticecheck.late import dataclass
from noticecheck.match import Matches
from noticecheck.model import Document, Passage, Span
from noticecheck.notice.dates import find_dates
from noticecheck.notice.header import references
from noticecheck.notice.lines import is_closing, is_salutation
from noticecheck.notice.threads import greeted_names, is_marked

_REFUSES = ("refuses-generally", "withholds", "relies-on")
_LETTERHEAD = 130
"""Characters of a line that may be the date of a letter."""
_HEAD = 8
"""Passages at the top of a notice among which its reference and its day stand."""
_TITLES = 4
"""Passages at the top of a letter in which its title stands."""
_OF_THE_SAME = ("enclosure", "leaflet-title", "leaflet-heading", "announces-review", "reviews")
"""Phrases in the head of what is part of the letter above it, or came of that."""


def holds_two_letters(
    document: Document, passages: Sequence[Passage], matches: Matches
) -> Span | None:
    """Where a second letter begins below the end of the first; None where there is none.

    An older message below a mail is known by the lines above it, and a letter in two languages by
    the one reader whom it greets twice on one day.
    """
    if any(region.kind == "attachment" for region in document.regions):
        return None
    greeted = [i for i, p in enumerate(passages) if is_salutation(p.span, matches)]
    above: set[object] = set()
    counted = 0
    for first, second in pairwise(greeted):
        between = passages[first:second]
        closed = next((i for i, p in enumerate(between) if is_closing(p.span, matches)), None)
        if any(is_marked(document.text, p.span, matches) for p in between):
            continue
        one, other = (greeted_names(passages[i].span, matches) for i in (first, second))
        if closed is None and not _ends_for_another(between, one, other):
            continue
        above |= _days(passages[counted:first], matches)
        counted = first
        new_day = bool(above) and bool(_days(between[closed or 0 :], matches) - above)
        if (new_day or not one & other) and all(
            _refuses(part, matches) for part in (between, passages[second:])
        ):
            return passages[second].span
    return _second_notice(document.text, passages, matches)


def _second_notice(text: str, passages: Sequence[Passage], matches: Matches) -> Span | None:
    """The head of a second notice, below the rights of the first: notices greet nobody, but each
    has a reference or a day of its own, with its rights or under the same title.

    An annex, a leaflet and the outcome of a review are parts of what stands above them.
    """
    ended = next((i for i, p in enumerate(passages) if _tells_rights([p], matches)), None)
    if ended is None or _belongs_together(passages[:_HEAD], matches):
        return None
    if any(is_marked(text, p.span, matches) for p in passages[ended:]):
        return None
    known = [_Line.of(text, p, matches) for p in passages]
    seen = _Line.joined(known[:ended])
    for index in range(ended, len(passages)):
        head = list(takewhile(lambda line: line.short, known[index : index + _HEAD]))
        if head and seen.is_not_of(_Line.joined(head)):
            above, below = passages[:index], passages[index:]
            if _belongs_together(below[: len(head)], matches):
                return None
            titles = {line.words for line in known[: min(_TITLES, ended)]}
            titled = [i for i, line in enumerate(head) if line.words in titles]
            if (titled or any(_tells_rights([p], matches) for p in below)) and all(
                _refuses(part, matches, to_anybody=bool(titled)) for part in (above, below)
            ):
                own = (i for i, line in enumerate(head) if seen.is_not_of(line))
                return below[titled[0] if titled else next(own)].span
        seen = _Line.joined([seen, known[index]])
    return None


@dataclass(frozen=True, slots=True)
class _Line:
    """What a line of a letter may tell of which letter it is."""

    words: str
    short: bool
    references: frozenset[str] = frozenset()
    days: frozenset[object] = frozenset()

    @classmethod
    def of(cls, text: str, passage: Passage, matches: Matches) -> _Line:
        words = matches.normal.within(passage.span)
        if len(words) > _LETTERHEAD:
            return cls(words, short=False)
        told = frozenset(references(text[passage.span.start : passage.span.end]))
        return cls(words, True, told, frozenset(_days([passage], matches)))

    @classmethod
    def joined(cls, lines: Sequence[_Line]) -> _Line:
        return cls(
            "", True, frozenset(ref for line in lines for ref in line.references),
            frozenset(day for line in lines for day in line.days),
        )  # fmt: skip

    def is_not_of(self, head: _Line) -> bool:
        """A reference or a day stands there that none of these lines has, which have others."""
        return bool(self.references and head.references - self.references) or bool(
            self.days and head.days - self.days
        )


def _tells_rights(passages: Sequence[Passage], matches: Matches) -> bool:
    """The rights stand there, up to the Commissioner."""
    return matches.has("regulator", *(p.span for p in passages if p.part == "rights"))


def _belongs_together(head: Sequence[Passage], matches: Matches) -> bool:
    """What begins so is a part of what stands above it, or came of it."""
    spans = [p.span for p in head if len(matches.normal.within(p.span)) <= _LETTERHEAD]
    return matches.has_any(_OF_THE_SAME, *spans) or any(
        matches.opens("review-title", span) for span in spans
    )


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


def _refuses(passages: Sequence[Passage], matches: Matches, *, to_anybody: bool = False) -> bool:
    """Whether an authority refuses something there; a request or complaint is put to one. What has
    the title of a notice need not speak to who asked."""
    own = [p.span for p in passages if p.part != "request"]
    return (
        matches.has_any(_REFUSES, *own)
        and (to_anybody or matches.has("speaks-to-requester", *own, denied=None))
        and not matches.has_any(("requester-asks", "requester-appeals"), *own)
    )
