"""Outlook messages: the same text as the mail they were saved from; broken ones end in one line."""

from __future__ import annotations

import struct
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compound_file import (
    INTEGER,
    STRING8,
    UNICODE,
    Attachment,
    Msg,
    Tree,
    compound_file,
    make_msg,
    pack_rich_text,
)
from noticecheck.errors import ReadError
from noticecheck.model import Document, Span
from noticecheck.read import read_bytes
from noticecheck.read.mail.rtf import read_rich_text, unpack_rich_text
from work import calls

SENT = datetime(2024, 8, 5, 9, 31, 40, tzinfo=UTC)
BODY = "Dear Ms A\r\n\r\nWe refuse “it” under section 43(2).\r\n"
HEADERS = (
    "From: Zoë Clerk <clerk@council.example>\nTo: Ms A <a@b.example>\n"
    "Date: Mon, 05 Aug 2024 09:31:40 +0000\nSubject: FOI “2024-66”"
)
TEXT = f"{HEADERS}\n\nDear Ms A\n\nWe refuse “it” under section 43(2)."
LETTER = "Dear Ms A\n\n" + "We refuse your request under section 43(2) of the Act. " * 8


def msg(**more: object) -> bytes:
    whole: dict[str, object] = {
        "subject": "FOI “2024-66”",
        "sender": "Zoë Clerk <clerk@council.example>",
        "to": ["Ms A <a@b.example>"],
        "date": SENT,
        "body": BODY,
    }
    return make_msg(**{**whole, **more})  # type: ignore[arg-type]


def read(data: bytes) -> Document:
    return read_bytes(data, "a.msg")


def test_headers_and_body() -> None:
    document = read(msg())
    assert document.text == TEXT
    assert document.media_type == "application/vnd.ms-outlook"
    assert [(r.kind, document.quote(r.span)) for r in document.regions] == [("header", HEADERS)]
    assert (document.warnings, document.incomplete) == ((), False)
    assert document.place(Span(len(TEXT) - 4, len(TEXT))).part == "body"


def test_the_same_text_as_the_mail() -> None:
    mail = EmailMessage()
    mail["From"] = "Zoë Clerk <clerk@council.example>"
    mail["To"] = "Ms A <a@b.example>"
    mail["Date"] = "Mon, 05 Aug 2024 09:31:40 +0000"
    mail["Subject"] = "FOI “2024-66”"
    mail.set_content(BODY)
    mail.add_alternative("<p>Dear Ms A</p>", subtype="html")
    mail.add_attachment("Annex", filename="annex.txt")
    mail.add_attachment(b"\x89PNG", "image", "png", filename="image001.png")
    attachments = [("annex.txt", b"Annex"), ("image001.png", b"\x89PNG")]
    saved = read(msg(html="<p>Dear Ms A</p>", attachments=attachments))
    sent = read_bytes(mail.as_bytes(), "a.eml")
    assert saved.text == sent.text
    assert (saved.regions, saved.places) == (sent.regions, sent.places)
    assert (saved.warnings, saved.incomplete) == (sent.warnings, sent.incomplete)


def test_headers_as_they_came() -> None:
    headers = (
        "Received: from x\r\nFROM: =?utf-8?q?Zo=C3=AB?=\r\n <zoe@council.example>\r\n"
        "Date: Tue, 6 Aug 2024 10:00:00 +0100\r\nContent-Type: text/html\r\n"
    )
    assert read(msg(headers=headers, sender="")).text.startswith(
        "From: Zoë <zoe@council.example>\nTo: Ms A <a@b.example>\n"
        "Date: Tue, 6 Aug 2024 10:00:00 +0100\nSubject: FOI “2024-66”\n\nDear"
    )


@pytest.mark.parametrize("code_page", [1252, 1250, 65001])
def test_texts_in_a_code_page(code_page: int) -> None:
    assert read(msg(code_page=code_page)).text == TEXT


def test_an_address_within_exchange_is_not_shown() -> None:
    properties = [(0x0042, UNICODE, "Clerk"), (0x0065, UNICODE, "/O=COUNCIL/CN=CLERK")]
    assert read(msg(sender="", properties=properties)).text.startswith("From: Clerk\n")


