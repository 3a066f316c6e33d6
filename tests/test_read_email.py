"""Mail: headers, bodies, attachments."""

from __future__ import annotations

import base64
import io
import struct
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compound_file import pack_rich_text
from noticecheck.errors import ReadError
from noticecheck.model import Document, Span
from noticecheck.read import read_bytes
from noticecheck.read.extract import Unreadable
from noticecheck.read.formats import READS
from work import calls


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
    assert (document.warnings, document.incomplete) == ((), False)


def test_what_an_attachment_says_of_itself_is_said_of_the_mail() -> None:
    inner = mail("Refused")
    inner.add_attachment("Annex", filename="annex.txt")
    message = mail()
    data = inner.as_bytes().rstrip()[:-20]
    message.add_attachment(data, "application", "octet-stream", filename="fwd.eml")
    document = read(message)
    assert document.warnings == (
        "attachment fwd.eml: the mail breaks off before its end: what follows is missing",
    )
    assert document.incomplete


def test_attachments_that_cannot_be_read_are_named() -> None:
    message = mail()
    message.add_attachment(b"\x1f\x8b\0", "application", "gzip", filename="all.tgz")
    message.add_attachment(b"%PDF-1.4 cut", "application", "pdf", filename="reply\t.pdf")
    message.add_attachment(b"", "application", "pdf", filename="none.pdf")
    document = read(message)
    assert document.text == f"{HEADERS}\n\nDear Ms A\n\nRefused."
    assert document.incomplete
    assert sorted(document.warnings) == [
        "attachment all.tgz, it was not read: an archive of a kind that is not read: unpack it and "
        f"check the letters; {READS}",
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
    assert "too many mails or archives within one another" in document.warnings[0]


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
        ("From: <<>>@\nDate: no date\n\nbody", "From: <<>>@\nDate: no date\n\nbody"),
        ("To: =?utf-8?q?caf=C3=A9?= <a@b.example>\n\nbody", "To: café <a@b.example>\n\nbody"),
    ],
)
def test_odd_mails(source: str, expected: str) -> None:
    assert raw(source).text == expected


@pytest.mark.parametrize("name", ["", "filename=a.txt", "filename=a.html"])
def test_no_control_characters(name: str) -> None:
    kind = "html" if name.endswith("html") else "plain"
    controls = "".join(map(chr, range(1, 32))) + "\x7f"
    text = raw(
        f"Subject: a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n{'Body ' * 500}{controls} \x0cy\n"
        f"--b\nContent-Type: text/{kind}\nContent-Disposition: attachment; {name}\n\n"
        f"{'<pre>' * (kind == 'html')}Dear Ms A{' words' * 300} {controls}Now\n--b--\n"
    ).text
    assert "Body" in text and "y" in text and "Now" in text
    assert not [c for c in text if (c < " " and c not in "\n\t") or c == "\x7f"]


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


# Which text is the body ---------------------------------------------------------------------

LETTER = "Dear Ms A\n\n" + "We refuse your request under section 43(2) of the Act. " * 8


def html_of(text: str) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))


@pytest.mark.parametrize(
    "stub",
    [
        "",
        " \n\n",
        "This message is in HTML. Please use a mail program that can show it.",
        "Dear Ms A\n\nWe refuse your request under section 43(2) of the Act.",
    ],
)
def test_html_where_the_plain_text_is_a_stub(stub: str) -> None:
    message = mail(stub)
    message.add_alternative(html_of(LETTER), subtype="html")
    assert read(message).text == f"{HEADERS}\n\n{LETTER.strip()}"


def test_plain_text_where_the_html_is_a_stub() -> None:
    message = mail(LETTER)
    message.add_alternative("<p>Your mail program shows no text.</p>", subtype="html")
    assert read(message).text == f"{HEADERS}\n\n{LETTER.strip()}"


