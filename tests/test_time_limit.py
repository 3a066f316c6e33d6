"""Section 10: a refusal is late, in time, or nobody can tell from the letter."""

from __future__ import annotations

from datetime import date

import pytest

from noticecheck.checker import Checker
from short_letters import FOIA, RIGHTS, check, document, status

PRICES = (
    f"The unit prices are withheld under section 43(2) {FOIA}, since a rival that knew them could "
    "undercut the supplier by a penny."
)
RECEIVED = "We received your request on 19 December 2025."
LATE = "23 January 2026"
"""A day after the twentieth working day."""


def late(checker: Checker, day: str, words: str, *, received: date | None = None) -> str:
    text = f"Borley Parish Council\n\n{day}\n\nDear Ms Hale\n\n{words}\n\n{PRICES}\n\n{RIGHTS}"
    return status(check(checker, text, received=received), "time_limit")


@pytest.mark.parametrize(
    ("day", "wanted"), [("22 January 2026", "met"), (LATE, "gap"), ("9 January 2026", "met")]
)
def test_twentieth_working_day(checker: Checker, day: str, wanted: str) -> None:
    assert late(checker, day, RECEIVED) == wanted


def test_option_stands_in_for_what_the_letter_does_not_say(checker: Checker) -> None:
    for received, wanted in ((date(2025, 12, 19), "gap"), (date(2025, 12, 22), "met")):
        assert late(checker, LATE, "Thank you for your letter.", received=received) == wanted
    assert late(checker, LATE, "Thank you for your letter.") == "not_applicable"


@pytest.mark.parametrize(
    "words",
    [
        "You clarified it on 5 January.",
        "On 5 January you sent us a revised request.",
        "We received your narrowed request on 6 January 2026.",
        "A fees notice was sent on 22 December and your payment was received on 8 January.",
        "On 20 January we extended the time to consider the public interest.",
        "I wrote to you on 20 January to say that more time was needed.",
        "This follows our holding reply of 20 January.",
        "Further to our letter of 20 January, I can now answer.",
        "The request was transferred to us from the Ministry.",
        "Some of the file lies in the Public Record Office.",
        "The file had to be fetched from our embassy in Lima.",
        "The unit was deployed on operations until the New Year.",
        "We needed longer to weigh the public interest.",
        "You told us which of the two sites you meant.",
        "This is a fresh response, after the Commissioner's decision notice.",
        "On 5 January the County Council passed the file to us.",
        "The headteacher has looked at the file herself.",
    ],
)
def test_nobody_is_called_late_where_the_time_may_run_otherwise(
    checker: Checker, words: str
) -> None:
    assert late(checker, LATE, f"{RECEIVED} {words}") == "unclear"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("The headteacher has looked at the file.", "for a school"),
        (
            "Some of the file lies in the Public Record Office.",
            "an archive has thirty working days",
        ),
        (
            "The file had to be fetched from our embassy in Lima.",
            "may allow up to sixty working days",
        ),
        ("On 5 January you sent us a revised request.", "the time may run anew"),
        ("We received your request on 31 November 2025.", "cannot be right"),
    ],
)
def test_what_cannot_be_calculated_is_said_with_its_reason(
    checker: Checker, words: str, reason: str
) -> None:
    received = "" if "31 November" in words else RECEIVED
    text = f"Borley Council\n\n{LATE}\n\nDear Ms Hale\n\n{received} {words}\n\n{PRICES}\n\n{RIGHTS}"
    (point,) = [a for a in check(checker, text).assessments if a.rule == "foia2000/s10-1"]
    assert point.status == "unclear"
    assert point.message.startswith("Cannot calculate") and reason in point.message


def test_body_that_nobody_names_may_be_a_school(checker: Checker) -> None:
    words = f"Dear Ms Hale\n\n{RECEIVED}\n\n{PRICES}\n\n{RIGHTS}"
    assert status(check(checker, f"{LATE}\n\n{words}"), "time_limit") == "unclear"
    assert status(check(checker, f"Borley Council\n\n{LATE}\n\n{words}"), "time_limit") == "gap"


def test_without_a_date_it_is_noted_that_nothing_can_be_calculated(checker: Checker) -> None:
    report = check(checker, f"Borley Council\n\nDear Ms Hale\n\n{RECEIVED}\n\n{PRICES}\n\n{RIGHTS}")
    (note,) = [a for a in report.assessments if a.rule == "foia2000/s10-dates"]
    assert note.status == "note" and note.message.startswith("Cannot calculate")
    assert status(report, "time_limit") == "not_applicable"


