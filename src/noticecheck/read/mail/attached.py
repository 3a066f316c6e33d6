"""What is attached to a mail: its name, whether it may be the letter, and why it was not read."""

from __future__ import annotations

import re
from collections.abc import Callable

from noticecheck.late import dataclass, regex
from noticecheck.read.extract import Extract, Reading, one_line
from noticecheck.read.formats import IMAGE_SUFFIXES, READS, SHEET, SUFFIXES, suffix_of


@dataclass(frozen=True, slots=True)
class Attached:
    """One attachment of a mail, or a part that cannot be read."""

    name: str
    media_type: str
    data: bytes = b""
    laid_out: bool = False
    """It belongs to the layout of the body, such as a picture within it."""
    content_id: str = ""
    """By which a body in HTML may name it."""
    problem: str = ""
    """Why it cannot be read, where that is known already."""
    is_body: bool = False
    """It is no attachment, but the text of the mail itself."""
    read: Callable[[Reading], Extract] | None = None
    """Reads what is no file of its own, such as a message within an Outlook message."""


def unread_body(media_type: str, data: bytes, problem: str) -> Attached:
    """The text of a mail, where it cannot be read."""
    return Attached("text of the mail", media_type, data, problem=problem, is_body=True)


ENCRYPTED = "encrypted: open it in the mail program that has the key, and save its text or PDF"
SEALED = "a signed mail sealed as one piece: open it in a mail program, and save its text or PDF"
TNEF = (
    "a format that only Outlook opens: ask the sender to send it again as plain text or HTML, "
    "or save what it holds from Outlook"
)
ELSEWHERE = "it is not in this mail but stored elsewhere: download it and check it by itself"
_SIGNED_DATA = b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"
"""The object identifier of signed data (CMS)."""
_SHEETS = frozenset(
    (".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".csv", ".tsv", ".ppt", ".pptx", ".pps", ".odp")
)
_NO_LETTERS = frozenset((*_SHEETS, ".xml", ".json", ".css", ".js", ".ttf", ".woff", ".svg", ".kml"))
_SILENT_SUFFIXES = frozenset((".p7s", ".sig", ".vcf", ".ics", ".p7c"))
_SILENT_TYPES = frozenset(
    ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature",
     "application/pgp-keys", "text/vcard", "text/x-vcard", "text/directory", "text/calendar",
     "application/ics", "text/x-amp-html", "text/watch-html", "text/css", "text/rfc822-headers",
     "message/rfc822-headers", "message/delivery-status", "message/disposition-notification",
     "message/feedback-report")
)  # fmt: skip
_KEY_OR_SIGNATURE = (b"-----BEGIN PGP SIGNATURE", b"-----BEGIN PGP PUBLIC KEY")
_SEALED_BY_PGP = b"-----BEGIN PGP MESSAGE"
# As Outlook names the pictures of a body.
_LAYOUT_NAME = regex(
    r"(?:image\d{3,}|outlook-\w+|logo.*)\.(?:png|jpe?g|gif|bmp)|oledata\.mso", re.IGNORECASE
)
_SMALLEST_SCAN = 20_000
"""Bytes; a picture of a page that can be read has more."""
_SUFFIX_OF_TYPE = {
    "text/plain": ".txt",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/rtf": ".rtf",
    "application/rtf": ".rtf",
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "message/rfc822": ".eml",
}


class Names:
    """Names by which the attachments of one mail are told apart."""

    def __init__(self) -> None:
        # The name that the text of the mail itself has.
        self._taken = {"body": 1}

    def unique(self, attached: Attached) -> str:
        """The name of an attachment; a second one of the same name is numbered."""
        # The "/" stands between the names of a mail and of what it holds.
        plain = one_line(attached.name).replace("/", "_").replace("\\", "_")
        plain = plain or f"of type {one_line(attached.media_type)}"
        name, number = plain, self._taken.get(plain.lower(), 0)
        while name.lower() in self._taken:
            number += 1
            name = f"{plain} ({number})"
        self._taken[plain.lower()] = number or 1
        self._taken.setdefault(name.lower(), 1)
        return name


