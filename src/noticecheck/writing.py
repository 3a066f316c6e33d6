"""Files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from noticecheck.errors import UsageError, visible

NEW = ".new"
"""Ends the name of what is being written; an audit that goes on clears away what is left of it."""


def write_whole(path: str | Path, data: str | bytes, hint: str = "") -> None:
    """Write a file, in the place of one that there may be; raises UsageError, which ends in `hint`.

    Of text, what is no character becomes an escape.
    """
    with writing(path, hint) as file:
        file.write(data.encode("utf-8", "backslashreplace") if isinstance(data, str) else data)


@contextlib.contextmanager
def writing(path: str | Path, hint: str = "") -> Iterator[IO[bytes]]:
    """A file under a name of its own, which takes the true one when all is written.

    What was there stays as it was until then, and for good where anything fails. A link goes on to
    lead where it leads; what is no file, such as /dev/null, is written to as it is. Raises
    UsageError.
    """
    # Late: a check that writes no file does without it.
    import tempfile

    target = Path(os.path.realpath(path))
    new: Path | None = None
    try:
        if is_device(path):
            with Path(path).open("wb") as device:
                yield device
            return
        with tempfile.NamedTemporaryFile(
            dir=target.parent, prefix=f".{target.name[:50]}.", suffix=NEW, delete=False
        ) as file:
            new = Path(file.name)
            yield file
        _give_usual_rights(new, target)
        new.replace(target)
    except BaseException as error:
        if new is not None:
            with contextlib.suppress(OSError):
                new.unlink()
        if not isinstance(error, OSError):
            raise
        reason = (error.strerror or "output error").lower()
        shown = visible(str(path), keep="")
        more = f": {hint}" if hint else ""
        raise UsageError(f"{shown}: cannot be written ({reason}){more}") from None


def is_device(path: str | Path) -> bool:
    """Whether there is something that is neither a file nor a folder: another name must not take
    its place."""
    there = Path(path)
    return there.exists() and not there.is_file() and not there.is_dir()


def _give_usual_rights(new: Path, target: Path) -> None:
    """Those of the file that is replaced, or of any new one: a temporary file is its owner's."""
    if target.exists():
        new.chmod(target.stat().st_mode & 0o777)
        return
    mask = os.umask(0)
    os.umask(mask)
    new.chmod(0o666 & ~mask)
