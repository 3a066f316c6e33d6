"""The words of rules/reading.toml that readers go by, as patterns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from noticecheck.builtin import READING_FILE, default_root, read_toml
from noticecheck.errors import UsageError
from noticecheck.late import dataclass
from noticecheck.read.extract import Unreadable

_LISTS = ("annexes", "sign_offs", "site_links", "forwards", "forward_subjects")


@dataclass(frozen=True, slots=True)
class Wording:
    """What the lists of the file find, whatever the case."""

    annex: re.Pattern[str]
    """In the name of a file that belongs to a letter."""
    annex_title: re.Pattern[str]
    """By what such a file is called: "Annex A"."""
    sign_off: re.Pattern[str]
    """The whole line above a signature."""
    site_link: re.Pattern[str]
    """In what a site links to below every page."""
    forward: re.Pattern[str]
    """The beginning of the line between a note and the message that it sends on."""
    forward_subject: re.Pattern[str]
    """The beginning of the subject of a mail that sends one on."""


@cache
def wording() -> Wording:
    """The built-in words, read once; raises Unreadable where the file is not as it was shipped."""
    try:
        return read_wording(default_root() / READING_FILE)
    except UsageError as fault:
        raise Unreadable(str(fault)) from fault


def read_wording(path: Path) -> Wording:
    """The words of one file; raises UsageError, which names what is wrong in it."""
    lists = read_toml(path)
    for name in (*_LISTS, *lists):
        if name not in _LISTS:
            raise UsageError(f"{path}: {name!r} is none of its lists: {', '.join(_LISTS)}")
        words = lists.get(name)
        if not words or not isinstance(words, list) or not all(map(_is_wording, words)):
            raise UsageError(f"{path}: {name} must be a list of words, each in quotation marks")
    annexes, site_links = _any_of(lists["annexes"]), _any_of(lists["site_links"])
    return Wording(
        annex=re.compile(rf"(?:^|[\W_]){annexes}", re.IGNORECASE),
        annex_title=re.compile(
            rf"{annexes}[\W_]+(?:[A-Z]|[IVX]+|\d{{1,2}})(?![^\W_])", re.IGNORECASE
        ),
        sign_off=re.compile(rf"{_any_of(lists['sign_offs'])}[ ,.]*", re.IGNORECASE),
        site_link=re.compile(rf"(?<!\w){site_links}(?!\w)", re.IGNORECASE),
        forward=re.compile(rf"\W*{_any_of(lists['forwards'])}\b", re.IGNORECASE),
        forward_subject=re.compile(rf"\s*{_any_of(lists['forward_subjects'])}\s*:", re.IGNORECASE),
    )


def _is_wording(words: object) -> bool:
    return isinstance(words, str) and bool(words.strip())


def _any_of(wordings: Sequence[str]) -> str:
    longest_first = sorted(wordings, key=len, reverse=True)
    patterns = [r"\s+".join(map(re.escape, words.split())) for words in longest_first]
    return f"(?:{'|'.join(patterns)})"
