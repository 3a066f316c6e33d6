"""Where the phrases of one matcher stand in one normal text, looked up by phrase and by span."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from noticecheck.match.normal import Normal
from noticecheck.model import Span

if TYPE_CHECKING:
    from noticecheck.match.matcher import Matcher

_ASKED = {False: 0, True: 1, None: 2}
"""Which of three sets of phrases is asked for: those not denied, those denied, or both."""
_Phrases = tuple[int, int, int]
"""Three sets of phrases, one bit each, in that order."""


_Place = tuple[int, int, bool]
"""Start and end in the normal text, and whether it is denied."""


class Places:
    """Where the wordings of one matcher stand in one normal text, and which phrases a span has."""

    def __init__(self, normal: Normal, matcher: Matcher) -> None:
        self._normal = normal
        self._stretches = sorted(
            matcher.stretches(normal.text), key=lambda found: found[0] + found[1].starts[0]
        )
        self._begins = [offset + stretch.starts[0] for offset, stretch in self._stretches]
        """Where each stretch begins in the normal text."""
        self._longest = max((s.end - s.starts[0] for _, s in self._stretches), default=0)
        """Of the stretches, from the beginning to the end of the last place."""
        self.present = 0
        """The phrases that stand in the text, one bit each."""
        for _, stretch in self._stretches:
            self.present |= stretch.plain | stretch.denied
        self._inside: dict[Span, _Phrases] = {}
        """Of each span that was asked for its phrases: many ask for the same."""
        self._known: dict[tuple[int, Span], tuple[tuple[Span, bool], ...]] = {}

    def of(self, bits: int, span: Span) -> tuple[tuple[Span, bool], ...]:
        """Every place of some phrases in a span, in order, and whether they are denied there."""
        known = self._known.get((bits, span))
        if known is None:
            starts, ends = self._normal.starts, self._normal.ends
            places = sorted(set(self._between(bits, *self._normal.locate(span))))
            known = tuple(
                (Span(starts[start], ends[end - 1]), denied) for start, end, denied in places
            )
            self._known[bits, span] = known
        return known

    def has(self, bits: int, spans: Iterable[Span], denied: bool | None) -> bool:
        """Whether one of the phrases of some bits stands in a span, denied or not as asked."""
        inside, asked = self._inside, _ASKED[denied]
        for span in spans:  # noqa: SIM110 - asked thousands of times a letter, of one span mostly
            if (inside.get(span) or self._look(span))[asked] & bits:
                return True
        return False

    def within(self, bits: int, spans: Iterable[Span], denied: bool | None) -> tuple[Span, ...]:
        """Where phrases stand inside any of the spans, in order, denied or not as asked."""
        inside, asked = self._inside, _ASKED[denied]
        standing: set[Span] = set()
        for span in spans:
            if (inside.get(span) or self._look(span))[asked] & bits:
                standing.update(
                    place
                    for place, negated in self.of(bits, span)
                    if denied is None or denied == negated
                )
        return tuple(sorted(standing)) if standing else ()

    def count(self, bit: int, span: Span, denied: bool | None) -> int:
        """In how many places a phrase stands in a span, denied or not as asked."""
        starts, ends = self._normal.starts, self._normal.ends
        # Two places may stand for the same words of the source.
        places = {
            (starts[start], ends[end - 1])
            for start, end, negated in self._between(bit, *self._normal.locate(span))
            if denied is None or denied == negated
        }
        return len(places)

    def at(self, bit: int, start: int, end: int) -> Span | None:
        """The longest place of a phrase that begins at `start`, up to `end`, denied or not."""
        first, last = self._normal.locate(Span(start, end))
        longest = 0
        for _, stop, _ in self._between(bit, first, last, first + 1):
            longest = max(longest, stop)
        if not longest or self._normal.starts[first] != start:
            return None
        return self._normal.source(first, longest)

    def _between(
        self, bits: int, first: int, last: int, beyond: int | None = None
    ) -> Iterator[_Place]:
        """The places of some phrases between two places of the normal text, those that begin before
        `beyond`."""
        beyond = last if beyond is None else beyond
        low = bisect_left(self._begins, first - self._longest)
        for offset, stretch in self._stretches[low : bisect_left(self._begins, beyond)]:
            if (stretch.plain | stretch.denied) & bits and offset + stretch.end > first:
                for start, end, phrases, denied in zip(*stretch[:4], strict=True):
                    if phrases & bits and first <= offset + start < beyond and offset + end <= last:
                        yield offset + start, offset + end, denied == 1

    def _look(self, span: Span) -> _Phrases:
        """The phrases that stand in a span."""
        plain = negated = 0
        first, last = self._normal.locate(span)
        low = bisect_left(self._begins, first - self._longest)
        for index in range(low, bisect_left(self._begins, last)):
            offset, stretch = self._stretches[index]
            if offset + stretch.end <= last and self._begins[index] >= first:
                plain |= stretch.plain
                negated |= stretch.denied
                continue
            starts, ends, phrases, denials = stretch[:4]
            within = range(bisect_left(starts, first - offset), bisect_left(starts, last - offset))
            for place in within:
                if offset + ends[place] <= last:
                    if denials[place]:
                        negated |= phrases[place]
                    else:
                        plain |= phrases[place]
        found = self._inside[span] = plain, negated, plain | negated
        return found
