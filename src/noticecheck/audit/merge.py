"""From the shards to the tables, in the order of the sources, a few thousand rows at a time.

Where a row group ends depends on the rows alone and not on the shards, so that an audit that was
stopped, or had its shards halved, ends in the same bytes as one that was not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

from noticecheck.audit import plan, shards
from noticecheck.audit.pieces import Trouble
from noticecheck.audit.places import Folder
from noticecheck.audit.rows import Row, error_row
from noticecheck.audit.shards import Damaged, Done, Shard
from noticecheck.audit.twins import TwinsApart, find_repeated
from noticecheck.audit.work import with_more
from noticecheck.errors import UsageError

ROWS = 8192
"""Of a row group."""
FILES = {
    "notices": "notices.parquet",
    "assessments": "assessments.parquet",
    "errors": "errors.parquet",
    "fingerprints": f"{shards.FOLDER}/fingerprints.parquet",
}


def shards_of(out: Folder, shard: Shard, settings: str) -> Iterator[Done]:
    """The files that a shard has become: its own, or those of its halves, in order."""
    if done := shards.finished(out, shard.key(settings)):
        yield done
    elif len(shard) > 1:
        for half in shard.halves():
            yield from shards_of(out, half, settings)
    else:
        raise UsageError(
            f"{out.url}: a shard that was written is not there: is it a place that all workers "
            "share? Run the same command again to go on"
        )


def merge(out: Folder, settings: str, tell: Callable[[int], None]) -> list[Done]:
    """Write the tables; `tell` hears how many letters are in. Raises UsageError."""
    import pyarrow as pa

    from noticecheck.audit import fingerprint_rows
    from noticecheck.audit.tables import ASSESSMENTS, ERRORS, NOTICES

    done = [
        found
        for piece in plan.read(out)
        if not isinstance(piece, Trouble)
        for found in shards_of(out, Shard(piece, 0, piece.count), settings)
    ]
    more: dict[str, None] = {}
    for one in done:
        more |= dict.fromkeys(shards.more_columns(out, one.key))
    schemas = [with_more(NOTICES, list(more)), ASSESSMENTS, ERRORS, fingerprint_rows.schema()]
    with ExitStack() as stack:
        tables = [
            stack.enter_context(_table(stack.enter_context(out.writing(name)), schema))
            for name, schema in zip(FILES.values(), schemas, strict=True)
        ]
        in_all = 0
        told_apart = TwinsApart(find_repeated(out, done))
        for one in done:
            for table, part in zip(tables, told_apart.shard(_read(out, one.key)), strict=True):
                table.add(part)
            in_all += one.files
            tell(in_all)
        tables[2].add_rows(_troubles(out))
    # What comes after the tables needs memory of its own.
    pa.default_memory_pool().release_unused()
    return done


def _read(out: Folder, key: str) -> Sequence[Any]:
    try:
        return shards.read(out, key)
    except Damaged as error:
        out.remove(shards.file_of(key))
        raise UsageError(
            f"{out.url}: {error}: run the same command again to make it anew"
        ) from None


def _troubles(out: Folder) -> list[Row]:
    return [
        error_row(found.path, "", "source", found.reason)
        for found in plan.read(out)
        if isinstance(found, Trouble)
    ]


@contextmanager
def _table(file: Any, schema: Any) -> Iterator[_Table]:
    table = _Table(file, schema)
    try:
        yield table
        table.close()
    except BaseException:
        table.abandon()
        raise


class _Table:
    """A Parquet file that takes rows as they come and writes them in groups of ROWS."""

    def __init__(self, file: Any, schema: Any) -> None:
        import pyarrow.parquet as pq

        self._schema = schema
        self._writer = pq.ParquetWriter(file, schema, compression="zstd")
        self._held: list[Any] = []
        self._rows = 0

    def add(self, table: Any) -> None:
        import pyarrow as pa

        if not table.num_rows:
            return
        for name in self._schema.names:
            if name not in table.column_names:
                table = table.append_column(name, pa.nulls(table.num_rows, pa.string()))
        self._held.append(table.select(self._schema.names).cast(self._schema))
        self._rows += table.num_rows
        while self._rows >= ROWS:
            self._write(ROWS)

    def add_rows(self, rows: list[Row]) -> None:
        import pyarrow as pa

        self.add(pa.Table.from_pylist(rows, schema=self._schema))

    def close(self) -> None:
        if self._rows:
            self._write(self._rows)
        self._writer.close()

    def abandon(self) -> None:
        """The file is not wanted any more; else the library would end it, and complain."""
        self._writer.is_open = False

    def _write(self, rows: int) -> None:
        import pyarrow as pa

        # In one piece, so that the pages of the file do not show where shards ended.
        whole = pa.concat_tables(self._held)
        self._writer.write_table(whole.slice(0, rows).combine_chunks(), row_group_size=rows)
        rest = whole.slice(rows)
        self._held = [rest] if rest.num_rows else []
        self._rows = rest.num_rows


def count(out: Folder, table: str) -> int:
    """The rows of a table."""
    import pyarrow.parquet as pq

    with out.open(FILES[table]) as file:
        return int(pq.ParquetFile(file).metadata.num_rows)
