"""Where words stand in a letter, however its lines are broken and its quotes are formed."""

from __future__ import annotations

import re

from noticecheck.model import Span

_ALIKE = {
    **dict.fromkeys("'‘’‛`", "['‘’‛`]"),
    **dict.fromkeys('"“”„', '["“”„]'),
    **dict.fromkeys("-‐‑–—", "[-‐‑–—]"),
}


def find_words(words: str, text: str) -> tuple[Span, ...]:
    """Every place of some words in a text; none for words that hold nothing."""
    pieces = ["".join(_ALIKE.get(char, re.escape(char)) for char in word) for word in words.split()]
    if not pieces:
        return ()
    pattern = re.compile(r"[\s>|*_]+".join(pieces), re.IGNORECASE)
    return tuple(Span(*found.span()) for found in pattern.finditer(text))
