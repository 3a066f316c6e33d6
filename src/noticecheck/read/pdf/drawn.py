"""What is drawn on a page of a PDF besides its words: lines, coloured areas, pictures."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

from noticecheck.late import dataclass
from noticecheck.model import Box

_MOST_OBJECTS = 5000
"""Of a page that are looked at for ruling lines and pictures."""
_THIN = 3.0
_GROUND = 0.5
"""Of the width and of the height of a page: an area that covers more is no cell."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn on a page besides words."""

    rulings: list[Box]
    """Thin lines, and the edges of frames."""
    fills: list[Box]
    """Coloured areas."""
    pictures: bool


def drawn_on(page: Any, frame: Box) -> Drawn:
    """What is drawn on a page, of which this frame is seen."""
    raw = page.raw
    pictures = False
    rulings: list[Box] = []
    fills: list[Box] = []
    values = [ctypes.c_float() for _ in range(4)]
    left, bottom, right, top = values
    at = [ctypes.byref(value) for value in values]
    filling, stroke = ctypes.c_int(), ctypes.c_int()
    for index in range(min(pdfium.FPDFPage_CountObjects(raw), _MOST_OBJECTS)):
        drawn = pdfium.FPDFPage_GetObject(raw, index)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind != pdfium.FPDF_PAGEOBJ_PATH:
            # What a form holds is looked at only where pictures matter.
            pictures = pictures or kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)
            continue
        if not pdfium.FPDFPageObj_GetBounds(drawn, *at):
            continue
        pdfium.FPDFPath_GetDrawMode(drawn, ctypes.byref(filling), ctypes.byref(stroke))
        box = left.value, bottom.value, right.value, top.value
        if not (filling.value or stroke.value):
            continue
        if box[2] - box[0] <= _THIN or box[3] - box[1] <= _THIN:
            rulings.append(box)
        elif pdfium.FPDFPath_CountSegments(drawn) > 5:
            continue
        elif stroke.value:
            rulings += [
                (box[0], box[1], box[2], box[1]), (box[0], box[3], box[2], box[3]),
                (box[0], box[1], box[0], box[3]), (box[2], box[1], box[2], box[3]),
            ]  # fmt: skip
        elif not all(box[i + 2] - box[i] > _GROUND * (frame[i + 2] - frame[i]) for i in (0, 1)):
            fills.append(box)
    return Drawn(rulings, fills, pictures)
