"""The text of a mail from what its parts hold: encodings, soft line breaks, which rendering."""

from __future__ import annotations

import binascii
import re
from collections.abc import Sequence
from dataclasses import replace
from email.header import decode_header

from noticecheck.late import regex
from noticecheck.read.charsets import decode_named
from noticecheck.read.extract import Extract, Unreadable, normalise_lines
from noticecheck.read.formats import BROKEN
from noticecheck.read.mail.attached import ENCRYPTED
from noticecheck.read.text import BINARY, is_binary
from noticecheck.read.wording import wording

_ESCAPE = regex(rb"=([0-9A-F]{2}|[ \t]*\r?\n)?")
_FEWEST_ESCAPES = 5
_BASE64_LINE = regex(rb"^[ \t]*([A-Za-z0-9+/=!]+)[ \t]*\r?$", re.MULTILINE)
_BASE64_LENGTH = 56
"""Of a line that no word has."""
_BASE64_PIECE = regex(rb"[A-Za-z0-9+/]+")
_QUOTE = regex(r">*")
_PICTURE = regex(r"<img\b[^<>]*?\b(?:cid|https?):[^<>]*>", re.IGNORECASE)
# What stands at the head of older mail in Outlook (the web's and the desktop's), Yahoo, Zimbra.
_OLDER = regex(
    r"""<div\b[^<>]{0,200}\bid=["']?(?:divRplyFwdMsg|mail-editor-reference-message-container)\b"""
    r"""|(?:<div>\s{0,20})?<div\b[^<>]{0,200}border-top:\s?solid\s\#(?:E1E1E1|B5C4DF)\b"""
    r"""|<div\b[^<>]{0,200}\bclass=["']?yahoo_quoted\b|<hr\b[^<>]{0,200}\bid=["']?zwchr\b""",
    re.IGNORECASE,
)
# What is no part of a text is dropped; what only parts pages or records is a line end.
_CONTROLS = {
    **dict.fromkeys((*range(9), *range(0x0E, 0x20), 0x7F), ""),
    **dict.fromkeys((0x0B, 0x0C, 0x1C, 0x1D, 0x1E), "\n"),
}
_COVER_WORDS = 60
"""A note above a forwarded letter has fewer words."""


def unpack(payload: bytes, encoding: str, is_text: bool) -> bytes:
    """The bytes that a transfer encoding stands for; what only claims one stays as it is."""
    encoding = encoding.strip().lower()
    if encoding == "base64":
        return _from_base64(payload)
    if encoding == "quoted-printable" or (is_text and _is_quoted_printable(payload)):
        return binascii.a2b_qp(payload)
    return payload


def _from_base64(payload: bytes) -> bytes:
    lines = [line.replace(b"!", b"") for line in _BASE64_LINE.findall(payload)]
    longest = max(map(len, lines), default=0)
    if longest < _BASE64_LENGTH and sum(map(len, lines)) * 2 < len(payload.strip()):
        return payload
    # Padding ends a piece, and some mailers write several.
    pieces = _BASE64_PIECE.findall(b"".join(lines))
    # Of a group of four that is cut off, one letter alone is less than a byte.
    whole = (piece[:-1] if len(piece) % 4 == 1 else piece for piece in pieces)
    return b"".join(binascii.a2b_base64(piece + b"=" * (-len(piece) % 4)) for piece in whole)


def _is_quoted_printable(payload: bytes) -> bool:
    """Text in this encoding whose header was lost: every "=" in it is an escape."""
    escapes = 0
    soft = False
    for found in _ESCAPE.finditer(payload):
        if found.group(1) is None:
            return False
        escapes += 1
        soft = soft or found.group(1).endswith(b"\n")
    return soft and escapes >= _FEWEST_ESCAPES


def decode_as(payload: bytes, charset: str) -> str:
    """The text that bytes stand for in a stated encoding, where it is true. Raises Unreadable."""
    text = decode_named(payload, charset)
    if is_binary(text):
        raise Unreadable(BINARY)
    return text.removeprefix("\ufeff")


def decode_words(value: str) -> str:
    """A header in which other characters than ASCII may be encoded, as it is read."""
    if "=?" not in value:
        return value
    try:
        pieces = decode_header(value)
    except Exception:
        # Broken base64; the raw words will do.
        return value
    text = []
    for piece, charset in pieces:
        try:
            text.append(piece if isinstance(piece, str) else decode_as(piece, charset or ""))
        except Unreadable:
            text.append(piece.decode("latin-1"))
    return "".join(text)


