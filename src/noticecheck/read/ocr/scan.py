"""Lines that the program saw in a picture to words on a page that is held upright and straight."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

from noticecheck.late import dataclass, regex
from noticecheck.model import Box
from noticecheck.read.layout import Word
from noticecheck.read.ocr.marks import mended
from noticecheck.read.ocr.tesseract import Row, Sign

if TYPE_CHECKING:
    # It needs the extra ocr.
    from noticecheck.read.ocr.ruled import Point, Rule

_STRAIGHT = 0.003
"""A slope that does not matter."""
# Of the size of the type: capitals and small letters above the line, tails below it.
_CAPITALS, _SMALL, _TAILS = 0.7, 0.47, 0.21
_HAS_CAPITALS = regex(r"[A-Z0-9bdfhklt()\[\]/£&§!?]")
_HAS_TAILS = regex(r"[gjpqyQ()\[\]/,;]")


@dataclass(frozen=True, slots=True)
class Scan:
    """What was recognised on one page, and how the page was held for it."""

    words: list[Word]
    """Their boxes are those of the page held upright and straight, `width` by `height` points."""
    width: float
    height: float
    turned: int = 0
    """By how many quarters it was turned to the right."""
    tilted: float = 0.0
    """By how much it was then turned to the left about its middle, in radians."""
    rulings: tuple[Box, ...] = ()
    """The lines of tables, held as the words are."""

    def on_page(self, box: Box) -> Box:
        """Where a box of the words stands on the page as it is in its file."""
        if not self.turned and not self.tilted:
            return box
        corners = [self._back(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        across, up = zip(*corners, strict=True)
        return _box(min(across), min(up), max(across), max(up))

    def _back(self, x: float, y: float) -> tuple[float, float]:
        x, y = _rotated(x - self.width / 2, y - self.height / 2, -self.tilted)
        x, y = x + self.width / 2, y + self.height / 2
        if self.turned == 1:
            return self.height - y, x
        if self.turned == 2:
            return self.width - x, self.height - y
        if self.turned == 3:
            return y, self.width - x
        return x, y


@dataclass(frozen=True, slots=True)
class Attempt:
    """The lines of a picture that was held in one way."""

    rows: list[Row]
    width: int
    """Of the picture, in pixels, and so is the height."""
    height: int
    turned: int = 0
    """As in `Scan`, and so is `tilted`."""
    tilted: float = 0.0
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a word stands from the middle of the page, upwards and to the right in points."""

    left: float
    right: float
    baseline: float
    size: float


def scan_of(attempt: Attempt, width: float, height: float, pixel: float) -> Scan:
    """The words on a page of this size, once it is turned; `pixel` is the size of one in points."""
    slope = usual_slope(attempt.rows)
    rest = math.atan(slope) if abs(slope) > _STRAIGHT else 0.0
    words = []
    for number, row in enumerate(attempt.rows):
        spots = [_spot(sign, attempt, pixel, rest) for sign in row.signs]
        # The words of a line get one height, as if each had capitals and tails.
        size = median(spot.size for spot in spots)
        baseline = height / 2 + median(spot.baseline for spot in spots)
        bottom, top = baseline - size * _TAILS, baseline + size * _CAPITALS
        for sign, spot in zip(row.signs, spots, strict=True):
            box = _box(width / 2 + spot.left, bottom, width / 2 + spot.right, top)
            words.append(Word(sign.text, box, number, round(size, 1), sign.confidence))
    rulings = []
    for rule in attempt.rules:
        ends = [_on_page(end, attempt, pixel, rest) for end in (rule.start, rule.end)]
        across = [width / 2 + x for x, _ in ends]
        up = [height / 2 + y for _, y in ends]
        rulings.append(_box(min(across), min(up), max(across), max(up)))
    return Scan(mended(words), width, height, attempt.turned, attempt.tilted + rest, tuple(rulings))


def usual_slope(rows: Sequence[Row]) -> float:
    """That of the lines, long ones counting more."""
    slopes = [row.slope for row in rows if len(row.signs) > 2 for _ in range(letters(row))]
    return median(slopes) if slopes else 0.0


def letters(row: Row) -> int:
    """How many letters a line has."""
    return sum(len(sign.text) for sign in row.signs)


def _spot(sign: Sign, attempt: Attempt, pixel: float, rest: float) -> _Spot:
    left, top, right, bottom = sign.box
    x, y = _on_page(((left + right) / 2, (top + bottom) / 2), attempt, pixel, rest)
    # The box of a word that rises or falls is higher than its letters.
    width = (right - left) * pixel
    height = max((bottom - top) * pixel - abs(math.tan(rest)) * width, pixel)
    tails = _TAILS if _HAS_TAILS.search(sign.text) else 0.0
    size = height / ((_CAPITALS if _HAS_CAPITALS.search(sign.text) else _SMALL) + tails)
    return _Spot(x - width / 2, x + width / 2, y - height / 2 + size * tails, size)


def _on_page(point: Point, attempt: Attempt, pixel: float, rest: float) -> Point:
    """Where a pixel stands from the middle of the page, in points."""
    x, y = point
    return _rotated((x - attempt.width / 2) * pixel, (attempt.height / 2 - y) * pixel, rest)


def _rotated(x: float, y: float, angle: float) -> Point:
    """A point turned to the left about the origin."""
    return (
        x * math.cos(angle) - y * math.sin(angle),
        x * math.sin(angle) + y * math.cos(angle),
    )


def _box(left: float, bottom: float, right: float, top: float) -> Box:
    return round(left, 2), round(bottom, 2), round(right, 2), round(top, 2)
