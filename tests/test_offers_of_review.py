"""Ways to tell of a review within the authority, of the Commissioner, and of the outcome of one."""

from __future__ import annotations

import pytest

from noticecheck.checker import Checker
from short_letters import FOIA, check, parse, status

LEASE = (
    f"We refuse the lease under section 41(1) {FOIA}, as the landlord gave it to us in confidence and "
    "could sue us for breach.\n\n"
)
THEN = (
    "\n\nAfter that you can complain to the Information Commissioner, Wycliffe House, Wilmslow.\n"
)


@pytest.mark.parametrize(
    "words",
    [
        "How to appeal\n\nStage 1: the Bursar, bursar@hale.example, within 40 working days.",
        "Complaints\n\n1. In the first place to the Company Secretary (cosec@hale.example).",
        "How to appeal\n- To the registrar (reg@hale.example) within 40 working days.",
    ],
)
def test_whom_to_write_to_first_under_a_heading(checker: Checker, words: str) -> None:
    then = "\n- Then to the Information Commissioner, Wycliffe House, Wilmslow.\n"
    assert status(check(checker, LEASE + words + then), "complaints_procedure") == "met"


@pytest.mark.parametrize(
    "words",
    [
        "Your complaint to the Ombudsman was reviewed by her and closed by our own officer.",
        "You complained to our Standards Board, which reviewed the matter and dismissed it.",
        "Two of your grievances were reviewed by the board's secretary.",
    ],
)
def test_a_complaint_that_was_made_offers_no_review(checker: Checker, words: str) -> None:
    assert status(check(checker, LEASE + words + THEN), "complaints_procedure") == "gap"


def test_a_denial_that_speaks_of_complaints_offers_no_review(checker: Checker) -> None:
    denial = (
        f"We neither confirm nor deny that we hold any complaint about her or any procedure, under "
        f"section 40(5B)(a)(i) {FOIA}, as others would learn whether she was investigated."
    )
    assert status(check(checker, denial + THEN), "complaints_procedure") == "gap"


@pytest.mark.parametrize(
    "words",
    [
        "A copy of our review procedure comes with this letter.",
        "Details of how to complain are attached.",
        "Our leaflet on reviews comes with this letter.",
    ],
)
def test_a_procedure_that_goes_with_the_letter_is_for_a_person_to_look_at(
    checker: Checker, words: str
) -> None:
    assert status(check(checker, LEASE + words + THEN), "complaints_procedure") == "unclear"


@pytest.mark.parametrize(
    "words",
    [
        "You can ask for an internal review: write to the Head of Legal, 1 Mercer Street.",
        "Internal review: if you are unhappy with this answer, write to the Head of Legal.",
        "You can request an internal review, and if your complaint is upheld we will send the lease.",
        "You may seek a review by the Deputy Director, who was not involved: it may be upheld or changed.",
        "If you think we are wrong, tell us and someone senior who was not involved will look at it afresh.",
        "You can ask Barrow Council for a review.",
        "Please contact the Clerk if you would like an officer who was not involved to check this decision.",
        "Any complaint about this reply should be made to the Clerk.",
        "To complain about how this was handled, use our two-stage procedure: write to the Clerk.",
        "If you'd like someone else to consider this, please write to the Head of Legal.",
        "Please send any request for reconsideration within 40 working days to the Solicitor.",
        "Barrow Council | Unhappy with this reply? Email reviews@barrow.example | Open 9 to 5",
        "Open 9 to 5 | Not happy? Write to the Clerk and a manager elsewhere will look at it",
        "Town Hall | Think we got it wrong? Contact foi@barrow.example within 40 days | City of Trees",
        "You may make representations within 40 working days by writing to the Solicitor.",
        "You've 40 working days to ask for an internal review (foi@barrow.example).",
        "A review of this can be sought from the Clerk in the next 40 working days.",
        "If you don't agree: review - foi@barrow.example, 40 working days; appeal - Information Commissioner.",
        "If you would like this looked at by someone else, please ask: Complaints, PO Box 9, Barrow.",
        "Right of review: Records Officer, 1 Mercer Street, 40 working days.",
        "You have complained about delay; you may ask for an internal review by writing to the Clerk.",
        "Most complaints have been resolved by the Clerk, to whom you can write for a review.",
    ],
)
def test_review_is_offered(checker: Checker, words: str) -> None:
    assert status(check(checker, LEASE + words + THEN), "complaints_procedure") == "met"


