"""The number or bullet that a browser shows before a list item."""

from __future__ import annotations

import re
from dataclasses import field

from lxml import etree

from noticecheck.late import dataclass, regex
from noticecheck.read.html.source import words_of
from noticecheck.read.numerals import format_number

_STYLE_TYPE = regex(r"list-style(?:-type)?\s*:([^;]{0,100})", re.IGNORECASE)
_TYPES = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
    "lower-roman": "i", "upper-roman": "I", "decimal": "1", "decimal-leading-zero": "1",
    "none": "", "disc": "-", "circle": "-", "square": "-",
}  # fmt: skip
# Google Docs writes lists without numbers and lets the style sheet count them.
_COUNTED_CLASS = regex(r"lst-kix_(\w+?)-(\d)\Z")
_COUNTED = regex(
    r"\.lst-kix_(\w+?)-(\d)\s*>\s*li::?before\s*\{[^{}]{0,200}?content\s*:([^;{}]{1,300})"
)
_PIECE = regex(
    r"\"([^\"\n]{0,20})\"|'([^'\n]{0,20})'"
    r"|counter\(\s*lst-ctn-kix_\w+?-(\d)\s*(?:,\s*([a-z-]{1,30})\s*)?\)"
)
_ESCAPED = regex(r"\\[0-9a-fA-F]{1,6}")
_IGNORED = regex(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_SYMBOL_FONT = regex(r"symbol|wingdings|courier", re.IGNORECASE)


@dataclass(slots=True)
class _List:
    style: str
    """As for `format_number`; "-" for bullets and "" for nothing."""
    number: int
    step: int = 1
    counted: tuple[str, int] | None = None


@dataclass(slots=True)
class Lists:
    """The lists that are open, from the outer to the inner one."""

    patterns: dict[tuple[str, int], list[tuple[str, int | None, str]]] = field(default_factory=dict)
    """What stands before an item of a list that the style sheet counts: words, or a level and the
    form of its number."""
    _open: list[_List] = field(default_factory=list)
    _counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self._open)

    def start(self, element: etree._Element) -> None:
        """An `ol` or `ul` begins."""
        counted = next(
            (
                (match[1], int(match[2]))
                for name in element.get("class", "").split()
                if (match := _COUNTED_CLASS.match(name))
            ),
            None,
        )
        backwards = element.get("reversed") is not None
        first = sum(1 for item in element if item.tag == "li") if backwards else 1
        self._open.append(
            _List(
                _style(element, "1" if element.tag == "ol" else "-"),
                to_number(element.get("start"), first),
                -1 if backwards else 1,
                counted if counted in self.patterns else None,
            )
        )

    def end(self) -> None:
        """The list begun last ends."""
        if self._open:
            self._open.pop()

    def mark(self, item: etree._Element) -> str:
        """What stands before this item: "1.", "b.", "(iv)", "-" or nothing."""
        if not self._open:
            return "-"
        inner = self._open[-1]
        number = to_number(item.get("value"), inner.number)
        inner.number = number + inner.step
        if inner.counted:
            return self._counted(inner.counted, number)
        style = _style(item, inner.style)
        return style if style in ("", "-") else f"{format_number(number, style)}."

    def _counted(self, key: tuple[str, int], number: int) -> str:
        self._counts[key] = number
        mark = ""
        for words, level, style in self.patterns[key]:
            if level is None:
                mark += words
            else:
                mark += format_number(self._counts.get((key[0], level), 1), style)
        mark = " ".join(mark.split())
        return mark if any(sign.isalnum() for sign in mark) else "-"


def read_lists(styles: tuple[str, ...]) -> Lists:
    """No open list yet, but what the style sheets say of lists."""
    lists = Lists()
    for style in styles:
        for match in _COUNTED.finditer(style):
            pieces: list[tuple[str, int | None, str]] = []
            for piece in _PIECE.finditer(match[3]):
                if piece[3] is None:
                    pieces.append((_ESCAPED.sub("•", piece[1] or piece[2] or ""), None, ""))
                else:
                    pieces.append(("", int(piece[3]), _TYPES.get(piece[4] or "decimal", "1")))
            lists.patterns[match[1], int(match[2])] = pieces
    return lists


def is_word_mark(element: etree._Element) -> bool:
    """True for the number that Word writes before a paragraph of a list."""
    return _IGNORED.search(element.get("style", "")[:500]) is not None


def word_mark(element: etree._Element) -> str:
    """That number; a sign of a symbol font is a bullet."""
    mark = " ".join(words_of(element).split())[:20]
    if len(mark) == 1 and (
        not mark.isalnum()
        or any(_SYMBOL_FONT.search(span.get("style", "")[:500]) for span in element.iter("span"))
    ):
        return "-"
    parent = element.getparent()
    if len(mark) == 1 and parent is not None and parent.tag == "span":
        return "-" if _SYMBOL_FONT.search(parent.get("style", "")[:500]) else mark
    return mark


def to_number(value: str | None, default: int) -> int:
    """The number of an attribute; the default for one that is none, or absurd."""
    try:
        number = int(value) if value and len(value) < 10 else default
    except ValueError:
        return default
    return number if abs(number) < 1_000_000 else default


def _style(element: etree._Element, default: str) -> str:
    found = _STYLE_TYPE.search(element.get("style", "")[:500])
    for word in found[1].lower().split() if found else ():
        if word in _TYPES:
            # A list without bullets still has its items.
            return "-" if default == "-" and word == "none" else _TYPES[word]
    named = element.get("type")
    if named in ("1", "a", "A", "i", "I"):
        return named
    return "-" if named and named.lower() in ("disc", "circle", "square") else default
