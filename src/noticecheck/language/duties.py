"""What every rule owes: its law, its grade, its words, and an example for each branch."""

from __future__ import annotations

from collections import Counter

from noticecheck.language.clauses import THE_NOTICE, Clause
from noticecheck.language.conditions import Use
from noticecheck.language.facts import FACTS
from noticecheck.language.model import Example, Subject
from noticecheck.language.source import Block, Source
from noticecheck.language.vocabulary import ATTRIBUTES, LEVELS

_MISSING = {
    "element": ("R214", "this rule has no `element`: what it is about"),
    "law": ("R201", "this rule has no `law`: cite the provision that it rests on"),
    "verified": ("R202", "this rule has no `verified`: statute, guidance or inference"),
    "for": ("R215", "this rule has no `for`: the notice, each claim or each refusal"),
    "say": ("R203", "this rule has no `say`: what the reader is told when it is not met"),
    "advise": ("R204", "this rule has no `advise`: what the author could do"),
}


def check_duties(
    source: Source, block: Block, clauses: tuple[Clause, ...], *, complete: bool
) -> None:
    """Reports what a rule lacks.

    `complete` is False when some piece of the rule is no clause at all: then it is not said that
    a clause is missing, since that piece may have been meant for it.
    """
    present = {clause.keyword for clause in clauses}
    if complete:
        for keyword, (code, message) in _MISSING.items():
            if keyword not in present:
                source.error(code, block.head.start, message)
        if not present.intersection(LEVELS):
            source.error("R216", block.head.start, "this rule has no `must`, `should` or `info`")
        _check_examples(source, block, clauses)
    _check_grade(source, clauses)
    _check_notice(source, clauses)


def _check_grade(source: Source, clauses: tuple[Clause, ...]) -> None:
    must = any(clause.keyword == "must" for clause in clauses)
    for clause in clauses:
        if must and clause.keyword == "verified" and clause.value == "inference":
            message = "a `must` cannot rest on an inference: verify it, or make it a `should`"
            source.error("R205", clause.value_start, message)


def _check_notice(source: Source, clauses: tuple[Clause, ...]) -> None:
    """A rule for the notice has no claim to ask about."""
    subject = next((c.value for c in clauses if isinstance(c.value, Subject)), None)
    if subject is None or subject.kind != "notice":
        return
    for clause in clauses:
        for use in clause.uses:
            words = _about_a_claim(use)
            if words:
                message = f"`{words}` is about a claim, and this rule is for the notice"
                source.error("R212", use.offset, message)
        if isinstance(clause.value, Example) and clause.value.subject not in (None, THE_NOTICE):
            message = "this example is for a claim, and this rule is for the notice"
            source.error("R217", clause.piece.start, message)


def _about_a_claim(use: Use) -> str:
    """How the rule writes a use that only claims have; "" for any other use."""
    if use.kind == "attribute" and ATTRIBUTES[use.name].of == "claim":
        return ATTRIBUTES[use.name].words
    if use.kind == "fact" and FACTS[use.name][0] == "claim":
        return use.name
    return "in its discussion" if use.kind == "scope" and use.name == "discussion" else ""


def _check_examples(source: Source, block: Block, clauses: tuple[Clause, ...]) -> None:
    examples = [clause for clause in clauses if clause.keyword == "example"]
    if any(clause.value is None for clause in examples):
        # An example with a fault of its own may be the one that seems to be missing.
        return
    have = Counter(c.value.status for c in examples if isinstance(c.value, Example))
    if not have["met"]:
        source.error("R206", block.head.start, "this rule has no `example met`")
    if not have["gap"]:
        source.error("R207", block.head.start, "this rule has no `example gap`")
    instead = [clause for clause in clauses if clause.keyword == "or instead"]
    if have["met"]:
        for clause in instead[have["met"] - 1 :]:
            message = "this `or instead` needs one more `example met`"
            source.error("R208", clause.piece.start, message)
    unless = [clause for clause in clauses if clause.keyword == "unless"]
    for clause in unless[have["not_applicable"] :]:
        message = "this `unless` needs an `example not_applicable`"
        source.error("R209", clause.piece.start, message)
    doubts = [clause for clause in clauses if clause.keyword == "unclear when"]
    for clause in doubts[have["unclear"] :]:
        message = "this `unclear when` needs an `example unclear`"
        source.error("R210", clause.piece.start, message)
