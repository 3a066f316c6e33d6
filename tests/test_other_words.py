"""What officers say in words of their own: ways to complain, conclusions and refusals that no list
of wordings foresaw are told by how their sentences are built."""

from __future__ import annotations

import pytest

from noticecheck.checker import Checker
from short_letters import check, parse, provisions

OPENING = (
    "Hale Borough Council\n\nDear Ms Ash\n\nThank you for your request for the rates paid to the "
    "supplier, made under the Freedom of Information Act 2000.\n\n"
)
REFUSAL = (
    "The rates are exempt under section 43(2) of the Freedom of Information Act 2000, since a rival "
    "that knew them could undercut the supplier at the next tender.\n\n"
)
WEIGHED = (
    "Public interest. Taxpayers would like to see how this contract was priced, and the sums are "
    "large. On the other side, a supplier undercut in the spring tender would leave the town with "
    "one bidder and a dearer service. "
)
RIGHTS = (
    "Ask for an internal review by writing to the Clerk. You may then apply to the Information "
    "Commissioner for a decision."
)
CLOSE = "\n\nYours sincerely\nJ Ash\n"


def statuses(checker: Checker, text: str) -> dict[str, str]:
    """The status of each must rule of the Act, by its name."""
    return {
        found.rule.removeprefix("foia2000/"): found.status
        for found in check(checker, text).assessments
        if found.level == "must"
    }


@pytest.mark.parametrize(
    "rights",
    [
        "Any challenge should reach the Borough Solicitor by 4 June. Beyond that lies the Information "
        "Commissioner, Wycliffe House, Wilmslow.",
        "First step if you object: Head of Legal, Civic Centre. Second step: the Information "
        "Commissioner, ico.org.uk.",
        "If this seems wrong to you, drop a line to review@hale.example and a colleague will take "
        "another look. The ICO (0303 123 1113) is the next port of call.",
        "Complaints about our handling: stage one, the Information Manager; stage two, the "
        "Information Commissioner (www.ico.org.uk).",
        "Ask for a review by mailing review@hale.example (40 working days). Then, if need be, the "
        "ICO: ico.org.uk.",
        "Review by: Head of Audit. Complaints to: the Information Commissioner, Wycliffe House.",
        "Should you take a different view, the Deputy Registrar will consider the matter afresh if "
        "you write within 40 days. You may take it to the Information Commissioner.",
        "Do you disagree? Reply to me and my manager will review. You can also complain to the ICO.",
        "We offer one stage of review. The reviewer is the Director of Finance (same address, two "
        "months). The right of application to the Commissioner under s.50 follows.",
        "Aggrieved? 1. Ask the Secretary to the Board for reconsideration. 2. Apply to the "
        "Information Commissioner (Wycliffe House, Water Lane, Wilmslow, SK9 5AF).",
        "The Council provides a review procedure. Write to the Assistant Director. A person who has "
        "been through that can then write to the Information Commissioner.",
    ],
)
def test_ways_to_complain_in_any_words(checker: Checker, rights: str) -> None:
    found = statuses(checker, OPENING + REFUSAL + rights + CLOSE)
    assert (found["s17-7-a"], found["s17-7-b"]) == ("met", "met")


@pytest.mark.parametrize(
    "rights",
    [
        "If you are unhappy after that you may write to the Information Commissioner, Wilmslow.",
        "If you have any questions about this letter please contact the Clerk.",
        "We review our prices with the supplier within two months of each tender.",
        "Review ref: IR-77, Chief Clerk, 40 working days.",
        "To let one person see the papers by 3 May would be unfair to the officer.",
    ],
)
def test_what_offers_no_review(checker: Checker, rights: str) -> None:
    assert statuses(checker, OPENING + REFUSAL + rights + CLOSE)["s17-7-a"] == "gap"


@pytest.mark.parametrize(
    "conclusion",
    [
        "So the exemption wins.",
        "Balance: maintain.",
        "We find the latter plainly weightier.",
        "The first point is fair but it cannot compete with the second.",
        "Taking the two together, disclosure would do the public a disservice.",
        "The harm is real and the benefit small; we are therefore not releasing them.",
        "We do not believe curiosity about the price is reason enough to put the tender at risk.",
        "Result: withheld.",
        "Having looked at both we come out on the side of confidentiality.",
        "It would not serve the public to pay more in order to know more.",
        "For us the second point is the clincher.",
        "The members weighed these and voted to withhold.",
    ],
)
def test_a_balance_is_concluded_in_any_words(checker: Checker, conclusion: str) -> None:
    text = OPENING + REFUSAL + WEIGHED + conclusion + "\n\n" + RIGHTS + CLOSE
    assert statuses(checker, text)["s17-3-b"] == "met"


