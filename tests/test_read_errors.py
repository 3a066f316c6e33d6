"""The one line that each kind of unreadable file gives; these texts are frozen."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from PIL import Image

from noticecheck.errors import ReadError
from noticecheck.read import formats, paths, read, read_bytes
from noticecheck.read.docx import package as docx_package

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
READS = (
    "noticecheck reads .txt, .md, .html, .pdf, .docx, .odt, .rtf, .doc, .eml, .msg, .zip and scans"
)
BINARY = "binary data, not a letter: open it in the program that made it and save it as .pdf"
# Where the program that reads it is missing, that is what is said.
IMAGE = (
    "a broken image: make the picture again, or ask for the letter as a document"
    if shutil.which("tesseract")
    else "a picture, which holds no text as it is: install the program tesseract (Debian, Ubuntu: "
    "apt install tesseract-ocr), or ask for the letter as text"
)
ARCHIVE = f"an archive of a kind that is not read: unpack it and check the letters; {READS}"
SHEET = f"a spreadsheet or presentation, not a letter: {READS}"
DOC = "not a .doc, or a broken one: open it in a word processor and save it as .docx"
ODT = (
    "not an OpenDocument text, or a broken one: save it again, or as .docx"
    if shutil.which("soffice")
    else "an OpenDocument text, which is read where LibreOffice is installed: install it, or save the "
    "letter as .docx or .pdf"
)
RTF = "not rich text, or broken: open it in a word processor and save it as .docx"
MSG = "not an Outlook message, or a broken one: save it again, or as .eml"
ZIP = "a broken archive: download it again, or unpack it and check the letters"
NO_TEXT = "no text in it: check that this is the letter"
DEEP = "its elements lie too deep within one another: save it as .pdf and try again"
PDF = "not a PDF, or a broken one: get the letter again, or save it as PDF once more"
DOCX = "not a .docx, or a broken one: open it in a word processor and save it again"
PASSWORD = "protected by a password: save a copy without it and try again"


def zipped(**parts: str) -> bytes:
    """A zip file; `__` in a name stands for "/", and a name gets ".xml" where it has no dot."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            path = name.replace("__", "/")
            archive.writestr(path if "/" not in path else f"{path}.xml", content)
    return buffer.getvalue()


