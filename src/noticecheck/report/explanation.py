"""A rule, and how it was judged on a letter -> text, clause by clause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from noticecheck.evaluate import Step, Trace
from noticecheck.evaluate.wording import long_date
from noticecheck.language.conditions import format_condition, walk
from noticecheck.language.facts import FACTS
from noticecheck.language.model import Condition, Fact, Rule, Subject
from noticecheck.model import Document
from noticecheck.report import words
from noticecheck.report.layout import paint, quotation, usable_width, wrap

_HOLDS = {True: "holds", False: "does not hold"}
_STATUSES = {
    "met": "met: the letter does this",
    "gap": "gap: the letter does not do this",
    "unclear": "unclear: a person should decide",
    "not_applicable": "not applicable: the letter need not do this",
    "note": "note: this applies to the letter",
}
VERIFIED = {
    "statute": "checked against the words of the law",
    "guidance": "checked against the regulator's guidance",
    "inference": "our reading; not confirmed by the law or by guidance",
}
"""What is said of how far the basis of a rule was verified."""
_CLAUSE_WIDTH = 14


def rule_text(rule: Rule, *, width: int = 80, colour: bool = False) -> str:
    """Write what a rule demands: the law with its words, the clauses, and how to mend a gap."""
    width = usable_width(width)
    blocks = [
        [paint(line, "bold", colour) for line in wrap(f"{rule.full_id}: {rule.title}", width)],
        ["What the law says", *_law_lines(rule, width)],
        ["What is checked", *_clause_lines(rule, width)],
        ["What is said about a letter that does not do it", *wrap(rule.say, width, "  ")],
        ["How to mend it", *wrap(rule.advise, width, "  ")],
    ]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _law_lines(rule: Rule, width: int) -> list[str]:
    lines: list[str] = []
    for law in rule.law:
        lines += wrap(law.citation, width, "  ")
        if law.quote:
            lines += wrap(f'"{law.quote}"', width, "    ")
    for source in rule.sources:
        lines += wrap(f"See: {source}", width, "  ")
    lines += wrap(f"Level: {rule.level}; {VERIFIED[rule.verified]}.", width, "  ")
    if period := in_force(rule):
        lines += wrap(period, width, "  ")
    return lines


def in_force(rule: Rule) -> str:
    """When a rule is in force, as a sentence; "" for one that always was and is."""
    start = f"from {long_date(rule.in_force_from)}" if rule.in_force_from else ""
    end = f"until {long_date(rule.in_force_to)}" if rule.in_force_to else ""
    period = " ".join(filter(None, (start, end)))
    return f"In force {period}." if period else ""


def _clause_lines(rule: Rule, width: int) -> list[str]:
    clauses = [("for", _subject(rule.subject)), (rule.level, format_condition(rule.force))]
    clauses += [("or instead", format_condition(part)) for part in rule.or_instead]
    for exception in rule.unless:
        under = f" (under {exception.under})" if exception.under else ""
        clauses.append(("unless", format_condition(exception.condition) + under))
    for doubt in rule.unclear_when:
        because = f' (because "{doubt.because}")' if doubt.because else ""
        clauses.append(("unclear when", format_condition(doubt.condition) + because))
    lines: list[str] = []
    for name, text in clauses:
        lines += wrap(text, width, f"  {name.ljust(_CLAUSE_WIDTH)}")
    for fact in _facts(rule):
        lines += wrap(f"{fact}: {FACTS[fact][1]}", width, "  where ", "    ")
    return lines


def _facts(rule: Rule) -> list[str]:
    """The facts that the clauses of a rule name, each once, in order."""
    conditions: list[Condition | None] = [rule.subject.condition, rule.force, *rule.or_instead]
    conditions += [exception.condition for exception in rule.unless]
    conditions += [doubt.condition for doubt in rule.unclear_when]
    parts = (part for condition in conditions if condition for part in walk(condition))
    return list(dict.fromkeys(part.name for part in parts if isinstance(part, Fact)))


def _subject(subject: Subject) -> str:
    text = {"notice": "the notice", "claim": "each claim", "refusal": "each refusal"}[subject.kind]
    if subject.condition is None:
        return text
    join = "when" if subject.kind == "notice" else "that"
    return f"{text} {join} {format_condition(subject.condition)}"


def traces_text(
    document: Document, traces: Sequence[Trace], *, width: int = 80, colour: bool = False
) -> str:
    """Write how a rule was judged on a letter: for each subject every clause and its words."""
    width = usable_width(width)
    blocks = [[paint(line, "bold", colour) for line in wrap(f"In {document.path}", width)]]
    if not traces:
        blocks.append(wrap("The letter has nothing that this rule is about.", width, "  "))
    for trace in traces:
        about = words.provision(trace.subject)
        if trace.effect:
            about += f", relied on to {words.EFFECTS[trace.effect]}"
        lines = wrap(f"{about[0].upper()}{about[1:]}", width, "  ")
        lines += _steps(document, trace.steps, width, "    ")
        lines += wrap(f"Outcome: {_STATUSES[trace.status]}", width, "    ")
        blocks.append(lines)
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _steps(document: Document, steps: Iterable[Step], width: int, indent: str) -> list[str]:
    lines: list[str] = []
    for step in steps:
        answer = _HOLDS[step.holds].ljust(15)
        clause = f"{step.clause}: " if step.clause else ""
        lines += wrap(f"{clause}{step.text}", width, indent + answer, indent + " " * 17)
        # A step's parts carry their own words; quoting them twice would bury the outcome.
        if step.parts:
            lines += _steps(document, step.parts, width, indent + "  ")
        else:
            for span in step.spans[:2]:
                lines += quotation(document, span, width, indent + " " * 17)
    return lines
