"""Where somebody lives: postal addresses."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from noticecheck.late import regex
from noticecheck.model import Span
from noticecheck.notice.personal.words import NAMELIKE, Words

_POSTCODE = regex(
    r"(?<!\w)(?:[A-Z]{1,2}\d[A-Z\d]?[ \t\xa0]{0,3}\d[A-Z]{2}"
    r"|[a-z]{1,2}\d[a-z\d]?[ \xa0]\d[abd-hjlnp-uw-z]{2}|GIR ?0AA|BFPO ?\d{1,4})(?!\w)"
)
_CUT = regex(r"[,;\n|]")
_COLON = regex(r"[:?!]|\.(?:\s|$)")
_CONNECTING = frozenset({"of", "on", "upon", "the", "in", "le", "la", "by", "next", "st", "and"})
_MOST_PARTS = 8
_LONGEST_PART = 60
_SHORT_LINE = 60
_DOOR = regex(
    r"(?<![\w.,/£:-])(?:(?:nos?\.?|number) ?)?\d{1,4}[A-Za-z]?"
    r"(?: ?[-/\u2013] ?\d{1,4}[A-Za-z]?)?"
    r",?[ \t\xa0]{1,2}$",
    re.IGNORECASE,
)
_LABEL_END = regex(r"[ \t]*[*_]{0,3}[ \t]*[:|][*_|]{0,3}[ \t]*")
_ABBREVIATED = 3
"""Letters of "Dr" and "St", which are streets only behind the number of a house."""
_YEAR = regex(r"\s*(?:19|20)\d\d,?\s*")
_LONGEST_STREET = 4
"""Words before "Street"."""
_NEXT_LINES = 5
_MOST_TOWNS = 3
_TOWN = regex(r",[ \t]{0,2}\n?[ \t]{0,2}(?=\w)|[ \t](?:in|near)[ \t](?=\w)")
_HOUSE_CUT = regex(r",[ \t]{0,2}\n?[ \t]{0,2}")
_MOST_ON_LINE = 6


class Addresses:
    """Finds postal addresses; `public` are words of addresses that stay."""

    def __init__(self, words: Words, public: Collection[int]) -> None:
        self.words = words
        self.text = words.text
        self.matches = words.matches
        self.public = frozenset(public)
        self.offices = words.marked("institution", "office-holder")
        self.everyday = words.marked("everyday-word")
        self.towns = words.marked("public-name")
        self.unlike_towns = words.marked(
            "everyday-word", "personal-title", "before-a-thing", "greets", "public-name"
        )

    def find(self) -> Iterator[Span]:
        """Postcodes with the lines before them, streets with a number, and what is labelled."""
        done = 0
        for found in _POSTCODE.finditer(self.text):
            if self.words.touching((Span(*found.span()),)) & self.public:
                continue
            yield Span(*found.span())
            yield from self._before(found.start(), done)
            done = found.end()
        yield from self._streets()
        for hit in self.matches.of("address-label"):
            yield from self._labelled(hit.span.end)
        for hit in (*self.matches.of("lives-at"), *self.matches.of("lives-in")):
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
                yield from self._towns(word.end)
                yield from self._house(door.start())
                yield from self._block(door.start())
            elif self._is_behind_house(first):
                yield Span(start, word.end)
                yield from self._towns(word.end)
                yield from self._house(start)
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

    def _towns(self, start: int) -> Iterator[Span]:
        """What follows a street in running text: ", Upper Thornwick, Borley"."""
        for _ in range(_MOST_TOWNS):
            cut = _TOWN.match(self.text, start)
            if cut is None:
                return
            run: list[int] = []
            for index in self.words.within(Span(cut.end(), cut.end() + _LONGEST_PART)):
                joined = not run or self.words.joined[index - 1]
                if not joined or not (self._is_of_place(index, run) or self._connects(index, run)):
                    break
                run.append(index)
            while run and self.words[run[-1]].shape == "small":
                run.pop()
            if not run or run[0] != self.words.after(cut.end()):
                return
            end = self.words[run[-1]].end
            # "At 4 Mill Lane, Ofsted said": who does something is no town.
            if self.matches.within("does-as-person", (Span(end, end + 12),), denied=None):
                return
            yield Span(cut.end(), end)
            start = end

    def _connects(self, index: int, run: Sequence[int]) -> bool:
        return bool(run) and self.words[index].key in _CONNECTING - {"and", "in"}

    def _is_of_place(self, index: int, run: Sequence[int]) -> bool:
        if self.words[index].shape not in NAMELIKE:
            return False
        if index in self.offices or index in self.public:
            return False
        town = index in self.towns and index not in self.words.marked("given-name-or-word")
        behind = bool(run) and index in self.words.marked("street")  # "Thornaby Green"
        return town or behind or index not in self.unlike_towns

    def _is_behind_house(self, first: int) -> bool:
        """Whether the name of a house and a comma stand before the street: "Rose Cottage, "."""
        before = first - 1
        return (
            before > 0
            and before in self.words.marked("house")
            and self.words[before].shape in NAMELIKE
            and before not in self.public
            and _HOUSE_CUT.fullmatch(self.words.gap(before)) is not None
        )

    def _house(self, end: int) -> Iterator[Span]:
        """The house or the flat that is named before a street: "Rose Cottage, ", "Flat 9, "."""
        last = self.words.after(end) - 1
        if last < 0 or not _HOUSE_CUT.fullmatch(self.text[self.words[last].end : end]):
            return
        first = last
        while first > 0 and last - first < _LONGEST_STREET and self._goes_on(first - 1):
            before = self.words[first - 1]
            if before.shape not in NAMELIKE or first - 1 in self.public:
                break
            first -= 1
        named = last in self.words.marked("house", "street") and first < last
        numbered = first in self.words.marked("dwelling") and first < last
        if (named or numbered) and not set(range(first, last + 1)) & self.public:
            yield Span(self.words[first].start, self.words[last].end)

    def _goes_on(self, index: int) -> bool:
        """Whether the next word belongs to the same name of a house: "Tinker's Barn"."""
        between = self.text[self.words[index].end : self.words[index + 1].start]
        return self.words.joined[index] or between in ("'s ", "’s ")

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
