"""Pages of a PDF whose drawing cannot be decoded in whole: PDFium shows what it can, and says
nothing of the rest.

PDFium does not give out the drawing of a page as it is stored. So the pages are copied into a new
document, which PDFium writes in one simple way: unencrypted, each object in its own place.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdfium2

from noticecheck.late import regex

_MOST = 64 * 1024 * 1024
"""Bytes of one page's drawing, decoded; of more, only the beginning is looked at."""
_MOST_COPIED = 500 * 1024 * 1024
"""Bytes of copies, until no more pages are named."""
_REFERENCE = regex(rb"(\d+) 0 R")
_CONTENTS = regex(rb"/Contents\s?(\[[\d R]*\]|\d+ 0 R)")
_PAGE = regex(rb"/Type ?/Page(?![A-Za-z])")
_FORM = regex(rb"/Subtype ?/Form(?![A-Za-z])")
_FILTERS = regex(rb"/Filter ?(\[[^\]]*\]|/\w+)")
_LENGTH = regex(rb"/Length (\d+)")
_OPERATOR = regex(
    rb"(?<![^\s\]>)])(?:q|Q|BT|ET|Tj|TJ|Td|Tf|cm|gs|re|BMC|BDC|EMC|Do|Tm|m|l|n|f|S|W)(?![^\s\[(</%])"
)
_OTHER_FILTERS = frozenset((b"LZWDecode", b"RunLengthDecode", b"LZW", b"RL"))
"""Those that are not looked into."""


class _Damaged(Exception):  # noqa: N818 - it never leaves this module
    """A stream cannot be decoded in whole."""


def damaged_pages(document: Any, count: int) -> list[int]:
    """Those of the first pages, counted from 1, on which a part of the drawing is lost."""
    pages = list(range(count))
    whole = _copy(document, pages)
    if whole is not None and not _is_damaged(whole):
        return []
    found: list[int] = []
    copied = 0
    for page in pages:
        # A page that cannot be copied is a broken one, and told as such.
        written = _copy(document, [page]) or b""
        copied += len(written)
        if _is_damaged(written):
            found.append(page + 1)
        if copied > _MOST_COPIED:
            break
    return found


def _copy(document: Any, pages: list[int]) -> bytes | None:
    """A new file of these pages; None where one cannot be copied."""
    copy = pypdfium2.PdfDocument.new()
    written = BytesIO()
    try:
        copy.import_pages(document, pages)
        copy.save(written)
    except pypdfium2.PdfiumError:
        return None
    finally:
        copy.close()
    return written.getvalue()


def _is_damaged(written: bytes) -> bool:
    return any(map(_is_lost, _drawings(_objects(written))))


def _objects(data: bytes) -> dict[int, bytes]:
    """The objects of a file as PDFium writes it, by their numbers."""
    tail = data.rfind(b"startxref")
    table = data.rfind(b"\nxref", 0, tail)
    offsets = sorted(int(at) for at in re.findall(rb"(\d{10}) 00000 n", data[table:tail]))
    objects: dict[int, bytes] = {}
    for start, end in zip(offsets, [*offsets[1:], table], strict=True):
        number, found, body = data[start:end].partition(b" 0 obj\r\n")
        if found and number.isdigit():
            objects[int(number)] = body
    return objects


def _drawings(objects: dict[int, bytes]) -> Iterator[list[bytes]]:
    """The streams of each page, and of each form that pages show."""
    for body in objects.values():
        head = body.partition(b"stream\r\n")[0]
        if _FORM.search(head):
            yield [body]
        elif _PAGE.search(head) and (contents := _CONTENTS.search(head)):
            yield list(_streams(contents[1], objects, nested=True))


def _streams(references: bytes, objects: dict[int, bytes], nested: bool) -> Iterator[bytes]:
    for reference in _REFERENCE.findall(references):
        body = objects.get(int(reference), b"")
        if body.startswith(b"[") and nested:
            yield from _streams(body, objects, nested=False)
        else:
            yield body


def _is_lost(streams: list[bytes]) -> bool:
    try:
        drawn = b"\n".join(_decoded(stream) for stream in streams).strip(b"\0 \t\r\n\f")
    except _Damaged:
        return True
    return bool(drawn) and not _OPERATOR.search(drawn)


def _decoded(body: bytes) -> bytes:
    """The bytes of a stream; an operator that does nothing for those that are not looked into.

    Raises _Damaged.
    """
    head, _, rest = body.partition(b"stream\r\n")
    length = _LENGTH.search(head)
    if length is None:
        return b""
    data = rest[: int(length[1])]
    found = _FILTERS.search(head)
    for name in re.findall(rb"/(\w+)", found[1]) if found else []:
        if name in _OTHER_FILTERS:
            return b"n"
        if name in (b"FlateDecode", b"Fl"):
            data = _inflated(data)
        elif name in (b"ASCII85Decode", b"A85"):
            data = _from_text(data)
        elif name in (b"ASCIIHexDecode", b"AHx"):
            return b"n"
        else:
            raise _Damaged
    return b"n" if b"/DecodeParms" in head else data


def _inflated(data: bytes) -> bytes:
    # Many programs cut off the sum at the end: it counts only where it is there.
    if len(data) < 2 or data[0] & 15 != 8 or (data[0] << 8 | data[1]) % 31:
        raise _Damaged
    opened = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        inflated = opened.decompress(data[2:], _MOST)
    except zlib.error:
        raise _Damaged from None
    if len(inflated) >= _MOST:
        return inflated
    told = opened.unused_data[:4]
    if not opened.eof or (len(told) == 4 and zlib.adler32(inflated) != int.from_bytes(told)):
        raise _Damaged
    return inflated


def _from_text(data: bytes) -> bytes:
    text = data.strip().removeprefix(b"<~")
    try:
        return base64.a85decode(text.partition(b"~")[0])
    except ValueError:
        raise _Damaged from None
