"""What takes its time to make, and is made once however many tests look at it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from noticecheck.checker import Checker, load
from noticecheck.language.load import default_root
from noticecheck.language.load import load as load_rules
from noticecheck.language.model import RuleSet
from noticecheck.language.roots import RuleFile
from noticecheck.model import Report
from noticecheck.read import read


@cache
def the_checker() -> Checker:
    """Rules, catalogues and matcher as `noticecheck check` loads them."""
    return load()


def load_once(
    rules: Sequence[Path] = (),
    packs: Sequence[str] | None = None,
    phrases: Sequence[RuleFile] = (),
) -> Checker:
    """As `noticecheck.checker.load`, which parses every rule anew at each call."""
    return load(rules, packs, phrases) if rules or packs or phrases else the_checker()


def rules_once(
    roots: Sequence[Path], packs: Sequence[str] | None = None, more: Sequence[RuleFile] = ()
) -> RuleSet:
    """As `noticecheck.language.load.load`, for the rules without what they need to judge."""
    built_in = list(roots) == [default_root()] and packs is None and not more
    return the_rules() if built_in else load_rules(roots, packs, more)


@cache
def the_rules() -> RuleSet:
    """The built-in rules with all their phrases, read from their files."""
    return load_rules([default_root()])


@cache
def report_on(path: Path) -> Report:
    """The report on a letter of the corpus."""
    return the_checker().check(read(str(path)))
