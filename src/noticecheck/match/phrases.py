"""Phrases to matcher, text to hits.

Every wording is one regular expression over normal text, linear in its length. It is tried only
where one of its heads stands, and only when somebody asks for its phrase: so what a letter costs
depends on its own words, not on the number of phrases.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple, TypeVar

from noticecheck.language.model import Phrase
from noticecheck.language.model import Sequence as Wording
from noticecheck.match.compiled import code_of, from_code
from noticecheck.match.expressions import expression, wordings
from noticecheck.match.heads import ANY, STEM, heads
from noticecheck.match.normal import Normal, normalise
from noticecheck.model import Span

T = TypeVar("T")

_NEGATION = re.compile(r"\b(?:not|never|neither|nor|no longer|nothing|without|no)")
_DENIAL_REACH = 60
_DENIAL = re.compile(
    r"""(?:\b(?:not|never|neither|nor|no\ longer|nothing|without|no))
        (?:[ ](?!(?:will|would|can|could|shall|may|who|which|and|but)[ ])[^ \n.;:!?]+){0,2}
        [ ]["'(]?$""",
    re.VERBOSE,
)

MAX_WORDS = 50_000
MAX_LENGTH = 40

_WORD = re.compile(r"\w+")
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


class Matches:
    """The normal text of a document and where each phrase stands in it, in order.

    A phrase is looked for when it is first asked for, and then remembered.
    """

    def __init__(self, text: str, *matchers: Matcher) -> None:
        self.normal = normalise(text)
        self._scans = tuple(_Scan(self.normal, matcher) for matcher in matchers)
        self._memo: dict[str, _Found] = {}

    def of(self, name: str) -> tuple[Hit, ...]:
        return self._found(name).hits

    def starting(self, prefix: str) -> Iterator[tuple[str, tuple[Hit, ...]]]:
        """The phrases whose names begin so, and where each stands."""
        for scan in self._scans:
            yield from ((n, self.of(n)) for n in scan.matcher.wordings if n.startswith(prefix))

    def within(
        self, name: str, spans: Iterable[Span], *, denied: bool | None = False
    ) -> tuple[Span, ...]:
        """Where a phrase stands, denied or not as asked (None: either), inside any of the spans."""
        hits, starts = self._memo.get(name) or self._found(name)
        if not hits:
            return ()
        found = {hit.span for span in spans for hit in _inside(hits, starts, span, denied)}
        return tuple(sorted(found))

    def has(self, name: str, *spans: Span, denied: bool | None = False) -> bool:
        hits, starts = self._memo.get(name) or self._found(name)
        if not hits:
            return False
        return any(True for span in spans for _ in _inside(hits, starts, span, denied))

    def _found(self, name: str) -> _Found:
        found = self._memo.get(name)
        if found is None:
            hits = tuple(hit for scan in self._scans for hit in scan.hits(name))
            found = self._memo[name] = _Found(hits, tuple(hit.span.start for hit in hits))
        return found

    def has_any(self, names: Iterable[str], *spans: Span, denied: bool | None = False) -> bool:
        """Whether one of several phrases stands in the spans, denied or not as asked."""
        return any(self.has(name, *spans, denied=denied) for name in names)

    def at(self, name: str, start: int, end: int) -> Span | None:
        """The longest place of a phrase that begins at `start`, up to `end`, denied or not."""
        found = self._found(name)
        first, last = bisect_left(found.starts, start), bisect_right(found.starts, start)
        here = found.hits[first:last]
        return max((hit.span for hit in here if hit.span.end <= end), default=None)

    def opens(self, name: str, span: Span) -> Span | None:
        """Where a phrase stands at the beginning of a span, behind marks and the number or letter
        of a list: what the language of phrases has no sign for."""
        hits, starts = self._memo.get(name) or self._found(name)
        if not hits or bisect_left(starts, span.start) == bisect_left(starts, span.end):
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
    """One matcher over one normal text."""

    def __init__(self, normal: Normal, matcher: Matcher) -> None:
        self.matcher = matcher
        self._normal = normal
        self._candidates = matcher.candidates(normal.text)
        self._negations = [match.start() for match in _NEGATION.finditer(normal.text)]
        self._memo: dict[tuple[int, int], Hit] = {}

    def hits(self, name: str) -> list[Hit]:
        """Every place of a phrase; overlapping wordings are all kept."""
        numbers = self.matcher.wordings.get(name, ())
        found = {place for number in numbers for place in self._places(number)}
        return [self._hit(place) for place in sorted(found)]

    def _places(self, number: int) -> Iterator[tuple[int, int]]:
        candidates = self._candidates.get(number)
        if not candidates:
            return
        match, text, done = self.matcher.expression(number).match, self._normal.text, 0
        for start in sorted(candidates):
            if start >= done and (found := match(text, start)):
                done = found.end()
                yield start, done

    def _hit(self, place: tuple[int, int]) -> Hit:
        hit = self._memo.get(place)
        if hit is None:
            start, end = place
            hit = self._memo[place] = Hit(self._normal.source(start, end), self._denied(start))
        return hit

    def _denied(self, start: int) -> bool:
        """Whether a negation stands just before a place; most have none near."""
        window = max(0, start - _DENIAL_REACH)
        near = bisect_left(self._negations, window)
        if near == len(self._negations) or self._negations[near] >= start:
            return False
        return _DENIAL.search(self._normal.text, window, start) is not None


