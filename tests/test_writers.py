"""Whose words a message is: a letter relies on exemptions, a requester and a report only name them."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from noticecheck.checker import Checker
from noticecheck.model import Report
from noticecheck.read import read_bytes

LETTER = """Dear Ms Quill,

Thank you for your request of 3 February 2026 under the Freedom of Information Act 2000.

We are withholding the tender prices under section 43(2) of the Act because the bidders' unit rates
are in use in a live competition until June, and rivals could undercut them. People have an interest
in knowing what is spent, but bidders undercut in June would stay away from the next tender, and on
balance the public interest in maintaining the exemption outweighs that in disclosure.

You may ask us for an internal review within two months. If you remain dissatisfied you may apply to
the Information Commissioner, Wycliffe House, Water Lane, Wilmslow SK9 5AF.

Yours sincerely

Tom Bell
Information Officer
"""
MINUTES = """Minutes of the Board, 12 January 2026

1. Legal advice

Counsel thought that the request from the newspaper should be refused under section 42 of the Freedom
of Information Act. The Board agreed to rely on section 42(1) and on section 36(2)(b)(i).
"""
ANSWERS = """FOI 123

Q1. How many complaints were received?
A. 12

Q2. Names of the officers.
A. Exempt under section 40(2): the names are personal data.
"""


def mail(body: str, subject: str = "FOI 123", **attached: str) -> bytes:
    message = EmailMessage()
    message["From"] = "someone@mail.example"
    message["Subject"] = subject
    message.set_content(body)
    for name, text in attached.items():
        message.add_attachment(
            text.encode(), maintype="text", subtype="plain", filename=f"{name}.txt"
        )
    return bytes(message)


def check(checker: Checker, data: bytes) -> Report:
    return checker.check(read_bytes(data, "a.eml"))


def claims(report: Report) -> list[str]:
    assert report.notice is not None
    return [claim.provision for claim in report.notice.claims]


@pytest.mark.parametrize(
    "cover",
    [
        "Hi,\n\nHere is what they sent me. I think section 36 was used as well, and they refused my "
        "last one under section 12.\n",
        "My council refused me again! Shouldn't they have used section 40(2)?\n\nIsla\n",
        "Can you look at this? It came in answer to my FOI request. Section 31(1)(a) applied, too.\n",
    ],
)
def test_a_requesters_words_above_a_letter_claim_nothing(checker: Checker, cover: str) -> None:
    assert claims(check(checker, mail(cover, letter=LETTER))) == ["s43(2)"]


@pytest.mark.parametrize(
    "body",
    [
        "Dear Council,\n\nI am writing to request an internal review. You rely on section 43(2) "
        "without saying how likely the harm is, and you have applied section 40(2) to the names of "
        "senior staff.\n\nYours faithfully\n\nIsla Quill\n",
        "Please treat this as a request for a review. Your refusal under section 42 of my request of "
        "2 May says nothing about the public interest.\n\nIsla\n",
        "To the FOI team\n\nYour handling of my information request has been poor. You refused it "
        "under section 14(1), and you did not explain why.\n\nI. Quill\n",
    ],
)
def test_a_request_for_review_refuses_nothing(checker: Checker, body: str) -> None:
    alone = check(checker, mail(body, "Internal review"))
    assert (claims(alone), alone.verdict) == ([], "not_a_refusal")
    assert any("written by the person who made the request" in w for w in alone.warnings)
    quoted = "\n".join(f"> {line}" for line in LETTER.splitlines())
    above = check(
        checker, mail(f"{body}\nOn 3 March 2026 foi@council.example wrote:\n{quoted}\n", "Re: FOI")
    )
    assert (claims(above), above.verdict) == (["s43(2)"], "no_gap_found")


def test_a_review_that_quotes_the_requester_is_the_authoritys(checker: Checker) -> None:
    report = check(
        checker,
        mail(
            'Dear Ms Quill,\n\nYou wrote to us on 4 March: "Please conduct an internal review. You '
            'rely on section 43(2) without saying how. Your refusal ignores my request."\n\nI have '
            "carried out the review. I uphold the decision to withhold the prices under section "
            "43(2), as the bidders still compete until June.\n\nYou may apply to the Information "
            "Commissioner.\n\nYours sincerely\n\nA Reviewer\n"
        ),
    )
    assert claims(report) == ["s43(2)"]


def test_a_released_document_claims_nothing_and_is_named(checker: Checker) -> None:
    report = check(checker, mail(LETTER, Board_minutes=MINUTES))
    assert (claims(report), report.verdict) == (["s43(2)"], "no_gap_found")
    assert any("Board_minutes.txt" in w and "not judged" in w for w in report.warnings)
    covered = check(
        checker, mail("Please find attached our response.\n", Response=LETTER, Minutes=MINUTES)
    )
    assert claims(covered) == ["s43(2)"]


@pytest.mark.parametrize("name", ["table", "Response", "Annex_A"])
def test_attached_answers_are_part_of_the_letter(checker: Checker, name: str) -> None:
    assert claims(check(checker, mail(LETTER, **{name: ANSWERS}))) == ["s43(2)", "s40(2)"]


def test_an_attached_answer_counts_where_the_mail_only_points_to_it(checker: Checker) -> None:
    answer = (
        "Prices\n\nThe prices are withheld under section 43(2) of the Freedom of Information Act.\n"
    )
    body = "Dear Ms Quill\n\nPlease find attached our response.\n\nYours sincerely\n\nT Bell\n"
    assert claims(check(checker, mail(body, doc=answer))) == ["s43(2)"]


def test_reasons_in_an_attachment_behind_the_signature_count(checker: Checker) -> None:
    short = LETTER.replace(LETTER[LETTER.index("People have") : LETTER.index("You may")], "\n\n")
    reasons = (
        "Section 43(2)\n\nIn favour of disclosure: residents want to know how the depot was priced "
        "and who bid for it.\n\nAgainst it: the June competition is open, and bidders would be "
        "undercut and stay away.\n\nOn balance the public interest favours withholding.\n"
    )
    report = check(checker, mail(short, Public_interest=reasons))
    assert (claims(report), report.verdict) == (["s43(2)"], "no_gap_found")
