"""Fields of a DOCX: instructions are never shown, results are; some results are not stored."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import field

from lxml import etree

from noticecheck.late import dataclass, regex
from noticecheck.read.docx.drawing import Unread
from noticecheck.read.docx.symbols import symbol
from noticecheck.read.docx.xml import child, integer, local, switched, value

_SYMBOL = regex(r"\s*SYMBOL\s+(0x[0-9a-f]{1,6}|\d{1,6})", re.IGNORECASE)
_FONT = regex(r'\\f\s*"?([^"\\]+)', re.IGNORECASE)
_BUTTON = regex(r"\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s+(.+)", re.IGNORECASE | re.DOTALL)
_COMPUTED = regex(r"\s*(AUTONUM|AUTONUMLGL|AUTONUMOUT|LISTNUM|EQ)\b", re.IGNORECASE)
_LONGEST = 2000
"""Characters of an instruction that are looked at."""
TICKED, EMPTY = "☒", "☐"


@dataclass(slots=True)
class _Field:
    """A field that has begun."""

    data: etree._Element | None
    instruction: str = ""
    in_result: bool = False
    shown: bool = False
    """Its result has words."""


@dataclass(slots=True)
class Fields:
    """The fields around the place that has been reached."""

    broken: frozenset[etree._Element]
    """Beginnings without an end: what follows them is shown."""
    unread: Unread
    """Takes the fields whose result is computed when it is shown."""
    _open: list[_Field] = field(default_factory=list)
    _unseen: int = 0
    """How many of the open fields are at their instruction."""

    @property
    def shows(self) -> bool:
        """Whether text at this place is part of a result, or of no field."""
        return self._unseen == 0

    def mark(self, element: etree._Element) -> str:
        """Take a mark of a field; the words to show for a field that ends without a result."""
        kind = value(element, "fldCharType")
        if kind == "begin" and element not in self.broken:
            self._open.append(_Field(child(element, "ffData")))
            self._unseen += 1
        elif kind == "separate" and self._open and not self._open[-1].in_result:
            self._open[-1].in_result = True
            self._unseen -= 1
        elif kind == "end" and self._open:
            ended = self._open.pop()
            if not ended.in_result:
                self._unseen -= 1
            if self.shows and not ended.shown:
                return self._result(ended)
        return ""

    def instruct(self, text: str) -> None:
        """A piece of the instruction of the field that began last."""
        if self._open and len(self._open[-1].instruction) < _LONGEST:
            self._open[-1].instruction += text

    def show(self) -> None:
        """Words are shown at this place."""
        if self._open:
            self._open[-1].shown = True

    def _result(self, ended: _Field) -> str:
        instruction = ended.instruction
        if ended.data is not None:
            return _form_field(ended.data)
        if found := _SYMBOL.match(instruction):
            font = _FONT.search(instruction)
            return symbol(int(found[1], 0), font[1].strip() if font else "")
        if found := _BUTTON.match(instruction):
            return found[1].strip()
        if found := _COMPUTED.match(instruction):
            self.unread.add(f"what a field computes ({found[1].upper()})")
        return ""


def unended(marks: Iterable[etree._Element]) -> frozenset[etree._Element]:
    """The beginnings of fields that have no end, among all marks of a part in their order."""
    begun: list[etree._Element] = []
    for mark in marks:
        kind = value(mark, "fldCharType")
        if kind == "begin":
            begun.append(mark)
        elif kind == "end" and begun:
            begun.pop()
    return frozenset(begun)


def _form_field(data: etree._Element) -> str:
    """What a check box or a list of an old form shows."""
    box = child(data, "checkBox")
    if box is not None:
        ticked = switched(child(box, "checked"))
        if ticked is None:
            ticked = switched(child(box, "default"))
        return TICKED if ticked else EMPTY
    choices = child(data, "ddList")
    if choices is not None:
        entries = [value(entry) or "" for entry in choices if local(entry) == "listEntry"]
        chosen = value(child(choices, "result")) or value(child(choices, "default"))
        index = integer(chosen, 0)
        return entries[index] if 0 <= index < len(entries) else ""
    return ""
