"""WorkingDays: the days that count towards the time for an answer, and the day it runs out.

    days = load_bank_holidays("rules/bank-holidays.toml").working_days(["scotland"], limit=20)
    days.due(date(2025, 12, 19))

Source: FOIA s.10(1) and (6); EIR reg. 2(1); FOISA s.10(1) and s.73.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from noticecheck.errors import Place, RuleError, RuleErrors
from noticecheck.late import dataclass
from noticecheck.toml import NotToml, parse_toml

PARTS: tuple[str, ...] = ("england-and-wales", "scotland", "northern-ireland")
"""The parts of the United Kingdom that have bank holidays of their own."""
_SATURDAY = 5
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The working days of one enactment, and how many of them an authority has to answer."""

    holidays: frozenset[date]
    """Bank holidays in any of the parts that count, without weekends."""
    disputed: frozenset[date]
    """Days of which sources differ whether they are bank holidays."""
    first: int
    last: int
    """The years for which holidays are known, both included."""
    limit: int
    longer: tuple[date, date, int] | None = None
    """The first and the last day on which there was longer time, and how many days that was."""
    review_limit: int | None = None
    """How many days there are for a review; None where the enactment gives no number."""

    def is_working_day(self, day: date) -> bool:
        """False on Saturdays, Sundays and bank holidays; a disputed day counts as working day."""
        return day.weekday() < _SATURDAY and day not in self.holidays

    def due(self, received: date) -> date | None:
        """The last working day for an answer, day one being the next working day after receipt.

        None where the holidays of a year that it touches are not known.
        """
        return self._due(received, self.holidays, self.limit)

    def after(self, day: date, count: int) -> date | None:
        """The last of so many working days, day one being the next one after `day`. None as in
        `due`."""
        return replace(self, limit=count).due(day)

    def for_reviews(self) -> WorkingDays | None:
        """The same days, with the time for a review; None where there is none in days."""
        return None if self.review_limit is None else replace(self, limit=self.review_limit)

    def latest_due(self, received: date) -> date | None:
        """The last day on any reading: disputed days left out, one day more after receipt on a day
        that is none, as some editions of the s.45 Code count, and the longer time where any of
        the usual time lies within its days. None as in `due`."""
        holidays = self.holidays | self.disputed
        while received.weekday() >= _SATURDAY or received in holidays:
            received += _ONE
        latest = self._due(received, holidays, self.limit)
        if latest is None or self.longer is None:
            return latest
        first, last, limit = self.longer
        extended = received <= last and first <= latest
        return self._due(received, holidays, limit) if extended else latest

    def _due(self, received: date, holidays: Collection[date], limit: int) -> date | None:
        day, left = received, limit
        if received.year < self.first:
            return None
        while left:
            if day.year > self.last:
                return None
            day += _ONE
            left -= day.weekday() < _SATURDAY and day not in holidays
        return day if day.year <= self.last else None


@dataclass(frozen=True, slots=True)
class BankHolidays:
    """The bank holidays of each part of the United Kingdom, and those of which sources differ."""

    days: Mapping[str, frozenset[date]]
    disputed: Mapping[str, frozenset[date]]
    first: int
    last: int

    def working_days(
        self, parts: Sequence[str], limit: int, longer: tuple[date, date, int] | None = None,
        review_limit: int | None = None,
    ) -> WorkingDays:  # fmt: skip
        """The working days of an enactment by which the holidays of these parts count."""
        return WorkingDays(
            frozenset().union(*(self.days[part] for part in parts)),
            frozenset().union(*(self.disputed[part] for part in parts)),
            self.first,
            self.last,
            limit,
            longer,
            review_limit,
        )


def load_bank_holidays(path: str | Path) -> BankHolidays:
    """Load bank-holidays.toml.

    Raises RuleErrors with every fault of the file: C007 not TOML, C008 something missing or wrong.
    """
    table = _Table(Path(path))
    days, disputed = table.days(), table.disputed()
    first, last = table.year("first"), table.year("last")
    if table.faults:
        raise RuleErrors(table.faults)
    return BankHolidays(days, disputed, first, last)


class _Table:
    """The file being loaded, and the faults found in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[RuleError] = []
        try:
            self.text = path.read_text(encoding="utf-8-sig")
            self.table: Mapping[str, object] = parse_toml(self.text)
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
            place = Place(str(path), 1, 1)
            raise RuleErrors([RuleError("P007", place, f"cannot be read: {reason}")]) from error
        except NotToml as fault:
            place = Place(str(path), fault.line, fault.column)
            raise RuleErrors([RuleError("P007", place, f"is not TOML: {fault.reason}")]) from None

    def fault(self, near: str, message: str) -> None:
        found = re.search(rf"^{re.escape(near)}", self.text, re.MULTILINE)
        line = self.text.count("\n", 0, found.start()) + 1 if found else 1
        self.faults.append(RuleError("P008", Place(str(self.path), line, 1), message))

    def year(self, key: str) -> int:
        value = self.table.get(key)
        if isinstance(value, int):
            return value
        self.fault(key, f"`{key}` must be a year")
        return 0

    def days(self) -> dict[str, frozenset[date]]:
        table = self.table.get("days")
        found: dict[str, frozenset[date]] = {}
        for part in PARTS:
            days = table.get(part) if isinstance(table, dict) else None
            if not isinstance(days, list) or not all(type(day) is date for day in days):
                self.fault(part, f"`days` must have a list of days for {part}")
                continue
            if days != sorted(set(days)):
                self.fault(part, f"the days of {part} must be in order, each of them once")
            found[part] = frozenset(days)
        return found

    def disputed(self) -> dict[str, frozenset[date]]:
        found: dict[str, frozenset[date]] = dict.fromkeys(PARTS, frozenset())
        entries = self.table.get("disputed", [])
        for entry in entries if isinstance(entries, list) else [None]:
            fields = entry if isinstance(entry, dict) else {}
            part, day = fields.get("part"), fields.get("day")
            if part not in PARTS or type(day) is not date or not fields.get("why"):
                parts = ", ".join(PARTS)
                self.fault(
                    "[[disputed]]", f"a disputed day needs `day`, `part` ({parts}) and `why`"
                )
                continue
            found[part] |= {day}
        return found
