"""The text that Alaveteli puts into a request's ZIP where it makes no PDF: "correspondence.txt".

A line about the request, then each message after a line of 31 hyphens: fields "From:", "To:" and
"Date:", the words, and a line "Attachment: name (size)" for each file beside it in the archive.
"""

from __future__ import annotations

import re

from noticecheck.late import regex
from noticecheck.read.extract import Extract, Flow, Letter
from noticecheck.read.formats import MEDIA_TYPES
from noticecheck.read.limits import MAX_MEMBERS
from noticecheck.read.text import read_text

_RULE = regex(r"^-{31}[ \t]*\n", re.MULTILINE)
_FIELD = regex(r"[ \t]*(From|To|Date):[ \t]*([^\n]*)(?:\n|\Z)")
# The day of an answer stands there as it would on a page.
_TAG = regex(r"<[^<>\n]{0,200}>")
_ATTACHMENT = regex(r"[ \t]*Attachment:[ \t]*([^\n]{1,300}?)[ \t]*(?:\([^()\n]{0,30}\))?[ \t]*\Z")
_NOTE = regex(r"[^\n]{1,200}: \([^()\n]{1,40}\)[ \t]*\n")
"""The line over what a reader of the site wrote."""
_FEW = 3
_FEW_WORDS = 1500
"""As for the page."""


def read_text_messages(data: bytes) -> list[Letter] | None:
    """Each message of that text as a letter; None for any other text. Raises Unreadable."""
    text = read_text(data).text
    starts = [rule.end() for rule in _RULE.finditer(text)]
    messages: list[list[str]] = []
    if not starts:
        return None
    for start, following in zip(starts, [*starts[1:], len(text)], strict=True):
        part = _RULE.sub("", text[start:following]).strip()
        if len(_fields(part)[0]) >= _FEW:
            messages.append([part])
        elif messages and part:
            messages[-1].append(part)
    # Whoever writes first is the one who asks.
    requester = _fields(messages[0][0])[0].get("From") if messages else None
    return [
        Letter(f"message-{number}", MEDIA_TYPES["text"], _message(requester, *parts))
        for number, parts in enumerate(messages[:MAX_MEMBERS], 1)
    ] or None


def _fields(part: str) -> tuple[dict[str, str], int]:
    """The fields at the head of a message, and where its words begin."""
    fields: dict[str, str] = {}
    position = 0
    while (field := _FIELD.match(part, position)) is not None and field[1] not in fields:
        fields[field[1]] = _TAG.sub("", field[2]).strip(" ,")
        position = field.end()
    return fields, position


def _message(requester: str | None, part: str, *more: str) -> Extract:
    """One message; what follows without fields is a reader's note, or a rule of the author's."""
    fields, position = _fields(part)
    lines = part[position:].strip().split("\n")
    attached: list[str] = []
    while lines and (not lines[-1].strip() or _ATTACHMENT.match(lines[-1])):
        last = _ATTACHMENT.match(lines.pop())
        if last is not None:
            attached.append(last[1])
    flow = Flow()
    flow.open("header")
    flow.exact("\n".join(f"{name}: {value}" for name, value in fields.items()))
    flow.close()
    asked = requester is not None and fields.get("From") == requester
    for words in ("\n".join(lines), *more):
        noted = _NOTE.match(words) is not None
        flow.block()
        if noted or asked:
            flow.open("furniture" if noted else "request", "annotation" if noted else "")
        flow.exact(words)
        if noted or asked:
            flow.close()
    warnings = tuple(
        f"attachment {name} is named in the text, not in it: check it as well"
        for name in attached[: -MAX_MEMBERS - 1 : -1]
    )
    return flow.extract(warnings, bool(attached) and sum(map(len, lines)) < _FEW_WORDS)
