"""From the paths that a user gives to the files to read, and from a file to its bytes."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from noticecheck.errors import ReadError
from noticecheck.read.formats import SUFFIXES, suffix_of

STDIN = "-"
MAX_BYTES = 50 * 1024 * 1024
TOO_LARGE = "larger than 50 MB: save the letter alone, without other documents, and try again"
_KNOWN = "no letters in it (.txt, .md, .html, .pdf, .docx, .eml)"


def load(path: str) -> bytes:
    """The bytes of one file, or of standard input for "-"; raises ReadError."""
    try:
        if path == STDIN:
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise ReadError(path, _missing(path)) from None
    except IsADirectoryError:
        raise ReadError(path, "a folder, not a letter: name the letters in it") from None
    except PermissionError:
        reason = "permission denied: make it readable for you and try again"
        if Path(path).is_dir():
            reason = "a folder, not a letter: name the letters in it"
        raise ReadError(path, reason) from None
    except OSError as error:
        reason = f"cannot be opened ({(error.strerror or 'input error').lower()})"
        raise ReadError(path, f"{reason}: check the path and the disk it is on") from None
    except ValueError:
        raise ReadError(path, "not a possible path: check how it is written") from None
    return data


def expand(paths: Sequence[str]) -> list[str]:
    """The files that these paths, folders and globs stand for, each once, in order.

    Folders are walked to all depths, sorted, for files with a known suffix; hidden files are
    left out. A file that is named is kept whatever its suffix, and "-" is kept. Raises the first
    ReadError of a path that leads to nothing; `expand_all` goes on instead.
    """
    found, errors = expand_all(paths)
    if errors:
        raise errors[0]
    return found


def expand_all(paths: Sequence[str]) -> tuple[list[str], list[ReadError]]:
    """As `expand`, with the errors beside the files, so that the other files are still read."""
    found: dict[str, str] = {}
    errors: list[ReadError] = []
    for path in paths:
        try:
            for file in _expand_one(path):
                found.setdefault(file if file == STDIN else os.path.realpath(file), file)
        except ReadError as error:
            errors.append(error)
    return list(found.values()), errors


def _expand_one(path: str) -> list[str]:
    try:
        if path == STDIN:
            return [path]
        if Path(path).is_dir():
            files = list(_walk(path))
            if not files:
                raise ReadError(path, f"a folder with {_KNOWN}: check the path")
            return files
        if os.path.lexists(path):
            return [path]
        if glob.has_magic(path):
            return _expand_glob(path)
    except PermissionError:
        raise ReadError(path, "permission denied: make it readable for you and try again") from None
    except (OSError, ValueError):
        raise ReadError(path, "not a possible path: check how it is written") from None
    raise ReadError(path, _missing(path))


def _expand_glob(pattern: str) -> list[str]:
    # "*.log" asks for that suffix in so many words; "*" asks for letters.
    named = suffix_of(pattern)
    any_suffix = bool(named) and not glob.has_magic(named)
    files: list[str] = []
    # Path.glob reads no absolute patterns and finds hidden files.
    for match in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207
        if Path(match).is_dir():
            if "**" not in pattern:
                files.extend(_walk(match))
        elif any_suffix or suffix_of(match) in SUFFIXES:
            files.append(match)
    if not files:
        raise ReadError(pattern, "no letters match this pattern: check it, or name the files")
    return files


def _walk(folder: str) -> Iterator[str]:
    def stop(error: OSError) -> None:
        raise error

    for parent, folders, names in os.walk(folder, onerror=stop):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(parent, name)
            if not name.startswith(".") and suffix_of(name) in SUFFIXES and file.is_file():
                yield str(file)


def _missing(path: str) -> str:
    if path != path.strip():
        return "no such file: the path begins or ends with a blank"
    return "no such file or folder: check the path"
