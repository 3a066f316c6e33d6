"""Finds letters that say nearly the same as an earlier one of the same authority.

A letter is a copy when, names, dates and numbers aside (see plain_words), it cites the same
provisions and no more than one word in a hundred is another. MinHash only says which letters to
compare; whether they are copies is counted, word for word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from noticecheck.audit.plain_words import mixed
from noticecheck.late import dataclass

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORDS_FOR_ANOTHER = 100
"""One word in so many may be another."""
FEWEST_WORDS = 20
"""Shorter letters are no copies of anything: "see attached" says nothing of what is attached."""
LONGEST_LOOK = 500
"""With so many earlier letters that share a band, a letter is compared at most: a template that
serves a whole authority may fill one with all of its letters."""
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Prints:
    """The fingerprints of all letters, in the order of the sources; a row of `counts` and `bands`
    is a letter."""

    authority: NDArray[np.int32]
    """The same number for the same authority."""
    words: NDArray[np.int32]
    cited: NDArray[np.int64]
    bands: NDArray[np.uint64]
    counts: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.words)


def find_originals(prints: Prints) -> NDArray[np.int32]:
    """For each letter the number of the first that says the same: its own where it is the first."""
    first = np.arange(len(prints), dtype=np.int32)
    long_enough = np.flatnonzero(prints.words >= FEWEST_WORDS).astype(np.int32)
    if not len(long_enough):
        return first
    kinds = _kinds(prints, long_enough)
    first[long_enough] = _first_of_same(long_enough, kinds + _words_in_all(prints, long_enough))
    distinct = long_enough[first[long_enough] == long_enough]
    kept = _kinds(prints, distinct)
    buckets = [_Buckets.of(mixed(prints.bands[distinct, band] + kept))
               for band in range(prints.bands.shape[1])]  # fmt: skip
    is_first = np.ones(len(distinct), bool)
    for place in np.flatnonzero(np.any([one.earlier > 0 for one in buckets], axis=0)):
        earlier = np.concatenate([one.before(place) for one in buckets])
        found = _first_alike(prints, distinct[place], distinct[earlier[is_first[earlier]]])
        if found is not None:
            is_first[place] = False
            first[distinct[place]] = found
    # What is a copy of a copy is a copy of the first.
    return first[first]


def _kinds(prints: Prints, chosen: NDArray[np.int32]) -> NDArray[np.uint64]:
    """A number for authority and provisions: letters that differ there are never copies."""
    authority = mixed(prints.authority[chosen].astype(np.uint64) + np.uint64(1))
    return mixed(authority + prints.cited[chosen].astype(np.uint64))


def _words_in_all(prints: Prints, chosen: NDArray[np.int32]) -> NDArray[np.uint64]:
    """A number for the words of each letter, in whatever order."""
    weights = mixed(np.arange(1, prints.counts.shape[1] // 8 + 1, dtype=np.uint64))
    sums = [
        (np.ascontiguousarray(prints.counts[part]).view(np.uint64) * weights).sum(axis=1)
        for part in (chosen[at : at + _CHUNK] for at in range(0, len(chosen), _CHUNK))
    ]
    return mixed(np.concatenate(sums))


def _first_of_same(numbers: NDArray[np.int32], keys: NDArray[np.uint64]) -> NDArray[np.int32]:
    """For each number, in ascending order, the first that has the same key."""
    _, at, which = np.unique(keys, return_index=True, return_inverse=True)
    return numbers[at[which]]


@dataclass(frozen=True, slots=True)
class _Buckets:
    """Letters by a band: those that share it stand side by side, in their order."""

    order: NDArray[np.int32]
    start: NDArray[np.int32]
    """Where in `order` the bucket of each letter begins."""
    earlier: NDArray[np.int32]
    """How many letters of its bucket come before it."""

    @classmethod
    def of(cls, keys: NDArray[np.uint64]) -> _Buckets:
        order = np.argsort(keys, kind="stable").astype(np.int32)
        in_order = keys[order]
        begins = np.ones(len(order), bool)
        begins[1:] = in_order[1:] != in_order[:-1]
        places = np.arange(len(order), dtype=np.int32)
        starts = np.maximum.accumulate(np.where(begins, places, 0)).astype(np.int32)
        start, earlier = np.empty_like(order), np.empty_like(order)
        start[order] = starts
        earlier[order] = places - starts
        return cls(order, start, earlier)

    def before(self, place: Any) -> NDArray[np.int32]:
        begin = self.start[place]
        return self.order[begin : begin + min(self.earlier[place], LONGEST_LOOK)]


def _first_alike(prints: Prints, letter: Any, others: NDArray[np.int32]) -> Any:
    """The first of other letters that a letter is a copy of; None where it is of none."""
    allowed = prints.words[letter] // WORDS_FOR_ANOTHER
    # Most are far longer or shorter: only the rest is looked at closely.
    near = np.abs(prints.words[others] - prints.words[letter]) <= allowed
    others = np.unique(others[near])
    others = others[prints.cited[others] == prints.cited[letter]]
    others = others[prints.authority[others] == prints.authority[letter]]
    if not len(others):
        return None
    here, there = prints.counts[letter].astype(np.int16), prints.counts[others].astype(np.int16)
    gap = np.abs(prints.words[others] - prints.words[letter])
    # The words that the one has and the other has not, counted where there are more of them.
    changed = (np.abs(there - here).sum(axis=1) + gap) // 2
    shorter = np.minimum(prints.words[others], prints.words[letter])
    alike = others[changed <= shorter // WORDS_FOR_ANOTHER]
    return alike[0] if len(alike) else None
