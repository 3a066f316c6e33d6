"""A page of a PDF to its words, with their boxes; turned pages stand upright."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from noticecheck.late import dataclass, regex
from noticecheck.model import Box
from noticecheck.read.layout import PageWords, Word
from noticecheck.read.pdf.drawn import drawn_on
from noticecheck.read.pdf.letters import NO_BLANK, characters_of, without_blanks

_WORD = regex("[^\\s\x00-\x1f\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
# PDFium's signs for a hyphen at which a line was broken.
_LINE_HYPHENS = "\x02\ufffe"
_ASCENT, _DESCENT = 0.78, 0.22
"""Of the size of the letters, above and below the line that they stand on."""
_SKEW = math.radians(12)
"""Text that leans no more than this is upright: a scan put in askew."""
_EXACT = 0.001
_RAISED = 0.85
"""Of the size of the word before: the letters of a note's number are smaller."""
_HUGE = 1e6
"""Points: no page is so large."""
_BOLD_NAMES = regex(r"(?i)bold|black|heavy|demi")
_BOLD_WEIGHT = 600
_BOLD_FLAG = 1 << 18
_NOTE_BEHIND = regex(r"""\d[.,;:!?)\]"'’”]{0,3}$""")


@dataclass(frozen=True, slots=True)
class Raw:
    """The words of one page as it holds them."""

    words: PageWords
    frame: Box
    """What is seen of the page, as it is in the file."""
    outside: int
    """Words that lie beyond what is seen of the page."""
    characters: int
    pictures: bool
    """Whether there are pictures on the page."""


@dataclass(frozen=True, slots=True)
class _Style:
    """How the letters of a run of words stand."""

    quarter: int | None
    """By how many quarters of a circle they are turned to the left; None for letters that lean."""
    size: float
    origin: tuple[float, float] | None
    """Where the first of them stands, for letters that are exactly upright or turned."""
    bold: bool


def words_of(page: Any, number: int, limit: int) -> Raw:
    """The words of a page; no more than `limit` characters of it."""
    frame = _frame(page)
    textpage = page.get_textpage()
    try:
        raw = textpage.raw
        count = min(max(0, pdfium.FPDFText_CountChars(raw)), limit)
        found = list(_found(raw, without_blanks(raw, characters_of(raw, count))))
    finally:
        textpage.close()
    turn = _usual_turn(found)
    upright: list[Word] = []
    aside: dict[int, list[Word]] = {}
    outside = 0
    for word, quarter in found:
        left, bottom, right, top = word.box
        if right < frame[0] or left > frame[2] or top < frame[1] or bottom > frame[3]:
            outside += 1
        elif quarter == turn:
            upright.append(_turned(word, turn) if turn else word)
        else:
            aside.setdefault(word.line, []).append(_turned(word, turn) if turn else word)
    drawn = drawn_on(page, frame)
    words = PageWords(
        number,
        turned(frame, turn),
        upright,
        [turned(box, turn) for box in drawn.rulings],
        list(aside.values()),
        lambda box: turned(box, -turn),
        [turned(box, turn) for box in drawn.fills],
    )
    return Raw(words, frame, outside, count, drawn.pictures)


def turned(box: Box, turn: int) -> Box:
    """A box turned about the origin by so many quarters, clockwise."""
    left, bottom, right, top = box
    if turn % 4 == 1:
        return bottom, -right, top, -left
    if turn % 4 == 2:
        return -right, -top, -left, -bottom
    if turn % 4 == 3:
        return -top, left, -bottom, right
    return box


def _turned(word: Word, turn: int) -> Word:
    box = turned(word.box, turn)
    return Word(word.text, box, word.line, word.size, word.confidence, word.bold)


def _frame(page: Any) -> Box:
    """What is seen of a page: its crop box, or else its media box."""
    left, bottom, right, top = page.get_bbox()
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _usual_turn(found: list[tuple[Word, int | None]]) -> int:
    counts: Counter[int] = Counter()
    for word, quarter in found:
        if quarter is not None:
            counts[quarter] += len(word.text)
    return counts.most_common(1)[0][0] if counts else 0


