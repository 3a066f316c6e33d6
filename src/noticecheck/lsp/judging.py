"""What a letter in an editor is judged and mended with."""

from __future__ import annotations

from collections.abc import Callable

from noticecheck.checker import Checker
from noticecheck.corrections import House
from noticecheck.drafting.filled import Setting
from noticecheck.late import dataclass


@dataclass(frozen=True, slots=True)
class Judging:
    """The rules, what a house says, and by the name of a pack what its paragraphs are written
    for; without that, a quick fix inserts the advice."""

    checker: Checker
    house: House | None = None
    setting: Callable[[str], Setting] | None = None


JudgedWith = Callable[[str | None], Judging]
"""For the file at a path; None for a text that is no file yet."""
