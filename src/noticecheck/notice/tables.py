"""The tables of a letter: their rows and cells, and what each column is for, by its title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from noticecheck.late import dataclass, regex
from noticecheck.match import Matches
from noticecheck.model import Document, Passage, Span
from noticecheck.notice.citations import cites

Role = Literal[
    "exemption", "section", "decision", "comment", "code", "question", "item", "label", "other"
]
_COLUMNS: tuple[tuple[Role, str], ...] = (
    ("exemption", "column-of-exemptions"),
    ("decision", "column-of-decisions"),
    ("section", "column-of-sections"),
    ("comment", "column-of-comments"),
    ("code", "column-of-codes"),
    ("question", "column-of-questions"),
    ("item", "column-of-items"),
    ("label", "column-of-numbers"),
)
"""What a column may be for, and the phrase of its title; the first that fits."""
_OTHER_TABLES = ("column-of-counts", "column-of-past-requests")
_LONGEST_TITLE = 60
_LONGEST_BREAK = 90
"""Characters of what may stand between two parts of a table: the rest of a cell, a page number."""
_GAP = regex(r"\s{2,}|\t")
_PIPE, _TAB, _WIDE_GAP = regex(r"\|"), regex(r"\t"), regex(r"\t+|\s{2,}")
_FIGURE = regex(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d+")
"""A number that is no year: titles have none."""
_SLACK = 1
"""Characters by which a cell may begin before the title of its column."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: for each column of the table its cell, None where it is empty or lost."""

    span: Span
    passage: int
    cells: tuple[Span | None, ...]
    fits: bool
    """Every cell is known to stand in its own column, and the row is whole."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with titles above its columns."""

    titles: tuple[Span, ...]
    roles: tuple[Role, ...]
    heading: int
    """Index of the passage of the titles."""
    rows: tuple[Row, ...]
    other: bool
    """It counts things, or lists earlier requests: its rows withhold nothing."""

    def column(self, *roles: Role) -> int | None:
        """The first column that is for one of these, the first of them first."""
        return next((self.roles.index(role) for role in roles if role in self.roles), None)

    def columns(self, role: Role) -> list[int]:
        """Every column that is for this."""
        return [index for index, own in enumerate(self.roles) if own == role]

    @property
    def decision(self) -> int | None:
        """The column of decisions; of several, as a review has them, the last."""
        return next(reversed(self.columns("decision")), None)

    @property
    def exemptions(self) -> int | None:
        """The column of exemptions; one of sections is that only beside one of decisions."""
        known = self.column("exemption")
        if known is None and "decision" in self.roles:
            known = self.column("section")
        return None if self.other else known

    @property
    def tells_of_law(self) -> bool:
        """The table itself is of laws: Acts and their sections, and nothing is withheld by it."""
        return "section" in self.roles and not {"exemption", "decision"} & {*self.roles}


def find_tables(
    document: Document, passages: Sequence[Passage], matches: Matches
) -> tuple[Table, ...]:
    """Every table of the authority's own whose first row says what its columns are for."""
    text = document.text
    merged = [region.span for region in document.regions if region.kind == "merged"]
    tables: list[Table] = []
    for run in _runs(text, passages, matches):
        titles = _titles(text, passages[run[0]], matches)
        if titles is None:
            continue
        heading = matches.normal.within(passages[run[0]].span)
        rows: list[Row] = []
        under = False
        for index in run[1:]:
            span = passages[index].span
            if passages[index].kind != "row":
                # What stands alone goes on with the cells above it, or parts two pages.
                rows[-1:] = [replace(row, fits=False) for row in rows[-1:]]
                under = under or cites(span, matches)
            elif matches.normal.within(span) != heading and passages[index].part == "response":
                # A line that cites may head all rows below it.
                shared = under or any(region.overlaps(span) for region in merged)
                rows.append(_row(text, span, index, titles, shared=shared))
        if rows:
            filled = [title for title in titles if title.start < title.end]
            other = any(matches.has(n, *filled, denied=None) for n in _OTHER_TABLES)
            roles = tuple(_role(title, matches) for title in titles)
            tables.append(Table(titles, roles, run[0], tuple(_joined(rows)), other))
    return tuple(tables)


def _runs(text: str, passages: Sequence[Passage], matches: Matches) -> Iterator[list[int]]:
    """Rows that follow one another, with at most one short passage between two of them."""
    run: list[int] = []
    for index, passage in enumerate(passages):
        # Titles may be taken for the end of what was asked.
        if passage.kind == "row" and passage.part in ("response", "request"):
            begins = run and (
                _has_bars(text, passage.span) != _has_bars(text, passages[run[0]].span)
                or (run[-1] != index and passages[run[-1]].kind != "row"
                    and _is_titled(text, passage, matches))
            )  # fmt: skip
            if begins:
                yield run
                run = []
            run.append(index)
            continue
        short = passage.span.end - passage.span.start <= _LONGEST_BREAK
        follows = index + 1 < len(passages) and passages[index + 1].kind == "row"
        if run and short and follows and passage.kind != "heading":
            run.append(index)
            continue
        if run:
            yield run
        run = []
    if run:
        yield run


