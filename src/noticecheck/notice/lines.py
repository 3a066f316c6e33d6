"""Text to lines: their shape, which of them are of a table, and the width at which they wrap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from noticecheck.late import dataclass, regex
from noticecheck.match import Matches
from noticecheck.model import Passage, Span

_TABLE = regex(r"^\s*[|+].*[|+]\s*$|\S(?: {3,}|\t+)\S(?:.*\S)?(?: {3,}|\t+)\S")
_CELLS = regex(r"\S \| \S")
_PARTED = regex(r"[|+\t]|   ")
"""What parts the cells of a line: without it a line is of no table."""
_GAP = regex(r"(?<=\S) {3,}(?=\S)")
_EMPTY_CELLS = regex(r"\|\s*\|")
_RULE = regex(r"^[\s\-=_*+|─—]{3,}$")
_QUOTE = regex(r"^\s*(?:>\s?)+")
_LONGEST_GREETING = 80
"""Of a salutation or a closing, which stand on lines of their own."""
_LONGEST_NAME = 40
_ATTACHMENT = "[attachment:"
_PAGE = 140
"""A line that is longer is a paragraph."""
_NARROWEST = 24
"""Width of the narrowest column of prose."""
_BARE_NUMBER = regex(r"(\d{1,2})\s{1,8}(?=[^\W\d_])")
_FEWEST_ENTRIES = 3
"""Of a list that has nothing but numbers before its entries."""
_ENTRY = 4
"""Lines over which one of them runs at most."""
_FEWEST_LINES = 3
"""Lines from which on a paragraph shows its width."""
_RAGGED = 0.9
"""Of that width is a full line, where letters are not all of one width."""
_FIRST_PIECE = regex(r"\w[^ \t-]*-|[^ \t]+")
"""Of a line, up to a hyphen at which it may break; it does not at a blank that holds words."""
LOWER_START = regex(r"""^["'(\[“‘*_]*[a-z]""")
_BROKEN_OFF = regex(
    r"(?:(?<![;,] )\b(?:and|or)|\b(?:an?|of|our|the|their|under|your|regulations?|sections?))$",
    re.IGNORECASE,
)
_ENDS = regex(r"""[.!?;:,]['"’”)\]*_]*$""")
_NARROWEST_PAGE = 40
"""Lines of an address are shorter than those of a page, and have fewer words written small."""
NARROWEST_LONG = 130
"""A line that is longer is not wrapped."""


_FEWEST_FILLED = 8
"""Lines within a sentence that show whether a program has filled them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text with its shape: the span is without outer blanks and quote marks."""

    span: Span
    text: str
    width: int
    blank_before: bool
    quoted: bool
    closing: bool
    salutation: bool
    row: bool = False
    """Of a table."""
    count: str = ""
    """The number before an entry of a list that counts from 1 with nothing behind its numbers."""

    @property
    def second_column(self) -> int:
        """Where the second of two columns begins; 0 for other lines."""
        gaps = list(_GAP.finditer(self.text))
        return gaps[0].end() if len(gaps) == 1 else 0


def is_closing(span: Span, matches: Matches) -> bool:
    """ "Yours sincerely", and nothing else."""
    return span.end - span.start <= _LONGEST_GREETING and matches.fills("signs-off", span)


def is_salutation(span: Span, matches: Matches) -> bool:
    """ "Dear Ms Hale" or "Ms Hale,", on a line of its own."""
    length = span.end - span.start
    if length > _LONGEST_GREETING:
        return False
    return matches.opens("greets", span) is not None or (
        length <= _LONGEST_NAME
        and matches.opens("greets-by-name", span) is not None
        and matches.normal.within(span).endswith(",")
    )


def names_attachment(span: Span, matches: Matches) -> bool:
    """The line that the reader of mails writes above an attachment: "[Attachment: name]"."""
    return matches.normal.within(span).startswith(_ATTACHMENT)


def split_lines(text: str, matches: Matches) -> list[Line]:
    """The lines that hold anything, in order."""
    lines: list[Line] = []
    position, blank = 0, True
    for raw in text.split("\n"):
        quote = _QUOTE.match(raw)
        body = raw[quote.end() :] if quote else raw
        stripped = body.strip()
        if stripped and not _RULE.match(stripped):
            start = position + raw.index(stripped, quote.end() if quote else 0)
            span = Span(start, start + len(stripped))
            lines.append(
                Line(span, stripped, len(raw.rstrip()), blank, quote is not None,
                     is_closing(span, matches), is_salutation(span, matches))
            )  # fmt: skip
            blank = False
        else:
            blank = True
        position += len(raw) + 1
    rows = zip(lines, _rows(lines), strict=True)
    return [replace(line, row=True) if row else line for line, row in rows]


def _rows(lines: list[Line]) -> Iterator[bool]:
    """For each line whether it is of a table: it shows, or its columns are those of the next."""
    columns = [0, *(line.second_column for line in lines), 0]
    for index, line in enumerate(lines):
        if not _PARTED.search(line.text):
            yield False
            continue
        above = lines[index - 1] if index and not line.blank_before else None
        follows = index + 1 < len(lines) and not lines[index + 1].blank_before
        below = lines[index + 1] if follows else None
        column = columns[index + 1]
        yield bool(
            _TABLE.search(line.text)
            or (column and above and column == columns[index])
            or (column and below and column == columns[index + 2])
            or (_CELLS.search(line.text) and not _in_prose(above, line, below))
        )


