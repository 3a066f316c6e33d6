"""Is this the whole letter: cut-off copies, annexes and attachments that are not here."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from noticecheck.checker import Checker
from noticecheck.model import Report
from noticecheck.read import read_bytes
from noticecheck.report import to_terminal

OPENING = """\
Dear Ms Hale

You asked for the prices in the grounds contract. We hold them, and refuse to give them to you under
section 43(2) of the Freedom of Information Act 2000: a rival bidder could undercut the supplier in
the tender this summer.
"""
RIGHTS = """
If you are unhappy with this response you can ask for an internal review by writing to the Clerk. You
may also complain to the Information Commissioner, Wycliffe House, Water Lane, Wilmslow SK9 5AF.

Yours sincerely

A Clerk
"""
BALANCE = (
    "Public interest test\n\nPeople want to see how public money is spent. Against that, the council "
    "would pay worse prices this summer if rivals knew the rates. The balance favours withholding."
)
WEIGHED = "foia2000/s17-3-b"


def check(checker: Checker, text: str) -> Report:
    return checker.check(read_bytes(text.encode(), "a.txt"))


def mail(body: str, *attachments: tuple[str, str]) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "foi@council.example", "Your request"
    message.set_content(body)
    for name, content in attachments:
        message.add_attachment(content.encode(), "application", "octet-stream", filename=name)
    return bytes(message)


def status(report: Report, rule: str = WEIGHED) -> str:
    (found,) = {a.status for a in report.assessments if a.rule == rule}
    return found


def test_the_letter_itself_lacks_the_balance(checker: Checker) -> None:
    report = check(checker, OPENING + RIGHTS)
    assert status(report) == "gap" and report.notice is not None and report.notice.complete


@pytest.mark.parametrize(
    "end",
    [
        "\nIf you are unhappy with this wi",
        "\nYou may ask for an internal review of this decision by writing to the",
        "\nRead more",
        "\n[truncated]",
        "\n…",
        "\nWe also considered ...",
        "\n[Message clipped]  View entire message",
        "\nContinue reading",
        "\nPage 1 of 3",
        "\nPage 1 of 3\n\nThe prices are those of 2024.\n\nPage 2 of 3",
        "\nContinued overleaf",
    ],
)
def test_a_copy_that_is_cut_off(checker: Checker, end: str) -> None:
    report = check(checker, OPENING + end)
    assert report.notice is not None and not report.notice.complete
    assert report.verdict == "unclear"
    assert {a.status for a in report.assessments if a.level == "must"} <= {"met", "unclear"}
    assert "incomplete" in to_terminal(report).split("unclear", 1)[0]


@pytest.mark.parametrize(
    "end",
    [
        RIGHTS + "\nPage 1 of 1",
        RIGHTS.replace("A Clerk", "A Clerk\nfor and on behalf of the council"),
        RIGHTS + "\nRead more about our services",
        "\nThe prices may be published in 2027.\n",
        "\nFor more see\n\nwww.council.example/foi",
    ],
)
def test_a_letter_that_is_whole(checker: Checker, end: str) -> None:
    report = check(checker, OPENING + end)
    assert report.notice is not None and report.notice.complete
    assert status(report) == "gap"


@pytest.mark.parametrize(
    "pointer",
    [
        "Our consideration of the public interest is set out in Annex A.",
        "The arguments for and against disclosure are at Appendix 1 to this letter.",
        "Please see the attached document for the public interest test.",
        "I enclose a note of the public interest test.",
        "The reasons for our decision are given in the enclosed statement.",
        "The public interest test is overleaf.",
        "The public interest considerations are in the schedule.",
        "We will write to you separately about the public interest.",
    ],
)
def test_what_stands_in_a_document_that_is_not_here(checker: Checker, pointer: str) -> None:
    report = check(checker, f"{OPENING}\n{pointer}\n{RIGHTS}")
    assert status(report) == "unclear"
    assert status(report, "foia2000/s17-7-b") == "met"


@pytest.mark.parametrize(
    ("pointer", "name"),
    [
        ("Our consideration of the public interest is set out in Annex A.", "Annex A.txt"),
        ("Please see the attached document for the public interest test.", "2025-113.txt"),
        ("I attach a note of the public interest test.", "note.txt"),
    ],
)
def test_an_attachment_that_is_here(checker: Checker, pointer: str, name: str) -> None:
    body = f"{OPENING}\n{pointer}\n{RIGHTS}"
    report = checker.check(read_bytes(mail(body, (name, BALANCE)), "a.eml"))
    assert status(report) == "met" and report.warnings == ()


def test_an_annex_that_is_not_among_the_attachments(checker: Checker) -> None:
    body = f"{OPENING}\nThe public interest is weighed in Annex A.\n{RIGHTS}"
    report = checker.check(read_bytes(mail(body, ("prices.txt", "Lot 1 | withheld")), "a.eml"))
    assert status(report) == "unclear"
    assert any("not here" in warning for warning in report.warnings)


def test_a_message_with_nothing_but_a_pointer_to_an_attachment(checker: Checker) -> None:
    body = "Dear Ms Hale\n\nPlease find attached our response to your request.\n\nRegards\nA Clerk"
    report = checker.check(read_bytes(mail(body), "a.eml"))
    assert report.verdict == "not_assessed"
    assert "only points to an attachment" in report.warnings[-1]


@pytest.mark.parametrize(
    "pointer",
    [
        "The full decision notice is attached.",
        "I attach our response.",
        "Please find attached the Council's refusal notice under section 17.",
    ],
)
def test_a_covering_letter_whose_answer_is_not_here(checker: Checker, pointer: str) -> None:
    cover = f"{OPENING}\n{pointer}\n\nYours sincerely\n\nA Clerk\n"
    report = check(checker, cover)
    assert report.verdict == "unclear"
    assert any("not here" in warning for warning in report.warnings)
    here = checker.check(read_bytes(mail(cover, ("letter.txt", BALANCE + RIGHTS)), "a.eml"))
    assert here.verdict == "no_gap_found"


def test_an_attachment_that_cannot_be_read_leaves_everything_open(checker: Checker) -> None:
    report = checker.check(read_bytes(mail(OPENING + RIGHTS, ("letter.pdf", "broken")), "a.eml"))
    assert status(report) == "unclear"
    assert report.warnings[0].startswith("attachment letter.pdf, it was not read: ")
    assert report.warnings[1].startswith("What was not read may hold")


def test_what_is_missing_is_told_first(checker: Checker) -> None:
    shown = to_terminal(check(checker, OPENING + "\n[truncated]"))
    assert shown.splitlines()[2].startswith("Note: The text may be incomplete")


def test_an_older_refusal_that_was_not_judged_is_told_of(checker: Checker) -> None:
    text = (
        "Dear Ms Hale\n\nI am out of the office until Monday and will look at it then.\n\nKit\n\n"
        f"On 3 May 2024 the Clerk wrote:\nFrom: Clerk\nTo: Kit\n\n{OPENING}{RIGHTS}"
    )
    report = check(checker, text)
    assert report.verdict == "not_a_refusal"
    assert any("older message below" in warning for warning in report.warnings)


def test_a_body_that_begins_with_its_own_head_is_no_older_message(checker: Checker) -> None:
    head = "From: clerk@council.example\nTo: kit@x.example\nSubject: Your request\n\n"
    report = checker.check(read_bytes(mail(head + OPENING + RIGHTS), "a.eml"))
    assert report.verdict == "gaps"
