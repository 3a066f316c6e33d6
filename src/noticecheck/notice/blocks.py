"""Text to blocks: headings, paragraphs, list items and table rows, by layout alone.

Hard-wrapped letters, one line a paragraph, letters without blank lines and tables all occur.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from noticecheck.match import Matches
from noticecheck.model import PassageKind, Span

# Marks, numbers and where a line begins or ends: the shape of a letter, not its wording.
# "¢" and "©" are what text recognition makes of bullets.
_BULLET = re.compile(r"(?:[-–*•▪◦·o●■¢©\uf0b7]|\+)\s+(?=\S)")
_DASH = re.compile(r"[-–]\s+[a-z]")
"""A dash within a sentence, where it begins a line."""
_LABEL = re.compile(
    r"""
    (?:[*_#>\s]*)
    (?:
      (?P<word> (?:q(?:uestion)?s?|item|part|point|annex|appendix|document|docs?|request|schedule
                 |paragraph|element|bullet|doc\.)s? [\s.]* (?:no\.?\s*)?
                (?P<n> \d{1,3}[a-z]? | [a-z] (?![\w.]) | (?-i:[IVX]{1,4})(?!\w) ) )
      [\s.:)\]\u2013-]*
    | \( (?P<p> \d{1,2} | [a-z] | [ivx]{1,4} ) \) (?=[\s*_]|$)
    | (?P<d> \d{1,2}[a-z]? | [a-z] | [ivx]{1,4} ) [.)] (?=[\s*_]|$)
    | (?P<q> q\.?\s?\d{1,2} ) \b [\s.:)]*
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TABLE = re.compile(r"^\s*[|+].*[|+]\s*$|\S(?: {3,}|\t+)\S.*\S(?: {3,}|\t+)\S")
_CELLS = re.compile(r"\S \| \S")
PAGE_MARK = re.compile(r"^\W*page\s+(\d{1,3})\s+(?:of|/)\s+(\d{1,3})\W*$", re.I | re.M)
"""A line of its own: "Page 2 of 5"."""
_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_ROW_LABEL = re.compile(r"^[|+\s]*(?:[Qq])?([A-Za-z]|\d{1,2})\s*(?:\||\s{2,}|\t)")
_TITLE = re.compile(
    r"^\W*(?:sections?|regulations?|s\.?|reg\.?|exemptions?|exceptions?)\s*\d[^.;]{0,90}$",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\[\d{1,2}\]\s+(?=\S)")
_RULE = re.compile(r"^[\s\-=_*+|─—]{3,}$")
_QUOTE = re.compile(r"^\s*(?:>\s?)+")
_TERMINAL = re.compile(r"""[.!?;:]['"’”)\]*_]*$""")
MAIL_HEADER = re.compile(r"^\W*(?:from|sent|to|cc|date|subject)\W*:", re.IGNORECASE)
"""The fields of a mail's head; their names belong to the format."""
_LOWER_START = re.compile(r"""^["'(\[“‘*_]*[a-z]""")
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "is",
        "of",
        "on",
        "or",
        "our",
        "the",
        "to",
        "under",
        "with",
        "your",
        "not",
        "we",
        "you",
    ]
)

MAX_HEADING = 110
_MAX_SALUTATION = 80


