"""Which sentence concludes a weighing, and what counts as weighed."""

from __future__ import annotations

import pytest

from noticecheck.checker import Checker
from short_letters import FOIA, RIGHTS, check, status

REFUSED = (
    f"We refuse the file under section 43(2) {FOIA}, as our bidder would be undercut by a rival in the "
    "tender that closes in June."
)


def weighed(checker: Checker, words: str) -> str:
    text = f"{REFUSED} {words}\n\n{RIGHTS}"
    return status(check(checker, text), "public_interest", "s43(2)")


FACTORS = "Travellers should know how the ferries are run, and a failed tender would leave them with none."


@pytest.mark.parametrize(
    "conclusion",
    [
        "The public interest in disclosure does not outweigh that in withholding the file.",
        "We do not consider that the public interest in disclosure outweighs that in the exemption.",
        "The balance at present favours non-disclosure.",
        "We find that the arguments against release have the greater weight.",
        "The public interest in keeping it back is therefore the weightier.",
        "I come down on the side of keeping it back, as the public gains more from a fair tender.",
        "So I think the public is better off with our keeping it to ourselves.",
        "We think it right for the public that they wait until June.",
    ],
)
def test_conclusion_in_other_words(checker: Checker, conclusion: str) -> None:
    assert weighed(checker, f"{FACTORS} {conclusion}") == "met"


def test_harm_that_the_conclusion_points_back_to(checker: Checker) -> None:
    assert weighed(checker, "That risk outweighs the public interest in the file.") == "met"


@pytest.mark.parametrize(
    "conclusion",
    [
        "On balance the public interest favours withholding.",
        "Having done so we reached the conclusion that, in all the circumstances of the case, the public "
        "interest in maintaining the exemption prevails.",
        "We have taken into account the presumption in favour of disclosure and conclude that the "
        "public interest favours the exemption.",
        "The public interest means the public good, not what is of interest to the public. An authority "
        "can only withhold information if the balance favours it, and here it does.",
    ],
)
def test_bare_conclusion_is_still_a_gap(checker: Checker, conclusion: str) -> None:
    assert weighed(checker, conclusion) == "gap"


def test_prosecution_that_is_not_in_the_public_interest_concludes_nothing(checker: Checker) -> None:
    words = "Two cases were closed, since charging the drivers was not in the public interest."
    assert weighed(checker, words) != "met"


def test_sides_under_headings_belong_to_the_weighing(checker: Checker) -> None:
    text = f"""{REFUSED}

Public interest test

For disclosure:
- openness about fares on the islands

Against disclosure:
- higher fares if the tender in June should fail

On balance, we have decided that the interest in a fair tender is the stronger.

Personal data (section 40(2)): the tenants' names. They are private persons.

{RIGHTS}"""
    assert status(check(checker, text), "public_interest", "s43(2)") == "met"


def test_what_is_undecided_for_one_exemption_excuses_no_other(checker: Checker) -> None:
    text = f"""We are refusing the prices under section 43(2) {FOIA}, since the losing firms will bid again.

As to the minutes, section 35(1)(a) applies because they concern subsidies now before ministers; we have
not yet decided where the balance of the public interest lies and expect to do so by 9 August 2024.

{RIGHTS}"""
    report = check(checker, text)
    assert status(report, "public_interest", "s43(2)") == "gap"
    assert status(report, "public_interest", "s35(1)(a)") == "not_applicable"


@pytest.mark.parametrize(
    "words",
    [
        "the Department needs a further 20 working days to weigh the public interest",
        "we have yet to reach a conclusion on the balance of the public interest",
        "we still have yet to decide where the public interest lies",
    ],
)
def test_holding_letter_owes_no_balance(checker: Checker, words: str) -> None:
    text = (
        f"We consider that section 35(1)(a) {FOIA} applies, as ministers are settling the policy, and "
        f"{words}. We hope to write to you by 3 July 2024.\n\n{RIGHTS}"
    )
    report = check(checker, f"3 June 2024\n\nDear Dr Amos\n\n{text}")
    assert report.notice is not None and report.notice.kind == "public_interest_extension"
    assert status(report, "public_interest") == "not_applicable"
    assert status(report, "pending_estimate") == "met"


RATES = (
    f"The rates are withheld under section 43(2) {FOIA}. A rival that knew them could undercut the "
    "grazier in the coming auction, and the estate would be left with a lower rent.\n\n"
)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (
            "Balance: for it - ramblers pay for the paths and wonder where the rent goes. Against it - an "
            "auction with every hand on the table brings in less. The second is weightier.",
            "met",
        ),
        (
            "Ramblers do good work on the hill paths with the little that they raise. A lower rent would "
            "close two of the huts. So the exemption should be maintained.",
            "unclear",
        ),
        ("So the exemption should be maintained.", "gap"),
    ],
)
def test_what_leads_to_a_conclusion(checker: Checker, words: str, wanted: str) -> None:
    assert status(check(checker, f"{RATES}{words}\n\n{RIGHTS}"), "public_interest") == wanted


@pytest.mark.parametrize(
    "words",
    [
        "After looking at the file we took the view that a prosecution would not be in the public interest "
        "and closed it with a caution last March.",
        "The lawyers read the file twice and decided that charging the trader was not in the public "
        "interest, as he had paid everybody back.",
        "Enforcement action was thought not to be in the public interest, since the stall had closed and "
        "the goods were gone.",
        "The trader was cautioned at the market office, as the public interest did not call for a court "
        "case over six boxes of plums.",
    ],
)
def test_what_was_not_prosecuted_is_no_balance(checker: Checker, words: str) -> None:
    assert weighed(checker, words) != "met"


@pytest.mark.parametrize(
    "words",
    [
        "We carried out the public interest test and found in favour of maintaining the exemption, having "
        "taken account of all the relevant arguments for and against.",
        "Having taken full account of the material considerations on both sides, we find for the exemption "
        "in the public interest.",
        "The public interest arguments for and against were weighed and the exemption prevails.",
    ],
)
def test_that_arguments_were_weighed_is_no_argument(checker: Checker, words: str) -> None:
    assert weighed(checker, words) == "gap"


@pytest.mark.parametrize(
    "words",
    [
        "Public interest\n\nFor: transparency. Against: the harm set out above. We withhold.",
        "Public interest: for disclosure, openness; against, the prejudice described above. We withhold.",
        "Openness counts for release; the public interest in it is outweighed for the reasons given above.",
    ],
)
def test_a_weighing_that_points_back_is_for_a_person_to_look_at(
    checker: Checker, words: str
) -> None:
    assert weighed(checker, f"\n\n{words}") == "unclear"
    bare = f"We refuse the file under section 43(2) {FOIA}.\n\n{words}\n\n{RIGHTS}"
    assert status(check(checker, bare), "public_interest", "s43(2)") == "gap"


def test_short_sides_are_for_a_person_to_weigh(checker: Checker) -> None:
    words = (
        "There is interest in knowing how ferries spend their nights. A leak would wreck months of "
        "work. The public interest favours withholding."
    )
    assert weighed(checker, words) in ("unclear", "met")
