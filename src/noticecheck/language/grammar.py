"""The grammar of clauses and conditions, in pyparsing: text to raw nodes that know their offset.

Names are not checked here; `conditions` and `clauses` turn raw nodes into the model. All grammars
are built once, without packrat; every one reads one clause from its first to its last character.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from pyparsing import (
    Empty,
    Forward,
    Opt,
    ParseBaseException,
    ParserElement,
    ParseResults,
    Regex,
    ZeroOrMore,
)
from pyparsing import Literal as Mark

from noticecheck.late import dataclass

# --- raw nodes --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words that names an attribute or a fact."""

    offset: int
    text: str


@dataclass(frozen=True, slots=True)
class Cites:
    offset: int
    provision: str


@dataclass(frozen=True, slots=True)
class Angle:
    """`<name>`, `denied <name>`, or `<name> within N words of <other>`."""

    offset: int
    name: str
    denied: bool = False
    words: int | None = None
    other: Angle | None = None


@dataclass(frozen=True, slots=True)
class Negated:
    offset: int
    part: Raw


@dataclass(frozen=True, slots=True)
class Joined:
    offset: int
    by: Literal["and", "or"]
    parts: tuple[Raw, ...]


@dataclass(frozen=True, slots=True)
class In:
    """A node with the scope behind it, as written, and the offset of the scope."""

    offset: int
    part: Raw
    scope: str
    scope_offset: int


Raw = Words | Cites | Angle | Negated | Joined | In


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation: its offset with the quote mark, and the text between the marks, as written."""

    offset: int
    text: str


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a clause and its offset."""

    offset: int
    text: str


@dataclass(frozen=True, slots=True)
class Option:
    """A keyword of an example with the word or words behind it."""

    offset: int
    keyword: str
    value: Token


class ClauseError(Exception):
    """A clause that the grammar cannot read: offset in it, what was expected, what stands there."""

    def __init__(self, offset: int, expected: str, found: str, start: str) -> None:
        super().__init__(expected)
        self.offset = offset
        self.expected = expected
        self.found = found
        self.start = start
        """The first two words of the clause's value."""


# --- pieces -----------------------------------------------------------------------------------

_RESERVED = r"(?!(?:and|or|not|in|denied|within|under|because|cites)(?![\w-]))"
_WORD = rf"{_RESERVED}[A-Za-z][\w'-]*"


def _keyword(word: str, name: str | None = None) -> ParserElement:
    return Regex(rf"{word}(?![\w-])").set_name(name or f"`{word}`")


def _node(element: ParserElement, make: Callable[[int, Any], Any]) -> ParserElement:
    """The element with a parse action that makes one node of the offset and the tokens."""

    def act(_text: str, loc: int, tokens: ParseResults) -> Any:
        return make(loc, tokens)

    return element.set_parse_action(act)


def _token(pattern: str, name: str) -> ParserElement:
    return _node(Regex(pattern), lambda loc, t: Token(loc, " ".join(str(t[0]).split()))).set_name(
        name
    )


_QUOTED = _node(
    Regex(r'"(?!"")(?:[^"\\\n]|\\[^\n])*"'), lambda loc, t: Quoted(loc, t[0][1:-1])
).set_name("a quotation")
_TEXT_BLOCK = _node(
    Regex(r'"""(?:(?!""")[\s\S])*"""'), lambda loc, t: Quoted(loc, t[0][3:-3])
).set_name('a text block in """')
_DATE = _token(r"[0-9][0-9A-Za-z/.-]*", "a date such as 2018-05-25")

# --- conditions -------------------------------------------------------------------------------


def _left(loc: int, t: Any) -> Angle:
    if len(t) == 1:
        return Angle(t[0].offset, t[0].name)
    return Angle(t[0].offset, t[0].name, words=t[1], other=t[2])


def _denied(loc: int, t: Any) -> Angle:
    return Angle(t[1].offset, t[1].name, denied=True)


def _scoped(loc: int, t: Any) -> Raw:
    node: Raw = t[0]
    return In(node.offset, node, t[1].text, t[1].offset) if len(t) > 1 else node


def _negated(loc: int, t: Any) -> Raw:
    return Negated(loc, t[1])


def _join(by: Literal["and", "or"]) -> Callable[[int, Any], Raw]:
    def make(loc: int, t: Any) -> Raw:
        parts: tuple[Raw, ...] = tuple(t)[::2]
        return Joined(parts[0].offset, by, parts) if len(parts) > 1 else parts[0]

    return make


