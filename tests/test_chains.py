"""Messages above one another: a later one may stand by, change or take back what was refused."""

from __future__ import annotations

import pytest

from noticecheck.checker import Checker
from short_letters import check, provisions, status

OLDER = """

-------- Original message --------
From: FOI Team
To: Nell Garrow
Date: 29 November 2024
Subject: RE: FOI-10533

Dear Nell

We hold two documents and have decided to refuse your request.

Document 1 is exempt under section 42(1). It is a letter in which our solicitor advises whether we
can get our money back from the roofer. There is interest in a bandstand that has been shut for two
summers, but handing the roofer our solicitor's view of the weak points would cost taxpayers dear.
The public interest in maintaining the exemption outweighs that in disclosure.

Document 2 is exempt under section 36(2)(b)(ii), as members would speak less freely.

You may ask for an internal review within 40 working days, and then complain to the Information
Commissioner, Wycliffe House, Water Lane, Wilmslow SK9 5AF.

FOI Team
"""


def chain(words: str, older: str = OLDER) -> str:
    return f"Dear Nell\n\nI write again about your request.\n\n{words}\n\nKind regards\n\nFOI Team{older}"


@pytest.mark.parametrize(
    "words",
    [
        "We do not rely on section 36(2)(b)(ii) any more and document 2 is attached. Our reply of "
        "29 November otherwise stands.",
        "Section 36(2)(b)(ii) is withdrawn; please find document 2 enclosed. The rest of our reply "
        "is unchanged: the exemption for document 1 still applies.",
        "I attach document 2, since section 36(2)(b)(ii) should not have been applied. We continue "
        "to withhold document 1 for the reasons given in our email below.",
    ],
)
def test_what_is_not_taken_back_still_stands(checker: Checker, words: str) -> None:
    report = check(checker, chain(words))
    assert provisions(report) == {"s42(1)"}
    assert status(report, "explains_why", "s42(1)") == "met"
    assert status(report, "public_interest", "s42(1)") == "met"
    assert status(report, "right_to_regulator") == "met"


@pytest.mark.parametrize(
    "words",
    [
        "Both documents are attached after all.",
        "We have withdrawn both exemptions. Both documents are attached in full.",
        "I hope that the documents reach you well.",
    ],
)
def test_an_older_message_that_nobody_stands_by_is_not_judged(checker: Checker, words: str) -> None:
    assert provisions(check(checker, chain(words))) == set()


def test_a_new_exemption_joins_the_old_ones(checker: Checker) -> None:
    words = (
        "We have found a third document, the roofer's price list. It is exempt under section 43(2): "
        "a rival could undercut the roofer. Our earlier reply still stands."
    )
    report = check(checker, chain(words))
    assert provisions(report) == {"s42(1)", "s36(2)(b)(ii)", "s43(2)"}


def test_the_requesters_words_below_are_not_stood_by(checker: Checker) -> None:
    older = (
        "\n\n-------- Original message --------\nFrom: Nell Garrow\nTo: FOI Team\n"
        "Date: 1 December 2024\nSubject: RE: FOI-10533\n\nDear FOI Team\n\nYou relied on section "
        "36(2)(b)(ii) for document 2. Please conduct an internal review of my request. You refused "
        "document 1 under section 42(1) without a reason.\n\nNell\n"
    )
    report = check(checker, chain("Our reply of 29 November still stands.", older))
    assert provisions(report) == set()
