"""Wordings: the quoted patterns of phrases, read into sequences and written back.

Read by hand and not by pyparsing: a rule set holds thousands of wordings, and each fault must
point at its own character.
"""

from __future__ import annotations

import re

from noticecheck.errors import Place, RuleError, RuleErrors
from noticecheck.language.model import (
    Choice,
    Gap,
    Include,
    Item,
    Maybe,
    Pattern,
    Sequence,
    Word,
)
from noticecheck.language.vocabulary import NAME
from noticecheck.late import dataclass, regex

MAX_SOURCE = 2000
MAX_DEPTH = 6
MIN_STEM = 3

_PLAIN = str.maketrans(
    {**dict.fromkeys("\u2018\u2019\u02bc", "'"), **dict.fromkeys("\u2010\u2011\u2013\u2014", "-")}
)
_SPECIAL = '()[]<>*|\\"'
_MARKS = "'-£$€/.,:;%&@+=!?#_§" + _SPECIAL
_TOKEN = regex(
    r"""
      (?P<blank> \s+ )
    | (?P<gap>   \.\.\. | \u2026 )
    | (?P<include> <(?P<name>[^<>\s]*)> )
    | (?P<mark>  [()\[\]|] )
    | (?P<word>  (?: \\. | (?!\.\.\.)[^\s()\[\]|<>*\\\u2026] )+ (?P<star> \*? ) )
    """,
    re.VERBOSE,
)
_ESCAPED = regex(r"\\(.)")


