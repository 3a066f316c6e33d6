"""What stands beside a claim and argues nothing: courtesies, notes on paper, the questions."""

from __future__ import annotations

import pytest

from noticecheck.checker import Checker
from short_letters import RIGHTS, check, letter, parse, part_of, provisions, status, statuses

BARE = (
    "The unit costs are withheld under section 43(2). Information is exempt information if its "
    "disclosure under this Act would, or would be likely to, prejudice the commercial interests of "
    "any person (including the public authority holding it)."
)
CLOSINGS = [
    "We trust that this answers your enquiry.",
    "I hope that this information helps.",
    "We would be grateful if you could complete our short survey at the link below.",
    "Please take a moment to fill in the feedback form on our website.",
    "Your feedback on our service is welcome.",
    "Thank you for your interest in the work of the Board.",
    "We are sorry that on this occasion the news is disappointing.",
    "Please quote our reference in any further correspondence.",
    "If you have any queries, please contact the team on the number above.",
    "Yours is one of many requests that we receive each month.",
    "This letter can be had in large print, in Braille or in another language.",
    "The information supplied may be reused under the Open Government Licence.",
    "Responses are published in our disclosure log without the names of those who asked.",
    "We look after your personal data as our privacy notice says.",
    "I am sorry for the delay in sending you this reply.",
    "Please do not hesitate to write to me again.",
    "A copy of this letter has been placed on file.",
    "Our office is open from nine to five on working days.",
    "Your FOI request was received on 9 July and concerned reports from the post in Tavania.",
    "Your enquiry reached us on Monday and was about the costs of each of the practices.",
    "We will let you have an answer to the rest as soon as we possibly can.",
    "We apologise for any inconvenience and are grateful for your patience.",
    "The papers are protected by copyright, and you must ask the owner before using them because the law forbids copying without leave.",
    "You are free to use what we send for private study or for research that earns nothing.",
    "To re-use the information in a book that is sold, write to the licensing desk.",
    "This reply, with your name taken out, will appear in our disclosure log so that others may benefit.",
    "Your details are kept for three years so that we can account for how requests are dealt with.",
    "We use your email address only to answer you and never sell it to a supplier or competitor.",
    "Our telephone lines are open from eight because many of our customers work in the day.",
    "Please tell us how we did, since what you say helps us to become better.",
    "The mailbox that this came from is not monitored because nobody has the time for it.",
    "Please keep this letter safe, because you will need its number if you write again.",
    "Any fee for paper copies will be waived, as the supplier charges us nothing this year.",
    "Our annual report is the place to know more about the work of the Board, since it has the figures.",
]


@pytest.mark.parametrize("closing", CLOSINGS)
def test_no_closing_is_a_reason(checker: Checker, closing: str) -> None:
    for text in (letter(BARE, closing, RIGHTS), letter(f"{BARE} {closing}", RIGHTS)):
        report = check(checker, text)
        assert status(report, "explains_why", "s43(2)") != "met"
        assert status(report, "public_interest", "s43(2)") == "gap"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Question", "Answer"),
        ("Q2", "A2"),
        ("Your question", "Our response"),
        ("You asked", "Reply"),
    ],
)
def test_a_labelled_question_is_the_requesters(
    checker: Checker, question: str, answer: str
) -> None:
    asked = f"{question}: Provide the unit cost of each practice and the discount structure."
    text = letter(
        f"{question}: When did the contract begin?", f"{answer}: On 1 July 2021.",
        asked, f"{answer}: {BARE}", RIGHTS,
    )  # fmt: skip
    parsed = parse(checker, text)
    assert part_of(parsed, "Provide the unit cost") == "request"
    assert provisions(parsed) == {"s43(2)"}
    assert status(check(checker, text), "explains_why", "s43(2)") == "gap"


def test_a_label_without_an_answer_is_the_authoritys_own(checker: Checker) -> None:
    text = letter("Request: we have read it with care.", BARE, RIGHTS)
    assert part_of(parse(checker, text), "we have read it") == "response"


def test_a_short_answer_under_a_reference_of_access(checker: Checker) -> None:
    text = (
        "Burn and District Board\n\nOur ref FOI2223-0990\n\nDear Amara\n\nThank you for your "
        "enquiry.\n\nQuestion: Provide the unit cost of each practice.\n\nAnswer: Exempt. Section "
        "43(2) Commercial interests.\n\nFOI Office\n"
    )
    assert provisions(check(checker, text)) == {"s43(2)"}


