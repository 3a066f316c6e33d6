"""Patterns for the paths of letters, as in .gitignore, from the folder of a configuration."""

from __future__ import annotations

import re
from functools import lru_cache

_MARK = re.compile(r"\*\*/|\*\*|\*|\?")
_MEANS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def is_under(pattern: str, path: str) -> bool:
    """Whether a pattern names a path, both with forward slashes.

    `*` stays within a folder, `**` does not; a folder stands for all in it; a pattern without a
    slash names files and folders at any depth.
    """
    return _compiled(pattern).fullmatch(path) is not None


def is_literal(pattern: str) -> bool:
    """Whether it names one file by its whole path."""
    return not _MARK.search(pattern) and not pattern.endswith("/") and "/" in pattern.strip("/")


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    plain = pattern.replace("\\", "/").removeprefix("./")
    anywhere = "/" not in plain.rstrip("/")
    pieces: list[str] = ["(?:.*/)?"] if anywhere else []
    position = 0
    body = plain.strip("/")
    for mark in _MARK.finditer(body):
        pieces += [re.escape(body[position : mark.start()]), _MEANS[mark.group()]]
        position = mark.end()
    return re.compile("".join([*pieces, re.escape(body[position:]), "(?:/.*)?"]), re.DOTALL)
