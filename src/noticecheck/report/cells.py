"""Values of the tables as text: for JSON, for the terminal, and for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula; the wide ones in East Asia."""


def csv_cell(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula: text that could be one gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float | Decimal):
        return str(value)
    text = as_text(value)
    return f"'{text}" if text[:1] in _FORMULA else text


def csv_lines(rows: Iterable[Sequence[Any]]) -> str:
    """Rows as lines of CSV, each of its cells safe for a spreadsheet."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([csv_cell(cell) for cell in r] for r in rows)
    return text.getvalue()


def as_text(value: Any) -> str:
    """A value to read; nothing for null, lists and structures as JSON."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}"
    found = plain(value)
    return found if isinstance(found, str) else json.dumps(found, ensure_ascii=False)


def plain(value: Any) -> Any:
    """A value as JSON has it; what JSON has no number for is null."""
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if value is None or isinstance(value, str | int | bool):
        return value
    return str(value)
