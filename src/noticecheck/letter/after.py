"""What follows for one report: its law, the steps, and the letters that can be sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from noticecheck.builtin import default_root
from noticecheck.checker import Checker
from noticecheck.errors import UsageError
from noticecheck.letter.compose import Addressee, Letter, commissioner, review
from noticecheck.letter.steps import Step, next_steps, stage_of
from noticecheck.letter.wording import Wording, load_wording
from noticecheck.model import Report


@dataclass(frozen=True, slots=True)
class After:
    """The steps after a letter, and the letters by whom they are for."""

    steps: tuple[Step, ...]
    letters: dict[Addressee, Letter]


def law_of(report: Report, checker: Checker) -> str | None:
    """The first of the loaded laws that a letter is under; None for one that was not assessed."""
    notice = report.notice
    if notice is None or report.verdict == "not_assessed":
        return None
    return next((pack for pack in notice.regimes if pack in checker.catalogues), None)


def wording_of(checker: Checker, pack: str, folders: Sequence[Path] = ()) -> Wording:
    """The wording of a loaded pack; raises UsageError where it has none, or there is no such."""
    found = next((each for each in checker.ruleset.packs if each.name == pack), None)
    if found is None:
        known = ", ".join(each.name for each in checker.ruleset.packs)
        raise UsageError(f"there is no pack {pack}; there are {known}")
    rules = frozenset(rule.id for rule in checker.ruleset.rules if rule.pack == pack)
    return _loaded((default_root(), *folders), pack, found.statute, found.regulator, rules)


_loaded = lru_cache(load_wording)


def after(report: Report, checker: Checker, folders: Sequence[Path] = ()) -> After | None:
    """What follows for a letter; None where it decides nothing, or under a law without wording.

    After a review only the regulator is left to write to.
    """
    law = law_of(report, checker)
    if law is None or report.notice is None or report.notice.kind in ("other", "full_disclosure"):
        return None
    try:
        wording = wording_of(checker, law, folders)
    except UsageError:
        return None
    letters: dict[Addressee, Letter] = {"commissioner": commissioner(report, wording)}
    if stage_of(report.notice) != "review":
        letters = {"review": review(report, wording), **letters}
    steps = next_steps(report.notice, wording, checker.catalogues[law].working_days)
    return After(steps, letters)
