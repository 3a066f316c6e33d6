"""Which format some bytes are in: by their content first, by the file's suffix second."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath
from typing import Literal

from noticecheck.late import regex
from noticecheck.read.extract import Letter, Unreadable
from noticecheck.read.limits import MAX_BYTES
from noticecheck.read.text import decode

Format = Literal[
    "text", "markdown", "html", "pdf", "docx", "odt", "rtf", "doc", "email", "msg", "image", "zip"
]

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
    ".odt": "odt",
    ".rtf": "rtf",
    ".doc": "doc",
    ".eml": "email",
    ".mht": "email",
    ".mhtml": "email",
    ".msg": "msg",
    ".zip": "zip",
}
"""What is taken for a letter in a folder; pictures are read where they are named."""
IMAGE_SUFFIXES = frozenset((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp", ".gif"))

MEDIA_TYPES: dict[Format, str] = {
    "text": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "rtf": "application/rtf",
    "doc": "application/msword",
    "email": "message/rfc822",
    "msg": "application/vnd.ms-outlook",
    "image": "image/*",
    "zip": "application/zip",
}

TOO_LARGE = "larger than 50 MB: save the letter alone, without other documents, and try again"
READS = (
    "noticecheck reads .txt, .md, .html, .pdf, .docx, .odt, .rtf, .doc, .eml, .msg, .zip and scans"
)
PASSWORD = "protected by a password: save a copy without it and try again"
_ARCHIVE = f"an archive of a kind that is not read: unpack it and check the letters; {READS}"
SHEET = f"a spreadsheet or presentation, not a letter: {READS}"
_BROKEN_TEXT = "cannot be read as text: save the letter again"
BROKEN: dict[Format, str] = {
    "text": _BROKEN_TEXT,
    "markdown": _BROKEN_TEXT,
    "html": "broken HTML: save the page again",
    "pdf": "not a PDF, or a broken one: get the letter again, or save it as PDF once more",
    "docx": "not a .docx, or a broken one: open it in a word processor and save it again",
    "odt": "not an OpenDocument text, or a broken one: save it again, or as .docx",
    "rtf": "not rich text, or broken: open it in a word processor and save it as .docx",
    "doc": "not a .doc, or a broken one: open it in a word processor and save it as .docx",
    "msg": "not an Outlook message, or a broken one: save it again, or as .eml",
    "image": "a broken image: make the picture again, or ask for the letter as a document",
    "zip": "a broken archive: download it again, or unpack it and check the letters",
    "email": "not a mail, or a broken one: save the mail again as .eml",
}

_MAGIC: tuple[tuple[bytes, Format], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"{\\rtf", "rtf"),
)
_ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"BZh")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_NEVER_TEXT: tuple[Format, ...] = ("pdf", "docx", "odt", "rtf", "doc", "msg", "zip")

WORD_STREAM = "WordDocument".encode("utf-16-le")

SHEETS = ("xl/workbook.xml", "ppt/presentation.xml")
SHEET_PART = regex("xl/|ppt/")
_WORD_PART = regex(r"word/|document\d*\.xml$")
_FLAT_WORD = regex(r"<(?:pkg:package|w:wordDocument)\b")
"""A document of Word in one XML file, of this day or of 2003."""
_FLAT_SHEET = regex(r"<\?mso-application progid=\"(?:Excel|PowerPoint)\.")
_BLANKS = regex(r"\s*")
_OF_A_PDF = regex(r"^(?:endobj|startxref|%%EOF)\b|\d obj\s*<<", re.MULTILINE)
_WORD = regex(r"[^\w\s]{0,3}[^\W\d_]+(?:['’/-][^\W\d_]+)*[^\w\s]{0,3}")
_FEWEST_WORDS = 10
_MOSTLY = 0.6
_MISNAMED = "its name says {}, but it is {} and was read as that"
_HTML_START = regex(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_MAIL_START = regex(r"(?:From [^\n]*\n)?(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}(?:\n|\Z)")
_MAIL_CODED = regex(
    r"^(?:Content-Transfer-Encoding:\s*(?:quoted-printable|base64)|Content-Type:\s*multipart/)",
    re.IGNORECASE | re.MULTILINE,
)
_MAIL_FIELD = regex(
    r"^(?:MIME-Version|Message-ID|Received|Return-Path|Delivered-To|Content-Type):",
    re.IGNORECASE | re.MULTILINE,
)


def suffix_of(path: str) -> str:
    """The suffix of a path in lower case with its dot, or ""."""
    return PurePath(path).suffix.lower()


def form_of(data: bytes, path: str) -> Format:
    """As `detect`, for a file of any size; raises Unreadable for one that is empty or too large."""
    if not data:
        raise Unreadable("the file is empty: save or send the letter again")
    if len(data) > MAX_BYTES:
        raise Unreadable(TOO_LARGE)
    return detect(data, path)


def detect(data: bytes, path: str) -> Format:
    """The format of these bytes; raises Unreadable, saying what to do, for one that is not read."""
    suffix = suffix_of(path)
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\f")
    if head.startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in head):
        return "pdf"
    if data.startswith(_ZIP):
        return _detect_zip(data, suffix)
    if data.startswith(_OLE):
        return _detect_ole(data, suffix)
    for magic, form in _MAGIC:
        if data.startswith(magic):
            return form
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image"
    if data.startswith(b"BM") and suffix == ".bmp":
        return "image"
    for magic in _ARCHIVES:
        if data.startswith(magic) and not (magic == b"BZh" and _is_text(data)):
            raise Unreadable(_ARCHIVE)
    return _detect_text(data, suffix)


def _detect_text(data: bytes, suffix: str) -> Format:
    named = SUFFIXES.get(suffix)
    if named == "email":
        return "email"
    try:
        text = decode(data[:65536])
    except Unreadable:
        if named in _NEVER_TEXT:
            raise Unreadable(BROKEN[named]) from None
        raise
    if named == "markdown":
        return "markdown"
    if text.lstrip("\ufeff \t\r\n").startswith("<") and _FLAT_WORD.search(text, 0, 4096):
        return "docx"
    if _FLAT_SHEET.search(text, 0, 4096):
        raise Unreadable(SHEET)
    # What word processors of old saved as .doc is often a page.
    if named == "html" or _begins_as_html(text):
        return "html"
    # A .txt that begins like a mail was pasted by a person and stays as it is, unless the mail
    # says how it is coded.
    head = _MAIL_START.match(text.replace("\r\n", "\n"))
    is_free = named is None or named in _NEVER_TEXT
    if named != "zip" and head and (_MAIL_FIELD if is_free else _MAIL_CODED).search(head.group()):
        return "email"
    if named == "zip" or (named in _NEVER_TEXT and not _is_prose(text)):
        raise Unreadable(BROKEN[named])
    return "text"


def _is_prose(text: str) -> bool:
    """Whether this is clearly what a person wrote, and not a document in letters and signs."""
    if text.lstrip().startswith(("<", "{", "%")) or _OF_A_PDF.search(text):
        return False
    pieces = text.split()
    words = sum(1 for piece in pieces if _WORD.fullmatch(piece))
    return words >= _FEWEST_WORDS and words > _MOSTLY * len(pieces)


def with_true_name(letter: Letter, path: str) -> Letter:
    """A letter of a file, with a warning where the file's name says another format than it has."""
    warning = _misnamed(letter.media_type, path)
    if not warning:
        return letter
    extract = letter.extract
    return replace(letter, extract=replace(extract, warnings=(warning, *extract.warnings)))


