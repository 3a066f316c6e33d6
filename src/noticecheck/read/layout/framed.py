"""Blocks of a page, and how those in frames find their place among the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from noticecheck.late import dataclass
from noticecheck.read.layout.lines import Line, Word, line_of, rows_of
from noticecheck.read.layout.rulings import Grid

_STAND_IN = "\ufdd1"
"""Stands for a line of a table while blocks are ordered."""


@dataclass(frozen=True)
class Flow:
    """Lines under one another."""

    lines: tuple[Line, ...]
    right: float
    """Where its column ends."""
    apart: bool = False
    """Nothing before or after it goes on in it: a block of a letterhead."""


@dataclass(frozen=True)
class Table:
    """Rows of cells; a cell is its lines."""

    rows: tuple[tuple[tuple[Line, ...], ...], ...]


Block = Flow | Table


def stand_ins_of(lines: Sequence[Line], grid: Grid, number: int) -> list[Line]:
    """Lines in place of those of a table, as wide as it is, by which it finds its place."""
    made: list[Line] = []
    for row in rows_of(lines):
        box = (
            grid.across[0], min(line.bottom for line in row),
            grid.across[-1], max(line.top for line in row),
        )  # fmt: skip
        made.append(line_of([Word(_STAND_IN, box, number, row[0].size)]))
    return made


def is_stand_in(line: Line) -> bool:
    """Whether a line stands in place of one in a table."""
    return line.words[0].text == _STAND_IN


def with_framed(blocks: Sequence[Block], framed: Sequence[Sequence[Block]]) -> list[Block]:
    """The blocks with what stands in tables where the first line in its place stands."""
    result: list[Block] = []
    seen: set[int] = set()
    for block in blocks:
        if isinstance(block, Table):
            result.append(block)
            continue
        lines: list[Line] = []
        for line in block.lines:
            if not is_stand_in(line):
                lines.append(line)
                continue
            if line.words[0].line in seen:
                continue
            if lines:
                result.append(replace(block, lines=tuple(lines)))
                lines = []
            seen.add(line.words[0].line)
            result += framed[line.words[0].line]
        if lines:
            result.append(replace(block, lines=tuple(lines)))
    return result
