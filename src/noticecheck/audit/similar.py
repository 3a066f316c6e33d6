"""Marks the letters of an audit that say nearly the same as another, and what is boilerplate.

Both are columns of the notices. The memory this takes grows by some 500 bytes a letter, and what
is marked depends on the letters and their order alone.
"""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from noticecheck.audit.boilerplate import Sentences, find_shares
from noticecheck.audit.duplicates import Prints, find_originals
from noticecheck.audit.fingerprint import (
    BANDS,
    BUCKETS,
    FINGERPRINTS,
    Fingerprint,
    fingerprint,
)
from noticecheck.audit.places import Folder, folder
from noticecheck.errors import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["FINGERPRINTS", "Fingerprint", "fingerprint", "mark"]

NOTICES = "notices.parquet"
PRINTS = "shards/fingerprints.parquet"
"""Beside the columns of FINGERPRINTS it has letter and authority; a row for each of the notices."""
_ROWS = 4096


def mark(out: str) -> None:
    """Fill `duplicate_of` and `boilerplate` in the notices of the audit in a folder or at a URL."""
    where = folder(out)
    with tempfile.TemporaryFile() as scratch:
        prints, sentences = _load(where, scratch)
        first = find_originals(prints)
        # Frees what stands on the file, too.
        authority = prints.authority
        del prints
    shares = find_shares(lambda: _sentences(where), sentences, authority, first)
    _write(where, first, shares)


def _load(where: Folder, scratch: IO[bytes]) -> tuple[Prints, int]:
    """All fingerprints, their counts of words in a file; and how many sentences there are."""
    known: dict[str, int] = {}
    authority, words, cited = array("i"), array("i"), array("q")
    bands = bytearray()
    sentences = 0
    for batch in _batches(where, ["authority", "words", "cited", "bands", "counts", "lengths"]):
        names = batch["authority"].to_pylist()
        authority.extend(-1 if one is None else known.setdefault(one, len(known)) for one in names)
        words.extend(batch["words"].to_pylist())
        cited.extend(batch["cited"].to_pylist())
        bands += b"".join(batch["bands"].to_pylist())
        scratch.write(b"".join(batch["counts"].to_pylist()))
        sentences += sum(map(len, batch["lengths"].to_pylist())) // 2
    scratch.flush()
    shape = (len(words), BUCKETS)
    counts: Any = np.memmap(scratch, np.uint8, "r", shape=shape) if words else np.empty(shape, "u1")
    return Prints(
        np.array(authority, np.int32),
        np.array(words, np.int32),
        np.array(cited, np.int64),
        np.frombuffer(bytes(bands), "<u8").reshape(-1, BANDS),
        counts,
    ), sentences


def _sentences(where: Folder) -> Iterator[Sentences]:
    at = 0
    for batch in _batches(where, ["sentences", "lengths"]):
        lengths = batch["lengths"].to_pylist()
        numbers = [len(one) // 2 for one in lengths]
        yield Sentences(
            np.repeat(np.arange(at, at + len(numbers), dtype=np.int32), numbers),
            np.frombuffer(b"".join(batch["sentences"].to_pylist()), "<u8"),
            np.frombuffer(b"".join(lengths), "<u2"),
        )
        at += len(numbers)


def _batches(where: Folder, columns: list[str]) -> Iterator[Any]:
    with where.open(PRINTS) as file:
        table = pq.ParquetFile(file)
        yield from table.iter_batches(_ROWS, columns=columns, use_threads=False)


def _write(where: Folder, first: NDArray[np.int32], shares: NDArray[np.float32]) -> None:
    """The notices anew, a group of rows at a time, with the two columns filled."""
    ids = _ids(where, first)
    at = 0
    with where.open(NOTICES) as before, where.writing(NOTICES) as after:
        table = pq.ParquetFile(before)
        with pq.ParquetWriter(after, table.schema_arrow, compression="zstd") as writer:
            for number in range(table.num_row_groups):
                group = table.read_row_group(number, use_threads=False)
                end = at + group.num_rows
                if end > len(first) or group["letter"].to_pylist() != ids.letters(at, end):
                    raise _not_of_one_audit(where)
                for name, values in (
                    ("duplicate_of", pa.array(ids.originals(at, end), pa.string())),
                    ("boilerplate", pa.array(shares[at:end], pa.float32(), from_pandas=True)),
                ):
                    place = group.schema.get_field_index(name)
                    group = group.set_column(place, group.schema.field(name), values)
                writer.write_table(group, row_group_size=max(1, group.num_rows))
                at = end
        if at != len(first):
            raise _not_of_one_audit(where)


class _Ids:
    """The ids of all letters, 16 bytes each, and of the originals of copies."""

    def __init__(self, ids: NDArray[np.bytes_], first: NDArray[np.int32]) -> None:
        self._ids = ids
        self._first = first

    def letters(self, begin: int, end: int) -> list[str]:
        return [one.decode() for one in self._ids[begin:end].tolist()]

    def originals(self, begin: int, end: int) -> list[str | None]:
        return [
            None if original == number else self._ids[original].decode()
            for number, original in enumerate(self._first[begin:end].tolist(), begin)
        ]


def _ids(where: Folder, first: NDArray[np.int32]) -> _Ids:
    ids = [np.empty(0, "S16")]
    ids += [np.array(one["letter"].to_pylist(), "S16") for one in _batches(where, ["letter"])]
    return _Ids(np.concatenate(ids), first)


def _not_of_one_audit(where: Folder) -> UsageError:
    return UsageError(
        f"{where.url}: {NOTICES} and {PRINTS} are not of one audit: make it anew with --restart"
    )
