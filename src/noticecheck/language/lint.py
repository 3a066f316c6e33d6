"""What loads but should not stand: unused, unreachable, doubled, too weakly verified, or alien."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from noticecheck.errors import RuleError
from noticecheck.language.conditions import format_condition
from noticecheck.language.covers import covers, written_out
from noticecheck.language.model import (
    And,
    Attribute,
    Condition,
    Not,
    Or,
    Pack,
    Phrase,
    Rule,
    RuleSet,
)
from noticecheck.language.phrases import used_phrases
from noticecheck.law import ACT_PREFIX

_EXCLUSIVE: tuple[frozenset[str], ...] = (
    frozenset({"withholds", "neither-confirms-nor-denies", "refuses"}),
    frozenset({"is-qualified", "is-absolute", "is-undetermined"}),
    frozenset({"is-unnamed", "cites"}),
)
"""Attributes of a claim of which no two hold together."""
_ONE_VALUE = frozenset({"kind-is", "authority-is"})


def lint(ruleset: RuleSet, used_by_python: Collection[str] = ()) -> list[RuleError]:
    """Everything that should not stand, in the order of file and line."""
    found = [
        *_unused(ruleset, used_by_python),
        *(fault for phrase in ruleset.phrases.values() for fault in _doubled(phrase, ruleset)),
        *(fault for rule in ruleset.rules for fault in _rule(rule, ruleset)),
    ]
    return sorted(found, key=lambda e: (e.place.path, e.place.line, e.place.column, e.code))


def _unused(ruleset: RuleSet, used_by_python: Collection[str]) -> Iterator[RuleError]:
    # A letter is known to be under a pack by the names of its Act.
    acts = (ACT_PREFIX + pack.name for pack in ruleset.packs)
    known = [name for name in (*used_by_python, *acts) if name in ruleset.phrases]
    used = used_phrases(ruleset.phrases, known, ruleset.rules)
    for name, phrase in ruleset.phrases.items():
        if name not in used:
            yield RuleError("L001", phrase.place, f"nothing uses phrase `{name}`")


def _doubled(phrase: Phrase, ruleset: RuleSet) -> Iterator[RuleError]:
    readings = [written_out(pattern.sequence) for pattern in phrase.patterns]
    for i, pattern in enumerate(phrase.patterns):
        for j, other in enumerate(phrase.patterns):
            if i == j:
                continue
            where = f"line {other.place.line}"
            if pattern.sequence == other.sequence:
                if j < i:
                    yield RuleError(
                        "L003", pattern.place, f"this wording stands already in {where}"
                    )
                    break
            elif covers(other.sequence, readings[i], ruleset.phrases):
                if j > i and covers(pattern.sequence, readings[j], ruleset.phrases):
                    continue  # Both say the same: only the later one is reported.
                text = other.source if len(other.source) <= 50 else f"{other.source[:47]}..."
                message = f"`{text}` ({where}) covers this wording"
                yield RuleError("L004", pattern.place, message)
                break


def _rule(rule: Rule, ruleset: RuleSet) -> Iterator[RuleError]:
    reason = _never(rule)
    if reason:
        yield RuleError("L002", rule.place, f"rule `{rule.id}` can never apply: {reason}")
    if rule.level == "must" and rule.verified == "guidance":
        message = f"rule `{rule.id}` says `must`, but only guidance was verified"
        yield RuleError("L005", rule.place, message)
    pack = next((pack for pack in ruleset.packs if pack.name == rule.pack), None)
    if pack is None:
        return
    if rule.element not in pack.elements:
        message = f"rule `{rule.id}`: pack {pack.name} does not list element {rule.element}"
        yield RuleError("L007", rule.place, message)
    yield from _foreign_law(rule, pack, ruleset.packs)


def _foreign_law(rule: Rule, own: Pack, packs: tuple[Pack, ...]) -> Iterator[RuleError]:
    """`law` clauses of another statute; guidance may be cited where only guidance was verified."""
    for law in rule.law:
        if _cites(law.citation, own):
            continue
        other = next((pack for pack in packs if pack != own and _cites(law.citation, pack)), None)
        if other or rule.verified == "statute":
            whose = f"but of {other.short_name}" if other else "the pack's statute"
            message = f"`{law.citation}` is not of {own.short_name}, {whose}"
            yield RuleError("L006", rule.place, message)


def _cites(citation: str, pack: Pack) -> bool:
    words = citation.lower().replace(",", " ").split()
    names = (pack.short_name.lower().split(), pack.statute.lower().split())
    return any(words[: len(name)] == name for name in names)


def _never(rule: Rule) -> str:
    """Why no subject can fall under a rule; "" when one may."""
    condition = rule.subject.condition
    if condition is None:
        return ""
    reason = _contradiction(condition, claim=rule.subject.kind != "notice")
    if reason:
        return reason
    certain = _conjuncts(condition)
    if rule.subject.kind == "claim" and Attribute("is-unnamed") in certain:
        return "`each claim` leaves out what is unnamed; write `each refusal`"
    for exception in rule.unless:
        if set(_conjuncts(exception.condition)) <= set(certain):
            text = format_condition(exception.condition)
            return f"`unless {text}` holds wherever `for` does"
    return ""


def _contradiction(condition: Condition, *, claim: bool) -> str:
    """Which two parts exclude each other, by simple means."""
    if isinstance(condition, Or):
        reasons = [_contradiction(part, claim=claim) for part in condition.parts]
        return reasons[0] if all(reasons) else ""
    parts = _conjuncts(condition)
    for i, first in enumerate(parts):
        for second in parts[i + 1 :]:
            if _exclude(first, second, claim=claim):
                return f"`{format_condition(first)}` excludes `{format_condition(second)}`"
    inner = (_contradiction(part, claim=claim) for part in parts if isinstance(part, Or))
    return next(filter(None, inner), "")


def _conjuncts(condition: Condition) -> list[Condition]:
    if isinstance(condition, And):
        return [each for part in condition.parts for each in _conjuncts(part)]
    return [condition]


def _exclude(first: Condition, second: Condition, *, claim: bool) -> bool:
    if Not(first) == second or first == Not(second):
        return True
    if not (isinstance(first, Attribute) and isinstance(second, Attribute)):
        return False
    if first.name == second.name:
        return first.name in _ONE_VALUE and first.argument != second.argument
    return claim and any({first.name, second.name} <= group for group in _EXCLUSIVE)
