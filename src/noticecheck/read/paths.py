"""From the paths that a user gives to the files to read, and from a file to its bytes."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from noticecheck.errors import ReadError
from noticecheck.late import regex
from noticecheck.read.formats import IMAGE_SUFFIXES, SUFFIXES, is_certain, suffix_of
from noticecheck.read.limits import MAX_BYTES

STDIN = "-"
_KNOWN = "no letters in it (text, HTML, PDF, Word, OpenDocument, RTF, mail or ZIP)"


_IMPOSSIBLE = "not a possible path: check how it is written"
_DENIED = "permission denied: make it readable for you and try again"
_HEAD = 4096
_BINARY_LETTERS = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_NOT_A_FILE = "not a file: name a letter, or - for standard input"
_STREAM = regex(r"/dev/fd/\d+|/proc/(self|thread-self|\d+)/fd/\d+")
"""How shells name a pipe of their own, as in `<(…)`."""
_OF_THE_SYSTEM = regex(r"/(?:proc|sys|dev)/(?!shm/)")
"""Where what is called a file may be none, and be waited for without end."""


class NothingFound(ReadError):  # noqa: N818 - named as what it says
    """A folder or pattern leads to no letter."""


def load(path: str) -> bytes:
    """The bytes of one file, or of standard input for "-"; raises ReadError."""
    try:
        if path == STDIN:
            if sys.stdin is None:
                raise ReadError(path, "standard input is closed: send a letter to it, or name one")
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        if _is_device(path):
            raise ReadError(path, _NOT_A_FILE)
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise ReadError(path, _why(path, error)) from None


def expand(paths: Sequence[str]) -> list[str]:
    """The files that these paths, folders and globs stand for, each once, in order.

    Folders are walked to all depths, sorted, for files with a known suffix, or without one but of
    a known format; hidden files are left out. A file that is named is kept whatever its suffix,
    and "-" is kept. Raises the first ReadError of a path that leads to nothing; `expand_all`
    goes on instead.
    """
    found, errors = expand_all(paths)
    if errors:
        raise errors[0]
    return found


def expand_all(paths: Sequence[str]) -> tuple[list[str], list[ReadError]]:
    """As `expand`, with the errors beside the files, so that the other files are still read."""
    files: dict[str, str] = {}
    errors: list[ReadError] = []
    for path in paths:
        for found in find(path):
            if isinstance(found, ReadError):
                errors.append(found)
            else:
                files.setdefault(identity(found), found)
    return list(files.values()), errors


def find(path: str, passed_over: list[str] | None = None) -> Iterator[str | ReadError]:
    """The files of one path, folder or glob, with an error in the place of what cannot be used.

    Other files of a folder or glob, which are read where they are named, go to `passed_over`.
    """
    others = [] if passed_over is None else passed_over
    if path == STDIN:
        yield path
    elif _is_folder(path):
        yield from _something(
            _walk(path, others), NothingFound(path, f"a folder with {_KNOWN}: check the path")
        )
    else:
        try:
            os.lstat(path)
        except (OSError, ValueError) as error:
            if not glob.has_magic(path):
                yield ReadError(path, _why(path, error))
                return
            reason = "no letters match this pattern: check it, or name the files"
            yield from _something(_find_glob(path, others), NothingFound(path, reason))
        else:
            yield path


def of_passed_over(path: str, passed_over: Sequence[str]) -> str:
    """What to say of the files in a folder or glob that were not read; "" where there are none."""
    pictures = sum(suffix_of(name) in IMAGE_SUFFIXES for name in passed_over)
    others = len(passed_over) - pictures
    counts = [_count(pictures, "picture"), _count(others, "other file" if pictures else "file")]
    counted = " and ".join(count for count in counts if count)
    if not counted:
        return ""
    if len(passed_over) == 1:
        return f"{counted} in {path} was not read: name it if it is a letter"
    return f"{counted} in {path} were not read: name those that are letters"


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}" if number else ""


def identity(path: str) -> str:
    """What two paths to one file have in common."""
    try:
        return path if path == STDIN else os.path.realpath(path)
    except (OSError, ValueError):
        # The folder that we are in is gone, or the path is none.
        return path


def _something(
    found: Iterator[str | ReadError], otherwise: NothingFound
) -> Iterator[str | ReadError]:
    yield next(found, otherwise)
    yield from found


def _find_glob(pattern: str, others: list[str]) -> Iterator[str | ReadError]:
    # "*.log" asks for that suffix in so many words; "*" asks for letters.
    named = suffix_of(pattern)
    any_suffix = bool(named) and not glob.has_magic(named)
    try:
        # Path.glob reads no absolute patterns and finds hidden files.
        matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207
    except (ValueError, RecursionError):
        yield ReadError(pattern, _IMPOSSIBLE)
        return
    for match in matches:
        if _is_folder(match):
            if "**" not in pattern:
                yield from _walk(match, others)
        elif any_suffix or _is_letter(match):
            yield match
        else:
            others.append(match)


def _walk(folder: str, others: list[str]) -> Iterator[str | ReadError]:
    """The letters in a folder, with an error for each folder in it that cannot be listed.

    Links to letters are followed, links to folders are not.
    """
    waiting = [folder]
    while waiting:
        parent = waiting.pop()
        folders: list[str] = []
        files: list[str] = []
        try:
            with os.scandir(parent) as entries:
                for entry in entries:
                    path = str(Path(parent, entry.name))
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(path)
                    elif _is_folder(path):
                        continue
                    elif _is_letter(path):
                        files.append(path)
                    else:
                        others.append(path)
        except OSError as error:
            yield ReadError(parent, _why_not_listed(error))
            continue
        yield from sorted(files)
        waiting.extend(sorted(folders, reverse=True))


def _is_letter(path: str) -> bool:
    """Whether a file is one to read although nobody has named it."""
    suffix = suffix_of(path)
    return suffix in SUFFIXES or (not suffix and _shows_what_it_is(path))


def _shows_what_it_is(path: str) -> bool:
    """Whether a file without a suffix is a PDF, a mail or the like; a text may be anything."""
    if _is_device(path):
        return False
    try:
        with Path(path).open("rb") as file:
            head = file.read(_HEAD)
            if b"\0" in head and not head.startswith(_BINARY_LETTERS):
                return False
            data = head + file.read(MAX_BYTES + 1 - len(head))
    except (OSError, ValueError):
        return False
    return is_certain(data)


def _is_folder(path: str) -> bool:
    # Path.is_dir takes "" for the folder we are in, and raises what it has no answer to.
    return os.path.isdir(path)  # noqa: PTH112


def _is_device(path: str) -> bool:
    """Tell whether reading would perhaps wait for ever, as for a pipe that has a name.

    Standard input and the pipes of the shell are left to be read.
    """
    if path == "/dev/stdin":
        return False
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116
        if stat.S_ISDIR(mode):
            return False
        if _STREAM.fullmatch(path) and (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)):
            return False
        of_the_system = _OF_THE_SYSTEM.match(os.path.realpath(path)) is not None
    except (OSError, ValueError):
        return False
    return of_the_system or not stat.S_ISREG(mode)


def _why(path: str, error: OSError | ValueError) -> str:
    """Why a path cannot be opened, and what to do."""
    if not path or not isinstance(error, OSError):
        return _IMPOSSIBLE
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        if path != path.strip():
            return "no such file: the path begins or ends with a blank"
        return "no such file or folder: check the path"
    # Windows denies what other systems call a folder.
    if isinstance(error, IsADirectoryError) or _is_folder(path):
        return "a folder, not a letter: name the letters in it"
    if isinstance(error, PermissionError):
        return _DENIED
    return f"cannot be opened ({_cause(error)}): check the path and the disk it is on"


def _why_not_listed(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return _DENIED
    return f"a folder that cannot be listed ({_cause(error)}): check the disk it is on"


def _cause(error: OSError) -> str:
    return (error.strerror or "input error").lower()
