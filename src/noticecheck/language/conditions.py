"""Conditions: raw nodes to the model with all names checked, and the model back to text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Literal, assert_never

from noticecheck.errors import suggest
from noticecheck.language.facts import FACTS
from noticecheck.language.grammar import Angle, Cites, In, Joined, Negated, Raw, Words
from noticecheck.language.model import (
    And,
    Attribute,
    Condition,
    Fact,
    Near,
    Not,
    Or,
    PhraseUse,
    Scoped,
)
from noticecheck.language.source import Source
from noticecheck.language.vocabulary import (
    ATTRIBUTES,
    PROVISION,
    SCOPES,
)
from noticecheck.late import dataclass
from noticecheck.law import AUTHORITY_TYPES
from noticecheck.model import KINDS

MAX_DEPTH = 8
MAX_WORDS = 50
_SCOPE_TEXTS = {scope: text for text, scope in SCOPES.items()}
_BY_WORDS = {spec.words: name for name, spec in ATTRIBUTES.items() if not spec.argument}
_WITH_ARGUMENT = {
    spec.words: name
    for name, spec in ATTRIBUTES.items()
    if spec.argument in ("kind", "regime", "authority")
}
_ARGUMENT_HINTS = {"kind": KINDS, "authority": AUTHORITY_TYPES}


UseKind = Literal["phrase", "fact", "attribute", "regime", "provision", "scope"]


@dataclass(frozen=True, slots=True)
class Use:
    """A name that a condition uses, with its offset in the file."""

    kind: UseKind
    name: str
    offset: int


@dataclass
class Resolver:
    """Turns the raw nodes of one clause into conditions; faults go to the source's errors."""

    source: Source
    base: int
    """Offset in the file at which the clause's value starts."""
    uses: list[Use] = field(default_factory=list)
    failed: bool = False

    def error(self, code: str, offset: int, message: str, suggestion: str = "") -> None:
        self.failed = True
        self.source.error(code, self.base + offset, message, suggestion)

    def use(self, kind: UseKind, name: str, offset: int) -> None:
        self.uses.append(Use(kind, name, self.base + offset))

    def resolve(self, raw: Raw) -> Condition:
        """The condition of a raw node; meaningless, with `failed` set, where a name is unknown."""
        match raw:
            case Words(offset, text):
                return self._words(offset, text)
            case Cites(offset, provision):
                if not PROVISION.fullmatch(provision):
                    self.error(
                        "R015",
                        offset,
                        f"`{provision}` is no provision in normal form, such as s31(1)(a), "
                        "s40(5B)(a)(i) or reg12(4)(e)",
                    )
                else:
                    self.use("provision", provision, offset)
                self.use("attribute", "cites", offset)
                return Attribute("cites", provision)
            case Angle():
                return self._angle(raw)
            case Negated(_, part):
                return Not(self.resolve(part))
            case Joined(_, by, parts):
                resolved = tuple(self.resolve(part) for part in parts)
                return And(resolved) if by == "and" else Or(resolved)
            case In():
                return self._scoped(raw)
        assert_never(raw)

    def _words(self, offset: int, text: str) -> Condition:
        if text in FACTS:
            self.use("fact", text, offset)
            return Fact(text)
        if text in _BY_WORDS:
            self.use("attribute", _BY_WORDS[text], offset)
            return Attribute(_BY_WORDS[text])
        for words, name in _WITH_ARGUMENT.items():
            if text == words or text.startswith(words + " "):
                argument = text[len(words) + 1 :]
                self._check_argument(name, argument, offset)
                self.use("attribute", name, offset)
                return Attribute(name, argument)
        if "-" in text and " " not in text:
            hint = suggest(text, [*FACTS, *_BY_WORDS])
            self.error("R102", offset, f"there is no fact `{text}`", hint)
        else:
            hint = suggest(text, [*_BY_WORDS, *FACTS, *(f"{words} …" for words in _WITH_ARGUMENT)])
            self.error("R103", offset, f"there is no attribute `{text}`", hint)
        return Fact(text)

    def _check_argument(self, name: str, argument: str, offset: int) -> None:
        what = ATTRIBUTES[name].argument
        words = ATTRIBUTES[name].words
        if not argument or " " in argument:
            self.error("R010", offset, f"`{words}` takes one word, such as `{words} other`")
        elif what == "regime":
            self.use("regime", argument, offset)
        elif argument not in _ARGUMENT_HINTS[what]:
            code, noun = ("R105", "kind") if what == "kind" else ("R115", "type of authority")
            hint = suggest(argument, _ARGUMENT_HINTS[what])
            self.error(code, offset, f"there is no {noun} `{argument}`", hint)

    def _angle(self, raw: Angle) -> Condition:
        self.use("phrase", raw.name, raw.offset)
        if raw.other is None or raw.words is None:
            return PhraseUse(raw.name, raw.denied)
        self.use("phrase", raw.other.name, raw.other.offset)
        if not 1 <= raw.words <= MAX_WORDS:
            self.error(
                "R017", raw.offset, f"`within` takes 1 to {MAX_WORDS} words, not {raw.words}"
            )
        return Near(raw.name, raw.other.name, raw.words)

    def _scoped(self, raw: In) -> Condition:
        part = self.resolve(raw.part)
        scope = SCOPES.get(raw.scope)
        if scope is None:
            hint = suggest(raw.scope, SCOPES)
            self.error("R012", raw.scope_offset, f"there is no scope `{raw.scope}`", hint)
            return part
        if not self.failed and not any(isinstance(c, PhraseUse | Near) for c in walk(part)):
            self.error(
                "R016",
                raw.scope_offset,
                f"`{raw.scope}` says where a <phrase> is looked for, and there is none before it",
            )
        self.use("scope", scope, raw.scope_offset)
        return Scoped(part, scope)


def walk(condition: Condition) -> Iterator[Condition]:
    """The condition and every condition within it, outermost first."""
    yield condition
    match condition:
        case Not(part) | Scoped(part, _):
            yield from walk(part)
        case And(parts) | Or(parts):
            for each in parts:
                yield from walk(each)
        case _:
            pass


def phrases_of(condition: Condition) -> set[str]:
    """The names of the phrases that a condition uses."""
    names: set[str] = set()
    for each in walk(condition):
        match each:
            case PhraseUse(name, _):
                names.add(name)
            case Near(left, right, _):
                names.update((left, right))
            case _:
                pass
    return names


def format_condition(condition: Condition) -> str:
    """The canonical text of a condition; reading it gives the same condition."""
    match condition:
        case And():
            return " and ".join(format_parts(condition))
        case Or():
            return " or ".join(format_parts(condition))
        case Not(part):
            return f"not {_bracketed(part, And, Or)}"
        case Scoped(part, scope):
            return f"{_bracketed(part, And, Or, Not, Scoped)} {_SCOPE_TEXTS[scope]}"
        case PhraseUse(name, denied):
            return f"denied <{name}>" if denied else f"<{name}>"
        case Near(left, right, count):
            return f"<{left}> within {count} words of <{right}>"
        case Fact(name):
            return name
        case Attribute(name, argument):
            words = ATTRIBUTES[name].words
            return f"{words} {argument}" if argument else words
    assert_never(condition)


def format_parts(condition: And | Or) -> list[str]:
    """The texts of the parts, in brackets where they need them."""
    kinds = (And, Or) if isinstance(condition, And) else (Or,)
    return [_bracketed(part, *kinds) for part in condition.parts]


def _bracketed(condition: Condition, *kinds: type) -> str:
    text = format_condition(condition)
    return f"({text})" if isinstance(condition, kinds) else text
