"""Runs of words, by which the text of an Act is known where a letter sets it out."""

from __future__ import annotations

from noticecheck.late import regex

Run = tuple[str, ...]
_LENGTH = 4
_WORD = regex(r"[a-z']+|\d+[a-z]?")


def runs_of(text: str) -> list[Run]:
    """Every four words that follow each other in a text in lower case; none of a shorter one."""
    words = _WORD.findall(text)
    return [tuple(words[at : at + _LENGTH]) for at in range(len(words) - _LENGTH + 1)]
