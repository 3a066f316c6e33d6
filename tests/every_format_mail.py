"""The letters as mail, and in archives."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, time, timedelta
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime

from compound_file import make_msg
from every_format import Source
from every_format_docx import write_docx
from every_format_pdf import write_pdf
from every_format_text import html, text

SENDER, TO = "Information team <foi@authority.example>", "A Requester <requester@mailbox.example>"
COVERING = "Good afternoon\n\nPlease see the attached letter.\n\nKind regards\n\nInformation team\n"
REQUEST = """\
-----Original Message-----
From: A Requester <requester@mailbox.example>
Sent: {sent}
To: Information team <foi@authority.example>
Subject: Freedom of Information request

Dear Sir or Madam

Please send me what is described below. I do not want to be told that section 12, section 40 or
section 43 of the Act stops you.

Many thanks

A Requester
"""
DOCX = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")


def _message(
    source: Source, subject: str = "Freedom of Information request: our reply"
) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = SENDER
    message["To"] = TO
    sent = datetime.combine(source.dated, time(15, 4), UTC)
    message["Date"] = format_datetime(sent)
    message["Subject"] = subject
    message["Message-ID"] = f"<{sent.timestamp():.0f}@authority.example>"
    return message


def plain(source: Source, cte: str = "8bit") -> bytes:
    """The letter as the body, wrapped; `cte` is how its bytes are sent."""
    message = _message(source)
    message.set_content(text(source.blocks, 72), cte=cte)
    return message.as_bytes(policy=SMTPUTF8 if cte == "8bit" else SMTP)


def quoted_printable(source: Source) -> bytes:
    """One line a paragraph, as most mail programs send it."""
    message = _message(source)
    message.set_content(text(source.blocks), cte="quoted-printable", charset="utf-8")
    return message.as_bytes()


def html_only(source: Source) -> bytes:
    """An HTML body alone."""
    message = _message(source)
    message.set_content(html(source), subtype="html", cte="quoted-printable")
    return message.as_bytes()


def alternative(source: Source) -> bytes:
    """The same as text and as HTML."""
    message = _message(source)
    message.set_content(text(source.blocks, 72), cte="base64")
    message.add_alternative(html(source), subtype="html")
    return message.as_bytes()


def flowed(source: Source) -> bytes:
    """Text in format=flowed: a blank at the end of a line says that the paragraph goes on."""
    lines: list[str] = []
    for paragraph in text(source.blocks).split("\n"):
        words = paragraph.split(" ")
        line = ""
        for word in words:
            if line and len(line) + len(word) > 70:
                lines.append(line)
                line = ""
            line += f"{word} "
        lines.append(line.rstrip(" "))
    # Space-stuffing, as the format asks for.
    stuffed = [f" {line}" if line.startswith((" ", ">", "From ")) else line for line in lines]
    message = _message(source)
    message.set_content("\n".join(stuffed), cte="8bit")
    message.set_param("format", "flowed")
    return message.as_bytes(policy=SMTPUTF8)


def with_docx(source: Source) -> bytes:
    """A covering note, and the letter attached."""
    message = _message(source)
    message.set_content(COVERING)
    message.add_attachment(write_docx(source), *DOCX, filename="Response letter.docx")
    return message.as_bytes()


def with_pdf(source: Source) -> bytes:
    """A covering note, and the letter attached."""
    message = _message(source)
    message.set_content(COVERING)
    message.add_attachment(write_pdf(source), "application", "pdf", filename="Response letter.pdf")
    return message.as_bytes()


def forwarded(source: Source) -> bytes:
    """The whole mail within another."""
    inner = _message(source)
    inner.set_content(text(source.blocks), cte="quoted-printable")
    outer = _message(source, "FW: Freedom of Information request: our reply")
    outer.set_content("For your information.\n")
    outer.add_attachment(inner)
    return outer.as_bytes()


def thread(source: Source) -> bytes:
    """The letter above the request that it answers."""
    sent = (source.dated - timedelta(days=20)).strftime("%d %B %Y 09:12")
    message = _message(source, "RE: Freedom of Information request")
    older = REQUEST.format(sent=sent)
    message.set_content(text(source.blocks) + "\n\n" + older, cte="quoted-printable")
    return message.as_bytes()


def _msg(source: Source, **content: object) -> bytes:
    subject = "Freedom of Information request: our reply"
    sent = datetime.combine(source.dated, time(15, 4), UTC)
    return make_msg(subject, SENDER, [TO], sent, **content)  # type: ignore[arg-type]


def msg(source: Source) -> bytes:
    """An Outlook message with the letter as its body."""
    return _msg(source, body=text(source.blocks).replace("\n", "\r\n"))


def msg_html(source: Source) -> bytes:
    """An Outlook message with an HTML body, and the same as text."""
    return _msg(source, html=html(source).encode(), body=text(source.blocks))


def msg_docx(source: Source) -> bytes:
    """An Outlook message with a covering note, and the letter attached."""
    return _msg(source, body=COVERING, attachments=[("Response letter.docx", write_docx(source))])


def archive(source: Source) -> bytes:
    """A ZIP with the letter in a folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("case/Response letter.docx", write_docx(source))
    return out.getvalue()
