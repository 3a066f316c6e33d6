"""Reports -> what shows findings beside the lines of a change: GitHub's workflow commands, and
GitLab's code quality report."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from noticecheck.model import Assessment, Level, Report, Status
from noticecheck.report.about import About, findings, fingerprints, lines_of, message, where
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
    path = report.document.path
    if report.verdict == "not_assessed":
        fields = {"file": path, "title": "noticecheck: not assessed"}
        yield _command("error", fields, reason_not_assessed(report))
        return
    for point in findings(report):
        command = _GITHUB.get((point.level, point.status))
        if command is None:
            continue
        command = "notice" if point.set_aside else command
        fields = {"file": path, **_lines(report, point), "title": about.title(point)}
        place = where(report, point)
        yield _command(command, fields, f"{message(point)} [{place}]" if place else message(point))


def _lines(report: Report, point: Assessment) -> dict[str, str]:
    lines = lines_of(report, point.evidence[0]) if point.evidence else None
    return {} if lines is None else {"line": str(lines[0]), "endLine": str(lines[1])}


def _command(name: str, fields: Mapping[str, str], text: str) -> str:
    told = ",".join(f"{key}={_property(value)}" for key, value in fields.items())
    return f"::{name} {told}::{_data(clean(text))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def to_gitlab(reports: Sequence[Report], about: About) -> str:
    """Write the JSON that GitLab takes as the artifact `codequality`."""
    found = [issue for report in reports for issue in _issues(report)]
    return json.dumps(found, indent=2, ensure_ascii=True) + "\n"


def _issues(report: Report) -> Iterator[dict[str, object]]:
    if report.verdict == "not_assessed":
        yield _issue(report, "noticecheck", reason_not_assessed(report), "critical", "unread", 1)
        return
    for point, mark in zip(report.assessments, fingerprints(report), strict=True):
        severity = _GITLAB.get((point.level, point.status))
        if severity is not None:
            severity = "info" if point.set_aside else severity
            lines = lines_of(report, point.evidence[0]) if point.evidence else None
            first = lines[0] if lines else 1
            yield _issue(report, point.rule, message(point), severity, mark, first)


def _issue(
    report: Report, check: str, text: str, severity: str, mark: str, line: int
) -> dict[str, object]:
    return {
        "description": clean(text),
        "check_name": check,
        # Two letters may lack the same: within a report each has its own.
        "fingerprint": f"{mark}@{report.document.path}",
        "severity": severity,
        "location": {"path": report.document.path, "lines": {"begin": line}},
    }
