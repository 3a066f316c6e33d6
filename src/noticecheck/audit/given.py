"""Rows of a table as letters, with what their other columns say."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime

from noticecheck.audit.pieces import Columns, Item
from noticecheck.audit.places import is_url
from noticecheck.audit.rows import Given

_LONGEST = 2000
_FOLDERS = ("/", "\\")
_ELSEWHERE = "not below the folder of its table: put the table beside its letters"


def row_item(row: Mapping[str, object] | str, own: str, table: str, columns: Columns) -> Item:
    """The letter of a row; `own` names it where the row does not, `table` is where it stands."""
    if isinstance(row, str):
        return Item(own, error=row)
    taken = {columns.text, columns.authority, columns.date}
    path, number = _word(row.get(columns.path)), _word(row.get(columns.id))
    taken.add(columns.path if path else columns.id)
    name = path or number or own
    more = {_named(key): _word(value) for key, value in row.items() if key and key not in taken}
    given = Given(_word(row.get(columns.authority)), _word(row.get(columns.date)), more)
    text = row.get(columns.text)
    if isinstance(text, bytes):
        return Item(name, given, data=text)
    if text is not None and str(text).strip():
        return Item(name, given, data=str(text).encode("utf-8", "replace"), is_text=True)
    if columns.text not in row and path:
        where = _beside(table, path)
        return Item(name, given, where=where, error="" if where else _ELSEWHERE)
    if columns.text in row:
        return Item(name, given, error=f'nothing in its column "{columns.text}"')
    return Item(name, given, error=_no_column(row, columns))


def _no_column(row: Mapping[str, object], columns: Columns) -> str:
    has = ", ".join(f'"{key}"' for key in list(row)[:12])
    return (
        f'neither a column "{columns.text}" with the letter nor "{columns.path}" with its file; '
        f"name them by --text and --path (it has {has})"
    )


def _named(column: str) -> str:
    from noticecheck.audit.tables import NOTICES

    return f"given_{column}" if column in NOTICES.names else column


def _beside(table: str, path: str) -> str:
    """Where a file is that a row names, below the folder of its table; "" for one elsewhere.

    A table may be a stranger's: it shall not choose what is read of this machine.
    """
    folder = table[: max(table.rfind(sign) for sign in _FOLDERS) + 1]
    if path.startswith(folder):
        path = path[len(folder) :]
    parts = path.replace("\\", "/").split("/")
    if is_url(path) or not parts[0] or ".." in parts or ":" in parts[0]:
        return ""
    return folder + path


def _word(value: object) -> str | None:
    """A value as text; None for nothing."""
    if value is None:
        return None
    if isinstance(value, str):
        text = value
    elif isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, date | datetime):
        text = value.isoformat()
    elif isinstance(value, list | dict):
        text = json.dumps(value, ensure_ascii=False, default=str)
    else:
        text = str(value)
    text = text.strip().encode("utf-8", "replace").decode("utf-8")
    return text[:_LONGEST] or None
