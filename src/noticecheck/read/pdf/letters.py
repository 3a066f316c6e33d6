"""The characters of a page of a PDF, without the blanks that are none."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

from noticecheck.late import regex

_BLANK = regex(r"(?<=\S) (?=\S)")
_LETTERS = regex(r"\S\S")
_NEAR = 20
"""Characters among which two letters of a word are looked for."""
NO_BLANK = "\ufdd0"
"""Stands for a blank that PDFium made up within a word."""
_SPACED = 0.08
"""Of the height of letters: they stand apart if there is more between two of them."""
_LIKE_LETTERS = 1.3
"""Times the gap between letters: a gap no wider parts no words."""


def characters_of(raw: Any, count: int) -> str:
    """The characters of a page, one for each that PDFium counts."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(raw, 0, count, buffer)
    text = bytes(memoryview(buffer).cast("B")[: 2 * max(0, written - 1)]).decode(
        "utf-16-le", "replace"
    )
    if len(text) == count:
        return text
    # Some are left out, or are written as two: asked for one by one they keep their places.
    return "".join(_character(pdfium.FPDFText_GetUnicode(raw, i)) for i in range(count))


def _character(code: int) -> str:
    return "\ufffd" if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)


def without_blanks(raw: Any, text: str) -> str:
    """The characters without the blanks that PDFium made up in words whose letters stand apart."""
    made_up = [
        found.start()
        for found in _BLANK.finditer(text)
        if pdfium.FPDFText_IsGenerated(raw, found.start()) == 1
        and _is_within_word(raw, text, found.start())
    ]
    if not made_up:
        return text
    characters = list(text)
    for index in made_up:
        characters[index] = NO_BLANK
    return "".join(characters)


def _is_within_word(raw: Any, text: str, index: int) -> bool:
    """Whether a blank is no wider than the gap between the letters beside it."""
    gap, height = _gap(raw, index - 1, index + 1)
    if not 0 < gap < height:
        return False
    letters = _LETTERS.search(text, max(0, index - 2), index + _NEAR)
    if letters is None:
        return False
    usual, _ = _gap(raw, letters.start(), letters.start() + 1)
    return usual > _SPACED * height and gap < _LIKE_LETTERS * usual


def _gap(raw: Any, first: int, second: int) -> tuple[float, float]:
    """How far two letters of a line are apart, and how high the first is."""
    box = pdfium.FS_RECTF()
    at = ctypes.byref(box)
    if not pdfium.FPDFText_GetLooseCharBox(raw, first, at):
        return 0.0, 0.0
    right, height = box.right, box.top - box.bottom
    if not pdfium.FPDFText_GetLooseCharBox(raw, second, at):
        return 0.0, 0.0
    return box.left - right, height