def test_an_officer_who_writes_for_a_body_is_no_requester(checker: Checker) -> None:
    text = letter(
        "I am writing on behalf of Borley Council. The prices are withheld under section 43(2): a "
        "rival could undercut the contractor.",
        RIGHTS,
    )
    assert provisions(check(checker, text)) == {"s43(2)"}


@pytest.mark.parametrize(
    "asked",
    [
        "You asked for emails about emissions from the incinerator into the air.",
        "You asked about pollution of the river in May.",
        "You asked for reports on the state of the beach.",
    ],
)
def test_what_sounds_environmental_is_pointed_out(checker: Checker, asked: str) -> None:
    report = check(
        checker,
        letter(
            f"{asked} To find them would take 40 hours, which exceeds the appropriate limit. We "
            "therefore refuse your request under section 12(1).",
            RIGHTS,
        ),
    )
    assert statuses(report)["foia2000/regime-environmental@s12(1)#refuse"] == "unclear"


@pytest.mark.parametrize(
    "words",
    [
        "Had we been minded to release them we should have needed to consider section 40(2) as well.",
        "Had the Council been inclined to disclose more, it would have had to look at section 40(2).",
        "Section 40(2) would probably have been in play too, but we make no formal claim to it.",
        "Section 40(2) might also have been relevant; we have not gone on to consider it.",
        "Section 40(2) is not maintained.",
        "Section 40(2) is no longer pursued.",
        "We need not decide whether section 40(2) is engaged.",
    ],
)
def test_what_would_have_been_considered_is_not_relied_on(checker: Checker, words: str) -> None:
    text = letter(f"The prices are withheld under section 43(2). {words}", RIGHTS)
    assert provisions(check(checker, text)) == {"s43(2)"}


@pytest.mark.parametrize(
    "told",
    [
        "We are not able to say more for the present.",
        "It is not possible to explain this further.",
        "We are unable to elaborate.",
    ],
)
def test_saying_no_more_without_a_ground_is_not_what_the_law_allows(
    checker: Checker, told: str
) -> None:
    report = check(checker, letter(f"{BARE} {told}", RIGHTS))
    assert status(report, "explains_why", "s43(2)") == "unclear"
    assert status(report, "public_interest", "s43(2)") == "unclear"


def test_what_a_letter_thanks_for_is_no_way_of_complaining(checker: Checker) -> None:
    thanks = (
        "Thank you for your FOI about the investigation into the complaint against the Manager."
    )
    report = check(checker, f"Dear Ms Hale\n\n{thanks}\n\n{BARE}\n\nYours sincerely\nThe Clerk\n")
    assert status(report, "complaints_procedure") == "gap"


def test_the_reason_may_follow_in_the_cell_that_names_the_exemption(checker: Checker) -> None:
    table = (
        "| No | You asked | Our answer |\n| --- | --- | --- |\n| 1 | Total spent | £4,218 |\n"
        "| 2 | Rates | Held but not provided. Exempt under s43(2). The rates were given after a mini "
        "competition; if each agency saw them it would move up to the highest at the re-tender. |"
    )
    report = check(checker, letter("Our answers under the Act are below.", table, RIGHTS))
    assert status(report, "explains_why", "s43(2)") == "met"


def test_a_colon_parts_what_is_denied_from_the_section_by_which(checker: Checker) -> None:
    text = "The schedule is enclosed. The premium is not: section 43(2). A rival could undercut us."
    assert provisions(check(checker, letter(text, RIGHTS))) == {"s43(2)"}


@pytest.mark.parametrize("greeting", ["Mr Geddes,", "Dear Mr Geddes"])
def test_whoever_is_greeted_by_name_is_written_to(checker: Checker, greeting: str) -> None:
    text = (
        f"Northford Council\n\n{greeting}\n\nThe emails of the 2nd, 3rd, 5th and 9th November ask for "
        "the personal file, the expenses and the diary of each officer of the depot in turn.\n\nThe "
        "Council considers these requests vexatious, after what was said to the depot by phone. It will "
        "not comply with them and relies on section 14(1) of the Freedom of Information Act 2000.\n\n"
        "Calls to the depot will be dealt with under the policy on unacceptable actions, which anybody "
        "may read in the library and at each of the area offices.\n\nExecutive Director, Place\n"
    )
    assert provisions(check(checker, text)) == {"s14(1)"}
