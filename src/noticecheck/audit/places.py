"""Where an audit reads and writes: folders of this machine, or any that fsspec knows by a URL."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, cast

from noticecheck.errors import ReadError, UsageError
from noticecheck.late import dataclass
from noticecheck.writing import NEW, writing

_AGAIN = "see to that, and run the same command again to go on"


def is_url(text: str) -> bool:
    """Whether a name is one for fsspec, and not a path of this machine."""
    return "://" in text


def whole(text: str) -> str:
    """A path that means the same in every process; a URL stays as it is."""
    return text if is_url(text) else str(Path(text).absolute())


def file_system(url: str) -> tuple[Any, str]:
    """The file system of a URL or path, and the path there; raises UsageError."""
    import fsspec

    try:
        if not is_url(url):
            return fsspec.filesystem("file"), Path(url).absolute().as_posix()
        return cast("tuple[Any, str]", fsspec.core.url_to_fs(url))
    except (ImportError, ValueError, OSError) as error:
        raise UsageError(f"{url}: {error}") from None


def open_file(url: str) -> IO[bytes]:
    """A file to read from; raises ReadError."""
    try:
        if not is_url(url):
            return Path(url).open("rb")
        system, path = file_system(url)
        return cast("IO[bytes]", system.open(path, "rb"))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ReadError(url, f"cannot be opened ({reason.lower()}): check the path") from None


@dataclass(frozen=True)
class Folder:
    """A folder to which files are written whole or not at all."""

    url: str
    system: Any
    root: str

    def path(self, name: str) -> str:
        return f"{self.root.rstrip('/')}/{name}"

    def has(self, name: str) -> bool:
        return bool(self.system.exists(self.path(name)))

    def open(self, name: str) -> IO[bytes]:
        return cast("IO[bytes]", self.system.open(self.path(name), "rb"))

    def read(self, name: str) -> bytes:
        return cast(bytes, self.system.cat_file(self.path(name)))

    def names(self, folder: str) -> list[str]:
        """The files in a folder below, without the folders that they are in."""
        where = self.path(folder)
        self.system.invalidate_cache()
        if not self.system.isdir(where):
            return []
        return sorted(str(path).rsplit("/", 1)[-1] for path in self.system.ls(where, detail=False))

    def make(self, folder: str = "") -> None:
        """Raises UsageError where that cannot be."""
        try:
            self.system.makedirs(self.path(folder), exist_ok=True)
        except OSError as error:
            raise UsageError(_cannot_write(self.url, error)) from None

    def remove(self, name: str) -> None:
        """Without a word where it is not there."""
        with suppress(FileNotFoundError):
            self.system.rm_file(self.path(name))

    def write(self, name: str, data: bytes) -> None:
        """A file of these bytes, in the place of one that there may be."""
        with self.writing(name) as file:
            file.write(data)

    @contextmanager
    def writing(self, name: str) -> Iterator[IO[bytes]]:
        """A file under a name of its own, which gets its true name when all went well.

        Raises UsageError where there is no room for it.
        """
        new = f"{name}.{uuid.uuid4().hex}{NEW}"
        try:
            with self.system.open(self.path(new), "wb") as file:
                yield file
                if self._is_local:
                    file.flush()
                    os.fsync(file.fileno())
            if self._is_local:
                Path(self.path(new)).replace(self.path(name))
            else:
                self.system.mv(self.path(new), self.path(name))
        except BaseException as error:
            with suppress(Exception):
                self.remove(new)
            if isinstance(error, OSError):
                raise UsageError(_cannot_write(self.url, error)) from None
            raise

    @property
    def _is_local(self) -> bool:
        protocol = self.system.protocol
        return "file" in ((protocol,) if isinstance(protocol, str) else protocol)


def folder(url: str) -> Folder:
    """The folder of a URL or path."""
    system, root = file_system(url)
    return Folder(url, system, root)


def save(place: str, pieces: Iterable[str]) -> None:
    """Write a text file as its pieces come, whole or not at all; raises UsageError."""
    parent, _, name = place.rpartition("/")
    with folder(parent).writing(name) if is_url(place) else writing(place, _AGAIN) as file:
        for piece in pieces:
            file.write(piece.encode("utf-8", "replace"))


def _cannot_write(url: str, error: OSError) -> str:
    reason = (error.strerror or str(error)).lower()
    return f"{url}: cannot be written ({reason}): {_AGAIN}"
