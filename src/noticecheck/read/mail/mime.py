"""The parts of a mail, found in its bytes: each byte is looked at once per level, none is copied.

The standard library reads the headers. Its reader of whole mails is not used: it takes time that
grows with lines times levels, and fails on a few hundred levels.
"""

from __future__ import annotations

import re
from dataclasses import field
from email.message import Message
from email.parser import Parser

from noticecheck.late import dataclass, regex
from noticecheck.read.extract import Unreadable
from noticecheck.read.limits import MAX_MAIL_LINES, MAX_MEMBERS, MAX_MULTIPARTS
from noticecheck.read.text import decode

# No mail has so long a header, and the library's readers of one are quadratic.
_LONGEST_HEADER = 8000
_LONGEST_HEADERS = 256 * 1024
# One of these begins a mail; without them, what looks like a header is the letter's own text.
_MAIL_HEADERS = frozenset(
    ("from", "to", "cc", "subject", "date", "sender", "reply-to", "message-id", "received",
     "return-path", "delivered-to", "mime-version", "content-type", "content-transfer-encoding",
     "content-disposition", "in-reply-to", "references")
)  # fmt: skip
_FOLD = regex(r"[ \t]*\r?\n[ \t]+|\r?\n")
_GUESSED = regex(rb"^--([!-~]{1,70})[ \t]*\r?\nContent-[A-Za-z-]+:", re.MULTILINE | re.IGNORECASE)
_TOO_MANY_LINES = "it has too many lines for a mail: save the letter as a file of its own"


@dataclass(slots=True)
class Part:
    """One part of a mail: its headers, and where its body stands in the bytes of the mail."""

    headers: Message
    kind: str
    start: int
    end: int
    children: list[Part] = field(default_factory=list)
    broken_off: bool = False
    """It has parts, and the last of them has no end."""
    too_deep: bool = False
    lost: int = 0
    """How many parts there are beyond those that are read."""

    def parameter(self, name: str, header: str = "content-type") -> str:
        """A parameter of a header, or ""."""
        try:
            value = self.headers.get_param(name, "", header)
        except Exception:
            # The library raises many kinds of error on malformed parameters.
            return ""
        return value[2] if isinstance(value, tuple) else str(value or "")

    @property
    def disposition(self) -> str:
        """ "attachment", "inline" or another word of its sender's, or ""."""
        value = str(self.headers.get("content-disposition", "")).split(";")[0]
        return value.strip().lower()


def parse(data: bytes) -> tuple[bytes, Part]:
    """The bytes of a mail, made even, and its outermost part. Raises Unreadable."""
    data, root = outermost(data)
    if data.count(b"\n") > MAX_MAIL_LINES:
        raise Unreadable(_TOO_MANY_LINES)
    left = MAX_MEMBERS
    waiting = [(root, 0)]
    while waiting:
        part, depth = waiting.pop()
        if not part.kind.startswith("multipart/"):
            continue
        if depth >= MAX_MULTIPARTS:
            part.too_deep = True
            continue
        spans, part.broken_off = _split(data, part)
        part.lost = max(0, len(spans) - left)
        default = "message/rfc822" if part.kind == "multipart/digest" else "text/plain"
        part.children = [_part(data, start, end, default) for start, end in spans[:left]]
        left -= len(part.children)
        waiting.extend((child, depth + 1) for child in reversed(part.children))
    return data, root


def outermost(data: bytes) -> tuple[bytes, Part]:
    """As `parse`, without the parts within it."""
    data = _even(data)
    return data, _part(data, 0, len(data), "text/plain", whole=True)


def _even(data: bytes) -> bytes:
    """The mail in bytes that go with ASCII, its line ends being LF or CR LF."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = decode(data).encode("utf-8", "replace")
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    lines = data.count(b"\n")
    if not lines:
        data = data.replace(b"\r", b"\n")
    elif data.count(b"\r\r\n") * 2 > lines:
        data = data.replace(b"\r\r\n", b"\n")
    return data


def _part(data: bytes, start: int, end: int, default: str, whole: bool = False) -> Part:
    after = _after_headers(data, start, end)
    block = data[start : min(after, start + _LONGEST_HEADERS)].decode("latin-1")
    parsed = Parser().parsestr(block, headersonly=True)
    # What is not in the shape of a header begins the body.
    rest = parsed.get_payload()
    body = after - len(rest) if isinstance(rest, str) and after - start == len(block) else after
    names = [name.lower() for name, _ in parsed.raw_items()]
    if whole:
        known = not _MAIL_HEADERS.isdisjoint(names)
    else:
        known = any(name.startswith(("content-", "x-")) for name in names)
    headers: Message = Message()
    if not known:
        return Part(headers, default, start if names else body, end)
    for name, value in parsed.raw_items():
        headers[name] = _clean(str(value))
    stated = str(headers.get("content-type", "")).split(";")[0].strip().lower()
    return Part(headers, stated if stated.count("/") == 1 else default, body, end)


def _after_headers(data: bytes, start: int, end: int) -> int:
    """Where the body begins: after the first blank line."""
    for blank in (b"\n", b"\r\n"):
        if data.startswith(blank, start, end):
            return start + len(blank)
    found = [
        position + len(blank)
        for blank in (b"\n\n", b"\n\r\n")
        if (position := data.find(blank, start, end)) != -1
    ]
    return min(found, default=end)


def _clean(value: str) -> str:
    """A header without folds; its bytes beyond ASCII are UTF-8 or Windows-1252."""
    value = _FOLD.sub(" ", value[:_LONGEST_HEADER])
    if value.isascii():
        return value
    try:
        return decode(value.encode("latin-1"))
    except Unreadable:
        return value


def _split(data: bytes, part: Part) -> tuple[list[tuple[int, int]], bool]:
    """Where the parts of a part stand, and whether the last one has no end."""
    boundary = part.parameter("boundary").rstrip().encode("utf-8", "replace")
    spans, open_end = _between(data, part.start, part.end, boundary)
    if not spans and (guess := _GUESSED.search(data, part.start, part.end)):
        spans, open_end = _between(data, part.start, part.end, guess.group(1))
    return spans, open_end


def _between(
    data: bytes, start: int, end: int, boundary: bytes
) -> tuple[list[tuple[int, int]], bool]:
    if not boundary:
        return [], False
    delimiter = b"--" + boundary
    spans: list[tuple[int, int]] = []
    begun: int | None = None
    position = data.find(delimiter, start, end)
    while position != -1:
        line_end = data.find(b"\n", position, end)
        after = end if line_end == -1 else line_end + 1
        rest = data[position + len(delimiter) : min(after, position + len(delimiter) + 200)]
        at_line_start = position == start or data[position - 1 : position] == b"\n"
        if at_line_start and rest.strip() in (b"", b"--"):
            if begun is not None:
                spans.append((begun, _without_line_end(data, begun, position)))
            begun = None if rest.strip() else after
        position = data.find(delimiter, after, end)
    if begun is not None:
        spans.append((begun, end))
    return spans, begun is not None


def _without_line_end(data: bytes, start: int, end: int) -> int:
    for line_end in (b"\r\n", b"\n"):
        if data.endswith(line_end, start, end):
            return end - len(line_end)
    return end
