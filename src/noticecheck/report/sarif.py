"""Reports -> SARIF 2.1.0, the format in which static analysis is exchanged (OASIS standard)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from noticecheck.late import regex
from noticecheck.model import Assessment, Level, Report, Span, Status
from noticecheck.report.about import (
    About,
    column,
    fingerprints,
    is_whole_file,
    lines_of,
    message,
    set_aside,
    where,
)
from noticecheck.report.layout import clean, place
from noticecheck.report.statutes import link
from noticecheck.report.verdict import reason_not_assessed
from noticecheck.version import VERSION

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "noticecheck/v1"
_NO_BYTE = regex("[\ud800-\udc7f\udd00-\udfff]")
"""Surrogates that stand for no byte of a path."""
_WORD = regex("[A-Za-z]{2,}")
_KINDS: Mapping[Status, str] = {
    "met": "pass",
    "gap": "fail",
    "unclear": "review",
    "not_applicable": "notApplicable",
    "note": "informational",
}
_LEVELS: Mapping[Level, str] = {"must": "error", "should": "warning", "info": "note"}


def to_sarif(reports: Sequence[Report], about: About) -> str:
    """Write one run with every assessment of every report."""
    named = dict.fromkeys(point.rule for report in reports for point in report.assessments)
    indexes = {rule: index for index, rule in enumerate(named)}
    # The standard has each once; letters whose paths are blanked may be told as one.
    told = [json.dumps(_artifact(report)) for report in reports]
    artifacts = {artifact: index for index, artifact in enumerate(dict.fromkeys(told))}
    places = [artifacts[artifact] for artifact in told]
    results = [
        _result(report, place, point, indexes[point.rule], mark)
        for place, report in zip(places, reports, strict=True)
        for point, mark in zip(report.assessments, fingerprints(report), strict=True)
    ]
    run = {
        "tool": {"driver": _driver(list(named), about)},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(reports, places)],
        "artifacts": [json.loads(artifact) for artifact in artifacts],
        "results": results,
    }
    points = [point for report in reports for point in report.assessments]
    if any(point.set_aside for point in points):
        # The standard has it for all results of a run or for none.
        for result, point in zip(results, points, strict=True):
            result["suppressions"] = _suppressions(point)
    whole = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(whole, indent=2, ensure_ascii=True) + "\n"


def _suppressions(point: Assessment) -> list[dict[str, str]]:
    if point.set_aside is None:
        return []
    return [{"kind": "external", "status": "accepted", "justification": set_aside(point)}]


def _driver(rules: Sequence[str], about: About) -> dict[str, Any]:
    return {
        "name": "noticecheck",
        "version": VERSION,
        "semanticVersion": VERSION,
        "rules": [_rule(name, about) for name in rules],
    }


def _rule(name: str, about: About) -> dict[str, Any]:
    rule = about.rules.get(name)
    if rule is None:
        return {"id": name}
    laws = [law.citation for law in rule.law]
    words = [f"{law.citation}: “{law.quote}”" for law in rule.law if law.quote]
    sources = [f"Source: {source}" for source in rule.sources]
    told = [rule.advise, *(words or laws), *sources]
    read_at = [*map(link, laws), *(text for text in rule.sources if text.startswith("https://"))]
    addresses = [address for address in read_at if address]
    more = {"helpUri": addresses[0]} if addresses else {}
    return more | {
        "id": name,
        "name": "".join(word.capitalize() for word in _WORD.findall(rule.title)),
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": f"{rule.title}. {'; '.join(laws)}."},
        "help": {
            "text": "\n".join(told),
            "markdown": "\n\n".join([f"**{rule.title}**", *told]),
        },
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
        "properties": {"element": rule.element, "tags": [rule.element, rule.level, rule.pack]},
    }


def _invocation(reports: Sequence[Report], places: Sequence[int]) -> dict[str, Any]:
    unread = [report for report in reports if report.verdict == "not_assessed"]
    notes = [
        _notification(report, index, text, "warning")
        for index, report in zip(places, reports, strict=True)
        if report.verdict != "not_assessed"
        for text in report.warnings
    ]
    notes += [
        _notification(report, index, f"Not assessed: {reason_not_assessed(report)}.", "error")
        for index, report in zip(places, reports, strict=True)
        if report.verdict == "not_assessed"
    ]
    return {"executionSuccessful": not unread, "toolExecutionNotifications": notes}


def _notification(report: Report, index: int, text: str, level: str) -> dict[str, Any]:
    location = {"uri": uri(report.document.path), "index": index}
    return {
        "level": level,
        "message": {"text": clean(text)},
        "locations": [{"physicalLocation": {"artifactLocation": location}}],
    }


def _artifact(report: Report) -> dict[str, Any]:
    document = report.document
    found: dict[str, Any] = {
        "location": {"uri": uri(document.path)},
        "mimeType": document.media_type,
    }
    if document.sha256:
        found["hashes"] = {"sha-256": document.sha256}
    return found


def uri(path: str, form: type[PurePath] = PurePath) -> str:
    """A path as SARIF has it: relative ones stay so, blanks and the like are escaped.

    `form` is how paths are written where it comes from: C:\\a.txt is file:///C:/a.txt, and
    \\\\host\\share\\a.txt file://host/share/a.txt.
    """
    pure = form(path)
    name = _NO_BYTE.sub("\N{REPLACEMENT CHARACTER}", pure.as_posix())
    drive = pure.drive if pure.is_absolute() and pure.drive.endswith(":") else ""
    text = drive + quote(name[len(drive) :].encode("utf-8", "surrogateescape"), safe="/")
    if drive:
        return f"file:///{text}"
    if pure.is_absolute():
        return f"file:{text}" if text.startswith("//") else f"file://{text}"
    return "stdin" if path == "-" else text


def _result(
    report: Report, index: int, point: Assessment, rule_index: int, mark: str
) -> dict[str, Any]:
    kind = _KINDS[point.status]
    spans = point.evidence or (None,)
    result: dict[str, Any] = {
        "ruleId": point.rule,
        "ruleIndex": rule_index,
        "kind": kind,
        # Of other kinds the standard allows no level but this.
        "level": _LEVELS[point.level] if kind == "fail" else "none",
        "message": {"text": _told(report, point)},
        "locations": [_location(report, index, spans[0])],
        "partialFingerprints": {FINGERPRINT: mark},
        "properties": {
            "element": point.element,
            "requirement": point.level,
            "subject": point.subject,
            "effect": point.effect,
            "status": point.status,
            "confidence": point.confidence,
            "law": list(point.law),
            "advice": point.advice,
        },
    }
    if point.evidence[1:]:
        result["relatedLocations"] = [
            _location(report, index, span, number)
            for number, span in enumerate(point.evidence[1:], 1)
        ]
    return result


def _told(report: Report, point: Assessment) -> str:
    said = message(point) or f"{point.rule}: {point.status.replace('_', ' ')}"
    if not point.message or not point.evidence or lines_of(report, point.evidence[0]):
        return said
    return f"{said} [{where(report, point)}]"


def _location(
    report: Report, index: int, span: Span | None, number: int | None = None
) -> dict[str, Any]:
    """A place in the file; where it has no lines, the page or paragraph in words."""
    document = report.document
    region = _region(report, span) if span is not None else None
    found: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": uri(document.path), "index": index},
            # Code scanning shows only what has a line: what concerns the whole stands at its top.
            "region": region or {"startLine": 1},
        }
    }
    if span is not None and region is None:
        found["logicalLocations"] = [{"fullyQualifiedName": clean(place(document, span))}]
        found["message"] = {"text": clean(document.quote(span)) or place(document, span)}
    if number is not None:
        found["id"] = number
    return found


def _region(report: Report, span: Span) -> dict[str, Any] | None:
    """Lines and columns, counted from 1, the end behind the last character; offsets into the text
    only where they are offsets into the file."""
    if lines_of(report, span) is None:
        return None
    document = report.document
    found: dict[str, Any] = {
        "startLine": document.line(span.start),
        "startColumn": column(document, span.start),
        "endLine": document.line(span.end),
        "endColumn": column(document, span.end),
    }
    if is_whole_file(document):
        found |= {"charOffset": span.start, "charLength": span.end - span.start}
    return found | {"snippet": {"text": document.quote(span)}}
