"""The text of an Act set out in a letter, known by its words in provisions.toml."""

from __future__ import annotations

import re
from collections.abc import Sequence

from noticecheck.law import Catalogue, runs_of

_FEWEST = 5
"""Runs of a passage from which on they tell."""
_SHARE = 0.4
"""Share of a passage's runs that an Act has too."""
_SPOKEN = re.compile(r"\b(?:we|our|ours|us|i(?!\))|my|you|your)\b")
"""An Act never says "we" or "you"; whoever applies it does."""


def is_statute(normal_text: str, catalogues: Sequence[Catalogue]) -> bool:
    """Whether a passage is the text of one of these Acts, nearly to the word."""
    runs = runs_of(normal_text)
    if len(runs) < _FEWEST or _SPOKEN.search(normal_text):
        return False
    known = sum(any(run in catalogue.runs for catalogue in catalogues) for run in runs)
    return known >= _SHARE * len(runs)