class PatternError(Exception):
    """A fault in a wording: code, offset within the wording, message."""

    def __init__(self, code: str, offset: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.offset = offset
        self.message = message


@dataclass(frozen=True, slots=True)
class Included:
    """One `<name>` of a wording and where it stands in it."""

    name: str
    offset: int


@dataclass(slots=True)
class _Reader:
    tokens: list[re.Match[str]]
    position: int
    length: int
    includes: list[Included]

    def peek(self) -> str:
        """The mark that comes next, "" when it is no mark or the end is reached."""
        if self.position < len(self.tokens):
            return self.tokens[self.position]["mark"] or ""
        return ""

    def offset(self) -> int:
        if self.position < len(self.tokens):
            return self.tokens[self.position].start()
        return self.length


def read_pattern(source: str) -> tuple[Sequence, tuple[Included, ...]]:
    """A wording's sequence and the phrases that it includes; raises PatternError."""
    if len(source) > MAX_SOURCE:
        raise PatternError(
            "R026",
            0,
            f"this wording has {len(source)} characters, more than {MAX_SOURCE}: split it",
        )
    reader = _Reader(_tokens(source), 0, len(source), [])
    options = _options(reader, 0)
    if reader.position < len(reader.tokens):
        raise PatternError("R021", reader.offset(), f"`{reader.peek()}` was never opened")
    if len(options) > 1:
        raise PatternError("R021", 0, "alternatives stand in brackets: (a|b)")
    return options[0], tuple(reader.includes)


def parse_phrase(source: str, place: Place | None = None) -> Pattern:
    """One wording given as text, such as on a command line; raises RuleErrors."""
    place = place or Place("<wording>", 1, 1)
    try:
        sequence, _ = read_pattern(source)
    except PatternError as fault:
        at = Place(place.path, place.line, place.column + fault.offset)
        raise RuleErrors([RuleError(fault.code, at, fault.message, source)]) from fault
    return Pattern(source, sequence, place)


def _tokens(source: str) -> list[re.Match[str]]:
    tokens: list[re.Match[str]] = []
    position = 0
    while position < len(source):
        match = _TOKEN.match(source, position)
        if match is None:
            raise _stray(source, position)
        touches = tokens and tokens[-1].end() == match.start()
        if touches and _ends_item(tokens[-1]) and _begins_item(match):
            raise _touching(tokens[-1], match)
        position = match.end()
        if match["blank"] is None:
            tokens.append(match)
    return tokens


def _begins_item(token: re.Match[str]) -> bool:
    return bool(token["word"] or token["include"] or token["mark"] in ("(", "["))


def _ends_item(token: re.Match[str]) -> bool:
    return bool(token["word"] or token["include"] or token["mark"] in (")", "]"))


def _touching(before: re.Match[str], after: re.Match[str]) -> PatternError:
    if before["star"]:
        return PatternError("R025", before.end() - 1, "`*` stands at the end of a word only")
    return PatternError(
        "R029",
        after.start(),
        f"`{after.group()}` touches what is before it: marks stand for whole words, "
        "so put a blank between, or write the whole words as (a|b)",
    )


def _stray(source: str, position: int) -> PatternError:
    char = source[position]
    if char == "*":
        return PatternError("R025", position, "`*` ends a word: write it right behind the letters")
    if char == "\\":
        return PatternError("R022", position, "`\\` escapes the mark behind it, and there is none")
    what = "`<` is not closed, or holds a blank" if char == "<" else f"`{char}` closes nothing"
    return PatternError("R021", position, f"{what}: write <name>, or `\\{char}` for the mark")


def _options(reader: _Reader, depth: int) -> list[Sequence]:
    """The sequences between two brackets, or the whole wording."""
    if depth > MAX_DEPTH:
        raise PatternError(
            "R028", reader.offset(), f"brackets are nested more than {MAX_DEPTH} deep"
        )
    options = [_sequence(reader, depth)]
    while reader.peek() == "|":
        reader.position += 1
        options.append(_sequence(reader, depth))
    return options


def _sequence(reader: _Reader, depth: int) -> Sequence:
    start = reader.offset()
    items: list[Item] = []
    certain = False
    while reader.position < len(reader.tokens) and reader.peek() not in (")", "]", "|"):
        at = reader.offset()
        item = _item(reader, depth)
        if isinstance(item, Gap) and (not items or isinstance(items[-1], Gap)):
            where = "beside another gap" if items else "at the start"
            raise PatternError("R023", at, f"a gap `...` cannot stand {where}")
        certain = certain or not isinstance(item, Gap | Maybe)
        items.append(item)
    if items and isinstance(items[-1], Gap):
        raise PatternError("R023", start, "a gap `...` cannot stand at the end")
    if not items:
        if depth or reader.position < len(reader.tokens):
            raise PatternError("R024", reader.offset(), "an alternative is empty: use [x] instead")
        raise PatternError("R024", start, "this wording is empty")
    if not certain:
        raise PatternError("R024", start, "everything here is optional, so it matches nothing")
    return Sequence(tuple(items))


def _item(reader: _Reader, depth: int) -> Item:
    token = reader.tokens[reader.position]
    reader.position += 1
    if token["mark"]:
        return _bracket(reader, depth, token)
    if token["gap"]:
        return Gap()
    if token["include"]:
        name = token["name"]
        if not NAME.fullmatch(name):
            raise PatternError("R021", token.start(), f"`<{name}>` is no name of a phrase")
        reader.includes.append(Included(name, token.start()))
        return Include(name)
    return _word(token)


def _bracket(reader: _Reader, depth: int, token: re.Match[str]) -> Item:
    opening = token["mark"]
    closing = ")" if opening == "(" else "]"
    options = _options(reader, depth + 1)
    if reader.peek() != closing:
        raise PatternError("R021", token.start(), f"`{opening}` is not closed by `{closing}`")
    reader.position += 1
    if opening == "(":
        return Choice(tuple(options))
    return Maybe(options[0] if len(options) == 1 else Sequence((Choice(tuple(options)),)))


def _word(token: re.Match[str]) -> Word:
    raw = token["word"]
    stem = bool(token["star"])
    text = _ESCAPED.sub(r"\1", raw[:-1] if stem else raw).translate(_PLAIN).lower()
    for char in text:
        if not (char.isalnum() or char in _MARKS):
            offset = token.start() + max(0, raw.find(char))
            raise PatternError("R022", offset, f"no word can hold `{char}`")
    if stem and not re.search(rf"[^\W\d_]{{{MIN_STEM}}}$", text):
        raise PatternError(
            "R025", token.end() - 1, f"`*` needs at least {MIN_STEM} letters right before it"
        )
    return Word(text, stem)


def format_pattern(sequence: Sequence) -> str:
    """The canonical text of a sequence; reading it gives the same sequence."""
    return " ".join(_format_item(item) for item in sequence.items)


def _format_item(item: Item) -> str:
    match item:
        case Word(text, stem):
            escaped = "".join(f"\\{c}" if c in _SPECIAL else c for c in text)
            return escaped.replace("...", ".\\.\\.") + ("*" if stem else "")
        case Gap():
            return "..."
        case Include(name):
            return f"<{name}>"
        case Choice(options):
            return f"({_format_options(options)})"
        case Maybe(Sequence((Choice(options),))) if len(options) > 1:
            return f"[{_format_options(options)}]"
        case Maybe(inner):
            return f"[{format_pattern(inner)}]"


def _format_options(options: tuple[Sequence, ...]) -> str:
    return "|".join(format_pattern(option) for option in options)
