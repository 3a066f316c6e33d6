"""What Outlook packs into a winmail.dat: the body and attachments of a mail ([MS-OXTNEF])."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

from noticecheck.read.extract import Extract, Reading, Unreadable
from noticecheck.read.limits import MAX_MEMBERS
from noticecheck.read.mail.attached import TNEF, Attached
from noticecheck.read.mail.compose import Mail, compose
from noticecheck.read.mail.properties import (
    BINARY,
    BODY,
    FILE,
    OBJECT,
    SHORT_NAME,
    STRING8,
    UNICODE,
    Properties,
    attached_of,
    bodies_of,
    title_of,
)
from noticecheck.read.mail.rtf import charset_of

SIGNATURE = b"\x78\x9f\x3e\x22"
_BODY, _PROPERTIES, _CODE_PAGE = 0x0002800C, 0x00069003, 0x00069007
_NEXT_ATTACHMENT, _TITLE, _DATA, _OF_ATTACHMENT = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
_BROKEN_OFF = 0
_WARNING = "the winmail.dat of the mail is broken: some of what it holds may be missing"
_LENGTHS = {
    0x0002: 4, 0x0003: 4, 0x0004: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x000A: 4, 0x000B: 4,
    0x0014: 8, 0x0040: 8, 0x0048: 16,
}  # fmt: skip
_VARIABLE = frozenset((STRING8, UNICODE, BINARY, OBJECT))
_SEVERAL = 0x1000
_FIRST_NAMED = 0x8000
# Before a message within a message stands the identifier of its interface.
_INTERFACE = 16
_Values = dict[tuple[int, int], bytes]


def read_tnef(data: bytes) -> Mail:
    """The body and attachments within. Raises Unreadable for a file that is broken."""
    try:
        return _mail(data)
    except (struct.error, KeyError, ValueError):
        raise Unreadable(TNEF) from None


def _mail(data: bytes) -> Mail:
    if not data.startswith(SIGNATURE):
        raise Unreadable(TNEF)
    mail = Mail()
    charset = "cp1252"
    message: _Values = {}
    attachments: list[_Values] = []
    for attribute, content in _attributes(data):
        if attribute == _CODE_PAGE:
            charset = charset_of(int.from_bytes(content[:4], "little")) or charset
        elif attribute == _BROKEN_OFF:
            mail.warnings.append(_WARNING)
            mail.incomplete = True
        elif attribute == _BODY:
            message.setdefault((BODY, STRING8), content)
        elif attribute == _PROPERTIES:
            message.update(_values(content))
        elif attribute == _NEXT_ATTACHMENT:
            if len(attachments) > MAX_MEMBERS:
                # One more than are read, so that there are too many.
                break
            attachments.append({})
        elif attachments and attribute == _TITLE:
            attachments[-1][SHORT_NAME, STRING8] = content
        elif attachments and attribute == _DATA:
            attachments[-1][FILE, BINARY] = content
        elif attachments and attribute == _OF_ATTACHMENT:
            attachments[-1].update(_values(content))
    if not message and not attachments:
        raise Unreadable(TNEF)
    mail.bodies = bodies_of(_properties(message, charset), mail)
    for values in attachments:
        mail.attached.append(_attached(values, charset))
    return mail


def _attached(values: _Values, charset: str) -> Attached:
    properties = _properties(values, charset)
    inner = values.get((FILE, OBJECT), b"")[_INTERFACE:]
    if not inner.startswith(SIGNATURE):
        return attached_of(properties)

    def read(reading: Reading) -> Extract:
        return compose(read_tnef(inner), reading)

    return Attached(title_of(properties), "application/ms-tnef", read=read)


def _properties(values: Mapping[tuple[int, int], bytes], charset: str) -> Properties:
    fixed = {number: (kind, value) for (number, kind), value in values.items()}
    return Properties(fixed, lambda number, kind: values.get((number, kind)), charset)


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each attribute with its bytes; `_BROKEN_OFF` after the last whole one, if more follows."""
    position = 6
    while position + 9 <= len(data):
        attribute, length = struct.unpack_from("<II", data, position + 1)
        start = position + 9
        if start + length > len(data):
            break
        yield attribute, data[start : start + length]
        position = start + length + 2
    if position < len(data):
        yield _BROKEN_OFF, b""


def _values(data: bytes) -> _Values:
    """The properties within an attribute by number and type."""
    (count,) = struct.unpack_from("<I", data)
    position = 4
    values: _Values = {}
    for _ in range(count):
        kind, number = struct.unpack_from("<HH", data, position)
        position += 4
        if number >= _FIRST_NAMED:
            position = _after_name(data, position)
        several = bool(kind & _SEVERAL)
        kind &= ~_SEVERAL
        times = 1
        if several or kind in _VARIABLE:
            (times,) = struct.unpack_from("<I", data, position)
            position += 4
        for _ in range(times):
            if kind in _VARIABLE:
                (length,) = struct.unpack_from("<I", data, position)
                position += 4
            else:
                length = _LENGTHS[kind]
            if position + length > len(data):
                raise ValueError("it breaks off")
            values.setdefault((number, kind), data[position : position + length])
            position += length + -length % 4
    return values


def _after_name(data: bytes, position: int) -> int:
    """Where the value of a property begins whose name stands before it."""
    (by_name,) = struct.unpack_from("<I", data, position + 16)
    position += 20
    if not by_name:
        return position + 4
    length = int.from_bytes(data[position : position + 4], "little")
    return position + 4 + length + -length % 4