@dataclass(frozen=True, eq=False)
class Matcher:
    """All phrases: the wordings of each, and where in a text a wording is worth being tried."""

    wordings: Mapping[str, tuple[int, ...]]
    sources: tuple[str, ...]
    heads: Mapping[str, Mapping[str, tuple[int, ...]]]
    """First word, second word, wordings that can begin with them."""
    codes: tuple[bytes, ...] = ()
    """Of each wording its compiled form, where that is at hand."""

    def compiled(self) -> Matcher:
        """The same matcher with the compiled form of every wording: for a cache."""
        return replace(self, codes=tuple(map(code_of, self.sources)))

    def scan(self, text: str) -> Matches:
        """Every place of every phrase; overlapping wordings of one phrase are all kept."""
        return Matches(text, self)

    def expression(self, number: int) -> re.Pattern[str]:
        compiled = self._compiled.get(number)
        if compiled is None:
            code = self.codes[number] if self.codes else b""
            compiled = self._compiled[number] = from_code(self.sources[number], code)
        return compiled

    def candidates(self, text: str) -> Mapping[int, list[int]]:
        """Where each wording could begin in a normal text, by what the words there are."""
        found: dict[int, list[int]] = {}
        words = [(match.group(), match.start()) for match in _WORD.finditer(text)]
        following = (*(word for word, _ in words[1:]), ANY)
        for (word, start), second in zip(words, following, strict=False):
            for table in self._tables(word):
                for key in self._keys(second):
                    for number in table.get(key, ()):
                        found.setdefault(number, []).append(start)
        for mark in self._marks:
            for number in self.heads[mark][ANY]:
                found.setdefault(number, []).extend(_all_places(mark, text))
        return found

    def _tables(self, word: str) -> tuple[Mapping[str, tuple[int, ...]], ...]:
        """The heads that begin with a word, or with a stem of it."""
        memo = self._tables_of
        tables = memo.get(word)
        if tables is None:
            keys = (word, *self._stems(word))
            tables = tuple(self.heads[key] for key in keys if key in self.heads)
            _remember(memo, word, tables)
        return tables

    def _keys(self, word: str) -> tuple[str, ...]:
        """How heads can name a second word: not at all, by itself, or by a stem of it."""
        memo = self._keys_of
        keys = memo.get(word)
        if keys is None:
            known = self._seconds
            keys = (ANY, *(key for key in (word, *self._stems(word)) if key and key in known))
            _remember(memo, word, keys)
        return keys

    def _stems(self, word: str) -> Iterator[str]:
        """The stems that a word can have; none is longer than those of the phrases."""
        return (word[:n] + STEM for n in range(1, min(len(word), self._longest) + 1))

    @cached_property
    def _longest(self) -> int:
        stems = {key for key in (*self.heads, *self._seconds) if key.endswith(STEM)}
        return max(map(len, stems), default=1) - 1

    @cached_property
    def _seconds(self) -> frozenset[str]:
        return frozenset(second for table in self.heads.values() for second in table)

    @cached_property
    def _marks(self) -> tuple[str, ...]:
        return tuple(first for first in self.heads if not _WORD.match(first))

    @cached_property
    def _compiled(self) -> dict[int, re.Pattern[str]]:
        return {}

    @cached_property
    def _tables_of(self) -> dict[str, tuple[Mapping[str, tuple[int, ...]], ...]]:
        return {}

    @cached_property
    def _keys_of(self) -> dict[str, tuple[str, ...]]:
        return {}


def _remember(memo: dict[str, T], word: str, value: T) -> None:
    """Letters share most of their words; the memory for them has a bound."""
    if len(memo) >= MAX_WORDS:
        memo.clear()
    if len(word) <= MAX_LENGTH:
        memo[word] = value


def _all_places(mark: str, text: str) -> list[int]:
    return [match.start() for match in re.finditer(re.escape(mark), text)]


def compile_phrases(phrases: Mapping[str, Phrase], names: Collection[str] | None = None) -> Matcher:
    """A matcher for phrases, or those of them in `names`; includes are known and without cycles.

    Phrases that include one another share their wordings: each is looked for once.
    """
    numbers: dict[int, int] = {}
    different: list[Wording] = []
    of_phrase: dict[str, tuple[int, ...]] = {}
    for name, phrase in phrases.items():
        if names is not None and name not in names:
            continue
        found = []
        for sequence in wordings(phrase, phrases):
            if id(sequence) not in numbers:
                numbers[id(sequence)] = len(different)
                different.append(sequence)
            found.append(numbers[id(sequence)])
        of_phrase[name] = tuple(dict.fromkeys(found))
    table: dict[str, dict[str, list[int]]] = {}
    for number, sequence in enumerate(different):
        for first, second in heads(sequence, phrases):
            table.setdefault(first, {}).setdefault(second, []).append(number)
    return Matcher(
        of_phrase,
        tuple(expression(sequence, phrases) for sequence in different),
        {f: {s: tuple(n) for s, n in seconds.items()} for f, seconds in table.items()},
    )