@pytest.mark.parametrize(
    ("weighing", "expected"),
    [
        (WEIGHED, "unclear"),
        (WEIGHED + "We hold the rates in a spreadsheet.", "unclear"),
        ("So the exemption wins.", "gap"),
        ("We have considered the public interest and think the exemption stands.", "gap"),
    ],
)
def test_no_conclusion_or_nothing_weighed(checker: Checker, weighing: str, expected: str) -> None:
    text = OPENING + REFUSAL + weighing + "\n\n" + RIGHTS + CLOSE
    assert statuses(checker, text)["s17-3-b"] == expected


@pytest.mark.parametrize(
    "refusal",
    [
        "This reply is a refusal. The rates attract section 43(2), as a rival could undercut the supplier.",
        "The rates are caught by section 43(2). A rival could undercut the supplier. You will not be receiving them.",
        "Your request is declined under section 43(2), since a rival could undercut the supplier.",
        "Members resolved not to give you a copy. The relevant exemption is that for commercial interests under "
        "section 43(2). A rival that knew the rates could undercut the supplier.",
        "Disclosure is resisted under section 43(2): a rival could undercut the supplier.",
        "We hold the rates but section 43(2) stands in the way. A rival could undercut the supplier.",
    ],
)  # fmt: skip
def test_refusals_in_any_words(checker: Checker, refusal: str) -> None:
    text = (
        OPENING + refusal + "\n\n" + WEIGHED + "On balance we withhold them.\n\n" + RIGHTS + CLOSE
    )
    assert provisions(check(checker, text)) == {"s43(2)"}
    assert statuses(checker, text)["s17-1-a"] == "met"


@pytest.mark.parametrize(
    "refusal",
    [
        "The Board will not be telling you what they are, since a rival could undercut the supplier.",
        "It would not be right for us to let these out, as a rival could undercut the supplier.",
        "The governors have turned this down, since a rival could undercut the supplier.",
        "We would rather not say what they are, as a rival could undercut the supplier.",
        "The committee decided against letting you see the rates, since a rival would gain.",
        "So the answer is no, as a rival that knew the rates could undercut the supplier.",
        "We are not at liberty to give you the rates, since a rival could undercut the supplier.",
    ],
)
def test_refusals_without_a_provision(checker: Checker, refusal: str) -> None:
    assert parse(checker, OPENING + refusal + "\n\n" + RIGHTS + CLOSE).unnamed is not None


def test_what_is_only_supposed_refuses_nothing(checker: Checker) -> None:
    text = OPENING + "If there was anything we could not give you we would tell you so." + CLOSE
    assert parse(checker, text).unnamed is None


def test_an_exemption_recited_is_claimed_where_its_balance_is_concluded(checker: Checker) -> None:
    text = (
        OPENING + "Section 43(2) covers figures whose release would harm a commercial interest.\n\n"
        + WEIGHED + "We are in no doubt that it is better to wait.\n\n" + RIGHTS + CLOSE
    )  # fmt: skip
    assert provisions(check(checker, text)) == {"s43(2)"}
    assert statuses(checker, text)["s17-1-a"] != "gap"


def test_a_review_drops_what_it_does_not_agree_with(checker: Checker) -> None:
    text = (
        "Review reference: IR-12\n\nDear Mr Oak\n\nI have now finished reviewing how your request was "
        "dealt with.\n\nThe original reply took out the rent using s43(2). I do not think that stands "
        "up, and the page is attached in full.\n\nThe original reply also took out three names under "
        "s40(2) of the Freedom of Information Act 2000. I agree with that part: they are junior staff "
        "who would not expect to be named, and it would be unfair.\n\nYou can take this to the "
        "Information Commissioner (ico.org.uk).\n\nYours sincerely\nJ Ash\n"
    )
    report = check(checker, text)
    assert report.notice is not None and report.notice.kind == "internal_review"
    assert provisions(report) == {"s40(2)"}
    assert statuses(checker, text)["s17-1-a"] == "met"


def test_the_lines_of_a_table_that_go_on_give_the_reason(checker: Checker) -> None:
    text = (
        "Hale Harbour Board\n\nDear Mr Oak\n\nYour request under the Freedom of Information Act 2000\n\n"
        "Doc | Description   | Decision | Provision | Why\n"
        "1   | Board minute  | Released | -         | -\n"
        "2   | Sick note     | Withheld | s40(2)    | Illness of a named deckhand\n"
        "    |               |          |           | who would not expect strangers to\n"
        "    |               |          |           | read of it; it would be unfair to him\n\n"
        + RIGHTS + CLOSE
    )  # fmt: skip
    assert statuses(checker, text)["s17-1-c"] != "gap"


def test_requested_items_under_a_heading_are_the_requesters_own(checker: Checker) -> None:
    text = (
        "Hale NHS Trust\n\nRequest:\n\nUnder the Freedom of Information Act please tell me:\n"
        "a. the number of patients\nb. the number of nights\n"
        "c. how many moved back\nIf you think section 12 applies please answer a only.\n\n"
        "Response:\n\na. 88\nb. 3,902\nc. We do not hold this.\n\n" + RIGHTS + CLOSE
    )
    assert provisions(check(checker, text)) == set()
