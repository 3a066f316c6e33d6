"""The one line that each kind of unreadable file gives; these texts are frozen."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from noticecheck.errors import ReadError
from noticecheck.read import docx as docx_reader
from noticecheck.read import paths, read, read_bytes

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
READS = "noticecheck reads .txt, .md, .html, .pdf, .docx and .eml"
IMAGE = (
    "an image, which holds no text: run text recognition (OCR) on it, "
    "or ask for the letter as a document"
)
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


@pytest.mark.parametrize(
    ("data", "name", "line"),
    [
        (b"", "a.txt", "the file is empty: save or send the letter again"),
        (b"", "-", "the file is empty: save or send the letter again"),
        (b" \n\t\r\n", "a.txt", "no text in it: check that this is the letter"),
        (b"\xef\xbb\xbf", "a.txt", "no text in it: check that this is the letter"),
        (b"Dear\0Ms A", "a.txt", f"binary data, not a letter: {READS}"),
        (bytes(range(1, 256)) * 4, "a.txt", f"binary data, not a letter: {READS}"),
        (bytes(range(1, 256)) * 4, "a.bin", f"binary data, not a letter: {READS}"),
        (bytes(range(1, 256)) * 4, "a.eml", f"binary data, not a letter: {READS}"),
        (bytes(range(1, 256)) * 4, "a.pdf", PDF),
        (b"Dear Ms A", "a.pdf", PDF),
        (b"%PDF-1.4 and nothing more", "a.pdf", PDF),
        (pdf("text")[:500], "a.pdf", PDF),
        (pdf("secret", encrypt="x"), "a.pdf", PASSWORD),
        (
            pdf("", ""),
            "a.pdf",
            "a scan without a text layer: run text recognition (OCR) on it, "
            "or ask for the letter as text",
        ),
        (b"Dear Ms A", "a.docx", DOCX),
        (b"PK\x03\x04 cut off", "a.docx", DOCX),
        (zipped(other="x"), "a.docx", DOCX),
        (zipped(word__document="<not-xml"), "a.docx", DOCX),
        (zipped(word__document="<x/>"), "a.docx", DOCX),
        (zipped(word__styles="<x/>"), "a.docx", DOCX),
        (
            zipped(word__document="<document><body><p/></body></document>"),
            "a.docx",
            "no text in it: check that this is the letter",
        ),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", PASSWORD),
        (
            OLE,
            "a.doc",
            f"an old Office file (.doc): open it and save it as .docx or .pdf; {READS}",
        ),
        (
            OLE + "__substg1.0_0037001F".encode("utf-16-le"),
            "a.msg",
            f"an Outlook message (.msg): save it as .eml or .txt; {READS}",
        ),
        (
            zipped(other="x"),
            "a.zip",
            f"an archive: unpack it and check the letters in it; {READS}",
        ),
        (b"\x1f\x8b\x08\0", "a.gz", f"an archive: unpack it and check the letters in it; {READS}"),
        (
            zipped(mimetype="application/vnd.oasis.opendocument.text", **{"content.xml": "<x/>"}),
            "a.odt",
            f"an OpenDocument file: open it and save it as .docx or .pdf; {READS}",
        ),
        (
            zipped(xl__workbook="<x/>"),
            "a.xlsx",
            f"a spreadsheet or presentation, not a letter: {READS}",
        ),
        (
            b"{\\rtf1 Dear Ms A}",
            "a.rtf",
            f"a rich text file (.rtf): open it and save it as .docx or .txt; {READS}",
        ),
        (b"\x89PNG\r\n\x1a\n\0\0", "a.png", IMAGE),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a.jpg", IMAGE),
        (b"RIFF\0\0\0\0WEBP", "a.webp", IMAGE),
        (b"<html></html>", "a.html", "no text in it: check that this is the letter"),
        (b"<!-- only this -->", "a.html", "no text in it: check that this is the letter"),
        (b"From: a@b.example\n\n", "a.eml", "a mail without text: check that this is the letter"),
    ],
)
def test_one_line_says_why_and_what_to_do(data: bytes, name: str, line: str) -> None:
    assert reason(data, name) == line


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
    monkeypatch.setattr(docx_reader, "MAX_PART", 1000)
    line = "unpacks to more than 20 MB: save the letter alone, without other documents"
    bomb = zipped(word__document=f"<document><body>{' ' * 2000}</body></document>")
    assert reason(bomb, "a.docx") == line


def test_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = "larger than 50 MB: save the letter alone, without other documents, and try again"
    monkeypatch.setattr("noticecheck.read.MAX_BYTES", 10)
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
