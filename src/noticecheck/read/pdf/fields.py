"""What is put onto the pages of a PDF besides their own words: filled-in fields and notes."""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pypdfium2.raw as pdfium

from noticecheck.late import dataclass
from noticecheck.model import ANNOTATOR, Box
from noticecheck.read.layout import Word

_MOST = 2000
"""Fields and notes of a page that are read."""
_LONGEST = 20_000
"""Characters of one."""
_HIDDEN = 2 | 32
_NOTES = (pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_HIGHLIGHT)
"""Kinds of what noticecheck notes on a letter."""
_SIZE = 11.0
"""Of the letters of a field, where it does not say."""
_WIDTH = 0.5
"""Of a usual letter, by its size."""
_LEADING = 1.2


@dataclass(frozen=True, slots=True)
class Added:
    """What was put onto one page."""

    words: list[Word]
    """Those of fields and of text boxes, which a reader sees in their place."""
    notes: list[list[Word]]
    """Those of notes, which a reader sees on opening them."""
    empty: list[Box]
    """Fields that are seen, and hold nothing."""


@dataclass(frozen=True, slots=True)
class _Page:
    """The words that a page has itself, from the lowest to the highest."""

    words: list[Word]
    bottoms: list[float]

    def behind(self, box: Box) -> list[Word]:
        """Those within a box."""
        first = bisect_left(self.bottoms, box[1] - 2)
        last = bisect_right(self.bottoms, box[3])
        return [
            word
            for word in self.words[first:last]
            if box[0] < (word.box[0] + word.box[2]) / 2 < box[2] and word.box[3] < box[3] + 2
        ]


def take_off_own_notes(page: Any) -> None:
    """Of a page in memory, take off what noticecheck has noted on it before: it is no part of the
    letter, and text recognition would see it."""
    raw = page.raw
    for index in reversed(range(min(pdfium.FPDFPage_GetAnnotCount(raw), _MOST))):
        annotation = pdfium.FPDFPage_GetAnnot(raw, index)
        if not annotation:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        own = kind in _NOTES and _string(annotation, b"T") == ANNOTATOR
        pdfium.FPDFPage_CloseAnnot(annotation)
        if own:
            pdfium.FPDFPage_RemoveAnnot(raw, index)


def added_to(page: Any, words: Sequence[Word]) -> Added:
    """The words of the fields, text boxes and notes of a page with these words of its own."""
    added = Added([], [], [])
    first_line = words[-1].line + 1 if words else 0
    ordered = sorted(words, key=lambda word: word.box[1])
    own = _Page(ordered, [word.box[1] for word in ordered])
    raw = page.raw
    form = page.formenv.raw if page.formenv else None
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(raw), _MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(raw, index)
        if not annotation:
            continue
        try:
            first_line += _add(annotation, form, added, own, first_line)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return added


def _add(annotation: Any, form: Any, added: Added, own: _Page, line: int) -> int:
    """Adds the words of one annotation; how many lines it has."""
    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    if pdfium.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
        return 0
    rect = pdfium.FS_RECTF()
    if not pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(rect)):
        return 0
    box = (
        min(rect.left, rect.right), min(rect.bottom, rect.top),
        max(rect.left, rect.right), max(rect.bottom, rect.top),
    )  # fmt: skip
    if kind == pdfium.FPDF_ANNOT_WIDGET:
        text = _value(annotation, form)
        if not text.strip():
            added.empty.append(box)
    elif kind == pdfium.FPDF_ANNOT_FREETEXT:
        text = _string(annotation, b"Contents")
    elif kind != pdfium.FPDF_ANNOT_LINK and kind != pdfium.FPDF_ANNOT_POPUP:
        words = _string(annotation, b"Contents").split()
        if words:
            added.notes.append([Word(word, box, line, _SIZE) for word in words])
        return 1
    else:
        return 0
    size = ctypes.c_float()
    if not (
        form
        and pdfium.FPDFAnnot_GetFontSize(form, annotation, ctypes.byref(size))
        and 3 < size.value < 100
    ):
        size.value = min(_SIZE, max(4.0, 0.75 * (box[3] - box[1])))
    behind = own.behind(box) if text else []
    if behind and " ".join(word.text for word in behind) != text:
        # What a field covers is read before what it says.
        box = (max(word.box[2] for word in behind), *box[1:])
    placed = list(_placed(text, box, size.value, line))
    added.words.extend(placed)
    return placed[-1].line - line + 1 if placed else 0


def _value(annotation: Any, form: Any) -> str:
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, annotation) if form else -1
    if kind == -1:
        return _own_value(annotation)
    if kind in (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON):
        return "[x]" if pdfium.FPDFAnnot_IsChecked(form, annotation) else "[ ]"
    if kind not in (
        pdfium.FPDF_FORMFIELD_TEXTFIELD,
        pdfium.FPDF_FORMFIELD_COMBOBOX,
        pdfium.FPDF_FORMFIELD_LISTBOX,
    ):
        return ""
    return _read(
        lambda buffer, length: pdfium.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, length)
    )


def _own_value(annotation: Any) -> str:
    """The value of a field that no form holds, such as on a page taken out of one."""
    if _string(annotation, b"FT") != "Btn":
        return _string(annotation, b"V")
    state = _string(annotation, b"AS")
    return "[ ]" if state == "Off" else "[x]" if state else ""


def _string(annotation: Any, key: bytes) -> str:
    return _read(
        lambda buffer, length: pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, length)
    )


def _read(ask: Callable[[Any, int], int]) -> str:
    length = ask(None, 0)
    if not 2 < length <= 2 * _LONGEST:
        return ""
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    ask(buffer, length)
    return bytes(buffer)[: length - 2].decode("utf-16-le", "replace")


def _placed(text: str, box: Box, size: float, line: int) -> Iterator[Word]:
    """The words of a field, about where a reader sees them."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    single = len(lines) == 1 and box[3] - box[1] < 2 * _LEADING * size
    top = (box[1] + box[3]) / 2 + 0.5 * size if single else box[3] - 0.15 * size
    for part in lines:
        left = box[0] + 2
        for word in part.replace("[ ]", "[\u00a0]").split(" "):
            if not word.strip():
                continue
            width = len(word) * _WIDTH * size
            if left > box[0] + 2 and left + width > box[2] and not single:
                left, top, line = box[0] + 2, top - _LEADING * size, line + 1
            yield Word(
                word.replace("\u00a0", " "), (left, top - size, left + width, top), line, size
            )
            left += width + 0.25 * size
        top, line = top - _LEADING * size, line + 1
