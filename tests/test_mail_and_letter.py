"""What a mail brings is the letter; what the mail itself says of it decides nothing."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage

import pytest

from noticecheck.checker import Checker
from noticecheck.model import Report
from noticecheck.read import read_bytes

LETTER = """Wendle Broadcasting Trust

{head}Dear Mr Asher

Your request came in on 22 November. The number of vans is exempt from disclosure under section
31(1)(a) of the Freedom of Information Act 2000. Some of those who pay would be likely to stop, and
there would be more crime of this sort.

You may ask us for an internal review by writing to us at the above address. You may then complain
to the Information Commissioner, Wycliffe House, Wilmslow.

Yours sincerely

A Bell
"""
COVER = (
    "Dear requester\n\nPlease find attached our response to your request.\n\nKind regards\nAnn\n"
)


def mail(body: str, *attached: str, day: str = "Tue, 05 Mar 2024 10:00:00 +0000") -> bytes:
    message = EmailMessage()
    message["From"] = "Ann <ann@wendle.example>"
    message["To"] = "j@asher.example"
    message["Subject"] = "Fwd: reply"
    message["Date"] = day
    message.set_content(body)
    for number, text in enumerate(attached):
        message.add_attachment(text, filename=f"letter {number}.txt")
    return message.as_bytes()


def check_mail(checker: Checker, body: str, *attached: str) -> Report:
    return checker.check(read_bytes(mail(body, *attached), "a.eml"))


def dates(report: Report) -> tuple[date | None, date | None]:
    assert report.notice is not None
    return report.notice.dated, report.notice.received


@pytest.mark.parametrize("label", ["", "Date: ", "Dated: ", "DATE : "])
@pytest.mark.parametrize("cover", [None, COVER, "Here is the letter they sent me.\n"])
def test_the_date_of_the_letter_goes_before_that_of_the_mail(
    checker: Checker, label: str, cover: str | None
) -> None:
    letter = LETTER.format(head=f"{label}19 December 2018\n\n")
    found = check_mail(checker, cover, letter) if cover else check_mail(checker, letter)
    assert dates(found) == (date(2018, 12, 19), date(2018, 11, 22))
    assert not [a.key for a in found.assessments if a.element == "time_limit" and a.status == "gap"]


def test_a_letter_without_a_date_has_that_of_its_mail(checker: Checker) -> None:
    found = check_mail(checker, COVER, LETTER.format(head=""))
    assert dates(found) == (date(2024, 3, 5), date(2023, 11, 22))


HEADS = [
    "From: Ann Bell <ann@wendle.example>\nSent: 19 December 2018 10:12\nTo: Mr Asher\n"
    "Subject: Your request\n\n",
    "To: Mr Asher\nFrom: Information team, Wendle\nDate: 19 December 2018\nSubject: Vans\n\n",
    "From: Information team\nTo: Mr Asher\nDate: 19 December 2018\n\n",
]


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("cover", [COVER, "Please find attached our response to your request.\n"])
def test_an_attachment_that_begins_as_a_mail_is_the_letter(
    checker: Checker, cover: str, head: str
) -> None:
    found = check_mail(checker, cover, head + LETTER.format(head=""))
    assert found.notice is not None
    assert [claim.provision for claim in found.notice.claims] == ["s31(1)(a)"]
    assert dates(found) == (date(2018, 12, 19), date(2018, 11, 22))


def test_older_mail_below_an_attached_mail_is_older(checker: Checker) -> None:
    older = (
        "From: Mr Asher\nSent: 22 November 2018 10:12\nTo: Ann\nSubject: Vans\n\nDear Ann\n\n"
        "I do not think that the numbers are exempt under section 43(2).\n"
    )
    found = check_mail(checker, COVER, HEADS[0] + LETTER.format(head="") + "\n" + older)
    assert found.notice is not None
    assert [claim.provision for claim in found.notice.claims] == ["s31(1)(a)"]


SCOTTISH = LETTER.format(head="14 July 2020\n\n").replace(
    "section\n31(1)(a) of the Freedom of Information Act 2000", "section\n33(1)(b)"
).replace("Information Commissioner", "Scottish Information Commissioner").replace(
    "Your request", "FREEDOM OF INFORMATION (SCOTLAND) ACT 2002\n\nYour request"
)  # fmt: skip
DISCLAIMER = (
    "\n________________________________\nThis email is confidential. The Council may be required "
    "to disclose this email under the Freedom of Information Act 2000 unless exempt.\n"
)


OTHER_COVER = COVER.replace("request.", "request under the Freedom of Information Act 2000.")


@pytest.mark.parametrize(
    "cover", [COVER, COVER + DISCLAIMER, OTHER_COVER, OTHER_COVER + DISCLAIMER]
)
def test_the_letter_says_under_which_act_it_is(checker: Checker, cover: str) -> None:
    found = check_mail(checker, cover, SCOTTISH)
    assert found.notice is not None
    assert found.notice.regimes == ("foisa2002",)


def test_a_disclaimer_below_the_letter_does_not_say_under_which_act_it_is(
    checker: Checker,
) -> None:
    found = check_mail(checker, SCOTTISH + DISCLAIMER + DISCLAIMER)
    assert found.notice is not None
    assert found.notice.regimes == ("foisa2002",)


def test_the_act_that_only_the_cover_names_is_that_of_the_letter(checker: Checker) -> None:
    letter = SCOTTISH.replace("FREEDOM OF INFORMATION (SCOTLAND) ACT 2002\n\n", "")
    cover = COVER.replace(
        "request.", "request under the Freedom of Information (Scotland) Act 2002."
    )
    found = check_mail(checker, cover, letter)
    assert found.notice is not None
    assert found.notice.regimes == ("foisa2002",)


ATTACHED = [
    "Attached", "Please see attached.", "Hi, letter attached. Regards, Jo", "See attached",
    "Dear Ms A,\n\nPlease see attached.\n\nRegards\nFOI", "Hello\n\nReply enclosed.\n\nThanks\nJo",
    "Attached as promised.\n\nJo Bell\nInformation team",
]  # fmt: skip


@pytest.mark.parametrize("as_mail", [True, False])
@pytest.mark.parametrize("text", ATTACHED)
def test_what_only_points_to_an_attachment_is_said_to_do_so(
    checker: Checker, text: str, as_mail: bool
) -> None:
    data, name = (mail(text), "a.eml") if as_mail else (text.encode(), "a.txt")
    found = checker.check(read_bytes(data, name))
    assert found.verdict == "not_assessed"
    assert "attachment" in found.warnings[-1]
    assert found.notice is not None
    assert found.notice.kind == "other"


def test_released_tables_do_not_make_a_letter_foreign(checker: Checker) -> None:
    tables = [f"Lot{n} copper brass zinc tin lead nickel steel iron" for n in range(12)]
    found = check_mail(checker, LETTER.format(head=""), *tables)
    assert found.verdict != "not_assessed"


def test_mails_within_mails_are_said_to_be_unread(checker: Checker) -> None:
    inner = mail("fwd\n")
    for _ in range(12):
        message = EmailMessage()
        message["From"] = "ann@wendle.example"
        message.set_content("fwd\n")
        message.add_attachment(inner, maintype="message", subtype="x", filename="reply.eml")
        inner = message.as_bytes()
    found = checker.check(read_bytes(inner, "a.eml"))
    assert found.verdict == "not_assessed"
    assert "too many mails" in found.warnings[0]
    assert "could be read" in found.warnings[-1]


def test_the_reference_of_an_attached_letter_is_found_below_a_long_cover(checker: Checker) -> None:
    cover = COVER + "".join(
        f"\nOur office {n} is open from Monday to Friday.\n" for n in "abcdefgh" * 3
    )
    found = check_mail(checker, cover, "Our ref: WB/IR/0092\n\n" + LETTER.format(head=""))
    assert found.notice is not None
    assert found.notice.reference == "WB/IR/0092"
