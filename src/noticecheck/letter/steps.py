"""The next steps of a requester, with their days, told as required by law or as usual."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from noticecheck.evaluate.wording import long_date
from noticecheck.law import WorkingDays
from noticecheck.letter.wording import Common, Since, Stage, StepTable, Within, Wording
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


def stage_of(notice: Notice) -> Stage:
    """How far the request has come with this letter."""
    return _STAGES.get(notice.kind, "answer")


def next_steps(notice: Notice, wording: Wording, days: WorkingDays | None) -> tuple[Step, ...]:
    """The steps that are open after a letter; none where it has no decision on a request.

    Days count from the date of the letter where the day on which it came is not known: that gives
    the earliest day, never one that is too late.
    """
    if notice.kind == "other":
        return ()
    return _steps(stage_of(notice), wording, days, notice.received, notice.dated, notice.authority)


def steps_without_answer(
    wording: Wording, days: WorkingDays | None, received: date
) -> tuple[Step, ...]:
    """The steps where no answer has come."""
    return _steps("none", wording, days, received, None, None)


def _steps(
    stage: Stage, wording: Wording, days: WorkingDays | None, received: date | None,
    dated: date | None, authority: str | None,
) -> tuple[Step, ...]:  # fmt: skip
    due = days.due(received) if days and received else None
    known: dict[Since, date | None] = {"request": received, "answer": dated, "due": due}
    if due is None or (dated and dated > due):
        # The later of the two counts; the letter's is safe where the request's is not known.
        known["due"] = None
    return tuple(
        _step(table, wording, days, known, authority)
        for table in wording.steps
        if stage in table.at
    )


def _step(
    table: StepTable, wording: Wording, days: WorkingDays | None,
    known: dict[Since, date | None], authority: str | None,
) -> Step:  # fmt: skip
    by, when = _time(table.within, wording.common, days, known) if table.within else (None, "")
    what = table.what.format(
        authority=authority or wording.common.authority,
        statute=wording.statute,
        regulator=wording.regulator,
    )
    contact = wording.contact if table.contact else ""
    return Step(what, by, when, table.basis, table.law, table.note, contact)


def _time(
    within: Within, words: Common, days: WorkingDays | None, known: dict[Since, date | None]
) -> tuple[date | None, str]:
    long = f"{within.count} {within.unit}"
    since: Since = "answer" if within.since == "due" and not known["due"] else within.since
    start = known.get(since)
    by = _after(start, within, days) if start else None
    said: str = getattr(words.since, since)
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
