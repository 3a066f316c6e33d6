"""PDF to text, page by page, in the order that PDFium reads; gaps between lines end paragraphs."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import quantiles
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from noticecheck.read.extract import Extract, Unreadable, normalise_lines
from noticecheck.read.formats import BROKEN, PASSWORD

# PDFium's sign for a hyphen at which a line was broken.
_LINE_HYPHEN = "\ufffe"
# A gap wider than this many times the usual distance of lines ends a paragraph.
_WIDE = 1.25
# A page with more unreadable characters than this share has a text layer that nobody can read.
_MOST_GARBLED = 0.3
SCAN = (
    "a scan without a text layer: run text recognition (OCR) on it, or ask for the letter as text"
)
_GARBLED = "its text layer cannot be decoded: print it to a new PDF with text recognition (OCR)"


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a page; bottom and height in points, None where PDFium knows no place."""

    text: str
    bottom: float | None
    height: float | None


def read_pdf(data: bytes) -> Extract:
    """The text of all pages, with the offset of each; pages without text are named in warnings."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD
        raise Unreadable(PASSWORD if locked else BROKEN["pdf"]) from error
    try:
        pages = [_read_page(document, index) for index in range(len(document))]
    finally:
        document.close()
    if not pages:
        raise Unreadable(BROKEN["pdf"])
    return _join(pages)


def _join(pages: Sequence[list[_Line]]) -> Extract:
    spacing = _usual_spacing(pages)
    text = ""
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    bare: list[int] = []
    garbled: list[int] = []
    for number, lines in enumerate(pages, 1):
        page = _page_text(lines, spacing)
        if _is_garbled(page):
            garbled.append(number)
            page = ""
        elif not page:
            bare.append(number)
        if page and text:
            # A sentence that runs on to the next page stays one paragraph.
            runs_on = page[0].islower() and text[-1] not in ".:;?!"
            parts.append("\n" if runs_on else "\n\n")
            length += len(parts[-1])
        starts.append(length)
        if page:
            parts.append(page)
            length += len(page)
            text = page
    if not text:
        raise Unreadable(_GARBLED if garbled else SCAN)
    warnings = []
    if bare:
        warnings.append(_about(bare, "has no text layer", "have no text layer"))
    if garbled:
        single, several = "has text that cannot be decoded", "have text that cannot be decoded"
        warnings.append(_about(garbled, single, several))
    return Extract("".join(parts), (), tuple(starts), tuple(warnings), bool(bare or garbled))


def _about(numbers: Sequence[int], single: str, several: str) -> str:
    if len(numbers) == 1:
        return f"page {numbers[0]} {single}: it was not read"
    first = ", ".join(str(number) for number in numbers[:-1])
    return f"pages {first} and {numbers[-1]} {several}: they were not read"


def _is_garbled(page: str) -> bool:
    odd = sum(1 for c in page if c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or c < "\t")
    return odd > len(page) * _MOST_GARBLED


def _read_page(document: Any, index: int) -> list[_Line]:
    try:
        page = document[index]
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError:
        # One broken page must not hide the others; it counts as a page without text.
        return []
    try:
        return _lines(textpage.raw, textpage.get_text_range(errors="replace"))
    finally:
        textpage.close()
        page.close()


def _lines(textpage: Any, text: str) -> list[_Line]:
    text = text.replace(_LINE_HYPHEN, "-\n")
    lines: list[_Line] = []
    # PDFium's own text has two characters at a line end, one at a hyphen.
    offset = 0
    for piece in text.splitlines(keepends=True):
        words = piece.rstrip("\r\n")
        clean = "".join(c for c in words if c >= " " or c == "\t").rstrip()
        if clean.strip():
            blanks = len(words) - len(words.lstrip())
            lines.append(_Line(clean, *_place(textpage, offset + blanks)))
        hyphenated = piece.endswith("-\n")
        offset += len(piece) - (1 if hyphenated else 0)
    return lines


def _place(textpage: Any, offset: int) -> tuple[float | None, float | None]:
    """Bottom and height of the character at an offset of PDFium's text."""
    index = pdfium.FPDFText_GetCharIndexFromTextIndex(textpage, offset)
    box = pdfium.FS_RECTF()
    if index < 0 or not pdfium.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(box)):
        return None, None
    height = abs(box.top - box.bottom)
    return (min(box.top, box.bottom), height) if height > 0 else (None, None)


def _distance(above: _Line, below: _Line) -> float | None:
    """How far one line stands below another, in heights of the smaller; None if unknown."""
    if above.bottom is None or below.bottom is None or not above.height or not below.height:
        return None
    return (above.bottom - below.bottom) / min(above.height, below.height)


def _usual_spacing(pages: Sequence[list[_Line]]) -> float | None:
    """The distance of lines within a paragraph: the lower quarter of all distances."""
    distances = [
        distance
        for lines in pages
        for above, below in pairwise(lines)
        if (distance := _distance(above, below)) is not None and 0.5 < distance < 4
    ]
    if len(distances) < 2:
        return None
    return quantiles(distances, n=4, method="inclusive")[0]


def _page_text(lines: Sequence[_Line], spacing: float | None) -> str:
    parts: list[str] = []
    for number, line in enumerate(lines):
        if number:
            distance = _distance(lines[number - 1], line)
            # A jump upwards leads to another column or box.
            wide = distance is not None and (
                distance < -0.5 or (spacing is not None and distance > spacing * _WIDE)
            )
            parts.append("\n\n" if wide else "\n")
        parts.append(line.text)
    return normalise_lines("".join(parts))