@pytest.mark.parametrize(
    "more",
    [
        {"html": "<p>Dear Ms A</p><p>“Refused”</p>"},
        {"html": "<p>Dear Ms A</p><p>“Refused”</p>".encode()},
        {"html": "<p>Dear Ms A</p><p>“Refused”</p>".encode("cp1252"), "body_code_page": 1252},
        {"html": "<meta charset=windows-1252><p>Dear Ms A</p><p>“Refused”</p>".encode("cp1252")},
        {"html": "<p>Dear Ms A</p><p>“Refused”</p>".encode("utf-16-le"), "body_code_page": 1200},
        {"html": "<p>Dear Ms A</p><p>“Refused”</p>".encode("cp1252"), "body_code_page": 99999},
    ],
)
def test_a_body_in_html_and_its_code_page(more: dict[str, object]) -> None:
    assert read(msg(body=None, **more)).text == f"{HEADERS}\n\nDear Ms A\n\n“Refused”"


def test_html_where_the_plain_body_is_a_stub() -> None:
    html = "".join(f"<p>{paragraph}</p>" for paragraph in LETTER.split("\n\n"))
    assert read(msg(body="See the HTML.", html=html)).text == f"{HEADERS}\n\n{LETTER.strip()}"


# Rich text ----------------------------------------------------------------------------------

HTML_IN_RICH_TEXT = rb"""{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0
{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fmodern\fcharset204 Courier;}}
{\*\htmltag19 <html>}{\*\htmltag241 <style>p \{color:red\}</style>}{\*\htmltag50 <body>}
{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Dear Ms A\'92s {\*\htmltag84 &nbsp;}\htmlrtf \'a0\htmlrtf0
 \u8220?x\u8221? {\f1 \'cf\'f0}{\*\htmltag72 </p>}\htmlrtf\par}\htmlrtf0
{\*\htmltag64 <p>}Refused {\*\htmltag84 <a href="http://a.example">}\htmlrtf {\field{\*\fldinst
{HYPERLINK "http://a.example"}}{\fldrslt\cf1\ul \htmlrtf0 as said\htmlrtf }\htmlrtf0 \htmlrtf }
\htmlrtf0{\*\htmltag92 </a>}{\*\htmltag72 </p>}{\*\mhtmltag84 <p>not this}{\*\htmltag58 </body>}}"""


@pytest.mark.parametrize(
    ("rich_text", "text"),
    [
        (HTML_IN_RICH_TEXT, "Dear Ms A’s \xa0 “x” Пр\n\nRefused as said"),
        (rb"{\rtf1\ansi\fromtext{\fonttbl{\f0 A;}}\f0 Dear Ms A\par\par Refused \{x\}\\.\par}", "Dear Ms A\n\nRefused {x}\\."),
        (rb"{\rtf1\ansi{\colortbl;\red0;}{\*\generator x;}{\info{\title T}}a {\v hidden}\b b\b0\tab c\~d}", "a b\tc\xa0d"),
        (rb"{\rtf1\ansi{\pntext\'95\tab}item\par\trowd a\cell b\cell\row{\pict 00ff}end}", "•\titem\na | b\nend"),
        (rb"{\rtf1\ansi\uc2 \u8364\'80\'80 5 \uc0\u8364 6 \uc1\u-10179?\u-8704?}", "€ 5 €6 \U0001f600"),
        (rb"{\rtf1\ansi{\fonttbl{\f0\fcharset128 M;}}\f0\'83\'65\'83X}", "テス"),
        (rb"{\rtf1\ansi\bin5 }}}}}after \'zz \x}", "after zz"),
        (rb"{\rtf1\ansi a{b{c", "abc"),
        (rb"{\rtf1\ansi a}}}b", "a"),
    ],
)  # fmt: skip
def test_a_body_in_rich_text_only(rich_text: bytes, text: str) -> None:
    assert read(msg(body=None, rtf=rich_text)).text == f"{HEADERS}\n\n{text}"


@given(st.binary(max_size=300), st.integers(1, 40))
def test_rich_text_is_unpacked_as_it_was_packed(data: bytes, times: int) -> None:
    assert unpack_rich_text(pack_rich_text(data * times)) == data * times


def test_rich_text_that_claims_more_than_it_holds() -> None:
    packed = bytearray(pack_rich_text(b"{\\rtf1 Refused}" * 9))
    struct.pack_into("<I", packed, 4, 0xFFFFFFFF)
    with pytest.raises(ReadError, match="rich text is too long"):
        read(msg(body=None, properties=[(0x1009, 0x0102, bytes(packed))]))
    document = read(msg(properties=[(0x1009, 0x0102, b"{\\rtf")]))
    assert document.text == TEXT
    assert document.incomplete


