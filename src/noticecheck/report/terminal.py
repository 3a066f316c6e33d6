"""Report -> the text that a requester reads, complete at 80 columns and without colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, repeat

from noticecheck.evaluate.wording import long_date
from noticecheck.model import Level, Notice, Report
from noticecheck.report import words
from noticecheck.report.claim_rows import HEADER, claim_rows, letter_points
from noticecheck.report.items import Item, items, quotes_refusal
from noticecheck.report.layout import (
    Colour,
    columns,
    cut_start,
    paint,
    place,
    quotation,
    usable_width,
    wrap,
)
from noticecheck.report.verdict import verdict_sentence

LEVELS: tuple[Level, ...] = ("must", "should", "info")
_CELL_COLOURS: dict[str, Colour] = {
    words.CELLS["gap"]: "red",
    words.CELLS["unclear"]: "yellow",
    words.CANNOT_TELL: "yellow",
    words.CELLS["met"]: "green",
}
_VERDICT_COLOURS: dict[str, Colour] = {"gaps": "red", "no_gap_found": "green"}
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
        _warnings(report, width, colour),
        _verdict(report, width, colour),
    ]
    if report.notice is not None and report.verdict != "not_assessed":
        blocks.append(_identity(report.notice, width))
        blocks.append(_claims(report, width, colour))
        blocks.append(_letter_points(report, width, colour))
    blocks.extend(_missing(report, width, colour))
    blocks.extend(_open_questions(report, width, colour))
    if "should" in shown:
        better = items(report, "should", "gap")
        lowered = any(item.set_by_house == "must" for item in better)
        title = "COULD BE BETTER: good practice, " + (
            "and what your own settings have lowered" if lowered else "not required by law"
        )
        blocks.append(_brief(title, better, width, colour))
    if "info" in shown:
        notes = [*items(report, "info", "note"), *items(report, "should", "unclear")]
        blocks.append(_brief("NOTES", notes, width, colour))
    if report.verdict != "not_assessed":
        blocks.append([paint(line, "dim", colour) for line in wrap(words.DISCLAIMER, width)])
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _verdict(report: Report, width: int, colour: bool) -> list[str]:
    shade = _VERDICT_COLOURS.get(report.verdict, "yellow")
    lines = wrap(verdict_sentence(report), width)
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
        rows.append(("Request received", long_date(notice.received)))
    if notice.dated:
        rows.append(("Letter dated", long_date(notice.dated)))
    label_width = max(len(label) for label, _ in rows)
    return [
        line for label, text in rows for line in wrap(text, width, f"{label.ljust(label_width)}  ")
    ]


def _claims(report: Report, width: int, colour: bool) -> list[str]:
    rows = [row.texts for row in claim_rows(report)]
    return _table(rows, width, colour) if rows else []


def _table(rows: Sequence[Sequence[str]], width: int, colour: bool) -> list[str]:
    """A table of claims; where it would be too wide, a line of words for each claim."""
    padded = columns([HEADER, *rows])
    if _too_wide(padded, width):
        return [
            line
            for subject, aim, named, explained, weighed in rows
            for line in wrap(
                f"{subject} ({aim}): named {named}; explained {explained}; "
                f"public interest {weighed}",
                width,
                rest="  ",
            )
        ]
    lines = [paint("".join(padded[0]), "bold", colour)]
    for cells in padded[1:]:
        lines.append("".join([*cells[:2], *(_paint_cell(cell, colour) for cell in cells[2:])]))
    return lines


def _too_wide(rows: Sequence[Sequence[str]], width: int) -> bool:
    return any(len("".join(row).rstrip()) > width for row in rows)


def _paint_cell(text: str, colour: bool) -> str:
    shade = _CELL_COLOURS.get(text.strip())
    return paint(text, shade, colour) if shade else text


def _letter_points(report: Report, width: int, colour: bool) -> list[str]:
    """The duties that concern the letter as a whole, where they arise."""
    rows = [[label, words.CELLS[status]] for label, status in letter_points(report)]
    padded = columns(rows)
    if _too_wide(padded, width):
        return [line for label, cell in rows for line in wrap(f"{label}: {cell}", width, rest="  ")]
    return [label + _paint_cell(cell, colour) for label, cell in padded]


def _missing(report: Report, width: int, colour: bool) -> list[list[str]]:
    """One numbered block for each must rule that the letter does not meet."""
    found = items(report, "must", "gap")
    by_house = any(item.set_by_house for item in found)
    title = "MISSING: required by law" + (" or by your own rules" if by_house else "")
    blocks = [_heading(title, width, colour)] if found else []
    for number, item in enumerate(found, 1):
        first = f"{number:2}. "
        indent = " " * len(first)
        label = "The refusal" if item.about_letter and quotes_refusal(report, item) else ""
        lines = _several(item.messages, width, first, indent)
        # What the letter as a whole lacks has no words; what is quoted is the refusal.
        lines += _evidence(report, item, width, indent, label)
        blocks.append(lines + _remedy(item, width, indent))
    return blocks


def _open_questions(report: Report, width: int, colour: bool) -> list[list[str]]:
    """One numbered block for each must rule whose outcome a person has to decide."""
    found = items(report, "must", "unclear")
    blocks = [_heading("NOT CLEAR: read these lines and decide", width, colour)] if found else []
    for number, item in enumerate(found, 1):
        first = f"{number:2}. "
        indent = " " * len(first)
        lines = wrap(item.question, width, first)
        lines += _evidence(report, item, width, indent)
        if_not = [f"If not: {message}" for message in item.short_messages]
        lines += _several(if_not, width, indent, indent + "  ")
        blocks.append(lines + _remedy(item, width, indent))
    return blocks


def _brief(title: str, found: Sequence[Item], width: int, colour: bool) -> list[str]:
    """A list of points with the law or guidance behind each, and nothing else."""
    lines = [*_heading(title, width, colour), ""] if found else []
    for item in found:
        own = f"by itself {item.set_by_house}" if item.set_by_house else ""
        behind = "; ".join(filter(None, (*item.law, own)))
        source = f" ({behind})" if behind else ""
        for message in item.messages:
            lines += wrap(f"{message}{source}", width, "  - ")
    return lines


def _heading(title: str, width: int, colour: bool) -> list[str]:
    return [paint(line, "bold", colour) for line in wrap(title, width)]


def _evidence(report: Report, item: Item, width: int, indent: str, label: str = "") -> list[str]:
    """The words that an item rests on, and the places of those that are too many to quote."""
    document = report.document
    quoted, others = item.spans[:_QUOTES], item.spans[_QUOTES:]
    lines: list[str] = []
    for span in quoted:
        lines += quotation(document, span, width, indent, label)
    shown = {place(document, span) for span in quoted}
    places = [
        name for name in dict.fromkeys(place(document, s) for s in others) if name not in shown
    ]
    if places:
        lines += wrap(f"See also: {'; '.join(places)}", width, indent, indent + "  ")
    return lines


def _remedy(item: Item, width: int, indent: str) -> list[str]:
    """The law behind an item, and what to ask for."""
    lines: list[str] = []
    if item.law:
        lines += wrap(f"Law: {'; '.join(item.law)}", width, indent, indent + "  ")
    if item.set_by_house:
        told = f"Level: {item.points[0].level} by your own settings; by itself {item.set_by_house}"
        lines += wrap(told, width, indent, indent + "  ")
    asks = [f"Ask the authority to: {words.lower_first(advice)}" for advice in item.advice]
    return lines + _several(asks, width, indent, indent + "  ")


def _several(texts: Iterable[str], width: int, first: str, rest: str) -> list[str]:
    """Texts one below the other: only the first line begins with a number, if there is one."""
    starts = chain([first], repeat(" " * len(first)))
    return [
        line
        for text, start in zip(texts, starts, strict=False)
        for line in wrap(text, width, start, rest)
    ]