def test_attachments_within_an_alternative_are_kept() -> None:
    document = raw(
        "Subject: x\nContent-Type: multipart/alternative; boundary=a\n\n"
        "--a\n\nplain\n"
        "--a\nContent-Type: multipart/mixed; boundary=ab\n\n"
        "--ab\nContent-Type: text/html\n\n<p>rich\n"
        "--ab\nContent-Type: text/plain; name=annex.txt\n\nAnnex\n--ab--\n"
        "--a\nContent-Type: text/calendar; name=x.ics\n\nBEGIN:VCALENDAR\n--a--\n"
    )
    assert document.text == "Subject: x\n\nplain\n\n[Attachment: annex.txt]\n\nAnnex"
    assert (document.warnings, document.incomplete) == ((), False)


def test_plain_text_that_is_the_source_of_a_page() -> None:
    assert raw("Subject: x\n\n<html><body><p>Refused</body></html>").text == "Subject: x\n\nRefused"


def test_text_shown_in_place_is_of_the_body() -> None:
    document = raw(
        "Subject: x\nContent-Type: multipart/mixed; boundary=q\n\n"
        '--q\nContent-Disposition: inline; filename="letter.txt"\n\nDear Ms A\n'
        '--q\nContent-Disposition: attachment; filename="annex"\n\nAnnex\n--q--\n'
    )
    assert document.text == "Subject: x\n\nDear Ms A\n\n[Attachment: annex]\n\nAnnex"


FLOWED = (
    "Subject: x\nContent-Type: text/plain; charset=utf-8; format=flowed{more}\n\n"
    "Dear Ms A\n\nWe refuse your \nrequest.\n From: is no header\n> older \n> mail\n-- \nClerk\n"
)


def test_soft_line_breaks_are_undone() -> None:
    assert raw(FLOWED.format(more="")).text == (
        "Subject: x\n\nDear Ms A\n\nWe refuse your request.\nFrom: is no header\n> older mail\n"
        "-- \nClerk"
    )
    assert "your request" in raw(FLOWED.format(more="")).text
    assert "yourrequest" in raw(FLOWED.format(more="; delsp=yes")).text


