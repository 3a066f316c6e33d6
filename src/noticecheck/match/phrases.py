"""Where phrases stand in a document: the questions that the stages ask of a text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from noticecheck.late import regex
from noticecheck.match.normal import Normal, normalise
from noticecheck.model import Span

if TYPE_CHECKING:
    from noticecheck.match.matcher import Matcher

_WORD = regex(r"\w")
_MARKS = regex(r"\W*")
_LABEL = regex(r"\W*(?:\(?\w{1,3}[.)]|q ?\d+[.:]?) ?")


class Hit(NamedTuple):
    """One place where a wording stands; `denied` when a negation stands just before it."""

    span: Span
    denied: bool


class Matches:
    """The normal text of a document and where each phrase stands in it, in order."""

    def __init__(self, text: str, *matchers: Matcher) -> None:
        self.text = text
        self.normal = normalise(text)
        self._found = [_Found(self.normal, matcher) for matcher in matchers]
        self._of: dict[str, tuple[_Found, int]] = {}
        """Of each phrase that stands in the text where it was found, and its bit."""
        for found in self._found:
            present = found.present
            self._of |= {n: (found, b) for n, b in found.matcher.bits.items() if b & present}
        self._inside: dict[tuple[str, Span], tuple[Hit, ...]] = {}
        """Of a phrase the places in a span that was asked for, since many ask for the same."""

    def of(self, name: str) -> tuple[Hit, ...]:
        """Every place of a phrase in the text; overlapping wordings are all kept."""
        return self._hits(name, Span(0, len(self.text))) if name in self._of else ()

    def _hits(self, name: str, span: Span) -> tuple[Hit, ...]:
        hits = self._inside.get((name, span))
        if hits is None:
            found, bit = self._of[name]
            source = self.normal.source
            places = set(found.places(bit, *self.normal.locate(span)))
            hits = tuple(Hit(source(start, end), denied) for start, end, denied in sorted(places))
            self._inside[name, span] = hits
        return hits

    def starting(self, prefix: str) -> Iterator[tuple[str, tuple[Hit, ...]]]:
        """The phrases whose names begin so and that stand in the text, and where each does."""
        yield from ((name, self.of(name)) for name in self._of if name.startswith(prefix))

    def within(
        self, name: str, spans: Iterable[Span], *, denied: bool | None = False
    ) -> tuple[Span, ...]:
        """Where a phrase stands, denied or not as asked (None: either), inside any of the spans."""
        return tuple(sorted(self._places(name, spans, denied)))

    def count(self, name: str, spans: Iterable[Span], *, denied: bool | None = False) -> int:
        """In how many places a phrase stands inside the spans."""
        return len(self._places(name, spans, denied))

    def _places(self, name: str, spans: Iterable[Span], denied: bool | None) -> set[Span]:
        here = self._of.get(name)
        if here is None:
            return set()
        found, bit = here
        return {
            place
            for span in spans
            if found.has(bit, (span,), denied)
            for place, negated in self._hits(name, span)
            if denied is None or denied == negated
        }

    def has(self, name: str, *spans: Span, denied: bool | None = False) -> bool:
        here = self._of.get(name)
        return here is not None and here[0].has(here[1], spans, denied)

    def has_any(self, names: Iterable[str], *spans: Span, denied: bool | None = False) -> bool:
        """Whether one of several phrases stands in the spans, denied or not as asked."""
        of = self._of
        here = [of[name] for name in names if name in of]
        return any(found.has(bit, spans, denied) for found, bit in here)

    def at(self, name: str, start: int, end: int) -> Span | None:
        """The longest place of a phrase that begins at `start`, up to `end`, denied or not."""
        here = self._of.get(name)
        if here is None:
            return None
        found, bit = here
        first, last = self.normal.locate(Span(start, end))
        hits = (
            self.normal.source(begin, stop)
            for begin, stop, _ in found.places(bit, first, last, opening=True)
        )
        return max((hit for hit in hits if hit.start == start), default=None)

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
        return found is not None and not _WORD.search(self.normal.within(Span(found.end, span.end)))


def apart_from(hits: Iterable[Span], others: Collection[Span]) -> tuple[Span, ...]:
    """The hits that none of the others touches: those say what a wording means there."""
    return tuple(hit for hit in hits if not any(hit.overlaps(other) for other in others))


class _Found:
    """Where the wordings of one matcher stand in one normal text, and which phrases a span has."""

    def __init__(self, normal: Normal, matcher: Matcher) -> None:
        self.matcher = matcher
        self.present = 0
        """The phrases that stand in the text, one bit each."""
        self._normal = normal
        self._stretches = sorted(
            matcher.stretches(normal.text), key=lambda found: found[0] + found[1].starts[0]
        )
        self._begins: list[int] = []
        """Where each stretch begins in the normal text."""
        self._longest = 0
        """Of the stretches, from the beginning to the end of the last place."""
        self._memo: dict[Span, tuple[int, int]] = {}
        for offset, stretch in self._stretches:
            self.present |= stretch.plain | stretch.denied
            self._begins.append(offset + stretch.starts[0])
            self._longest = max(self._longest, stretch.end - stretch.starts[0])

    def places(
        self, bit: int, first: int, last: int, *, opening: bool = False
    ) -> Iterator[tuple[int, int, bool]]:
        """Where the phrase of a bit stands between two places of the normal text, as start, end and
        whether it is denied; `opening`: only at the first of them."""
        low = bisect_left(self._begins, first - self._longest)
        beyond = first + 1 if opening else last
        for index in range(low, bisect_left(self._begins, beyond)):
            offset, stretch = self._stretches[index]
            if (stretch.plain | stretch.denied) & bit and offset + stretch.end > first:
                for start, end, phrases, denied in zip(*stretch[:4], strict=True):
                    if phrases & bit and first <= offset + start < beyond and offset + end <= last:
                        yield offset + start, offset + end, denied == 1

    def has(self, bit: int, spans: Iterable[Span], denied: bool | None) -> bool:
        """Whether the phrase of a bit stands in one of the spans, denied or not as asked."""
        for span in spans:
            plain, negated = self._memo.get(span) or self._inside(span)
            if (plain & bit and denied is not True) or (negated & bit and denied is not False):
                return True
        return False

    def _inside(self, span: Span) -> tuple[int, int]:
        """The phrases that stand in a span, one bit each: those not denied, and those denied."""
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
        self._memo[span] = plain, negated
        return plain, negated
