"""What was worked out once, kept on disk: written whole or not at all, and never trusted blindly.

A cache that is missing, unreadable, damaged or somebody else's is as none: what it would hold is
worked out again. `NOTICECHECK_CACHE_DIR` says where it is; set to nothing, there is none.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import sys
import time
import weakref
import zlib
from array import array
from collections.abc import Callable, Iterable
from io import BytesIO, FileIO
from itertools import accumulate
from pathlib import Path
from typing import Any, Protocol, TypeVar

from noticecheck.version import VERSION

T = TypeVar("T")

VARIABLE = "NOTICECHECK_CACHE_DIR"
MOST_ENTRIES = 8
"""Of these many sets of rules the entries are kept, the last used ones."""
_SUFFIX = ".cache"
_NEW = ".new"
_NAME = 32
_CHECK = 4
_SIZE = 8
_HOUR = 3600.0


class _Bytes(Protocol):
    def __getitem__(self, part: slice, /) -> bytes: ...


class Pieces:
    """Pieces of bytes, of which few are asked for: a cache keeps them apart from all else, and
    reads each, and looks whether it is whole, only then. A damaged piece is empty."""

    def __init__(self, ends: array[int], data: _Bytes) -> None:
        self.ends = ends
        self._data = data

    @classmethod
    def of(cls, pieces: Iterable[bytes]) -> Pieces:
        """The same pieces, each behind what shows its damage."""
        checked = [_check(piece) + piece for piece in pieces]
        return cls(array("Q", accumulate(map(len, checked))), b"".join(checked))

    def __getitem__(self, number: int) -> bytes:
        checked = self._data[self.ends[number - 1] if number else 0 : self.ends[number]]
        piece = checked[_CHECK:]
        return piece if _check(piece) == checked[:_CHECK] else b""

    @property
    def data(self) -> bytes:
        return self._data[0 : self.ends[-1] if self.ends else 0]

    def __reduce__(self) -> tuple[type[Pieces], tuple[array[int], bytes]]:
        return Pieces, (self.ends, self.data)


class _OnDisk:
    """The bytes of a file from a place on. It stays open, and so the same, whoever renames another
    over it; what cannot be read any more is empty."""

    def __init__(self, file: int, begin: int) -> None:
        self._file = os.dup(file)
        self._begin = begin
        weakref.finalize(self, os.close, self._file)

    def __getitem__(self, part: slice) -> bytes:
        try:
            return os.pread(self._file, part.stop - part.start, self._begin + part.start)
        except OSError:
            return b""


class _Pickler(pickle.Pickler):
    """Leaves pieces out, and collects what is to be kept apart of them."""

    def __init__(self, file: BytesIO) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self.apart: list[bytes] = []

    def persistent_id(self, value: object) -> array[int] | None:
        if not isinstance(value, Pieces):
            return None
        self.apart.append(value.data)
        return value.ends


class _Unpickler(pickle.Unpickler):
    """Puts pieces in where they were left out: in a file behind the rest, in the same order."""

    def __init__(self, body: bytes, file: FileIO) -> None:
        super().__init__(BytesIO(body))
        self._file = file
        self.end = file.tell()

    def persistent_load(self, ends: Any) -> Pieces:
        begin, self.end = self.end, self.end + (ends[-1] if ends else 0)
        if hasattr(os, "pread"):
            return Pieces(ends, _OnDisk(self._file.fileno(), begin))
        # Windows, where nobody could rename another over a file that stays open.
        self._file.seek(begin)
        return Pieces(ends, self._file.read(self.end - begin))


def remembered(key: str, wanted: type[T], compute: Callable[[], T]) -> T:
    """What was kept under a key, or else what `compute` gives, kept for the next time.

    The version of noticecheck and of Python are part of every key.
    """
    folder = directory()
    if folder is None:
        return compute()
    digest = hashlib.sha256(f"{VERSION}\0{sys.version}\0{key}".encode()).hexdigest()
    path = folder / f"{digest[:_NAME]}{_SUFFIX}"
    found = _read(path)
    if isinstance(found, wanted):
        return found
    made = compute()
    _write(path, made)
    return made


def directory() -> Path | None:
    """The folder of the cache; None where there is to be none."""
    set_to = os.environ.get(VARIABLE)
    if set_to is not None:
        return Path(set_to) if set_to else None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    else:
        base = os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(base) if base else Path.home() / ".cache") / "noticecheck"
    except RuntimeError:  # nobody's home
        return None


def _read(path: Path) -> object:
    """What a file holds; None for one that is not there, not ours or not whole."""
    try:
        with path.open("rb", buffering=0) as file:
            status = os.fstat(file.fileno())
            if not _is_ours(status):
                return None
            head = file.read(_CHECK + _SIZE)
            body = file.read(min(int.from_bytes(head[_CHECK:], "big"), status.st_size))
            if _check(body) != head[:_CHECK]:
                return None
            unpickler = _Unpickler(body, file)
            found: object = unpickler.load()
            if unpickler.end != status.st_size:
                return None
    except Exception:  # a cache of any fault is as none
        return None
    with contextlib.suppress(OSError):
        os.utime(path)
    return found


def _check(body: bytes | memoryview) -> bytes:
    """Shows damage. A hash would take longer than all the rest, and guard against nobody more:
    whoever can write the file can write its hash."""
    return zlib.crc32(body).to_bytes(_CHECK, "big")


def _is_ours(status: os.stat_result) -> bool:
    """Nobody else can have written it: what is unpickled can run code."""
    if not hasattr(os, "geteuid"):  # Windows, and Python in a browser
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022


def _write(path: Path, value: object) -> None:
    """A new file under a name of its own, then renamed; where that fails there is no cache."""
    import tempfile

    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        body = BytesIO()
        pickler = _Pickler(body)
        pickler.dump(value)
        head = _check(body.getbuffer()) + body.tell().to_bytes(_SIZE, "big")
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=_NEW, delete=False) as file:
            new = Path(file.name)
            file.writelines((head, body.getbuffer(), *pickler.apart))
        new.replace(path)
        _forget_oldest(path.parent)
    except (OSError, pickle.PicklingError, AttributeError, TypeError, RecursionError):
        return


def _forget_oldest(folder: Path) -> None:
    """The entries that were not used for longest, and what a stopped program left half written."""
    entries = sorted(folder.glob(f"*{_SUFFIX}"), key=lambda entry: entry.stat().st_mtime)
    now = time.time()
    half = [entry for entry in folder.glob(f"*{_NEW}") if now - entry.stat().st_mtime > _HOUR]
    for entry in (*entries[:-MOST_ENTRIES], *half):
        entry.unlink(missing_ok=True)
