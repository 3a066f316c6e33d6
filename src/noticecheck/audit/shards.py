"""A shard: the rows of some letters of one piece, in one file that is there whole or not at all.

The file holds the four tables one after the other, each as a stream of Arrow, and the digest of
all that; so that it appears by a single change of name, on whatever it is kept.
"""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Any

from noticecheck.audit.pieces import Piece
from noticecheck.audit.places import Folder
from noticecheck.audit.rows import Row
from noticecheck.late import dataclass

if TYPE_CHECKING:
    import pyarrow as pa

FOLDER = "shards"
AT = ".at"
TABLES = ("notices", "assessments", "errors", "fingerprints")
_DIGEST = 32
_LETTERS = b"letters"
_DAMAGED = "a damaged shard"


class Damaged(Exception):  # noqa: N818 - it never leaves this package
    """The file of a shard is not as it was written."""


@dataclass(frozen=True, slots=True)
class Shard:
    """The letters of a piece from one on and before another, counted from 0."""

    piece: Piece
    low: int
    high: int

    def key(self, settings: str) -> str:
        """Names it: the same for the same letters under the same settings, and for no others."""
        text = f"{settings}\n{self.low}:{self.high}\n{self.piece.to_json()}"
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]

    def halves(self) -> tuple[Shard, Shard]:
        middle = (self.low + self.high) // 2
        return Shard(self.piece, self.low, middle), Shard(self.piece, middle, self.high)

    def __len__(self) -> int:
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a shard."""

    key: str
    files: int
    """Letters of the plan, each a file or row."""
    letters: int
    errors: int
    sha256: str


@dataclass(slots=True)
class Rows:
    """The rows of one shard."""

    notices: list[Row] = field(default_factory=list)
    assessments: list[Row] = field(default_factory=list)
    errors: list[Row] = field(default_factory=list)
    fingerprints: list[Row] = field(default_factory=list)
    more: dict[str, None] = field(default_factory=dict)
    """The columns of notices that only the source knows, in the order in which they came up."""
    seen: Counter[str] = field(default_factory=Counter)
    """How many letters there are of each name and content, by the id of the first."""


def file_of(key: str) -> str:
    return f"{FOLDER}/{key}.arrow"


def note(out: Folder, key: str, number: int) -> None:
    """Leave word which letter of a shard comes next, for when the process ends over it."""
    out.system.pipe_file(out.path(f"{FOLDER}/{key}{AT}"), b"%d" % number)


def noted(out: Folder, key: str) -> int | None:
    """The letter of a shard over which its process ended, as far as is known; forgets it."""
    name = f"{FOLDER}/{key}{AT}"
    try:
        number = int(out.read(name))
    except (OSError, ValueError):
        return None
    out.remove(name)
    return number


def write(out: Folder, key: str, files: int, rows: Rows, schemas: Sequence[pa.Schema]) -> Done:
    """Write the file of a shard."""
    import pyarrow as pa

    counts = {_LETTERS: f"{files} {len(rows.notices)} {len(rows.errors)}".encode()}
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    parts = (rows.notices, rows.assessments, rows.errors, rows.fingerprints)
    for part, schema in zip(parts, schemas, strict=True):
        table = pa.Table.from_pylist(part, schema=schema)
        with pa.ipc.new_stream(sink, schema.with_metadata(counts), options=options) as stream:
            stream.write_table(table)
    body = sink.getvalue()
    digest = hashlib.sha256(body).digest()
    with out.writing(file_of(key)) as file:
        file.write(body)
        file.write(digest)
    return Done(key, files, len(rows.notices), len(rows.errors), digest.hex())


def read(out: Folder, key: str) -> list[pa.Table]:
    """The four tables of a shard; raises Damaged."""
    import pyarrow as pa

    data = out.read(file_of(key))
    body = memoryview(data)[:-_DIGEST]
    if len(data) <= _DIGEST or hashlib.sha256(body).digest() != data[-_DIGEST:]:
        raise Damaged(_DAMAGED)
    stream = pa.BufferReader(pa.py_buffer(body))
    return [pa.ipc.open_stream(stream).read_all() for _ in TABLES]


def names(out: Folder, key: str) -> list[tuple[str, str]]:
    """Of each of the notices of a shard path and hash, which its letter is told by."""
    import pyarrow as pa

    with out.open(file_of(key)) as file:
        table = pa.ipc.open_stream(file).read_all()
    return list(zip(table["path"].to_pylist(), table["sha256"].to_pylist(), strict=True))


def finished(out: Folder, key: str) -> Done | None:
    """What became of a shard, from its file; None where there is none, or none that can be used."""
    try:
        with out.open(file_of(key)) as file:
            schema = _schema(file)
            file.seek(-_DIGEST, io.SEEK_END)
            digest = file.read().hex()
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return None
    files, letters, errors = map(int, schema.metadata[_LETTERS].split())
    return Done(key, files, letters, errors, digest)


def more_columns(out: Folder, key: str) -> list[str]:
    """The columns of notices that only the source of this shard has."""
    from noticecheck.audit.tables import NOTICES

    with out.open(file_of(key)) as file:
        return [name for name in _schema(file).names if name not in NOTICES.names]


def _schema(file: Any) -> Any:
    import pyarrow as pa

    return pa.ipc.open_stream(file).schema