def _misnamed(media_type: str, path: str) -> str:
    suffix = suffix_of(path)
    named = SUFFIXES.get(suffix)
    is_text = media_type in (MEDIA_TYPES["text"], MEDIA_TYPES["markdown"])
    is_page = media_type == MEDIA_TYPES["html"]
    if named in _NEVER_TEXT and named != "zip" and is_text:
        return _MISNAMED.format(suffix, "plain text")
    # Word itself saves pages under names of its own.
    if is_page and named in ("pdf", "odt", "rtf", "msg"):
        return _MISNAMED.format(suffix, "a web page")
    return ""


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
    from noticecheck.read.archive import names_in

    named = SUFFIXES.get(suffix)
    names = names_in(data)
    if names is None:
        raise Unreadable(BROKEN[named if named in ("docx", "odt") else "zip"])
    # Some programs write the names as Windows does.
    packed = [name.replace("\\", "/").lstrip("/").lower() for name in names]
    is_package = "[content_types].xml" in packed
    if "word/document.xml" in packed or (is_package and any(map(_WORD_PART.match, packed))):
        return "docx"
    if any(SHEET_PART.match(name) for name in packed if is_package or name in SHEETS):
        raise Unreadable(SHEET)
    if "mimetype" in names and "encrypted-package" in names:
        raise Unreadable(PASSWORD)
    if "mimetype" in names and "content.xml" in names:
        # The type stands first, and is not packed.
        if any(kind in data[:200] for kind in (b".spreadsheet", b".presentation", b".graphics")):
            raise Unreadable(SHEET)
        return "odt"
    if named in ("docx", "odt"):
        raise Unreadable(BROKEN[named])
    return "zip"


def _detect_ole(data: bytes, suffix: str) -> Format:
    # First, since what is attached to a message may be protected by a password, or a table.
    if "__substg1.0_".encode("utf-16-le") in data or "__properties_".encode("utf-16-le") in data:
        return "msg"
    if suffix == ".msg":
        raise Unreadable(BROKEN["msg"])
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable(PASSWORD)
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "PowerPoint Document")):
        raise Unreadable(SHEET)
    return "doc"


def is_certain(data: bytes) -> bool:
    """Whether the content alone shows that this is a document of a kind in which letters come."""
    try:
        form = form_of(data, "")
    except Unreadable:
        return False
    return form not in ("text", "markdown", "image", "zip", "doc") or (
        form == "doc" and WORD_STREAM in data
    )
