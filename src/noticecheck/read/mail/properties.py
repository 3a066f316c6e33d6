"""The properties by which Outlook keeps a message, and what they say of its body and attachments.

After Microsoft's [MS-OXPROPS]; `msg.py` and `mail_tnef.py` find them in their two kinds of file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from noticecheck.late import regex
from noticecheck.read.extract import Extract, Unreadable, one_line
from noticecheck.read.mail.attached import ELSEWHERE, Attached, known_problem, unread_body
from noticecheck.read.mail.body import choose, decode_as, decode_html, html_body, plain_body
from noticecheck.read.mail.compose import FEW_WORDS, Mail
from noticecheck.read.mail.rtf import charset_of, read_rich_text, stated_size, unpack_rich_text

UNICODE, STRING8, BINARY, OBJECT = 0x001F, 0x001E, 0x0102, 0x000D
_INTEGER, _BOOLEAN, _TIME = 0x0003, 0x000B, 0x0040
_CODE_PAGE, _BODY_CODE_PAGE = 0x3FFD, 0x3FDE
BODY, _RICH, _HTML = 0x1000, 0x1009, 0x1013
DISPLAY_NAME, FILE, LONG_NAME, SHORT_NAME = 0x3001, 0x3701, 0x3707, 0x3704
_MEDIA_TYPE, METHOD, _CONTENT_ID, _HIDDEN, _FLAGS = 0x370E, 0x3705, 0x3712, 0x7FFE, 0x3714
OLE = 6
_BY_REFERENCE = (2, 4, 7)
_IN_BODY = 4
_OBJECT_WITHIN = "an object within the message: open it in Outlook, and save it as a file"
_BROKEN_OFF = "the rich text of the mail breaks off before its end: what follows is missing"
_PICTURE_WITHIN = "a picture within the text of the mail is not read: save the picture and check it"
_PICTURE = regex(rb"\\pict\b")
_LAST_CELL = regex(r" \| *$", re.MULTILINE)
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


class Properties:
    """The properties of one thing by their numbers; what is broken or absent is empty."""

    def __init__(
        self,
        fixed: Mapping[int, tuple[int, bytes]],
        stream: Callable[[int, int], bytes | None],
        charset: str,
    ) -> None:
        """`fixed` has the types and bytes of short values, `stream` finds long ones by number and
        type; `charset` is that of texts not in Unicode where the properties do not tell it."""
        self._fixed = fixed
        self._stream = stream
        self.charset = charset_of(self.integer(_CODE_PAGE)) or charset
        self.body_charset = charset_of(self.integer(_BODY_CODE_PAGE))

    def text(self, number: int) -> str:
        """A text, or ""."""
        data = self._stream(number, UNICODE)
        if data is not None:
            return data.decode("utf-16-le", "replace").replace("\0", "")
        data = (self._stream(number, STRING8) or b"").replace(b"\0", b"")
        try:
            return decode_as(data, self.charset)
        except Unreadable:
            return ""

    def binary(self, number: int) -> bytes | None:
        """Bytes, or None."""
        return self._stream(number, BINARY)

    def integer(self, number: int) -> int | None:
        """A number, or None."""
        kind, value = self._fixed.get(number, (0, b""))
        return int.from_bytes(value[:4], "little", signed=True) if kind == _INTEGER else None

    def flag(self, number: int) -> bool:
        """Whether a property that is true or false is true."""
        kind, value = self._fixed.get(number, (0, b""))
        return kind == _BOOLEAN and value[:1] != b"\0"

    def time(self, number: int) -> datetime | None:
        """A moment, or None."""
        kind, value = self._fixed.get(number, (0, b""))
        ticks = int.from_bytes(value, "little")
        if kind != _TIME or not ticks:
            return None
        try:
            return _EPOCH + timedelta(microseconds=ticks // 10)
        except OverflowError:
            return None


def bodies_of(properties: Properties, mail: Mail) -> list[Extract]:
    """The body of a message; one that cannot be read is attached to the mail as a problem."""
    renderings: list[tuple[bool, list[Extract]]] = []
    try:
        renderings.append((True, [plain_body(properties.text(BODY))]))
        renderings.append((False, [_rich_body(properties, mail)]))
    except Unreadable as reason:
        mail.attached.append(unread_body("text/html", b"", str(reason)))
    return choose(renderings)


def _rich_body(properties: Properties, mail: Mail) -> Extract:
    """The body in HTML; where there is none, the one in rich text, which may have HTML in it."""
    html = properties.binary(_HTML)
    if html is not None:
        charset = properties.body_charset
        html = html if charset.startswith("utf-16") else html.replace(b"\0", b"")
        source = decode_html(html, charset).replace("\0", "")
    else:
        source = properties.text(_HTML)
    packed = properties.binary(_RICH)
    if packed and not source.strip():
        return _from_rich_text(packed, mail)
    mail.see(source)
    return html_body(source)


def _from_rich_text(packed: bytes, mail: Mail) -> Extract:
    """The body in rich text, with a warning where not all of it can be text."""
    rich_text = unpack_rich_text(packed)
    source, is_html = read_rich_text(rich_text)
    if is_html:
        mail.see(source)
        body = html_body(source)
    else:
        body = plain_body(_LAST_CELL.sub("", source))
    lost = []
    if len(rich_text) < stated_size(packed):
        lost.append(_BROKEN_OFF)
    if not is_html and _PICTURE.search(rich_text) and len(source.split()) < FEW_WORDS:
        lost.append(_PICTURE_WITHIN)
    if not lost:
        return body
    return replace(body, warnings=(*body.warnings, *lost), incomplete=True)


def attached_of(properties: Properties) -> Attached:
    """An attachment that is a file, or is not in the message."""
    name = one_line(
        properties.text(LONG_NAME) or properties.text(SHORT_NAME) or properties.text(DISPLAY_NAME),
        200,
    )
    media_type = properties.text(_MEDIA_TYPE).strip().lower() or "application/octet-stream"
    method = properties.integer(METHOD)
    data = properties.binary(FILE) or b""
    problem = known_problem(name, media_type, data)
    if method in _BY_REFERENCE and not data:
        problem = ELSEWHERE
    elif method == OLE:
        problem = _OBJECT_WITHIN
    laid_out = properties.flag(_HIDDEN) or bool((properties.integer(_FLAGS) or 0) & _IN_BODY)
    content_id = properties.text(_CONTENT_ID)
    return Attached(name, media_type, data, laid_out, content_id, problem)


def title_of(properties: Properties) -> str:
    """The name of a message within a message."""
    name = properties.text(LONG_NAME) or properties.text(DISPLAY_NAME)
    title = one_line(name, 200) or "mail"
    return title if title.lower().endswith((".msg", ".eml")) else f"{one_line(title, 76)}.msg"
