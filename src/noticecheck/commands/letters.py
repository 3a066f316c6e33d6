"""Which letters a command is about: files, from the paths, folders and globs that are given."""

from __future__ import annotations

from collections.abc import Sequence

from noticecheck.errors import ReadError
from noticecheck.late import dataclass


@dataclass(frozen=True, slots=True)
class Job:
    """What to check: the files, and what of the paths cannot be used."""

    files: tuple[str, ...]
    unusable: tuple[ReadError, ...]
    """Folders and globs that lead to no letter."""
    unreadable: dict[str, ReadError]
    """Those of `files` that are not there or cannot be listed, and why."""
    passed_over: dict[str, list[str]]
    """The files in each folder and glob that are not read unless they are named."""
    single: bool
    """One path was given and it names one file, so that JSON output is one object."""


def find_files(paths: Sequence[str]) -> Job:
    """Turn paths, folders and globs into files, each once, in the order in which they are given.

    A folder or glob that leads to no letter is wrong usage; a file that is not there, or a folder
    that cannot be listed, still gets its report, which says so.
    """
    from noticecheck.read.paths import NothingFound, find, identity

    files: dict[str, str] = {}
    unusable: list[ReadError] = []
    unreadable: dict[str, ReadError] = {}
    passed_over: dict[str, list[str]] = {}
    for path in paths:
        for found in find(path, passed_over.setdefault(path, [])):
            if isinstance(found, NothingFound):
                unusable.append(found)
                continue
            if isinstance(found, ReadError):
                unreadable[found.path] = found
                found = found.path
            files.setdefault(identity(found), found)
    names = tuple(files.values())
    single = list(paths) == list(names) and len(names) == 1
    return Job(names, tuple(unusable), unreadable, passed_over, single)
