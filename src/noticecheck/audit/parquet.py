"""Tables in Parquet, read row group by row group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from functools import lru_cache
from typing import Any

from noticecheck.audit.given import row_item
from noticecheck.audit.pieces import Columns, Item, Piece, Size, Trouble
from noticecheck.audit.places import file_system, is_url, open_file
from noticecheck.errors import ReadError
from noticecheck.late import dataclass

_ROWS = 128
_MEMORY = 1024 * 1024


def pieces(url: str, label: str, size: Size) -> Iterator[Piece | Trouble]:
    """The rows of each row group, so many at a time."""
    try:
        with open_file(url) as file:
            metadata = _opened(file).metadata
            stamp = _stamp(url)
            first, number = 1, 0
            for group in range(metadata.num_row_groups):
                rows = metadata.row_group(group).num_rows
                heavy = metadata.row_group(group).total_byte_size // max(1, rows)
                most = max(1, size.bytes // max(1, heavy))
                begin = 0
                while begin < rows:
                    count = min(most, size.of(number), rows - begin)
                    yield Piece("parquet", url, label, first, count, group, begin, stamp=stamp)
                    begin, first, number = begin + count, first + count, number + 1
    except (ReadError, OSError, ValueError) as error:
        yield Trouble(label, error.reason if isinstance(error, ReadError) else _no_parquet(error))


def items(piece: Piece, columns: Columns) -> Iterator[Item]:
    """The letters of a piece; raises ReadError."""
    try:
        rows = _rows(piece.url, piece.start, piece.stamp).take(piece.end, piece.count)
    except (OSError, ValueError) as error:
        raise ReadError(piece.label, _no_parquet(error)) from None
    for number, row in enumerate(rows, piece.first):
        yield row_item(row, f"{piece.label}#{number}", piece.url, columns)


@dataclass
class _Rows:
    """The rows of one row group, read onwards: the next piece mostly begins where one ended."""

    url: str
    group: int
    at: int = 0
    _left: list[dict[str, Any]] = field(default_factory=list)
    _batches: Iterator[Any] | None = None

    def take(self, begin: int, count: int) -> list[dict[str, Any]]:
        """So many rows from one on, counted from 0."""
        if self._batches is None or begin < self.at:
            self._batches = _opened(open_file(self.url)).iter_batches(
                batch_size=_ROWS, row_groups=[self.group], use_threads=False
            )
            self.at, self._left = 0, []
        found: list[dict[str, Any]] = []
        while len(found) < count:
            if not self._left:
                batch = next(self._batches, None)
                if batch is None:
                    break
                if self.at + len(batch) <= begin:
                    self.at += len(batch)
                    continue
                self._left = batch.to_pylist()
            skipped = max(0, begin - self.at)
            taken = self._left[skipped : skipped + count - len(found)]
            self._left = self._left[skipped + len(taken) :]
            self.at += skipped + len(taken)
            found.extend(taken)
        return found


@lru_cache(maxsize=1)
def _rows(url: str, group: int, stamp: str) -> _Rows:
    return _Rows(url, group)


def _opened(file: Any) -> Any:
    import pyarrow.parquet as pq

    return pq.ParquetFile(file, buffer_size=_MEMORY, pre_buffer=False)


def _stamp(url: str) -> str:
    system, path = file_system(url)
    info = system.info(path)
    known = [info.get(key) for key in ("ETag", "etag", "mtime", "LastModified")]
    return f"{info.get('size')}-{next(filter(None, known), '')}" if is_url(url) or known else ""


def _no_parquet(error: Exception) -> str:
    return f"no Parquet that can be read ({' '.join(str(error).split())[:200]})"