# Encodings ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "payload", "expected"),
    [
        ("charset=utf-8", b"\x93quoted\x94", "“quoted”"),
        ("charset=iso-8859-1", "“quoted”".encode(), "“quoted”"),
        ("charset=iso-8859-15", "“quoted” €".encode(), "“quoted” €"),
        ("charset=iso-8859-15", b"\xa4 5", "€ 5"),
        ("charset=windows-1251", "Отказ".encode("cp1251"), "Отказ"),
        ("charset=gb2312", "拒绝 鎔".encode("gbk"), "拒绝 鎔"),
        ("charset=gb_2312-80", "拒绝 鎔".encode("gbk"), "拒绝 鎔"),
        ("charset=x-gbk", "拒绝 鎔 €".encode("gb18030"), "拒绝 鎔 €"),
        ("charset=ks_c_5601-1987", "거절 똠".encode("cp949"), "거절 똠"),
        ("charset=euc-kr", "거절 똠".encode("cp949"), "거절 똠"),
        ("charset=shift_jis", "拒否 ①髙".encode("cp932"), "拒否 ①髙"),
        ("charset=x-sjis", "拒否 ①髙".encode("cp932"), "拒否 ①髙"),
        ("charset=iso-8859-9", "“ret” ğ".encode("cp1254"), "“ret” ğ"),
        ("charset=iso-8859-2", "“odmowa” ą".encode("iso-8859-2", "replace").replace(b"?", b"\x94"), "”odmowa” ą"),
        ("charset=windows-874", "ปฏิเสธ “”".encode("cp874"), "ปฏิเสธ “”"),
        ("charset=unicode", "Refused “it”".encode(), "Refused “it”"),
        ("charset=unicode", "Refused “it”".encode("utf-16"), "Refused “it”"),
        ("charset=unknown-8bit", b"Refused \x93it\x94", "Refused “it”"),
        ("charset=x-unknown", b"Refused \x93it\x94", "Refused “it”"),
        ("charset=utf-16", b"Refused", "Refused"),
        ("charset=\"'utf-8'\"", "“it”".encode(), "“it”"),
        ("charset=utf-16", "Refused".encode("utf-16"), "Refused"),
        ("charset=idna", b"Refused", "Refused"),
        ("charset=punycode", b"Refused-x", "Refused-x"),
        ("charset=rot13", b"Refused", "Refused"),
        ("Transfer: quoted-printable", b"caf=C3=A9 = soft=\nwrap=", "café = softwrap"),
        # The header is lost, or lies.
        ("Transfer: 7bit", b"It=E2=80=99s a =\nsoft break=20\nx=3D1=\n", "It’s a soft break \nx=1"),
        ("Transfer: 7bit", b"x=3D1 =\n and =\n y =\n = z", "x=3D1 =\n and =\n y =\n = z"),
        ("Transfer: base64", b"Dear Ms A\n\nWe refuse your request.", "Dear Ms A\n\nWe refuse your request."),
        ("Transfer: base64", b"UmVmdXNlZCBh" + b"bm93" * 15 + b"\n\nScanned for viruses.", "Refused a" + "now" * 15),
        ("Transfer: base64", b"UmVm\ndXNlZ", "Refuse"),
        ("Transfer: base64", b"UmVmdXNl\nZA==\nIG5vdw==", "Refused now"),
    ],
)  # fmt: skip
def test_encodings_as_they_are_and_not_as_they_are_called(
    header: str, payload: bytes, expected: str
) -> None:
    if header.startswith("Transfer"):
        kind = (
            f"Content-Type: text/plain\nContent-{header.replace('Transfer', 'Transfer-Encoding')}"
        )
    else:
        kind = f"Content-Type: text/plain; {header}\nContent-Transfer-Encoding: 8bit"
    data = f"Subject: x\n{kind}\n\n".encode() + payload
    assert read_bytes(data, "a.eml").text == f"Subject: x\n\n{expected}"


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ('name="=?utf-8?q?Antwort_=C3=9C.txt?="', "Antwort Ü.txt"),
        ("name*=utf-8''Antwort%20%C3%9C.txt", "Antwort Ü.txt"),
        ("name*0*=utf-8''Antwort; name*1*=%20%C3%9C; name*2=.txt", "Antwort Ü.txt"),
        ('name="Antwort Ü.txt"', "Antwort Ü.txt"),
        ('name="a folded\n name.txt"', "a folded name.txt"),
        ('name="C:\\\\Users/x.txt"', "C:_Users_x.txt"),
    ],
)
def test_names_of_attachments(value: str, name: str) -> None:
    document = raw(
        "Subject: x\nContent-Type: multipart/mixed; boundary=q\n\n--q\n\nbody\n"
        f"--q\nContent-Type: text/plain; {value}\n\nAnnex\n--q--\n"
    )
    assert [r.name for r in document.regions if r.kind == "attachment"] == [name]
    assert document.place(document.regions[-1].span).part == name


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("=?utf-8?b?UmVmdXM=?=\n =?utf-8?b?YWw=?=", "Refusal"),
        ("=?nonsense?q?caf=C3=A9?=", "café"),
        ("caf\u00e9", "café"),
    ],
)
def test_words_in_headers(line: str, shown: str) -> None:
    assert raw(f"sUBJECT: {line}\n\nbody").text == f"Subject: {shown}\n\nbody"


# Shapes of mails that programs write ---------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("From clerk Mon Aug  5 10:31:40 2024\nSubject: x\n\nbody", "Subject: x\n\nbody"),
        ("\n\nSubject: x\n\nbody", "Subject: x\n\nbody"),
        ("\ufeffSubject: x\n\nbody", "Subject: x\n\nbody"),
        ("Subject: x\r\r\n\r\r\nbody\r\r\nmore", "Subject: x\n\nbody\nmore"),
        ("Subject: x\r\rbody\rmore", "Subject: x\n\nbody\nmore"),
        # No header of a mail's: it is all text.
        ("Ref: 24/1\n\nDear Ms A", "Ref: 24/1\n\nDear Ms A"),
        (
            "Subject: x\nContent-Type: multipart/mixed; boundary=q\n\n--q\nRef: 1\n\nbody\n--q--",
            "Subject: x\n\nRef: 1\n\nbody",
        ),
        # The boundary is not told, or told wrongly.
        (
            "Subject: x\nContent-Type: multipart/mixed\n\n--q1\nContent-Type: text/plain\n\nbody\n--q1--",
            "Subject: x\n\nbody",
        ),
        (
            "Subject: x\nContent-Type: multipart/mixed; boundary=z\n\n--q1\nContent-Type: text/html\n\n<p>body\n--q1--",
            "Subject: x\n\nbody",
        ),
        # One boundary begins as the other does.
        (
            "Subject: x\nContent-Type: multipart/mixed; boundary=q\n\n--q\n"
            "Content-Type: multipart/mixed; boundary=q1\n\n--q1\n\none\n--q1--\n--q\n\ntwo\n--q--",
            "Subject: x\n\none\n\ntwo",
        ),
        # What stands between two ends is still a part.
        (
            "Subject: x\nContent-Type: multipart/mixed; boundary=q\n\n--q\n\none\n--q--\n\n--q\n\ntwo\n--q--\nend",
            "Subject: x\n\none\n\ntwo",
        ),
    ],
)  # fmt: skip
def test_shapes_of_mails(source: str, expected: str) -> None:
    document = raw(source)
    assert document.text == expected
    assert (document.warnings, document.incomplete) == ((), False)


