"""ZIP archives of one case: their members, each with its name; nothing is unpacked to disk."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import count
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from noticecheck.late import dataclass, regex
from noticecheck.read.extract import Extract, Flow, Letter, Reading, Unreadable, one_line
from noticecheck.read.formats import BROKEN, PASSWORD, SUFFIXES, suffix_of, with_true_name
from noticecheck.read.limits import (
    MAX_BYTES,
    MAX_DIRECTORY,
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_UNPACKED,
    RATIO_FROM,
)
from noticecheck.read.wording import wording

if TYPE_CHECKING:
    import zipfile

_END = b"PK\x05\x06"
_LONGEST_COMMENT = 65_535
_BOMB = "it unpacks to far more than it holds: unpack it with care and check the letters one by one"
_TOO_LARGE = "it unpacks to more than 200 MB: take the letters out and check them alone"
_TOO_MANY = f"an archive of more than {MAX_MEMBERS} files: unpack it and check the folder"
# What programs leave in archives beside the files that a person put there.
_LEFTOVERS = regex(r"(?:^|/)(?:__MACOSX/|\.(?!\.?/)|Thumbs\.db$|desktop\.ini$|~\$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: its bytes, or the reason why they cannot be had."""

    name: str
    data: bytes = b""
    reason: str = ""

    @property
    def is_annex(self) -> bool:
        """It is named as something that belongs to a letter."""
        return wording().annex.search(PurePosixPath(self.name).stem) is not None

    @property
    def title(self) -> str:
        """What a letter calls it by: "annex a" of "03 Annex A - costs.pdf"."""
        found = wording().annex_title.search(PurePosixPath(self.name).stem)
        return " ".join(re.findall(r"[^\W_]+", found.group().lower())) if found else ""


def is_leftover(name: str) -> bool:
    """Whether a file of an archive is one that a program left there."""
    return _LEFTOVERS.search(name) is not None


def names_in(data: bytes) -> Sequence[str] | None:
    """The names of the members of an archive; None for one that is broken."""
    archive = open_archive(data)
    return None if archive is None else archive.namelist()


def open_archive(data: bytes) -> zipfile.ZipFile | None:
    """An archive, with a list of members that is no longer than a case has; None if broken."""
    import zipfile

    # The library lists every member, so the length of the list is looked at first.
    end = data.rfind(_END, max(0, len(data) - _LONGEST_COMMENT - 22))
    if end == -1 or len(data) < end + 22:
        return None
    (size,) = struct.unpack_from("<I", data, end + 12)
    if size > MAX_DIRECTORY:
        raise Unreadable(_TOO_MANY)
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except Exception:
        # A broken list makes the library raise whatever it likes.
        return None


@dataclass(slots=True)
class Budget:
    """What may still be unpacked of one file, with all the archives within it."""

    unpacked: int = MAX_UNPACKED
    files: int = MAX_MEMBERS

    def take(self, files: int, unpacked: int) -> None:
        """Raises Unreadable where that is more than is left."""
        self.files -= files
        self.unpacked -= unpacked
        if self.files < 0:
            raise Unreadable(_TOO_MANY)
        if self.unpacked < 0:
            raise Unreadable(_TOO_LARGE)


def members(data: bytes, budget: Budget | None = None) -> Iterator[Member]:
    """The files in an archive, in its order; raises Unreadable for what is no honest archive."""
    budget = budget or Budget()
    archive = open_archive(data)
    if archive is None:
        raise Unreadable(BROKEN["zip"])
    files = [
        info
        for info in archive.infolist()
        # Not info.is_dir(), which fails where a member has no name.
        if not info.filename.endswith("/") and not is_leftover(info.filename)
    ]
    if sum(info.compress_size for info in files) > len(data):
        # Members that lie within one another.
        raise Unreadable(BROKEN["zip"])
    unpacked = sum(info.file_size for info in files)
    if unpacked > RATIO_FROM and unpacked > MAX_RATIO * len(data):
        raise Unreadable(_BOMB)
    budget.take(len(files), unpacked)
    taken: set[str] = set()
    for info in files:
        # No more than the archive says, which was counted.
        member = _unpack(archive, info, min(info.file_size, MAX_BYTES))
        name = _other_than(taken, info.filename or "unnamed")
        taken.add(name)
        yield replace(member, name=name)


def read_archive(data: bytes, reading: Reading) -> Extract:
    """All the documents in an archive as parts of one, such as where a mail brings it."""
    from noticecheck.read import extract_bytes
    from noticecheck.read.pages import read_pages, runs

    inner = reading.deeper()
    files = runs(list(members(data)))
    if len(files) == 1 and len(files[0]) > 1:
        return read_pages(files[0], inner)
    flow = Flow()
    warnings: list[str] = []
    incomplete = False
    for run in files:
        member = run[0]
        name = one_line(member.name)
        try:
            if member.reason:
                raise Unreadable(member.reason)
            if len(run) > 1:
                extract = read_pages(run, inner)
            else:
                media_type, extract = extract_bytes(member.data, member.name, inner)
                letter = Letter("", media_type, extract)
                extract = with_true_name(letter, member.name).extract
        except Unreadable as reason:
            warnings.append(f"{name} in the archive, it was not read: {reason}")
            incomplete = incomplete or suffix_of(member.name) in SUFFIXES
            continue
        flow.attachment(name, extract)
        warnings.extend(f"{name} in the archive: {warning}" for warning in extract.warnings)
        incomplete = incomplete or extract.incomplete
    return flow.extract(tuple(warnings), incomplete)


def _other_than(taken: AbstractSet[str], name: str) -> str:
    """A name that no file before has: an archive may hold several of one name."""
    if name not in taken:
        return name
    stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
    folder = name[: len(name) - len(stem + suffix)]
    return next(other for n in count(2) if (other := f"{folder}{stem} ({n}){suffix}") not in taken)


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> Member:
    if info.flag_bits & 1:
        return Member(info.filename, reason=PASSWORD)
    try:
        # The size that the archive states may be a lie.
        with archive.open(info) as file:
            content = file.read(most + 1)
    except Exception:
        return Member(info.filename, reason=BROKEN["zip"])
    if len(content) > most:
        return Member(info.filename, reason=_TOO_LARGE)
    return Member(info.filename, content)


def packed(files: Sequence[tuple[str, bytes]]) -> bytes:
    """Several files as one archive, each under a folder of its own number: names may repeat."""
    import zipfile

    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for number, (name, data) in enumerate(files, 1):
            archive.writestr(f"{number}/{name.replace('/', '_') or 'letter'}", data)
    return whole.getvalue()
