"""One rule file cut into blocks and clauses, with comments and quotations known.

Nothing is parsed here: a block is a range of lines, a clause a range of characters. So a fault in
one of them never hides those of the others.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import field

from noticecheck.errors import Place, RuleError
from noticecheck.language.vocabulary import CLAUSE_START
from noticecheck.late import dataclass, regex

BLOCK_HEAD = regex(r'rule\s+\S+\s+"|(?:extend\s+)?phrase\s+\S+[ \t]*(?:#.*)?$')
# A `#` between a provision and an effect, as in s31(3)#ncnd, is no comment.
_CODE = regex(r'"""|"|(?<![\w)])#|#(?![a-z])|\n')
_STRING_END = regex(r'(?:[^"\\\n]|\\[^\n])*')


@dataclass(frozen=True, slots=True)
class Comment:
    """A `#` comment: where it starts, its text with the mark, and whether it has its own line."""

    start: int
    text: str
    own_line: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A half-open range of characters of a file, without blanks at its ends."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A line in column 1 and the indented pieces below it, one a clause or wording."""

    head: Piece
    pieces: tuple[Piece, ...]


@dataclass
class Source:
    """The text of one file, its errors so far, and places in it."""

    path: str
    text: str
    errors: list[RuleError] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    code: str = ""
    """The text with comments blanked, so that offsets are the same."""
    broken: set[int] = field(default_factory=set)
    """Offsets of quotations that are not closed: the clauses that hold them are not parsed."""
    blocks: tuple[Block, ...] = ()
    _starts: list[int] = field(default_factory=list)

    def place(self, offset: int) -> Place:
        line = bisect_right(self._starts, offset)
        return Place(self.path, line, offset - self._starts[line - 1] + 1)

    def line(self, offset: int) -> int:
        return bisect_right(self._starts, offset)

    def make_error(self, code: str, offset: int, message: str, suggestion: str = "") -> RuleError:
        start = self._starts[self.line(offset) - 1]
        return RuleError(
            code, self.place(offset), message, self.text[start:].split("\n", 1)[0], suggestion
        )

    def error(self, code: str, offset: int, message: str, suggestion: str = "") -> None:
        self.errors.append(self.make_error(code, offset, message, suggestion))

    def is_broken(self, piece: Piece) -> bool:
        return any(piece.start <= offset < piece.end for offset in self.broken)


def cut(path: str, text: str) -> Source:
    """A file's text as blocks of pieces; faults of layout are in `errors`."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    source = Source(path, text)
    source._starts = [0, *(match.end() for match in re.finditer("\n", text))]
    inside = _blank_comments(source)
    source.blocks = tuple(_blocks(source, inside))
    return source


def _blank_comments(source: Source) -> set[int]:
    """Fills `comments` and `code`; returns the numbers of the lines that begin in a text block."""
    text, code, inside = source.text, list(source.text), set[int]()
    position = 0
    while match := _CODE.search(text, position):
        start, position = match.span()
        mark = match.group()
        if mark == "#":
            position = (text + "\n").index("\n", start)
            line_start = text.rfind("\n", 0, start) + 1
            own_line = not text[line_start:start].strip()
            source.comments.append(Comment(start, text[start:position].rstrip(), own_line))
            code[start:position] = " " * (position - start)
        elif mark == '"':
            string = _STRING_END.match(text, position)
            position = string.end() if string else position
            if text[position : position + 1] == '"':
                position += 1
            else:
                source.error("R003", start, "this quotation is not closed on its line")
                source.broken.add(start)
        elif mark == '"""':
            position = _close_text_block(source, start)
            inside.update(range(source.line(start) + 1, source.line(position) + 1))
    source.code = "".join(code)
    return inside


def _close_text_block(source: Source, start: int) -> int:
    """The offset behind a text block; without a close, where the next block of the file begins."""
    text = source.text
    close = text.find('"""', start + 3)
    end = len(text) if close == -1 else close
    for line in range(source.line(start), source.line(end)):
        line_start = source._starts[line]
        if line_start < end and BLOCK_HEAD.match(text[line_start:].split("\n", 1)[0]):
            end, close = line_start, -1
            break
    if close != -1:
        return close + 3
    source.error("R004", start, 'this text block is not closed: end it with """ on its own line')
    source.broken.add(start)
    return end if end == len(text) else end - 1


def _blocks(source: Source, inside: set[int]) -> list[Block]:
    blocks: list[Block] = []
    starts: list[tuple[int, int]] = []
    """Of each line that holds code outside text blocks: its offset and its indentation."""
    lines = source.code.split("\n")
    for number, line in enumerate(lines, start=1):
        if line.strip() and number not in inside:
            blank = len(line) - len(line.lstrip())
            starts.append((source._starts[number - 1], blank))
            if "\t" in line[:blank]:
                column = line.index("\t")
                source.error("R002", starts[-1][0] + column, "indent with blanks, not with tabs")
    heads = [i for i, (_, blank) in enumerate(starts) if blank == 0]
    if starts and (not heads or heads[0] > 0):
        source.error(
            "R001",
            starts[0][0] + starts[0][1],
            "this line is indented but stands in no block: start with `phrase` or `rule`",
        )
    for i, next_head in zip(heads, [*heads[1:], len(starts)], strict=False):
        stop = starts[next_head][0] if next_head < len(starts) else len(source.code)
        body = starts[i + 1 : next_head]
        head_end = body[0][0] if body else stop
        in_rule = source.code.startswith("rule", starts[i][0])
        pieces = _pieces(source, body, stop, in_rule=in_rule)
        blocks.append(Block(_piece(source, starts[i][0], head_end), tuple(pieces)))
    return blocks


def _pieces(
    source: Source, body: list[tuple[int, int]], stop: int, *, in_rule: bool
) -> list[Piece]:
    """The lines of a block at its own indentation, each with the deeper lines below it."""
    if not body:
        return []
    indent = body[0][1]
    firsts: list[int] = []
    for offset, blank in body:
        begins = CLAUSE_START.match(source.code, offset + blank) if in_rule else None
        if begins and firsts and begins[1] == "for":
            # `for SUBJECT` may stand on a line of its own below `example met`.
            begins = None if source.code.startswith("example", firsts[-1]) else begins
        opens_text = source.code.startswith('"""', offset + blank)
        if opens_text or (blank > indent and not begins):
            continue
        if blank != indent and "\t" not in source.code[offset : offset + blank]:
            source.error(
                "R002",
                offset + blank,
                f"this line is indented by {blank}, the first line of its block by {indent}",
            )
        firsts.append(offset + blank)
    if not firsts:
        firsts = [body[0][0] + indent]
    return [
        _piece(source, start, end) for start, end in zip(firsts, [*firsts[1:], stop], strict=True)
    ]


def _piece(source: Source, start: int, end: int) -> Piece:
    text = source.code[start:end]
    return Piece(start + len(text) - len(text.lstrip()), start + len(text.rstrip()))
