"""The time for an answer: working days, bank holidays, and what the calendar does not know."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noticecheck.errors import RuleErrors
from noticecheck.law import PARTS, WorkingDays, load_bank_holidays

FILE = Path(__file__).resolve().parent.parent / "rules" / "bank-holidays.toml"
BANK_HOLIDAYS = load_bank_holidays(FILE)
FOIA = BANK_HOLIDAYS.working_days(PARTS, 20)
FOISA = BANK_HOLIDAYS.working_days(["scotland"], 20)
SUBDIVISIONS = {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}
BY_PROCLAMATION = date(2026, 6, 15)
"""In Scotland alone; announced in February 2026, and not in every list of that year."""
DAYS = st.dates(date(2005, 1, 1), date(2028, 10, 31))


@pytest.mark.parametrize(
    ("received", "foia", "foisa"),
    [
        # Over Christmas 2025: 25 and 26 December, 1 January, and 2 January, which is Scotland's.
        (date(2025, 12, 19), date(2026, 1, 22), date(2026, 1, 22)),
        (date(2025, 12, 10), date(2026, 1, 13), date(2026, 1, 13)),
        # St Andrew's Day fell on a Sunday.
        (date(2025, 11, 10), date(2025, 12, 9), date(2025, 12, 9)),
        # The substitute for 12 July, a Sunday, in Northern Ireland.
        (date(2026, 6, 29), date(2026, 7, 28), date(2026, 7, 27)),
        (date(2026, 12, 11), date(2027, 1, 14), date(2027, 1, 14)),
        # St Patrick's Day and Easter Monday are no Scottish holidays, Good Friday is one of all.
        (date(2026, 3, 10), date(2026, 4, 10), date(2026, 4, 8)),
        # Scotland's summer holiday, 7 August 2023, counts for every authority under FOIA.
        (date(2023, 7, 28), date(2023, 8, 29), date(2023, 8, 28)),
        # 15 June 2026, by proclamation.
        (date(2026, 5, 29), date(2026, 6, 29), date(2026, 6, 29)),
        # Received on a Saturday: day one is the next working day.
        (date(2024, 5, 4), date(2024, 6, 4), date(2024, 6, 4)),
    ],
)
def test_last_day_for_an_answer(received: date, foia: date, foisa: date) -> None:
    assert (FOIA.due(received), FOISA.due(received)) == (foia, foisa)


@pytest.mark.parametrize(
    "day",
    [
        date(2011, 4, 29), date(2012, 6, 4), date(2012, 6, 5), date(2020, 5, 8), date(2022, 6, 3),
        date(2022, 9, 19), date(2023, 5, 8),
    ],
)  # fmt: skip
def test_days_of_one_year_only_count_everywhere(day: date) -> None:
    assert all(day in BANK_HOLIDAYS.days[part] for part in PARTS)


def test_holiday_of_any_part_counts_under_foia_and_scotlands_under_foisa() -> None:
    for day in (BY_PROCLAMATION, date(2024, 8, 5), date(2024, 12, 2), date(2024, 1, 2)):
        assert not FOIA.is_working_day(day) and not FOISA.is_working_day(day)
    for day in (date(2024, 3, 18), date(2024, 7, 12), date(2024, 4, 1), date(2024, 8, 26)):
        assert not FOIA.is_working_day(day) and FOISA.is_working_day(day)
    for day in (date(2024, 12, 24), date(2024, 12, 27), date(2024, 12, 30)):
        assert FOIA.is_working_day(day)


def test_proclaimed_day_of_2026_is_scotlands_alone() -> None:
    assert [part for part in PARTS if BY_PROCLAMATION in BANK_HOLIDAYS.days[part]] == ["scotland"]


@pytest.mark.parametrize("part", PARTS)
def test_days_agree_with_the_list_of_the_holidays_package(part: str) -> None:
    holidays = pytest.importorskip("holidays")
    listed = holidays.country_holidays("GB", subdiv=SUBDIVISIONS[part], years=range(2005, 2029))
    weekdays = {day for day in listed if day.weekday() < 5}
    proclaimed = {BY_PROCLAMATION} if part == "scotland" else set()
    assert weekdays ^ BANK_HOLIDAYS.days[part] <= BANK_HOLIDAYS.disputed[part] | proclaimed
    assert BANK_HOLIDAYS.disputed[part] <= weekdays


@pytest.mark.parametrize("part", PARTS)
def test_days_agree_with_the_governments_list(part: str) -> None:
    package = pytest.importorskip("govuk_bank_holidays.bank_holidays")
    listed = package.BankHolidays(use_cached_holidays=True).get_holidays(division=part)
    weekdays = {entry["date"] for entry in listed if entry["date"].weekday() < 5}
    span = range(2012, max(weekdays).year + 1)
    assert min(weekdays).year == span[0] and len(span) > 12
    ours = {day for day in BANK_HOLIDAYS.days[part] if day.year in span}
    assert weekdays ^ ours <= ({BY_PROCLAMATION} if part == "scotland" else set())


def test_every_disputed_day_is_in_neither_list() -> None:
    assert date(2006, 11, 30) in BANK_HOLIDAYS.disputed["scotland"]
    for part in PARTS:
        assert not BANK_HOLIDAYS.disputed[part] & BANK_HOLIDAYS.days[part]


@given(DAYS)
def test_twenty_working_days_lie_between(received: date) -> None:
    for days in (FOIA, FOISA):
        due = days.due(received)
        assert due is not None and days.is_working_day(due)
        after = (received + timedelta(n) for n in range(1, (due - received).days + 1))
        assert sum(days.is_working_day(day) for day in after) == 20


@given(DAYS)
def test_no_reading_gives_less_time_than_the_act(received: date) -> None:
    due, latest = FOIA.due(received), FOIA.latest_due(received)
    assert due is not None and latest is not None and due <= latest
    # A day of receipt that may be a bank holiday gives a day more on one reading, too.
    if FOIA.is_working_day(received) and not any(received <= day <= due for day in FOIA.disputed):
        assert due == latest


def test_disputed_day_gives_a_day_more_on_one_reading() -> None:
    received = date(2006, 11, 10)
    assert (FOIA.due(received), FOIA.latest_due(received)) == (
        date(2006, 12, 8),
        date(2006, 12, 11),
    )


def test_receipt_on_a_day_that_is_none_gives_a_day_more_on_one_reading() -> None:
    assert FOIA.latest_due(date(2024, 5, 4)) == date(2024, 6, 5)
    assert FOIA.latest_due(date(2024, 5, 3)) == FOIA.due(date(2024, 5, 3)) == date(2024, 6, 4)


@pytest.mark.parametrize(
    "received", [date(2004, 12, 31), date(2028, 12, 15), date(2035, 1, 1), date.min, date.max]
)
def test_no_day_is_given_where_the_holidays_are_not_known(received: date) -> None:
    assert FOIA.due(received) is None
    assert FOIA.latest_due(received) is None


def load(tmp_path: Path, text: str) -> WorkingDays:
    path = tmp_path / "bank-holidays.toml"
    path.write_text(text, encoding="utf-8")
    return load_bank_holidays(path).working_days(PARTS, 20)


WHOLE = """first = 2024
last = 2024
[days]
england-and-wales = [2024-01-01]
scotland = [2024-01-01, 2024-01-02]
northern-ireland = []
"""


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("first = 2024", "first = ", "1:9: P007", "is not TOML: Invalid value"),
        ("last = 2024", "", "1:1: P008", "`last` must be a year"),
        ("first = 2024", "first = 'old'", "1:1: P008", "`first` must be a year"),
        ("scotland = [", "wales = [", "1:1: P008", "`days` must have a list of days for scotland"),
        ("[2024-01-01]", '["New Year"]', "4:1: P008", "a list of days for england-and-wales"),
        ("2024-01-01, 2024-01-02", "2024-01-02, 2024-01-01", "5:1: P008", "must be in order"),
        ("[days]", "[[disputed]]\nday = 2024-05-01\n[days]", "3:1: P008", "a disputed day needs"),
        ("[days]", "disputed = 3\n[days]", "1:1: P008", "a disputed day needs"),
    ],
)
def test_fault_is_reported_with_its_place(
    tmp_path: Path, old: str, new: str, place: str, message: str
) -> None:
    with pytest.raises(RuleErrors) as caught:
        load(tmp_path, WHOLE.replace(old, new, 1))
    assert f"bank-holidays.toml:{place}" in str(caught.value.errors[0])
    assert message in caught.value.errors[0].message


def test_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RuleErrors, match=r"P007 cannot be read: No such file"):
        load_bank_holidays(tmp_path / "nowhere.toml")


def test_small_file_loads(tmp_path: Path) -> None:
    assert load(tmp_path, WHOLE).holidays == {date(2024, 1, 1), date(2024, 1, 2)}


def test_a_longer_time_counts_for_the_latest_day_while_it_lasts() -> None:
    """As in Scotland in the spring of 2020: from when until when, and how many days."""
    longer = (date(2020, 4, 7), date(2020, 5, 26), 60)
    days = BANK_HOLIDAYS.working_days(["scotland"], 20, longer)
    within, before = date(2020, 4, 14), date(2020, 1, 6)
    assert days.due(within) == FOISA.due(within)
    assert days.latest_due(within) == days.after(within, 60)
    assert days.latest_due(before) == FOISA.latest_due(before)
