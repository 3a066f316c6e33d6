"""Report -> JSON, in the versioned format that docs/report.schema.json describes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from noticecheck.model import (
    Assessment,
    Claim,
    Correction,
    Document,
    Item,
    Mention,
    Notice,
    Report,
    SetAside,
    Span,
)
from noticecheck.version import VERSION

SCHEMA = "noticecheck.report/1"


def to_dict(report: Report) -> dict[str, Any]:
    """Turn a report into plain dicts, lists, strings and numbers, ready for JSON."""
    document = report.document
    found: dict[str, Any] = {
        "schema": SCHEMA,
        "document": {
            "path": document.path,
            "sha256": document.sha256,
            "media_type": document.media_type,
            "characters": len(document.text),
            "pages": None if document.pages is None else len(document.pages),
            "warnings": list(report.warnings),
        },
        "notice": _no_notice() if report.notice is None else _notice(report.notice),
        "assessments": [_assessment(document, point) for point in report.assessments],
        "verdict": report.verdict,
        "decided_by": list(report.decided_by),
        "rules": {"packs": list(report.packs), "hash": report.rules_hash},
        "tool": {"name": "noticecheck", "version": VERSION},
    }
    if report.corrections:
        found["corrections"] = [{"what": one.what, **_why(one)} for one in report.corrections]
    if report.levels:
        found["levels"] = [
            {"rule": one.rule, "own": one.own, "level": one.level, "source": one.source}
            for one in report.levels
        ]
    return found


def to_json(report: Report | Sequence[Report], *, ascii_only: bool = False) -> str:
    """Write one report, or a list of them, as indented JSON, without a line end."""
    import json

    whole = to_dict(report) if isinstance(report, Report) else [to_dict(one) for one in report]
    text = json.dumps(whole, indent=2, ensure_ascii=ascii_only)
    # Bytes of a path that are no characters have no UTF-8; their escape is one of JSON too.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def to_jsonl_line(report: Report) -> str:
    """Write one report as a single line of ASCII, without a line end.

    ASCII, because some tools also split lines at U+0085 and U+2028, which letters contain.
    """
    import json

    return json.dumps(to_dict(report), ensure_ascii=True)


def _notice(notice: Notice) -> dict[str, Any]:
    document = notice.document
    found: dict[str, Any] = {
        "kind": notice.kind,
        "regimes": list(notice.regimes),
        "authority": notice.authority,
        "reference": notice.reference,
        "received": notice.received.isoformat() if notice.received else None,
        "dated": notice.dated.isoformat() if notice.dated else None,
        "complete": notice.complete,
        "claims": [_claim(document, claim) for claim in notice.claims],
        "mentions": [_mention(document, mention) for mention in notice.mentions],
    }
    # Only letters with a schedule have any.
    if notice.items:
        found["items"] = [_item(document, item) for item in notice.items]
    return found


def _no_notice() -> dict[str, Any]:
    """The notice of a document that could not be read: every key, and nothing known."""
    return {
        "kind": "other",
        "regimes": [],
        "authority": None,
        "reference": None,
        "received": None,
        "dated": None,
        "complete": False,
        "claims": [],
        "mentions": [],
    }


def claim_values(claim: Claim) -> dict[str, Any]:
    """A claim without the places at which it stands."""
    return {
        "provision": claim.provision,
        "effect": claim.effect,
        "test": claim.test,
        "conditions": list(claim.conditions),
        "confidence": claim.confidence,
    }


def _claim(document: Document, claim: Claim) -> dict[str, Any]:
    citations = [_span(document, citation.span) for citation in claim.citations]
    return claim_values(claim) | {"citations": citations}


def _mention(document: Document, mention: Mention) -> dict[str, Any]:
    return {
        "provision": mention.provision,
        "role": mention.role,
        "span": _span(document, mention.span),
    }


def _item(document: Document, item: Item) -> dict[str, Any]:
    return {
        "label": item.label,
        "description": document.quote(item.description),
        "status": item.status,
        "provisions": list(item.provisions),
        "span": _span(document, item.span),
    }


def _assessment(document: Document, point: Assessment) -> dict[str, Any]:
    found: dict[str, Any] = {
        "rule": point.rule,
        "element": point.element,
        "level": point.level,
        "subject": point.subject,
        "effect": point.effect,
        "status": point.status,
        "confidence": point.confidence,
        "message": point.message,
        "advice": point.advice,
        "law": list(point.law),
        "evidence": [_span(document, span) for span in point.evidence],
    }
    # What only a house's own settings add.
    if point.rule_level is not None:
        found["rule_level"] = point.rule_level
    if point.set_aside is not None:
        found["set_aside"] = {"by": point.set_aside.by, **_why(point.set_aside)}
    return found


def _why(one: SetAside | Correction) -> dict[str, str | None]:
    until = one.until.isoformat() if one.until else None
    return {"reason": one.reason, "until": until, "source": one.source}


def _span(document: Document, span: Span) -> dict[str, Any]:
    place = document.place(span)
    found: dict[str, Any] = {
        "start": span.start,
        "end": span.end,
        "line": document.line(span.start),
        "page": document.page(span.start),
        "text": document.quote(span),
    }
    # What only some formats know.
    if place.box is not None:
        found["box"] = [round(edge, 1) for edge in place.box]
    if place.paragraph is not None:
        found["paragraph"] = place.paragraph
    if place.part:
        found["part"] = place.part
    return found
