"""The next steps of a requester, with their days, told as required by law or as usual."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from noticecheck.evaluate.wording import long_date
from noticecheck.law import WorkingDays
from noticecheck.letter.wording import (
    Addressee,
    Common,
    Since,
    Stage,
    StepTable,
    Within,
    Wording,
)
from noticecheck.model import Kind, Notice

_STAGES: dict[Kind, Stage] = {
    "internal_review": "review",
    "public_interest_extension": "holding",
    "acknowledgement": "acknowledged",
}


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do, or to expect, in the order in which it comes."""

    what: str
    by: date | None
    """The last day; None where it hangs on a day that is not known yet."""
    when: str
    """The time in words: "by 3 May 2025 (40 working days from the date of the letter)"."""
    basis: Literal["required by law", "usual"]
    law: str
    note: str
    contact: str
    passed: bool = False
    """Whether the last day lies behind; the note then says what is usual from there."""
    letter: Addressee | None = None
    """The letter that it is done with."""


def is_late(steps: Sequence[Step], to: Addressee) -> bool:
    """Whether the last day for a letter has passed."""
    return any(step.passed and step.letter == to for step in steps)


def stage_of(notice: Notice) -> Stage:
    """How far the request has come with this letter."""
    return _STAGES.get(notice.kind, "answer")


def sender_of(notice: Notice) -> str | None:
    """Whom to write to: the authority, where it is sure that the letter is its own."""
    return notice.authority if notice.authority_sure else None


def next_steps(
    notice: Notice, wording: Wording, days: WorkingDays | None, today: date,
    estimate: date | None = None,
) -> tuple[Step, ...]:  # fmt: skip
    """The steps that are open after a letter; none where it has no decision on a request.

    `estimate` is the day by which a letter that takes more time expects to decide.
    Days count from the date of the letter where the day on which it came is not known: that gives
    the earliest day, never one that is too late.
    """
    if notice.kind == "other":
        return ()
    school = notice.authority_type == "school"
    known = _Known(notice.received, notice.dated, today, school, estimate)
    return _steps(stage_of(notice), wording, days, known, sender_of(notice))


def steps_without_answer(
    wording: Wording, days: WorkingDays | None, received: date, today: date,
    authority: str | None = None, *, school: bool = False,
) -> tuple[Step, ...]:  # fmt: skip
    """The steps where no answer has come."""
    return _steps("none", wording, days, _Known(received, None, today, school), authority)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a request and its answer."""

    received: date | None
    answered: date | None
    today: date
    school: bool
    estimate: date | None = None


def _steps(
    stage: Stage, wording: Wording, days: WorkingDays | None, known: _Known, authority: str | None
) -> tuple[Step, ...]:
    received = known.received
    # Nobody knows here when a school was closed.
    counts = not (known.school and wording.longest)
    due = days.due(received) if days and received and counts else None
    starts: dict[Since, date | None] = {
        "request": received, "answer": known.answered, "due": due, "estimate": known.estimate,
    }  # fmt: skip
    answered = stage in ("answer", "review")
    # The later of the two counts; the letter's is safe where the request's is not known.
    by_answer = answered and (due is None or (known.answered is not None and known.answered > due))
    return tuple(
        _step(table, wording, days, starts, known.today, authority, by_answer=by_answer)
        for table in wording.steps
        if stage in table.at and table.school in (None, known.school)
    )


def _step(
    table: StepTable, wording: Wording, days: WorkingDays | None,
    starts: dict[Since, date | None], today: date, authority: str | None, *, by_answer: bool,
) -> Step:  # fmt: skip
    by, when = (
        _time(table.within, wording.common, days, starts, by_answer) if table.within else (None, "")
    )
    passed = by is not None and by < today
    what = table.what.format(
        authority=authority or wording.common.authority,
        statute=wording.statute,
        regulator=wording.regulator,
    )
    contact = wording.contact if table.contact else ""
    note = (passed and table.passed) or table.note
    when += wording.common.time.passed * passed
    return Step(what, by, when, table.basis, table.law, note, contact, passed, table.letter)


def _time(
    within: Within, words: Common, days: WorkingDays | None, starts: dict[Since, date | None],
    by_answer: bool,
) -> tuple[date | None, str]:  # fmt: skip
    long = f"{within.count} {within.unit}"
    since: Since = "answer" if by_answer and within.since == "due" else within.since
    start = starts.get(since)
    by = _after(start, within, days) if start else None
    said: str = getattr(words.since, since)
    if not within.count:
        if start is None:
            return None, words.time.unknown[since]
        return start, words.time.own.format(day=long_date(start), since=said)
    if by is not None:
        return by, words.time.by.format(day=long_date(by), time=long, since=said)
    why = "" if start else words.time.unknown.get(since, "")
    told = words.time.within.format(time=long, since=said)
    return None, f"{told} ({why})" if why else told


def _after(start: date, within: Within, days: WorkingDays | None) -> date | None:
    if within.unit == "working days":
        return days.after(start, within.count) if days else None
    if within.unit == "weeks":
        return start + timedelta(weeks=within.count)
    # "Before the end of six months": the day before the same day of that month.
    month = start.month - 1 + within.count
    year, month = start.year + month // 12, month % 12 + 1
    day = min(start.day, calendar.monthrange(year, month)[1])
    return date(year, month, day) - timedelta(days=1)
