"""By when a letter that takes more time expects to decide."""

from __future__ import annotations

from datetime import date

from noticecheck.model import Report, Span
from noticecheck.notice.dates import find_dates


def estimate_of(report: Report) -> tuple[date, Span] | None:
    """The latest day by which a holding letter expects to decide, with its sentence."""
    dated = report.notice.dated if report.notice else None
    if dated is None:
        return None
    found = [
        (each.day, span)
        for point in report.assessments
        if point.element == "pending_estimate" and point.status == "met"
        for span in point.evidence
        for each in find_dates(report.document.quote(span).lower(), dated.year)
        if each.day > dated
    ]
    return max(found, default=None, key=lambda one: one[0])
