"""What the columns of tables say of the numbers in them: which are citations without a noun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from noticecheck.late import regex
from noticecheck.match import Matches
from noticecheck.model import Span
from noticecheck.notice.citations import Reference, cites
from noticecheck.notice.cited_paths import read_provisions
from noticecheck.notice.tables import Table

_BEHIND = regex(r"\s?(?:$|[-–,;:(&/])")
"""What may stand behind the number of a provision in its cell; a noun makes it a quantity."""
_NUMBER = regex(r"(?:1[234]|2[1-9]|3\d|4[0-4])[a-c]?\Z")
_LEAD = regex(r"[\W_]*")


def bare_references(tables: Sequence[Table], matches: Matches) -> Iterator[tuple[int, Reference]]:
    """The provisions that stand as bare numbers under a title that says what they are, each with
    its start in the normal text: "43" under "Exemption"."""
    for table in tables:
        column = table.exemptions
        if column is None:
            continue
        title = table.titles[column]
        unit = "reg" if matches.has("column-of-regulations", title, denied=None) else ""
        for row in table.rows:
            cell = row.cells[column]
            if cell is None or cites(cell, matches):
                continue
            reference = _reference(cell, unit, matches)
            if reference is not None:
                yield reference


def _reference(cell: Span, unit: str, matches: Matches) -> tuple[int, Reference] | None:
    start, end = matches.normal.locate(cell)
    words = matches.normal.text[start:end]
    lead = _LEAD.match(words)
    begin = lead.end() if lead else 0
    read = read_provisions(words[begin:])
    if read is None:
        return None
    parts, length = read
    behind = words[begin + length :]
    numbers = all(_NUMBER.match(path[0]) for path in parts)
    return (
        (start + begin, Reference(unit, parts, length))
        if (numbers and _BEHIND.match(behind))
        else None
    )


def rows_of_laws(tables: Sequence[Table]) -> frozenset[int]:
    """The passages of tables of Acts and sections, in which a number without a noun cites nothing
    that the letter relies on."""
    return frozenset(row.passage for table in tables if table.tells_of_law for row in table.rows)


def rows_of_the_past(tables: Sequence[Table]) -> frozenset[int]:
    """The passages of tables that count exemptions or list earlier requests."""
    return frozenset(row.passage for table in tables if table.other for row in table.rows)
