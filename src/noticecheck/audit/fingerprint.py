"""What is kept of a letter's words, so that letters that say nearly the same can be found.

A worker calls `fingerprint(text)` once for each letter; it costs far less than the check does.
"""

from __future__ import annotations

import zlib

import numpy as np
import pyarrow as pa
from rensa import RMinHash

from noticecheck.audit.plain_words import LONGEST, Words, hash_runs, mixed, read_words
from noticecheck.late import dataclass, regex

SHINGLE = 3
"""Words in a row that count as one thing where letters are compared."""
BANDS, BAND = 6, 6
"""A letter has so many bands of so many minima each. Letters of which 94 in 100 shingles are the
same (one word in a hundred changed) share a band 999 times in 1,000, those with every second
shingle the same 9 times in 100."""
BUCKETS = 256
"""Counters of a letter's words; words that share one are told apart by the others beside them."""
_SEED = 17

FINGERPRINTS = pa.schema(
    [
        # Words that were compared: those in small letters alone.
        pa.field("words", pa.int32(), nullable=False),
        # Of the provisions that the letter names, whichever and however often.
        pa.field("cited", pa.int64(), nullable=False),
        # Each 8 bytes are a number that letters with nearly the same words share.
        pa.field("bands", pa.binary(8 * BANDS), nullable=False),
        # How often words of each of 256 sorts occur, 255 for more.
        pa.field("counts", pa.binary(BUCKETS), nullable=False),
        # Each 8 bytes stand for a sentence, whose number of words is in 2 bytes of `lengths`.
        pa.field("sentences", pa.binary(), nullable=False),
        pa.field("lengths", pa.binary(), nullable=False),
    ]
)

_NUMBERS = r"\d{1,3}[A-Z]{0,2}(?:\s?\(\w{1,3}\))*"
_ONE = regex(_NUMBERS)
_RUN = rf"({_NUMBERS}(?:(?:,|,? and|,? or| &)\s{_NUMBERS})*)"
# Each begins with letters that it always has: only so are they found fast. What "s." follows is
# looked at last.
_CITED = tuple(
    regex(start + _RUN)
    for start in (
        r"ections?\s{1,2}", r"ECTIONS?\s{1,2}", r"egulations?\s{1,2}", r"REGULATIONS?\s{1,2}",
        r"S(?<!\wS)s?\.?\s?", r"s(?<!\ws)s?\.?\s?", r"Regs?\.?\s?", r"reg(?<!\wreg)s?\.?\s?",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The columns of FINGERPRINTS, of one letter."""

    words: int
    cited: int
    bands: bytes
    counts: bytes
    sentences: bytes
    lengths: bytes


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a letter."""
    words = read_words(text)
    hashes = words.hashes
    counts = np.bincount((hashes >> np.uint64(56)).astype(np.intp), minlength=BUCKETS)
    sentences, lengths = _sentences(words)
    return Fingerprint(
        len(hashes), _cited(text), _bands(words), np.minimum(counts, 255).astype("u1").tobytes(),
        sentences, lengths,
    )  # fmt: skip


def _sentences(words: Words) -> tuple[bytes, bytes]:
    if not len(words.hashes):
        return b"", b""
    ends = np.append(words.sentences[1:], len(words.hashes))
    hashes = hash_runs(words.hashes, words.sentences, ends)
    lengths = np.minimum(ends - words.sentences, 0xFFFF)
    return hashes.astype("<u8").tobytes(), lengths.astype("<u2").tobytes()


def _bands(words: Words) -> bytes:
    """Letters share a band if all of its minima are the same (locality-sensitive hashing)."""
    hashes = words.hashes
    last = max(1, len(hashes) - SHINGLE + 1)
    starts = np.arange(min(last, len(hashes)))
    shingles = hash_runs(hashes, starts, np.minimum(starts + SHINGLE, len(hashes)))
    # One letter: its shingles, as numbers that they are known by already, are all that there are.
    minima = RMinHash.digest_matrix_from_flat_token_hashes(
        shingles, [0, len(shingles)], BANDS * BAND, _SEED
    )
    values = np.array(minima.to_rows()[0], np.uint64).reshape(BANDS, BAND)
    weights = mixed(np.arange(1, BAND + 1, dtype=np.uint64))
    return mixed((values * weights).sum(axis=1, dtype=np.uint64)).astype("<u8").tobytes()


def _cited(text: str) -> int:
    """A number for the set of provisions that a letter names, beside "section", "s." and so on."""
    runs = {run for pattern in _CITED for run in pattern.findall(text, 0, LONGEST)}
    found = {"".join(one.split()) for run in runs for one in _ONE.findall(run)}
    return zlib.crc32(" ".join(sorted(found)).encode())
