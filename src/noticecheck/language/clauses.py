"""One clause of a rule: its keyword and value, from the file's text to the model."""

from __future__ import annotations

import re
import textwrap
from datetime import date
from typing import Any

from noticecheck.errors import suggest
from noticecheck.language.conditions import MAX_DEPTH, Resolver, Use
from noticecheck.language.grammar import ClauseError, Option, Quoted, Token, parse_clause
from noticecheck.language.model import (
    Condition,
    Doubt,
    Example,
    Exception_,
    LawReference,
    Subject,
)
from noticecheck.language.source import Piece, Source
from noticecheck.language.vocabulary import (
    CLAUSE_START,
    CLAUSES,
    FIELDS,
    LEVELS,
    PROVISION,
    STATUSES,
    VERIFIED,
)
from noticecheck.late import dataclass, regex
from noticecheck.law import AUTHORITY_TYPES
from noticecheck.model import ELEMENTS, UNNAMED

THE_NOTICE = "the notice"
EFFECTS = ("withhold", "ncnd", "refuse")
CONDITION_CLAUSES = frozenset((*LEVELS, "or instead", "unclear when"))
_JOINTS = {"that": "`when`", "when": "`that`", "which": "`that`", "where": "`that`"}
"""What stands between subject and condition: the right word for a wrong one."""
_WORDS_OF_CONDITIONS = ("and", "or", "not", "that", "when", "under", "within", "because")
_FIELD = regex(r"\{([^{}]*)\}")
_OUTSIDE = regex(r'"(?:[^"\\\n]|\\[^\n])*"|[()]')


@dataclass(frozen=True, slots=True)
class Period:
    """`in force`: first and last day, both included."""

    first: date | None
    last: date | None


