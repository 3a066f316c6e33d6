"""An update of a PDF: objects that are written behind its bytes, and the table that finds them."""

from __future__ import annotations

from io import BytesIO
from itertools import groupby

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

from noticecheck.annotate.before import MARK
from noticecheck.late import regex

_LAST_TABLE = regex(rb"startxref\s+(\d{1,12})\s")
_TABLE = regex(rb"\s*xref\b")
_STREAM = regex(rb"\s*\d+\s+\d+\s+obj\b")
_KEPT = ("/Root", "/Info", "/ID")
"""Of the trailer, what the last one has to say too."""


class Update:
    """Objects that are new or replace others of a file."""

    def __init__(self, reader: PdfReader, data: bytes) -> None:
        self._reader = reader
        self._data = data
        self._objects: dict[tuple[int, int], PdfObject] = {}
        known = [number for table in reader.xref.values() for number in table]
        self._next = max([int(reader.trailer.get("/Size", 0)), *known, *reader.xref_objStm]) + 1
        found = _LAST_TABLE.findall(data)
        self._previous = int(found[-1]) if found else -1
        self._as_stream = bool(_STREAM.match(data, max(0, self._previous)))
        self.is_sound = self._previous >= 0 and bool(
            self._as_stream or _TABLE.match(data, self._previous)
        )
        """The file says truly where its own table stands; one that does not was put together by the
        library, and what is added to it would make it no better."""

    def new_reference(self) -> IndirectObject:
        """A number for an object that is put later."""
        self._next += 1
        return IndirectObject(self._next - 1, 0, self._reader)

    def add(self, content: PdfObject) -> IndirectObject:
        """A new object."""
        reference = self.new_reference()
        self.put(reference, content)
        return reference

    def put(self, reference: IndirectObject, content: PdfObject) -> None:
        """The content of an object, a new one or one that the file has."""
        self._objects[reference.idnum, reference.generation] = content

    replace = put

    def written(self) -> bytes:
        """The bytes that come behind those of the file."""
        offset = len(self._data)
        out = BytesIO()
        out.write(MARK)
        at: dict[int, tuple[int, int]] = {}
        for (number, generation), content in sorted(self._objects.items()):
            at[number] = (offset + out.tell(), generation)
            out.write(b"%d %d obj\n" % (number, generation))
            content.write_to_stream(out)
            out.write(b"\nendobj\n")
        table = offset + out.tell()
        if self._as_stream:
            self._write_stream(out, at, table)
        else:
            self._write_table(out, at)
        out.write(b"startxref\n%d\n%%%%EOF\n" % table)
        return out.getvalue()

    def _write_table(self, out: BytesIO, at: dict[int, tuple[int, int]]) -> None:
        # The first entry, which is of no object, shows that the numbers are counted from 0.
        out.write(b"xref\n0 1\n0000000000 65535 f\r\n")
        for first, numbers in _runs(sorted(at)):
            out.write(b"%d %d\n" % (first, len(numbers)))
            for number in numbers:
                out.write(b"%010d %05d n\r\n" % at[number])
        trailer = self._trailer(DecodedStreamObject(), self._next)
        out.write(b"trailer\n<<\n")
        for name, content in trailer.items():
            name.write_to_stream(out)
            out.write(b" ")
            content.write_to_stream(out)
            out.write(b"\n")
        out.write(b">>\n")

    def _write_stream(self, out: BytesIO, at: dict[int, tuple[int, int]], table: int) -> None:
        own = self._next
        at = {**at, own: (table, 0)}
        stream = self._trailer(DecodedStreamObject(), own + 1)
        stream[NameObject("/Type")] = NameObject("/XRef")
        index = [n for first, numbers in _runs(sorted(at)) for n in (first, len(numbers))]
        stream[NameObject("/Index")] = ArrayObject([NumberObject(n) for n in index])
        stream[NameObject("/W")] = ArrayObject([NumberObject(n) for n in (1, 5, 2)])
        rows = [at[number] for number in sorted(at)]
        stream.set_data(
            b"".join(b"\1" + o.to_bytes(5, "big") + g.to_bytes(2, "big") for o, g in rows)
        )
        out.write(b"%d 0 obj\n" % own)
        stream.write_to_stream(out)
        out.write(b"\nendobj\n")

    def _trailer(self, into: StreamObject, size: int) -> StreamObject:
        into[NameObject("/Size")] = NumberObject(size)
        into[NameObject("/Prev")] = NumberObject(self._previous)
        for name in _KEPT:
            if name in self._reader.trailer:
                into[NameObject(name)] = self._reader.trailer.raw_get(name)
        return into


def _runs(numbers: list[int]) -> list[tuple[int, list[int]]]:
    """Numbers that follow one another, with the first of each run."""
    grouped = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    runs = [[number for _, number in pairs] for _, pairs in grouped]
    return [(run[0], run) for run in runs]
