"""The canonical layout of rule files (`rules fmt`): same meaning, same comments, one look."""

from __future__ import annotations

import re
from collections.abc import Iterable

from noticecheck.errors import RuleError, RuleErrors
from noticecheck.language.blocks import PhraseBlock, RuleBlock, parse_file
from noticecheck.language.clauses import THE_NOTICE, Clause, Period, Value
from noticecheck.language.conditions import format_condition, format_parts
from noticecheck.language.model import (
    And,
    Condition,
    Doubt,
    Example,
    Exception_,
    LawReference,
    Or,
    Subject,
)
from noticecheck.language.pattern import format_pattern
from noticecheck.language.source import Comment, Piece, Source
from noticecheck.language.vocabulary import CLAUSE_START
from noticecheck.late import regex

WIDTH = 100
INDENT = " " * 4
VALUE_COLUMN = 13
_VALUE_INDENT = " " * VALUE_COLUMN
_QUOTED_OR_BLANK = regex(
    r"""("(?:[^"\\\n]|\\[^\n])*") | (?<=\()\s+ | \s+(?=\)) | (?P<blank>\s+)""", re.VERBOSE
)


def format_text(text: str, path: str = "<text>") -> str:
    """The text of a rule file in canonical layout.

    Raises RuleErrors when a part cannot be read; duties that a rule has not met do not matter.
    """
    parsed = parse_file(path, text)
    faults = [error for error in parsed.source.errors if _hides_meaning(error)]
    if faults:
        raise RuleErrors(faults)
    writer = _Writer(parsed.source)
    ends = [block.block.head.start for block in parsed.blocks[1:]] + [len(text) + 1]
    for block, end in zip(parsed.blocks, ends, strict=False):
        if isinstance(block, PhraseBlock):
            _write_phrase(writer, block)
        else:
            _write_rule(writer, block)
        writer.end_block(end)
    writer.top_comments(len(text) + 1)
    return "\n".join(writer.lines) + "\n" if writer.lines else ""


def _hides_meaning(error: RuleError) -> bool:
    return error.code < "R200" or error.code in ("R211", "R213", "R218")


