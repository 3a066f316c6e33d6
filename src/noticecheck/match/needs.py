"""The words that a wording cannot do without: where they are missing, it need not be tried.

A need is a set of words, as normal text has them, of which one stands in every text that the
wording finds: {"harm*"}, or {"cost", "costs"} for a choice. A "*" ends the stem of a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Sequence as Sequence_

from noticecheck.language.model import Choice, Gap, Include, Item, Maybe, Phrase, Sequence, Word
from noticecheck.late import regex
from noticecheck.match.expressions import wordings
from noticecheck.match.matcher import STEM
from noticecheck.match.normal import plain_word

Need = frozenset[str]

_MOST = 2
_WORD = regex(r"\w+")
_ENDS_SENTENCE = regex(r"[.;!?](?: |$)")


def needs(sequence: Sequence, phrases: Mapping[str, Phrase]) -> frozenset[Need]:
    """Every need of a wording."""
    return frozenset(need for item in sequence.items for need in _of_item(item, phrases))


def crosses_sentences(sequence: Sequence, phrases: Mapping[str, Phrase]) -> bool:
    """Whether a wording has a mark that ends a sentence, as "s." has: no other passes one."""
    return any(_crosses(item, phrases) for item in sequence.items)


def most_telling(found: Iterable[Need]) -> Sequence_[Need]:
    """The needs that are worth a look: the others are met where these are, as good as always."""
    return sorted(found, key=_commonness)[:_MOST]


def is_single(sequence: Sequence, phrases: Mapping[str, Phrase]) -> bool:
    """Whether a wording is one word, or a choice of such: it stands wherever the word does."""
    if len(sequence.items) != 1:
        return False
    match sequence.items[0]:
        case Word(text):
            return _WORD.fullmatch(plain_word(text)) is not None
        case Choice(options):
            return all(is_single(option, phrases) for option in options)
        case Include(name):
            return all(is_single(inner, phrases) for inner in wordings(phrases[name], phrases))
        case Maybe() | Gap():
            return False


def _of_item(item: Item, phrases: Mapping[str, Phrase]) -> Iterable[Need]:
    match item:
        case Word(text, stem):
            return _of_word(plain_word(text), stem)
        case Choice(options):
            return _one_of(options, phrases)
        case Include(name):
            return _one_of(wordings(phrases[name], phrases), phrases)
        case Maybe() | Gap():
            return ()


def _one_of(options: Iterable[Sequence], phrases: Mapping[str, Phrase]) -> Iterable[Need]:
    """One need, met by what is most telling of each option."""
    of_each = [needs(option, phrases) for option in options]
    if not all(of_each):
        return ()
    return (frozenset().union(*(min(found, key=_commonness) for found in of_each)),)


def _commonness(need: Need) -> tuple[int, int, list[str]]:
    """Few and long words are the most telling."""
    return len(need), -min(map(len, need)), sorted(need)


def _of_word(plain: str, stem: bool) -> Iterable[Need]:
    """ "third-party" may stand as one word: it begins as its first piece does."""
    for written in plain.split(" "):
        first, *more = written.split("-")
        words = _WORD.findall(first)
        if not words:
            continue
        open_end = bool(more) or (stem and plain.endswith(words[-1]))
        *whole, last = words
        yield from (frozenset([word]) for word in whole)
        yield frozenset([last + STEM if open_end else last])


def _crosses(item: Item, phrases: Mapping[str, Phrase]) -> bool:
    match item:
        case Word(text):
            return _ENDS_SENTENCE.search(text) is not None
        case Choice(options):
            return any(crosses_sentences(option, phrases) for option in options)
        case Maybe(inner):
            return crosses_sentences(inner, phrases)
        case Include(name):
            inside = wordings(phrases[name], phrases)
            return any(crosses_sentences(inner, phrases) for inner in inside)
        case Gap():
            return False
