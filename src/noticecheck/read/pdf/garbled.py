"""Whether the text layer of a page holds other letters than the page shows: its fonts then do not
say which letters their shapes are."""

from __future__ import annotations

from noticecheck.late import regex
from noticecheck.read.layout import PageWords

_MOST_ODD = 0.3
"""Of the characters of a page."""
_SYMBOLS = regex(r"""["#$%&+<=>@\\^{}~]""")
"""Those that letters seldom have; not the ones that lines are drawn with."""
_LETTERS = regex(r"[A-Za-z]")
_VOWELS = regex(r"[AEIOUYaeiouy]")
_ENOUGH = 200
"""Letters that show how many of them are vowels."""
_FEWEST_VOWELS = 0.2
"""Of the letters: English and Welsh have twice as many."""


def is_garbled(page: PageWords) -> bool:
    """Whether nobody can read the text layer of a page."""
    text = "".join(word.text for word in page.words)
    odd = sum(1 for c in text if c == "\ufffd" or "\ue000" <= c <= "\uf8ff")
    odd += len(_SYMBOLS.findall(text))
    letters = len(_LETTERS.findall(text))
    few = letters >= _ENOUGH and len(_VOWELS.findall(text)) < _FEWEST_VOWELS * letters
    return few or odd > len(text) * _MOST_ODD
