"""What is refused without a section: its reasons are none for the section named elsewhere."""

from __future__ import annotations

import pytest

from noticecheck.checker import Checker
from short_letters import FOIA, RIGHTS, check, letter, status

HARM = (
    "Readers would be misled by it about the smoke, because the wind was measured at the wrong mast, "
    "and engineers would spend the winter on corrections."
)
SCORES = (
    "Three lenders are settling their fees with us this month, and each would ask for more because it "
    "would learn what another got."
)


@pytest.mark.parametrize(
    "body",
    [
        ("(a) Draft assessment", f"Refused. {HARM}", "(b) Prices", f"Refused under section 43(2) {FOIA}."),
        ("(a) The prices", f"Withheld under section 43(2) {FOIA}.", "(b) The draft", f"We withhold it. {HARM}"),
        (
            f"Loan fee and insurance. These are exempt from disclosure. {SCORES}",
            f"Loan agreement. This is exempt under section 43(2) {FOIA}.",
        ),
        (
            "3.1 - Personal information",
            f"We have withheld the names. {SCORES}",
            "3.2 - Prices",
            f"Pages 4 and 6 are withheld under section 43(2) {FOIA}.",
        ),
    ],
)  # fmt: skip
def test_reasons_of_a_part_that_names_nothing(checker: Checker, body: tuple[str, ...]) -> None:
    report = check(checker, letter(*body, RIGHTS))
    assert status(report, "explains_why", "s43(2)") in ("gap", "unclear")


@pytest.mark.parametrize(
    "body",
    [
        ("1. Refusal", f"They are refused under section 43(2) {FOIA}.", "2. Why", f"They are withheld for now. {SCORES}"),
        (
            f"We hold this. The fees are withheld under section 43(2) {FOIA}.",
            f"We understand why you ask. The fees that are withheld are new. {SCORES}",
        ),
        (
            "(a) Fees", f"The fees are withheld under section 43(2) {FOIA}.",
            "(b) Prices", f"The prices are withheld for the same reasons. {SCORES}",
        ),
    ],
)  # fmt: skip
def test_reasons_elsewhere_for_the_only_section(checker: Checker, body: tuple[str, ...]) -> None:
    report = check(checker, letter(*body, RIGHTS))
    assert status(report, "explains_why", "s43(2)") == "met"


@pytest.mark.parametrize(
    ("third", "wanted"),
    [
        ("Document 3 - section 43(2)", True),
        ("Document 3 - not disclosed", False),
    ],
)
def test_balance_under_a_document_that_names_nothing(
    checker: Checker, third: str, wanted: bool
) -> None:
    report = check(
        checker,
        letter(
            f"Three documents are withheld {FOIA.replace('of', 'under', 1)}.",
            "Document 1 - section 40(2)",
            "The clerks would not expect to be named.",
            "Document 2 - section 43(2)",
            "A rival who knew the rate could undercut the supplier.",
            third,
            "There is a public interest in how the fee was set.\n\nBut the lenders are still settling "
            "theirs and would ask for more, so the public interest favours withholding.",
            RIGHTS,
        ),
    )
    assert (status(report, "public_interest", "s43(2)") == "met") == wanted


QUESTIONS = (
    "Who is the caterer? Tablewell Ltd.",
    f"What is the fee? Commercially sensitive - exempt under section 43(2) {FOIA}.",
    "How many have free meals? We counted 2,216 on the morning of the October census.",
)


def test_the_answer_to_another_question_argues_nothing(checker: Checker) -> None:
    report = check(checker, letter(*QUESTIONS, RIGHTS))
    assert status(report, "explains_why", "s43(2)") == "gap"


def test_a_question_that_the_letter_asks_itself_goes_on_arguing(checker: Checker) -> None:
    why = f"What if they were known? {SCORES}"
    report = check(checker, letter(*QUESTIONS[:2], why, RIGHTS))
    assert status(report, "explains_why", "s43(2)") == "met"


BANK = (
    f"The bank details are exempt under section 43(2) {FOIA}, because a fraudster could use them to "
    "take the firm's money."
)
ADVICE = "The advice on the lease is exempt under section 42(1), as our solicitors gave it in confidence."


@pytest.mark.parametrize(
    "balance",
    [
        "The public interest in seeing how we pay is outweighed by the risk of fraud if the bank details "
        "were known.",
        "Public interest\n\nSeeing the bank details would help nobody check what we spend, and fraud would "
        "cost taxpayers money. The public interest favours withholding the bank details.",
        "We weighed the public interest in the bank details. They would add nothing to what people know, "
        "and fraud would follow, so we have decided to withhold them.",
    ],
)
def test_a_balance_that_speaks_of_one_part_serves_no_other(checker: Checker, balance: str) -> None:
    report = check(checker, letter(BANK, ADVICE, balance, RIGHTS))
    found = [status(report, "public_interest", name) for name in ("s43(2)", "s42(1)")]
    assert found == ["met", "unclear"]


def test_a_balance_that_speaks_of_both_parts_serves_both(checker: Checker) -> None:
    balance = (
        "The public interest in openness about the lease and the bank details is outweighed by the "
        "harm of fraud and by the loss of candid advice."
    )
    report = check(checker, letter(BANK, ADVICE, balance, RIGHTS))
    found = {status(report, "public_interest", name) for name in ("s43(2)", "s42(1)")}
    assert found == {"met"}
