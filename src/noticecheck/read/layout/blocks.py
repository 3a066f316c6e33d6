"""Lines of a page to blocks in reading order: flows of lines, columns side by side, tables."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from noticecheck.late import dataclass, regex
from noticecheck.read.layout.framed import (
    Block,
    Flow,
    Table,
    is_stand_in,
    stand_ins_of,
    with_framed,
)
from noticecheck.read.layout.gutters import FEWEST, Gutter, gutters_of
from noticecheck.read.layout.lines import LOWER, TERMINAL, Line, rows_of, runs_on
from noticecheck.read.layout.rulings import Grid, fill
from noticecheck.read.layout.tables import Aligned, aligned_rows, cells_of

_FEWEST_PROSE = 3
_MOST_LINES = 1500
"""Of a page on which columns are looked for."""
_MANY = 8
"""Lines beside each other: more than an address has."""
_FAR = 3.0
"""Times the height of a line: so far down a column does not go on."""
_NEAR = 0.7
"""As `_FAR`, for the lines of an address."""
_DEPTH = 4
"""Columns within columns."""
_FILLED = 0.6
"""Of the lines of prose, at least, leave no room for the next word."""
_SURELY_BROKEN = 5
"""Lines within a sentence that end at the margin: they are prose, whatever stands around them."""
_NARROWEST_PROSE = 10
"""Times the size of the letters."""
_LARGER = 1.1
"""Times the size of the letters above it: a heading."""
_LABEL = regex(r"(?i).{0,30}:$|(?:our |your )?ref\.?$|date$|tel\.?$|e-?mail$|fax$|phone$")
_LABELLED = regex(r"(?i)(?:our |your )?(?:ref\w*|date|tel\w*|e-?mail|fax|phone)\b.{0,4}:")


@dataclass(frozen=True, slots=True)
class Head:
    """Where a letterhead may stand."""

    above: float
    first: bool
    """On the first page; on others its lines must show it."""


def blocks_of(lines: Sequence[Line], ruled: Sequence[Grid], head: Head | None) -> list[Block]:
    """The blocks of a page in reading order.

    `ruled` are its tables with ruling lines; a letterhead stands in its `head`.
    """
    rest = list(lines)
    framed: list[list[Block]] = []
    stand_ins: list[Line] = []
    for grid in sorted(ruled, key=lambda grid: -grid.top):
        filled = fill(grid, rest)
        rest = filled.outside
        for part in filled.parts:
            if isinstance(part, tuple):
                inner = [line for row in part for cell in row for line in cell]
                own: list[Block] = [Table(part)]
            else:
                inner, own = part, _order(part, None, _DEPTH)
            stand_ins += stand_ins_of(inner, grid, len(framed))
            framed.append(own)
    blocks = _order(rest + stand_ins, head, _DEPTH)
    return with_framed(blocks, framed) if framed else blocks


def _middle(line: Line) -> float:
    return (line.bottom + line.top) / 2


def _order(lines: list[Line], head: Head | None, depth: int) -> list[Block]:
    if not lines:
        return []
    gutters = gutters_of(lines) if depth and 3 < len(lines) <= _MOST_LINES else []
    for gutter in sorted(gutters, key=lambda gutter: -gutter.height):
        found = _cut(lines, gutter, gutters, head, depth)
        if found is not None:
            return found
    return [_flow(lines)]


def _flow(lines: Sequence[Line], apart: bool = False) -> Flow:
    ordered = [line for row in rows_of(lines) for line in row]
    return Flow(tuple(ordered), max(line.right for line in lines), apart)


def _cut(
    lines: list[Line],
    gutter: Gutter,
    gutters: Sequence[Gutter],
    head: Head | None,
    depth: int,
) -> list[Block] | None:
    """The blocks of lines that a gutter parts; None where it is only a gap in the lines."""
    band = [line for line in lines if gutter.bottom <= _middle(line) <= gutter.top]
    left = [line for line in band if line.right <= gutter.left + 0.5]
    right = [line for line in band if line.left >= gutter.right - 0.5]
    if len(left) + len(right) < len(band):
        return None
    aligned = _aligned(left, right)
    columns = _columns(lines, gutter, gutters, len(left), len(right))
    if columns is not None:
        taken = {id(line) for column in columns for line in column}
        top = max(line.top for column in columns for line in column)
        above = [x for x in lines if id(x) not in taken and _middle(x) > top - x.height]
        held = taken | {id(x) for x in above}
        below = [x for x in lines if id(x) not in held]
        return [
            *_order(above, head, depth - 1),
            *_order(columns[0], None, depth - 1),
            *_order(columns[1], None, depth - 1),
            *_order(below, None, depth - 1),
        ]
    # A block of an address goes on below the last line of the block beside it.
    left, right = _whole_columns(lines, gutter, _NEAR)
    band = [*left, *right]
    top, bottom = max(line.top for line in band), min(line.bottom for line in band)
    above = [line for line in lines if _middle(line) > top]
    below = [line for line in lines if _middle(line) < bottom]
    if len(above) + len(below) + len(band) != len(lines):
        return None
    labels = sum(_LABEL.match(line.text) is not None for line in left)
    middle: list[Block]
    if labels >= max(1, 0.6 * len(left)) and aligned >= 0.6 * len(right):
        # "Our ref:     F/24/12": a label and its value are one line.
        middle = [_flow(band)]
    elif _is_letterhead(left, right, head) and not any(_is_long(x, lines) for x in above):
        middle = [*_apart(left, head, depth - 1), *_apart(right, head, depth - 1)]
    elif (
        aligned >= 0.6 * min(len(left), len(right))
        and gutter.support >= FEWEST
        and not any(is_stand_in(line) for line in band)
    ):
        edges = [
            (other.left + other.right) / 2
            for other in gutters
            if min(other.top, gutter.top) - max(other.bottom, gutter.bottom) > 0.4 * gutter.height
        ]
        area = Aligned.by_alignment(band, sorted(edges))
        middle = [Table(cells_of(band, area))]
    else:
        middle = [_flow(left, True), _flow(right, True)]
    return [*_order(above, head, depth - 1), *middle, *_order(below, head, depth - 1)]


def _apart(lines: list[Line], head: Head | None, depth: int) -> list[Block]:
    """The blocks of one side of a letterhead: it may have three blocks side by side."""
    return [
        replace(block, apart=True) if isinstance(block, Flow) else block
        for block in _order(lines, head, depth)
    ]


def _is_letterhead(left: Sequence[Line], right: Sequence[Line], head: Head | None) -> bool:
    """Whether lines beside each other are an address and references."""
    if head is None or min(line.bottom for line in (*left, *right)) < head.above:
        return False
    return head.first or sum(_LABELLED.match(line.text) is not None for line in (*left, *right)) > 1


def _is_long(line: Line, lines: Sequence[Line]) -> bool:
    width = max(x.right for x in lines) - min(x.left for x in lines)
    return line.right - line.left > 0.75 * width


def _aligned(left: Sequence[Line], right: Sequence[Line]) -> int:
    """How many lines of the side with fewer stand on the same line as one of the other."""
    few, many = sorted((left, right), key=len)
    bottoms = sorted(line.bottom for line in many)
    count = 0
    for line in few:
        near = bisect_left(bottoms, line.bottom - 0.25 * line.size)
        count += near < len(bottoms) and bottoms[near] < line.bottom + 0.25 * line.size
    return count


def _are_prose(lines: Sequence[Line], edges: Sequence[float]) -> bool:
    """Whether lines are prose in one column, or in several that begin at some of these edges."""
    columns: dict[int, list[Line]] = {}
    for line in lines:
        columns.setdefault(bisect_right(edges, line.left + 0.5), []).append(line)
    if len(columns) == 1:
        return _is_prose(lines)
    long = [column for column in columns.values() if len(column) > 2 * _FEWEST_PROSE]
    return bool(long) and all(_is_prose(column) for column in long)


def _is_prose(lines: Sequence[Line]) -> bool:
    """Whether most lines leave no room for the first word of the next."""
    ordered = sorted(lines, key=lambda line: -line.top)
    right = max(line.right for line in ordered)
    size = max(line.size for line in ordered)
    if right - min(line.left for line in ordered) < _NARROWEST_PROSE * size:
        return False
    followed = filled = broken = 0
    for line, following in pairwise(ordered):
        if line.bottom - following.top > 0.5 * line.height:
            continue
        followed += 1
        first = following.words[0]
        full = line.right + 0.2 * line.size + first.box[2] - first.box[0] > right
        filled += full
        broken += full and runs_on(line, following)
    return broken >= _SURELY_BROKEN or (followed >= 2 and filled >= _FILLED * followed)


def _columns(
    lines: Sequence[Line], gutter: Gutter, gutters: Sequence[Gutter], left: int, right: int
) -> tuple[list[Line], list[Line]] | None:
    """The lines of two columns of prose on either side of a gutter; None where they are none.

    `left` and `right` are how many lines stand beside each other.
    """
    sides = _whole_columns(lines, gutter)
    edges = sorted(other.right for other in gutters if other is not gutter)
    prose = [_are_prose(side, edges) for side in sides]
    if not any(prose):
        return None
    # A column that ends after a few lines, beside one that goes on far below, is no row of cells.
    beside = left if prose[0] else right
    if len(sides[0 if prose[0] else 1]) > 3 * max(beside, 2):
        return sides
    if aligned_rows(*sides):
        return None
    enough = _FEWEST_PROSE if all(prose) else _MANY
    return sides if min(left, right) >= enough else None


def _whole_columns(
    lines: Sequence[Line], gutter: Gutter, far: float = _FAR
) -> tuple[list[Line], list[Line]]:
    """All lines of two columns: one may begin higher or end lower than the other."""
    crossing = [
        _middle(line)
        for line in lines
        if line.left < gutter.left - 0.5 and line.right > gutter.right + 0.5
    ]
    top = min((y for y in crossing if y > gutter.top), default=float("inf"))
    bottom = max((y for y in crossing if y < gutter.bottom), default=float("-inf"))
    sides: tuple[list[Line], list[Line]] = ([], [])
    for line in lines:
        if bottom < _middle(line) < top:
            sides[0 if line.left < gutter.left else 1].append(line)
    first, second = (_unbroken(side, gutter, far) for side in sides)
    first, second = _without_marks(first, second), _without_marks(second, first)
    if bottom > float("-inf"):
        return _without_heading(first, second), _without_heading(second, first)
    return first, second


def _without_marks(side: list[Line], other: Sequence[Line]) -> list[Line]:
    """The lines of a column without a mark of the page above or below both columns."""
    if len(side) <= _FEWEST_PROSE:
        return side
    above = side[0].bottom > max(line.top for line in other)
    below = side[-1].top < min(line.bottom for line in other)
    # A sentence goes on from the column before, or in the next one.
    runs_in = LOWER.match(side[1].words[0].text) is not None
    runs_out = not TERMINAL.search(side[-2].words[-1].text)
    first = 1 if above and _is_mark(side[0], side[1], runs_in) else 0
    last = -1 if below and _is_mark(side[-1], side[-2], runs_out) else None
    return side[first:last]


def _is_mark(line: Line, beside: Line, broken: bool) -> bool:
    """Whether the line at the end of a column stands apart, in other letters or in a sentence."""
    gap = max(line.bottom - beside.top, beside.bottom - line.top)
    alike = 1 / _LARGER < line.size / beside.size < _LARGER
    return gap > 0.5 * beside.height and (broken or not alike)


def _without_heading(side: list[Line], other: Sequence[Line]) -> list[Line]:
    """The lines of a column without the heading of what follows below both columns."""
    if len(side) < _FEWEST_PROSE:
        return side
    above, last = side[-2:]
    apart = above.bottom - last.top > 0.5 * last.height
    stands_out = last.size > _LARGER * above.size or (last.bold and not above.bold)
    lowest = min(line.bottom for line in other)
    if apart and stands_out and last.top < lowest and not TERMINAL.search(last.words[-1].text):
        return side[:-1]
    return side


def _unbroken(side: list[Line], gutter: Gutter, far: float) -> list[Line]:
    """The lines of a column that reach up and down from the gutter without a wide gap."""
    ordered = sorted(side, key=lambda line: -_middle(line))
    inside = [i for i, x in enumerate(ordered) if gutter.bottom <= _middle(x) <= gutter.top]
    first, last = inside[0], inside[-1]
    while (
        first > 0 and ordered[first - 1].bottom - ordered[first].top < far * ordered[first].height
    ):
        first -= 1
    while (
        last + 1 < len(ordered)
        and ordered[last].bottom - ordered[last + 1].top < far * ordered[last].height
    ):
        last += 1
    return ordered[first : last + 1]
