"""The outcome of a review has a time of its own: forty working days under the Regulations, twenty
in Scotland, and under the Act of 2000 none."""

from __future__ import annotations

import pytest

from noticecheck.checker import Checker
from short_letters import check, statuses

EIR = ("Environmental Information Regulations 2004", "regulation 12(4)(d)", "eir2004/r11-4")
FOISA = ("Freedom of Information (Scotland) Act 2002", "section 33(1)(b)", "foisa2002/s21-1")
FOIA = ("Freedom of Information Act 2000", "section 43(2)", "")


def outcome(checker: Checker, law: tuple[str, str, str], day: str, asked: str) -> str | None:
    act, provision, rule = law
    found = statuses(
        check(
            checker,
            f"{day}\n\nOutcome of internal review\n\n{asked} I have reviewed the decision under the {act}, "
            f"and uphold it: {provision} applies, since a rival could undercut the supplier.\n",
        )
    )
    assert "gap" not in {found.get("eir2004/r14-2"), found.get("foisa2002/s10-1")}
    return found.get(rule)


@pytest.mark.parametrize(
    ("law", "last", "late"),
    [(EIR, "2 March 2026", "3 March 2026"), (FOISA, "2 February 2026", "3 February 2026")],
)
def test_last_day_for_a_review(
    checker: Checker, law: tuple[str, str, str], last: str, late: str
) -> None:
    asked = "Your request for a review was received on 5 January 2026."
    assert outcome(checker, law, last, asked) == "met"
    assert outcome(checker, law, late, asked) == "gap"


@pytest.mark.parametrize(
    "asked",
    [
        "We received your request for an internal review on 5 January 2026.",
        "Thank you for your email asking for a review, which we received on 5 January.",
        "Your representations of 1 January reached us on 5 January 2026.",
        "Your request for review was received on 5 January 2026, and your request for information on 3 May 2025.",
    ],
)  # fmt: skip
def test_how_letters_say_when_a_review_was_asked_for(checker: Checker, asked: str) -> None:
    for law in (EIR, FOISA):
        assert outcome(checker, law, "9 April 2026", asked) == "gap"


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("You asked for a review on 5 January 2026.", None),
        ("Your request for information was received on 5 January 2026.", None),
        ("We received your request for a review on 5 January 2026, and you clarified it.", "unclear"),
        ("We received your request for a review on 5 January 2026 and a further request for one in March.",
         "unclear"),
        # Nobody knows the holidays of those years.
        ("We received your request for a review on 5 January 1999.", "unclear"),
    ],
)  # fmt: skip
def test_nobody_is_called_late_where_the_day_is_open(
    checker: Checker, asked: str, wanted: str | None
) -> None:
    for law in (EIR, FOISA):
        assert outcome(checker, law, "9 April 2026", asked) == wanted


def test_the_act_of_2000_gives_no_number_of_days(checker: Checker) -> None:
    asked = "We received your request for a review on 5 January 2026."
    assert outcome(checker, FOIA, "9 November 2026", asked) is None
