"""A case -> text to read at 80 columns, and plain data for JSON (docs/case.schema.json)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from noticecheck.case.model import Case, CaseFinding
from noticecheck.evaluate.wording import long_date
from noticecheck.model import Report
from noticecheck.report import words
from noticecheck.report.layout import Colour, cut_start, paint, quotation, usable_width, wrap
from noticecheck.report.structure import to_dict as report_dict
from noticecheck.report.verdict import verdict_sentence
from noticecheck.version import VERSION

SCHEMA = "noticecheck.case/1"


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one level and status, as they are headed."""

    title: str
    level: str
    status: str
    tone: str
    """The class that pages give them."""
    colour: Colour

    def of(self, case: Case) -> list[CaseFinding]:
        """The findings of a case that belong here."""
        kind = (self.level, self.status)
        return [found for found in case.findings if (found.level, found.status) == kind]


GROUPS = (
    Group("Still missing: required by law, and given by no letter", "must", "gap", "gap", "red"),
    Group("Not clear: read these lines and decide", "must", "unclear", "unclear", "yellow"),
    Group(
        "Could be better: good practice, not required by law", "should", "gap", "better", "yellow"
    ),
    Group("What else the letters show together", "info", "note", "note", "green"),
)


def to_text(case: Case, *, width: int = 80, colour: bool = False) -> str:
    """Write a case for a person: the letters in order, then what they show together."""
    width = usable_width(width)
    order = "by their dates" if case.ordered_by == "dates" else "in the order given"
    head = f"A case of {words.count(len(case.letters), 'letter')}, {order}"
    blocks = [[paint(head, "bold", colour)]]
    if case.warnings:
        blocks.append([line for text in case.warnings for line in wrap(text, width, "Note: ")])
    blocks += [_letter(number, report, width) for number, report in enumerate(case.letters, 1)]
    for group in GROUPS:
        if found := group.of(case):
            blocks.append([paint(group.title, group.colour, colour)])
            blocks += [_finding(case, n, one, width) for n, one in enumerate(found, 1)]
    if not case.findings:
        blocks.append(wrap("The letters show nothing together that each of them does not.", width))
    blocks.append(wrap(words.DISCLAIMER, width))
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _letter(number: int, report: Report, width: int) -> list[str]:
    notice = report.notice
    lines = wrap(cut_start(report.document.path, width - 4), width, f"{number}. ")
    if notice is not None:
        dated = f", dated {long_date(notice.dated)}" if notice.dated else ", without a date"
        lines += wrap(f"{words.KINDS[notice.kind]}{dated}", width, "   ")
    return lines + wrap(verdict_sentence(report), width, "   ")


def _finding(case: Case, number: int, found: CaseFinding, width: int) -> list[str]:
    head = f"{number:2}. "
    lines = wrap(found.message, width, head)
    for told in found.told:
        lines += wrap(f"Letter {told.letter + 1}:", width, "    ")
        lines += quotation(case.letters[told.letter].document, told.span, width, "      ")
    if found.law:
        lines += wrap(f"Law: {found.law}", width, "    ")
    if found.advice and found.status != "note":
        advice = f"Ask the authority to: {words.lower_first(found.advice)}"
        lines += wrap(advice, width, "    ", "      ")
    return lines


def to_dict(case: Case) -> dict[str, Any]:
    """A case as plain data; each letter is its report, as `check --format json` gives it."""
    return {
        "schema": SCHEMA,
        "ordered_by": case.ordered_by,
        "warnings": list(case.warnings),
        "letters": [report_dict(report) for report in case.letters],
        "findings": list(_findings(case)),
        "tool": {"name": "noticecheck", "version": VERSION},
    }


def _findings(case: Case) -> Iterator[dict[str, Any]]:
    for found in case.findings:
        yield {
            "name": found.name,
            "level": found.level,
            "status": found.status,
            "subject": found.subject,
            "rule": found.rule,
            "message": found.message,
            "advice": found.advice,
            "law": found.law,
            "evidence": [
                {
                    "letter": told.letter,
                    "start": told.span.start,
                    "end": told.span.end,
                    "quote": case.letters[told.letter].document.quote(told.span),
                }
                for told in found.told
            ],
        }
