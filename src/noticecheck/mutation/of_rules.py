"""Rules with one condition changed: an example of the rule has to come out otherwise.

A condition that can go, or be turned round, without any example noticing is one that nobody has
shown to be needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from noticecheck.examples import judge, letters_of
from noticecheck.language.conditions import format_condition
from noticecheck.language.model import (
    And,
    Attribute,
    Condition,
    Not,
    Or,
    PhraseUse,
    Rule,
    Scoped,
)
from noticecheck.late import dataclass

if TYPE_CHECKING:
    from noticecheck.checker import Checker

_EXCHANGED = {
    "is-qualified": "is-absolute",
    "is-absolute": "is-qualified",
    "withholds": "neither-confirms-nor-denies",
    "neither-confirms-nor-denies": "withholds",
}
"""What a claim is either the one or the other of."""
_Part = Literal["clause", "test", "detail"]


@dataclass(frozen=True, slots=True)
class RuleMutant:
    """A rule with one change."""

    rule: Rule
    clause: str
    """The clause that was changed, as the rule has it."""
    now: str
    """What it became; nothing where the clause went."""
    part: _Part
    """A whole clause went, a test was exchanged for its opposite, or a detail of one went."""


@dataclass(frozen=True, slots=True)
class Noticed:
    """The mutants of a rule, and those that no example of it notices."""

    mutants: tuple[RuleMutant, ...]
    survivors: tuple[RuleMutant, ...]


def mutate_rule(checker: Checker, rule: Rule) -> Noticed:
    """Judge the examples of a rule under each of its mutants; its letters are read once."""
    letters = letters_of(checker, rule)
    mutants = tuple(mutants_of(rule))
    survivors = tuple(
        mutant
        for mutant in mutants
        if all(judge(checker, mutant.rule, letter).ok for letter in letters)
    )
    return Noticed(mutants, survivors)


def mutants_of(rule: Rule) -> Iterator[RuleMutant]:
    """Every rule that lacks one clause of this one, or has one condition of it changed."""
    for name, condition, put in _clauses(rule):
        clause = f"{name} {format_condition(condition)}"
        if condition is not rule.force:
            yield RuleMutant(put(None), clause, "", _part_of(rule, condition))
        for changed, part in _changed(condition):
            yield RuleMutant(put(changed), clause, f"{name} {format_condition(changed)}", part)


def _part_of(rule: Rule, condition: Condition) -> _Part:
    """A doubt that gives its own reason stands beside others: what it changes is what is told."""
    told = any(doubt.condition is condition and doubt.because for doubt in rule.unclear_when)
    return "detail" if told else "clause"


def _clauses(rule: Rule) -> Iterator[tuple[str, Condition, Callable[[Condition | None], Rule]]]:
    """Each condition of a rule: its clause, itself, and the rule with another there, or none."""
    subject = rule.subject
    if subject.condition is not None:
        yield "for", subject.condition, partial(_with_subject, rule)
    yield rule.level, rule.force, partial(_with_force, rule)
    for at, exception in enumerate(rule.unless):
        yield "unless", exception.condition, partial(_with_exception, rule, at)
    for at, condition in enumerate(rule.or_instead):
        yield "or instead", condition, partial(_with_alternative, rule, at)
    for at, doubt in enumerate(rule.unclear_when):
        yield "unclear when", doubt.condition, partial(_with_doubt, rule, at)


def _with_subject(rule: Rule, condition: Condition | None) -> Rule:
    return replace(rule, subject=replace(rule.subject, condition=condition))


def _with_force(rule: Rule, condition: Condition | None) -> Rule:
    return rule if condition is None else replace(rule, force=condition)


def _with_exception(rule: Rule, at: int, condition: Condition | None) -> Rule:
    new = () if condition is None else (replace(rule.unless[at], condition=condition),)
    return replace(rule, unless=(*rule.unless[:at], *new, *rule.unless[at + 1 :]))


def _with_alternative(rule: Rule, at: int, condition: Condition | None) -> Rule:
    new = () if condition is None else (condition,)
    return replace(rule, or_instead=(*rule.or_instead[:at], *new, *rule.or_instead[at + 1 :]))


def _with_doubt(rule: Rule, at: int, condition: Condition | None) -> Rule:
    doubts = rule.unclear_when
    new = () if condition is None else (replace(doubts[at], condition=condition),)
    return replace(rule, unclear_when=(*doubts[:at], *new, *doubts[at + 1 :]))


def _changed(condition: Condition) -> Iterator[tuple[Condition, _Part]]:
    """A condition with one change somewhere in it."""
    match condition:
        case And(parts) | Or(parts):
            for at, part in enumerate(parts):
                before, after = parts[:at], parts[at + 1 :]
                yield _joined(condition, (*before, *after)), "detail"
                for changed, how in _changed(part):
                    yield _joined(condition, (*before, changed, *after)), how
        case Not(part):
            yield part, "test"
            for changed, how in _changed(part):
                yield Not(changed), how
        case Scoped(part, scope):
            yield part, "detail"
            for changed, how in _changed(part):
                yield Scoped(changed, scope), how
        case PhraseUse(name, True):
            yield PhraseUse(name), "detail"
        case Attribute(name, None) if name in _EXCHANGED:
            yield Attribute(_EXCHANGED[name]), "test"
        case _:
            pass


def _joined(condition: And | Or, parts: tuple[Condition, ...]) -> Condition:
    return parts[0] if len(parts) == 1 else replace(condition, parts=parts)
