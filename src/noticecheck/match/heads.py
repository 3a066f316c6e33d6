"""The words with which a wording can begin: where in a text it is worth being tried.

A head is the first word and the one behind it, as normal text has them between its marks: "cost"
or, for a stem, "cost*". The second is "" where anything may follow: a gap, a mark or the end.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping

from noticecheck.language.model import Choice, Gap, Include, Item, Maybe, Phrase, Sequence, Word
from noticecheck.late import regex
from noticecheck.match.expressions import wordings
from noticecheck.match.matcher import ANY, STEM
from noticecheck.match.normal import plain_word

Head = tuple[str, str]

_Words = tuple[str, ...]
"""The first words, two at most; the last is ANY where they are all that is certain."""
_WORD = regex(r"\w+")
_MOST_PIECES = 8
"""Of a word between its hyphens; with more, how it begins has to do."""


def heads(sequence: Sequence, phrases: Mapping[str, Phrase]) -> frozenset[Head]:
    """Every head of a wording. A mark stands for the word that it opens: "£" for "£450"."""
    return frozenset(_head(*words[:2]) for words in _of_sequence(sequence, phrases))


def _head(first: str, second: str = ANY) -> Head:
    return first, second


def _of_sequence(sequence: Sequence, phrases: Mapping[str, Phrase]) -> frozenset[_Words]:
    found: frozenset[_Words] = frozenset([()])
    for item in sequence.items:
        if all(map(_is_settled, found)):
            break
        found = frozenset(_joined(found, _of_item(item, phrases)))
    return found


def _is_settled(words: _Words) -> bool:
    return len(words) >= 2 or ANY in words


def _joined(left: Iterable[_Words], right: Iterable[_Words]) -> Iterable[_Words]:
    rights = tuple(right)
    for words in left:
        if _is_settled(words):
            yield words
        elif words:
            # A mark in the middle is passed over: what follows it is not looked up.
            yield from (words + (more if _WORD.match("".join(more)) else (ANY,)) for more in rights)
        else:
            yield from rights


def _of_item(item: Item, phrases: Mapping[str, Phrase]) -> frozenset[_Words]:
    match item:
        case Word(text, stem):
            return frozenset(_of_word(text, stem))
        case Choice(options):
            return frozenset(itertools.chain(*(_of_sequence(o, phrases) for o in options)))
        case Maybe(inner):
            return _of_sequence(inner, phrases) | {()}
        case Include(name):
            inside = wordings(phrases[name], phrases)
            return frozenset(itertools.chain(*(_of_sequence(s, phrases) for s in inside)))
        case Gap():
            return frozenset([(ANY,)])


def _of_word(text: str, stem: bool) -> Iterable[_Words]:
    """ "third-party" stands as two words or as one; "£450" begins with its mark."""
    plain = plain_word(text)
    if not _WORD.match(plain):
        yield (plain[0], ANY)
        return
    first, *others = plain.split(" ")
    pieces = [piece for piece in first.split("-") if piece]
    if len(pieces) > _MOST_PIECES:
        yield (pieces[0] + STEM, ANY)
        return
    for one in range(1, len(pieces) + 1):
        for two in range(one + 1, len(pieces) + 1) if one < len(pieces) else (one,):
            written = "".join(pieces[:one]), "".join(pieces[one:two])
            rest = () if two == len(pieces) else pieces[two:]
            words = _WORD.findall(" ".join((*written, *rest, *others)))
            if stem and plain.endswith(words[-1]):
                words[-1] += STEM
            yield tuple(words[:2])
