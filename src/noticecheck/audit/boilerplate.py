"""Which share of a letter stands in sentences that other letters of its authority have too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from noticecheck.audit.plain_words import mixed
from noticecheck.late import dataclass

if TYPE_CHECKING:
    from numpy.typing import NDArray

AT_ONCE = 2_000_000
"""Sentences that are compared at once; where there are more, they are gone through in parts."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of some letters: of each, which letter has it, a number for what it says
    (names, dates and numbers aside), and how many words it has."""

    letters: NDArray[np.int32]
    hashes: NDArray[np.uint64]
    lengths: NDArray[np.uint16]


def find_shares(
    read: Callable[[], Iterator[Sentences]],
    sentences: int,
    authority: NDArray[np.int32],
    first: NDArray[np.int32],
) -> NDArray[np.float32]:
    """The share for each letter; NaN where its authority is not known (-1) or wrote nothing else.

    `read` goes through the sentences once, `sentences` is about how many there are. Copies of one
    letter (`first` as duplicates finds it) are one letter here: that it was sent twice makes
    nothing of it boilerplate.
    """
    shared = np.zeros(len(first), np.int64)
    in_all = np.zeros(len(first), np.int64)
    parts = max(1, -(-sentences // AT_ONCE))
    for part in range(parts):
        found = _collect(read(), authority, parts, part)
        hits = _is_shared(found, first)
        for total, chosen in ((in_all, slice(None)), (shared, hits)):
            total += np.bincount(
                found.letters[chosen], found.lengths[chosen], minlength=len(first)
            ).astype(np.int64)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = (shared / in_all).astype(np.float32)
    shares[~_has_company(authority, first)] = np.nan
    return shares


def _collect(
    read: Iterator[Sentences], authority: NDArray[np.int32], parts: int, part: int
) -> Sentences:
    """The sentences of one part, each told apart by its authority too."""
    kept = [Sentences(np.empty(0, np.int32), np.empty(0, np.uint64), np.empty(0, np.uint16))]
    for some in read:
        whose = authority[some.letters]
        keys = mixed(some.hashes + mixed(whose.astype(np.uint64)))
        chosen = (whose >= 0) & (keys % np.uint64(parts) == part)
        kept.append(Sentences(some.letters[chosen], keys[chosen], some.lengths[chosen]))
    return Sentences(
        np.concatenate([one.letters for one in kept]),
        np.concatenate([one.hashes for one in kept]),
        np.concatenate([one.lengths for one in kept]),
    )


def _is_shared(found: Sentences, first: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Whether letters that are no copies of each other have a sentence, for each sentence."""
    if not len(found.letters):
        return np.zeros(0, bool)
    order = np.argsort(found.hashes, kind="stable")
    keys, groups = found.hashes[order], first[found.letters[order]]
    starts = np.flatnonzero(np.append(True, keys[1:] != keys[:-1]))
    several = np.minimum.reduceat(groups, starts) != np.maximum.reduceat(groups, starts)
    shared = np.empty(len(order), bool)
    shared[order] = np.repeat(several, np.diff(np.append(starts, len(order))))
    return shared


def _has_company(authority: NDArray[np.int32], first: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Whether the authority of each letter is known and has written another one."""
    known = np.flatnonzero(authority >= 0)
    company = np.zeros(len(first), bool)
    if len(known):
        whose = authority[known]
        lowest = np.full(whose.max() + 1, len(first), np.int64)
        highest = np.full(whose.max() + 1, -1, np.int64)
        np.minimum.at(lowest, whose, first[known])
        np.maximum.at(highest, whose, first[known])
        company[known] = (lowest != highest)[whose]
    return company
