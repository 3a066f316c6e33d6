"""The examples of rules, run: has each the status that it names?"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from noticecheck import evaluate
from noticecheck.checker import Checker
from noticecheck.language.model import Example, Rule
from noticecheck.model import Document, Status


@dataclass(frozen=True)
class ExampleResult:
    """What a rule makes of one of its examples, and by which clause."""

    example: Example
    got: Status
    ok: bool
    branch: str


def run_examples(checker: Checker, rule: Rule) -> tuple[ExampleResult, ...]:
    """What a rule makes of each of its own examples."""
    return tuple(_run(checker, rule, example) for example in rule.examples)


def _run(checker: Checker, rule: Rule, example: Example) -> ExampleResult:
    digest = hashlib.sha256(example.text.encode()).hexdigest()
    document = Document(str(example.place), example.text, "text/plain", digest)
    parsed, matches = checker.parse(document, received=example.received, as_of=example.dated)
    if rule.pack not in parsed.regimes:
        parsed, matches = checker.parse_under(
            rule.pack, document, example.received, None, example.dated
        )
    if rule.pack not in parsed.regimes:
        parsed = replace(parsed, regimes=(*parsed.regimes, rule.pack))
    if example.authority:
        parsed = replace(parsed, authority_type=example.authority)
    traces = [
        t
        for t in evaluate.trace(rule, parsed, matches, checker.law, example.dated)
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
