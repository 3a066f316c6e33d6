"""Letters that were saved as pictures, one a page: which pictures are one letter, and its text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from noticecheck.late import regex
from noticecheck.read.archive import Member
from noticecheck.read.extract import Extract, Reading, Unreadable, one_line
from noticecheck.read.formats import IMAGE_SUFFIXES, suffix_of
from noticecheck.read.limits import MAX_RECOGNISED_PAGES

_MADE_OF = "the pictures {} to {} were read as the pages of one letter"

if TYPE_CHECKING:
    from PIL.Image import Image

_NUMBERED = regex(r"(?P<stem>.*?)(?P<number>\d{1,9})\)?\.\w+", re.DOTALL)
"""The last number of a name: 2 of "scan (2).jpg"."""


def runs(files: Sequence[Member]) -> list[list[Member]]:
    """Files in their order; pictures with numbers that run on are the pages of one letter."""
    series: dict[object, list[tuple[int, Member]]] = {}
    for place, member in enumerate(files):
        found = _NUMBERED.fullmatch(member.name)
        suffix = suffix_of(member.name)
        if found is None or member.reason or suffix not in IMAGE_SUFFIXES:
            series[place] = [(0, member)]
        else:
            key = (found["stem"].lower(), suffix)
            series.setdefault(key, []).append((int(found["number"]), member))
    return [run for numbered in series.values() for run in _split(numbered)]


def _split(numbered: list[tuple[int, Member]]) -> Iterator[list[Member]]:
    """The pictures of one series, anew wherever a number is missing or comes twice."""
    run: list[Member] = []
    last = 0
    for number, member in sorted(numbered, key=lambda one: one[0]):
        if run and number != last + 1:
            yield run
            run = []
        run.append(member)
        last = number
    yield run


def packed(pages: Sequence[Member]) -> bytes:
    """The pages of one letter as one file: an archive that has nothing else in it."""
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for page in pages:
            archive.writestr(page.name, page.data)
    return buffer.getvalue()


def read_pages(pages: Sequence[Member], reading: Reading) -> Extract:
    """The text of a letter whose pages are pictures; raises Unreadable."""
    from noticecheck.read.ocr import read_image, why_not

    if len(pages) == 1 or why_not():
        return read_image(pages[0].data, reading)
    unread: list[str] = []
    pictures: list[Image] = []
    resolution = 0.0
    for page in pages[: MAX_RECOGNISED_PAGES + 1]:
        try:
            frames = list(_frames(page.data))
        except Unreadable as reason:
            unread.append(f"{one_line(page.name)} was not read: {reason}")
            continue
        pictures.extend(image for image, _ in frames)
        resolution = resolution or frames[0][1]
    if not pictures:
        raise Unreadable(unread[0])
    extract = read_image(_one_file(pictures, resolution), reading)
    made_of = _MADE_OF.format(one_line(pages[0].name), one_line(pages[-1].name))
    return replace(
        extract,
        warnings=(made_of, *extract.warnings, *unread),
        incomplete=extract.incomplete or bool(unread),
    )


def _frames(data: bytes) -> Iterator[tuple[Image, float]]:
    """The pictures in one file, upright and in grey, each with its dots per inch."""
    from noticecheck.read.ocr.picture import frames

    for frame in frames(data, MAX_RECOGNISED_PAGES):
        if frame.image is not None:
            yield frame.image, frame.image.width / frame.width * 72


def _one_file(pictures: Sequence[Image], resolution: float) -> bytes:
    """The pictures as the pages of one TIFF."""
    buffer = io.BytesIO()
    pictures[0].save(
        buffer, "TIFF", save_all=True, append_images=pictures[1:],
        compression="tiff_adobe_deflate", dpi=(resolution, resolution),
    )  # fmt: skip
    return buffer.getvalue()