def _found(raw: Any, text: str) -> Iterator[tuple[Word, int | None]]:
    """The words of a page's characters, each with the quarters that it is turned by; None for a
    word that leans."""
    box = pdfium.FS_RECTF()
    at = ctypes.byref(box)
    loose = pdfium.FPDFText_GetLooseCharBox
    line = 0
    position = 0
    style: _Style | None = None
    known: tuple[float, float, float, float] | None = None
    for match in _WORD.finditer(text):
        start, end = match.span()
        if start > position and "\n" in text[position:start]:
            line += 1
            known = None
        position = end
        words = match.group()
        if not loose(raw, start, at):
            continue
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        # Words that stand on one line and are as high are in one style.
        alike = known is not None and (
            (known[1] == bottom and known[3] == top) or (known[0] == left and known[2] == right)
        )
        if style is None or not alike:
            style = _style(raw, start)
            known = (left, bottom, right, top)
        if end - start > 1 and loose(raw, end - 1, at):
            left, bottom = min(left, box.left), min(bottom, box.bottom)
            right, top = max(right, box.right), max(top, box.top)
            if style.quarter == 0 and _NOTE_BEHIND.search(words):
                words = _with_note(raw, words, start, bottom, top)
        words = words.replace(NO_BLANK, "")
        if not all(-_HUGE < value < _HUGE for value in (left, bottom, right, top)):
            continue
        size = style.size or max(1.0, top - bottom)
        if style.origin is not None:
            # Fonts say all kinds of things about the height of their letters.
            across, up = style.origin
            if style.quarter == 0:
                bottom, top = up - _DESCENT * size, up + _ASCENT * size
            elif style.quarter == 1:
                left, right = across - _ASCENT * size, across + _DESCENT * size
            elif style.quarter == 2:
                bottom, top = up - _ASCENT * size, up + _DESCENT * size
            else:
                left, right = across - _DESCENT * size, across + _ASCENT * size
        if words[-1] in _LINE_HYPHENS:
            words = words[:-1] + "-"
            line += 1
            known = None
        word = Word(
            words, (left, bottom, max(left, right), max(bottom, top)), line, size, 1.0, style.bold
        )
        yield word, style.quarter


def _with_note(raw: Any, words: str, start: int, bottom: float, top: float) -> str:
    """A word with the number of a note behind it, in small raised figures, in brackets."""
    box = pdfium.FS_RECTF()
    at = ctypes.byref(box)
    end = len(words.rstrip(".,;:!?)]\"'’”"))
    cut = end
    while cut > 1 and end - cut < 3 and words[cut - 1].isdecimal():
        if not pdfium.FPDFText_GetLooseCharBox(raw, start + cut - 1, at):
            break
        small = box.top - box.bottom < _RAISED * (top - bottom)
        if not small or (box.bottom + box.top) / 2 < (bottom + top) / 2:
            break
        cut -= 1
    return f"{words[:cut]}[{words[cut:end]}]{words[end:]}" if 0 < end - cut < 3 else words


def _style(raw: Any, index: int) -> _Style:
    matrix = pdfium.FS_MATRIX()
    angle, scale = 0.0, 1.0
    if pdfium.FPDFText_GetMatrix(raw, index, ctypes.byref(matrix)):
        angle = math.atan2(matrix.b, matrix.a)
        scale = math.hypot(matrix.c, matrix.d)
    size = pdfium.FPDFText_GetFontSize(raw, index) * scale
    if not 0.1 < size < _HUGE:
        size = 0.0
    quarter = round(angle / (math.pi / 2)) % 4
    lean = abs((angle + math.pi / 4) % (math.pi / 2) - math.pi / 4)
    across, up = ctypes.c_double(), ctypes.c_double()
    origin: tuple[float, float] | None = None
    if (
        size
        and lean < _EXACT
        and pdfium.FPDFText_GetCharOrigin(raw, index, ctypes.byref(across), ctypes.byref(up))
    ):
        origin = across.value, up.value
    return _Style(quarter if lean < _SKEW else None, size, origin, _is_bold(raw, index))


def _is_bold(raw: Any, index: int) -> bool:
    if pdfium.FPDFText_GetFontWeight(raw, index) >= _BOLD_WEIGHT:
        return True
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(raw, index, name, 128, ctypes.byref(flags))
    if flags.value & _BOLD_FLAG:
        return True
    return (
        0 < length <= 128 and _BOLD_NAMES.search(name.value.decode("utf-8", "replace")) is not None
    )