class _Writer:
    """The lines so far, and the comments that are not written yet."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.lines: list[str] = []
        self.waiting = list(source.comments)
        self.last_line = 0
        self.after_block = False

    def has_comment(self, before: int) -> bool:
        return bool(self.waiting) and self.waiting[0].start < before

    def take(self, before: int) -> list[Comment]:
        """The waiting comments that start before an offset."""
        count = sum(comment.start < before for comment in self.waiting)
        taken, self.waiting = self.waiting[:count], self.waiting[count:]
        return taken

    def trailing(self, piece: Piece) -> str:
        """The comment behind a piece on its last line, with two blanks before it; or ""."""
        line = self.source.line(piece.end - 1)
        if self.waiting and self.source.line(self.waiting[0].start) == line:
            return f"  {self.waiting.pop(0).text}"
        return ""

    def inner_comments(self, before: int, indent: str = INDENT) -> None:
        self.lines += [indent + comment.text for comment in self.take(before)]

    def top_comments(self, before: int) -> None:
        """Comments between blocks."""
        for comment in self.take(before):
            line = self.source.line(comment.start)
            self._separate(line)
            self.lines.append(comment.text)
            self.last_line = line

    def head(self, text: str, piece: Piece) -> None:
        self.top_comments(piece.start)
        self._separate(self.source.line(piece.start))
        self.lines.append(text + self.trailing(piece))

    def end_block(self, until: int) -> None:
        """Indented comments behind the last piece still belong to the block."""
        while self.has_comment(until) and self.source.place(self.waiting[0].start).column > 1:
            self.lines.append(INDENT + self.waiting.pop(0).text)
        self.after_block = True

    def _separate(self, line: int) -> None:
        """One blank line behind a block, and where the source had blank lines."""
        if self.lines and (self.after_block or line > self.last_line + 1):
            self.lines.append("")
        self.after_block = False


def _write_phrase(writer: _Writer, block: PhraseBlock) -> None:
    writer.head(f"{'extend ' if block.extends else ''}phrase {block.name}", block.block.head)
    for pattern, piece in zip(block.patterns, block.pieces, strict=True):
        writer.inner_comments(piece.start)
        writer.lines.append(f'{INDENT}"{format_pattern(pattern.sequence)}"{writer.trailing(piece)}')


def _write_rule(writer: _Writer, block: RuleBlock) -> None:
    writer.head(f"rule {block.id} {_quote(block.title)}", block.block.head)
    under = _under_width(block.clauses)
    for clause in block.clauses:
        if clause.value is None:
            continue
        if isinstance(clause.value, Example):
            writer.lines.append("")
            writer.inner_comments(clause.piece.start)
            _write_example(writer, clause, clause.value)
            continue
        writer.inner_comments(clause.piece.start)
        if writer.has_comment(clause.piece.end):
            writer.lines += _as_written(writer, clause)
        else:
            writer.lines += _canonical(clause.keyword, clause.value, under)
        writer.lines[-1] += writer.trailing(clause.piece)


def _write_example(writer: _Writer, clause: Clause, example: Example) -> None:
    parts = ["example", example.status]
    parts += ["for", example.subject] if example.subject else []
    parts += ["dated", example.dated.isoformat()] if example.dated else []
    parts += ["received", example.received.isoformat()] if example.received else []
    parts += ["authority", example.authority] if example.authority else []
    parts.append(_quote(example.title))
    writer.lines.append(INDENT + " ".join(parts))
    inner = writer.take(clause.piece.end)
    if inner and not inner[0].own_line:
        writer.lines[-1] += f"  {inner.pop(0).text}"
    writer.lines += [INDENT * 2 + comment.text for comment in inner]
    for line in ['"""', *example.text.split("\n"), '"""']:
        writer.lines.append(INDENT * 2 + line if line else "")
    writer.lines[-1] += writer.trailing(clause.piece)


def _canonical(keyword: str, value: Value, under_width: int) -> list[str]:
    """The lines of a clause other than an example."""
    first = _keyword(keyword)
    match value:
        case str() if keyword in ("element", "verified"):
            return [first + value]
        case str():
            return [first + _quote(value)]
        case LawReference(citation, quote):
            return [first + _quote(citation) + (f"  {_quote(quote)}" if quote else "")]
        case Period(begin, end):
            dates = [f"from {begin}" if begin else "", f"until {end}" if end else ""]
            return [first + " ".join(filter(None, dates))]
        case Subject(kind, condition):
            text = THE_NOTICE if kind == "notice" else f"each {kind}"
            if condition is None:
                return [first + text]
            return _wrap(f"{first}{text} {'when' if kind == 'notice' else 'that'} ", condition)
        case Exception_(condition, under):
            return _wrap(first, condition, f"under {_quote(under)}" if under else "", under_width)
        case Doubt(condition, because):
            lines = _wrap(first, condition)
            return [*lines, f"{_VALUE_INDENT}because {_quote(because)}"] if because else lines
        case Example():
            raise AssertionError("examples are written by _write_example")
        case _:
            return _wrap(first, value)


def _keyword(keyword: str) -> str:
    """The keyword of a clause as the beginning of its line, up to where the value starts."""
    start = f"{INDENT}{keyword} ".ljust(VALUE_COLUMN)
    return start if len(start) == VALUE_COLUMN else f"{INDENT}{keyword}  "


def _wrap(first: str, condition: Condition, under: str = "", under_width: int = 0) -> list[str]:
    """A condition on one line, or on several that break before an outermost `and` or `or`."""
    text = format_condition(condition)
    line = first + (f"{text.ljust(under_width)}  {under}" if under else text)
    if len(line) <= WIDTH:
        return [line]
    lines = [first + text]
    if isinstance(condition, And | Or) and len(lines[0]) > WIDTH:
        joint = "and " if isinstance(condition, And) else "or "
        first_part, *parts = format_parts(condition)
        lines = [first + first_part]
        for part in parts:
            if len(lines[-1]) + 1 + len(joint + part) <= WIDTH:
                lines[-1] += f" {joint}{part}"
            else:
                lines.append(_VALUE_INDENT + joint + part)
    return [*lines, _VALUE_INDENT + under] if under else lines


def _under_width(clauses: Iterable[Clause]) -> int:
    """How wide the conditions of `unless` are, so that every `under` starts in one column."""
    values = [c.value for c in clauses if isinstance(c.value, Exception_) and c.value.under]
    return max((len(format_condition(value.condition)) for value in values), default=0)


def _as_written(writer: _Writer, clause: Clause) -> list[str]:
    """The lines of a clause that has comments inside: only blanks change."""
    source = writer.source
    comments = {source.line(c.start): c.text for c in writer.take(clause.piece.end)}
    first_line, last_line = source.line(clause.piece.start), source.line(clause.piece.end - 1)
    code = source.code[clause.piece.start : clause.piece.end].split("\n")
    # Blank out the keyword, which may stand alone on its line.
    head = CLAUSE_START.match(code[0])
    code[0] = code[0][head.end() :] if head else code[0]
    lines: list[str] = []
    for number, text in zip(range(first_line, last_line + 1), code, strict=True):
        parts = [_collapse(text), comments.get(number, "")]
        line = "  ".join(filter(None, parts))
        if number == first_line:
            lines.append((_keyword(clause.keyword) + line).rstrip())
        elif line:
            lines.append(_VALUE_INDENT + line)
    return lines


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _collapse(code: str) -> str:
    """Single blanks everywhere but within quotations."""
    return _QUOTED_OR_BLANK.sub(lambda match: match[1] or " " * bool(match["blank"]), code).strip()
