"""The program tesseract: whether it is there, and the words that it sees in a picture."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from noticecheck.late import dataclass, regex
from noticecheck.read.extract import Unreadable
from noticecheck.read.program import started

if TYPE_CHECKING:
    from PIL.Image import Image

LANGUAGES = ("eng", "cym")
"""Those in which authorities of the United Kingdom write; used as far as they are installed."""
TOO_SLOW = "text recognition takes too long: scan it again at 300 dpi in black and white"
FAILED = "the program tesseract failed: check that it runs by itself (tesseract --list-langs)"

_NO_PILLOW = "install noticecheck with the extra ocr (pip install 'noticecheck[ocr]')"
_NO_PROGRAM = "install the program tesseract (Debian, Ubuntu: apt install tesseract-ocr)"
_NO_ENGLISH = "install English for tesseract (Debian, Ubuntu: apt install tesseract-ocr-eng)"
_ANSWER_SECONDS = 10.0

_BOX = regex(r"\bbbox (\d+) (\d+) (\d+) (\d+)")
_CONFIDENCE = regex(r"\bx_wconf (\d+)")
_SLOPE = regex(r"\bbaseline (-?[\d.]+)")
_SIZE = regex(r"\bx_size ([\d.]+)")
_ANGLE = regex(r"\btextangle (\d+)")


@dataclass(frozen=True, slots=True)
class Sign:
    """A word as the program sees it; left, top, right and bottom in pixels from the upper left."""

    text: str
    box: tuple[int, int, int, int]
    confidence: float


@dataclass(frozen=True, slots=True)
class Row:
    """A line of words."""

    signs: tuple[Sign, ...]
    size: float
    """From the top of its ascenders to the bottom of its descenders, in pixels."""
    slope: float
    """How far it falls to the right, in pixels per pixel."""
    turned: int
    """By how many quarters of a circle it is turned to the left."""


def why_not() -> str | None:
    """What to do before text can be recognised; None when nothing is missing."""
    try:
        import PIL.Image  # noqa: F401
    except ImportError:
        return _NO_PILLOW
    if shutil.which("tesseract") is None:
        return _NO_PROGRAM
    try:
        return None if "eng" in languages() else _NO_ENGLISH
    except Unreadable as failure:
        return str(failure)


def languages() -> tuple[str, ...]:
    """Those of LANGUAGES that are installed."""
    listed = _run(["--list-langs"], b"", _ANSWER_SECONDS).decode("utf-8", "replace").split()
    return tuple(language for language in LANGUAGES if language in listed)


def rows(picture: Image, seconds: float, block: bool = False) -> list[Row]:
    """The lines of a grey picture in reading order; raises Unreadable when time is up.

    With `block` it is one of a few lines below one another, and no page.
    """
    # As it stands between the two programs: a letter must not be left behind in a folder.
    data = BytesIO()
    picture.save(data, "PPM")
    spoken = "+".join(languages())
    # Page segmentation 1: finds which way is up, columns and tables; 6: one block of lines.
    arguments = ["stdin", "stdout", "-l", spoken, "--psm", "6" if block else "1", "hocr"]
    return list(_rows(_run(arguments, data.getvalue(), seconds)))


def _run(arguments: Sequence[str], given: bytes, seconds: float) -> bytes:
    # More threads than one slow it down.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        with started(["tesseract", *arguments], environment, piped=True) as process:
            answer, _ = process.communicate(given, seconds)
    except subprocess.TimeoutExpired:
        raise Unreadable(TOO_SLOW) from None
    except OSError as error:
        raise Unreadable(FAILED) from error
    if process.returncode:
        raise Unreadable(FAILED)
    return answer


def _rows(hocr: bytes) -> Iterator[Row]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=True)
    try:
        root = etree.fromstring(hocr, parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise Unreadable(FAILED)
    for element in root.iter("{*}span"):
        if element.get("class") in ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"):
            row = _row(element)
            if row.signs:
                yield row


def _row(line: etree._Element) -> Row:
    title = line.get("title", "")
    signs = []
    for element in line.iter("{*}span"):
        if element.get("class") != "ocrx_word":
            continue
        about = element.get("title", "")
        text = "".join("".join(str(piece) for piece in element.itertext()).split())
        box = _BOX.search(about)
        if text and box:
            left, top, right, bottom = (int(number) for number in box.groups())
            confidence = _number(_CONFIDENCE, about) / 100
            signs.append(Sign(text, (left, top, right, bottom), confidence))
    turned = round(_number(_ANGLE, title) / 90) % 4
    return Row(tuple(signs), _number(_SIZE, title), _number(_SLOPE, title), turned)


def _number(pattern: re.Pattern[str], title: str) -> float:
    found = pattern.search(title)
    return float(found[1]) if found else 0.0