def plain_body(text: str, flowed: bool = False, joined: bool = False) -> Extract:
    """A body in plain text; soft line breaks are undone where it is `format=flowed`.

    `joined` is its DelSp: the blank before a soft break belongs to the break. Raises Unreadable
    for one that is encrypted as a whole.
    """
    lines = normalise_lines(text.translate(_CONTROLS)).strip("\n")
    if lines.lstrip().startswith("-----BEGIN PGP MESSAGE-----"):
        raise Unreadable(ENCRYPTED)
    return Extract((_unwrap(lines, joined) if flowed else lines).rstrip())


def _unwrap(text: str, joined: bool) -> str:
    """RFC 3676: a line that ends with a blank goes on in the next one of the same quote depth."""
    paragraphs: list[tuple[str, list[str]]] = []
    goes_on = False
    for line in text.split("\n"):
        found = _QUOTE.match(line)
        depth = found.group() if found else ""
        words = line[len(depth) :].removeprefix(" ")
        signature = words == "-- "
        if not (goes_on and paragraphs[-1][0] == depth and not signature):
            paragraphs.append((depth, []))
        goes_on = words.endswith(" ") and not signature
        paragraphs[-1][1].append(words[:-1] if goes_on and joined else words)
    lines = [(depth, "".join(pieces)) for depth, pieces in paragraphs]
    return "\n".join(f"{depth} {words}" if depth else words for depth, words in lines)


def decode_html(payload: bytes, charset: str) -> str:
    """The source of a body in HTML; the mail's word on its encoding counts before the page's."""
    from noticecheck.read.html.source import decode_page

    return decode_as(payload, charset) if charset else decode_page(payload)


def html_body(source: str) -> Extract:
    """A body in HTML, with older mail below it as a thread where its mail program marks it."""
    from noticecheck.read.html import html_to_text

    # Pictures are attachments, or stored elsewhere as logos are: none is lost with its page.
    source = _PICTURE.sub("", source)
    older = _OLDER.search(source)
    if older:
        source = f'{source[: older.start()]}<blockquote type="cite">{source[older.start() :]}'
    try:
        return html_to_text(source)
    except (Unreadable, MemoryError):
        raise
    except Exception as error:
        # As for a page of its own: the rest of the mail can still be read.
        raise Unreadable(BROKEN["html"]) from error


def is_stub(plain: str, rich: str) -> bool:
    """True when the plain rendering only points to the other one, or leaves most of it out."""
    plain_words, rich_words = len(plain.split()), len(rich.split())
    return not plain_words or rich_words > plain_words * 1.5 + 20


def choose(renderings: Sequence[tuple[bool, list[Extract]]]) -> list[Extract]:
    """Of several renderings of one text, the plain one, unless it is a stub.

    Each is marked as plain or not; of those that are not, the last one is the fullest.
    """
    with_text = [(plain, body) for plain, body in renderings if _text(body).strip()]
    plain = next((body for is_plain, body in with_text if is_plain), None)
    rich = next((body for is_plain, body in reversed(with_text) if not is_plain), None)
    if plain is None or rich is None:
        return plain or rich or []
    return rich if is_stub(_text(plain), _text(rich)) else plain


def _text(bodies: Sequence[Extract]) -> str:
    return "\n\n".join(body.text for body in bodies)


def free_forwarded(body: Extract, subject: str) -> Extract:
    """The body without a thread region for a letter that is not older mail but what is sent on.

    A person who asks about a refusal forwards it; the words above it are few.
    """
    threads = [region for region in body.regions if region.kind == "thread"]
    if not threads:
        return body
    first = threads[0]
    quoted = body.text[first.span.start : first.span.end]
    above = body.text[: first.span.start]
    sent_on = wording().forward_subject.match(subject) and len(above.split()) < _COVER_WORDS
    if not (sent_on or wording().forward.match(quoted) or _ends_as_forward(above)):
        return body
    kept = tuple(region for region in body.regions if region is not first)
    return replace(body, regions=kept)


def _ends_as_forward(above: str) -> bool:
    last = [line for line in above.rstrip().split("\n")[-8:] if line.strip()]
    return any(wording().forward.match(line) for line in last)