@pytest.mark.parametrize(
    "words",
    [
        "The Commissioner can look at it afresh.",
        "You have already been told about the lease by the Clerk.",
        "We will not look at this again.",
        "Your request was hard, and a senior officer had to consider it for a week.",
        "We took a second opinion from another solicitor before you were told.",
        "An officer was asked to check this response before it was sent to you.",
    ],
)
def test_no_review_is_offered(checker: Checker, words: str) -> None:
    assert status(check(checker, LEASE + words + THEN), "complaints_procedure") == "gap"


@pytest.mark.parametrize(
    "words",
    [
        "Beyond her there is the Information Commissioner at ico.org.uk.",
        "Failing that: Information Commissioner's Office, Wycliffe House, Wilmslow.",
        "Want to complain beyond that? Information Commissioner, https://ico.org.uk",
        "Still not happy with us? The Information Commissioner's Office (ico.org.uk).",
        "Disagree with the review too? ICO, www.ico.org.uk.",
    ],
)
def test_commissioner_is_told_of(checker: Checker, words: str) -> None:
    text = f"{LEASE}You can ask the Clerk for an internal review.\n\n{words}\n"
    assert status(check(checker, text), "right_to_regulator") == "met"


@pytest.mark.parametrize(
    "opening",
    [
        "Review of our decision on your information request",
        "Notice of review: your request for the lease",
        "Reconsideration under regulation 11",
    ],
)
def test_title_of_an_outcome(checker: Checker, opening: str) -> None:
    text = f"Dear Ms Hale\n\n{opening}\n\n{LEASE}I uphold the decision.{THEN}"
    assert parse(checker, text).kind == "internal_review"


def test_offer_of_a_review_is_no_outcome(checker: Checker) -> None:
    text = (
        f"Dear Ms Hale\n\nResult of searches\n\n{LEASE}You can ask us for an internal review.{THEN}"
    )
    assert parse(checker, text).kind == "full_refusal"


def test_leaflet_with_the_rights_leaves_both_open(checker: Checker) -> None:
    words = (
        "Information about your rights of review and of complaint to the Commissioner is in the leaflet "
        "enclosed."
    )
    report = check(checker, LEASE + words + "\n")
    assert status(report, "complaints_procedure") == "unclear"


@pytest.mark.parametrize(
    "words",
    [
        "Your rights are at https://hale.example/foi-complaints.",
        "You can read about our review procedure and the Information Commissioner at "
        "https://hale.example/foi.",
        "If you're not happy, see www.hale.example/foi-reviews.",
        "See our website for what to do next if you are unhappy with this.",
        "Our complaints process is on the website.",
        "How to complain: https://hale.example/foi-complaints",
        "How to appeal is explained at www.hale.example/appeals.",
    ],
)
def test_rights_behind_a_link_leave_both_open(checker: Checker, words: str) -> None:
    report = check(checker, LEASE + words + "\n")
    assert status(report, "complaints_procedure") == "unclear"
    assert status(report, "right_to_regulator") == "unclear"


@pytest.mark.parametrize(
    "words",
    [
        "If you are unhappy, please visit https://ico.org.uk to complain.",
        "The rates of other years are on our website at www.hale.example/rates.",
        "Complaints about bins can be made at any library.",
    ],
)
def test_other_links_lead_to_no_review(checker: Checker, words: str) -> None:
    assert status(check(checker, LEASE + words + "\n"), "complaints_procedure") == "gap"
