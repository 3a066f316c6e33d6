"""Tables that lines drawn on a page rule: which cells they have, and what stands in each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from noticecheck.late import dataclass
from noticecheck.model import Box
from noticecheck.read.layout.lines import Line, line_of, overlap, rows_of, runs_on
from noticecheck.read.layout.tables import Cells

_THIN = 3.0
"""Points: a ruling line is not wider."""
_SHORTEST = 8.0
"""Points: a ruling line is not shorter."""
_SAME = 4.0
"""Points between ruling lines that are one."""
_TOUCHING = 3.0
"""Points between ruling lines that meet."""
_MOST_RULINGS = 2000
_MOST_CELLS = 20_000
_NO_COLUMN = 0.5
"""Of the size of the letters: a gap no wider parts words, and the edge of a coloured area in it is
that of a highlight."""
_LONG_CELL = 6
"""Lines: cells with more, and no row below them, are columns of prose."""
_PROSE_ROW = 3
"""Lines: with more, what stands alone in its row is prose in a frame."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """A line that is drawn, or an edge of a coloured area."""

    at: float
    low: float
    high: float
    weak: bool
    """It is the edge of a coloured area."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as its lines rule it."""

    across: tuple[float, ...]
    """Where columns part, from left to right, with both outer edges."""
    down: tuple[float, ...]
    """Where rows part, from top to bottom, with both outer edges."""
    uprights: dict[tuple[int, int], bool]
    """The rows, each with the edges of columns that are ruled in it; whether only weakly."""
    flats: frozenset[tuple[int, int]]
    """The edges of rows, each with the columns in which it is ruled."""

    @property
    def top(self) -> float:
        return self.down[0]

    @property
    def bottom(self) -> float:
        return self.down[-1]


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in a table, and what does not."""

    parts: list[Cells | list[Line]]
    """Rows of cells, and lines that stand in its frame and are prose, from top to bottom."""
    outside: list[Line]


def fill(grid: Grid, lines: Sequence[Line]) -> Filled:
    """The lines of a page, those within a table in its cells."""
    inside: list[Line] = []
    outside: list[Line] = []
    for line in lines:
        middle = (line.bottom + line.top) / 2
        centre = (line.left + line.right) / 2
        within = grid.bottom <= middle <= grid.top
        (inside if within and grid.across[0] <= centre <= grid.across[-1] else outside).append(line)
    edges = _edges(grid, inside)
    pieces = [piece for line in inside for piece in _cut(grid, line, edges)]
    cells = _cells(grid, pieces, edges)
    if not any(len(row) > 1 for row in cells):
        return Filled([], list(lines))
    if len(cells) == 1 and all(len(cell) > _LONG_CELL for cell in cells[0]):
        return Filled([], [*outside, *pieces])
    parts: list[Cells | list[Line]] = []
    rows: list[tuple[tuple[Line, ...], ...]] = []
    for row in cells:
        if len(row) == 1 and len(row[0]) > _PROSE_ROW:
            if rows:
                parts.append(tuple(rows))
            parts.append(list(row[0]))
            rows = []
        elif _is_stack(row):
            rows += [tuple((line,) for line in level) for level in zip(*row, strict=True)]
        else:
            rows.append(row)
    if rows:
        parts.append(tuple(rows))
    return Filled(parts, outside)


def _is_stack(row: Sequence[Sequence[Line]]) -> bool:
    """Whether rows that no line parts stand under one another in the cells of one row."""
    return (
        len(row) > 1
        and len(row[0]) > 2
        and len({len(cell) for cell in row}) == 1
        and not any(runs_on(above, below) for cell in row for above, below in pairwise(cell))
        and all(
            overlap(level[0], line) > 0.5 for level in zip(*row, strict=True) for line in level[1:]
        )
    )


def _row(grid: Grid, line: Line) -> int:
    middle = (line.bottom + line.top) / 2
    return bisect_right([-y for y in grid.down[1:-1]], -middle)


def _edges(grid: Grid, lines: Sequence[Line]) -> set[tuple[int, int]]:
    """The edges of columns in each row; none where words show that the line parts no cells."""
    edges = set(grid.uprights)
    for line in lines:
        row = _row(grid, line)
        first = bisect_right(grid.across, line.left)
        last = bisect_left(grid.across, line.right)
        for edge in range(first, last):
            if (row, edge) in edges and not _parts(
                line, grid.across[edge], grid.uprights[row, edge]
            ):
                edges.discard((row, edge))
    return edges


def _parts(line: Line, at: float, weak: bool) -> bool:
    """Whether an edge parts the words of a line: it runs through none of them."""
    before = [word for word in line.words if (word.box[0] + word.box[2]) / 2 < at]
    after = [word for word in line.words if (word.box[0] + word.box[2]) / 2 >= at]
    left = max((word.box[2] for word in before), default=at)
    right = min((word.box[0] for word in after), default=at)
    slack = 0.3 * line.size
    if left > at + slack or right < at - slack:
        return False
    return not (weak and before and after and right - left < _NO_COLUMN * line.size)


def _cut(grid: Grid, line: Line, edges: set[tuple[int, int]]) -> list[Line]:
    row = _row(grid, line)
    columns = [
        x for i, x in enumerate(grid.across) if (row, i) in edges and line.left < x < line.right
    ]
    if not columns:
        return [line]
    groups: dict[int, list[int]] = {}
    for index, word in enumerate(line.words):
        column = bisect_right(columns, (word.box[0] + word.box[2]) / 2)
        groups.setdefault(column, []).append(index)
    return [line_of([line.words[i] for i in groups[column]]) for column in sorted(groups)]


def _cells(grid: Grid, lines: Sequence[Line], edges: set[tuple[int, int]]) -> Cells:
    """The lines as rows of cells; a cell reaches as far as no line parts it."""
    owner = _owners(grid, edges)
    inner = grid.across[1:-1]
    held: dict[int, list[Line]] = {}
    for row in rows_of(lines):
        for line in row:
            column = bisect_right(inner, (line.left + line.right) / 2)
            held.setdefault(owner[_row(grid, line)][column], []).append(line)
    width = len(grid.across) - 1
    rows: dict[int, list[tuple[Line, ...]]] = {}
    for cell in sorted(held):
        rows.setdefault(cell // width, []).append(tuple(held[cell]))
    return tuple(tuple(rows[row]) for row in sorted(rows))


def _owners(grid: Grid, edges: set[tuple[int, int]]) -> list[list[int]]:
    """Of each place in the grid, the first one in its cell: the highest, then the leftmost.

    What no line parts is one cell where it is a rectangle; else each of its rows is.
    """
    height, width = len(grid.down) - 1, len(grid.across) - 1
    level = list(range(height * width))
    for row in range(height):
        for column in range(1, width):
            if (row, column) not in edges:
                _join(level, row * width + column - 1, row * width + column)
    whole = list(level)
    for row in range(1, height):
        for column in range(width):
            if (row, column) not in grid.flats:
                _join(whole, (row - 1) * width + column, row * width + column)
    cells: dict[int, list[int]] = {}
    for place in range(height * width):
        cells.setdefault(_root(whole, place), []).append(place)
    owners = [0] * (height * width)
    for first, places in cells.items():
        columns = [place % width for place in places]
        rows = places[-1] // width - first // width + 1
        is_rectangle = rows * (max(columns) - min(columns) + 1) == len(places)
        for place in places:
            owners[place] = first if is_rectangle else _root(level, place)
    return [owners[row * width : (row + 1) * width] for row in range(height)]


def _root(parent: list[int], place: int) -> int:
    while parent[place] != place:
        parent[place] = parent[parent[place]]
        place = parent[place]
    return place


def _join(parent: list[int], first: int, second: int) -> None:
    low, high = sorted((_root(parent, first), _root(parent, second)))
    parent[high] = low


def ruled_tables(rulings: Sequence[Box], fills: Sequence[Box] = ()) -> list[Grid]:
    """The tables that lines and the edges of coloured areas rule: at least two columns each."""
    flats, uprights = _rules(rulings, fills)
    if len(flats) < 2 or len(uprights) < 3 or len(flats) + len(uprights) > _MOST_RULINGS:
        return []
    return [
        grid
        for rows, columns in _connected(flats, uprights)
        if (grid := _grid(rows, columns)) is not None
    ]


def _rules(rulings: Sequence[Box], fills: Sequence[Box]) -> tuple[list[_Rule], list[_Rule]]:
    """The level and the upright lines."""
    flats: list[_Rule] = []
    uprights: list[_Rule] = []
    for left, bottom, right, top in rulings:
        if top - bottom <= _THIN and right - left >= _SHORTEST:
            flats.append(_Rule((bottom + top) / 2, left, right, False))
        elif right - left <= _THIN and top - bottom >= _SHORTEST:
            uprights.append(_Rule((left + right) / 2, bottom, top, False))
    for left, bottom, right, top in fills:
        if right - left >= _SHORTEST and top - bottom >= _SHORTEST:
            flats += [_Rule(y, left, right, True) for y in (bottom, top)]
            uprights += [_Rule(x, bottom, top, True) for x in (left, right)]
    return flats, uprights


def _connected(
    flats: Sequence[_Rule], uprights: Sequence[_Rule]
) -> list[tuple[list[_Rule], list[_Rule]]]:
    """The lines in groups of those that cross or meet, directly or through others."""
    flats = sorted(flats, key=lambda rule: rule.at)
    heights = [rule.at for rule in flats]
    parent = list(range(len(flats) + len(uprights)))
    for number, upright in enumerate(uprights, len(flats)):
        first = bisect_left(heights, upright.low - _TOUCHING)
        last = bisect_right(heights, upright.high + _TOUCHING)
        for index in range(first, last):
            if flats[index].low - _TOUCHING <= upright.at <= flats[index].high + _TOUCHING:
                _join(parent, index, number)
    groups: dict[int, tuple[list[_Rule], list[_Rule]]] = {}
    for index, rule in enumerate([*flats, *uprights]):
        group = groups.setdefault(_root(parent, index), ([], []))
        group[index >= len(flats)].append(rule)
    return list(groups.values())


def _grid(flats: Sequence[_Rule], uprights: Sequence[_Rule]) -> Grid | None:
    xs, ys = _merged([rule.at for rule in uprights]), _merged([rule.at for rule in flats])
    if len(xs) < 3 or len(ys) < 2:
        return None
    xs = _merged([*xs, min(rule.low for rule in flats), max(rule.high for rule in flats)])
    ys = _merged([*ys, min(rule.low for rule in uprights), max(rule.high for rule in uprights)])
    ys.reverse()
    if len(xs) * len(ys) > _MOST_CELLS:
        return None
    ruled: dict[tuple[int, int], bool] = {}
    middles = [-(above + below) / 2 for above, below in pairwise(ys)]
    for rule in uprights:
        edge = _nearest(xs, rule.at)
        for row in range(bisect_left(middles, -rule.high), bisect_right(middles, -rule.low)):
            ruled[row, edge] = rule.weak and ruled.get((row, edge), True)
    parted: set[tuple[int, int]] = set()
    centres = [(left + right) / 2 for left, right in pairwise(xs)]
    upward = [-y for y in ys]
    for rule in flats:
        edge = _nearest(upward, -rule.at)
        for column in range(bisect_left(centres, rule.low), bisect_right(centres, rule.high)):
            parted.add((edge, column))
    return Grid(tuple(xs), tuple(ys), ruled, frozenset(parted))


def _merged(values: Sequence[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _SAME:
            kept.append(value)
    return kept


def _nearest(values: Sequence[float], value: float) -> int:
    after = bisect_right(values, value)
    if after == len(values) or (after and value - values[after - 1] <= values[after] - value):
        return after - 1
    return after
