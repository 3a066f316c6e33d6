"""The words of a letter as names are made of: their capitals, and what joins them.

Phrases do not see capitals; here is how a word looks, in rules/ is what the words are.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Literal

from noticecheck.late import dataclass, regex
from noticecheck.match import Matches
from noticecheck.model import Span

Shape = Literal["initial", "capital", "capitals", "small", "mixed", "uncased"]
NAMELIKE: frozenset[Shape] = frozenset({"initial", "capital", "capitals"})

_INSIDE = "\u00ad\u200b-\u200d\u2060\ufeff\u0300-\u036f"
"""Accents of their own, and marks that nobody sees."""
_WORD = regex(rf"[^\W_](?:[^\W_]|[{_INSIDE}]|['\u2019\u02bc`](?=[^\W\d_]))*")
_POSSESSIVE = regex(r"['\u2019\u02bc`][sS]$")
_CONTRACTION = regex(r"['\u2019\u02bc`](?:m|ve|re|ll|d|t)$", re.IGNORECASE)
"""The end of "I'm" and "We've"."""
_ELIDED = regex(r"^[a-z]{1,2}['\u2019\u02bc`](?=[^\W\d_]{2})")
"""The beginning of "d'Arcy"."""
_UNSEEN = regex(rf"[{_INSIDE}'\u2019\u02bc`]")
_JOINT = regex(r"[*_]*(?:[ \t\xa0\u202f]{1,2}|[-\u2010\u2011])[*_]*")
_POINT = regex(r"\.[ \t\xa0]{0,2}")
_WRAP = regex(r"[ \t\xa0]*\n[> \t]*")
_TITLE = "personal-title"
_FULL_LINE = 50
"""Characters from which on a line goes on in the next one."""
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"}
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word without "'s", and what it is compared by."""

    start: int
    end: int
    key: str
    shape: Shape

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Words:
    """The words of a text, by number, and which of them a phrase covers."""

    def __init__(self, text: str, matches: Matches) -> None:
        self.text = text
        self.matches = matches
        self.all: list[Word] = []
        self._ends: list[int] = []
        for match in _WORD.finditer(text):
            whole = match.group()
            word = _POSSESSIVE.sub("", whole)
            self.all.append(
                Word(match.start(), match.start() + len(word), key_of(word), _shape(word))
            )
            self._ends.append(match.end())
        self._marked: dict[tuple[str, ...], frozenset[int]] = {}

    def __getitem__(self, index: int) -> Word:
        return self.all[index]

    def __len__(self) -> int:
        return len(self.all)

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.all]

    def within(self, span: Span) -> range:
        """The words that begin in a span."""
        return range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))

    def after(self, offset: int) -> int:
        """The first word at or behind an offset; the number of all words for none."""
        return bisect_left(self._starts, offset)

    def touching(self, spans: Iterable[Span]) -> set[int]:
        """The words that lie in one of the spans, even in part."""
        found: set[int] = set()
        for span in spans:
            first = max(0, bisect_right(self._starts, span.start) - 1)
            for index in range(first, bisect_left(self._starts, span.end)):
                if self.all[index].end > span.start:
                    found.add(index)
        return found

    def marked(self, *names: str) -> frozenset[int]:
        """The words that one of these phrases covers."""
        if names not in self._marked:
            spans = (hit.span for name in names for hit in self.matches.of(name))
            self._marked[names] = frozenset(self.touching(spans))
        return self._marked[names]

    def gap(self, index: int) -> str:
        """What stands between a word and the next one, without "'s"."""
        if index + 1 >= len(self.all):
            return "\n\n"
        return self.text[self._ends[index] : self.all[index + 1].start]

    @cached_property
    def joined(self) -> list[bool]:
        """For each word whether the next one may belong to the same name."""
        return [self._is_joined(index) for index in range(len(self.all))]

    def _is_joined(self, index: int) -> bool:
        word = self.all[index]
        if index + 1 >= len(self.all) or self._ends[index] != word.end:
            return False
        gap = self.gap(index)
        if _JOINT.fullmatch(gap):
            return True
        if _POINT.fullmatch(gap):
            return word.shape == "initial" or word.key == "st" or index in self.marked(_TITLE)
        if _WRAP.fullmatch(gap):
            if index in self.marked("plain-title"):
                return True
            return self._ends[index] - self.text.rfind("\n", 0, word.end) > _FULL_LINE
        return False

    def small_but(self, barred: Collection[int]) -> frozenset[str]:
        """The words that stand in small letters, but for those that are barred."""
        return frozenset(
            word.key
            for index, word in enumerate(self.all)
            if word.shape == "small" and index not in barred
        )


def key_of(word: str) -> str:
    """A word in small letters, without accents and apostrophes: "O’Brien" is "obrien"."""
    if word.isascii():
        return _UNSEEN.sub("", word.lower())
    plain = unicodedata.normalize("NFKD", word.lower().translate(_LETTERS))
    return _UNSEEN.sub("", plain)


def _shape(word: str) -> Shape:
    if _CONTRACTION.search(word):
        return "small"
    letters = _UNSEEN.sub("", _ELIDED.sub("", word))
    if not letters.isalpha():
        return "mixed"
    if len(letters) == 1 and letters.isupper():
        return "initial"
    if letters.isupper():
        return "capitals"
    if letters[0].isupper() or letters[0].istitle():
        return "capital"
    if letters.islower() or letters.upper() != letters:
        return "small"
    return "uncased" if any(unicodedata.category(letter) == "Lo" for letter in letters) else "small"