def test_day_of_sending_can_be_given_by_option(checker: Checker) -> None:
    for top in ("", "3 January 2026\n\n"):
        text = f"Borley Council\n\n{top}Dear Ms Hale\n\n{RECEIVED}\n\n{PRICES}\n\n{RIGHTS}"
        for dated, wanted in ((date(2026, 1, 22), "met"), (date(2026, 1, 23), "gap")):
            report = checker.check(document(text), dated=dated)
            assert status(report, "time_limit") == wanted
            assert report.notice is not None and report.notice.dated == dated


def test_what_turns_on_a_day_of_which_sources_differ_is_unclear(checker: Checker) -> None:
    words = "We received your request on 10 November 2006."
    for day, wanted in (("8 December", "met"), ("11 December", "unclear"), ("12 December", "gap")):
        assert late(checker, f"{day} 2006", words) == wanted


def test_proclaimed_holiday_of_scotland_counts_for_all(checker: Checker) -> None:
    words = "We received your request on 26 May 2026."
    for day, wanted in (("24 June 2026", "met"), ("25 June 2026", "gap")):
        assert late(checker, day, words) == wanted


def test_school_has_time_of_its_own(checker: Checker) -> None:
    for day, wanted in ((LATE, "unclear"), ("9 January 2026", "met")):
        text = f"Hale End Primary School\n\n{day}\n\nDear Ms Hale\n\n{RECEIVED}\n\n{PRICES}\n\n{RIGHTS}"
        assert status(check(checker, text), "time_limit") == wanted


def test_two_days_of_receipt_are_unclear_only_where_it_matters(checker: Checker) -> None:
    words = f"{RECEIVED} A second letter was received on 2 January 2026."
    assert late(checker, LATE, words) == "unclear"
    assert late(checker, "22 January 2026", words) == "met"


def test_holidays_of_a_year_that_are_not_known(checker: Checker) -> None:
    assert late(checker, "5 March 2031", "We received your request on 3 March 2031.") == "unclear"


def test_full_disclosure_and_review_are_not_measured(checker: Checker) -> None:
    for body in (
        "The prices you asked for under the Freedom of Information Act are enclosed in full.",
        f"I have completed the internal review you asked for. I uphold the decision. {PRICES}",
    ):
        report = check(checker, f"23 June 2026\n\nDear Ms Hale\n\n{RECEIVED}\n\n{body}\n\n{RIGHTS}")
        assert status(report, "time_limit") == "not_applicable"


def test_holding_letter_keeps_the_time_too(checker: Checker) -> None:
    body = (
        f"The paper is exempt under section 35(1)(a) {FOIA}, as ministers are still settling the "
        "policy. We have not yet decided where the public interest lies and expect to do so by 20 "
        "February 2026."
    )
    for day, wanted in ((LATE, "gap"), ("22 January 2026", "met")):
        report = check(
            checker,
            f"Borley Parish Council\n\n{day}\n\nDear Ms Hale\n\n{RECEIVED}\n\n{body}\n\n{RIGHTS}",
        )
        assert status(report, "time_limit") == wanted
        assert status(report, "public_interest") == "not_applicable"


def test_evidence_is_both_days(checker: Checker) -> None:
    head = f"Borley Parish Council\n\n{LATE}\n\nDear Ms Hale"
    report = check(checker, f"{head}\n\n{RECEIVED}\n\n{PRICES}\n\n{RIGHTS}")
    (point,) = [a for a in report.assessments if a.rule == "foia2000/s10-1"]
    assert [report.document.quote(span) for span in point.evidence] == [LATE, RECEIVED]
    assert "19 December 2025" in point.message and "22 January 2026" in point.message


def test_letter_that_is_older_than_its_request_is_not_called_in_time(checker: Checker) -> None:
    words = "Thank you for your letter."
    assert late(checker, LATE, words, received=date(2026, 3, 1)) == "unclear"


@pytest.mark.parametrize(
    "words",
    [
        "We need more time to consider the public interest and expect to decide by 20 February 2026.",
        "We have not yet decided on the public interest and extend the time until 20 February 2026.",
    ],
)
def test_more_time_for_the_public_interest_is_none_for_the_notice(
    checker: Checker, words: str
) -> None:
    """Section 10(3) leaves the time of section 17(1) as it is."""
    assert late(checker, LATE, f"{RECEIVED} {words}") == "gap"
    assert late(checker, "22 January 2026", f"{RECEIVED} {words}") == "met"


@pytest.mark.parametrize(
    ("day", "wanted"), [("1 October 2024", "met"), ("25 November 2024", "gap")]
)
def test_a_school_has_sixty_working_days_at_most(checker: Checker, day: str, wanted: str) -> None:
    text = f"Hillside Primary School\n\n{day}\n\nWe received your request on 22 July 2024.\n\n{PRICES}\n\n{RIGHTS}"
    found = {a.rule: a.status for a in check(checker, text).assessments}
    assert found["foia2000/s10-4-school"] == wanted
    assert found["foia2000/s10-1"] == "unclear"
