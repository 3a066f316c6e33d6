"""Where phrases stand in a document: the questions that the stages ask of a text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from noticecheck.match.normal import Normal, normalise
from noticecheck.model import Span

if TYPE_CHECKING:
    from noticecheck.match.matcher import Matcher

_MARKS = re.compile(r"\W*")
_LABEL = re.compile(r"\W*(?:\(?\w{1,3}[.)]|q ?\d+[.:]?) ?")


class Hit(NamedTuple):
    """One place where a wording stands; `denied` when a negation stands just before it."""

    span: Span
    denied: bool


class _Found(NamedTuple):
    """The hits of a phrase in order, and where each starts."""

    hits: tuple[Hit, ...]
    starts: tuple[int, ...]


_NOTHING = _Found((), ())


class Matches:
    """The normal text of a document and where each phrase stands in it, in order."""

    def __init__(self, text: str, *matchers: Matcher) -> None:
        self.normal = normalise(text)
        self._scans = tuple(_Scan(self.normal, matcher) for matcher in matchers)
        self._scan_of = {name: scan for scan in self._scans for name in scan.matcher.wordings}
        self._memo: dict[str, _Found] = {}

    def of(self, name: str) -> tuple[Hit, ...]:
        return self._found(name).hits

    def starting(self, prefix: str) -> Iterator[tuple[str, tuple[Hit, ...]]]:
        """The phrases whose names begin so, and where each stands."""
        yield from ((name, self.of(name)) for name in self._scan_of if name.startswith(prefix))

    def within(
        self, name: str, spans: Iterable[Span], *, denied: bool | None = False
    ) -> tuple[Span, ...]:
        """Where a phrase stands, denied or not as asked (None: either), inside any of the spans."""
        inside = [span for span in spans if self.has(name, span, denied=denied)]
        if not inside:
            return ()
        hits, starts = self._found(name)
        found = {hit.span for span in inside for hit in _inside(hits, starts, span, denied)}
        return tuple(sorted(found))

    def has(self, name: str, *spans: Span, denied: bool | None = False) -> bool:
        scan = self._scan_of.get(name)
        return scan is not None and scan.has(scan.matcher.bits[name], spans, denied)

    def has_any(self, names: Iterable[str], *spans: Span, denied: bool | None = False) -> bool:
        """Whether one of several phrases stands in the spans, denied or not as asked."""
        return any(self.has(name, *spans, denied=denied) for name in names)

    def _found(self, name: str) -> _Found:
        found = self._memo.get(name)
        if found is None:
            scan = self._scan_of.get(name)
            found = self._memo[name] = scan.found(name) if scan else _NOTHING
        return found

    def at(self, name: str, start: int, end: int) -> Span | None:
        """The longest place of a phrase that begins at `start`, up to `end`, denied or not."""
        found = self._found(name)
        first, last = bisect_left(found.starts, start), bisect_right(found.starts, start)
        here = found.hits[first:last]
        return max((hit.span for hit in here if hit.span.end <= end), default=None)

    def opens(self, name: str, span: Span) -> Span | None:
        """Where a phrase stands at the beginning of a span, behind marks and the number or letter
        of a list: what the language of phrases has no sign for."""
        if not self.has(name, span, denied=None):
            return None
        start, end = self.normal.locate(span)
        for lead in (_MARKS, _LABEL):
            begin = lead.match(self.normal.text, start, end)
            if begin and begin.end() < end:
                found = self.at(name, self.normal.starts[begin.end()], span.end)
                if found:
                    return found
        return None

    def fills(self, name: str, span: Span) -> bool:
        """Whether a phrase is all that stands in a span, but for marks around it."""
        found = self.opens(name, span)
        return found is not None and not re.search(
            r"\w", self.normal.within(Span(found.end, span.end))
        )


def apart_from(hits: Iterable[Span], others: Collection[Span]) -> tuple[Span, ...]:
    """The hits that none of the others touches: those say what a wording means there."""
    return tuple(hit for hit in hits if not any(hit.overlaps(other) for other in others))


def _inside(
    hits: Sequence[Hit], starts: Sequence[int], span: Span, denied: bool | None
) -> Iterator[Hit]:
    """The hits that lie in a span and are denied as asked."""
    first, last = span
    for index in range(bisect_left(starts, first), bisect_left(starts, last)):
        hit = hits[index]
        if hit.span[1] <= last and (denied is None or denied == hit.denied):
            yield hit


class _Scan:
    """Where the wordings of one matcher stand in one normal text, and which phrases a span has."""

    def __init__(self, normal: Normal, matcher: Matcher) -> None:
        self.matcher = matcher
        self._normal = normal
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._phrases: list[int] = []
        self._denied: list[int] = []
        self._places: dict[int, list[tuple[int, int, int]]] = {}
        """Of each wording start and end in the normal text, and whether it is denied."""
        self._memo: dict[Span, tuple[int, int]] = {}
        starts, ends, phrases, places = normal.starts, normal.ends, matcher.phrases, self._places
        for offset, found in matcher.sentences(normal.text):
            firsts, lasts, numbers = found[::4], found[1::4], found[2::4]
            denials = found[3::4]
            self._starts.extend([starts[offset + first] for first in firsts])
            self._ends.extend([ends[offset + last - 1] for last in lasts])
            self._phrases.extend([phrases[number] for number in numbers])
            self._denied.extend(denials)
            for first, last, number, denied in zip(firsts, lasts, numbers, denials, strict=True):
                place = (offset + first, offset + last, denied)
                if number in places:
                    places[number].append(place)
                else:
                    places[number] = [place]

    def found(self, name: str) -> _Found:
        """Every place of a phrase; overlapping wordings are all kept."""
        numbers = self.matcher.wordings[name]
        places = {place for number in numbers for place in self._places.get(number, ())}
        source = self._normal.source
        hits = tuple(Hit(source(start, end), denied == 1) for start, end, denied in sorted(places))
        return _Found(hits, tuple(hit.span.start for hit in hits))

    def has(self, bit: int, spans: Iterable[Span], denied: bool | None) -> bool:
        """Whether the phrase of a bit stands in one of the spans, denied or not as asked."""
        for span in spans:
            plain, negated = self._memo.get(span) or self._inside(span)
            if (denied is not True and plain & bit) or (denied is not False and negated & bit):
                return True
        return False

    def _inside(self, span: Span) -> tuple[int, int]:
        """The phrases that stand in a span, one bit each: those not denied, and those denied."""
        plain = negated = 0
        first, last = span
        for index in range(bisect_left(self._starts, first), bisect_left(self._starts, last)):
            if self._ends[index] <= last:
                if self._denied[index]:
                    negated |= self._phrases[index]
                else:
                    plain |= self._phrases[index]
        self._memo[span] = plain, negated
        return plain, negated
