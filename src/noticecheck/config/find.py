"""Which configuration a letter has, and which companion: found by looking for files by name."""

from __future__ import annotations

import os
from pathlib import Path

from noticecheck.errors import UsageError

CONFIG_FILE = "noticecheck.toml"
PYPROJECT_FILE = "pyproject.toml"
COMPANION_SUFFIX = ".noticecheck.toml"
_TABLE = b"noticecheck"
STDIN = "-"


def folder_of(path: str) -> str:
    """The folder in which the search for a letter's configuration begins."""
    try:
        real = str(Path.cwd()) if path == STDIN else os.path.realpath(path)
    except FileNotFoundError:
        # The working folder is gone: no letter lies in it, and nothing is set for one.
        return os.sep
    return real if _is_folder(real) else os.path.dirname(real)  # noqa: PTH120


def find_config(folder: str, known: dict[str, str | None]) -> str | None:
    """The configuration file of a folder: its own, or that of the nearest folder above.

    The search ends at the first one found, at the root of a repository (a folder with `.git`), and
    at the home folder, each of which is still looked at. `known` remembers what folders led to.
    """
    passed: list[str] = []
    found: str | None = None
    home = os.path.expanduser("~")  # noqa: PTH111
    while True:
        if folder in known:
            found = known[folder]
            break
        passed.append(folder)
        found = _here(folder)
        above = os.path.dirname(folder)  # noqa: PTH120
        if found or folder in (home, above) or os.path.lexists(f"{folder}/.git"):
            break
        folder = above
    known.update(dict.fromkeys(passed, found))
    return found


def _here(folder: str) -> str | None:
    own = os.path.join(folder, CONFIG_FILE)  # noqa: PTH118
    if os.path.lexists(own):
        return own
    project = os.path.join(folder, PYPROJECT_FILE)  # noqa: PTH118
    if os.path.isfile(project) and _mentions_us(project):  # noqa: PTH113
        return project
    return None


def _mentions_us(path: str) -> bool:
    """Whether a pyproject.toml has a table of ours; others belong to other programs."""
    data = Path(path).read_bytes()
    if _TABLE not in data:
        return False
    import tomllib

    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except ValueError:
        # Whoever reads it says what is wrong with it.
        return b"[tool.noticecheck" in data
    tools = table.get("tool")
    return isinstance(tools, dict) and "noticecheck" in tools


def find_companion(path: str) -> str | None:
    """The companion of a letter's file: `letter.noticecheck.toml` beside `letter.docx`, or, for one
    of several files of that name, `letter.docx.noticecheck.toml`. Raises UsageError for both."""
    if path == STDIN:
        return None
    stem, _ = os.path.splitext(path)  # noqa: PTH122
    found = [
        name
        for name in dict.fromkeys((stem + COMPANION_SUFFIX, path + COMPANION_SUFFIX))
        if os.path.lexists(name)
    ]
    if len(found) > 1:
        raise UsageError(
            f"{found[0]} and {os.path.basename(found[1])} are both of {os.path.basename(path)}: "  # noqa: PTH119
            "put what they say in one of them"
        )
    return found[0] if found else None


def _is_folder(path: str) -> bool:
    return os.path.isdir(path)  # noqa: PTH112
