"""Section 10: a refusal is late, in time, or nobody can tell from the letter."""

from __future__ import annotations

from datetime import date

import pytest

from noticecheck.checker import Checker
from short_letters import FOIA, RIGHTS, check, status

PRICES = (
    f"The unit prices are withheld under section 43(2) {FOIA}, since a rival that knew them could "
    "undercut the supplier by a penny."
)
RECEIVED = "We received your request on 19 December 2025."
LATE = "23 January 2026"
"""A day after the twentieth working day."""


def late(checker: Checker, day: str, words: str, *, received: date | None = None) -> str:
    text = f"{day}\n\nDear Ms Hale\n\n{words}\n\n{PRICES}\n\n{RIGHTS}"
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


def test_school_has_time_of_its_own(checker: Checker) -> None:
    assert late(checker, f"Hale End Primary School\n\n{LATE}", RECEIVED) == "unclear"
    assert late(checker, "Hale End Primary School\n\n9 January 2026", RECEIVED) == "met"


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
        report = check(checker, f"{day}\n\nDear Ms Hale\n\n{RECEIVED}\n\n{body}\n\n{RIGHTS}")
        assert status(report, "time_limit") == wanted
        assert status(report, "public_interest") == "not_applicable"


def test_evidence_is_both_days(checker: Checker) -> None:
    report = check(checker, f"{LATE}\n\nDear Ms Hale\n\n{RECEIVED}\n\n{PRICES}\n\n{RIGHTS}")
    (point,) = [a for a in report.assessments if a.element == "time_limit"]
    assert [report.document.quote(span) for span in point.evidence] == [LATE, RECEIVED]
    assert "19 December 2025" in point.message and "22 January 2026" in point.message


def test_letter_that_is_older_than_its_request_is_not_called_in_time(checker: Checker) -> None:
    words = "Thank you for your letter."
    assert late(checker, LATE, words, received=date(2026, 3, 1)) == "unclear"