def path_of(attached: Attached) -> str:
    """The name by whose suffix its format is told where its content does not tell it."""
    suffix = suffix_of(attached.name)
    if suffix in SUFFIXES or suffix in IMAGE_SUFFIXES:
        return attached.name
    return attached.name + _SUFFIX_OF_TYPE.get(attached.media_type, "")


def is_tnef(media_type: str, data: bytes) -> bool:
    """Whether an attachment is a winmail.dat, whatever it is called."""
    kinds = ("application/ms-tnef", "application/vnd.ms-tnef")
    return media_type in kinds or data.startswith(b"\x78\x9f\x3e\x22")


def known_problem(name: str, media_type: str, data: bytes) -> str:
    """Why an attachment cannot be read although its format is known, or ""."""
    suffix = suffix_of(name)
    if is_tnef(media_type, data):
        return TNEF
    if media_type in ("application/pkcs7-mime", "application/x-pkcs7-mime") or suffix == ".p7m":
        return SEALED if _SIGNED_DATA in data[:100] else ENCRYPTED
    if data.lstrip()[:100].startswith(_SEALED_BY_PGP) or suffix in (".pgp", ".gpg", ".rpmsg"):
        return ENCRYPTED
    if suffix in _SHEETS:
        return SHEET
    if suffix in _NO_LETTERS or media_type.startswith(("audio/", "video/", "font/")):
        return READS
    return ""


def is_passed_over(attached: Attached, shown: frozenset[str], only_cover: bool) -> bool:
    """True for what no reader misses: signatures, cards, empty texts, pictures of the layout.

    `shown` has the content ids that the body names. A large picture within a body that says next
    to nothing (`only_cover`) may be the letter.
    """
    suffix = suffix_of(attached.name)
    if attached.read is not None:
        return False
    if attached.media_type in _SILENT_TYPES or suffix in _SILENT_SUFFIXES:
        return True
    if attached.data[:100].lstrip().startswith(_KEY_OR_SIGNATURE):
        return True
    if attached.media_type in ("text/plain", "text/html") and not attached.problem:
        return not attached.data.strip()
    if not _is_picture(attached):
        return bool(_LAYOUT_NAME.fullmatch(attached.name))
    if len(attached.data) >= _SMALLEST_SCAN and only_cover:
        return False
    in_body = attached.laid_out or attached.content_id.strip("<> ") in shown
    return in_body or _LAYOUT_NAME.fullmatch(attached.name) is not None


def is_logo(name: str, data: bytes) -> bool:
    """A small picture that is named as programs name what adorns a letter."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return len(data) < _SMALLEST_SCAN and _LAYOUT_NAME.fullmatch(last) is not None


def is_empty(attached: Attached, reason: str) -> bool:
    """True for a page without words: mail programs attach such ones of their own accord."""
    from noticecheck.read import NO_TEXT

    page = attached.media_type == "text/html" or suffix_of(attached.name) in (".htm", ".html")
    return page and reason == NO_TEXT


def matters(attached: Attached, reason: str) -> bool:
    """Whether an attachment that was not read may be the letter, or part of it."""
    from noticecheck.read.ocr import NO_WORDS

    suffix = suffix_of(attached.name)
    if reason == NO_WORDS:
        return False
    if attached.media_type in _SILENT_TYPES or suffix in _SILENT_SUFFIXES:
        return False
    if suffix in _NO_LETTERS or attached.media_type.startswith(("audio/", "video/", "font/")):
        return False
    return not _is_picture(attached) or len(attached.data) >= _SMALLEST_SCAN


def _is_picture(attached: Attached) -> bool:
    return attached.media_type.startswith("image/") or suffix_of(attached.name) in IMAGE_SUFFIXES
