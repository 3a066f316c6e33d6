"""Report -> the text that a requester reads, complete at 80 columns and without colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from noticecheck.model import Assessment, Claim, Level, Notice, Report, Status
from noticecheck.report import words
from noticecheck.report.layout import (
    Colour,
    columns,
    cut_start,
    paint,
    quotation,
    usable_width,
    wrap,
)

LEVELS: tuple[Level, ...] = ("must", "should", "info")
_WORST: dict[Status, int] = {"not_applicable": 0, "note": 1, "met": 1, "unclear": 2, "gap": 3}
_CELL_COLOURS: dict[Status, Colour] = {"gap": "red", "unclear": "yellow", "met": "green"}
_VERDICT_COLOURS: dict[str, Colour] = {"gaps": "red", "no_gap_found": "green"}
_COLUMN_ELEMENTS = ("specifies_exemption", "explains_why", "public_interest")
_QUOTES = 2
"""Most quotations under one point; the rest are in the JSON report."""


def to_terminal(
    report: Report, *, width: int = 80, colour: bool = False, lowest: str = "should"
) -> str:
    """Write a report for a person to read, ending with a line end.

    `lowest` is the lowest level shown, one of `LEVELS`. No line is longer than 80 columns, or
    than `width` where that is less.
    """
    width = usable_width(width)
    shown = LEVELS[: LEVELS.index(lowest) + 1] if lowest in LEVELS else LEVELS
    blocks = [
        [paint(cut_start(report.document.path, width), "bold", colour)],
        _verdict(report, width, colour),
        _warnings(report, width, colour),
    ]
    if report.notice is not None and report.verdict != "not_assessed":
        blocks.append(_identity(report.notice, width))
        blocks.append(_claims(report, report.notice, width, colour))
        blocks.append(_letter_points(report, colour))
    points = report.assessments
    blocks.extend(_missing(report, _select(points, "must", "gap"), width, colour))
    blocks.extend(_open_questions(report, _select(points, "must", "unclear"), width, colour))
    if "should" in shown:
        title = "COULD BE BETTER: good practice, not required by law"
        blocks.append(_brief(report, title, _select(points, "should", "gap"), width, colour))
    if "info" in shown:
        notes = [*_select(points, "info", "note"), *_select(points, "should", "unclear")]
        blocks.append(_brief(report, "NOTES", notes, width, colour))
    if report.verdict != "not_assessed":
        blocks.append([paint(line, "dim", colour) for line in wrap(words.DISCLAIMER, width)])
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _select(points: Iterable[Assessment], level: Level, status: Status) -> list[Assessment]:
    return [point for point in points if point.level == level and point.status == status]


def _verdict(report: Report, width: int, colour: bool) -> list[str]:
    shade = _VERDICT_COLOURS.get(report.verdict, "yellow")
    lines = wrap(words.verdict_sentence(report), width)
    return [paint(line, shade, colour) for line in lines]


def _warnings(report: Report, width: int, colour: bool) -> list[str]:
    """What limits this report, before anything else; a reason already given is not repeated."""
    texts = list(report.warnings)
    if report.verdict == "not_assessed" and texts:
        texts.pop()
    lines = [line for text in texts for line in wrap(text, width, "Note: ")]
    return [paint(line, "yellow", colour) for line in lines]


def _identity(notice: Notice, width: int) -> list[str]:
    rows = [("What it is", words.KINDS[notice.kind])]
    if notice.regimes:
        rows.append(("Law", ", ".join(words.REGIMES.get(name, name) for name in notice.regimes)))
    if notice.authority:
        rows.append(("From", notice.authority))
    if notice.reference:
        rows.append(("Reference", notice.reference))
    if notice.received:
        rows.append(("Request received", words.long_date(notice.received)))
    if notice.dated:
        rows.append(("Letter dated", words.long_date(notice.dated)))
    label_width = max(len(label) for label, _ in rows)
    return [
        line for label, text in rows for line in wrap(text, width, f"{label.ljust(label_width)}  ")
    ]


def _worst(points: Iterable[Assessment]) -> Status:
    return max((point.status for point in points), key=_WORST.__getitem__, default="not_applicable")


def _claims(report: Report, notice: Notice, width: int, colour: bool) -> list[str]:
    """For each claim: was it named, was it explained, was the public interest weighed."""
    musts = [point for point in report.assessments if point.level == "must"]
    rows: list[tuple[str, str, list[Status]]] = []
    for claim in notice.claims:
        states = [_worst(_about(claim, element, musts)) for element in _COLUMN_ELEMENTS]
        rows.append((words.provision(claim.provision), words.EFFECTS[claim.effect], states))
    unnamed = [point for point in musts if point.subject == "unnamed"]
    if unnamed:
        states = [_worst(p for p in unnamed if p.element == name) for name in _COLUMN_ELEMENTS]
        rows.append(("(no section named)", words.EFFECTS["withhold"], states))
    return _table(rows, width, colour) if rows else []


def _table(rows: Sequence[tuple[str, str, list[Status]]], width: int, colour: bool) -> list[str]:
    """A table of claims; where it would be too wide, a line of words for each claim."""
    header = ["Relied on", "In order to", "Named", "Explained", "Public interest"]
    body = [[subject, aim, *(words.CELLS[s] for s in states)] for subject, aim, states in rows]
    padded = columns([header, *body])
    if max(len("".join(row).rstrip()) for row in padded) > width:
        return [
            line
            for subject, aim, *cells in body
            for line in wrap(
                f"{subject} (to {aim}): named {cells[0]}; explained {cells[1]}; "
                f"public interest {cells[2]}",
                width,
                rest="  ",
            )
        ]
    lines = [paint("".join(padded[0]), "bold", colour)]
    for line, (_, _, states) in zip(padded[1:], rows, strict=True):
        coloured = [_paint_cell(text, s, colour) for text, s in zip(line[2:], states, strict=True)]
        lines.append("".join([*line[:2], *coloured]))
    return lines


def _about(claim: Claim, element: str, points: Sequence[Assessment]) -> list[Assessment]:
    return [
        point
        for point in points
        if point.element == element
        and point.subject == claim.provision
        and point.effect in (None, claim.effect)
    ]


def _paint_cell(text: str, status: Status, colour: bool) -> str:
    shade = _CELL_COLOURS.get(status)
    return paint(text, shade, colour) if shade else text


def _letter_points(report: Report, colour: bool) -> list[str]:
    """The duties that concern the letter as a whole, where they arise."""
    rows: list[tuple[str, Status]] = []
    for element, label in words.POINTS.items():
        found = [p for p in report.assessments if p.level == "must" and p.element == element]
        status = _worst(found)
        if status != "not_applicable":
            rows.append((label, status))
    padded = columns([[label, words.CELLS[status]] for label, status in rows])
    return [
        cells[0] + _paint_cell(cells[1], status, colour)
        for cells, (_, status) in zip(padded, rows, strict=True)
    ]


def _missing(
    report: Report, points: Sequence[Assessment], width: int, colour: bool
) -> list[list[str]]:
    """One numbered block for each must gap."""
    if not points:
        return []
    blocks = [[paint("MISSING: required by law", "bold", colour)]]
    for number, point in enumerate(points, 1):
        first = f"{number:2}. "
        indent = " " * len(first)
        lines = wrap(point.message, width, first)
        lines += _evidence(report, point, width, indent)
        lines += _law(point, width, indent)
        lines += wrap(f"What to ask for: {point.advice}", width, indent, indent + "  ")
        blocks.append(lines)
    return blocks


def _open_questions(
    report: Report, points: Sequence[Assessment], width: int, colour: bool
) -> list[list[str]]:
    """One numbered block for each must rule whose outcome a person has to decide."""
    if not points:
        return []
    blocks = [[paint("NOT CLEAR: read these lines and decide", "bold", colour)]]
    for number, point in enumerate(points, 1):
        first = f"{number:2}. "
        indent = " " * len(first)
        lines = wrap(words.question(point), width, first)
        lines += _evidence(report, point, width, indent)
        lines += wrap(f"If not: {point.message}", width, indent, indent + "  ")
        lines += _law(point, width, indent)
        lines += wrap(f"What to ask for: {point.advice}", width, indent, indent + "  ")
        blocks.append(lines)
    return blocks


def _brief(
    report: Report, title: str, points: Sequence[Assessment], width: int, colour: bool
) -> list[str]:
    """A list of points with the law or guidance behind each, and nothing else."""
    if not points:
        return []
    lines = [paint(title, "bold", colour), ""]
    for point in points:
        source = f" ({'; '.join(point.law)})" if point.law else ""
        lines += wrap(f"{point.message}{source}", width, "  - ")
    return lines


def _evidence(report: Report, point: Assessment, width: int, indent: str) -> list[str]:
    # What the letter as a whole lacks has no words; what is quoted is the refusal that needs it.
    label = "The refusal" if point.subject is None and point.status == "gap" else ""
    return [
        line
        for span in point.evidence[:_QUOTES]
        for line in quotation(report.document, span, width, indent, label)
    ]


def _law(point: Assessment, width: int, indent: str) -> list[str]:
    return wrap(f"Law: {'; '.join(point.law)}", width, indent, indent + "  ") if point.law else []
