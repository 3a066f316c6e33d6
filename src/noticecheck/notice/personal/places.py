"""Where somebody lives or can be reached: postal addresses, mail and web addresses, handles."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from noticecheck.match import Matches
from noticecheck.model import Span
from noticecheck.notice.personal.words import NAMELIKE, Words, key_of

_POSTCODE = re.compile(
    r"(?<!\w)(?:[A-Z]{1,2}\d[A-Z\d]?[ \t\xa0]{0,3}\d[A-Z]{2}"
    r"|[a-z]{1,2}\d[a-z\d]?[ \xa0]\d[abd-hjlnp-uw-z]{2}|GIR ?0AA|BFPO ?\d{1,4})(?!\w)"
)
_CUT = re.compile(r"[,;\n|]")
_COLON = re.compile(r"[:?!]|\.(?:\s|$)")
_CONNECTING = frozenset({"of", "on", "upon", "the", "in", "le", "la", "by", "next", "st", "and"})
_MOST_PARTS = 8
_LONGEST_PART = 60
_SHORT_LINE = 60
_DOOR = re.compile(
    r"(?<![\w.,/£:-])(?:no\.? ?)?\d{1,4}[A-Za-z]?(?: ?[-/\u2013] ?\d{1,4}[A-Za-z]?)?"
    r",?[ \t\xa0]{1,2}$",
    re.IGNORECASE,
)
_LABEL_END = re.compile(r"[ \t]*[*_]{0,3}[ \t]*[:|][*_|]{0,3}[ \t]*")
_ABBREVIATED = 3
"""Letters of "Dr" and "St", which are streets only behind the number of a house."""
_YEAR = re.compile(r"\s*(?:19|20)\d\d,?\s*")
_LONGEST_STREET = 4
"""Words before "Street"."""
_NEXT_LINES = 5
_MOST_ON_LINE = 6

_MAIL = re.compile(
    r"(?<![\w.+%-])(?P<local>[\w.+'%-]{1,64})"
    r"(?:[ ]?@(?:\n|[ ](?!www\.))?|%40|[ ]{0,2}[\[({<][ ]?(?:at|@)[ ]?[\])}>][ ]{0,2})"
    r"(?P<domain>[\w-]{1,63}"
    r"(?:(?:\.|[ ]\.(?=(?-i:[a-z]))|[ ]?[\[({<][ ]?(?:dot|\.)[ ]?[\])}>][ ]?)[\w-]{1,63}){1,8})",
    re.IGNORECASE,
)
_SPELT = re.compile(
    r"(?<!\w)[\w-]{1,40}(?: dot [\w-]{1,40}){0,3} at [\w-]{1,40}(?: dot [\w-]{1,20}){1,4}(?!\w)"
    r"|(?<!\w)[a-z0-9.-]{1,40}[_*-]at[_*-][a-z0-9-]{1,40}"
    r"(?:(?:\.|[_*-]dot[_*-])[a-z0-9-]{2,20}){1,3}(?!\w)",
    re.IGNORECASE,
)
"""An address in words: "jane at post dot example", "jane_at_post.example"."""
_HANDLE = re.compile(r"(?<![\w@./+%-])@[A-Za-z_]\w{1,30}(?![\w@]|\.\w)")
_WEB = re.compile(
    r"(?<![\w@.-])(?P<host>(?:https?://)?[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}(?::\d{1,5})?)"
    r"(?P<path>/[^\s<>\"'?#|]{0,2000})?(?P<rest>[?#][^\s<>\"'|]{0,4000})?",
    re.IGNORECASE,
)
_PERSONAL_PART = re.compile(r"(?:^|/)(?:~|users?/|profiles?/|people/|members?/|u/|@)(?P<who>[^/]+)")
_LONG_NUMBER = re.compile(r"[^/]*\d{5}[^/]*")
_UUID = re.compile(r"[^/]*[0-9a-f]{8}-[0-9a-f]{4}[^/]*", re.IGNORECASE)


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


def names_in_hosts(text: str, electronic: Electronic, keys: Collection[str]) -> Iterator[Span]:
    """Mail and web addresses one of whose labels begins or ends with a name: "janehale.co.uk"."""
    for span in electronic.everywhere:
        for label in re.finditer(r"[^\W_]{4,63}", text[span.start : span.end]):
            key = key_of(label.group())
            if any(key[:n] in keys or key[-n:] in keys for n in range(4, len(key) + 1)):
                yield Span(span.start + label.start(), span.start + label.end())


class Addresses:
    """Finds postal addresses; `public` are words of addresses that stay."""

    def __init__(self, words: Words, public: Collection[int]) -> None:
        self.words = words
        self.text = words.text
        self.matches = words.matches
        self.public = public
        self.offices = words.marked("institution", "office-holder")
        self.everyday = words.marked("everyday-word")

    def find(self) -> Iterator[Span]:
        """Postcodes with the lines before them, streets with a number, and what is labelled."""
        done = 0
        for found in _POSTCODE.finditer(self.text):
            if self.words.touching((Span(*found.span()),)) & set(self.public):
                continue
            yield Span(*found.span())
            yield from self._before(found.start(), done)
            done = found.end()
        yield from self._streets()
        for hit in self.matches.of("address-label"):
            yield from self._labelled(hit.span.end)
        for hit in self.matches.of("lives-at"):
            yield from self._forward(hit.span.end, self._line(hit.span.end).end)

    def _before(self, end: int, least: int) -> Iterator[Span]:
        """The parts of an address before its postcode, from the last one backwards."""
        for number in range(_MOST_PARTS):
            low = max(least, end - _LONGEST_PART)
            cuts = [cut.end() for cut in _CUT.finditer(self.text, low, end)]
            start = cuts[-1] if cuts else low
            whole = bool(cuts) or start == least
            part = Span(start, end)
            if self.text[start:end].strip():
                first = self._first_of(part)
                if first is None:
                    if number == 0 and not re.search(r"\w", self.text[start:end]):
                        end = start - 1
                        continue
                    return
                yield Span(first, end)
                if not whole or re.search(r"\w", self.text[start:first]):
                    return
            if start <= least:
                return
            end = start - 1

    def _first_of(self, part: Span) -> int | None:
        """Where in a part of an address its own words begin; None where it has none."""
        first: int | None = None
        own = False
        indices = self.words.within(part)
        street = len(indices) > 0 and indices[-1] in self.words.marked("street")
        for index in reversed(indices):
            word = self.words[index]
            behind = self.text[word.end : first if first is not None else part.end]
            if first is None:
                behind = behind.replace(".", "")
            if _COLON.search(behind) or index in self.public:
                break
            if index in self.offices and not street:
                break
            if word.shape in NAMELIKE or self.text[word.start].isdigit():
                first = word.start
                own = own or index not in self.everyday
            elif not (word.key in _CONNECTING and first is not None):
                break
        single = len(indices) == 1
        return first if own or single else None

    def _streets(self) -> Iterator[Span]:
        """ "4 Chapel Row, Thornwick", and "Chapel Row" where the line holds little else."""
        before = self.words.marked("greets", "personal-title")
        for index in sorted(self.words.marked("street")):
            word = self.words[index]
            if word.shape not in ("capital", "capitals") or index in self.public:
                continue
            first = index
            while (
                index - first < _LONGEST_STREET
                and first > 0
                and self.words.joined[first - 1]
                and self.words[first - 1].shape in NAMELIKE
                and first - 1 not in self.public
                and first - 1 not in before
            ):
                first -= 1
            start = self.words[first].start
            door = _DOOR.search(self.text, max(0, start - 20), start)
            if door and not _YEAR.fullmatch(door.group()):
                yield Span(door.start(), word.end)
                yield from self._rest_of_line(word.end)
                yield from self._block(door.start())
            elif first == index or index in self.offices or word.end - word.start <= _ABBREVIATED:
                continue
            elif self._is_address_line(word.start):
                yield Span(start, word.end)

    def _line(self, offset: int) -> Span:
        start = self.text.rfind("\n", max(0, offset - 2 * _SHORT_LINE), offset) + 1
        end = self.text.find("\n", offset, offset + 2 * _SHORT_LINE)
        return Span(start, end if end != -1 else min(len(self.text), offset + 2 * _SHORT_LINE))

    def _is_address_line(self, offset: int) -> bool:
        line = self._line(offset)
        indices = self.words.within(line)
        return line.end - line.start <= _SHORT_LINE and all(
            self.words[i].shape != "small" and i not in self.offices and i not in self.public
            for i in indices
        )

    def _block(self, offset: int) -> Iterator[Span]:
        """The lines around one that begins with the number of a house."""
        line = self._line(offset)
        if self.text[line.start : offset].strip(" \t>*"):
            return
        for step, most in ((-1, 2), (1, _NEXT_LINES)):
            edge = line
            for _ in range(most):
                at = edge.start - 1 if step < 0 else edge.end + 1
                if not 0 <= at < len(self.text):
                    break
                edge = self._line(at)
                if not self._is_block_line(edge):
                    break
                yield edge

    def _is_block_line(self, line: Span) -> bool:
        indices = self.words.within(line)
        return (
            0 < len(indices) <= _MOST_ON_LINE
            and not any(mark in self.text[line.start : line.end] for mark in ":?!@")
            and self._is_address_line(line.start)
            and not all(i in self.everyday for i in indices)
            and not any(i in self.words.marked("greets") for i in indices)
        )

    def _rest_of_line(self, start: int) -> Iterator[Span]:
        """What follows the street on a short line: ", Thornwick"."""
        line = self._line(start)
        if line.end - line.start <= _SHORT_LINE:
            yield from self._forward(start, line.end)

    def _labelled(self, start: int) -> Iterator[Span]:
        """The address behind its label, on the same line or on those that follow."""
        label = _LABEL_END.match(self.text, start)
        if label is None:
            return
        begin = label.end()
        for _ in range(_NEXT_LINES):
            line = self._line(begin)
            whole = self.words.within(Span(begin, line.end))
            if any(i in self.offices or i in self.public for i in whole):
                return
            parts = list(self._forward(begin, line.end))
            yield from parts
            last = parts[-1].end if parts else begin
            if re.search(r"\w", self.text[last : line.end]):
                return
            begin = line.end + 1

    def _forward(self, start: int, end: int) -> Iterator[Span]:
        """The words of an address from `start` on."""
        last = start
        for index in self.words.within(Span(start, end)):
            word = self.words[index]
            if index in self.offices or index in self.public:
                return
            if _COLON.search(self.text[last : word.start]):
                return
            if word.shape in NAMELIKE or self.text[word.start].isdigit():
                yield word.span
                last = word.end
            elif word.key not in _CONNECTING:
                return