def odf(kind: str) -> bytes:
    """An OpenDocument file with its type first and nothing useful in it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", "<x/>")
    return buffer.getvalue()


def pdf(*pages: str, encrypt: str | None = None) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=encrypt)
    for page in pages:
        canvas.drawString(72, 700, page) if page else canvas.rect(72, 72, 100, 100)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def reason(data: bytes, name: str) -> str:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, name)
    line = str(caught.value)
    assert line.startswith(f"{name}: ") and "\n" not in line
    return line.removeprefix(f"{name}: ")


BROKEN = [
    (b"", "a.txt", "the file is empty: save or send the letter again"),
    (b"", "-", "the file is empty: save or send the letter again"),
    (b" \n\t\r\n", "a.txt", NO_TEXT),
    (b"\xef\xbb\xbf", "a.txt", NO_TEXT),
    (b"Dear\0Ms A", "a.txt", BINARY),
    (bytes(range(1, 256)) * 4, "a.txt", BINARY),
    (bytes(range(1, 256)) * 4, "a.bin", BINARY),
    (bytes(range(1, 256)) * 4, "a.pdf", PDF),
    (b"Dear Ms A", "a.pdf", PDF),
    (b"%PDF-1.4 and nothing more", "a.pdf", PDF),
    (pdf("text")[:500], "a.pdf", PDF),
    (pdf("secret", encrypt="x"), "a.pdf", PASSWORD),
    (b"Dear Ms A", "a.docx", DOCX),
    (b"PK\x03\x04 cut off", "a.docx", DOCX),
    (zipped(other="x"), "a.docx", DOCX),
    (zipped(word__document="<not-xml"), "a.docx", DOCX),
    (zipped(word__document="<x/>"), "a.docx", DOCX),
    (zipped(word__styles="<x/>"), "a.docx", DOCX),
    (zipped(word__document=f"<document>{'<b>' * 300}</document>"), "a.docx", DEEP),
    (zipped(word__document="<document><body><p/></body></document>"), "a.docx", NO_TEXT),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", PASSWORD),
    (OLE, "a.doc", DOC),
    (b"Dear Ms A", "a.doc", DOC),
    (OLE + "Workbook".encode("utf-16-le"), "a.xls", SHEET),
    (OLE + "__substg1.0_0037001F".encode("utf-16-le"), "a.msg", MSG),
    (b"Dear Ms A", "a.msg", MSG),
    (b"Dear Ms A", "a.zip", ZIP),
    (b"PK\x03\x04 cut off", "a.zip", ZIP),
    (b"\x1f\x8b\x08\0", "a.gz", ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c\0\0", "a.7z", ARCHIVE),
    (b"Rar!\x1a\x07\0\0", "a.rar", ARCHIVE),
    (odf("text"), "a.odt", ODT),
    (odf("spreadsheet"), "a.ods", SHEET),
    (odf("presentation"), "a.odp", SHEET),
    (zipped(mimetype="x", **{"encrypted-package": "x"}), "a.odt", PASSWORD),
    (zipped(**{"[Content_Types].xml": "", "xl__workbook": "<x/>"}), "a.xlsx", SHEET),
    (zipped(**{"[Content_Types].xml": "", "ppt__presentation": "<x/>"}), "a.pptx", SHEET),
    (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><a/>', "a.xml", SHEET),
    (b"Dear Ms A", "a.rtf", RTF),
    (b"\x89PNG\r\n\x1a\n\0\0", "a.png", IMAGE),
    (b"\xff\xd8\xff\xe0\0\x10JFIF", "a.jpg", IMAGE),
    (b"RIFF\0\0\0\0WEBP", "a.webp", IMAGE),
    (b"II*\0\x08\0\0\0", "a.tif", IMAGE),
    (b"<html></html>", "a.html", NO_TEXT),
    (b"<!-- only this -->", "a.html", NO_TEXT),
    (b"From: a@b.example\n\n", "a.eml", "a mail without text: check that this is the letter"),
]


@pytest.mark.parametrize(("data", "name", "line"), BROKEN)
def test_one_line_says_why_and_what_to_do(data: bytes, name: str, line: str) -> None:
    assert reason(data, name) == line


@pytest.mark.usefixtures("rules_loaded_once")
def test_a_folder_of_nothing_but_broken_files_and_one_letter(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from noticecheck import cli

    named = []
    for number, (data, name, _) in enumerate(BROKEN):
        path = tmp_path / f"{number:02}{Path(name).suffix or '.txt'}"
        path.write_bytes(data)
        named.append(str(path))
    good = Path(__file__).parent.parent / "corpus" / "letters" / "everything_met.txt"
    code = cli.run(["check", "--format", "jsonl", *named, str(good)])
    printed = capsys.readouterr()
    assert code == 3
    verdicts = [json.loads(line)["verdict"] for line in printed.out.splitlines()]
    assert verdicts == ["not_assessed"] * len(BROKEN) + ["no_gap_found"]
    lines = printed.err.splitlines()
    assert [line.split(": ")[1] for line in lines] == named
    assert [line.split(": ", 2)[2] for line in lines] == [line for _, _, line in BROKEN]


def test_mail_with_nothing_but_an_unreadable_attachment() -> None:
    mail = EmailMessage()
    mail["Subject"] = "Letter"
    mail.add_attachment(pdf("s", encrypt="x"), "application", "pdf", filename="reply.pdf")
    assert reason(mail.as_bytes(), "a.eml") == (
        f"a mail without text whose attachment reply.pdf cannot be read: {PASSWORD}"
    )


def test_zip_with_a_password() -> None:
    data = bytearray(zipped(word__document="<document><body/></document>"))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert reason(bytes(data), "a.docx") == PASSWORD


def test_part_that_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "MAX_XML", 1000)
    bomb = zipped(word__document=f"<document><body>{' ' * 2000}</body></document>")
    assert reason(bomb, "a.docx").startswith("it unpacks to far more than a letter holds")


def test_a_scan_where_no_text_can_be_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("noticecheck.read.ocr.why_not", lambda: "install it")
    assert reason(pdf("", ""), "a.pdf").startswith("a scan without a text layer: ")
    assert reason(pdf("", ""), "a.pdf").endswith("install it")
    picture = io.BytesIO()
    Image.new("L", (200, 200), 255).save(picture, "PNG")
    assert reason(picture.getvalue(), "a.png").startswith("a picture, which holds no text")


@pytest.mark.parametrize("suffix", ["odt", "rtf"])
def test_what_needs_libreoffice_says_so(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("noticecheck.read.office.find_program", lambda: None)
    data = {"odt": odf("text"), "rtf": b"{\\rtf1 Dear Ms A}"}[suffix]
    assert "LibreOffice" in reason(data, f"a.{suffix}")


def test_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = "larger than 50 MB: save the letter alone, without other documents, and try again"
    monkeypatch.setattr(formats, "MAX_BYTES", 10)
    monkeypatch.setattr(paths, "MAX_BYTES", 10)
    letter = tmp_path / "a.txt"
    letter.write_text("x" * 11)
    with pytest.raises(ReadError) as caught:
        read(str(letter))
    assert caught.value.reason == line
    letter.write_text("x" * 10)
    assert read(str(letter)).text == "x" * 10


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("nowhere.txt", "no such file or folder: check the path"),
        ("folder", "a folder, not a letter: name the letters in it"),
        ("a\0b", "not a possible path: check how it is written"),
        ("x" * 300, "cannot be opened (file name too long): check the path and the disk it is on"),
    ],
)
def test_files_that_cannot_be_opened(
    name: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    with pytest.raises(ReadError) as caught:
        read(name)
    assert caught.value.reason == line


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ReadError) as caught:
        read(str(tmp_path / "a.txt"))
    assert caught.value.reason == "permission denied: make it readable for you and try again"


def test_a_document_type_is_refused() -> None:
    bomb = (
        '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">'
        '<!ENTITY f SYSTEM "file:///etc/hostname">]>'
        "<document><body><p><r><t>x&b;&f;y</t></r></p></body></document>"
    )
    assert "broken" in reason(zipped(word__document=bomb), "a.docx")


@pytest.mark.parametrize("name", ["a.html", "a.xhtml", "a.eml"])
def test_a_page_loads_and_expands_nothing(name: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n + 1};" * 10}">' for n in range(9))
    page = (
        f'<!DOCTYPE html [<!ENTITY f SYSTEM "{secret.as_uri()}">{bomb}<!ENTITY e9 "ha">]>'
        '<html xmlns:xi="http://www.w3.org/2001/XInclude"><body><p>Dear Ms Hale</p><p>&f; &e0;</p>'
        f'<xi:include href="{secret.as_uri()}" parse="text"/><iframe src="{secret.as_uri()}"></iframe>'
        "</body></html>"
    )
    head = "Subject: x\nContent-Type: text/html\n\n" if name == "a.eml" else ""
    text = read_bytes((head + page).encode(), name).text
    assert "Dear Ms Hale" in text
    assert "the secret" not in text and "haha" not in text


LETTER = "Dear Ms Hale\n\nWe refuse your request for the rates under section 43(2) of the Act.\n"


@pytest.mark.parametrize("suffix", [".pdf", ".doc", ".docx", ".odt", ".rtf", ".msg"])
def test_a_text_by_another_name_is_read_and_said_to_be_one(suffix: str) -> None:
    for data in (LETTER.encode(), LETTER.encode("utf-16")):
        document = read_bytes(data, f"a{suffix}")
        assert (document.text, document.media_type) == (LETTER, "text/plain")
        assert document.warnings == (
            f"its name says {suffix}, but it is plain text and was read as that",
        )


def test_an_attachment_by_another_name() -> None:
    line = "reply.pdf: its name says .pdf, but it is plain text and was read as that"
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("reply.pdf", LETTER)
    for kind, name, data, said in (
        ("pdf", "reply.pdf", LETTER.encode(), f"attachment {line}"),
        ("zip", "a.zip", archive.getvalue(), f"attachment a.zip: {line}".replace(
            "reply.pdf:", "reply.pdf in the archive:")),
    ):  # fmt: skip
        mail = EmailMessage()
        mail["Subject"] = "Letter"
        mail.add_attachment(data, "application", kind, filename=name)
        assert said in read_bytes(mail.as_bytes(), "a.eml").warnings


@pytest.mark.parametrize(
    "data",
    [
        b"JVBERi0xLjQKJcOkw7zDtsOfCjIgMCBvYmoKPDwvTGVuZ3RoIDMgMCBSL0ZpbHRlci9G\n" * 40,
        b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n" + LETTER.encode(),
        b"<w:document><w:p>" + LETTER.encode(),
        b"12.5, 17, 88, A4, B5\n" * 50,
    ],
)
def test_what_is_no_prose_is_no_letter_by_another_name(data: bytes) -> None:
    assert reason(data, "a.pdf") == PDF


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (f"<html xmlns:v='x'><p>{LETTER}".encode(), "a.doc", "text/html"),
        (f"<!DOCTYPE html><p>{LETTER}".encode(), "a.pdf", "text/html"),
        (f"MIME-Version: 1.0\nSubject: x\n\n{LETTER}".encode(), "a.doc", "message/rfc822"),
        (f"MIME-Version: 1.0\nSubject: x\n\n{LETTER}".encode(), "a.msg", "message/rfc822"),
        (
            zipped(
                word__document=f"<document><body><p><r><t>{LETTER}</t></r></p></body></document>"
            ),
            "a.doc",
            formats.MEDIA_TYPES["docx"],
        ),
        (pdf("Dear Ms Hale"), "a.doc", "application/pdf"),
        (b"{\\rtf1\\ansi Dear Ms Hale\\par}", "a.doc", "application/rtf"),
    ],
)
def test_formats_are_told_by_content(data: bytes, name: str, media_type: str) -> None:
    if media_type == "application/rtf":
        assert formats.detect(data, name) == "rtf"
    else:
        document = read_bytes(data, name)
        assert document.media_type == media_type
        assert any("name says" in w for w in document.warnings) == (name == "a.pdf")
