"""A report as rows of the tables: one of notices, and one of assessments for each that applies."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import Any

from noticecheck.late import dataclass, regex
from noticecheck.model import Assessment, Document, Report
from noticecheck.report.structure import claim_values

Row = dict[str, Any]

_LONGEST_QUOTE = 300
_DAY_FIRST = regex(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")


@dataclass(frozen=True, slots=True)
class Given:
    """What the source itself says of a letter."""

    authority: str | None = None
    date: str | None = None
    more: Mapping[str, str | None] = field(default_factory=dict)
    """Its other columns, under the names that they have in the table."""


NOTHING = Given()
"""Of a letter of which its source says no more than its name."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a letter is found again."""

    source: str | None = None
    """The file that it was read from, as the command named it: its own, or the table, mailbox or
    archive that it is in."""
    row: int | None = None
    """Its number in a table or mailbox, counted from 1."""


NOWHERE = Place()


def letter_id(path: str, sha256: str, earlier: int = 0) -> str:
    """16 hex digits, from the name of a letter within its source and its content.

    Where `earlier` letters of an audit had the same name and content, their number counts too.
    """
    text = f"{path}\0{sha256}\0{earlier}" if earlier else f"{path}\0{sha256}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def letter_of(document: Document, earlier: int = 0) -> str:
    """The id of a letter that was read."""
    return letter_id(storable(document.path), document.sha256, earlier)


def notice_row(
    report: Report, given: Given = NOTHING, place: Place = NOWHERE, letter: str = ""
) -> Row:
    """The row of notices; `duplicate_of` and `boilerplate` are not known yet.

    `letter` is its id, where that is not the one of the first letter of its name and content.
    """
    document, notice = report.document, report.notice
    day = _day(given.date)
    warnings = list(report.warnings)
    if given.date and day is None:
        warnings.append(f'"{given.date[:40]}" is no date that noticecheck knows')
    if day is None and notice is not None:
        day = notice.dated
    row: Row = {
        "letter": letter or letter_of(document),
        "path": storable(document.path),
        "source": place.source and storable(place.source),
        "row": place.row,
        "sha256": document.sha256,
        "media_type": document.media_type,
        "characters": len(document.text),
        "pages": None if document.pages is None else len(document.pages),
        "authority": given.authority or (notice.authority if notice else None),
        "date": day,
        "year": day.year if day else None,
        "verdict": report.verdict,
        "gaps": _count(report, "gap"),
        "unclear": _count(report, "unclear"),
        "warnings": [storable(warning) for warning in warnings],
        "duplicate_of": None,
        "boilerplate": None,
    }
    if notice is not None:
        row |= {
            "authority_in_letter": notice.authority,
            "reference": notice.reference,
            "received": notice.received,
            "dated": notice.dated,
            "kind": notice.kind,
            "regimes": list(notice.regimes),
            "complete": notice.complete,
            "claims": [claim_values(claim) for claim in notice.claims],
        }
    return row | dict(given.more)


def assessment_rows(report: Report, letter: str = "") -> list[Row]:
    """The rows of assessments, in the order of the report, but for what does not apply."""
    document = report.document
    letter = letter or letter_of(document)
    decides = frozenset(report.decided_by)
    has_pages = document.pages is not None or bool(document.places)
    rows: list[Row] = []
    for point in report.assessments:
        if point.status == "not_applicable":
            continue
        # There are some thirty of them a letter: their making is most of what a row costs.
        start, end = point.evidence[0] if point.evidence else (None, None)
        rows.append(
            {
                "letter": letter,
                "rule": point.rule,
                "element": point.element,
                "level": point.level,
                "subject": point.subject,
                "effect": point.effect,
                "status": point.status,
                "confidence": point.confidence,
                "message": point.message,
                "law": "; ".join(point.law),
                "decides": bool(decides) and point.key in decides,
                "start": start,
                "end": end,
                "line": None if start is None else document.line(start),
                "page": document.page(start) if has_pages and start is not None else None,
                "quote": None if start is None else document.text[start:end][:_LONGEST_QUOTE],
            }
        )
    return rows


def error_row(path: str, sha256: str, stage: str, reason: str, place: Place = NOWHERE) -> Row:
    """The row of errors; `stage` is one of those that tables.py names."""
    return {
        "path": storable(path), "source": place.source and storable(place.source),
        "row": place.row, "sha256": sha256 or None, "stage": stage, "reason": storable(reason),
    }  # fmt: skip


def _count(report: Report, status: str) -> int:
    points: Sequence[Assessment] = report.assessments
    return sum(1 for point in points if point.level == "must" and point.status == status)


def storable(text: str) -> str:
    """Bytes of a path that are no characters cannot stand in a table: their escapes can."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _day(text: str | None) -> date | None:
    """A day as tables give it: 2024-03-05, with or without a time, or 5/3/2024 (5 March)."""
    if not text:
        return None
    plain = text.strip()
    try:
        if found := _DAY_FIRST.match(plain):
            day, month, year = map(int, found.groups())
            return date(year, month, day)
        return date.fromisoformat(plain[:10])
    except ValueError:
        return None
