"""The parts of a source that are worked on at once, and the letters in them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Literal

from noticecheck.audit.rows import NOTHING, NOWHERE, Given, Place
from noticecheck.late import dataclass

_FIRST = 16

Kind = Literal["files", "jsonl", "csv", "mbox", "parquet"]


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table are called that hold a letter and what is known of it."""

    text: str = "text"
    path: str = "path"
    id: str = "id"
    authority: str = "authority"
    date: str = "date"


@dataclass(frozen=True, slots=True)
class Size:
    """At how many letters, or bytes, a part of a source ends."""

    letters: int = 128
    bytes: int = 16 * 1024 * 1024

    def of(self, number: int) -> int:
        """The letters of a piece, by its number in its source, counted from 0.

        The first are small, so that a few letters keep all workers busy too, and news come soon.
        """
        return min(self.letters, _FIRST << min(number // 2, 20))


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters of one source, by where they stand in it."""

    kind: Kind
    url: str
    """The folder or archive that the names of files are from, or the table."""
    label: str
    """What comes before the names of its letters."""
    first: int
    """The number of its first letter in its source, counted from 1."""
    count: int
    start: int = 0
    """The first byte; in Parquet, the row group."""
    end: int = 0
    """The byte after the last; in Parquet, the first row of the row group."""
    names: tuple[str, ...] = ()
    """Of the files; of a CSV file what stands between its columns, then their names."""
    stamp: str = ""
    """Differs where the source has been changed."""
    source: str = ""
    """The folder, archive or table as the command named it; empty where the names of the files say
    it all."""

    def to_json(self) -> str:
        return json.dumps(asdict(self), separators=(",", ":"))


def from_json(line: str) -> Piece:
    """The piece that `to_json` wrote."""
    data: dict[str, Any] = json.loads(line)
    return Piece(**{**data, "names": tuple(data["names"])})


@dataclass(frozen=True, slots=True)
class Item:
    """A file or row that holds a letter, or several: its bytes, or where they are."""

    name: str
    given: Given = NOTHING
    data: bytes | None = None
    where: str = ""
    """The path or URL of the bytes, where they are not here."""
    inside: str = ""
    """The archive in which `where` is."""
    is_text: bool = False
    """It is text already, whatever its name says."""
    error: str = ""
    """Why there is no letter in it."""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Trouble:
    """A part of a source that cannot be read."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class File:
    """A file of a source: its name there, its size, and what changes when it does."""

    name: str
    size: int
    stamp: str


def cut(files: Iterator[File], url: str, label: str, size: Size) -> Iterator[Piece]:
    """Files in their order as pieces of no more than a size; one that is larger stands alone."""
    names: list[str] = []
    held, first, number = 0, 1, 0
    stamp = hashlib.sha256()

    def piece() -> Piece:
        return Piece(
            "files", url, label, first, len(names), names=tuple(names), stamp=stamp.hexdigest()[:16]
        )

    for file in files:
        if names and (len(names) >= size.of(number) or held + file.size > size.bytes):
            yield piece()
            first, number = first + len(names), number + 1
            names, held, stamp = [], 0, hashlib.sha256()
        names.append(file.name)
        held += file.size
        stamp.update(f"{file.name}\0{file.size}\0{file.stamp}\n".encode("utf-8", "surrogatepass"))
    if names:
        yield piece()
