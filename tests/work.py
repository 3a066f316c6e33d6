"""How much work something is: a measure that no machine disturbs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress

from noticecheck.errors import ReadError


def calls(work: Callable[[], object]) -> int:
    """How many functions are called to do it, also where it ends in a ReadError."""
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        with suppress(ReadError):
            work()
    finally:
        sys.setprofile(None)
    return count
