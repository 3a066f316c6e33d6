"""Laying out plain text: wrapping, tables, quoted words, and the few colours in use.

All functions return text that stays within the width given, counted in characters, whatever
the letter contains: control characters never reach the terminal.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence
from typing import Literal

from noticecheck.errors import visible
from noticecheck.model import Document, Region, RegionKind, Span

WIDEST = 80
NARROWEST = 40
QUOTED = 220
"""Most characters quoted from a letter at once."""

Colour = Literal["bold", "red", "yellow", "green", "dim"]
_CODES: dict[Colour, str] = {"bold": "1", "red": "1;31", "yellow": "33", "green": "32", "dim": "2"}


def paint(text: str, colour: Colour, on: bool) -> str:
    """Put text between the codes of a colour; unchanged when colours are off."""
    return f"\x1b[{_CODES[colour]}m{text}\x1b[0m" if on and text else text


def usable_width(width: int) -> int:
    """The width to lay out in: the terminal's, but neither wider than 80 nor too narrow."""
    return max(NARROWEST, min(WIDEST, width))


def clean(text: str) -> str:
    """Make text safe to show on one line: blanks run together, control characters dropped.

    Letters may hold escape sequences and marks that turn the direction of writing; neither may
    act on the reader's terminal.
    """
    return " ".join(harmless(text).split())


def harmless(text: str) -> str:
    """The text with its lines, and without the characters that `clean` drops."""
    if text.isprintable():
        # Most texts are; to ask for the category of each character takes a hundred times as long.
        return text
    return "".join(char for char in text if not _is_hidden(char))


def _is_hidden(char: str) -> bool:
    return not char.isspace() and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn")


def wrap(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """Break text into lines, the first after `first` and the others after `rest`."""
    lines = textwrap.wrap(
        clean(text),
        width=width,
        initial_indent=first,
        subsequent_indent=" " * len(first) if rest is None else rest,
        break_on_hyphens=False,
    )
    return lines or ([first.rstrip()] if first.strip() else [])


def shorten(text: str, length: int = QUOTED) -> str:
    """Cut text at a blank so that, with the dots that show the cut, it is `length` at most."""
    text = clean(text)
    if len(text) <= length:
        return text
    cut = text[: length - 4]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut else cut} ..."


def cut_start(text: str, length: int) -> str:
    """A path to show: hidden characters as escapes, and its start cut if it is too long.

    The end is kept because it tells files apart.
    """
    text = visible(text, keep="")
    return text if len(text) <= length else f"...{text[len(text) - length + 3 :]}"


def place(document: Document, span: Span) -> str:
    """Where a span begins, in the words of whoever has the file open.

    "line 12" of a text, "page 2" of a PDF, "paragraph 9" or "footnote 2" of a Word file,
    and the part of a mail before it: "letter.pdf, page 2".
    """
    found = document.place(span)
    attached = found.part if found.part not in ("", "body") else ""
    where = [attached] if attached else []
    page = document.page(span.start)
    if page is not None:
        where.append(f"page {page}")
    if found.paragraph is not None:
        where.append(f"paragraph {found.paragraph}")
    elif note := _inside(document, span, "footnote"):
        where.append(f"footnote {note.name}".rstrip())
    elif page is None:
        letter = _inside(document, span, "attachment")
        above = document.line(letter.span.start) - 1 if letter else 0
        where.append(f"line {document.line(span.start) - above}")
    return ", ".join(where)


def _inside(document: Document, span: Span, kind: RegionKind) -> Region | None:
    """The innermost region of a kind in which a span begins."""
    start = Span(span.start, span.start)
    around = [r for r in document.regions if r.kind == kind and r.span.contains(start)]
    return min(around, key=lambda r: r.span.end - r.span.start, default=None)


def quotation(
    document: Document, span: Span, width: int, indent: str, label: str = ""
) -> list[str]:
    """The words of a span in quotation marks, after what they are and the place they stand in."""
    where = place(document, span)
    head = f"{label} ({where})" if label else f"{where[0].upper()}{where[1:]}"
    words = shorten(document.quote(span))
    return wrap(f'{head}: "{words}"', width, indent, indent + "  ")


def columns(rows: Sequence[Sequence[str]], gap: int = 2) -> list[list[str]]:
    """Pad the cells of each row so that columns line up; the last column is left as it is."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))] if rows else []
    return [
        [cell if i == len(row) - 1 else cell.ljust(widths[i] + gap) for i, cell in enumerate(row)]
        for row in rows
    ]
