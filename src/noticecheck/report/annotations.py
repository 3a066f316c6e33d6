"""Reports -> what shows findings beside the lines of a change: GitHub's workflow commands, and
GitLab's code quality report."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence

from noticecheck.model import Assessment, Level, Report, Status
from noticecheck.report.about import (
    About,
    column,
    file_of,
    findings,
    fingerprints,
    lines_of,
    message,
    where,
)
from noticecheck.report.layout import clean
from noticecheck.report.verdict import reason_not_assessed

_GITHUB: Mapping[tuple[Level, Status], str] = {
    ("must", "gap"): "error",
    ("must", "unclear"): "warning",
    ("should", "gap"): "notice",
}
_GITLAB: Mapping[tuple[Level, Status], str] = {
    ("must", "gap"): "major",
    ("must", "unclear"): "minor",
    ("should", "gap"): "info",
}


def to_github(reports: Sequence[Report], about: About) -> str:
    """Write a workflow command for each finding; GitHub shows it where the words stand."""
    return "".join(line + "\n" for report in reports for line in _commands(report, about))


def _commands(report: Report, about: About) -> Iterator[str]:
    path = file_of(report.document)
    if report.verdict == "not_assessed":
        fields = {"file": path, "title": "noticecheck: not assessed"}
        yield _command("error", fields, reason_not_assessed(report))
        return
    for text in report.warnings:
        yield _command("notice", {"file": path, "title": "noticecheck"}, text)
    for point in findings(report):
        command = _GITHUB.get((point.level, point.status))
        if command is None:
            continue
        command = "notice" if point.set_aside else command
        lines = _lines(report, point)
        fields = {"file": path, **lines, "title": about.title(point)}
        place = "" if lines else where(report, point)
        yield _command(command, fields, f"{message(point)} [{place}]" if place else message(point))


def _lines(report: Report, point: Assessment) -> dict[str, str]:
    """Where GitHub shows it; it understands columns within one line only."""
    span = point.evidence[0] if point.evidence else None
    lines = lines_of(report, span) if span else None
    if span is None or lines is None:
        return {}
    found = {"line": str(lines[0]), "endLine": str(lines[1])}
    if lines[0] == lines[1]:
        first = column(report.document, span.start)
        found |= {"col": str(first), "endColumn": str(first + span.end - span.start)}
    return found


def _command(name: str, fields: Mapping[str, str], text: str) -> str:
    told = ",".join(f"{key}={_property(clean(value))}" for key, value in fields.items())
    return f"::{name} {told}::{_data(clean(text))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def to_gitlab(reports: Sequence[Report], about: About) -> str:
    """Write the JSON that GitLab takes as the artifact `codequality`."""
    del about
    found = [issue for report in reports for issue in _issues(report)]
    return json.dumps(found, indent=2, ensure_ascii=True) + "\n"


def _issues(report: Report) -> Iterator[dict[str, object]]:
    path = file_of(report.document)
    if report.verdict == "not_assessed":
        mark = hashlib.sha256(f"{path} unread".encode("utf-8", "replace")).hexdigest()[:32]
        yield _issue(path, "noticecheck", reason_not_assessed(report), "critical", mark, 1)
        return
    # Two letters may lack the same: each needs a fingerprint of its own.
    for point, mark in zip(report.assessments, fingerprints(report, path), strict=True):
        severity = _GITLAB.get((point.level, point.status))
        if severity is not None:
            severity = "info" if point.set_aside else severity
            lines = lines_of(report, point.evidence[0]) if point.evidence else None
            place = where(report, point)
            # No line leads to a place in another kind of file: words do.
            text = f"{message(point)} [{place}]" if place and lines is None else message(point)
            yield _issue(path, point.rule, text, severity, mark, lines[0] if lines else 1)


def _issue(
    path: str, check: str, text: str, severity: str, mark: str, line: int
) -> dict[str, object]:
    return {
        "description": clean(text),
        "check_name": check,
        "fingerprint": mark,
        "severity": severity,
        "location": {"path": clean(path), "lines": {"begin": line}},
    }
