"""Sources that are read from the top: tables in JSON lines or CSV, and mailboxes.

They are cut at the starts of records, which are found by reading the file once; a worker then
reads no more than the bytes of its own piece.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator
from typing import IO

from noticecheck.audit.given import row_item
from noticecheck.audit.pieces import Columns, Item, Kind, Piece, Size, Trouble
from noticecheck.audit.places import open_file
from noticecheck.errors import ReadError
from noticecheck.late import regex
from noticecheck.read.limits import MAX_BYTES
from noticecheck.read.text import of_bytes

_QUOTED = regex(rb"^>(>*From )", re.MULTILINE)
_TOO_LONG = "a record of more than 50 MB: take it out"
_SEPARATORS = ",;\t"
_BOM = b"\xef\xbb\xbf"


def jsonl_pieces(url: str, label: str, size: Size) -> Iterator[Piece | Trouble]:
    """A file with one JSON object a line."""
    yield from _cut("jsonl", url, label, size, ())


def csv_pieces(url: str, label: str, size: Size) -> Iterator[Piece | Trouble]:
    """A file with one record a row, under a row of names."""
    try:
        with open_file(url) as file:
            head = of_bytes(file.readline(MAX_BYTES)).removeprefix("\ufeff")
    except ReadError as error:
        yield Trouble(label, error.reason)
        return
    if "\0" in head:
        yield Trouble(label, "a table in UTF-16, or none: save it as CSV in UTF-8")
        return
    separator = max(_SEPARATORS, key=head.count)
    names = next(_csv_rows(iter([head]), separator), [])
    if not names:
        yield Trouble(label, "an empty table: its first row must name its columns")
        return
    # The separator travels before the names.
    yield from _cut("csv", url, label, size, (separator, *(name.strip() for name in names)))


def mbox_pieces(url: str, label: str, size: Size) -> Iterator[Piece | Trouble]:
    """A mailbox: one mail after the other, each after a line that begins with "From "."""
    yield from _cut("mbox", url, label, size, ())


def items(piece: Piece, columns: Columns) -> Iterator[Item]:
    """The letters of a piece of any of these; raises ReadError."""
    with open_file(piece.url) as file:
        file.seek(piece.start)
        data = file.read(piece.end - piece.start)
    if piece.kind == "mbox":
        yield from _mails(data, piece)
        return
    rows = _json_rows(data) if piece.kind == "jsonl" else _named_rows(data, piece)
    for number, row in enumerate(rows, piece.first):
        own = f"{piece.label}#{number}"
        yield row_item(row, own, piece.url, columns)


def _cut(
    kind: Kind, url: str, label: str, size: Size, names: tuple[str, ...]
) -> Iterator[Piece | Trouble]:
    """The pieces of a file, each with the digest of its bytes."""
    try:
        with open_file(url) as file:
            first = count = number = 0
            start = held_from = 0
            digest = hashlib.sha256()
            for start, record in _records(kind, file, names[0] if names else ","):
                if count and (count >= size.of(number) or start - held_from >= size.bytes):
                    yield Piece(
                        kind, url, label, first + 1, count, held_from, start, names,
                        digest.hexdigest()[:16],
                    )  # fmt: skip
                    first, count, digest = first + count, 0, hashlib.sha256()
                    number += 1
                if not count:
                    held_from = start
                count += 1
                digest.update(record)
            if count:
                yield Piece(
                    kind, url, label, first + 1, count, held_from, start + len(record), names,
                    digest.hexdigest()[:16],
                )  # fmt: skip
    except (ReadError, csv.Error, OSError) as error:
        reason = error.reason if isinstance(error, ReadError) else str(error)
        yield Trouble(label, reason)


def _records(kind: Kind, file: IO[bytes], separator: str) -> Iterator[tuple[int, bytes]]:
    """Each record of a file: the offset at which it starts, and its bytes."""
    if kind == "mbox":
        return _mail_records(file)
    return _line_records(file) if kind == "jsonl" else _csv_records(file, separator)


def _line_records(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    offset = 0
    for line in file:
        if line.strip():
            yield offset, line
        offset += len(line)


def _csv_records(file: IO[bytes], separator: str) -> Iterator[tuple[int, bytes]]:
    """The rows below the first; what ends one is for the library to say, so it reads them all."""
    held: list[bytes] = []
    read = start = 0

    def text() -> Iterator[str]:
        nonlocal read
        for line in file:
            read += len(line)
            held.append(line)
            # Commas and quotation marks are the same in every encoding that is read.
            yield line.decode("latin-1")

    for number, row in enumerate(_csv_rows(text(), separator)):
        if number and row:
            yield start, b"".join(held)
        held.clear()
        start = read


def _mail_records(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    held: list[bytes] = []
    start = offset = 0
    blank = True
    for line in file:
        if held and blank and line.startswith(b"From "):
            yield start, b"".join(held)
            held, start = [], offset
        held.append(line)
        offset += len(line)
        blank = not line.strip()
    if held:
        yield start, b"".join(held)


def _csv_rows(lines: Iterator[str], separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_BYTES)
    return csv.reader(lines, delimiter=separator)


def _json_rows(data: bytes) -> Iterator[dict[str, object] | str]:
    """Each line as an object, or the reason why it is none."""
    for _, line in _line_records(io.BytesIO(data)):
        try:
            row = json.loads(line.removeprefix(_BOM))
        except (ValueError, RecursionError):
            yield "no JSON on this line: check how the table was written"
            continue
        yield row if isinstance(row, dict) else "no JSON object on this line"


def _named_rows(data: bytes, piece: Piece) -> Iterator[dict[str, object]]:
    lines = io.StringIO(of_bytes(data), newline="")
    try:
        for row in _csv_rows(lines, piece.names[0]):
            if row:
                yield dict(zip(piece.names[1:], row, strict=False))
    except csv.Error as error:
        raise ReadError(piece.label, f"no CSV from here on ({error})") from None


def _mails(data: bytes, piece: Piece) -> Iterator[Item]:
    for number, (_, mail) in enumerate(_mail_records(io.BytesIO(data)), piece.first):
        body = mail.partition(b"\n")[2] if mail.startswith(b"From ") else mail
        yield Item(f"{piece.label}#{number}.eml", data=_QUOTED.sub(rb"\1", body))