Value = str | LawReference | Period | Subject | Condition | Exception_ | Doubt | Example


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as it stands: keyword, place, value (None when it has a fault), names it uses."""

    keyword: str
    piece: Piece
    value_start: int
    value: Value | None
    uses: tuple[Use, ...] = ()


def read_clause(source: Source, piece: Piece) -> Clause | None:
    """The clause of a piece of a rule; None, with an error, when it begins with no keyword."""
    match = CLAUSE_START.match(source.code, piece.start, piece.end)
    if match is None:
        words = source.code[piece.start : piece.end].split(None, 2)
        first = words[0].split('"')[0] or words[0]
        hint = suggest(" ".join(words[:2]), CLAUSES) or suggest(first, CLAUSES)
        source.error("R006", piece.start, f"no clause starts with `{first}`", hint)
        return None
    keyword = " ".join(match.group().split())
    start = match.end()
    blanks = source.code[start : piece.end]
    start += len(blanks) - len(blanks.lstrip())
    if source.is_broken(piece):
        return Clause(keyword, piece, start, None)
    resolver = Resolver(source, start)
    text = source.code[start : piece.end]
    value: Value | None = None
    if keyword not in (*CONDITION_CLAUSES, "for", "unless") or _brackets_fit(resolver, text):
        try:
            value = _build(resolver, keyword, parse_clause(keyword, text), piece)
        except ClauseError as fault:
            _report(resolver, keyword, fault)
    return Clause(keyword, piece, start, None if resolver.failed else value, tuple(resolver.uses))


def _brackets_fit(resolver: Resolver, text: str) -> bool:
    """Whether every bracket of a condition is closed and none is too deep for the parser."""
    opened: list[int] = []
    for match in _OUTSIDE.finditer(text):
        if match.group() == "(":
            opened.append(match.start())
            if len(opened) > MAX_DEPTH:
                message = f"brackets are nested more than {MAX_DEPTH} deep: name a part as a phrase"
                resolver.error("R018", match.start(), message)
                return False
        elif match.group() == ")":
            if not opened:
                resolver.error("R011", match.start(), "this bracket was never opened")
                return False
            opened.pop()
    if opened:
        resolver.error("R011", opened[-1], "this bracket is not closed")
        return False
    if re.search(rf"(?:\bnot\s+){{{MAX_DEPTH + 1}}}", text):
        resolver.error("R018", 0, f"`not` is nested more than {MAX_DEPTH} deep")
        return False
    return True


def _report(resolver: Resolver, keyword: str, fault: ClauseError) -> None:
    is_condition = keyword in (*CONDITION_CLAUSES, "for", "unless")
    code = "R010" if is_condition else "R014" if keyword == "example" else "R009"
    found = f"found `{fault.found}`" if fault.found else "the clause ends"
    hint = ""
    if keyword == "for" and not fault.offset:
        hint = suggest(fault.start, ("the notice", "each claim", "each refusal"))
    elif keyword == "for" and fault.found in _JOINTS:
        hint = _JOINTS[fault.found]
    elif is_condition and fault.found:
        hint = suggest(fault.found, _WORDS_OF_CONDITIONS)
    resolver.error(code, fault.offset, f"in `{keyword}`: expected {fault.expected}, {found}", hint)


def _build(resolver: Resolver, keyword: str, nodes: list[Any], piece: Piece) -> Value | None:
    """The value of a clause from its raw nodes; None or anything with `failed` set on a fault."""
    match keyword:
        case "element":
            return _one_of(resolver, nodes[0], ELEMENTS, "R104", "element")
        case "verified":
            return _one_of(resolver, nodes[0], VERIFIED, "R009", "grade of `verified`")
        case "law":
            quote = _plain(resolver, nodes[1]) if len(nodes) > 1 else None
            return LawReference(_plain(resolver, nodes[0]), quote)
        case "source":
            return _plain(resolver, nodes[0])
        case "say" | "advise":
            return _message(resolver, nodes[0])
        case "in force":
            return _period(resolver, nodes)
        case "for":
            kind = " ".join(nodes[0].split())
            condition = resolver.resolve(nodes[1]) if len(nodes) > 1 else None
            if kind == THE_NOTICE:
                return Subject("notice", condition)
            return Subject("claim" if kind == "each claim" else "refusal", condition)
        case "unless":
            under = _plain(resolver, nodes[1]) if len(nodes) > 1 else None
            return Exception_(resolver.resolve(nodes[0]), under)
        case "unclear when":
            because = _message(resolver, nodes[1]) if len(nodes) > 1 else None
            return Doubt(resolver.resolve(nodes[0]), because)
        case "example":
            return _example(resolver, nodes, piece)
        case _:
            return resolver.resolve(nodes[0])


def _one_of(
    resolver: Resolver, token: Token, known: tuple[str, ...], code: str, noun: str
) -> str | None:
    if token.text in known:
        return token.text
    hint = suggest(token.text, known)
    resolver.error(code, token.offset, f"there is no {noun} `{token.text}`", hint)
    return None


def _plain(resolver: Resolver, quoted: Quoted) -> str:
    text = unquote(quoted.text)
    if not text:
        resolver.error("R009", quoted.offset, "this quotation is empty")
    return text


def unquote(text: str) -> str:
    """What stands between two quote marks, without escapes and with single blanks."""
    return " ".join(re.sub(r"\\(.)", r"\1", text).split())


def _message(resolver: Resolver, quoted: Quoted) -> str:
    for match in _FIELD.finditer(quoted.text):
        if match[1] not in FIELDS:
            resolver.error(
                "R213",
                quoted.offset + 1 + match.start(),
                f"there is no field `{{{match[1]}}}` (known: {', '.join(FIELDS)})",
                suggest(match[1], FIELDS),
            )
    brace = re.search(r"[{}]", _FIELD.sub(lambda match: "_" * len(match.group()), quoted.text))
    if brace:
        offset = quoted.offset + 1 + brace.start()
        resolver.error("R213", offset, f"`{brace.group()}` is not closed, or was never opened")
    return _plain(resolver, quoted)


def _date(resolver: Resolver, token: Token) -> date | None:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", token.text):
            return date.fromisoformat(token.text)
    except ValueError:
        pass
    message = f"`{token.text}` is no date: write year-month-day, such as 2018-05-25"
    resolver.error("R013", token.offset, message)
    return None


def _period(resolver: Resolver, nodes: list[Any]) -> Period:
    if not nodes:
        resolver.error("R009", 0, "in `in force`: expected `from DATE` or `until DATE`")
    dates = {node.keyword: _date(resolver, node.value) for node in nodes}
    first, last = dates.get("from"), dates.get("until")
    if first and last and last < first:
        resolver.error("R211", nodes[0].offset, f"this ends on {last}, before it begins on {first}")
    return Period(first, last)


def _example(resolver: Resolver, nodes: list[Any], piece: Piece) -> Example | None:
    status = _one_of(resolver, nodes[0], STATUSES, "R014", "status")
    options: dict[str, Token] = {n.keyword: n.value for n in nodes if isinstance(n, Option)}
    dates = {
        key: _date(resolver, options[key]) if key in options else None
        for key in ("dated", "received")
    }
    title, block = nodes[-2], nodes[-1]
    text = dedent(block.text)
    if not text:
        resolver.error("R014", block.offset, "this example holds no text")
    authority = options.get("authority")
    if authority is not None:
        _one_of(resolver, authority, AUTHORITY_TYPES, "R115", "type of authority")
    subject = options.get("for")
    if subject is not None:
        _check_subject(resolver, subject)
    name = _plain(resolver, title)
    if resolver.failed:
        return None
    return Example(
        next(known for known in STATUSES if known == status),
        subject.text if subject else None,
        dates["dated"],
        dates["received"],
        authority.text if authority else None,
        name,
        text,
        resolver.source.place(piece.start),
    )


def _check_subject(resolver: Resolver, token: Token) -> None:
    if token.text in (THE_NOTICE, UNNAMED):
        return
    provision, mark, effect = token.text.partition("#")
    if mark and effect not in EFFECTS:
        offset = token.offset + len(provision) + 1
        resolver.error("R014", offset, f"there is no effect `{effect}`", suggest(effect, EFFECTS))
    elif not PROVISION.fullmatch(provision):
        resolver.error(
            "R015",
            token.offset,
            f"`{provision}` is no subject: write a provision such as s31(1)(a), s31(3)#ncnd, "
            "`unnamed` or `the notice`",
        )


def dedent(block: str) -> str:
    """A text block without its indentation, trailing blanks and blank lines at its ends."""
    first, _, rest = block.partition("\n")
    body = "\n".join(line.rstrip() for line in textwrap.dedent(rest).split("\n"))
    return (f"{first.strip()}\n{body}" if first.strip() else body).strip("\n")