def _in_prose(above: Line | None, line: Line, below: Line | None) -> bool:
    """The sentence of a line begins in the line before it, or goes on in the next one."""
    begins = above is not None and LOWER_START.match(line.text)
    goes_on = below is not None and LOWER_START.match(below.text)
    return any(
        bool(wrapped) and other is not None and not _CELLS.search(other.text)
        for wrapped, other in ((begins, above), (goes_on, below))
    )


def wrap_widths(lines: list[Line]) -> list[int]:
    """For each line the width at which its paragraph is wrapped; 0 where every line is one.

    A paragraph of three lines or more shows its own width; the others take that of the letter.
    """
    long_lines = sum(line.width > _PAGE for line in lines)
    general = _usual_width(lines) if long_lines <= 0.12 * len(lines) else 0
    chunks: list[list[Line]] = []
    for line in lines:
        if not chunks or line.blank_before or line.quoted != chunks[-1][-1].quoted:
            chunks.append([])
        chunks[-1].append(line)
    own = [_wrapped_at(chunk) for chunk in chunks]
    shown = sorted(
        width for width, chunk in zip(own, chunks, strict=True) if width and not chunk[0].quoted
    )
    usual = shown[len(shown) // 2] if shown else general
    widths: list[int] = []
    for width, chunk in zip(own, chunks, strict=True):
        fits = all(line.width <= 1.2 * usual for line in chunk)
        widths += [width or (usual if fits else general)] * len(chunk)
    return widths


def filled_width(lines: list[Line]) -> int:
    """The width to which a program has filled all lines; 0 where they end as a page has room.

    Every line within a sentence then begins with a word that had no room on the line before.
    """
    own = [line for line in lines if not line.quoted and " " in line.text]
    width = max((line.width for line in own), default=0)
    within = [
        (before, line)
        for before, line in pairwise(lines)
        if LOWER_START.match(line.text) and not (line.blank_before or line.quoted or line.row)
    ]
    filled = all(not has_room(before, line, width) for before, line in within)
    return width if len(within) >= _FEWEST_FILLED and filled else 0


def has_room(before: Line, line: Line, width: int) -> bool:
    """The first word of a line, up to a hyphen at which it may break, fits on the line before."""
    word = _FIRST_PIECE.match(line.text)
    return before.width + 1 + (word.end() if word else 0) <= width


def _usual_width(lines: list[Line]) -> int:
    widths = sorted(line.width for line in lines if line.width <= NARROWEST_LONG)
    return max(60, widths[int(len(widths) * 0.92)]) if widths else 75


def _wrapped_at(chunk: list[Line]) -> int:
    """The width at which lines are filled: the first word of each would not have fitted on the line
    before. 0 where that is not so, or where nothing shows that they are prose."""
    width = max(line.width for line in chunk)
    filled = all(
        before.width + 1 + len(line.text.split(maxsplit=1)[0]) > _RAGGED * width
        for before, line in pairwise(chunk)
    )
    prose = any(
        LOWER_START.match(line.text)
        or breaks_off(before.text)
        or (width >= _NARROWEST_PAGE and _runs_on(before.text))
        for before, line in pairwise(chunk)
    )
    fits = _NARROWEST <= width <= NARROWEST_LONG
    return width if len(chunk) >= _FEWEST_LINES and filled and prose and fits else 0


def breaks_off(text: str) -> bool:
    """Whether the sentence of a line goes on, with whatever letter the next one begins: "the"."""
    return _BROKEN_OFF.search(text) is not None


def _runs_on(text: str) -> bool:
    """Whether a line is of a sentence and does not end it: most of its words are written small."""
    words = text.split()
    return 2 * sum(word[0].islower() for word in words) > len(words) and not _ENDS.search(text)


def counted(lines: Sequence[Line]) -> list[Line]:
    """The lines, each entry of a list "1  Classes - 6", "2  Pupils - 178", "3  ..." with its
    number; an entry may run on into some more lines."""
    found = list(lines)
    run: list[int] = []
    for index, line in enumerate(lines):
        number = _BARE_NUMBER.match(line.text)
        if number is None or line.row:
            continue
        if int(number[1]) == len(run) + 1 and (not run or index - run[-1] <= _ENTRY):
            run.append(index)
        else:
            run = [index] if number[1] == "1" else []
        for place in run if len(run) == _FEWEST_ENTRIES else run[_FEWEST_ENTRIES - 1 :][-1:]:
            found[place] = replace(lines[place], count=str(run.index(place) + 1))
    return found


def goes_on_with_a_row(text: str, passage: Passage) -> bool:
    """Whether a line of a table has an empty first cell: it goes on with the cells above."""
    span = passage.span
    return passage.kind == "row" and _EMPTY_CELLS.match(text, span.start, span.end) is not None
