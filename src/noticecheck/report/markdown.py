"""Reports -> Markdown, for a comment on a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from noticecheck.late import regex
from noticecheck.model import Report
from noticecheck.report import schedule, words
from noticecheck.report.about import About, set_aside
from noticecheck.report.claim_rows import HEADER, ClaimRow, claim_rows, letter_points
from noticecheck.report.items import Item, items, quotes_refusal, set_aside_items
from noticecheck.report.layout import clean, place, shorten
from noticecheck.report.schedule import schedule_rows, schedule_sentence
from noticecheck.report.verdict import verdict_sentence

MARK = "<!-- noticecheck -->"
"""By which a program finds its own comment again."""
_SIGNS = {"gap": "❌", "unclear": "❔", "met": "✅", "not_applicable": "–", "note": "✅"}
_SPECIAL = regex(r"[\\`*_{}\[\]+#!|<>~@$&]|:(?=//)|(?<=\bwww)\.|^[-=]|(?<=^\d)[.)]|(?<=^\d\d)[.)]")
_CALLS = regex(r"(?<=[@#])(?=\w)")
"""Where a person or another thread would be called, in spite of the backslash before."""
_QUOTES = 2
_ROWS = 40


def to_markdown(reports: Sequence[Report], about: About) -> str:
    """Write a section for each letter: verdict, table of claims, what is missing and unclear."""
    del about
    parts = [MARK, "## Refusal notices", *(part for r in reports for part in _section(r))]
    return "\n\n".join([*parts, f"_{words.DISCLAIMER}_"]) + "\n"


def _section(report: Report) -> Iterator[str]:
    yield f"### {_escape(report.document.path)}"
    yield f"**{_escape(verdict_sentence(report))}**"
    shown = report.warnings[:-1] if report.verdict == "not_assessed" else report.warnings
    if shown:
        yield "\n>\n".join(f"> Note: {_escape(text)}" for text in shown)
    if rows := claim_rows(report):
        yield _table(HEADER, (_claim_cells(row) for row in rows))
    if points := letter_points(report):
        yield "\n".join(f"- {_SIGNS[s]} {label}: {words.CELLS[s]}" for label, s in points)
    yield from _list("Missing: required by law", items(report, "must", "gap"), report)
    yield from _list("Not clear: read and decide", items(report, "must", "unclear"), report)
    better = items(report, "should", "gap")
    if better:
        listed = "\n".join(f"- {_escape(text)}" for item in better for text in item.messages)
        summary = f"Good practice, not required by law ({len(better)})"
        yield f"<details><summary>{summary}</summary>\n\n{listed}\n\n</details>"
    yield from _schedule(report)
    if listed := "\n".join(_set_aside(report)):
        yield f"<details><summary>Set aside</summary>\n\n{listed}\n\n</details>"


def _set_aside(report: Report) -> Iterator[str]:
    for item in set_aside_items(report):
        for text in dict.fromkeys(set_aside(point) for point in item.points):
            yield f"- {_escape(' '.join(item.messages))} {_escape(text)}"


def _claim_cells(row: ClaimRow) -> list[str]:
    cells = zip(row.statuses, row.cells, strict=True)
    signs = (f"{_SIGNS[status]} {cell}" for status, cell in cells)
    return [_escape(row.subject), row.aim, *signs]


def _schedule(report: Report) -> Iterator[str]:
    """The documents that are withheld, folded away; of many those that lack an exemption, for
    services limit the length of a comment."""
    rows = schedule_rows(report)
    if not rows:
        return
    summary = f"What is scheduled: {schedule_sentence(rows)}"
    shown = rows
    if len(rows) > _ROWS:
        shown = [row for row in rows if row.status in ("gap", "unclear")][:_ROWS]
        summary += f"; here are {len(shown)} without an exemption"
    table = _table(schedule.HEADER, ([_escape(text) for text in row.texts] for row in shown))
    yield f"<details><summary>{summary}</summary>\n\n{table}\n\n</details>"


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _list(title: str, found: Sequence[Item], report: Report) -> Iterator[str]:
    if not found:
        return
    yield f"#### {title}"
    lines: list[str] = []
    for number, item in enumerate(found, 1):
        unclear = item.points[0].status == "unclear"
        first = item.question if unclear else " ".join(item.messages)
        lines.append(f"{number}. {_escape(first)}")
        refusal = item.about_letter and quotes_refusal(report, item)
        for span in item.spans[:_QUOTES]:
            where = ("the refusal, " if refusal else "") + _escape(place(report.document, span))
            lines.append(f"   > {_escape(shorten(report.document.quote(span)))} ({where})")
            lines.append("")
        told = [f"If not: {text}" for text in item.short_messages] if unclear else []
        told += [f"What is asked for: {text}" for text in item.advice]
        told += [f"Law: {'; '.join(item.law)}"] if item.law else []
        if not item.spans:
            lines.append("")
        # Two blanks at its end break a line.
        lines.append("  \n".join(f"   {_escape(text)}" for text in told))
    yield "\n".join(lines)


def _escape(text: str) -> str:
    """Text that Markdown shows as it is: no link, no mention, no HTML."""
    shown = _SPECIAL.sub(r"\\\g<0>", clean(text))
    return _CALLS.sub("<!-- -->", shown)
