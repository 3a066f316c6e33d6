"""A wording as a regular expression over normal text, linear in the length of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from noticecheck.language.model import Choice, Gap, Include, Item, Maybe, Phrase, Sequence, Word
from noticecheck.match.normal import plain_word

_SEPARATOR = r"""[,"')]{0,2}[ -]["'(]?"""
_GAP_WORD = r"""[,"')]{0,2} ["'(]?[^ \n.;!?]+(?:\.[^ \n.;!?]+)*"""
_GAP = f"(?:{_GAP_WORD}){{0,6}}?"


def expression(sequence: Sequence, phrases: Mapping[str, Phrase]) -> str:
    """The regular expression of a wording; it neither begins nor ends inside a word."""
    return rf"(?<!\w){_sequence(sequence, phrases)}(?!\w)"


def wordings(phrase: Phrase, phrases: Mapping[str, Phrase]) -> Iterable[Sequence]:
    """The wordings of a phrase; a wording that is only an include gives those of the included."""
    for pattern in phrase.patterns:
        items = pattern.sequence.items
        if len(items) == 1 and isinstance(items[0], Include):
            yield from wordings(phrases[items[0].name], phrases)
        else:
            yield pattern.sequence


def _sequence(sequence: Sequence, phrases: Mapping[str, Phrase]) -> str:
    """Optional items before the first certain one carry the separator behind them, all later
    items the one before them."""
    parts: list[str] = []
    certain = False
    for item in sequence.items:
        if isinstance(item, Gap):
            parts.append(_GAP)
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
            bodies = [_sequence(inner, phrases) for inner in wordings(phrases[name], phrases)]
            return "(?:" + "|".join(bodies) + ")"
        case Gap():
            return _GAP


def _word(text: str) -> str:
    """A word whose inner hyphens may be blanks or nothing."""
    words = plain_word(text).split(" ")
    return " ".join(r"[ -]?".join(re.escape(p) for p in word.split("-")) for word in words)
