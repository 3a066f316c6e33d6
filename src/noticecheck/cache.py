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
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from noticecheck.version import VERSION

T = TypeVar("T")

VARIABLE = "NOTICECHECK_CACHE_DIR"
MOST_ENTRIES = 8
"""Of these many sets of rules the entries are kept, the last used ones."""
_SUFFIX = ".cache"
_NEW = ".new"
_NAME = 32
_CHECK = 4
_HOUR = 3600.0


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
        with path.open("rb") as file:
            if not _is_ours(os.fstat(file.fileno())):
                return None
            data = file.read()
        body = memoryview(data)[_CHECK:]
        if _check(body) != data[:_CHECK]:
            return None
        found: object = pickle.loads(body)
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
    if sys.platform == "win32":
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022


def _write(path: Path, value: object) -> None:
    """A new file under a name of its own, then renamed; where that fails there is no cache."""
    import tempfile

    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        body = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=_NEW, delete=False) as file:
            new = Path(file.name)
            file.write(_check(body) + body)
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