_PAGE = 140
"""A line that is longer is a paragraph."""
_NARROWEST_LONG = 130
"""A line that is longer is not wrapped."""
_NARROWEST = 24
"""Width of the narrowest column of prose."""
_FEWEST_LINES = 3
"""Lines from which on a paragraph shows its width."""
_RAGGED = 0.9
"""Of that width is a full line, where letters are not all of one width."""


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

    @property
    def second_column(self) -> int:
        """Where the second of two columns begins; 0 for other lines."""
        gaps = list(_GAP.finditer(self.text))
        return gaps[0].end() if len(gaps) == 1 else 0


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together."""

    span: Span
    kind: PassageKind
    label: str
    quoted: bool
    closing: bool = False
    salutation: bool = False


def is_closing(span: Span, matches: Matches) -> bool:
    """ "Yours sincerely", and nothing else."""
    return matches.fills("signs-off", span)


def is_salutation(span: Span, matches: Matches) -> bool:
    """ "Dear Ms Hale", on a line of its own."""
    return span.end - span.start <= _MAX_SALUTATION and matches.opens("greets", span) is not None


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
    return [replace(line, row=row) for line, row in zip(lines, _rows(lines), strict=True)]


def _rows(lines: list[Line]) -> Iterator[bool]:
    """For each line whether it is of a table: it shows, or its columns are those of the next."""
    columns = [0, *(line.second_column for line in lines), 0]
    for index, line in enumerate(lines):
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
    begins = above is not None and _LOWER_START.match(line.text)
    goes_on = below is not None and _LOWER_START.match(below.text)
    return any(
        bool(wrapped) and other is not None and not _CELLS.search(other.text)
        for wrapped, other in ((begins, above), (goes_on, below))
    )


def label_of(text: str) -> str:
    """What numbers a passage, in normal form: "2", "b", "iv", "q3", "annex a", or ""."""
    match = _LABEL.match(text)
    if match is None:
        return ""
    if word := match["word"]:
        kind = re.match(r"[a-z]+", word.lower())
        name = kind.group() if kind else ""
        name = {"questions": "q", "question": "q", "qs": "q"}.get(name, name.removesuffix("s"))
        return f"{name} {match['n'].lower()}"
    if match["q"]:
        return "q " + re.sub(r"\D", "", match["q"])
    return (match["p"] or match["d"] or "").lower()


def _widths(lines: list[Line]) -> list[int]:
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


def _usual_width(lines: list[Line]) -> int:
    widths = sorted(line.width for line in lines if line.width <= _NARROWEST_LONG)
    return max(60, widths[int(len(widths) * 0.92)]) if widths else 75


def _wrapped_at(chunk: list[Line]) -> int:
    """The width at which lines are filled: the first word of each would not have fitted on the line
    before. 0 where that is not so, or where nothing shows that they are prose."""
    width = max(line.width for line in chunk)
    filled = all(
        before.width + 1 + len(line.text.split(maxsplit=1)[0]) > _RAGGED * width
        for before, line in pairwise(chunk)
    )
    prose = any(_LOWER_START.match(line.text) for line in chunk[1:])
    fits = _NARROWEST <= width <= _NARROWEST_LONG
    return width if len(chunk) >= _FEWEST_LINES and filled and prose and fits else 0


def find_blocks(text: str, matches: Matches) -> list[Block]:
    """The blocks of a text, in order; every character that is not blank lies in one block.

    Where many lines are longer than a page is wide, every line is a paragraph.
    """
    lines = split_lines(text, matches)
    blocks: list[Block] = []
    group: list[Line] = []
    for line, width in zip(lines, _widths(lines), strict=True):
        if group and _starts_block(group, line, width):
            blocks.append(_block(group, text))
            group = []
        group.append(line)
    if group:
        blocks.append(_block(group, text))
    return _headings(blocks, text)


def _starts_block(group: list[Line], line: Line, width: int) -> bool:
    """Whether a line begins a new block rather than going on with the lines before it."""
    previous = group[-1]
    if line.blank_before or line.quoted != previous.quoted:
        return True
    if line.row or previous.row:
        return True
    # A full line was broken to fit the page, whatever it ends with.
    fits = not width or previous.width + 1 + len(line.text.split(maxsplit=1)[0]) <= width
    bullet = _BULLET.match(line.text) and (fits or not _DASH.match(line.text))
    if bullet or _NOTE.match(line.text) or line.closing or previous.closing:
        return True
    if PAGE_MARK.match(line.text) or PAGE_MARK.match(previous.text):
        return True
    if MAIL_HEADER.match(line.text) and (fits or not line.text[0].islower()):
        return True
    if MAIL_HEADER.match(previous.text) and len(group) == 1:
        return True
    if previous.salutation and len(group) == 1:
        return True
    terminal = bool(_TERMINAL.search(previous.text))
    if (
        len(group) == 1
        and previous.width < 0.85 * (width or 100)
        and _TITLE.match(previous.text)
        and line.text[0].isupper()
    ):
        return True
    label = _LABEL.match(line.text)
    if label and (terminal or previous.width < 0.7 * width) and (fits or not label["word"]):
        return not re.match(r"^\W*(?:\d{1,2}|[a-z])[.)]$", line.text)
    if previous.text.startswith("#") or line.text.startswith("#"):
        return True
    if _LOWER_START.match(line.text):
        return False
    if previous.width > _NARROWEST_LONG or not width:
        return True
    if terminal:
        return previous.width < 0.78 * width or (previous.text.endswith(":") and fits)
    return previous.width < 0.62 * width


def _block(group: list[Line], text: str) -> Block:
    span = Span(group[0].span.start, group[-1].span.end)
    first = group[0].text
    kind: PassageKind = "paragraph"
    label = label_of(first)
    if any(line.row for line in group):
        kind = "row"
        cell = _ROW_LABEL.match(first)
        label = cell.group(1).lower() if cell else label_of(first.lstrip("|+ \t"))
    elif _BULLET.match(first):
        kind = "item"
        label = label_of(first[2:].lstrip())
    elif label:
        kind = "item"
    return Block(
        span,
        kind,
        label,
        group[0].quoted,
        closing=group[0].closing and len(group) == 1,
        salutation=group[0].salutation and len(group) <= 2,
    )


def _headings(blocks: list[Block], text: str) -> list[Block]:
    """Short blocks that title what follows become headings."""
    result: list[Block] = []
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if (
            following is not None
            and block.kind != "row"
            and not block.closing
            and not block.salutation
            and looks_like_heading(text[block.span.start : block.span.end])
            and not following.closing
        ):
            block = Block(block.span, "heading", block.label, block.quoted)
        result.append(block)
    return result


def looks_like_heading(text: str) -> bool:
    """Whether a block's words have the shape of a title."""
    if len(text) > MAX_HEADING or text.count("\n") > 1:
        return False
    marked = text.startswith("#") or bool(re.match(r"^\W{0,3}(\*\*|__).+(\*\*|__)\W{0,2}$", text))
    plain = re.sub(r"[*_#]+", "", text).strip()
    if not re.search(r"[^\W\d_]{2}", plain) or plain.endswith((";", ",")):
        return False
    if marked:
        return True
    if plain.endswith(".") and not plain.isupper():
        return False
    if MAIL_HEADER.match(plain):
        return False
    letters = [c for c in plain if c.isalpha()]
    if sum(c.isdigit() for c in plain) > len(letters):
        return False
    if letters and sum(c.isupper() for c in letters) > 0.8 * len(letters):
        return True
    words = [w for w in re.findall(r"[^\W\d_][\w'’]*", plain) if w.lower() not in _SMALL]
    if not words or len(words) > 12:
        return False
    capitals = sum(word[0].isupper() for word in words)
    if plain.endswith("?") and label_of(plain):
        return False
    if plain.endswith((":", "?")):
        return len(words) <= 9
    return (
        capitals == len(words)
        or (len(words) <= 7 and plain[0].isupper())
        or bool(label_of(plain) and len(words) <= 8)
    )
