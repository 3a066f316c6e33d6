"""Phrases to matcher, text to hits.

Every wording becomes one regular expression over normal text whose work is linear in the text:
a wording is tried only where the rarest word that it cannot do without occurs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from noticecheck.language.model import Choice, Gap, Include, Item, Maybe, Phrase, Sequence, Word
from noticecheck.match.normal import Normal, normalise, plain_word
from noticecheck.model import Span

_SEPARATOR = r"""[,"')]{0,2}[ -]["'(]?"""
_GAP_WORD = r"""[,"')]{0,2} ["'(]?[^ \n.;!?]+(?:\.[^ \n.;!?]+)*"""
_DENIAL = re.compile(
    r"""(?:\b(?:not|never|neither|nor|no\ longer|nothing|without|no))
        (?:[ ][^ \n.;:!?]+){0,2}[ ]["'(]?$""",
    re.VERBOSE,
)


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

    def within(self, name: str, spans: Iterable[Span], *, denied: bool = False) -> tuple[Span, ...]:
        """Where a phrase stands, denied or not as asked, inside any of the spans."""
        hits = self.hits.get(name, ())
        if not hits:
            return ()
        found: list[Span] = []
        starts = self._starts(name, hits)
        for span in spans:
            for hit in hits[bisect_left(starts, span.start) :]:
                if hit.span.start >= span.end:
                    break
                if hit.denied == denied and hit.span.end <= span.end:
                    found.append(hit.span)
        return tuple(sorted(set(found)))

    def _starts(self, name: str, hits: tuple[Hit, ...]) -> list[int]:
        if name not in self._memo:
            self._memo[name] = [hit.span.start for hit in hits]
        return self._memo[name]

    def has(self, name: str, *spans: Span, denied: bool = False) -> bool:
        return bool(self.within(name, spans, denied=denied))


@dataclass(frozen=True)
class _Wording:
    expression: re.Pattern[str]
    needed: tuple[tuple[str, ...], ...]
    """Of each group of literals at least one must occur in the text."""


@dataclass(frozen=True)
class Matcher:
    """All phrases, compiled."""

    wordings: Mapping[str, tuple[_Wording, ...]]

    def scan(self, text: str) -> Matches:
        """Every place of every phrase; overlapping wordings of one phrase are all kept."""
        normal = normalise(text)
        hits = {
            name: found
            for name, wordings in self.wordings.items()
            if (found := _find(wordings, normal))
        }
        return Matches(normal, hits)


def _find(wordings: tuple[_Wording, ...], normal: Normal) -> tuple[Hit, ...]:
    text = normal.text
    found: set[tuple[int, int]] = set()
    for wording in wordings:
        if all(any(literal in text for literal in group) for group in wording.needed):
            found.update(match.span() for match in wording.expression.finditer(text))
    return tuple(
        Hit(normal.source(start, end), bool(_DENIAL.search(text, max(0, start - 60), start)))
        for start, end in sorted(found)
    )


def compile_phrases(phrases: Mapping[str, Phrase]) -> Matcher:
    """A matcher for phrases whose includes are known and free of cycles."""
    return Matcher(
        {
            name: tuple(
                _Wording(
                    re.compile(rf"(?<!\w){_sequence(pattern.sequence, phrases)}(?!\w)"),
                    _needed(pattern.sequence, phrases),
                )
                for pattern in _flatten(phrase, phrases)
            )
            for name, phrase in phrases.items()
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
            case Word(text, _):
                groups.append((max(re.split("[ -]", plain_word(text)), key=len),))
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
