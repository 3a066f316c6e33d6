"""Names in the columns of tables: below a cell that says "Name" or "Officer"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from noticecheck.late import regex
from noticecheck.match import Matches
from noticecheck.model import Span

_ROW = regex(r"^[^\n|\t]*[|\t][^\n]*", re.MULTILINE)
_CELL = regex(r"([^|\t]*)(?:[|\t]|$)")
_RULE = regex(r"[\s|:_=+-]*")
_MARKS = " *_#:"


def named_cells(text: str, matches: Matches) -> Iterator[Span]:
    """The cells that stand below a label of names, row by row, up to the end of the table."""
    labels = {hit.span for hit in matches.of("personal-label")}
    columns: list[int] = []
    end = -1
    for row in _ROW.finditer(text):
        cells = _cells(text, row)
        if row.start() != end + 1:
            columns = []
        end = row.end()
        heads = [number for number, cell in enumerate(cells) if _inner(text, cell) in labels]
        if len(cells) > 1 and len(heads) < len(cells) and heads and not columns:
            columns = heads
        elif not _RULE.fullmatch(row.group()):
            yield from (cells[number] for number in columns if number < len(cells))


def _cells(text: str, row: re.Match[str]) -> list[Span]:
    """The cells between marks; an empty one counts, the outer edges of the row do not."""
    start, end = row.span()
    words = text[start:end]
    lead = len(words) - len(words.lstrip(" "))
    if words[lead : lead + 1] == "|":
        start += lead + 1
    return [
        Span(start + cell.start(1), start + cell.end(1)) for cell in _CELL.finditer(text[start:end])
    ]


def _inner(text: str, cell: Span) -> Span:
    """A cell without blanks and marks at its edges."""
    words = text[cell.start : cell.end]
    start = cell.start + len(words) - len(words.lstrip(_MARKS))
    return Span(start, max(start, cell.start + len(words.rstrip(_MARKS))))
