"""The words of a letter that stay when it is sent to someone else, as numbers.

Left out are names, dates, numbers and addresses: every word that does not stand in small letters
alone. What is left is hashed with numpy, all at once, since each letter of an audit passes here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from noticecheck.late import dataclass

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]
    Places = NDArray[np.int64]

LONGEST = 100_000
"""Code points of a letter that are looked at."""
FEW = 20
"""With fewer words than these in small letters, a letter is read as if it had no capitals."""

# fmt: off
_WITH_THE_NAME = (
    "he", "him", "his", "himself", "she", "her", "hers", "herself", "mr", "mrs", "ms", "miss", "dr",
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred",
    "thousand", "million",
)
# fmt: on
_GAP, _SMALL, _OTHER, _STOP = range(4)
_LAST = 0x24F
"""The last of the Latin letters that are told apart; whatever comes after them is a gap, so that
quotation marks and dashes are."""
_BASE = 0x9E3779B97F4A7C15


def _kinds() -> NDArray[np.uint8]:
    kinds = np.zeros(_LAST + 2, np.uint8)
    for number in range(_LAST + 1):
        char = chr(number)
        if char.islower():
            kinds[number] = _SMALL
        elif char.isalnum() or char in "@/_\\":
            kinds[number] = _OTHER
        elif char in ".!?":
            kinds[number] = _STOP
    return kinds


def _powers(base: int) -> Numbers:
    return np.cumprod(np.full(LONGEST, base, np.uint64), dtype=np.uint64)


_KINDS = _kinds()
_UP = _powers(_BASE)
# An odd number has an inverse among the numbers of 64 bits.
_DOWN = _powers(pow(_BASE, -1, 2**64))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a letter, each as a number that is the same wherever the word stands."""

    hashes: Numbers
    sentences: Places
    """At which word each sentence begins; one without words has none."""


def read_words(text: str) -> Words:
    """The words of a text; in capitals throughout, it is read as small letters."""
    text = text[:LONGEST]
    found = _read(text)
    return found if len(found.hashes) >= FEW else _read(text.lower()[:LONGEST])


def hash_runs(values: Numbers, starts: Places, ends: Places) -> Numbers:
    """A number for each run of values, by what they are and in which order, wherever it stands."""
    sums = np.zeros(len(values) + 1, np.uint64)
    np.cumsum(values * _UP[: len(values)], out=sums[1:])
    return mixed((sums[ends] - sums[starts]) * _DOWN[starts])


def mixed(values: Numbers) -> Numbers:
    """The same numbers with all their bits depending on all: the lower ones of a sum do not."""
    values = (values ^ (values >> np.uint64(32))) * np.uint64(_BASE)
    return values ^ (values >> np.uint64(29))


def _read(text: str) -> Words:
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _KINDS[np.minimum(points, _LAST + 1)]
    stops = kinds == _STOP
    # A stop with a letter right after it is none: it is in an address.
    inner = stops[:-1] & ((kinds[1:] == _SMALL) | (kinds[1:] == _OTHER))
    kinds[:-1][inner] = _OTHER
    inside = (kinds == _SMALL) | (kinds == _OTHER)
    edged = np.zeros(len(inside) + 2, np.int8)
    edged[1:-1] = inside
    edges = np.flatnonzero(edged[1:] != edged[:-1])
    starts, ends = edges[0::2], edges[1::2]
    spoilt = np.zeros(len(kinds) + 1, np.int32)
    np.cumsum(kinds == _OTHER, out=spoilt[1:])
    plain = spoilt[starts] == spoilt[ends]
    starts, ends = starts[plain], ends[plain]
    hashes = hash_runs(points.astype(np.uint64), starts, ends)
    kept = _IGNORED[np.searchsorted(_IGNORED[:-1], hashes)] != hashes
    starts, hashes = starts[kept], hashes[kept]
    breaks = _breaks(points, kinds, inside)
    number = np.searchsorted(breaks, starts)
    begins = np.ones(len(number), bool)
    np.not_equal(number[1:], number[:-1], out=begins[1:])
    return Words(hashes, np.flatnonzero(begins))


def _breaks(points: Any, kinds: Any, inside: Any) -> Places:
    """Where a sentence ends: at a stop, and at a line with nothing on it."""
    lines = np.flatnonzero(points == ord("\n"))
    so_far = np.cumsum(inside)[lines] if len(lines) else lines
    empty = lines[1:][np.diff(so_far) == 0]
    return np.sort(np.concatenate((np.flatnonzero(kinds == _STOP), empty)))


def _hash_word(word: str) -> np.uint64:
    points = np.array([ord(char) for char in word], np.uint64)
    return np.uint64(hash_runs(points, np.array([0]), np.array([len(word)]))[0])


_IGNORED = np.sort(np.array([_hash_word(word) for word in _WITH_THE_NAME], np.uint64))
"""What changes with a name, and numbers that are spelt out; in order, to be searched."""
