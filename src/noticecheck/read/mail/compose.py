"""A mail as one text, whichever way it was saved: headers, body, then each attachment."""

from __future__ import annotations

import re
from dataclasses import field, replace

from noticecheck.late import dataclass, regex
from noticecheck.read.extract import Extract, Flow, Reading, Unreadable, one_line
from noticecheck.read.formats import with_true_name
from noticecheck.read.limits import MAX_CHARACTERS, MAX_MEMBERS
from noticecheck.read.mail.attached import (
    Attached,
    Names,
    is_empty,
    is_passed_over,
    matters,
    path_of,
)
from noticecheck.read.mail.body import free_forwarded

HEADERS = ("From", "To", "Date", "Subject")
_LONGEST_SHOWN = 2000
FEW_WORDS = 50
"""A body with fewer may only point to a picture of the letter."""
_MOST_NAMED = 50
_NO_TEXT = "a mail without text: check that this is the letter"
_BODY = "the text of the mail"
_FULL = "the letter is too long already: check this attachment by itself"
_TOO_MANY = f"the mail has more than {MAX_MEMBERS} attachments: check them by themselves"

# An attached text may hold control characters; each becomes one other, so that spans still hold.
_CONTROLS = {
    **dict.fromkeys((*range(9), *range(0x0E, 0x20), 0x0D, 0x7F), " "),
    **dict.fromkeys((0x0B, 0x0C, 0x1C, 0x1D, 0x1E), "\n"),
}
REPORT = "a mail program's report on another mail (not delivered, or opened), not a letter"
_SHOWN_BY_ID = regex(r"""cid:([^\s"'<>)]{1,200})""", re.IGNORECASE)


@dataclass(slots=True)
class Mail:
    """What one mail holds, in its order."""

    headers: dict[str, str] = field(default_factory=dict)
    """Of `HEADERS`, those that it has."""
    bodies: list[Extract] = field(default_factory=list)
    attached: list[Attached] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    incomplete: bool = False
    returned: bool = False
    """It reports on another mail, which it holds, and is no letter itself."""
    shown: set[str] = field(default_factory=set)
    """Content ids of the pictures that a body shows."""

    def see(self, source: str) -> None:
        """Note the pictures that the source of a body in HTML shows."""
        self.shown.update(_SHOWN_BY_ID.findall(source))

    def add(self, other: Mail) -> None:
        """All that another one holds, but its headers."""
        self.bodies.extend(other.bodies)
        self.add_all_but_bodies(other)

    def add_all_but_bodies(self, other: Mail) -> None:
        """As `add`, for a rendering of the same text that is not the one chosen."""
        self.attached.extend(other.attached)
        self.warnings.extend(other.warnings)
        self.incomplete = self.incomplete or other.incomplete
        self.returned = self.returned or other.returned
        self.shown |= other.shown


def compose(mail: Mail, reading: Reading) -> Extract:
    """The text of a mail; what cannot be read is named in warnings.

    Raises Unreadable for a mail that holds no text.
    """
    return _Composer(mail, reading).compose()


class _Composer:
    """Writes one mail, and keeps what there is to say of it."""

    def __init__(self, mail: Mail, reading: Reading) -> None:
        self._mail = mail
        self._reading = reading
        self._flow = Flow()
        self._names = Names()
        self._read = 0
        self._characters = 0
        self._warnings = list(dict.fromkeys(mail.warnings))
        self._unread: list[tuple[str, str]] = []
        self._incomplete = mail.incomplete

    def compose(self) -> Extract:
        self._headers()
        words = 0
        for body in self._mail.bodies:
            self._body(body)
            words += len(body.text.split())
        shown, only_cover = frozenset(self._mail.shown), words < FEW_WORDS
        attached = [a for a in self._mail.attached if not is_passed_over(a, shown, only_cover)]
        for one in attached[:MAX_MEMBERS]:
            self._attachment(one)
        if len(attached) > MAX_MEMBERS:
            self._warnings.append(_TOO_MANY)
            self._incomplete = True
        if not self._read:
            raise Unreadable(self._why_no_text())
        named = self._unread[:_MOST_NAMED]
        self._warnings.extend(f"{name}, it was not read: {why}" for name, why in named)
        if len(self._unread) > _MOST_NAMED:
            more = len(self._unread) - _MOST_NAMED
            self._warnings.append(f"{more} more attachments were not read")
        return self._flow.extract(tuple(self._warnings), self._incomplete)

    def _headers(self) -> None:
        headers = self._mail.headers
        lines = [f"{name}: {shown}" for name in HEADERS if (shown := _shown(headers.get(name, "")))]
        if lines:
            self._flow.open("header")
            self._flow.exact("\n".join(lines))
            self._flow.close()

    def _body(self, body: Extract) -> None:
        body = free_forwarded(body, self._mail.headers.get("Subject", ""))
        self._flow.block()
        self._take(body, "body")
        self._warnings.extend(body.warnings)

    def _attachment(self, attached: Attached) -> None:
        name = self._names.unique(attached)
        try:
            if self._characters > MAX_CHARACTERS:
                raise Unreadable(_FULL)
            letters = _letters(attached, self._reading.deeper())
        except Unreadable as reason:
            if is_empty(attached, str(reason)):
                return
            called = _BODY if attached.is_body else f"attachment {name}"
            self._unread.append((called, str(reason)))
            self._incomplete = self._incomplete or matters(attached, str(reason))
            return
        for inner, extract in letters:
            whole = f"{name}/{inner}" if inner else name
            self._flow.block()
            self._flow.exact(f"[Attachment: {whole}]")
            self._flow.block()
            self._flow.open("thread" if self._mail.returned else "attachment", whole)
            self._take(extract, whole)
            self._flow.close()
            self._warnings.extend(f"attachment {whole}: {warning}" for warning in extract.warnings)

    def _take(self, extract: Extract, part: str) -> None:
        extract = replace(extract, text=extract.text.translate(_CONTROLS))
        self._flow.append(extract, part)
        self._characters += len(extract.text)
        self._read += 1
        self._incomplete = self._incomplete or extract.incomplete

    def _why_no_text(self) -> str:
        if self._unread:
            name, why = self._unread[0]
            if name == _BODY:
                return f"a mail whose text cannot be read: {why}"
            return f"a mail without text whose {name} cannot be read: {why}"
        return f"a mail without text: {self._warnings[0]}" if self._warnings else _NO_TEXT


def _letters(attached: Attached, reading: Reading) -> list[tuple[str, Extract]]:
    """What an attachment holds: one text without a name, or several, each with its own."""
    if attached.problem:
        raise Unreadable(attached.problem)
    if attached.read is not None:
        return [("", attached.read(reading))]
    from noticecheck.read import read_letters

    path = path_of(attached)
    letters = read_letters(attached.data, path, reading)
    return [(one_line(letter.name), with_true_name(letter, path).extract) for letter in letters]


def _shown(header: str) -> str:
    """A header on one line, cut where it is very long."""
    return one_line(header, _LONGEST_SHOWN)
