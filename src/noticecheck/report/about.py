"""What reporters know besides the reports: the rules behind them, and what counts as a failure."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import PurePath

from noticecheck.corrections.baseline import fingerprint
from noticecheck.language.model import Rule
from noticecheck.late import dataclass
from noticecheck.model import Assessment, Document, Report, Span
from noticecheck.report import words
from noticecheck.report.layout import clean, place

_FINDINGS = ("gap", "unclear", "note")


@dataclass(frozen=True, slots=True)
class About:
    """What a run was made with."""

    rules: Mapping[str, Rule] = field(default_factory=dict)
    """By full id; a rule that is not there goes by its id."""
    fail_on: tuple[str, ...] = ()
    """What counts as a failure in each report, of `outcome.FAIL_ON`; `must` where it is left out.
    Configurations may differ from letter to letter."""

    def fails_on(self, number: int) -> str:
        """What counts as a failure in a report, counted from 0."""
        return self.fail_on[number] if number < len(self.fail_on) else "must"

    def title(self, point: Assessment) -> str:
        """The duty in a few words, and the provision that it concerns."""
        rule = self.rules.get(point.rule)
        title = rule.title if rule else point.rule
        return f"{title} ({words.provision(point.subject)})" if point.subject else title


def about_rules(rules: Sequence[Rule], fail_on: Sequence[str] = ()) -> About:
    """What reporters are told of these rules, and of what fails in each report."""
    return About({rule.full_id: rule for rule in rules}, tuple(fail_on))


def findings(report: Report) -> Iterator[Assessment]:
    """What a report has to tell of: gaps, what is unclear, notes; in the order of the rules."""
    return (point for point in report.assessments if point.status in _FINDINGS)


def where(report: Report, point: Assessment) -> str:
    """In which place of its file the words of a finding stand; "" where it has none."""
    return clean(place(report.document, point.evidence[0])) if point.evidence else ""


def message(point: Assessment) -> str:
    """What was found, why it is set aside, what to do about it, and the law, on one line."""
    law = f"({'; '.join(point.law)})" if point.law else ""
    aside = f"[{set_aside(point)}]" if point.set_aside else ""
    texts = (aside, clean(point.message), clean(point.advice), law)
    return " ".join(text for text in texts if text)


def set_aside(point: Assessment) -> str:
    """Why a finding does not count; "" for one that does."""
    why = point.set_aside
    if why is None:
        return ""
    if why.by == "baseline":
        return f"Known before: {clean(why.source)}"
    until = f", until {why.until:%Y-%m-%d}" if why.until else ""
    return f"Suppressed: {clean(why.reason)}{until}"


def file_of(document: Document) -> str:
    """The path of a letter as programs know it: with forward slashes, without "./"."""
    return PurePath(document.path).as_posix()


def is_whole_file(document: Document) -> bool:
    """Whether the text is its file byte for byte, so that offsets into one are into the other."""
    data = document.text.encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest() == document.sha256


def lines_of(report: Report, span: Span) -> tuple[int, int] | None:
    """The first and last line of a span in its file; None where the file has no lines of its own,
    or holds other letters too, so that lines of what was read from it would lead nowhere."""
    document = report.document
    if document.media_type not in ("text/plain", "text/markdown"):
        return None
    # The letters of one file are called FILE#NAME; so may a file be.
    if "#" in document.path and not is_whole_file(document):
        return None
    return document.line(span.start), document.line(max(span.start, span.end - 1))


def column(document: Document, offset: int) -> int:
    """The column, counted from 1 in characters, on which an offset stands."""
    return offset - document.text.rfind("\n", 0, offset)


def fingerprints(report: Report, path: str = "") -> list[str]:
    """For each assessment what stays the same where only its place in the letter changes; alike
    ones are counted. A baseline knows findings by the same. Without a path, letters that lack the
    same have the same."""
    seen: Counter[str] = Counter()
    found = []
    for point in report.assessments:
        digest = fingerprint(point, report, path)
        seen[digest] += 1
        found.append(f"{digest}:{seen[digest]}")
    return found
