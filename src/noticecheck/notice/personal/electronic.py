"""Where somebody can be reached on a network: mail and web addresses, handles."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from noticecheck.late import dataclass, regex
from noticecheck.match import Matches
from noticecheck.model import Span
from noticecheck.notice.personal.words import key_of

_MAIL = regex(
    r"(?<![\w.+%-])(?P<local>[\w.+'%-]{1,64})"
    r"(?:[ ]?@(?:\n|[ ](?!www\.))?|%40|[ ]{0,2}[\[({<][ ]?(?:at|@)[ ]?[\])}>][ ]{0,2})"
    r"(?P<domain>[\w-]{1,63}"
    r"(?:(?:\.|[ ]\.(?=(?-i:[a-z]))|[ ]?[\[({<][ ]?(?:dot|\.)[ ]?[\])}>][ ]?)[\w-]{1,63}){1,8})",
    re.IGNORECASE,
)
_SPELT = regex(
    r"(?<!\w)[\w-]{1,40}(?: dot [\w-]{1,40}){0,3} at [\w-]{1,40}(?: dot [\w-]{1,20}){1,4}(?!\w)"
    r"|(?<!\w)[a-z0-9.-]{1,40}[_*-]at[_*-][a-z0-9-]{1,40}"
    r"(?:(?:\.|[_*-]dot[_*-])[a-z0-9-]{2,20}){1,3}(?!\w)",
    re.IGNORECASE,
)
"""An address in words: "jane at post dot example", "jane_at_post.example"."""
_HANDLE = regex(r"(?<![\w@./+%-])@[A-Za-z_]\w{1,30}(?![\w@]|\.\w)")
_WEB = regex(
    r"(?<![\w@.-])(?P<host>(?:https?://)?[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}(?::\d{1,5})?)"
    r"(?P<path>/[^\s<>\"'?#|]{0,2000})?(?P<rest>[?#][^\s<>\"'|]{0,4000})?",
    re.IGNORECASE,
)
_PERSONAL_PART = regex(r"(?:^|/)(?:~|users?/|profiles?/|people/|members?/|u/|@)(?P<who>[^/]+)")
_LONG_NUMBER = regex(r"[^/]*\d{5}[^/]*")
_UUID = regex(r"[^/]*[0-9a-f]{8}-[0-9a-f]{4}[^/]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Electronic:
    """What is personal in mail and web addresses, and where such addresses stand at all."""

    personal: tuple[Span, ...]
    everywhere: tuple[Span, ...]


def find_electronic(text: str, matches: Matches) -> Electronic:
    """Mail addresses of persons, handles, and what in a web address leads to somebody."""
    personal: list[Span] = []
    everywhere: list[Span] = []
    for found in _MAIL.finditer(text):
        everywhere.append(Span(*found.span()))
        if not _is_office(text, Span(*found.span("local")), matches):
            domain = Span(*found.span("domain"))
            public = matches.has("public-domain", domain, denied=None)
            personal.append(Span(*(found.span("local") if public else found.span())))
    for found in _SPELT.finditer(text):
        personal.append(Span(*found.span()))
    for found in _HANDLE.finditer(text):
        personal.append(Span(*found.span()))
    for found in _WEB.finditer(text):
        if found["path"] or found["rest"] or found["host"].lower().startswith(("http", "www.")):
            everywhere.append(Span(*found.span()))
            personal.extend(_personal_in_web(found, matches))
    return Electronic(tuple(personal), tuple(everywhere))


def _is_office(text: str, local: Span, matches: Matches) -> bool:
    """Whether every word of what stands before the @ is that of an office: "foi.team"."""
    parts = list(re.finditer(r"[^\W_]+", text[local.start : local.end]))
    for part in parts:
        start, end = local.start + part.start(), local.start + part.end()
        role = matches.at("role-mailbox", start, local.end)
        if re.search(r"\d{5}", part.group()):
            return False
        if not part.group().isdigit() and (role is None or role.end < end):
            return False
    return any(not part.group().isdigit() for part in parts)


def _personal_in_web(found: re.Match[str], matches: Matches) -> Iterator[Span]:
    host = Span(*found.span("host"))
    if found["rest"]:
        yield Span(found.start("rest") + 1, found.end("rest"))
    path = found["path"]
    if not path:
        return
    start = found.start("path")
    if matches.has("social-site", host, denied=None):
        yield Span(start + 1, found.end("path"))
        return
    for part in _PERSONAL_PART.finditer(path):
        yield Span(start + part.start("who"), start + part.end("who"))
    for shape in (_LONG_NUMBER, _UUID):
        position = 1
        for piece in path[1:].split("/"):
            if shape.fullmatch(piece):
                yield Span(start + position, start + position + len(piece))
            position += len(piece) + 1


def names_in_hosts(
    text: str, electronic: Electronic, keys: Collection[str], likely: Collection[str]
) -> Iterator[Span]:
    """Mail and web addresses one of whose labels begins or ends with a name: "janehale.co.uk".

    Names that are only likely must be two, and all of the label.
    """
    either = {*keys, *likely}
    for span in electronic.everywhere:
        for label in re.finditer(r"[^\W_]{4,63}", text[span.start : span.end]):
            key = key_of(label.group())
            named = any(key[:n] in keys or key[-n:] in keys for n in range(4, len(key) + 1))
            if named or any(key[:n] in either and key[n:] in either for n in range(2, len(key))):
                yield Span(span.start + label.start(), span.start + label.end())
