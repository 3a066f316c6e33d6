"""Tables without ruling lines: by cells that stand under one another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from noticecheck.late import dataclass
from noticecheck.read.layout.lines import Line, rows_of

Cells = tuple[tuple[tuple[Line, ...], ...], ...]


@dataclass(frozen=True)
class Aligned:
    """The grid of a table: where its columns and rows are parted."""

    columns: tuple[float, ...]
    """Where one column ends and the next begins, from left to right, without the outer edges."""
    rows: tuple[float, ...]
    """Where one row ends and the next begins, from top to bottom; empty where nothing says so."""

    @staticmethod
    def by_alignment(lines: Sequence[Line], columns: Sequence[float]) -> Aligned:
        """The grid of a table without ruling lines."""
        return Aligned(
            tuple(columns),
            _row_edges(lines, columns),
        )


def cells_of(lines: Sequence[Line], area: Aligned) -> Cells:
    """The lines of a table as rows of cells; rows and columns without words are left out."""
    grid: dict[tuple[int, int], list[Line]] = {}
    downward = [-edge for edge in area.rows]
    for row in rows_of(lines):
        for line in row:
            column = bisect_right(area.columns, (line.left + line.right) / 2)
            place = bisect_right(downward, -(line.bottom + line.top) / 2)
            grid.setdefault((place, column), []).append(line)
    result: list[tuple[tuple[Line, ...], ...]] = []
    for number in sorted({row for row, _ in grid}):
        filled = sorted(column for row, column in grid if row == number)
        result.append(tuple(tuple(grid[number, column]) for column in filled))
    return tuple(result)


def _row_edges(lines: Sequence[Line], columns: Sequence[float]) -> tuple[float, ...]:
    """Where rows part: at the wider gaps, if some are wider; else above each first cell."""
    rows = rows_of(lines)
    gaps = [
        min(x.bottom for x in above) - max(x.top for x in below) for above, below in pairwise(rows)
    ]
    if not gaps:
        return ()
    height = lines[0].height
    narrow, wide = min(gaps), max(gaps)
    spaced = wide - narrow > 0.3 * height
    edges: list[float] = []
    for below, gap in zip(rows[1:], gaps, strict=True):
        first = bool(columns) and below[0].left < columns[0]
        if gap > (narrow + wide) / 2 if spaced else first:
            edges.append(max(x.top for x in below) + gap / 2)
    return tuple(edges)


def aligned_rows(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether paragraphs on the left begin where paragraphs on the right begin: rows of a table,
    not columns of prose."""
    top = min(max(line.top for line in side) for side in (left, right))
    bottom = max(min(line.bottom for line in side) for side in (left, right))
    gaps = sorted(gap for side in (left, right) for _, gap in _gaps_above(side))
    usual = gaps[len(gaps) // 4] if gaps else 0.0
    starts = [
        [
            x
            for x, gap in _gaps_above(side)
            if x.bottom < top and x.top > bottom and gap > usual + 0.25 * x.height
        ]
        for side in (left, right)
    ]
    few, many = sorted(starts, key=len)
    if len(few) < 2:
        return False
    together = sum(any(abs(a.top - b.top) < 0.3 * a.height for b in many) for a in few)
    return together >= 0.8 * len(many)


def _gaps_above(lines: Sequence[Line]) -> list[tuple[Line, float]]:
    """Each line but the first with the gap above it."""
    ordered = sorted(lines, key=lambda line: -line.top)
    return [(below, above.bottom - below.top) for above, below in pairwise(ordered)]
