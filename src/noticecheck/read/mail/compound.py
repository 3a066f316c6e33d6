"""Outlook's message files: storages and streams within one file.

After Microsoft's [MS-CFB] (read by olefile) and [MS-OXMSG].
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from noticecheck.read.extract import Unreadable
from noticecheck.read.formats import BROKEN
from noticecheck.read.mail.properties import Properties

_MISSING = (
    "an Outlook message: install noticecheck[msg] to read it (pip install 'noticecheck[msg]'), "
    "or save the message as .eml"
)
_HEADER = struct.Struct("<8s16sHHHHHHLLLLLLLLLL")
_STORAGE, _STREAM = 1, 2


class Compound:
    """An open compound file; how much is read of it in all is bounded by its size."""

    def __init__(self, data: bytes) -> None:
        try:
            from olefile import OleFileIO
        except ModuleNotFoundError:
            raise Unreadable(_MISSING) from None
        _check_header(data)
        self._file: OleFileIO[str] = OleFileIO()
        # The time of this check of the library's grows with the square of the streams.
        self._file._check_duplicate_stream = _no_check  # type: ignore[method-assign]
        self._file.open(io.BytesIO(data))
        self._size = len(data)
        self._left = 2 * len(data)
        root = self._file.root
        if root is None or root.size > self._size:  # type: ignore[attr-defined]
            raise Unreadable(BROKEN["msg"])

    @property
    def root(self) -> Storage:
        """The outermost storage: the message itself."""
        return Storage(self, self._file.root, ())

    def read(self, path: tuple[str, ...], size: int) -> bytes:
        """The bytes of a stream. Raises Unreadable where it claims more than the file has."""
        self._left -= size
        if size > self._size or self._left < 0:
            raise Unreadable(BROKEN["msg"])
        return bytes(self._file.openstream(list(path)).read())


def _no_check(first_sect: int, minifat: bool = False) -> None:
    """In place of a check that the bounds here make needless."""


def _check_header(data: bytes) -> None:
    """Refuse what would make the library read the same bytes without end."""
    if len(data) < 512:
        raise Unreadable(BROKEN["msg"])
    header = _HEADER.unpack_from(data)
    shift, mini_shift = header[5], header[6]
    table_sectors, mini_table_sectors, index_sectors = header[10], header[15], header[17]
    if shift not in (9, 12) or mini_shift != 6:
        raise Unreadable(BROKEN["msg"])
    sectors = len(data) >> shift
    tables = sectors // ((1 << shift) // 4) + 2
    if table_sectors > tables or index_sectors > tables or mini_table_sectors > sectors:
        raise Unreadable(BROKEN["msg"])


class Storage:
    """One storage: a message, an attachment or a recipient."""

    def __init__(self, file: Compound, entry: object, path: tuple[str, ...]) -> None:
        self._file = file
        self._path = path
        self._kids = {kid.name.upper(): kid for kid in getattr(entry, "kids", ())}

    def storages(self, prefix: str) -> Iterator[Storage]:
        """The storages within it whose name begins so, in the order of their names."""
        for name in sorted(self._kids):
            if name.startswith(prefix.upper()) and self._kids[name].entry_type == _STORAGE:
                kid = self._kids[name]
                yield Storage(self._file, kid, (*self._path, kid.name))

    def stream(self, name: str) -> bytes | None:
        """The bytes of a stream, or None."""
        kid = self._kids.get(name.upper())
        if kid is None or kid.entry_type != _STREAM:
            return None
        return self._file.read((*self._path, kid.name), kid.size)


def properties_of(storage: Storage, header: int, charset: str) -> Properties:
    """The properties of a storage, before which `header` bytes stand; `charset` as there."""
    entries = (storage.stream("__properties_version1.0") or b"")[header:]
    fixed: dict[int, tuple[int, bytes]] = {}
    for start in range(0, len(entries) - 15, 16):
        kind, number = struct.unpack_from("<HH", entries, start)
        fixed[number] = (kind, entries[start + 8 : start + 16])
    return Properties(
        fixed, lambda number, kind: storage.stream(f"__substg1.0_{number:04X}{kind:04X}"), charset
    )