@given(st.lists(st.sampled_from([b"{", b"}", b"\\u8364 ", b"\\'80", b"\\htmlrtf ", b"\\*", b"\\uc9 ", b"a", b"\\fonttbl", b"\\f1 ", b"\\fcharset128 ", b"\\bin3 ", b"\\"]), max_size=40))  # fmt: skip
def test_rich_text_of_any_shape_is_text(pieces: list[bytes]) -> None:
    text, _ = read_rich_text(b"{\\rtf1\\fromhtml1" + b"".join(pieces))
    assert len(text) <= 40


# Attachments --------------------------------------------------------------------------------


def test_attachments_and_messages_within() -> None:
    inner = Msg(
        "Refusal", "Clerk <c@d.example>", body="Refused", attachments=[("annex.txt", b"Annex")]
    )
    document = read(msg(attachments=[("big.txt", b"Word " * 2000), ("Refusal", inner)]))
    regions = [(r.kind, r.name) for r in document.regions]
    assert regions[1:] == [
        ("attachment", "big.txt"),
        ("attachment", "Refusal.msg"),
        ("header", ""),
        ("attachment", "annex.txt"),
    ]
    place = document.place(document.regions[-1].span)
    assert place.part == "Refusal.msg/annex.txt"
    assert (
        "[Attachment: Refusal.msg]\n\nFrom: Clerk <c@d.example>\nSubject: Refusal\n\nRefused"
        in document.text
    )


@pytest.mark.parametrize(
    ("attachment", "warning", "incomplete"),
    [
        (Attachment("letter.pdf", None, method=7), "stored elsewhere", True),
        (Attachment("Document", {"CONTENTS": b"x" * 99}), "an object within the message", True),
        (Attachment("smime.p7m", b"\x30\x80", "application/pkcs7-mime"), "encrypted", True),
        (Attachment("winmail.dat", b"\x78\x9f\x3e\x22"), "only Outlook opens", True),
        (Attachment("data.xlsx", b"PK"), "spreadsheet", False),
        (Attachment("letter.pdf", b"", method=1), "empty", True),
        (Attachment("crest.png", b"\x89PNG" + bytes(30_000), "image/png", hidden=True), "", False),
        (Attachment("crest.png", b"\x89PNG" + bytes(30_000), "image/png", content_id="crest"), "", False),
        (Attachment("clerk.vcf", b"BEGIN:VCARD"), "", False),
    ],
)  # fmt: skip
def test_what_is_not_read(attachment: Attachment, warning: str, incomplete: bool) -> None:
    html = f"<p>{LETTER}</p><img src='cid:crest'>"
    document = read(msg(body=LETTER, html=html, attachments=[attachment]))
    assert document.text == f"{HEADERS}\n\n{LETTER.strip()}"
    assert document.incomplete == incomplete
    assert len(document.warnings) == bool(warning)
    assert all(warning in line for line in document.warnings)


def test_a_signed_message_is_read_and_a_sealed_one_is_named() -> None:
    signed = (
        b"Content-Type: multipart/signed; boundary=q\n\n--q\nContent-Type: text/plain\n\nRefused\n"
        b"--q\nContent-Type: application/pkcs7-signature\n\nMIIB\n--q--\n"
    )
    attachment = Attachment("smime.p7m", signed, "multipart/signed")
    document = read(msg(body=None, kind="IPM.Note.SMIME.MultipartSigned", attachments=[attachment]))
    assert document.text == f"{HEADERS}\n\nRefused"
    assert (document.warnings, document.incomplete) == ((), False)
    sealed = Attachment("smime.p7m", b"\x30\x80", "application/pkcs7-mime")
    with pytest.raises(ReadError, match=r"smime\.p7m cannot be read: encrypted"):
        read(msg(body=None, kind="IPM.Note.SMIME", attachments=[sealed]))


def test_a_report_is_no_letter() -> None:
    assert "report on another mail" in read(msg(kind="REPORT.IPM.Note.NDR")).warnings[0]


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "olefile", None)
    with pytest.raises(ReadError, match=r"noticecheck\[msg\].*or save the message as \.eml"):
        read(msg())


# Broken and hostile files -------------------------------------------------------------------


def nested(levels: int) -> bytes:
    message = Msg("innermost", body="innermost")
    for number in range(levels):
        message = Msg(f"level {number}", body=f"level {number}", attachments=[("in", message)])
    return make_msg("outer", body="outer", attachments=[("in", message)])


