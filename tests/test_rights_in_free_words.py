"""Where to complain, and the outcome of a review, in words that no template has."""

from __future__ import annotations

import pytest

from noticecheck.checker import Checker
from short_letters import FOIA, check, claims, document, parse, status

REFUSAL = (
    f"We will not release the margins, which are exempt under section 43(2) {FOIA}: bids close in May, and a "
    "rival could undercut the firm."
)


def told(checker: Checker, words: str, element: str = "complaints_procedure") -> str | None:
    return status(check(checker, f"Dear Ms Hale\n\n{REFUSAL}\n\n{words}\n"), element)


@pytest.mark.parametrize(
    "words",
    [
        "This decision can be appealed against to the Trust (foi@hale.example, within 2 months).",
        "The decision may be challenged before 3 May with the Monitoring Officer.",
        "Our answer can be queried by e-mail (foi@hale.example); if that does not help, then with the "
        "Information Commissioner.",
        "REVIEW\nBy e-mail to foi@hale.example before 7 April 2026.",
        "Appeals\nWrite to appeals@hale.example within 40 working days.",
        "If you are not satisfied with the service you received from our staff in dealing with your FOI request, "
        "write to the Clerk.",
        "Should you be unhappy with the answer that the Council has given you in this matter, or with how long your "
        "request took, please write to the Clerk.",
        "Complaints about a member of staff or about how we have answered this request go to the Head of "
        "Governance, Civic Hall.",
        "If you are unhappy with the decision, contact the Planning team at foi@hale.example.",
        "If you are unhappy, please write to our Data Protection Complaints Officer for a review.",
        "If you are unhappy with this, write to the Director of Adult Care, who will review it.",
        "If you have any concerns about how we have dealt with your enquiry please get in touch with me.",
        "You may go directly to the Information Commissioner, but you should first ask us for a review.",
        "Where an applicant is dissatisfied they should, in the first instance, address their concerns to the "
        "Monitoring Officer.",
        "If your clients are dissatisfied they may make representations under Regulation 11 to the Monitoring "
        "Officer.",
    ],
)  # fmt: skip
def test_a_way_to_complain_is_seen(checker: Checker, words: str) -> None:
    assert told(checker, words) == "met"


@pytest.mark.parametrize(
    "words",
    [
        "If you wish to appeal against the decision not to offer your child a place at one of our schools, please "
        "contact the Admissions Clerk.",
        "Complaints about our safeguarding arrangements may be made to the Designated Lead.",
        "Complaints about the ambulance service itself should go to our Patient Experience team.",
        "If you want to appeal against a parking ticket, write to Parking Services, Civic Hall, within 28 days.",
        "To complain about a missed bin, a member of staff or any other service, fill in the form.",
        "You may appeal against this planning decision to the Secretary of State within six months.",
        "This decision can be challenged only by judicial review in the High Court.",
        "I am sorry that you are unhappy with how your neighbour was dealt with; you wrote to the Clerk about that "
        "in your request.",
        "If you have concerns about the safety of the bridge, please get in touch with the Highways Team.",
        "Please have a look at our website for the budget.",
        "REVIEW\nThe contract is reviewed each May by the Head of Procurement.",
    ],
)
def test_a_way_to_complain_of_something_else_is_none(checker: Checker, words: str) -> None:
    assert told(checker, words) == "gap"


def test_a_complaint_about_data_leads_to_no_right_under_the_act(checker: Checker) -> None:
    words = (
        "If you are unhappy with the way we use your personal data you can complain to our Data Protection "
        "Officer, and then to the Information Commissioner."
    )
    assert told(checker, words) == "gap"
    assert told(checker, words, "right_to_regulator") == "unclear"


@pytest.mark.parametrize(
    "words",
    [
        f"Your appeal succeeds in part.\n\n{REFUSAL}",
        f"Your challenge to our answer of 3 May fails.\n\n{REFUSAL}",
        f"I disagree with the first decision as to the report, which is enclosed.\n\n{REFUSAL}",
        f"{REFUSAL}\n\nThere is no further appeal within the force.",
        f"{REFUSAL}\n\nI uphold the decision. That exhausts the Council's own process.",
        f"We have had another look at our decision of 3 May, as you asked.\n\n{REFUSAL}",
        f"On review that decision stands.\n\n{REFUSAL}",
    ],
)
def test_an_outcome_of_a_review_is_known(checker: Checker, words: str) -> None:
    assert parse(checker, f"Dear Ms Hale\n\n{words}\n").kind == "internal_review"


@pytest.mark.parametrize(
    "words",
    [
        f"Your planning appeal was dismissed in March.\n\n{REFUSAL}",
        f"You complained in May about a pothole.\n\n{REFUSAL}",
        f"{REFUSAL}\n\nIf you are unhappy you may ask the Clerk for a review, which concludes our process.",
        f"{REFUSAL}\n\nA senior officer will then have looked at the matter afresh.",
        f"We have considered your request afresh after you made it clearer in June.\n\n{REFUSAL}",
    ],
)
def test_what_only_looks_like_a_review_is_none(checker: Checker, words: str) -> None:
    assert parse(checker, f"Dear Ms Hale\n\n{words}\n").kind == "full_refusal"


def test_a_review_that_upholds_a_denial_denies_although_no_act_is_named(checker: Checker) -> None:
    text = (
        "Dear Mr Hale\n\nYou complained that our answer about the drones says nothing.\n\nThe answer neither "
        "confirmed nor denied possession, in reliance on section 31(3) and section 24(2), and I would have done "
        "likewise. A force that owns up to the kit would tell those who fly over walls to find another way.\n\n"
        "I therefore uphold the decision. This concludes the review.\n"
    )
    parsed = parse(checker, text)
    assert parsed.kind == "internal_review"
    assert claims(parsed) == {("s31(3)", "ncnd"), ("s24(2)", "ncnd")}


def test_numbered_paragraphs_behind_words_of_the_act_are_the_letters_own(checker: Checker) -> None:
    text = (
        "Environmental Information Regulations 2004\n\nDear Sirs\n\n1. We act for the Partnership.\n\n"
        "2. The Partnership relies on Regulation 12(5)(e). Regulation 12(5)(e) provides that a public authority may "
        "refuse to disclose information to the extent that its disclosure would adversely affect the "
        "confidentiality of commercial or industrial information where such confidentiality is provided by law to "
        "protect a legitimate economic interest.\n\n"
        "3. Disclosure of the schedule would adversely affect the confidentiality of commercial or industrial "
        "information where such confidentiality is provided by law to protect a legitimate economic interest.\n\n"
        "4. The Partnership has weighed the public interest and finds that it lies in maintaining the exception.\n\n"
        "5. If your clients are dissatisfied, they may make representations under Regulation 11 to the Monitoring "
        "Officer.\n\n"
        "6. Your clients may also apply to the Information Commissioner: ico.org.uk.\n\nYours faithfully\n"
    )
    report = checker.check(document(text))
    assert status(report, "complaints_procedure") == "met"
    assert status(report, "right_to_regulator") == "met"
