"""Reports -> Markdown, for a comment on a change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from noticecheck.late import regex
from noticecheck.model import Report
from noticecheck.report import words
from noticecheck.report.about import About
from noticecheck.report.claim_rows import HEADER, claim_rows, letter_points
from noticecheck.report.items import Item, items
from noticecheck.report.layout import clean, place, shorten
from noticecheck.report.verdict import verdict_sentence

MARK = "<!-- noticecheck -->"
"""By which a program finds its own comment again."""
_SIGNS = {"gap": "❌", "unclear": "❔", "met": "✅", "not_applicable": "–", "note": "✅"}
_SPECIAL = regex(r"([\\`*_{}\[\]#+!|<>~@])")
_QUOTES = 2


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
        yield "\n".join(f"> Note: {_escape(text)}" for text in shown)
    if rows := claim_rows(report):
        lines = [" | ".join(HEADER), " | ".join("---" for _ in HEADER)]
        for row in rows:
            signs = (
                f"{_SIGNS[status]} {cell}"
                for status, cell in zip(row.statuses, row.cells, strict=True)
            )
            lines.append(" | ".join([_escape(row.subject), row.aim, *signs]))
        yield "\n".join(f"| {line} |" for line in lines)
    if points := letter_points(report):
        yield "\n".join(f"- {_SIGNS[s]} {label}: {words.CELLS[s]}" for label, s in points)
    yield from _list("Missing: required by law", items(report, "must", "gap"), report)
    yield from _list("Not clear: read and decide", items(report, "must", "unclear"), report)
    better = items(report, "should", "gap")
    if better:
        listed = "\n".join(f"- {_escape(text)}" for item in better for text in item.messages)
        summary = f"Good practice, not required by law ({len(better)})"
        yield f"<details><summary>{summary}</summary>\n\n{listed}\n\n</details>"


def _list(title: str, found: Sequence[Item], report: Report) -> Iterator[str]:
    if not found:
        return
    yield f"#### {title}"
    lines: list[str] = []
    for number, item in enumerate(found, 1):
        first = item.question if item.points[0].status == "unclear" else " ".join(item.messages)
        lines.append(f"{number}. {_escape(first)}")
        for span in item.spans[:_QUOTES]:
            where = place(report.document, span)
            lines.append(f"   > {_escape(shorten(report.document.quote(span)))} ({where})")
            lines.append("")
        told = [*item.advice, f"Law: {'; '.join(item.law)}" if item.law else ""]
        lines += [f"   {_escape(text)}" for text in told if text]
    yield "\n".join(lines)


def _escape(text: str) -> str:
    """Text that Markdown shows as it is: no link, no mention, no HTML."""
    return _SPECIAL.sub(r"\\\1", clean(text))
