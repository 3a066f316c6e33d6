"""Findings that were there before: told apart from new ones by what does not move."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from noticecheck.corrections.told import told_of_set_aside
from noticecheck.model import Assessment, Report, SetAside, Span

SCHEMA = "noticecheck.baseline/1"
_COUNTED = {("must", "gap"), ("must", "unclear"), ("should", "gap")}
"""Levels and statuses that --fail-on may count."""
_WORD = re.compile(r"\w+")
_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Known:
    """One finding of a baseline."""

    fingerprint: str
    path: str
    """Of its letter, from the folder of the baseline, with forward slashes."""
    rule: str
    subject: str | None
    effect: str | None
    status: str

    def as_dict(self) -> dict[str, Any]:
        """As the file of a baseline has it."""
        return {name: getattr(self, name) for name in self.__slots__}


def fingerprint(point: Assessment, report: Report, path: str) -> str:
    """What a finding is known by wherever it stands: its letter, rule, subject and effect, and the
    words that it rests on, without their case, blanks and marks.

    What the letter as a whole lacks has no words: that one refusal is quoted for it tells nothing.
    Reports for other programs know findings by the same (report/about.py).
    """
    refusals = _refusals(report) if point.subject is None else []
    spans = [s for s in point.evidence if not any(s.overlaps(refusal) for refusal in refusals)]
    quoted = " ".join(report.document.quote(span) for span in spans)
    words = " ".join(_WORD.findall(quoted.casefold()))
    parts = (path, point.rule, point.subject or "", point.effect or "", words)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:_LENGTH]


def _refusals(report: Report) -> list[Span]:
    notice = report.notice
    if notice is None:
        return []
    cited = [citation.span for claim in notice.claims for citation in claim.citations]
    return [*cited, notice.unnamed] if notice.unnamed else cited


def findings(report: Report, path: str) -> tuple[Known, ...]:
    """All that a baseline takes note of in a report: what nobody has set aside."""
    return tuple(
        Known(
            fingerprint(point, report, path),
            path, point.rule, point.subject, point.effect, point.status,
        )
        for point in report.assessments
        if (point.level, point.status) in _COUNTED and point.set_aside is None
    )  # fmt: skip


def with_baseline(
    report: Report, path: str, known: Mapping[str, Known], source: str
) -> tuple[Report, frozenset[str]]:
    """The report with the findings set aside that a baseline knows, and their fingerprints.

    What was unclear and is a gap now is new.
    """
    met: set[str] = set()
    points: list[Assessment] = []
    for point in report.assessments:
        if (point.level, point.status) in _COUNTED and point.set_aside is None:
            print_ = fingerprint(point, report, path)
            one = known.get(print_)
            if one is not None and (one.status == "gap" or point.status == "unclear"):
                met.add(print_)
                why = SetAside("baseline", "it is in the baseline", None, source)
                point = replace(point, set_aside=why)
        points.append(point)
    told = told_of_set_aside([p for p in points if p.set_aside and p.set_aside.by == "baseline"])
    found = replace(report, assessments=tuple(points), warnings=(*report.warnings, *told))
    return found, frozenset(met)


def gone(known: Sequence[Known], met: frozenset[str], paths: frozenset[str]) -> list[Known]:
    """What a baseline knows of letters that were checked, and what is there no more."""
    return [one for one in known if one.path in paths and one.fingerprint not in met]