def test_mail_in_utf_16() -> None:
    document = read_bytes("Subject: café\n\nbody".encode("utf-16"), "a.eml")
    assert document.text == "Subject: café\n\nbody"


def test_mail_that_breaks_off() -> None:
    message = mail()
    message.add_attachment("Annex " * 100, filename="annex.txt")
    data = message.as_bytes()
    document = read_bytes(data[: len(data) - 100], "a.eml")
    assert document.incomplete
    assert document.warnings == ("the mail breaks off before its end: what follows is missing",)


# Places -------------------------------------------------------------------------------------


def test_places_in_nested_attachments() -> None:
    inner = mail("Covering note")
    inner.add_attachment(pdf("Refused under s40"), "application", "pdf", filename="letter.pdf")
    outer = mail("FYI")
    outer.add_attachment(inner, filename="fwd.eml")
    document = read(outer)
    assert document.pages is None

    def part_of(words: str) -> tuple[str, int | None]:
        start = document.text.index(words)
        place = document.place(Span(start, start + len(words)))
        return place.part, place.page

    assert part_of("FYI") == ("body", None)
    assert part_of("Covering") == ("fwd.eml/body", None)
    assert part_of("Refused") == ("fwd.eml/letter.pdf", 1)


def test_attachments_of_one_name_are_told_apart() -> None:
    message = mail()
    for text in ("One", "Two", "Three"):
        message.add_attachment(text, filename="letter.txt")
    message.add_attachment("Four", filename="body")
    document = read(message)
    names = [r.name for r in document.regions if r.kind == "attachment"]
    assert names == ["letter.txt", "letter.txt (2)", "letter.txt (3)", "body (2)"]
    assert [document.place(r.span).part for r in document.regions[1:]] == names


# What cannot be read ------------------------------------------------------------------------

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(30_000)


@pytest.mark.parametrize(
    ("kind", "name", "data", "warning", "incomplete"),
    [
        ("application/ms-tnef", "winmail.dat", b"\x78\x9f\x3e\x22", "only Outlook opens", True),
        ("application/octet-stream", "ATT1.dat", b"\x78\x9f\x3e\x22", "only Outlook opens", True),
        ("application/pkcs7-mime", "smime.p7m", b"\x30\x80\x06\x09", "encrypted", True),
        ("application/octet-stream", "letter.asc", b"-----BEGIN PGP MESSAGE-----", "encrypted", True),
        ("application/octet-stream", "message.rpmsg", b"v1", "encrypted", True),
        ("application/octet-stream", "letter.doc", b"%PDF-1.4 cut", "not a PDF", True),
        ("application/octet-stream", "data", bytes(range(256)), "binary", True),
        ("application/vnd.ms-excel", "data.xls", b"x", "spreadsheet", False),
        ("text/csv", "data.csv", b"a,b", "spreadsheet", False),
        ("video/mp4", "film.mp4", b"x", "noticecheck reads", False),
        ("message/external-body", "", b"", "stored elsewhere", True),
        ("message/partial", "", b"", "one piece", True),
        ("image/png", "IMG_1.png", b"\x89PNG\r\n\x1a\n", "IMG_1.png", False),
        ("text/vcard", "clerk.vcf", b"BEGIN:VCARD", "", False),
        ("text/calendar", "invite.ics", b"BEGIN:VCALENDAR", "", False),
        ("application/pgp-keys", "key.asc", b"-----BEGIN PGP PUBLIC KEY BLOCK-----", "", False),
        ("text/plain", "ATT00001.txt", b"\r\n", "", False),
        ("text/html", "ATT00001.htm", b"<html><body><br></body></html>", "", False),
        ("image/png", "image001.png", PICTURE, "", False),
    ],
)  # fmt: skip
def test_what_is_not_read_is_named_where_it_may_matter(
    kind: str, name: str, data: bytes, warning: str, incomplete: bool
) -> None:
    source = (
        "Subject: x\nContent-Type: multipart/mixed; boundary=q\n\n"
        f'--q\n\n{LETTER}\n--q\nContent-Type: {kind}; name="{name}"\n'
        "Content-Disposition: attachment\nContent-Transfer-Encoding: base64\n\n"
    ).encode()
    document = read_bytes(source + base64.b64encode(data) + b"\n--q--\n", "a.eml")
    assert document.text == f"Subject: x\n\n{LETTER.strip()}"
    assert document.incomplete == incomplete
    if warning:
        (line,) = document.warnings
        assert warning in line and "\n" not in line
    else:
        assert document.warnings == ()


