"""Several reports -> one table: file, verdict, number of gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from noticecheck.model import Report, Verdict
from noticecheck.report import words
from noticecheck.report.items import items
from noticecheck.report.layout import columns, cut_start, paint, usable_width, wrap

_TOTALS: dict[Verdict, str] = {
    "gaps": "with things left out",
    "unclear": "to be looked at",
    "no_gap_found": "with nothing missing",
    "not_a_refusal": "no refusal",
    "not_assessed": "not assessed",
}
_NARROWEST = 60
_BESIDE_PATH = 39
"""Columns that the verdict and the two counts need beside the path."""


def to_summary(reports: Sequence[Report], *, width: int = 80, colour: bool = False) -> str:
    """Write a table with a line for each report and a closing line of totals."""
    width = max(_NARROWEST, usable_width(width))
    cells = [["File", "Verdict", "Missing", "Not clear"]]
    for report in reports:
        gaps, unclear = _counts(report)
        path = cut_start(report.document.path, width - _BESIDE_PATH)
        cells.append([path, words.VERDICTS[report.verdict], str(gaps), str(unclear)])
    lines = ["".join(row) for row in columns(cells)]
    lines[0] = paint(lines[0], "bold", colour)
    totals = Counter(report.verdict for report in reports)
    parts = [f"{totals[name]} {_TOTALS[name]}" for name in _TOTALS if totals[name]]
    aside = sum(point.set_aside is not None for one in reports for point in one.assessments)
    told = f" {words.count(aside, 'finding is', 'findings are')} set aside." if aside else ""
    closing = wrap(f"{words.count(len(reports), 'letter')}: {', '.join(parts)}.{told}", width)
    return "\n".join([*lines, "", *closing]) + "\n"


def _counts(report: Report) -> tuple[int, int]:
    """How many things are missing, and how many are unclear, as the report itself counts them."""
    return len(items(report, "must", "gap")), len(items(report, "must", "unclear"))
