"""Reports -> CSV: one row for each assessment, safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from noticecheck.errors import visible
from noticecheck.model import Report
from noticecheck.report.about import About, set_aside, where
from noticecheck.report.cells import csv_lines
from noticecheck.report.layout import clean

COLUMNS = (
    "path", "sha256", "verdict", "kind", "authority", "reference", "dated", "rule", "title",
    "element", "level", "subject", "effect", "status", "confidence", "message", "advice", "law",
    "place", "evidence", "set_aside", "warnings",
)  # fmt: skip


def to_csv(reports: Sequence[Report], about: About) -> str:
    """Write a header and the rows; a letter without assessments has one row all the same."""
    return csv_lines([COLUMNS, *(row for report in reports for row in _rows(report, about))])


def _rows(report: Report, about: About) -> Iterator[list[Any]]:
    document, notice = report.document, report.notice
    head = [
        visible(document.path, keep=""),
        document.sha256,
        report.verdict,
        notice.kind if notice else None,
        clean(notice.authority or "") if notice else None,
        clean(notice.reference or "") if notice else None,
        notice.dated if notice else None,
    ]
    warnings = " ".join(clean(text) for text in report.warnings)
    if not report.assessments:
        yield [*head, *[None] * (len(COLUMNS) - len(head) - 1), warnings]
    for point in report.assessments:
        quoted = " … ".join(clean(document.quote(span)) for span in point.evidence)
        yield [
            *head, point.rule, about.title(point), point.element, point.level, point.subject,
            point.effect, point.status, point.confidence, clean(point.message), clean(point.advice),
            "; ".join(point.law), where(report, point), quoted, set_aside(point), warnings,
        ]  # fmt: skip
