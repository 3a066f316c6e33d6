"""The upright blanks of a page that part its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from noticecheck.late import dataclass
from noticecheck.read.layout.lines import Line, overlap

_GUTTER = 0.6
"""Of the size of the letters: the narrowest blank between two columns."""
_BESIDE = 0.1
"""Of the height of the lower one that two lines beside each other share, at least."""
_WINDOW = 80
"""Lines among which the neighbour of one is looked for."""
FEWEST = 2
"""Lines on either side that show a gutter."""


@dataclass
class Gutter:
    """An upright blank, between what stands on its left and on its right."""

    left: float
    right: float
    top: float
    bottom: float
    lefts: set[int] = field(default_factory=set)
    rights: set[int] = field(default_factory=set)

    @property
    def support(self) -> int:
        return min(len(self.lefts), len(self.rights))

    @property
    def height(self) -> float:
        return self.top - self.bottom


def gutters_of(lines: Sequence[Line]) -> list[Gutter]:
    """The upright blanks that several lines share on both sides, and no line crosses."""
    ordered = sorted(lines, key=lambda line: -line.top)
    active: list[Gutter] = []
    done: list[Gutter] = []
    for index, line in enumerate(ordered):
        still: list[Gutter] = []
        for gutter in active:
            width = _GUTTER * line.size
            if line.right > gutter.left and line.left < gutter.right:
                left, right = gutter.left, gutter.right
                if line.left < left:
                    left = max(left, line.right)
                else:
                    right = min(right, line.left)
                if right - left < width:
                    done.append(gutter)
                    continue
                gutter.left, gutter.right = left, right
            still.append(gutter)
        active = still
        beside = _right_neighbour(ordered, index)
        if beside is None:
            continue
        other = ordered[beside]
        _widen(active, line, other, index, beside)
    return [gutter for gutter in done + active if gutter.support >= FEWEST]


def _widen(active: list[Gutter], line: Line, other: Line, index: int, beside: int) -> None:
    top, bottom = max(line.top, other.top), min(line.bottom, other.bottom)
    best: Gutter | None = None
    shared = _GUTTER * line.size
    for gutter in active:
        common = min(gutter.right, other.left) - max(gutter.left, line.right)
        if common >= shared:
            best, shared = gutter, common
    if best is None:
        best = Gutter(line.right, other.left, top, bottom)
        active.append(best)
    best.left, best.right = max(best.left, line.right), min(best.right, other.left)
    best.top, best.bottom = max(best.top, top), min(best.bottom, bottom)
    best.lefts.add(index)
    best.rights.add(beside)


def _right_neighbour(ordered: Sequence[Line], index: int) -> int | None:
    """The nearest line to the right that stands at the same height."""
    line = ordered[index]
    nearest: int | None = None
    above = range(index - 1, max(-1, index - _WINDOW), -1)
    below = range(index + 1, min(len(ordered), index + _WINDOW))
    for side in (above, below):
        for other in side:
            candidate = ordered[other]
            if candidate.top < line.bottom or candidate.top > line.top + 3 * line.height:
                break
            if (
                candidate.left >= line.right
                and (nearest is None or candidate.left < ordered[nearest].left)
                and overlap(line, candidate) > _BESIDE
            ):
                nearest = other
    return nearest
