"""A picture held in one way to its lines; what was not recognised in it is looked at again."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from noticecheck.late import dataclass
from noticecheck.read.extract import Unreadable
from noticecheck.read.ocr import tesseract
from noticecheck.read.ocr.scan import Attempt
from noticecheck.read.ocr.tesseract import Row, Sign

if TYPE_CHECKING:
    from PIL.Image import Image

_DOUBTFUL = 0.6
"""Mean confidence of a line, below which it is looked at again."""
_SURE = 0.7
"""As much has what is seen at the second look, or it is a stain or a signature."""
_MOST = 40
"""Spots of a page: with more there is a picture on it."""
_DARK = 0.6
"""Of the paper."""
_LOWEST, _HIGHEST = 5.0, 24.0
"""Points from top to bottom of a line of letters."""
_NARROW, _NEAR = 8.0, 1.5
"""Points: what is no wider, and so near a word, is the edge of a letter of it."""
_GAP = 4
"""Points between words of one spot."""
_ROOM = 3.0
"""Points around a spot."""

Area = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Held:
    """A picture, and until when its words may be recognised."""

    picture: Image
    dot: float
    """Pixels of a point."""
    until: float

    @property
    def seconds(self) -> float:
        """What is left, for one more call of the program."""
        return max(0.1, self.until - time.monotonic())


def attempt(held: Held, turned: int = 0, tilted: float = 0.0) -> Attempt:
    """The lines of a picture that is held in one way; see `Scan`."""
    from noticecheck.read.ocr.ruled import rules_of, without

    picture = _turned(held.picture, turned, tilted)
    rules = tuple(rules_of(picture, held.dot))
    rows = tesseract.rows(without(picture, rules), held.seconds)
    return Attempt(rows, picture.width, picture.height, turned, tilted, rules)


def _turned(picture: Image, turned: int, tilted: float) -> Image:
    from PIL.Image import Resampling, Transpose

    turn = (None, Transpose.ROTATE_270, Transpose.ROTATE_180, Transpose.ROTATE_90)[turned]
    made = picture if turn is None else picture.transpose(turn)
    if tilted:
        made = made.rotate(math.degrees(tilted), Resampling.BICUBIC, expand=True, fillcolor=255)
    return made


def looked_again(held: Held, first: Attempt) -> Attempt:
    """The same attempt with what it left out or hardly recognised, such as the marks of a list
    that stand far from its words."""
    from noticecheck.read.ocr.ruled import without

    sure = [row for row in first.rows if _confidence(row) >= _DOUBTFUL]
    if len(sure) * 2 < len(first.rows) or not sure:
        # It is a picture that cannot be read better.
        return first
    picture = without(_turned(held.picture, first.turned, first.tilted), first.rules)
    read = [sign.box for row in sure for sign in row.signs]
    spots = [
        spot
        for spot in _unread(picture, read, held.dot)
        if spot[2] - spot[0] > _NARROW * held.dot or not _is_edge(spot, read, _NEAR * held.dot)
    ]
    if not 0 < len(spots) <= _MOST:
        return first
    try:
        seen = list(_seen(picture, spots, held))
    except Unreadable:
        # What was recognised before time was up stays.
        return first
    doubtful = [
        row
        for row in first.rows
        if _confidence(row) < _DOUBTFUL
        and not any(_lies_in(sign.box, _around(row)) for new in seen for sign in new.signs)
    ]
    return replace(first, rows=[*sure, *doubtful, *seen])


def _unread(picture: Image, read: Sequence[Area], dot: float) -> list[Area]:
    """The spots of a picture that look like letters, and are not read."""
    from PIL import ImageDraw

    from noticecheck.read.ocr.picture import shade_of_paper

    paper = shade_of_paper(picture)
    bare = picture.copy()
    draw = ImageDraw.Draw(bare)
    for left, top, right, bottom in read:
        draw.rectangle((left - 2, top - 2, right + 2, bottom + 2), fill=paper)
    size = max(1, round(dot))
    coarse = bare.point([255 if level < _DARK * paper else 0 for level in range(256)]).reduce(size)
    data = coarse.tobytes()
    cells = {
        (index % coarse.width, index // coarse.width)
        for index, level in enumerate(data)
        if level > 40
    }
    spots = []
    for left, top, right, bottom in _groups(cells):
        if _LOWEST <= bottom - top <= _HIGHEST:
            spots.append((left * size, top * size, right * size, bottom * size))
    return spots


def _groups(cells: set[tuple[int, int]]) -> Iterator[Area]:
    """The boxes of cells that stand near each other."""
    while cells:
        waiting = [cells.pop()]
        group = []
        while waiting:
            x, y = waiting.pop()
            group.append((x, y))
            for across in range(-_GAP, _GAP + 1):
                for down in (-1, 0, 1):
                    near = x + across, y + down
                    if near in cells:
                        cells.discard(near)
                        waiting.append(near)
        lefts, tops = zip(*group, strict=True)
        yield min(lefts), min(tops), max(lefts) + 1, max(tops) + 1


def _seen(picture: Image, spots: Sequence[Area], held: Held) -> Iterator[Row]:
    """The lines on spots of a picture, which are put below one another for it."""
    from PIL import Image

    from noticecheck.read.ocr.picture import shade_of_paper

    room = round(_ROOM * held.dot)
    width = max(right - left for left, _, right, _ in spots) + 2 * room
    height = sum(bottom - top + 2 * room for _, top, _, bottom in spots)
    sheet = Image.new("L", (width, height), shade_of_paper(picture))
    places: list[tuple[Area, int, int]] = []
    down = 0
    for left, top, right, bottom in sorted(spots, key=lambda spot: spot[1]):
        # Without room above and below, where other lines may be near.
        sheet.paste(picture.crop((left, top, right, bottom)), (room, down + room))
        high = bottom - top + 2 * room
        places.append(((0, down, width, down + high), left - room, top - room - down))
        down += high
    for row in tesseract.rows(sheet, held.seconds, block=True):
        if row.turned or _confidence(row) < _SURE:
            continue
        found = next((p for p in places if _lies_in(row.signs[0].box, p[0])), None)
        if found and any(character.isalnum() for sign in row.signs for character in sign.text):
            yield replace(row, signs=tuple(_moved(sign, *found[1:]) for sign in row.signs))


def _moved(sign: Sign, across: int, down: int) -> Sign:
    left, top, right, bottom = sign.box
    return replace(sign, box=(left + across, top + down, right + across, bottom + down))


def _is_edge(spot: Area, read: Sequence[Area], near: float) -> bool:
    left, top, right, bottom = spot
    return any(
        left <= box[2] + near and box[0] - near <= right and top < box[3] and box[1] < bottom
        for box in read
    )


def _lies_in(box: Area, area: Area) -> bool:
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return area[0] <= across <= area[2] and area[1] <= down <= area[3]


def _around(row: Row) -> Area:
    lefts, tops, rights, bottoms = zip(*(sign.box for sign in row.signs), strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _confidence(row: Row) -> float:
    """How sure the program is of the letters of a line."""
    count = sum(len(sign.text) for sign in row.signs)
    return sum(len(sign.text) * sign.confidence for sign in row.signs) / max(1, count)
