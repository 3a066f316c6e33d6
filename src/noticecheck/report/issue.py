"""A finding that looks wrong -> text for those who mend the rules, without the letter."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Sequence

from noticecheck.evaluate import Trace
from noticecheck.language.model import Rule
from noticecheck.model import Report
from noticecheck.report import words
from noticecheck.report.explanation import traces_text
from noticecheck.report.layout import usable_width, wrap
from noticecheck.report.redact import NOTE
from noticecheck.report.verdict import verdict_sentence
from noticecheck.version import VERSION

PROMPT = "[say what is wrong, and what you would have expected]"


def issue_text(
    report: Report, explained: Sequence[tuple[Rule, Sequence[Trace]]], *, width: int = 80
) -> str:
    """Write what a rule found in a letter, clause by clause, and with what.

    `report` is redacted already: of the letter it quotes what the rules rest on, and no more.
    """
    width = usable_width(width)
    blocks = [
        ["A finding that looks wrong"],
        wrap(PROMPT, width),
        ["Made with", *_made_with(report, width)],
        ["The letter", *_letter(report, width)],
    ]
    for rule, traces in explained:
        told = [
            point.message
            for point in report.assessments
            if point.rule == rule.full_id and point.message
        ]
        blocks.append(
            [
                *wrap(f"{rule.full_id}: {rule.title}", width),
                *(line for text in told for line in wrap(f"Told: {text}", width, "  ")),
                "",
                *traces_text(report.document, traces, width=width).splitlines()[2:],
            ]
        )
    blocks.append(wrap(f"The letter itself is not in here. {NOTE}", width))
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _made_with(report: Report, width: int) -> Iterator[str]:
    system = f"Python {platform.python_version()} on {platform.system()}"
    yield from wrap(f"noticecheck {VERSION}, {system}", width, "  ")
    yield from wrap(f"rules {', '.join(report.packs)} ({report.rules_hash[:12]})", width, "  ")


def _letter(report: Report, width: int) -> Iterator[str]:
    document, notice = report.document, report.notice
    lines = [f"{document.media_type}, {len(document.text):,} characters"]
    if notice is not None:
        lines.append(words.KINDS[notice.kind])
        lines.append(f"law: {', '.join(words.REGIMES.get(name, name) for name in notice.regimes)}")
        for claim in notice.claims:
            relied = f"relied on to {words.EFFECTS[claim.effect]}"
            lines.append(f"{words.provision(claim.provision)}, {relied}")
    lines.append(verdict_sentence(report))
    for line in lines:
        yield from wrap(line, width, "  ")
