"""The lines that rule a table in a picture: text recognition takes them for letters, and loses the
words beside them. They are found and painted over before it; the layout then knows the cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw

from noticecheck.late import dataclass
from noticecheck.read.ocr.picture import shade_of_paper

_DARK = 0.7
"""Of the paper: what is darker may be a line."""
_FULL = 242
"""Of 255: nearly all of a stretch is dark. No letter of running text is so straight and long."""
_STRETCH = 10.0
"""Points looked at as one."""
_SHORTEST = 24.0
"""Points: what is shorter may be a large letter."""
_THICKEST = 3.0
"""Points."""
_MEETING = 3.0
"""Points between the ends of lines that meet."""
_LEAN = 0.06
"""A line that leans no more is upright: pages are put in askew."""
_SOFT = 2
"""Pixels beside a line that are its grey edge."""
_MOST = 20_000
"""Dark stretches of a picture: with more it is a photo."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line from end to end, in pixels, with the boxes that cover it."""

    start: Point
    end: Point
    covers: tuple[tuple[int, int, int, int], ...]

    def turned_over(self) -> Rule:
        """The same with across and down exchanged."""
        return Rule(
            self.start[::-1],
            self.end[::-1],
            tuple((top, left, bottom, right) for left, top, right, bottom in self.covers),
        )


def rules_of(picture: Image.Image, dot: float) -> list[Rule]:
    """The lines that meet others as those of a table do; `dot` pixels are a point."""
    limit = _DARK * shade_of_paper(picture)
    dark = picture.point([255 if level < limit else 0 for level in range(256)])
    uprights = list(_uprights(dark, dot))
    if not uprights:
        return []
    over = dark.transpose(Image.Transpose.TRANSPOSE)
    flats = [rule.turned_over() for rule in _uprights(over, dot)]
    near = _MEETING * dot
    kept = [rule for rule in uprights if sum(_meet(rule, flat, near) for flat in flats) > 1]
    return kept + [flat for flat in flats if sum(_meet(rule, flat, near) for rule in kept) > 0]


def without(picture: Image.Image, rules: Sequence[Rule]) -> Image.Image:
    """The picture with paper in place of the lines."""
    if not rules:
        return picture
    paper = shade_of_paper(picture)
    bare = picture.copy()
    draw = ImageDraw.Draw(bare)
    for rule in rules:
        for box in rule.covers:
            draw.rectangle(box, fill=paper)
    return bare


def _meet(upright: Rule, flat: Rule, near: float) -> bool:
    across = (upright.start[0] + upright.end[0]) / 2
    down = (flat.start[1] + flat.end[1]) / 2
    near += _LEAN / 2 * (flat.end[0] - flat.start[0] + upright.end[1] - upright.start[1])
    return (
        flat.start[0] - near <= across <= flat.end[0] + near
        and upright.start[1] - near <= down <= upright.end[1] + near
    )


def _uprights(dark: Image.Image, dot: float) -> Iterator[Rule]:
    """The upright lines in a picture in which they are white."""
    # A line that leans is in the next column of pixels further down.
    wide = dark
    for right in (1, 2):
        wide = ImageChops.lighter(wide, ImageChops.offset(dark, right, 0))
    high = max(1, round(_STRETCH * dot))
    cells = wide.reduce((1, high))
    full = cells.point([255 if level >= _FULL else 0 for level in range(256)]).tobytes()
    if not 0 < full.count(255) <= _MOST:
        return
    width = cells.width
    rows = [_spans(full[at : at + width]) for at in range(0, len(full), width)]
    for chain in _chains(rows):
        rule = _rule(chain, wide, high)
        long = rule.end[1] - rule.start[1]
        thick = min(right - left for _, left, right in chain)
        if long >= _SHORTEST * dot and thick <= _THICKEST * dot + 2:
            yield rule


def _spans(row: bytes) -> list[tuple[int, int]]:
    """Where a row of pixels is white, from the first to behind the last."""
    found = []
    start = row.find(255)
    while start >= 0:
        end = row.find(0, start)
        end = len(row) if end < 0 else end
        found.append((start, end))
        start = row.find(255, end)
    return found


def _chains(rows: Sequence[list[tuple[int, int]]]) -> list[list[tuple[int, int, int]]]:
    """Spans that stand below one another, each with its row."""
    chains: list[list[tuple[int, int, int]]] = []
    open_chains: list[list[tuple[int, int, int]]] = []
    for number, spans in enumerate(rows):
        still = []
        for left, right in spans:
            above = next(
                (c for c in open_chains if c[-1][1] <= right + 1 and left <= c[-1][2] + 1), None
            )
            if above is None or above[-1][0] == number:
                above = []
                chains.append(above)
            above.append((number, left, right))
            still.append(above)
        open_chains = still
    return chains


def _rule(chain: Sequence[tuple[int, int, int]], wide: Image.Image, high: int) -> Rule:
    """A line of stretches, with the rest of it above the first and below the last."""
    pixels = wide.load()
    assert pixels is not None
    (first, *above), (last, *below) = chain[0], chain[-1]
    top, bottom = first * high, min((last + 1) * high, wide.height)
    middle = sum(above) // 2
    while top > 0 and pixels[middle, top - 1]:
        top -= 1
    middle = sum(below) // 2
    while bottom < wide.height and pixels[middle, bottom]:
        bottom += 1
    covers = []
    edges = [top, *(number * high for number, _, _ in chain[1:]), bottom]
    for (upper, lower), (_, left, right) in zip(pairwise(edges), chain, strict=True):
        covers.append((left - 2 - _SOFT, upper, right + _SOFT, lower))
    return Rule((sum(above) / 2 - 1, top), (sum(below) / 2 - 1, bottom), tuple(covers))
