"""What follows for one report: its law, the steps, and the letters that can be sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from noticecheck.checker import Checker
from noticecheck.errors import UsageError
from noticecheck.evaluate.wording import long_date
from noticecheck.installed import all_roots
from noticecheck.letter.compose import Letter, commissioner, no_answer, review
from noticecheck.letter.steps import (
    Step,
    is_late,
    next_steps,
    stage_of,
    steps_without_answer,
)
from noticecheck.letter.wording import Addressee, Wording, has_wording, load_wording
from noticecheck.model import Report, Span
from noticecheck.notice.authority import authority_type
from noticecheck.notice.sender import Named
from noticecheck.report.estimate import estimate_of


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


def is_school(name: str, checker: Checker) -> bool:
    """Whether the name of an authority is that of a school."""
    named = Named(name, Span(0, len(name)))
    return authority_type(named, checker.matcher.scan(name)) == "school"


def day_expected(report: Report) -> date | None:
    """The day by which a letter that takes more time expects to decide."""
    found = estimate_of(report)
    return found[0] if found else None


def wording_of(checker: Checker, pack: str, folders: Sequence[Path] = ()) -> Wording:
    """The wording of a loaded pack; raises UsageError where it has none, or there is no such.

    A letter under one law may lack what another asks of it, so that what is said in place of the
    messages of rules is that of all packs that have wording.
    """
    own = _own_wording(checker, pack, folders)
    others = [
        _own_wording(checker, each.name, folders)
        for each in checker.ruleset.packs
        if has_wording(all_roots(folders), each.name)
    ]
    says = {rule: text for each in others for rule, text in each.says.items()}
    asks = {rule: text for each in others for rule, text in each.asks.items()}
    return own.model_copy(update={"says": says, "asks": asks})


def _own_wording(checker: Checker, pack: str, folders: Sequence[Path]) -> Wording:
    found = next((each for each in checker.ruleset.packs if each.name == pack), None)
    if found is None:
        known = ", ".join(each.name for each in checker.ruleset.packs)
        raise UsageError(f"there is no pack {pack}; there are {known}")
    rules = frozenset(rule.id for rule in checker.ruleset.rules if rule.pack == pack)
    return _loaded(all_roots(folders), pack, found.statute, found.regulator, rules)


_loaded = lru_cache(load_wording)


def after(
    report: Report, checker: Checker, folders: Sequence[Path] = (), *, today: date | None = None
) -> After | None:
    """What follows for a letter; None where it decides nothing, or under a law without wording.

    `today` decides which days have passed; the day of the computer where it is not given. After a
    review only the regulator is left to write to; of an acknowledgement there is nothing to
    complain.
    """
    law = law_of(report, checker)
    if law is None or report.notice is None or report.notice.kind in ("other", "full_disclosure"):
        return None
    try:
        wording = wording_of(checker, law, folders)
    except UsageError:
        return None
    stage = stage_of(report.notice)
    days = checker.catalogues[law].working_days
    steps = next_steps(report.notice, wording, days, today or date.today(), day_expected(report))
    letters: dict[Addressee, Letter] = {}
    if stage in ("answer", "holding"):
        letters["review"] = review(report, wording, late=is_late(steps, "review"))
    if stage != "acknowledged":
        late = is_late(steps, "commissioner")
        letters["commissioner"] = commissioner(report, wording, late=late)
    return After(steps, letters)


def without_answer(
    checker: Checker, pack: str, received: date, today: date, authority: str = "",
    folders: Sequence[Path] = (),
) -> After:  # fmt: skip
    """What follows where no answer has come to a request of which the authority had word on a day.

    Raises UsageError where that day is still to come, where the time for an answer has not ended,
    or where nobody knows when it does.
    """
    wording = wording_of(checker, pack, folders)
    days = checker.catalogues[pack].working_days
    due = days.due(received) if days else None
    if received > today:
        raise UsageError(f"{long_date(received)}: that day is still to come")
    if days and due is None:
        known = f"{days.first} to {days.last}"
        raise UsageError(
            f"{long_date(received)}: when an answer was due cannot be told, as working days are "
            f"known for {known}"
        )
    if due and today <= due:
        raise UsageError(f"the answer is not late yet: its time ends on {long_date(due)}")
    school = wording.longest is not None and is_school(authority, checker)
    if days and wording.longest and school:
        due = days.after(received, wording.longest)
    steps = steps_without_answer(wording, days, received, today, authority, school=school)
    sure = due is not None and due < today
    letters: dict[Addressee, Letter] = {
        to: no_answer(wording, to, received, due, authority, school=school, sure=sure)
        for to in ("review", "commissioner")
    }
    return After(steps, letters)
