"""Text to places of wordings.

Every wording is one regular expression over normal text, linear in its length. It is tried only
where a sentence has its first words and all the words that it needs: so what a letter costs depends
on its own words, not on the number of phrases. What a sentence holds depends on nothing else, and
is remembered: letters share many of theirs.
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from noticecheck.cache import Pieces
from noticecheck.compiled import code_of, from_code
from noticecheck.late import dataclass, regex
from noticecheck.match.phrases import Matches
from noticecheck.match.stretches import (
    Place,
    Stretch,
    denied_at,
    stretch_of,
    stretches_of,
    with_denials,
)

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")
_Match = Callable[[str, int], "re.Match[str] | None"]
_Candidates = Sequence[tuple[int, int]]
"""Where a wording may begin, and its number."""
_Entry = tuple[int, int]
"""What a wording needs, and its number."""
_Sentence = tuple[tuple[Stretch, ...], _Candidates]
"""What stands in a sentence, and the candidates for what may go on beyond it."""

ANY = ""
"""In the tables: whatever word comes second."""
STEM = "*"
"""In the tables: behind what a word begins with."""
MOST_WORDS = 50_000
MOST_SENTENCES = 10_000
LONGEST_WORD = 40
LONGEST_SENTENCE = 2_000

_WORD = regex(r"\w+")
_SENTENCE_END = regex(r"[.;!?] |\n|\Z")
"""No gap and no blank of a wording passes it."""


@dataclass(frozen=True, eq=False)
class Matcher:
    """All phrases: the wordings of each, and where in a text a wording is worth being tried."""

    wordings: Mapping[str, tuple[int, ...]]
    sources: tuple[str, ...]
    heads: Mapping[str, bytes]
    """First word, and its table (second word, wordings that can begin with both) marshalled: there
    are thousands, of which a letter asks for a few."""
    marks: Mapping[str, tuple[int, ...]]
    """Mark, one character, wordings that begin with it."""
    needs: tuple[int, ...]
    """Of each wording the needs, one bit each."""
    meets: Mapping[str, int]
    """Of each word, or stem with its "*", the needs that it meets."""
    crossing: Mapping[str, tuple[int, ...]]
    """First word, wordings that begin with it and go on beyond a mark that ends a sentence."""
    single: Mapping[str, tuple[int, ...]]
    """Word, or stem with its "*", wordings that are nothing else."""
    stems: frozenset[str]
    """Every stem, with its "*", that one of these tables names."""
    codes: Pieces | None = None
    """Of each wording its compiled form, where that is at hand."""

    def compiled(self) -> Matcher:
        """The same matcher with the compiled form of every wording: for a cache."""
        return replace(self, codes=Pieces.of(map(code_of, self.sources)))

    def scan(self, text: str) -> Matches:
        """Every place of every phrase; overlapping wordings of one phrase are all kept."""
        return Matches(text, self)

    def forget(self) -> None:
        """Forget the sentences met so far, as if no letter had been scanned."""
        self._sentences.clear()

    def expression(self, number: int) -> re.Pattern[str]:
        code = self.codes[number] if self.codes is not None else b""
        return from_code(self.sources[number], code)

    def stretches(self, text: str) -> Iterator[tuple[int, Stretch]]:
        """What stands in a normal text, and from where on its places are counted."""
        start = 0
        done: dict[int, int] = {}
        for mark in _SENTENCE_END.finditer(text):
            end = mark.start()
            if end > start:
                stretches, beyond = self._sentence(text[start:end])
                for stretch in stretches:
                    yield start, stretch
                if beyond and (places := self._beyond(text, start, beyond, done)):
                    yield start, stretch_of(places)
            start = end + 1

    def _sentence(self, sentence: str) -> _Sentence:
        known = self._sentences.get(sentence)
        if known is None:
            known = self._read(sentence)
            if len(self._sentences) >= MOST_SENTENCES:
                self._sentences.clear()
            if len(sentence) <= LONGEST_SENTENCE:
                self._sentences[sentence] = known
        return known

    def _read(self, sentence: str) -> _Sentence:
        words = [(match.group(), match.start()) for match in _WORD.finditer(sentence)]
        places: dict[tuple[int, int], int] = {}
        for word, start in words:
            if standing := self._by_itself(word):
                places[start, start + len(word)] = standing
        matches, phrases = self._matches, self.phrases
        done: dict[int, int] = {}
        for start, number in self._candidates(sentence, words):
            if done.get(number, 0) > start:
                continue
            match = matches.get(number) or self._match(number)
            if place := match(sentence, start):
                end = done[number] = place.end()
                places[start, end] = places.get((start, end), 0) | phrases[number]
        whole = with_denials(sentence, places)
        beyond = [
            (start, number)
            for word, start in words
            if word in self.crossing
            for number in self.crossing[word]
        ]
        return tuple(stretches_of(whole)), beyond

    def _candidates(self, sentence: str, words: Sequence[tuple[str, int]]) -> list[tuple[int, int]]:
        """Where each wording could begin, by the first words there and those that it needs."""
        met = 0
        for word, _ in words:
            met |= self._met(word)
        following = [word for word, _ in words[1:]]
        following.append(ANY)
        candidates = [
            (start, number)
            for (word, start), second in zip(words, following, strict=False)
            for need, number in self._entries(word, second)
            if need & met == need
        ]
        marked = [
            (start, number)
            for mark, entries in self._marks.items()
            if mark in sentence
            for start, written in enumerate(sentence)
            if written == mark
            for need, number in entries
            if need & met == need
        ]
        return sorted(candidates + marked) if marked else candidates

    def _beyond(
        self, text: str, offset: int, candidates: _Candidates, done: dict[int, int]
    ) -> list[Place]:
        """What begins in a sentence and may end behind it."""
        places: list[Place] = []
        for start, number in candidates:
            if done.get(number, 0) > offset + start:
                continue
            match = self._matches.get(number) or self._match(number)
            if place := match(text, offset + start):
                done[number] = place.end()
                denied = denied_at(text, offset + start)
                places.append((start, place.end() - offset, self.phrases[number], denied))
        return places

    def _by_itself(self, word: str) -> int:
        """The phrases that have a word, or a stem of it, for a wording; one bit each."""
        standing = self._standing.get(word)
        if standing is None:
            standing = 0
            for key in self._keys(word):
                for number in self.single.get(key, ()):
                    standing |= self.phrases[number]
            _remember(self._standing, word, standing, len(word))
        return standing

    def _match(self, number: int) -> _Match:
        match = self._matches[number] = self.expression(number).match
        return match

    def _entries(self, first: str, second: str) -> tuple[_Entry, ...]:
        """The wordings that can begin with two words, or with the first of them."""
        memo, pair = self._entries_of, (first, second)
        entries = memo.get(pair)
        if entries is None:
            keys = (ANY, *self._keys(second)) if second else (ANY,)
            numbers = dict.fromkeys(
                number
                for table in self._tables(first)
                for key in keys
                for number in table.get(key, ())
            )
            entries = tuple(self._entry_of[number] for number in numbers)
            _remember(memo, pair, entries, len(first) + len(second))
        return entries

    def _met(self, word: str) -> int:
        """The needs that a word meets, by itself or by a stem of it."""
        met = self._met_by.get(word)
        if met is None:
            met = 0
            for key in self._keys(word):
                met |= self.meets.get(key, 0)
            _remember(self._met_by, word, met, len(word))
        return met

    def _tables(self, word: str) -> tuple[Mapping[str, tuple[int, ...]], ...]:
        """The heads that begin with a word, or with a stem of it."""
        memo = self._tables_of
        tables = memo.get(word)
        if tables is None:
            tables = tuple(self._table(key) for key in self._keys(word) if key in self.heads)
            _remember(memo, word, tables, len(word))
        return tables

    def _table(self, first: str) -> Mapping[str, tuple[int, ...]]:
        table = self._loaded.get(first)
        if table is None:
            table = self._loaded[first] = marshal.loads(self.heads[first])
        return table

    def _keys(self, word: str) -> tuple[str, ...]:
        """How the tables can name a word: by itself, or by a stem of it."""
        memo = self._keys_of
        keys = memo.get(word)
        if keys is None:
            lengths = range(1, min(len(word), self._longest_stem) + 1)
            stems = (word[:length] + STEM for length in lengths)
            keys = (word, *(stem for stem in stems if stem in self.stems))
            _remember(memo, word, keys, len(word))
        return keys

    @cached_property
    def phrases(self) -> tuple[int, ...]:
        """Of each wording the phrases that have it, one bit each, as `bits` numbers them."""
        of_wording = [0] * len(self.sources)
        for name, numbers in self.wordings.items():
            for number in numbers:
                of_wording[number] |= self.bits[name]
        return tuple(of_wording)

    @cached_property
    def bits(self) -> Mapping[str, int]:
        """The bit of each phrase."""
        return {name: 1 << place for place, name in enumerate(self.wordings)}

    @cached_property
    def _marks(self) -> Mapping[str, tuple[_Entry, ...]]:
        return {
            mark: tuple(self._entry_of[number] for number in numbers)
            for mark, numbers in self.marks.items()
        }

    @cached_property
    def _longest_stem(self) -> int:
        return max(map(len, self.stems), default=len(STEM)) - len(STEM)

    @cached_property
    def _entry_of(self) -> tuple[_Entry, ...]:
        """One for each wording, however many words it can begin with."""
        return tuple((need, number) for number, need in enumerate(self.needs))

    @cached_property
    def _matches(self) -> dict[int, _Match]:
        return {}

    @cached_property
    def _sentences(self) -> dict[str, _Sentence]:
        return {}

    @cached_property
    def _entries_of(self) -> dict[tuple[str, str], tuple[_Entry, ...]]:
        return {}

    @cached_property
    def _standing(self) -> dict[str, int]:
        return {}

    @cached_property
    def _met_by(self) -> dict[str, int]:
        return {}

    @cached_property
    def _tables_of(self) -> dict[str, tuple[Mapping[str, tuple[int, ...]], ...]]:
        return {}

    @cached_property
    def _loaded(self) -> dict[str, Mapping[str, tuple[int, ...]]]:
        return {}

    @cached_property
    def _keys_of(self) -> dict[str, tuple[str, ...]]:
        return {}


def _remember(memo: dict[K, T], key: K, value: T, length: int) -> None:
    """Letters share most of their words; the memory for them has a bound."""
    if len(memo) >= MOST_WORDS:
        memo.clear()
    if length <= LONGEST_WORD:
        memo[key] = value