_ANGLE = _node(Regex(r"<[^<>\s]*>"), lambda loc, t: Angle(loc, t[0][1:-1])).set_name("a <phrase>")
_COUNT = _node(Regex(r"\d+"), lambda loc, t: int(t[0])).set_name("a number of words")
_NEAR = _node(
    _ANGLE
    + Opt(
        _keyword("within").suppress()
        - _COUNT
        - Regex(r"words?\s+of(?![\w-])").set_name("`words of`").suppress()
        - _ANGLE
    ),
    _left,
)
_CITES = _node(
    _keyword("cites") - Regex(r"[A-Za-z0-9.]+(?:\([^()\s]*\))*").set_name("a provision"),
    lambda loc, t: Cites(loc, t[1]),
)
_RUN = _node(Regex(rf"{_WORD}(?:\s+{_WORD})*"), lambda loc, t: Words(loc, " ".join(t[0].split())))
_SCOPE = _token(r"in\s+[A-Za-z]+(?:\s+(?!(?:and|or|in|under|because)\b)[A-Za-z]+)?", "a scope")

_CONDITION = Forward()
_CONDITION.set_name("a condition")
_PRIMARY = (
    _RUN
    | _NEAR
    | _node(_keyword("denied") - _ANGLE, _denied)
    | _CITES
    | Mark("(").suppress() - _CONDITION - Mark(")").set_name("`)`").suppress()
).set_name("a condition")
_SCOPED = _node(_PRIMARY + Opt(_SCOPE), _scoped)
_NOT = Forward()
_NOT.set_name("a condition")
_NOT <<= (_node(_keyword("not") - _NOT, _negated) | _SCOPED).set_name("a condition")
_AND = _node(_NOT + ZeroOrMore(_keyword("and") - _NOT), _join("and"))
_CONDITION <<= _node(_AND + ZeroOrMore(_keyword("or") - _AND), _join("or"))

# --- clauses ----------------------------------------------------------------------------------

_SUBJECT = (
    Regex(r"the\s+notice(?![\w-])") - Opt(_keyword("when").suppress() - _CONDITION)
    | Regex(r"each\s+(?:claim|refusal)(?![\w-])") - Opt(_keyword("that").suppress() - _CONDITION)
).set_name("`the notice`, `each claim` or `each refusal`")

_PERIOD = (
    Opt(_node(_keyword("from") - _DATE, lambda loc, t: Option(loc, "from", t[1])))
    + Opt(_node(_keyword("until") - _DATE, lambda loc, t: Option(loc, "until", t[1])))
).set_name("`from DATE` or `until DATE`")

_EXAMPLE = (
    _token(r"[A-Za-z_]+", "a status: met, gap, unclear or not_applicable")
    - Opt(
        _node(
            _keyword("for") - _token(r"the\s+notice(?![\w-])|[^\s\"]+", "a subject"),
            lambda loc, t: Option(loc, "for", t[1]),
        )
    )
    - Opt(_node(_keyword("dated") - _DATE, lambda loc, t: Option(loc, "dated", t[1])))
    - Opt(_node(_keyword("received") - _DATE, lambda loc, t: Option(loc, "received", t[1])))
    - Opt(
        _node(
            _keyword("authority") - _token(r"[\w-]+", "a type of authority"),
            lambda loc, t: Option(loc, "authority", t[1]),
        )
    )
    - _QUOTED
    - _TEXT_BLOCK
)

CLAUSE_GRAMMARS: dict[str, ParserElement] = {
    "element": _token(r"[\w-]+", "an element"),
    "law": _QUOTED - Opt(_QUOTED),
    "source": Empty() + _QUOTED,
    "verified": _token(r"[\w-]+", "statute, guidance or inference"),
    "in force": _PERIOD,
    "for": _SUBJECT,
    "must": Empty() + _CONDITION,
    "should": Empty() + _CONDITION,
    "info": Empty() + _CONDITION,
    "or instead": Empty() + _CONDITION,
    "unless": _CONDITION - Opt(_keyword("under").suppress() - _QUOTED),
    "unclear when": _CONDITION - Opt(_keyword("because").suppress() - _QUOTED),
    "say": Empty() + _QUOTED,
    "advise": Empty() + _QUOTED,
    "example": _EXAMPLE,
}

_TAILS: dict[str, str] = {
    **dict.fromkeys(
        ("must", "should", "info", "or instead", "unless", "unclear when"),
        "`and`, `or`, a scope such as `in the letter`, or the end of the clause",
    ),
    "for": "`when` behind the notice, `that` behind a claim or refusal, or the end of the clause",
    "in force": "`from DATE`, then `until DATE`",
    "example": "the end of the example",
}

for _grammar in CLAUSE_GRAMMARS.values():
    _grammar.parse_with_tabs()


def parse_clause(keyword: str, value: str) -> list[Any]:
    """The raw nodes of the value of a clause, with offsets within the value; raises ClauseError."""
    try:
        return list(CLAUSE_GRAMMARS[keyword].parse_string(value, parse_all=True))
    except ParseBaseException as error:
        rest = value[error.loc :].lstrip()
        found = rest.split(None, 1)[0] if rest else ""
        offset = len(value) - len(rest) if rest else len(value.rstrip())
        expected = error.msg.removeprefix("Expected ").split(", found")[0]
        if "end of text" in expected:
            expected = _TAILS.get(keyword, "the end of the clause")
        raise ClauseError(offset, expected, found, " ".join(value.split()[:2])) from None
