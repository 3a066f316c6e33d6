"""What takes its time to make, and is made once however many tests look at it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from noticecheck.checker import Checker, load
from noticecheck.model import Report
from noticecheck.read import read


@cache
def the_checker() -> Checker:
    """Rules, catalogues and matcher as `noticecheck check` loads them."""
    return load()


def load_once(rules: Sequence[Path] = (), packs: Sequence[str] | None = None) -> Checker:
    """As `noticecheck.checker.load`, which parses every rule anew at each call."""
    return load(rules, packs) if rules or packs else the_checker()


@cache
def report_on(path: Path) -> Report:
    """The report on a letter of the corpus."""
    return the_checker().check(read(str(path)))
