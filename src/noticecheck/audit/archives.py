"""Archives of letters (.zip), read as folders are: every member with a known suffix is a letter."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from noticecheck.audit.pieces import File, Piece, Size, Trouble, cut
from noticecheck.audit.places import open_file
from noticecheck.errors import ReadError
from noticecheck.read.archive import is_leftover
from noticecheck.read.formats import SUFFIXES, suffix_of
from noticecheck.read.limits import MAX_BYTES

_BROKEN = "no ZIP archive that can be opened: save or send it again"


def pieces(url: str, label: str, size: Size) -> Iterator[Piece | Trouble]:
    """The members of an archive in the order of their names."""
    named = label or url.rsplit("/", 1)[-1]
    try:
        infos = _opened(url).zip.infolist()
    except ReadError as error:
        yield Trouble(named, error.reason)
        return
    letters: dict[str, Any] = {}
    for info in infos:
        if info.is_dir() or is_leftover(info.filename) or suffix_of(info.filename) not in SUFFIXES:
            continue
        if info.filename in letters:
            yield Trouble(f"{named}/{info.filename}", "an earlier file of this name is beside it")
        letters[info.filename] = info
    files = (File(name, info.file_size, str(info.CRC)) for name, info in sorted(letters.items()))
    if not letters:
        yield Trouble(named, "an archive without a letter in it")
    yield from cut(files, url, label, size)


def load(url: str, name: str) -> bytes:
    """The bytes of a member, no more than a letter has; raises ReadError."""
    try:
        with _opened(url).open(name, "rb") as file:
            return bytes(file.read(MAX_BYTES + 1))
    except ReadError:
        raise
    except Exception as error:
        # A broken archive makes the library raise whatever it likes.
        reason = (
            "it has a password" if "password" in str(error) else "a damaged part of its archive"
        )
        raise ReadError(name, f"{reason}: take it out and check it alone") from None


@lru_cache(maxsize=1)
def _opened(url: str) -> Any:
    """The archive as a file system; its list of members is read once."""
    from fsspec.implementations.zip import ZipFileSystem

    try:
        return ZipFileSystem(open_file(url))
    except ReadError:
        raise
    except Exception:
        raise ReadError(url, _BROKEN) from None
