"""Two sets of rules over the same letters: which verdicts and statuses a change of rules turns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from noticecheck.checker import Checker
from noticecheck.model import Document, Report

NOT_JUDGED = "none"
"""Stands where a rule did not apply, or is not there."""


@dataclass(frozen=True)
class Turn:
    """One judgement that came out otherwise; `rule` is empty where it is the letter's verdict."""

    letter: str
    rule: str
    subject: str
    """Provision and effect, such as "s43(2)#withhold"; empty for the notice."""
    before: str
    after: str


@dataclass(frozen=True)
class Impact:
    """What was compared, and all that differs, letter by letter."""

    letters: int
    turns: tuple[Turn, ...]

    @property
    def verdicts(self) -> tuple[Turn, ...]:
        """The verdicts that were turned."""
        return tuple(turn for turn in self.turns if not turn.rule)

    @property
    def by_rule(self) -> Counter[tuple[str, str, str]]:
        """How many statuses went from one to another, by rule."""
        return Counter((turn.rule, turn.before, turn.after) for turn in self.turns if turn.rule)


def impact(letters: Iterable[Document], before: Checker, after: Checker) -> Impact:
    """Check each letter under both; statuses are compared by rule, provision and effect."""
    turns: list[Turn] = []
    count = 0
    for document in letters:
        count += 1
        turns += _turns(before.check(document), after.check(document))
    return Impact(count, tuple(turns))


def _turns(before: Report, after: Report) -> list[Turn]:
    path = after.document.path
    old, new = _judgements(before), _judgements(after)
    return [
        Turn(path, *key, old.get(key, NOT_JUDGED), new.get(key, NOT_JUDGED))
        for key in (old | new)
        if old.get(key) != new.get(key)
    ]


def _judgements(report: Report) -> dict[tuple[str, str], str]:
    """The verdict, and the status under each rule of each subject."""
    found: dict[tuple[str, str], str] = {("", ""): report.verdict}
    for one in report.assessments:
        subject = "#".join(part for part in (one.subject, one.effect) if part)
        found[one.rule, subject] = one.status
    return found
