"""The examples of rules, run: has each the status that it names?"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from noticecheck import evaluate
from noticecheck.checker import Checker
from noticecheck.language.model import Example, Rule
from noticecheck.language.shared_examples import shared_examples
from noticecheck.match import Matches
from noticecheck.model import Document, Notice, Status


@dataclass(frozen=True)
class ExampleResult:
    """What a rule makes of one of its examples, and by which clause."""

    example: Example
    got: Status
    ok: bool
    branch: str


@dataclass(frozen=True)
class ExampleLetter:
    """An example with its letter as it was read."""

    example: Example
    notice: Notice
    matches: Matches


def run_examples(checker: Checker, rule: Rule) -> tuple[ExampleResult, ...]:
    """What a rule makes of each of its own examples."""
    return tuple(judge(checker, rule, letter) for letter in letters_of(checker, rule))


def letters_of(checker: Checker, rule: Rule) -> tuple[ExampleLetter, ...]:
    """The examples of a rule, its own and those that it shares with others, read under its pack."""
    pack = next((each for each in checker.ruleset.packs if each.name == rule.pack), None)
    names = tuple(each.id for each in checker.ruleset.rules if each.pack == rule.pack)
    shared = _shared(pack.directory, names).get(rule.id, ()) if pack else ()
    return tuple(_read(checker, rule.pack, example) for example in (*rule.examples, *shared))


@lru_cache
def _shared(folder: str, rules: tuple[str, ...]) -> Mapping[str, tuple[Example, ...]]:
    return shared_examples(Path(folder), rules)


def _read(checker: Checker, pack: str, example: Example) -> ExampleLetter:
    digest = hashlib.sha256(example.text.encode()).hexdigest()
    document = Document(str(example.place), example.text, "text/plain", digest)
    parsed, matches = checker.parse(document, received=example.received, as_of=example.dated)
    if pack not in parsed.regimes:
        parsed, matches = checker.parse_under(pack, document, example.received, None, example.dated)
    if pack not in parsed.regimes:
        parsed = replace(parsed, regimes=(*parsed.regimes, pack))
    if example.authority:
        parsed = replace(parsed, authority_type=example.authority)
    return ExampleLetter(example, parsed, matches)


def judge(checker: Checker, rule: Rule, letter: ExampleLetter) -> ExampleResult:
    """What a rule makes of the letter of an example."""
    example = letter.example
    traces = [
        t
        for t in evaluate.trace(rule, letter.notice, letter.matches, checker.law, example.dated)
        if _is_subject(t, example.subject)
    ]
    order = ["gap", "note", "unclear", "met", "not_applicable"]
    traces.sort(key=lambda t: order.index(t.status))
    got: Status = traces[0].status if traces else "not_applicable"
    branch = next((s.clause for s in reversed(traces[0].steps) if s.holds), "") if traces else ""
    wanted = "note" if example.status == "gap" and rule.level == "info" else example.status
    return ExampleResult(example, got, got == wanted, branch)


def _is_subject(trace: evaluate.Trace, wanted: str | None) -> bool:
    if wanted is None:
        return True
    if wanted == "the notice":
        return trace.subject is None
    provision, _, effect = wanted.partition("#")
    return trace.subject == provision and (not effect or trace.effect == effect)
