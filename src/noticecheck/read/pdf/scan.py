"""Pages of a PDF that are pictures: which they are, and their words by text recognition."""

from __future__ import annotations

import math
from itertools import islice
from typing import Any

import pypdfium2.raw as pdfium

from noticecheck.late import dataclass
from noticecheck.model import Box
from noticecheck.read.extract import Reading
from noticecheck.read.layout import PageWords
from noticecheck.read.limits import MAX_PIXELS

_DOTS = 300
"""An inch."""
_LARGEST = 0.5
"""Of a page: a picture that covers as much may hold its words."""
_FEW = 250
"""Characters: a page with no more, and a large picture, has a header stamped on a scan."""
_MOST_OBJECTS = 2000
_FORMS_WITHIN = 4


@dataclass(frozen=True, slots=True)
class Recognised:
    """The words of a picture of a page, and how sure they are on average."""

    words: PageWords
    confidence: float


def is_blank(page: Any) -> bool:
    """Whether nothing at all is drawn on a page."""
    if not pdfium.FPDFPage_CountObjects(page.raw) and not pdfium.FPDFPage_GetAnnotCount(page.raw):
        return True
    width, height = page.get_size()
    if not (0 < width < 1e6 and 0 < height < 1e6):
        return True
    bitmap = page.render(scale=400 / max(width, height), grayscale=True)
    try:
        shades = bytes(bitmap.buffer)
    finally:
        bitmap.close()
    return shades.count(shades[:1]) == len(shades) and not _has_broken_picture(page)


def _has_broken_picture(page: Any) -> bool:
    """Whether a page has a picture that cannot be shown, and so looks as if it had none."""
    for drawn in islice(page.get_objects(max_depth=_FORMS_WITHIN), _MOST_OBJECTS):
        if drawn.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            bitmap = pdfium.FPDFImageObj_GetBitmap(drawn.raw)
            if not bitmap:
                return True
            pdfium.FPDFBitmap_Destroy(bitmap)
    return False


def is_picture(page: Any, frame: Box) -> bool:
    """Whether a picture covers most of a page."""
    area = (frame[2] - frame[0]) * (frame[3] - frame[1])
    seen = 0
    for drawn in page.get_objects(max_depth=_FORMS_WITHIN):
        seen += 1
        if seen > _MOST_OBJECTS:
            return False
        if drawn.type != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        left, bottom, right, top = drawn.get_bounds()
        across = min(right, frame[2]) - max(left, frame[0])
        up = min(top, frame[3]) - max(bottom, frame[1])
        if drawn.container is not None or (
            across > 0 and up > 0 and across * up >= _LARGEST * area
        ):
            return True
    return False


def has_few_words(words: PageWords) -> bool:
    """Whether a page has no more words than a header."""
    return sum(len(word.text) for word in words.words) <= _FEW


def has_hidden_words(page: Any) -> bool:
    """Whether a page's words are invisible: those that text recognition laid over a scan."""
    textpage = page.get_textpage()
    try:
        count = pdfium.FPDFText_CountChars(textpage.raw)
        return any(
            pdfium.FPDFTextObj_GetTextRenderMode(drawn) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
            for index in {0, count // 2, max(0, count - 1)}
            if (drawn := pdfium.FPDFText_GetTextObject(textpage.raw, index))
        )
    finally:
        textpage.close()


def recognise(page: Any, number: int, frame: Box, reading: Reading) -> Recognised:
    """The words on the picture of a page. Raises Unreadable where recognition fails."""
    from noticecheck.read import ocr

    width, height = page.get_size()
    scale = min(_DOTS / 72, math.sqrt(MAX_PIXELS / (width * height)))
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        image = bitmap.to_pil().copy()
    finally:
        bitmap.close()
    scan = ocr.scan(image, width, height, reading)
    quarters = page.get_rotation() // 90

    def on_page(box: Box) -> Box:
        return _in_file(scan.on_page(box), quarters, frame)

    mean = sum(word.confidence for word in scan.words) / max(1, len(scan.words))
    seen = (0.0, 0.0, scan.width, scan.height)
    return Recognised(
        PageWords(number, seen, scan.words, rulings=scan.rulings, on_page=on_page), mean
    )


def _in_file(box: Box, quarters: int, frame: Box) -> Box:
    """Where a box stands on a page that is shown turned clockwise by so many quarters."""
    left, bottom, right, top = box
    width, height = frame[2] - frame[0], frame[3] - frame[1]
    if quarters == 1:
        left, bottom, right, top = width - top, left, width - bottom, right
    elif quarters == 2:
        left, bottom, right, top = width - right, height - top, width - left, height - bottom
    elif quarters == 3:
        left, bottom, right, top = bottom, height - right, top, height - left
    return left + frame[0], bottom + frame[1], right + frame[0], top + frame[1]
