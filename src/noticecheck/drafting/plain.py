"""A mended letter as bytes, and the difference as `patch` reads it: plain text only.

Nothing of the letter is decoded and encoded again: what is added goes between its own bytes, in
its encoding, with its line ends.
"""

from __future__ import annotations

import difflib
import re
import textwrap
from collections.abc import Sequence
from itertools import pairwise

from noticecheck.drafting.mend import Insertion
from noticecheck.model import Document

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_NARROW, _WIDE = 50, 100
"""A letter whose lines are all in between is broken by hand, and so is what is added."""
_ASCII = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "..."})


def is_plain(data: bytes, document: Document) -> bool:
    """Whether lines of the bytes are those of the document, in an encoding whose bytes can be
    told apart: UTF-8 or Windows-1252, not UTF-16."""
    return b"\0" not in data and len(_lines(data)) == len(document.text.split("\n"))


def mended(data: bytes, document: Document, insertions: Sequence[Insertion]) -> bytes:
    """The bytes of the letter with the insertions in their places."""
    lines = _lines(data)
    end = _line_end(data)
    width = _width(document.text)
    for insertion in sorted(insertions, key=lambda one: one.offset, reverse=True):
        at = 0 if insertion.before else document.line(max(insertion.offset - 1, 0))
        added = [_encoded(line, data) for line in _wrapped(insertion.paragraphs, width)]
        lines[at:at] = _joined(lines, at, added, end)
    return b"".join(lines)


def difference(old: bytes, new: bytes, name: str) -> bytes:
    """A unified diff of two versions of a file."""
    path = name.encode("utf-8", "surrogateescape")
    pieces = difflib.diff_bytes(
        difflib.unified_diff, _by_feed(old), _by_feed(new), path, path, lineterm=b"\n"
    )
    shown = [p if p.endswith(b"\n") else p + b"\n\\ No newline at end of file\n" for p in pieces]
    return b"".join(shown)


def _lines(data: bytes) -> list[bytes]:
    """Lines with their ends; the last one is empty where the file ends with a line end."""
    found = [match.group() for match in _LINE.finditer(data)]
    if len(found) > 1 and not found[-1] and not found[-2].endswith((b"\r", b"\n")):
        found.pop()
    return found


def _by_feed(data: bytes) -> list[bytes]:
    """Lines as `patch` counts them."""
    return data.splitlines(keepends=True) if b"\r" not in data else re.findall(
        rb"[^\n]*\n|[^\n]+\Z", data
    )  # fmt: skip


def _line_end(data: bytes) -> bytes:
    windows = data.count(b"\r\n")
    ends = {b"\r\n": windows, b"\n": data.count(b"\n") - windows}
    ends[b"\r"] = data.count(b"\r") - windows
    return max(ends, key=lambda end: ends[end]) if any(ends.values()) else b"\n"


def _width(text: str) -> int | None:
    """How wide the lines of a letter are that is broken by hand; None for one that is not."""
    lines = text.split("\n")
    longest = max(map(len, lines), default=0)
    goes_on = sum(
        len(one) > longest * 0.7 and bool(below.strip()) for one, below in pairwise(lines)
    )
    return longest if _NARROW <= longest <= _WIDE and goes_on >= 2 else None


def _wrapped(paragraphs: Sequence[str], width: int | None) -> list[str]:
    lines: list[str] = []
    for paragraph in paragraphs:
        if lines:
            lines.append("")
        for line in paragraph.split("\n"):
            wrapped = textwrap.wrap(line, width, break_long_words=False) if width else [line]
            lines += wrapped or [""]
    return lines


def _encoded(line: str, data: bytes) -> bytes:
    """In the encoding of the letter; one in ASCII stays in ASCII."""
    if data.isascii():
        return line.translate(_ASCII).encode("utf-8")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return line.encode("cp1252", "replace")
    return line.encode("utf-8")


def _joined(lines: list[bytes], at: int, added: list[bytes], end: bytes) -> list[bytes]:
    """The added lines with a blank one on either side, where there is none already."""
    result = [line + end for line in added]
    before = lines[at - 1] if at else b""
    after = lines[at] if at < len(lines) else b""
    if at and before.strip():
        result.insert(0, end)
    if after.strip():
        result.append(end)
    if at and not before.endswith((b"\r", b"\n")):
        # The letter ends without a line end, and so does what is added to it.
        result.insert(0, end)
        result[-1] = result[-1].removesuffix(end)
    return result
