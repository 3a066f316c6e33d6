"""Text to blocks: headings, paragraphs, list items and table rows, by layout alone.

Hard-wrapped letters, one line a paragraph, letters without blank lines and tables all occur.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from noticecheck.late import dataclass, regex
from noticecheck.match import Matches
from noticecheck.model import PassageKind, Span
from noticecheck.notice.lines import (
    LOWER_START,
    NARROWEST_LONG,
    Line,
    breaks_off,
    counted,
    filled_width,
    has_room,
    split_lines,
    wrap_widths,
)

# Marks, numbers and where a line begins or ends: the shape of a letter, not its wording.
# "¢" and "©" are what text recognition makes of bullets.
_MARKED_TITLE = regex(r"^\W{0,3}(\*\*|__).+(\*\*|__)\W{0,2}$")
_TITLE_MARKS = regex(r"[*_#]+")
_TWO_LETTERS = regex(r"[^\W\d_]{2}")
_TITLE_WORD = regex(r"[^\W\d_][\w'’]*")
_BULLET = regex(r"(?:[-–*•▪◦·o●■¢©\uf0b7]|\+)\s+(?=\S)")
_DASH = regex(r"[-–]\s+[a-z]")
"""A dash within a sentence, where it begins a line."""
_NUMBER_AWAITED = regex(r"\S (?:sections?|regulations?|(?:sect?|ss?|regs?)\.|§)$", re.IGNORECASE)
_RANGE_BEGUN = regex(r"\([^\s()]{1,4}\)$")
_RANGE_ON = regex(r"[-–]\s+\([^\s()]{1,4}\)")
"""A range of limbs over the end of a line: "31(1)(a)", "- (c) of the Act"."""
_LABEL = regex(
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
PAGE_MARK = regex(r"^\W*page\s+(\d{1,3})\s+(?:of|/)\s+(\d{1,3})\W*$", re.I | re.M)
"""A line of its own: "Page 2 of 5"."""
PAGE_NUMBER = regex(rf"{PAGE_MARK.pattern}|^\W*page\s+\d{{1,3}}\W*$", re.I | re.M)
_WIDE_GAP = regex(r"\S {8,}\S")
"""Between what stands left and right in a letterhead."""
_ROW_LABEL = regex(r"^[|+\s]*(?:[Qq])?([A-Za-z]|\d{1,2})\s*(?:\||\s{2,}|\t)")
_TITLE = regex(
    r"^\W*(?:sections?|regulations?|s\.?|reg\.?|exemptions?|exceptions?)\s*\d[^.;]{0,90}$",
    re.IGNORECASE,
)
_LIMBS = regex(r"\((?:\d{1,2}[A-Za-z]?|[a-z]|[ivx]{1,4})\)")
"""The limbs of a citation are no words of a title."""
_NOTE = regex(r"\[\d{1,2}\]\s+(?=\S)")
_TERMINAL = regex(r"""[.!?;:]['"’”)\]*_]*$""")
_SENTENCE_END = regex(r"[^\W\d_]{3}[.!?]\s+[A-Z]")
"""Before another sentence; "Annex A. Prices" is one title."""
MAIL_HEADER = regex(r"^\W*(?:from|sent|to|cc|date|subject)\W*:", re.IGNORECASE)
"""The fields of a mail's head; their names belong to the format."""
_SMALL = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "of", "on", "or", "our",
     "the", "to", "under", "with", "your", "not", "we", "you")
)  # fmt: skip
"""Words that a title may write small."""

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_ROMAN_PAIRS = frozenset(pairwise(_ROMAN))
_MAX_HEADING = 110


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together."""

    span: Span
    kind: PassageKind
    label: str
    quoted: bool
    closing: bool = False
    salutation: bool = False


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


def find_blocks(text: str, matches: Matches) -> list[Block]:
    """The blocks of a text, in order; all that is not blank lies in one, but for page numbers.

    Where many lines are longer than a page is wide, every line is a paragraph.
    """
    lines = counted(list(_across_pages(split_lines(text, matches))))
    blocks: list[Block] = []
    group: list[Line] = []
    filled = filled_width(lines)
    widths = wrap_widths(lines)
    for line, width, below in zip(lines, widths, (*lines, None)[1:], strict=True):
        if group and (
            _starts_block(group, line, width)
            or (filled and _starts_filled(group[-1], line, below, filled))
        ):
            blocks.append(_block(group, text))
            group = []
        group.append(line)
    if group:
        blocks.append(_block(group, text))
    return _headings(blocks, text)


def _starts_filled(above: Line, line: Line, below: Line | None, width: int) -> bool:
    """Whether a line begins something new where a program fills lines to a width.

    Its first word had room on the line above; or it is a title, alone below the end of a sentence.
    """
    if has_room(above, line, width):
        return True
    alone = below is None or below.blank_before or has_room(line, below, width)
    ends = _TERMINAL.search(above.text) and not _TERMINAL.search(line.text)
    return bool(alone and ends and looks_like_heading(line.text))


def _across_pages(lines: list[Line]) -> Iterator[Line]:
    """The lines without numbers of pages that stand alone; a sentence goes on behind them."""
    last: Line | None = None
    turned = False
    for index, line in enumerate(lines):
        below = lines[index + 1] if index + 1 < len(lines) else None
        alone = line.blank_before and (below is None or below.blank_before)
        if alone and PAGE_NUMBER.match(line.text):
            turned = True
            continue
        if turned and last and LOWER_START.match(line.text) and not _TERMINAL.search(last.text):
            line = replace(line, blank_before=False)
        yield line
        last, turned = line, False


def _starts_block(group: list[Line], line: Line, width: int) -> bool:
    """Whether a line begins a new block rather than going on with the lines before it."""
    previous = group[-1]
    if line.blank_before or line.quoted != previous.quoted:
        return True
    if line.row or previous.row or line.count:
        return True
    # A full line was broken to fit the page, whatever it ends with.
    fits = not width or previous.width + 1 + len(line.text.split(maxsplit=1)[0]) <= width
    bullet = _BULLET.match(line.text) and (fits or not _DASH.match(line.text))
    if _RANGE_BEGUN.search(previous.text) and _RANGE_ON.match(line.text):
        return False
    if _NUMBER_AWAITED.search(previous.text) and line.text[0].isdigit():
        return False
    if bullet or _NOTE.match(line.text) or line.closing or previous.closing:
        return True
    if PAGE_MARK.match(line.text) or PAGE_MARK.match(previous.text):
        return True
    gaps = [_WIDE_GAP.search(text) is not None for text in (previous.text, line.text)]
    if len(group) <= 2 and any(gaps) and not all(gaps):
        return True
    if fits and len(group) == 1 and previous.text.isupper() and not line.text.isupper():
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
    listed = fits or not (label and label["word"]) or _is_next(group[0], line)
    ended = terminal or previous.width < 0.7 * width or (fits and _counts_on(group[0], line))
    if label and listed and ended:
        return not re.match(r"^\W*(?:\d{1,2}|[a-z])[.)]$", line.text)
    if previous.text.startswith("#") or line.text.startswith("#"):
        return True
    if LOWER_START.match(line.text) or breaks_off(previous.text):
        return False
    if previous.width > NARROWEST_LONG or not width:
        return True
    if terminal:
        return previous.width < 0.78 * width or (previous.text.endswith(":") and fits)
    return previous.width < 0.62 * width


def _is_next(first: Line, line: Line) -> bool:
    """Both begin with the same word and a number: "Part 1 ...", "Part 2 ..."."""
    words = label_of(first.text).split(), label_of(line.text).split()
    return len(words[0]) == 2 and words[0][:1] == words[1][:1] and words[0] != words[1]


def _counts_on(first: Line, line: Line) -> bool:
    """A number or a letter, and the next one: "2. ...", "3. ..."; "(a) ...", "(b) ..."."""
    one, next_one = label_of(first.text), label_of(line.text)
    if one.isdecimal() and next_one.isdecimal():
        return int(one) + 1 == int(next_one)
    letters = len(one) == len(next_one) == 1 and ord(one) + 1 == ord(next_one)
    return letters or (one, next_one) in _ROMAN_PAIRS


def _block(group: list[Line], text: str) -> Block:
    span = Span(group[0].span.start, group[-1].span.end)
    first = group[0].text
    kind: PassageKind = "paragraph"
    label = label_of(first)
    if any(line.row for line in group):
        kind = "row"
        cell = _ROW_LABEL.match(first)
        label = cell.group(1).lower() if cell else label_of(first.lstrip("|+ \t"))
    elif group[0].count:
        kind, label = "item", group[0].count
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
    if len(text) > _MAX_HEADING or text.count("\n") > 1:
        return False
    marked = text.startswith("#") or bool(_MARKED_TITLE.match(text))
    plain = _TITLE_MARKS.sub("", text).strip()
    if not _TWO_LETTERS.search(plain) or plain.endswith((";", ",")):
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
    named = _LIMBS.sub("", plain)
    words = [w for w in _TITLE_WORD.findall(named) if w.lower() not in _SMALL]
    if not words or len(words) > 12:
        return False
    capitals = sum(word[0].isupper() for word in words)
    if plain.endswith("?") and label_of(plain):
        return False
    if plain.endswith((":", "?")):
        return len(words) <= 9 and not _SENTENCE_END.search(plain)
    return (
        capitals == len(words)
        or (len(words) <= 7 and plain[0].isupper())
        or bool(label_of(plain) and len(words) <= 8)
    )