def test_a_picture_that_a_body_shows_is_of_its_layout() -> None:
    message = mail(None)
    message.set_content(f"{html_of(LETTER)}<img src='cid:crest@x'>", subtype="html")
    message.add_attachment(PICTURE, "image", "png", cid="<crest@x>", filename="crest.png")
    assert (read(message).warnings, read(message).incomplete) == ((), False)


def test_a_large_picture_in_a_mail_without_words_may_be_the_letter() -> None:
    message = mail(None)
    message.set_content("<p>See below.</p><img src='cid:scan'>", subtype="html")
    message.add_related(PICTURE, "image", "png", cid="<scan>", filename="image001.png")
    document = read(message)
    assert document.incomplete
    assert "image001.png" in document.warnings[0]


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("application/pkcs7-mime; name=smime.p7m", "smime.p7m cannot be read: encrypted"),
        ("application/ms-tnef; name=winmail.dat", "winmail.dat cannot be read"),
        ("multipart/encrypted; boundary=q", "encrypted"),
        ("text/plain", "encrypted"),
    ],
)
def test_a_mail_that_is_sealed_as_a_whole(kind: str, reason: str) -> None:
    body = "--q\n\nVersion: 1\n--q--" if "multipart" in kind else "-----BEGIN PGP MESSAGE-----\n\nx"
    with pytest.raises(ReadError, match=reason):
        raw(f"Subject: x\nContent-Type: {kind}\n\n{body}\n")


def test_formats_by_content() -> None:
    message = mail()
    message.add_attachment(pdf("Refused"), "application", "octet-stream", filename="letter.doc")
    message.add_attachment(b"Refused too", "application", "octet-stream", filename="Letter 2024.10")
    message.add_attachment(
        mail("Inner").as_bytes(), "application", "octet-stream", filename="m.eml"
    )
    document = read(message)
    assert {"Refused", "Refused too"} <= set(document.text.split("\n"))
    assert "Inner" in document.text


def test_a_report_that_a_mail_was_not_delivered_is_no_letter() -> None:
    document = raw(
        "Subject: Undelivered\nContent-Type: multipart/report; boundary=q\n\n"
        "--q\n\nYour mail was not delivered.\n"
        "--q\nContent-Type: message/delivery-status\n\nAction: failed\n"
        "--q\nContent-Type: message/rfc822\n\nSubject: FOI request\n\nPlease tell me\n--q--\n"
    )
    assert "report on another mail" in document.warnings[0]
    returned = [document.quote(r.span) for r in document.regions if r.kind == "thread"]
    assert returned == ["Subject: FOI request\n\nPlease tell me"]
    assert "Action" not in document.text


# A winmail.dat ------------------------------------------------------------------------------


def attribute(number: int, content: bytes) -> bytes:
    head = struct.pack("<BII", 2 if number & 0xFFFF > 0x8FFF else 1, number, len(content))
    return head + content + struct.pack("<H", sum(content) & 0xFFFF)


