"""Which format some bytes are in: by their content first, by the file's suffix second."""

from __future__ import annotations

import io
import re
from pathlib import PurePath
from typing import Literal

from noticecheck.read.extract import Unreadable
from noticecheck.read.text import decode

Format = Literal["text", "markdown", "html", "pdf", "docx", "email"]

SUFFIXES: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
    ".eml": "email",
}

MEDIA_TYPES: dict[Format, str] = {
    "text": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "email": "message/rfc822",
}

PASSWORD = "protected by a password: save a copy without it and try again"
_READS = "noticecheck reads .txt, .md, .html, .pdf, .docx and .eml"
_IMAGE = (
    "an image, which holds no text: run text recognition (OCR) on it, "
    "or ask for the letter as a document"
)
_ARCHIVE = f"an archive: unpack it and check the letters in it; {_READS}"
_DOC = f"an old Office file (.doc): open it and save it as .docx or .pdf; {_READS}"
_MSG = f"an Outlook message (.msg): save it as .eml or .txt; {_READS}"
_ODT = f"an OpenDocument file: open it and save it as .docx or .pdf; {_READS}"
_RTF = f"a rich text file (.rtf): open it and save it as .docx or .txt; {_READS}"
_SHEET = f"a spreadsheet or presentation, not a letter: {_READS}"
_BROKEN_TEXT = "cannot be read as text: save the letter again"
BROKEN: dict[Format, str] = {
    "text": _BROKEN_TEXT,
    "markdown": _BROKEN_TEXT,
    "html": "broken HTML: save the page again",
    "pdf": "not a PDF, or a broken one: get the letter again, or save it as PDF once more",
    "docx": "not a .docx, or a broken one: open it in a word processor and save it again",
    "email": "not a mail, or a broken one: save the mail again as .eml",
}

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", _IMAGE),
    (b"\xff\xd8\xff", _IMAGE),
    (b"GIF87a", _IMAGE),
    (b"GIF89a", _IMAGE),
    (b"II*\0", _IMAGE),
    (b"MM\0*", _IMAGE),
    (b"{\\rtf", _RTF),
    (b"\x1f\x8b", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"Rar!\x1a\x07", _ARCHIVE),
    (b"BZh", _ARCHIVE),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_BLANKS = re.compile(r"\s*")
_HTML_START = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_MAIL_START = re.compile(r"(?:From [^\n]*\n)?(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}(?:\n|\Z)")
_MAIL_FIELD = re.compile(
    r"^(?:MIME-Version|Message-ID|Received|Return-Path|Delivered-To|Content-Type):",
    re.IGNORECASE | re.MULTILINE,
)


def suffix_of(path: str) -> str:
    """The suffix of a path in lower case with its dot, or ""."""
    return PurePath(path).suffix.lower()


def detect(data: bytes, path: str) -> Format:
    """The format of these bytes; raises Unreadable, saying what to do, for one that is not read."""
    suffix = suffix_of(path)
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\f")
    if head.startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in head):
        return "pdf"
    if data.startswith(_ZIP):
        return _detect_zip(data, suffix)
    if data.startswith(_OLE):
        raise Unreadable(_ole_reason(data))
    for magic, reason in _MAGIC:
        if data.startswith(magic) and not (magic == b"BZh" and _is_text(data)):
            raise Unreadable(reason)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        raise Unreadable(_IMAGE)
    return _detect_text(data, suffix)


def _detect_text(data: bytes, suffix: str) -> Format:
    named = SUFFIXES.get(suffix)
    if named == "email":
        return "email"
    try:
        text = decode(data[:65536])
    except Unreadable:
        if named == "pdf":
            raise Unreadable(BROKEN["pdf"]) from None
        if named == "docx":
            raise Unreadable(BROKEN["docx"]) from None
        raise
    if named == "markdown":
        return "markdown"
    if named == "html" or _begins_as_html(text):
        return "html"
    if named == "pdf":
        raise Unreadable(BROKEN["pdf"])
    if named == "docx":
        raise Unreadable(BROKEN["docx"])
    # A .txt that begins like a mail was pasted by a person: it stays as it is.
    if named is None:
        head = _MAIL_START.match(text.replace("\r\n", "\n"))
        if head and _MAIL_FIELD.search(head.group()):
            return "email"
    return "text"


def _begins_as_html(text: str) -> bool:
    """True when the first element is one that only a page begins with."""
    position = 0
    while True:
        blanks = _BLANKS.match(text, position)
        position = blanks.end() if blanks else position
        end = ""
        if text.startswith("<?xml", position):
            end = ">"
        elif text.startswith("<!--", position):
            end = "-->"
        if not end:
            return _HTML_START.match(text, position) is not None
        found = text.find(end, position)
        if found == -1:
            return False
        position = found + len(end)


def _is_text(data: bytes) -> bool:
    try:
        decode(data[:65536])
    except Unreadable:
        return False
    return True


def _detect_zip(data: bytes, suffix: str) -> Format:
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except Exception:
        raise Unreadable(BROKEN["docx"] if suffix in (".docx", ".docm") else _ARCHIVE) from None
    if any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        raise Unreadable(_SHEET)
    if "mimetype" in names and "content.xml" in names:
        raise Unreadable(_ODT)
    raise Unreadable(BROKEN["docx"] if suffix in (".docx", ".docm") else _ARCHIVE)


def _ole_reason(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return PASSWORD
    if "__substg1.0_".encode("utf-16-le") in data or "__properties_".encode("utf-16-le") in data:
        return _MSG
    return _DOC
