"""Mail: headers, bodies, attachments."""

from __future__ import annotations

import io
from email.message import EmailMessage

import pytest

from noticecheck.model import Document
from noticecheck.read import read_bytes

READS = "noticecheck reads .txt, .md, .html, .pdf, .docx and .eml"


def mail(body: str | None = "Dear Ms A\n\nRefused.\n") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Ĵosé Clerk <clerk@council.example>"
    message["To"] = "a@b.example"
    message["Date"] = "Mon, 05 Aug 2024 10:31:40 +0100"
    message["Subject"] = "FOI “2024-66”"
    if body is not None:
        message.set_content(body)
    return message


HEADERS = (
    "From: Ĵosé Clerk <clerk@council.example>\nTo: a@b.example\n"
    "Date: Mon, 05 Aug 2024 10:31:40 +0100\nSubject: FOI “2024-66”"
)


def read(message: EmailMessage) -> Document:
    return read_bytes(message.as_bytes(), "a.eml")


def raw(text: str) -> Document:
    return read_bytes(text.encode(), "a.eml")


def pdf(text: str) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawString(72, 700, text)
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_headers_and_body() -> None:
    document = read(mail("Dear Ms A\r\n\r\nRefused.\n> quoted\n"))
    assert document.text == f"{HEADERS}\n\nDear Ms A\n\nRefused.\n> quoted"
    assert document.media_type == "message/rfc822"
    assert [(r.kind, document.quote(r.span)) for r in document.regions] == [("header", HEADERS)]
    assert (document.warnings, document.incomplete) == ((), False)


def test_plain_text_before_html() -> None:
    message = mail()
    message.add_alternative("<p>Other</p>", subtype="html")
    assert read(message).text == f"{HEADERS}\n\nDear Ms A\n\nRefused."


@pytest.mark.parametrize("plain", [None, " \n"])
def test_html_where_there_is_no_plain_text(plain: str | None) -> None:
    message = mail(plain)
    if plain is None:
        message.set_content("<p>One</p><blockquote type=cite>Two</blockquote>", subtype="html")
    else:
        message.add_alternative("<p>One</p><blockquote type=cite>Two</blockquote>", subtype="html")
    document = read(message)
    assert document.text == f"{HEADERS}\n\nOne\n\nTwo"
    assert [(r.kind, document.quote(r.span)) for r in document.regions][1:] == [("thread", "Two")]


def test_attachments() -> None:
    message = mail()
    message.add_attachment(pdf("Refused under s40"), "application", "pdf", filename="reply.pdf")
    message.add_attachment("Annex\r\nA", filename="annex.txt")
    message.add_attachment(b"<p>B</p>", "application", "octet-stream", filename="b.html")
    document = read(message)
    assert document.text == (
        f"{HEADERS}\n\nDear Ms A\n\nRefused.\n\n[Attachment: reply.pdf]\n\nRefused under s40"
        "\n\n[Attachment: annex.txt]\n\nAnnex\nA\n\n[Attachment: b.html]\n\nB"
    )
    assert [(r.kind, r.name, document.quote(r.span)) for r in document.regions][1:] == [
        ("attachment", "reply.pdf", "Refused under s40"),
        ("attachment", "annex.txt", "Annex\nA"),
        ("attachment", "b.html", "B"),
    ]
    assert document.warnings == ("attachment reply.pdf: page 2 has no text layer: it was not read",)
    assert document.incomplete


def test_attachments_that_cannot_be_read_are_named() -> None:
    message = mail()
    message.add_attachment(b"PK\x05\x06" + b"\0" * 18, "application", "zip", filename="all.zip")
    message.add_attachment(b"%PDF-1.4 cut", "application", "pdf", filename="reply\t.pdf")
    message.add_attachment(b"", "application", "pdf", filename="none.pdf")
    document = read(message)
    assert document.text == f"{HEADERS}\n\nDear Ms A\n\nRefused."
    assert document.incomplete
    assert sorted(document.warnings) == [
        f"attachment all.zip, it was not read: {READS}",
        "attachment none.pdf, it was not read: the file is empty: save or send the letter again",
        "attachment reply .pdf, it was not read: not a PDF, or a broken one: get the letter again, "
        "or save it as PDF once more",
    ]


def test_pictures_of_the_layout_are_passed_over() -> None:
    message = mail(None)
    message.set_content("<p>Refused <img src='cid:logo'></p>", subtype="html")
    message.add_related(b"\x89PNG", "image", "png", cid="<logo>", filename="image001.png")
    document = read(message)
    assert document.text == f"{HEADERS}\n\nRefused"
    assert (document.warnings, document.incomplete) == ((), False)


def test_mail_within_mail() -> None:
    inner = mail("The refusal.")
    outer = EmailMessage()
    outer["Subject"] = "Fwd"
    outer.set_content("See below.")
    outer.add_attachment(inner)
    document = read(outer)
    assert document.text == (
        f"Subject: Fwd\n\nSee below.\n\n[Attachment: FOI “2024-66”.eml]\n\n{HEADERS}\n\nThe refusal."
    )
    kinds = [(r.kind, document.quote(r.span)) for r in document.regions]
    assert kinds == [
        ("header", "Subject: Fwd"),
        ("attachment", f"{HEADERS}\n\nThe refusal."),
        ("header", HEADERS),
    ]


def test_mails_nested_too_deeply() -> None:
    message = mail("innermost")
    for number in range(9):
        outer = mail(f"level {number}")
        outer.add_attachment(message)
        message = outer
    document = read(message)
    assert "level 8" in document.text and "innermost" not in document.text
    assert document.incomplete
    assert "too many mails within one another" in document.warnings[0]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Subject: x\n\nbody", "Subject: x\n\nbody"),
        ("Subject: a\n folded\n  line\n\nbody", "Subject: a folded line\n\nbody"),
        ("no header at all\n\nbody", "no header at all\n\nbody"),
        ("Subject: x\nContent-Type: text/plain; charset=nonsense\n\nbody", "Subject: x\n\nbody"),
        ("Subject: x\nContent-Type: text/plain; charset=us-ascii\n\ncafé", "Subject: x\n\ncafé"),
        ("Subject: x\nContent-Transfer-Encoding: base64\n\n!!!Ym9keQ==", "Subject: x\n\nbody"),
        ("Subject: x\nContent-Transfer-Encoding: odd\n\nbody", "Subject: x\n\nbody"),
        ("Subject: x\nContent-Type: multipart/mixed\n\nbody", "Subject: x\n\nbody"),
        ("Subject: x\nContent-Type: nonsense\n\nbody", "Subject: x\n\nbody"),
        ("From: <<>>@\nDate: no date\n\nbody", "From: <>\nDate: no date\n\nbody"),
        ("To: =?utf-8?q?caf=C3=A9?= <a@b.example>\n\nbody", "To: café <a@b.example>\n\nbody"),
    ],
)
def test_odd_mails(source: str, expected: str) -> None:
    assert raw(source).text == expected


def test_several_texts_in_one_mail() -> None:
    document = raw(
        "Subject: x\nContent-Type: multipart/mixed; boundary=q\n\npreamble\n"
        "--q\n\none\n--q\nContent-Type: text/html\n\n<p>two\n--q--\n"
    )
    assert document.text == "Subject: x\n\none\n\ntwo"


def test_signature_is_passed_over() -> None:
    message = mail()
    message.add_attachment(b"\x30\x80", "application", "pkcs7-signature", filename="smime.p7s")
    assert read(message).warnings == ()