def test_messages_nested_too_deeply() -> None:
    document = read(nested(9))
    assert "level 8" in document.text and "innermost" not in document.text
    assert document.incomplete
    assert "too many mails or archives within one another" in document.warnings[0]


def put(data: bytes, position: int, *words: int) -> bytes:
    out = bytearray(data)
    struct.pack_into(f"<{len(words)}I", out, position, *words)
    return bytes(out)


def entry_at(data: bytes, name: str) -> int:
    """Where the directory entry of a storage or stream begins."""
    return data.index(name.encode("utf-16-le") + b"\0\0")


def fat_at(data: bytes) -> int:
    return 512 * (1 + struct.unpack_from("<I", data, 76)[0])


BODY_STREAM = "__substg1.0_1000001F"
LONG = msg(body="Refused. " * 2000)

HOSTILE: dict[str, Callable[[], bytes]] = {
    "only a header": lambda: msg()[:512],
    "half": lambda: LONG[: len(LONG) // 2],
    "sectors of 2 to the 60000": lambda: msg()[:30] + b"\x60\xea" + msg()[32:],
    "mini sectors of 2 to the 60000": lambda: msg()[:32] + b"\x60\xea" + msg()[34:],
    "so many tables": lambda: put(msg(), 44, 0xFFFFFFF0),
    "index of tables in a circle": lambda: put(put(LONG, 44, 109 + 127 * 60_000), 68, 0, 60_000),
    "so many mini tables": lambda: put(msg(), 64, 0xFFFFFFF0),
    "first directory sector beyond": lambda: put(msg(), 48, 0xFFFFF0),
    "table in a circle": lambda: put(LONG, fat_at(LONG), *range(100), 0, 1),
    "all of the table points to the start": lambda: put(LONG, fat_at(LONG), *[0] * 128),
    "directory in a circle": lambda: put(msg(), entry_at(msg(), "Root Entry") + 68, 0, 0, 0),
    "storage within itself": lambda: put(
        nested(1), entry_at(nested(1), "__attach_version1.0_#00000000") + 76, 1
    ),
    "stream of 4 GB": lambda: put(LONG, entry_at(LONG, BODY_STREAM) + 120, 0xFFFFFFF0),
    "mini stream of 4 GB": lambda: put(msg(), entry_at(msg(), "Root Entry") + 120, 0xFFFFFFF0),
    "stream elsewhere": lambda: put(LONG, entry_at(LONG, BODY_STREAM) + 116, 0xFFFFF0),
    "1000 levels": lambda: compound_file(tower(1000)),
    "no properties": lambda: compound_file({"__substg1.0_0037001F": b"x\0"}),
    "properties of odd length": lambda: compound_file({"__properties_version1.0": b"abc"}),
    "many attachments": lambda: make_msg(body="body", attachments=[("a", b"a")] * 1200),
    "rich text of braces": lambda: make_msg(rtf=b"{\\rtf1 " + b"{" * 3000),
}


def tower(levels: int) -> Tree:
    tree: Tree = {"__substg1.0_1000001F": b"x\0"}
    for _ in range(levels):
        tree = {"__attach_version1.0_#00000000": {"__substg1.0_3701000D": tree}}
    return tree


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_end_in_text_or_one_line(name: str) -> None:
    data = HOSTILE[name]()
    try:
        assert read(data).text
    except ReadError as error:
        assert "\n" not in str(error)
    # As many as an honest message of that size takes, or of as many parts.
    assert calls(lambda: read(data)) < 10 * len(data)


def test_properties_of_wrong_types_are_passed_over() -> None:
    properties = [
        (0x0C1F, INTEGER, 7),
        (0x0039, INTEGER, 7),
        (0x0E04, STRING8, "x"),
        (0x3FFD, UNICODE, "x"),
    ]
    assert "Refused" in read(make_msg(body="Refused", properties=properties)).text


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_messages_end_in_text_or_one_line(data: st.DataObject) -> None:
    whole = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 6))):
        position = data.draw(st.integers(0, len(whole) - 1))
        damage = data.draw(st.binary(min_size=1, max_size=8))
        whole[position : position + len(damage)] = damage
    try:
        document = read(bytes(whole[: data.draw(st.integers(512, len(whole)))]))
    except ReadError as error:
        assert "\n" not in str(error)
        return
    assert all(0 <= r.span.start < r.span.end <= len(document.text) for r in document.regions)


WHOLE = msg(rtf=HTML_IN_RICH_TEXT, attachments=[("a.txt", b"A"), ("in", Msg("x", body="y"))])
