"""Outlook messages (.msg) to text, composed as a mail is; needs the extra `msg`."""

from __future__ import annotations

from email.utils import format_datetime
from itertools import islice

from noticecheck.late import regex
from noticecheck.read.extract import Extract, Reading, Unreadable, one_line
from noticecheck.read.formats import BROKEN
from noticecheck.read.limits import MAX_MEMBERS
from noticecheck.read.mail.attached import Attached
from noticecheck.read.mail.compose import HEADERS, REPORT, Mail, compose
from noticecheck.read.mail.compound import Compound, Storage, properties_of
from noticecheck.read.mail.email import headers_of, parts_of
from noticecheck.read.mail.properties import (
    DISPLAY_NAME,
    FILE,
    METHOD,
    OBJECT,
    OLE,
    Properties,
    attached_of,
    bodies_of,
    title_of,
)

_CLASS, _SUBJECT, _SENT, _RECEIVED = 0x001A, 0x0037, 0x0039, 0x0E06
_HEADERS_OF_TRANSPORT, _SHOWN_TO = 0x007D, 0x0E04
# Name, SMTP address, address: of whom it is from, then of who sent it for them.
_SENDERS = ((0x0042, 0x5D02, 0x0065), (0x0C1A, 0x5D01, 0x0C1F))
_SMTP, _ADDRESS, _KIND_OF_RECIPIENT = 0x39FE, 0x3003, 0x0C15
# Lengths of what stands before the properties.
_OUTER, _INNER, _OTHER = 32, 24, 8
_CHARSET = "cp1252"
_MARKS = regex(r'[][\\()<>@,:;".]')


def read_msg(data: bytes, reading: Reading) -> Extract:
    """As `read_email`, for a message as Outlook saves it. Raises Unreadable."""
    return compose(_mail(Compound(data).root, _OUTER, _CHARSET), reading)


def _mail(storage: Storage, header: int, charset: str) -> Mail:
    properties = properties_of(storage, header, charset)
    mail = Mail(headers=_headers(properties, storage))
    if properties.text(_CLASS).upper().startswith("REPORT."):
        mail.returned = True
        mail.warnings.append(REPORT)
    mail.bodies = bodies_of(properties, mail)
    # One more than are read, so that there are too many.
    for attachment in islice(storage.storages("__attach_version1.0_"), MAX_MEMBERS + 1):
        _attach(attachment, properties.charset, mail)
    return mail


def _headers(properties: Properties, storage: Storage) -> dict[str, str]:
    """As they came with the mail, where it was not written in Outlook itself."""
    headers = headers_of(properties.text(_HEADERS_OF_TRANSPORT).encode("utf-8", "replace"))
    sent = properties.time(_SENT) or properties.time(_RECEIVED)
    own = {
        "From": _sender(properties),
        "To": _recipients(properties, storage) if not headers.get("To") else "",
        "Date": format_datetime(sent) if sent else "",
        # Control characters before the subject tell how long its "RE: " is.
        "Subject": one_line(properties.text(_SUBJECT), 2000),
    }
    return {name: headers.get(name) or own[name] for name in HEADERS}


def _sender(properties: Properties) -> str:
    for name, smtp, address in _SENDERS:
        found = _person(properties.text(name), properties.text(smtp) or properties.text(address))
        if found:
            return found
    return ""


def _recipients(properties: Properties, storage: Storage) -> str:
    people = []
    for recipient in islice(storage.storages("__recip_version1.0_"), MAX_MEMBERS):
        of = properties_of(recipient, _OTHER, properties.charset)
        # 1 is "To", beside copies; bits above that tell whether it was sent.
        if (of.integer(_KIND_OF_RECIPIENT) or 1) & 15 == 1:
            person = _person(of.text(DISPLAY_NAME), of.text(_SMTP) or of.text(_ADDRESS))
            people.append(person)
    return ", ".join(filter(None, people)) or properties.text(_SHOWN_TO)


def _person(name: str, address: str) -> str:
    """A name and a mail address; an address within Exchange (/o=…) tells a reader nothing."""
    name = one_line(name).strip("'")
    address = one_line(address, 200)
    if "@" not in address:
        return name
    if name.lower() in ("", address.lower()):
        return address
    # As mail programs write it: a name with a mark that has a meaning in headers is quoted.
    shown = f'"{name}"' if _MARKS.search(name) else name
    return f"{shown} <{address}>"


def _attach(storage: Storage, charset: str, mail: Mail) -> None:
    properties = properties_of(storage, _OTHER, charset)
    inner = next(iter(storage.storages(f"__substg1.0_{FILE:04X}{OBJECT:04X}")), None)
    if inner is not None and properties.integer(METHOD) != OLE:
        _attach_message(inner, title_of(properties), charset, mail)
        return
    attached = attached_of(properties)
    if attached.media_type == "multipart/signed":
        mail.add(parts_of(attached.data))
        return
    mail.attached.append(attached)


def _attach_message(inner: Storage, title: str, charset: str, mail: Mail) -> None:
    def read(reading: Reading) -> Extract:
        try:
            return compose(_mail(inner, _INNER, charset), reading)
        except Unreadable:
            raise
        except Exception as error:
            # As for a file of its own: a broken one raises whatever it likes.
            raise Unreadable(BROKEN["msg"]) from error

    mail.attached.append(Attached(title, "application/vnd.ms-outlook", read=read))
