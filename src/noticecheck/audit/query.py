"""SQL over the tables of an audit, read only, and the questions that come with noticecheck.

A question is a file of `queries/`: its first line says what it answers, further lines at its head
name what can be set, and the rest is one SELECT. What is not set is null.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from noticecheck.audit import store
from noticecheck.errors import UsageError, visible
from noticecheck.late import dataclass, regex
from noticecheck.report.cells import as_text, csv_lines, plain
from noticecheck.report.layout import clean, columns, shorten

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Format = Literal["table", "csv", "json"]
MEMORY = "1GB"
WIDEST_CELL = 60
MOST_ROWS = 200
"""Shown in a table, which is laid out as a whole; CSV and JSON have no such end."""
_CHUNK = 2000
_NAME = regex(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_MEMORY = regex(r"[0-9]+(\.[0-9]+)?\s?([KMGT]i?B)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A question that comes with noticecheck."""

    name: str
    about: str
    settings: tuple[tuple[str, str], ...]
    """Name and meaning of what `--set` can give it."""
    sql: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The names of the columns, and the rows as they come, some at a time."""

    titles: tuple[str, ...]
    chunks: Iterator[list[tuple[Any, ...]]]


def named() -> dict[str, Named]:
    """All questions that come with noticecheck, in the order of their names."""
    folder = files("noticecheck.audit") / "queries"
    found = [file for file in folder.iterdir() if file.name.endswith(".sql")]
    listed = [_parse(file.name.removesuffix(".sql"), file.read_text("utf-8")) for file in found]
    return {one.name: one for one in sorted(listed, key=lambda one: one.name)}


def listing() -> str:
    """The questions for the terminal: name, what it answers, and what can be set."""
    lines = []
    for one in named().values():
        lines.append(f"{one.name}\n    {one.about}\n")
        lines += [f"    --set {key}=…  {meaning}\n" for key, meaning in one.settings]
    return "".join(lines)


@contextmanager
def asked(
    out: str | Path, question: str, settings: Mapping[str, str], *, memory: str = MEMORY
) -> Iterator[Answer]:
    """The answer to a question of ours, by name, or to an SQL query; UsageError in one line."""
    import duckdb

    sql = _sql(question)
    connection = _locked(store.find(out), memory)
    try:
        statement = _only_select(connection, sql)
        parameters = _parameters(statement.named_parameters, settings)
        # Not fetched at once: a table of millions of rows goes through in pieces.
        connection.execute(statement, parameters or None)
        titles = tuple(column[0] for column in connection.description or ())
        yield Answer(titles, iter(lambda: connection.fetchmany(_CHUNK), []))
    except duckdb.InterruptException:
        raise KeyboardInterrupt from None
    except duckdb.OutOfMemoryException:
        raise UsageError(
            f"the query needs more than {memory} of memory; narrow it, or allow more with --memory"
        ) from None
    except duckdb.PermissionException:
        raise UsageError(
            "a query can read the tables of the audit and nothing else: no files, no network"
        ) from None
    except duckdb.Error as error:
        raise UsageError(f"the query cannot be answered: {store.one_line(error)}") from None
    finally:
        connection.close()


def written(answer: Answer, form: Format, *, ascii_only: bool = False) -> Iterator[str]:
    """The answer as text, in pieces."""
    if form == "csv":
        return _as_csv(answer)
    return _as_json(answer, ascii_only) if form == "json" else _as_table(answer)


def _parse(name: str, text: str) -> Named:
    head = []
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        head.append(line[2:].strip())
    settings = [line[1:].split(": ", 1) for line in head[1:] if line.startswith("$")]
    return Named(name, head[0], tuple((key, meaning) for key, meaning in settings), text)


def _sql(question: str) -> str:
    """The SQL of a question; one word that names none of ours is a mistake, not SQL."""
    plain = question.strip()
    if not _NAME.fullmatch(plain):
        return plain
    known = named()
    if plain in known:
        return known[plain].sql
    close = get_close_matches(plain, known, 3, 0.5)
    hint = f"did you mean {' or '.join(close)}?" if close else "--list shows all"
    raise UsageError(f'there is no question "{plain}" - {hint}')


def _locked(files: store.Files, memory: str) -> DuckDBPyConnection:
    """A connection that reads the tables of an audit, and can do nothing else from then on."""
    import duckdb

    if not _MEMORY.fullmatch(memory):
        raise UsageError(f'--memory: "{visible(memory, keep="")}" is no size; write 2GB or 500MB')
    connection = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": memory,
            # Nothing is spilled: a query writes nowhere.
            "temp_directory": "",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "python_enable_replacements": "false",
        },
    )
    # It would be drawn on stdout, between the rows.
    connection.execute("set enable_progress_bar = false")
    store.make_views(connection, files)
    # The pattern is asked for first, and then the file that fits it, by the name that its file
    # system gives it.
    patterns = [store.pattern(files.table(name)) for name in store.TABLES]
    found = [connection.execute("select file from glob(?)", [one]).fetchall() for one in patterns]
    places = {*patterns, *(file for rows in found for (file,) in rows)}
    allowed = ", ".join(map(store.literal, sorted(places)))
    connection.execute(f"set allowed_paths = [{allowed}]")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return connection


def _only_select(connection: DuckDBPyConnection, sql: str) -> Any:
    """The one SELECT of a query: the tables themselves are among the files that it may open."""
    import duckdb

    statements = connection.extract_statements(sql)
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise UsageError("a query is one SELECT (or WITH … SELECT): it reads and changes nothing")
    return statements[0]


def _parameters(wanted: set[str], given: Mapping[str, str]) -> dict[str, str | None]:
    for name in given:
        if name not in wanted:
            known = ", ".join(sorted(wanted)) or "nothing"
            raise UsageError(
                f"--set {visible(name, keep='')}: this query has no such setting; it takes {known}"
            )
    return {name: given.get(name) for name in sorted(wanted)}


def _as_csv(answer: Answer) -> Iterator[str]:
    yield csv_lines([answer.titles])
    for rows in answer.chunks:
        yield csv_lines(rows)


def _as_json(answer: Answer, ascii_only: bool) -> Iterator[str]:
    before = "["
    for rows in answer.chunks:
        for row in rows:
            whole = dict(zip(answer.titles, map(plain, row), strict=True))
            yield f"{before}\n{json.dumps(whole, ensure_ascii=ascii_only)}"
            before = ","
    yield "]\n" if before == "," else "[]\n"


def _as_table(answer: Answer) -> Iterator[str]:
    """A table for the terminal; of many rows the first, and how to have the others."""
    shown: list[tuple[Any, ...]] = []
    number = 0
    for rows in answer.chunks:
        shown += rows[: MOST_ROWS - len(shown)]
        number += len(rows)
    cells = [[shorten(as_text(cell), WIDEST_CELL) for cell in row] for row in shown]
    titles = [clean(title) for title in answer.titles]
    aligned = [_aligned(column) for column in zip(*shown, strict=True)] or [False] * len(titles)
    widths = [max(map(len, column)) for column in zip(titles, *cells, strict=True)]
    lines = [
        [cell.rjust(width) if right else cell
         for cell, width, right in zip(row, widths, aligned, strict=True)]
        for row in [titles, ["-" * width for width in widths], *cells]
    ]  # fmt: skip
    for line in columns(lines):
        yield "".join(line).rstrip() + "\n"
    if number > len(shown):
        yield f"\n{len(shown):,} of {number:,} rows; --format csv or json gives all\n"
    else:
        yield f"\n{number:,} {'row' if number == 1 else 'rows'}\n"


def _aligned(column: Sequence[Any]) -> bool:
    """Whether a column holds numbers, which are set to the right."""
    present = [value for value in column if value is not None]
    return bool(present) and all(
        isinstance(value, int | float | Decimal) and not isinstance(value, bool)
        for value in present
    )