def values(*properties: tuple[int, int, bytes]) -> bytes:
    """Properties by number, type and bytes; one that has a name of its own stands among them."""
    named = struct.pack("<HH16sII", 0x0003, 0x8001, b"", 0, 7) + struct.pack("<I", 1)
    text = struct.pack("<HH16sII", 0x001F, 0x8002, b"", 1, 6) + b"a\0b\0\0\0\0\0"
    text += struct.pack("<II", 1, 2) + b"x\0\0\0"
    packed = b"".join(
        struct.pack("<HHII", kind, number, 1, len(data)) + data + bytes(-len(data) % 4)
        for number, kind, data in properties
    )
    several = struct.pack("<HHI3I", 0x1003, 0x0FF0, 3, 1, 2, 3)
    return struct.pack("<I", len(properties) + 3) + named + text + several + packed


def winmail(*attributes: bytes) -> bytes:
    return (
        b"\x78\x9f\x3e\x22\x01\x00"
        + attribute(0x00069007, struct.pack("<II", 1252, 0))
        + b"".join(attributes)
    )


def rich_body(text: str) -> bytes:
    rich = b"{\\rtf1\\ansi " + text.encode("cp1252").replace(b"\n", b"\\par ") + b"}"
    return attribute(0x00069003, values((0x1009, 0x0102, pack_rich_text(rich))))


def attached_file(name: str, data: bytes) -> bytes:
    return (
        attribute(0x00069002, bytes(14))
        + attribute(0x00018010, b"LETTER~1.TXT\0")
        + attribute(0x0006800F, data)
        + attribute(0x00069005, values((0x3707, 0x001F, name.encode("utf-16-le") + b"\0\0")))
    )


def with_winmail(body: str, data: bytes) -> Document:
    message = mail(body)
    message.add_attachment(data, "application", "ms-tnef", filename="winmail.dat")
    return read(message)


def test_what_is_in_a_winmail_dat_is_of_the_mail() -> None:
    data = winmail(
        rich_body(LETTER), attached_file("Letter €.txt", b"Refused"), attached_file("b.txt", b"B")
    )
    document = with_winmail("", data)
    assert document.text == (
        f"{HEADERS}\n\n{LETTER.strip()}\n\n[Attachment: Letter €.txt]\n\nRefused\n\n[Attachment: b.txt]\n\nB"
    )
    assert (document.warnings, document.incomplete) == ((), False)
    assert with_winmail(LETTER, data).text == document.text


