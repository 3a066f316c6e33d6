"""Mail to text: headers, body, then each attachment that can be read."""

from __future__ import annotations

import email.policy
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage, Message
from email.parser import BytesParser

from noticecheck.read.extract import Extract, Flow, Unreadable, normalise_lines, one_line
from noticecheck.read.formats import SUFFIXES, suffix_of
from noticecheck.read.text import BINARY, decode, is_binary

_HEADERS = ("From", "To", "Date", "Subject")
# Mail within mail within mail; deeper than this nobody wrote it.
_MAX_DEPTH = 5
# Parts that hold no letter and that no reader misses.
_SILENT = (
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-signature",
)
_NOT_READ = "it was not read"
# The library takes quadratic time on a list of addresses.
_LONG_HEADER = 5000


@dataclass(slots=True)
class _Contents:
    """What the parts of one mail hold, in their order."""

    body: list[Extract] = field(default_factory=list)
    attachments: list[tuple[str, bytes]] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)
    """Name and reason of each attachment that cannot be read."""


def read_email(data: bytes, depth: int = 0) -> Extract:
    """Headers, body and readable attachments of one mail; the others are named in warnings.

    `depth` counts the mails around this one. Raises Unreadable for a mail that holds no text.
    """
    message = BytesParser(EmailMessage, policy=email.policy.default).parsebytes(data)
    contents = _Contents()
    _collect(message, contents, "")
    flow = Flow()
    headers = [f"{name}: {text}" for name in _HEADERS if (text := _header(message, name))]
    if headers:
        flow.open("header")
        flow.exact("\n".join(headers))
        flow.close()
    warnings: list[str] = []
    incomplete = False
    read = 0
    for body in contents.body:
        flow.block()
        flow.append(body)
        read += 1
    for name, content in contents.attachments:
        try:
            extract = _attachment(name, content, depth)
        except Unreadable as reason:
            contents.unread.append((name, str(reason)))
            continue
        flow.block()
        flow.exact(f"[Attachment: {name}]")
        flow.block()
        flow.open("attachment", name)
        flow.append(extract)
        flow.close()
        warnings.extend(f"attachment {name}: {warning}" for warning in extract.warnings)
        incomplete = incomplete or extract.incomplete
        read += 1
    warnings.extend(f"attachment {name}, {_NOT_READ}: {why}" for name, why in contents.unread)
    if not read:
        if contents.unread:
            name, why = contents.unread[0]
            raise Unreadable(f"a mail without text whose attachment {name} cannot be read: {why}")
        raise Unreadable("a mail without text: check that this is the letter")
    return flow.extract(tuple(warnings), incomplete or bool(contents.unread))


def _attachment(name: str, content: bytes, depth: int) -> Extract:
    from noticecheck.read import extract_bytes

    if depth >= _MAX_DEPTH:
        raise Unreadable("too many mails within one another: save it as a file of its own")
    return extract_bytes(content, name, depth + 1)[1]


def _header(message: Message, name: str) -> str:
    raw = str(next((v for k, v in message.raw_items() if k.lower() == name.lower()), ""))
    if len(raw) > _LONG_HEADER:
        return one_line(raw, 500)
    try:
        return " ".join(str(message[name] or "").split())
    except Exception:
        # The library raises many kinds of error on malformed addresses; the raw words will do.
        return one_line(raw, 500)


def _collect(part: Message, contents: _Contents, parent: str) -> None:
    """Sort a part, and all parts within it, into body, attachments and unread ones."""
    kind = part.get_content_type()
    name = _name(part)
    if kind == "message/rfc822":
        inner = next(iter(_children(part)), None)
        if inner is not None:
            title = name or _header(inner, "Subject") or "mail"
            title = title if suffix_of(title) == ".eml" else f"{title}.eml"
            contents.attachments.append((one_line(title), inner.as_bytes()))
        return
    if part.is_multipart():
        if kind == "multipart/alternative":
            _choose(part, contents)
            return
        for inner in _children(part):
            _collect(inner, contents, kind)
        return
    if part.get_content_maintype() == "multipart":
        # It says that it has parts, but where they begin and end is lost: all of it is text.
        kind = "text/plain"
    payload = _payload(part)
    attached = part.get_content_disposition() == "attachment" or bool(name)
    if kind in ("text/plain", "text/html") and not attached:
        _add_body(part, payload, kind, contents)
    elif _is_silent(part, kind, parent):
        return
    elif suffix_of(name) in SUFFIXES or _is_letter_type(kind):
        contents.attachments.append((one_line(name) or "without a name", payload))
    else:
        reason = "noticecheck reads .txt, .md, .html, .pdf, .docx and .eml"
        contents.unread.append((one_line(name) or f"of type {one_line(kind)}", reason))


def _choose(part: Message, contents: _Contents) -> None:
    """Of several renderings of one text, the plain one; the last one if that is empty."""
    best: _Contents | None = None
    for inner in _children(part):
        found = _Contents()
        _collect(inner, found, "multipart/alternative")
        contents.attachments.extend(found.attachments)
        contents.unread.extend(found.unread)
        if found.body and (best is None or inner.get_content_type() == "text/plain"):
            best = found
    if best is not None:
        contents.body.extend(best.body)


def _add_body(part: Message, payload: bytes, kind: str, contents: _Contents) -> None:
    text = _decode(payload, part.get_content_charset())
    if not text.strip():
        return
    if kind == "text/html":
        from noticecheck.read.html import html_to_text

        extract = html_to_text(text)
        if extract.text:
            contents.body.append(extract)
    else:
        lines = normalise_lines(text).strip("\n")
        contents.body.append(Extract(lines.rstrip()))


def _decode(payload: bytes, charset: str | None) -> str:
    # Mail in UTF-8 or Windows-1252 often names the other, or Latin-1; `decode` tells them apart.
    if charset and charset not in ("utf-8", "us-ascii", "iso-8859-1", "windows-1252", "cp1252"):
        try:
            text = payload.decode(charset, "replace")
        except (LookupError, ValueError):
            return decode(payload)
        if is_binary(text):
            raise Unreadable(BINARY)
        return text
    return decode(payload)


def _payload(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _children(part: Message) -> Iterator[Message]:
    content = part.get_payload()
    if isinstance(content, list):
        yield from (inner for inner in content if isinstance(inner, Message))


def _name(part: Message) -> str:
    try:
        return part.get_filename() or ""
    except Exception:
        # As for headers; a part without a name is known by its type.
        return ""


def _is_letter_type(kind: str) -> bool:
    return kind in ("text/plain", "text/html", "application/pdf") or kind.endswith(
        "wordprocessingml.document"
    )


def _is_silent(part: Message, kind: str, parent: str) -> bool:
    """Signatures, and the pictures that belong to the body's layout."""
    if kind in _SILENT:
        return True
    if part.get_content_maintype() != "image":
        return False
    if parent == "multipart/related":
        return True
    return part.get_content_disposition() != "attachment" and part.get("Content-ID") is not None
