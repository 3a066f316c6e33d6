"""Offsets of noticecheck (code points) <-> positions of an editor (line, and units within it)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from functools import cached_property

from lsprotocol.types import Position, PositionEncodingKind, Range

from noticecheck.late import regex

Encoding = PositionEncodingKind | str | None
"""What an editor counts in; None where nothing was agreed, which means UTF-16."""

_LINE_END = regex("\r\n|\r|\n")
_WIDTHS: Mapping[str, Callable[[str], int]] = {
    "utf-8": lambda char: len(char.encode("utf-8", "surrogatepass")),
    "utf-16": lambda char: 2 if char > "\uffff" else 1,
    "utf-32": lambda char: 1,
}
"""How many units of an encoding a character takes."""


class Lines:
    """A text with line ends as line feeds, as the checker reads it, and where its lines are.

    Line and column are the same whatever the line ends are, so offsets of `text` are exact for a
    document that the editor has with other ones.
    """

    def __init__(self, text: str, encoding: Encoding = "utf-16") -> None:
        self.text = _LINE_END.sub("\n", text)
        self._width = _WIDTHS[str(getattr(encoding, "value", encoding or "utf-16"))]

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def line(self, number: int) -> str:
        """The text of a line, counted from 0, without its end; "" behind the last one."""
        if not 0 <= number < len(self._starts):
            return ""
        return self.text[self._starts[number] : self._end(number)]

    def start(self, number: int) -> int:
        """Where a line, counted from 0, begins."""
        return self._starts[number] if number < len(self._starts) else len(self.text)

    def position(self, offset: int) -> Position:
        """Where an offset stands; one outside of the text is taken as its nearest end."""
        offset = max(0, min(offset, len(self.text)))
        number = bisect_right(self._starts, offset) - 1
        before = self.text[self._starts[number] : offset]
        return Position(number, sum(map(self._width, before)))

    def offset(self, position: Position) -> int:
        """The offset of a position; one behind the end of its line is that end, as LSP has it."""
        if position.line >= len(self._starts):
            return len(self.text)
        at, left = self._starts[position.line], position.character
        end = self._end(position.line)
        while at < end and left >= self._width(self.text[at]):
            left -= self._width(self.text[at])
            at += 1
        return at

    def range(self, start: int, end: int) -> Range:
        """The range between two offsets."""
        return Range(self.position(start), self.position(end))

    def whole(self) -> Range:
        """The range of everything."""
        return self.range(0, len(self.text))

    def _end(self, number: int) -> int:
        following = number + 1
        return self._starts[following] - 1 if following < len(self._starts) else len(self.text)