@pytest.mark.parametrize("attached", [b"", attached_file("a.txt", b"A")])
def test_a_body_in_rich_text_is_read_or_named(attached: bytes) -> None:
    """It is the only body, or the one beside the mail's own is a stub."""
    rich = rich_body(LETTER)
    for body in ("", "See the letter below."):
        document = with_winmail(body, winmail(rich + attached))
        assert LETTER.strip() in document.text
        assert (document.warnings, document.incomplete) == ((), False)
        for damaged in (rich.replace(b"LZFu", b"LZFx"), rich.replace(b"LZFu", b"MELA")):
            document = with_winmail(body or "Hello", winmail(damaged + attached))
            assert document.incomplete
            assert "rich text" in document.warnings[0]
    packed = pack_rich_text(b"{\\rtf1 " + LETTER.encode() + b"}")
    cut = attribute(0x00069003, values((0x1009, 0x0102, packed[: len(packed) // 2])))
    document = with_winmail("", winmail(cut))
    assert "We refuse your request" in document.text and document.incomplete
    assert document.warnings == (
        "the rich text of the mail breaks off before its end: what follows is missing",
    )
    picture = pack_rich_text(rb"{\rtf1 Our reply {\pict\pngblip 89504e47}}")
    document = with_winmail("", winmail(attribute(0x00069003, values((0x1009, 0x0102, picture)))))
    assert document.incomplete and "a picture within the text" in document.warnings[0]


def test_a_message_within_a_winmail_dat() -> None:
    inner = winmail(attribute(0x0002800C, b"Inner\0"), attached_file("a.txt", b"A"))
    for _ in range(7):
        message = attribute(0x00069005, values((0x3701, 0x000D, bytes(16) + inner)))
        inner = winmail(
            attribute(0x0002800C, b"Level\0"), attribute(0x00069002, bytes(14)), message
        )
    document = with_winmail("Outer", inner)
    assert "Level" in document.text and "Inner" not in document.text
    assert document.incomplete
    assert "too many mails or archives within one another" in document.warnings[0]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_winmail_dat_is_named_or_read(data: st.DataObject) -> None:
    whole = bytearray(winmail(rich_body("Refused"), attached_file("a.txt", b"A")))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(4, len(whole) - 1))] = data.draw(st.integers(0, 255))
    document = with_winmail(LETTER, bytes(whole[: data.draw(st.integers(4, len(whole)))]))
    assert LETTER.strip() in document.text


def test_what_is_left_of_a_broken_winmail_dat_is_read() -> None:
    whole = winmail(rich_body(LETTER), attached_file("a.txt", b"A"), attached_file("b.txt", b"B"))
    document = with_winmail("", whole[:-20])
    assert LETTER.strip() in document.text and "[Attachment: a.txt]\n\nA" in document.text
    assert document.incomplete
    assert "winmail.dat of the mail is broken" in document.warnings[0]


# Older mail ---------------------------------------------------------------------------------

QUOTED = "<blockquote type=cite>Dear Ms A<p>Refused under section 43</p></blockquote>"


@pytest.mark.parametrize(
    ("subject", "html", "threads"),
    [
        ("Re: FOI", f"<p>Thank you</p>{QUOTED}", 1),
        ("Fwd: FOI", f"<p>What do you think?</p>{QUOTED}", 0),
        ("FW: FOI", f"<p>{LETTER * 3}</p>{QUOTED}", 1),
        ("FOI", f"<p>---------- Forwarded message ---------</p>{QUOTED}", 0),
        ("FOI", "<p>FYI</p><blockquote type=cite>Begin forwarded message:<p>Refused</blockquote>", 0),
    ],
)  # fmt: skip
def test_a_letter_that_is_sent_on_is_no_older_mail(subject: str, html: str, threads: int) -> None:
    document = raw(f"Subject: {subject}\nContent-Type: text/html\n\n{html}")
    assert len([r for r in document.regions if r.kind == "thread"]) == threads


OLDER = "<div><p><b>From:</b> A<br><b>Sent:</b> 1 May</p></div><p>Please tell me.</p>"


@pytest.mark.parametrize(
    "mark",
    [
        '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg" dir="ltr">{}</div>',
        '<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt">{}</div></div>',
        '<div id="ydp1yahoo_quoted_1" class="yahoo_quoted"><div>{}</div></div>',
        '<hr id="zwchr"><div>{}</div>',
    ],
)
def test_older_mail_as_mail_programs_mark_it(mark: str) -> None:
    head, _, tail = mark.format(OLDER).partition("<p>Please")
    html = (
        f"<html><body><div><p>We refuse it.</p>{head}<p>Please{tail}<p>Why?</p></div><p>End</body>"
    )
    document = raw(f"Subject: Re: x\nContent-Type: text/html\n\n{html}")
    (thread,) = [document.quote(r.span) for r in document.regions if r.kind == "thread"]
    assert thread.startswith("From: A")
    assert "Please tell me." in thread and "We refuse it." not in thread


# Hostile mails ------------------------------------------------------------------------------


def nested(levels: int) -> bytes:
    head = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(levels)
    )
    return b"Subject: x\n" + head + b"\ninnermost\n" * 1000


# Sources of mails that grow with a number, and numbers that make them large.
HOSTILE: dict[str, tuple[Callable[[int], bytes], int]] = {
    "deep": (lambda n: nested(n), 5000),
    "many parts": (lambda n: b"Subject: x\nContent-Type: multipart/mixed; boundary=q\n\n" + b"--q\n\na\n" * n + b"--q--", 50_000),
    "boundary of dashes": (lambda n: b"Subject: x\nContent-Type: multipart/mixed; boundary=-\n\n" + b"-" * n, 2_000_000),
    "many parameters": (lambda n: b"Subject: x\nContent-Type: text/plain" + b";a=b" * n + b"\n\nbody", 500_000),
    "many quotes": (lambda n: b"Subject: x\nContent-Type: text/plain; a=\"" + b"\\\";" * n + b"\n\nbody", 500_000),
    "long header": (lambda n: b"To: " + b"a@b.example,\n " * n + b"\n\nbody", 200_000),
    "many encoded words": (lambda n: b"Subject: " + b"=?a?q?b?= " * n + b"\n\nbody", 200_000),
    "many headers": (lambda n: b"Subject: x\n" * n + b"\n\nbody", 200_000),
    "open quote": (lambda n: b"Subject: x\nContent-Type: text/plain; charset=\"" + b"(" * n + b"\n\nbody", 1_000_000),
    "pictures": (lambda n: b"Subject: x\nContent-Type: text/html\n\n<p>body" + b"<img src=" * n, 200_000),
    "older mails": (lambda n: b"Subject: x\nContent-Type: text/html\n\n<p>body" + b"<div border-top: " * n, 50_000),
    "soft breaks": (lambda n: b"Subject: x\nContent-Type: text/plain; format=flowed\n\n" + b"a \n" * n, 200_000),
    "quotes": (lambda n: b"Subject: x\nContent-Type: text/plain; format=flowed\n\n" + b">" * n, 900_000),
    "no line ends": (lambda n: b"Subject: x\n\n" + b"body " * n, 100_000),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_mails_end_in_text_or_one_line(name: str) -> None:
    source, large = HOSTILE[name]
    try:
        assert read_bytes(source(large), "a.eml").text
    except ReadError as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize("name", HOSTILE)
def test_work_on_hostile_mails_is_linear(name: str) -> None:
    source, _ = HOSTILE[name]
    # The first one imports what is needed.
    calls(lambda: read_bytes(source(1), "a.eml"))
    short = calls(lambda: read_bytes(source(2_000), "a.eml"))
    assert calls(lambda: read_bytes(source(8_000), "a.eml")) < 1.4 * 4 * short


def test_parts_beyond_the_limits_are_named() -> None:
    deep = read_bytes(
        b"Subject: x\nContent-Type: multipart/mixed; boundary=z\n\n--z\n\nbody\n--z\n"
        + nested(30)[11:]
        + b"\n--z--",
        "a.eml",
    )
    assert deep.incomplete
    assert any("nested too deeply" in warning for warning in deep.warnings)
    many = read_bytes(HOSTILE["many parts"][0](50_000), "a.eml")
    assert many.incomplete
    assert many.warnings == ("49000 of its parts were not read: they are too many",)


def test_too_many_lines() -> None:
    with pytest.raises(ReadError, match="too many lines"):
        read_bytes(b"Subject: x\n\n" + b"\n" * 1_000_001, "a.eml")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_mails_end_in_text_or_one_line(data: st.DataObject) -> None:
    message = mail("Dear Ms A\n\nRefused “now”.\n")
    message.add_alternative("<p>Dear <b>Ms</b> A</p>", subtype="html")
    message.add_attachment("Annex", filename="annex.txt")
    message.add_attachment(mail("Inner"))
    whole = bytearray(message.as_bytes())
    for _ in range(data.draw(st.integers(1, 12))):
        position = data.draw(st.integers(0, len(whole) - 1))
        length = data.draw(st.integers(0, 40))
        whole[position : position + length] = data.draw(st.binary(max_size=20))
    try:
        document = read_bytes(bytes(whole), "a.eml")
    except ReadError as error:
        assert "\n" not in str(error)
        return
    assert all(0 <= r.span.start < r.span.end <= len(document.text) for r in document.regions)
    ends = [0] + [place.span.end for place in document.places]
    assert all(p.span.start >= end for p, end in zip(document.places, ends, strict=False))


def test_a_mail_whose_text_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise Unreadable("it is too long")

    monkeypatch.setattr("noticecheck.read.mail.email.html_body", refuse)
    source = b"Subject: x\nContent-Type: text/html\n\n<p>Refused"
    with pytest.raises(ReadError) as caught:
        read_bytes(source, "a.eml")
    assert caught.value.reason == "a mail whose text cannot be read: it is too long"
    message = mail()
    message.add_alternative("<p>x", subtype="html")
    whole = read(message)
    assert "the text of the mail, it was not read: it is too long" in whole.warnings