def _is_titled(text: str, passage: Passage, matches: Matches) -> bool:
    """The row holds titles of another table."""
    titles = _titles(text, passage, matches) or ()
    return sum(_role(title, matches) != "other" for title in titles) >= 2


def _titles(text: str, passage: Passage, matches: Matches) -> tuple[Span, ...] | None:
    """The cells of a first row that holds titles: short ones, at least two, none that cites."""
    titles = split_cells(text, passage.span)
    filled = [title for title in titles if title.start < title.end]
    if len(filled) < 2 or any(title.end - title.start > _LONGEST_TITLE for title in filled):
        return None
    if any(cites(title, matches) or _FIGURE.search(text, *title) for title in filled):
        return None
    return tuple(titles)


def _role(title: Span, matches: Matches) -> Role:
    if title.start == title.end:
        return "other"
    return next((r for r, name in _COLUMNS if matches.has(name, title, denied=None)), "other")


def split_cells(text: str, row: Span) -> list[Span]:
    """The cells of a row, parted by bars, by tabs or by two blanks and more; empty ones, too,
    where bars part them."""
    words = text[row.start : row.end]
    if "|" in words:
        # One bar opens the row and one closes it; a first cell that is empty is kept.
        start = row.start + 1 if words.startswith("|") else row.start
        stop = row.end - 1 if words.endswith("|") else row.end
        return [*_parted(text, start, stop, _PIPE)]
    single = [*_parted(text, row.start, row.end, _TAB)]
    if "\t" in words and all(cell.start < cell.end for cell in single):
        return single
    return [*_parted(text, row.start, row.end, _WIDE_GAP)]


def _parted(text: str, start: int, stop: int, mark: re.Pattern[str]) -> Iterator[Span]:
    begin = start
    for hit in mark.finditer(text, start, stop):
        yield _trimmed(text, begin, hit.start())
        begin = hit.end()
    yield _trimmed(text, begin, stop)


def _trimmed(text: str, start: int, stop: int) -> Span:
    words = text[start:stop]
    left = start + len(words) - len(words.lstrip())
    return Span(left, max(left, start + len(words.rstrip())))


def _row(text: str, span: Span, index: int, titles: Sequence[Span], *, shared: bool) -> Row:
    width = len(titles)
    if "|" not in text[span.start : span.end] and "\t" not in text[span.start : span.end]:
        cells, fits = _below(text, span, titles)
        return Row(span, index, cells, fits and not shared)
    found = split_cells(text, span)
    if "\t" in text[span.start : span.end] and len(found) != width:
        # Tabs that line up need not be one a cell; where they are, an empty cell is between two.
        found = [*_parted(text, span.start, span.end, _TAB)]
    filled: list[Span | None] = [cell if cell.start < cell.end else None for cell in found[:width]]
    filled += [None] * (width - len(filled))
    return Row(span, index, tuple(filled), len(found) <= width and not shared)


def _below(text: str, span: Span, titles: Sequence[Span]) -> tuple[tuple[Span | None, ...], bool]:
    """The cells of a row that is laid out with blanks: each under the title where it begins."""
    starts = [_offset(text, title.start) for title in titles]
    cells: list[Span | None] = [None] * len(titles)
    fits = True
    for cell in split_cells(text, span):
        at = _offset(text, cell.start) + _SLACK
        column = max((i for i, start in enumerate(starts) if start <= at), default=0)
        fits = fits and cells[column] is None
        before = cells[column]
        cells[column] = Span(before.start, cell.end) if before else cell
    return tuple(cells), fits


def _offset(text: str, position: int) -> int:
    return position - (text.rfind("\n", 0, position) + 1)


def _has_bars(text: str, span: Span) -> bool:
    return "|" in text[span.start : span.end]


def _joined(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, each with the lines below that go on with its cells: their first one is empty."""
    last: Row | None = None
    for row in rows:
        if last is not None and row.cells[0] is None and any(row.cells):
            cells = tuple(a or b for a, b in zip(last.cells, row.cells, strict=True))
            whole = Span(last.span.start, row.span.end)
            last = replace(last, span=whole, cells=cells, fits=False)
            continue
        if last is not None:
            yield last
        last = row
    if last is not None:
        yield last
