"""Numbers that look like those of sections: of policies and forms, counted, asked for, of offences."""

from __future__ import annotations

import pytest

from noticecheck.checker import Checker
from short_letters import FOIA, RIGHTS, letter, parse, provisions

NAMES = (
    f"The names are withheld under section 40(2) {FOIA}, as clerks would not expect to be named."
)


@pytest.mark.parametrize(
    "words",
    [
        "The policy is on our website, under Policies, Students, S14.",
        "Governance > Staff > S12 is where the rules are.",
        "Please use form S12, which you can get at reception.",
        "The S14 Policy on absence is attached.",
    ],
)
def test_number_of_a_document(checker: Checker, words: str) -> None:
    assert provisions(parse(checker, letter(NAMES, words, RIGHTS))) == {"s40(2)"}


@pytest.mark.parametrize(
    "words",
    [
        "1. Dispensations under section 33 of the Localism Act: two\n2. Dispensations under section 33: four",
        "1. How many dispensations under section 33? - Four; list attached.\n2. Any others? - No.",
        "1. Payments made by way of section 24: £311,870\n2. Payments in all: £400,000",
        "1. Was the police told? - Yes. Failing to register is an offence by section 34(1).\n2. When? - June.",
        "1. Members convicted of an offence under section 34: one.\n2. Members charged under section 34: two.",
    ],
)
def test_section_that_is_counted_or_asked_for(checker: Checker, words: str) -> None:
    assert provisions(parse(checker, letter(words, NAMES, RIGHTS))) == {"s40(2)"}


@pytest.mark.parametrize(
    "words",
    [
        "The prices are exempt under S43, as a rival could undercut the supplier.",
        "Prices: Withheld, S43. A rival could undercut the supplier.",
        "The prices are withheld, S43: a rival could undercut the supplier.",
        "Redacted, section 43: 3 prices. A rival could undercut the supplier.",
    ],
)
def test_section_that_is_relied_on(checker: Checker, words: str) -> None:
    assert provisions(parse(checker, letter(NAMES, words, RIGHTS))) == {"s40(2)", "s43"}


@pytest.mark.parametrize(
    "words",
    [
        "under which your own data would in any event be exempt by section 40(1)",
        "where what is about you would otherwise be exempt under section 40(1)",
        "under which it would have been exempt anyway by virtue of section 40(1)",
    ],
)
def test_own_data_are_given_under_another_law(checker: Checker, words: str) -> None:
    parsed = parse(
        checker,
        "Dear Miss Quill\n\nYour subject access request\n\nWe have dealt with this under Article 15 of "
        f"the UK GDPR, and not under the Freedom of Information Act 2000, {words}.\n\n187 pages are "
        "enclosed. Some passages about other tenants have been blacked out (Data Protection Act 2018, "
        "Schedule 2, paragraph 16).\n",
    )
    assert (provisions(parsed), parsed.kind) == (set(), "other")


def test_question_about_withholding_refuses_nothing(checker: Checker) -> None:
    parsed = parse(
        checker,
        letter(
            "1. Have any parts of the register been withheld from the web? - No.\n"
            "2. How many interests are on it? - Forty-one.",
            RIGHTS,
        ),
    )
    assert parsed.unnamed is None
