"""Where phrases stand in a document: the questions that the stages ask of a text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from noticecheck.late import regex
from noticecheck.match.normal import normalise
from noticecheck.match.places import Places
from noticecheck.model import Span

if TYPE_CHECKING:
    from noticecheck.match.matcher import Matcher

T = TypeVar("T")

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
        self._of: dict[str, tuple[Places, int]] = {}
        """Of each phrase that stands in the text where it was found, and its bit."""
        for matcher in matchers:
            places = Places(self.normal, matcher)
            present = places.present
            self._of |= {n: (places, bit) for n, bit in matcher.bits.items() if bit & present}
        self._any: dict[tuple[str, ...], tuple[tuple[Places, int], ...]] = {}
        """Of several phrases where some of them were found, and their bits."""
        self._known: dict[Hashable, Any] = {}

    def of(self, name: str) -> tuple[Hit, ...]:
        """Every place of a phrase in the text; overlapping wordings are all kept."""
        here = self._of.get(name)
        if here is None:
            return ()
        places, bit = here
        return tuple(Hit(*place) for place in places.of(bit, Span(0, len(self.text))))

    def starting(self, prefix: str) -> Iterator[tuple[str, tuple[Hit, ...]]]:
        """The phrases whose names begin so and that stand in the text, and where each does."""
        yield from ((name, self.of(name)) for name in self._of if name.startswith(prefix))

    def within(
        self, name: str, spans: Iterable[Span], *, denied: bool | None = False
    ) -> tuple[Span, ...]:
        """Where a phrase stands, denied or not as asked (None: either), inside any of the spans."""
        here = self._of.get(name)
        if here is None:
            return ()
        return here[0].within(here[1], spans, denied)

    def within_any(
        self, names: tuple[str, ...], spans: Sequence[Span], *, denied: bool | None = False
    ) -> tuple[Span, ...]:
        """Where any of several phrases stands, denied or not as asked, inside any of the spans."""
        found = [places.within(bits, spans, denied) for places, bits in self._where(names)]
        return found[0] if len(found) == 1 else tuple(sorted({*chain.from_iterable(found)}))

    def count(self, name: str, span: Span, *, denied: bool | None = False) -> int:
        """In how many places a phrase stands inside a span, denied or not as asked."""
        here = self._of.get(name)
        if here is None:
            return 0
        return self.once(
            ("count", name, span, denied), lambda: here[0].count(here[1], span, denied)
        )

    def has(self, name: str, *spans: Span, denied: bool | None = False) -> bool:
        """Whether a phrase stands in one of the spans, denied or not as asked."""
        here = self._of.get(name)
        return here is not None and here[0].has(here[1], spans, denied)

    def has_any(self, names: tuple[str, ...], *spans: Span, denied: bool | None = False) -> bool:
        """Whether one of several phrases stands in the spans, denied or not as asked."""
        for places, bits in self._where(names):  # noqa: SIM110 - there is one of them mostly
            if places.has(bits, spans, denied):
                return True
        return False

    def _where(self, names: tuple[str, ...]) -> tuple[tuple[Places, int], ...]:
        """Where those of several phrases stand that were found, and their bits."""
        wanted = self._any.get(names)
        if wanted is None:
            bits: dict[Places, int] = {}
            for places, bit in filter(None, map(self._of.get, names)):
                bits[places] = bits.get(places, 0) | bit
            wanted = self._any[names] = tuple(bits.items())
        return wanted

    def once(self, key: Hashable, compute: Callable[[], T]) -> T:
        """What is found out of this text, which many ask for and which is found out once."""
        if key not in self._known:
            self._known[key] = compute()
        return cast(T, self._known[key])

    def at(self, name: str, start: int, end: int) -> Span | None:
        """The longest place of a phrase that begins at `start`, up to `end`, denied or not."""
        here = self._of.get(name)
        return here[0].at(here[1], start, end) if here is not None else None

    def opens(self, name: str, span: Span) -> Span | None:
        """Where a phrase stands at the beginning of a span, behind marks and the number or letter
        of a list: what the language of phrases has no sign for."""
        here = self._of.get(name)
        if here is None or not here[0].has(here[1], (span,), None):
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
