"""Slow tests take a share of what they may try; with NOTICECHECK_ALL_TOOLS they take all of it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
ALL_TOOLS = os.environ.get("NOTICECHECK_ALL_TOOLS", "")
"""Set where every program is installed: one that is missing is then a failure."""


def every(step: int, items: Sequence[T], first: int = 0) -> Sequence[T]:
    """Every so many of the items, from `first` on; all of them where all is asked for."""
    return items if ALL_TOOLS else items[first::step]
