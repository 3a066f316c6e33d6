"""Phrases to matcher, text to hits.

Every wording becomes one regular expression over normal text whose work is linear in the text:
a wording is tried only where the rarest word that it cannot do without occurs.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from noticecheck.language.model import Choice, Gap, Include, Item, Maybe, Phrase, Sequence, Word
from noticecheck.match.normal import Normal, normalise, plain_word
from noticecheck.model import Span

_SEPARATOR = r"""[,"')]{0,2}[ -]["'(]?"""
_GAP_WORD = r"""[,"')]{0,2} ["'(]?[^ \n.;!?]+(?:\.[^ \n.;!?]+)*"""
_DENIAL = re.compile(
    r"""(?:\b(?:not|never|neither|nor|no\ longer|nothing|without|no))
        (?:[ ](?!(?:will|would|can|could|shall|may|who|which|and|but)[ ])[^ \n.;:!?]+){0,2}
        [ ]["'(]?$""",
    re.VERBOSE,
)

_MARKS = re.compile(r"\W*")
_LABEL = re.compile(r"\W*(?:\(?\w{1,3}[.)]|q ?\d+[.:]?) ?")


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a wording stands; `denied` when a negation stands just before it."""

    span: Span
    denied: bool


@dataclass(frozen=True)
class Matches:
    """The normal text of a document and where each phrase stands in it, in order."""

    normal: Normal
    hits: Mapping[str, tuple[Hit, ...]]
    _memo: dict[str, list[int]] = field(default_factory=dict, repr=False, compare=False)

    def of(self, name: str) -> tuple[Hit, ...]:
        return self.hits.get(name, ())

    def within(
        self, name: str, spans: Iterable[Span], *, denied: bool | None = False
    ) -> tuple[Span, ...]:
        """Where a phrase stands, denied or not as asked (None: either), inside any of the spans."""
        if name not in self.hits:
            return ()
        return tuple(sorted(set(self._hits(name, spans, denied))))

    def _hits(self, name: str, spans: Iterable[Span], denied: bool | None) -> Iterator[Span]:
        hits = self.hits.get(name, ())
        if not hits:
            return
        starts = self._starts(name, hits)
        for span in spans:
            for index in range(bisect_left(starts, span.start), len(hits)):
                hit = hits[index]
                if hit.span.start >= span.end:
                    break
                if denied in (None, hit.denied) and hit.span.end <= span.end:
                    yield hit.span

    def _starts(self, name: str, hits: tuple[Hit, ...]) -> list[int]:
        if name not in self._memo:
            self._memo[name] = [hit.span.start for hit in hits]
        return self._memo[name]

    def has(self, name: str, *spans: Span, denied: bool | None = False) -> bool:
        return next(self._hits(name, spans, denied), None) is not None

    def has_any(self, names: Iterable[str], *spans: Span) -> bool:
        """Whether one of several phrases stands in the spans, not denied."""
        return any(self.has(name, *spans) for name in names)

    def at(self, name: str, start: int, end: int) -> Span | None:
        """The longest place of a phrase that begins at `start`, up to `end`, denied or not."""
        hits = self.hits.get(name, ())
        starts = self._starts(name, hits) if hits else []
        here = hits[bisect_left(starts, start) : bisect_right(starts, start)]
        return max((hit.span for hit in here if hit.span.end <= end), default=None)

    def opens(self, name: str, span: Span) -> Span | None:
        """Where a phrase stands at the beginning of a span, behind marks and the number or letter
        of a list: what the language of phrases has no sign for."""
        if name not in self.hits:
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


@dataclass(frozen=True, eq=False)
class _Wording:
    """Phrases that include one another share their wordings: each is looked for once."""

    expression: re.Pattern[str]
    needed: tuple[frozenset[str], ...]
    """Of each group at least one must occur in the text: "word", or "part*" of a word."""


@dataclass(frozen=True)
class Matcher:
    """All phrases, compiled."""

    wordings: Mapping[str, tuple[_Wording, ...]]

    @cached_property
    def _different(self) -> frozenset[_Wording]:
        return frozenset(wording for wordings in self.wordings.values() for wording in wordings)

    @cached_property
    def _parts(self) -> frozenset[str]:
        needed = (literal for w in self._different for group in w.needed for literal in group)
        return frozenset(literal for literal in needed if literal.endswith("*"))

    def scan(self, text: str) -> Matches:
        """Every place of every phrase; overlapping wordings of one phrase are all kept."""
        normal = normalise(text)
        present = {part for part in self._parts if part[:-1] in normal.text}
        present.update(re.findall(r"\w+", normal.text))
        places = {
            wording: [match.span() for match in wording.expression.finditer(normal.text)]
            for wording in self._different
            if not any(group.isdisjoint(present) for group in wording.needed)
        }
        hits = {
            place: _hit(*place, normal) for place in {p for found in places.values() for p in found}
        }
        return Matches(
            normal,
            {
                name: tuple(hits[place] for place in sorted(found))
                for name, wordings in self.wordings.items()
                if (found := {place for w in wordings for place in places.get(w, ())})
            },
        )


def _hit(start: int, end: int, normal: Normal) -> Hit:
    denied = _DENIAL.search(normal.text, max(0, start - 60), start)
    return Hit(normal.source(start, end), denied is not None)


def compile_phrases(phrases: Mapping[str, Phrase], names: Collection[str] | None = None) -> Matcher:
    """A matcher for phrases, or those of them in `names`; includes are known and without cycles."""
    made: dict[int, _Wording] = {}

    def wording(sequence: Sequence) -> _Wording:
        if id(sequence) not in made:
            expression = re.compile(rf"(?<!\w){_sequence(sequence, phrases)}(?!\w)")
            needed = tuple(frozenset(group) for group in _needed(sequence, phrases))
            made[id(sequence)] = _Wording(expression, needed)
        return made[id(sequence)]

    return Matcher(
        {
            name: tuple(wording(pattern.sequence) for pattern in _flatten(phrase, phrases))
            for name, phrase in phrases.items()
            if names is None or name in names
        }
    )


def _flatten(phrase: Phrase, phrases: Mapping[str, Phrase]) -> Iterable[_Bare]:
    """The wordings of a phrase; a wording that is only an include gives those of the included."""
    for pattern in phrase.patterns:
        items = pattern.sequence.items
        if len(items) == 1 and isinstance(items[0], Include):
            yield from _flatten(phrases[items[0].name], phrases)
        else:
            yield _Bare(pattern.sequence)


@dataclass(frozen=True, slots=True)
class _Bare:
    sequence: Sequence


def _sequence(sequence: Sequence, phrases: Mapping[str, Phrase]) -> str:
    """Optional items before the first certain one carry the separator behind them, all later
    items the one before them."""
    parts: list[str] = []
    certain = False
    for item in sequence.items:
        if isinstance(item, Gap):
            parts.append(f"(?:{_GAP_WORD}){{0,6}}?")
            continue
        body = _item(item, phrases)
        optional = isinstance(item, Maybe)
        if not certain:
            parts.append(f"(?:{body}{_SEPARATOR})?" if optional else body)
            certain = not optional
        else:
            parts.append(f"(?:{_SEPARATOR}{body})?" if optional else f"{_SEPARATOR}{body}")
    return "".join(parts)


def _item(item: Item, phrases: Mapping[str, Phrase]) -> str:
    match item:
        case Word(text, stem):
            return _word(text) + (r"\w*" if stem else "") + r"(?!\w)" * (text[-1].isalnum())
        case Choice(options):
            return "(?:" + "|".join(_sequence(option, phrases) for option in options) + ")"
        case Maybe(inner):
            return _sequence(inner, phrases)
        case Include(name):
            bodies = [_sequence(p.sequence, phrases) for p in _flatten(phrases[name], phrases)]
            return "(?:" + "|".join(bodies) + ")"
        case Gap():
            return f"(?:{_GAP_WORD}){{0,6}}?"


def _word(text: str) -> str:
    """A word whose inner hyphens may be blanks or nothing."""
    words = plain_word(text).split(" ")
    return " ".join(r"[ -]?".join(re.escape(p) for p in word.split("-")) for word in words)


def _needed(sequence: Sequence, phrases: Mapping[str, Phrase]) -> tuple[tuple[str, ...], ...]:
    """Groups of literals without which the wording cannot stand."""
    groups: list[tuple[str, ...]] = []
    for item in sequence.items:
        match item:
            case Word(text, stem):
                literal = max(re.split("[ -]", plain_word(text)), key=len)
                whole = not stem and "-" not in text and re.fullmatch(r"\w+", literal)
                groups.append((literal if whole else f"{literal}*",))
            case Choice(options):
                groups.extend(_either([_needed(option, phrases) for option in options]))
            case Include(name):
                patterns = _flatten(phrases[name], phrases)
                groups.extend(_either([_needed(p.sequence, phrases) for p in patterns]))
            case _:
                pass
    return tuple(groups)


def _either(needs: list[tuple[tuple[str, ...], ...]]) -> list[tuple[str, ...]]:
    """What a choice needs: one literal of each option, if every option needs one."""
    if not needs or not all(needs):
        return []
    return [tuple(dict.fromkeys(lit for need in needs for lit in max(need, key=_rarity)))]


def _rarity(group: tuple[str, ...]) -> int:
    return min(len(literal) for literal in group)
