"""Pictures of pages to words, by text recognition; an image file to the text of a letter."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from noticecheck.read.extract import Extract, Reading, Unreadable
from noticecheck.read.formats import BROKEN
from noticecheck.read.layout import PageWords, Word, lay_out
from noticecheck.read.limits import (
    MAX_RECOGNISED_PAGES,
    MORE_SECONDS,
    RECOGNISE_SECONDS,
)
from noticecheck.read.ocr import tesseract
from noticecheck.read.ocr.attempts import Held, attempt, looked_again
from noticecheck.read.ocr.scan import Attempt, Scan, letters, scan_of, usual_slope
from noticecheck.read.ocr.tesseract import Row, Sign

if TYPE_CHECKING:
    from PIL.Image import Image

RECOGNISED = (
    "read by text recognition (OCR), which makes mistakes: compare what is quoted with the picture"
)
UNSURE = (
    "text recognition is unsure of its words ({:.0f}%), some may be wrong or missing: "
    "scan it again at 300 dpi, or ask for the letter as text"
)
FEW_WORDS = (
    "no more than {} words were recognised, some may be missing: "
    "scan it again at 300 dpi, or ask for the letter as text"
)
NO_WORDS = (
    "an image in which no text was recognised: "
    "scan it again at 300 dpi, straight and in good light, or ask for the letter as text"
)
TOO_MANY_PAGES = (
    f"text recognition reads {MAX_RECOGNISED_PAGES} pages of a file at most, "
    "and stops after ten minutes: split the file"
)
_NO_TEXT = "a picture, which holds no text as it is"
_FEW = 20
_POOR = 0.6
"""Below this mean confidence the words are not to be relied on."""
_ENOUGH = 0.9
_CROOKED = 0.05
"""A slope, from which on words are missed unless the picture is set straight."""
_OTHER_WAYS = [(2, 0.0), (1, 0.0), (3, 0.0), (0, 0.14), (0, -0.14)]
"""How a page is held where hardly anything is recognised: turned, then tilted; see `Scan`."""


def why_not() -> str | None:
    """What to do before text can be recognised; None when nothing is missing."""
    return tesseract.why_not()


def recognise(image: Image, page_width: float, page_height: float, reading: Reading) -> list[Word]:
    """The words on the picture of a page of this size in points.

    Where the page lies on its side or is crooked, their boxes are those of the page held upright;
    `scan` says how it was held. Raises Unreadable where recognition fails or takes too long.
    """
    return scan(image, page_width, page_height, reading).words


def scan(image: Image, page_width: float, page_height: float, reading: Reading) -> Scan:
    """As `recognise`, with how the page was held."""
    from noticecheck.read.ocr.picture import prepared

    missing = why_not()
    if missing:
        raise Unreadable(missing)
    reading.more_time(RECOGNISE_SECONDS)
    until = time.monotonic() + RECOGNISE_SECONDS
    picture = prepared(image, page_width, page_height)
    held = Held(picture, picture.height / page_height, until)
    best = looked_again(held, _straightened(held, _upright(held, attempt(held))))
    pixel = page_height / picture.height
    if best.turned % 2:
        page_width, page_height = page_height, page_width
    return scan_of(best, page_width, page_height, pixel)


def read_image(data: bytes, reading: Reading) -> Extract:
    """An image file as a letter, each of its pictures a page."""
    missing = why_not()
    if missing:
        raise Unreadable(f"{_NO_TEXT}: {missing}, or ask for the letter as text")
    from noticecheck.read.ocr.picture import frames, is_blank

    until = time.monotonic() + MORE_SECONDS - RECOGNISE_SECONDS
    scans: dict[int, Scan] = {}
    unread: dict[int, str] = {}
    for number, frame in enumerate(frames(data, MAX_RECOGNISED_PAGES), 1):
        scans[number] = Scan([], frame.width, frame.height)
        if number > MAX_RECOGNISED_PAGES or time.monotonic() > until:
            unread[number] = TOO_MANY_PAGES
            break
        if frame.image is None:
            unread[number] = BROKEN["image"]
            continue
        try:
            scans[number] = scan(frame.image, frame.width, frame.height, reading)
        except Unreadable as reason:
            unread[number] = str(reason)
            continue
        if not scans[number].words and not is_blank(frame.image):
            unread[number] = NO_WORDS
    return _extract(scans, unread)


def _extract(scans: Mapping[int, Scan], unread: Mapping[int, str]) -> Extract:
    words = [word for scan in scans.values() for word in scan.words]
    if not words:
        raise Unreadable(next(iter(unread.values()), NO_WORDS))
    warnings = [RECOGNISED]
    mean = sum(word.confidence for word in words) / len(words)
    if mean < _POOR:
        warnings.append(UNSURE.format(mean * 100))
    if len(words) < _FEW:
        warnings.append(FEW_WORDS.format(len(words)))
    warnings += [f"page {number} was not read: {reason}" for number, reason in unread.items()]
    pages = [
        PageWords(
            number,
            (0, 0, scan.width, scan.height),
            scan.words,
            rulings=scan.rulings,
            on_page=scan.on_page,
        )
        for number, scan in scans.items()
    ]
    return replace(lay_out(pages), warnings=tuple(warnings), incomplete=len(warnings) > 1)


def _upright(held: Held, first: Attempt) -> Attempt:
    """The same or a better attempt, with the page held in other ways."""
    aside = _usual_turn(first.rows)
    best = first
    for turned, tilted in [(aside, 0.0)] if aside else _OTHER_WAYS if _is_poor(first.rows) else []:
        try:
            other = attempt(held, turned, tilted)
        except Unreadable:
            # What was recognised before time was up stays.
            break
        # The program sees words that stand aside, but not in the order of their lines.
        if _sureness(other.rows) > _sureness(best.rows) * (_ENOUGH if aside else 1):
            best = other
        if not _is_poor(best.rows):
            break
    return best


def _straightened(held: Held, first: Attempt) -> Attempt:
    """The same or a better attempt, with a crooked page set straight."""
    slope = usual_slope(first.rows)
    if abs(slope) < _CROOKED:
        return first
    try:
        other = attempt(held, first.turned, first.tilted + math.atan(slope))
    except Unreadable:
        return first
    return other if _sureness(other.rows) > _sureness(first.rows) else first


def _usual_turn(rows: Sequence[Row]) -> int:
    """How most of the letters stand."""
    counts = [0, 0, 0, 0]
    for row in rows:
        counts[row.turned] += letters(row)
    return counts.index(max(counts))


def _is_poor(rows: Sequence[Row]) -> bool:
    return _sureness(rows) <= _POOR * sum(map(letters, rows))


def _sureness(rows: Sequence[Row]) -> float:
    """The more letters that stand upright and the surer of them, the higher."""
    signs = [sign for row in rows for sign in row.signs if not _lies(sign)]
    return sum(len(sign.text) * sign.confidence for sign in signs)


def _lies(sign: Sign) -> bool:
    """Whether a word runs upwards or downwards: the program reads such words without saying so."""
    left, top, right, bottom = sign.box
    return len(sign.text) > 2 and bottom - top > right - left
