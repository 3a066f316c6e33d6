"""Reports -> JUnit's XML, as Jenkins, GitLab, Azure and others read it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Sequence

from noticecheck.late import regex
from noticecheck.model import Assessment, Report
from noticecheck.report.about import About, file_of, message
from noticecheck.report.layout import clean, harmless, place
from noticecheck.report.outcome import fails
from noticecheck.report.verdict import reason_not_assessed, verdict_sentence

_NOT_XML = regex("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_junit(reports: Sequence[Report], about: About) -> str:
    """Write a suite for each letter and in it a test for each duty that arises.

    A gap that `--fail-on` counts is a failure; one that it does not, and what is unclear, is
    skipped with its message; a letter that was not assessed is an error.
    """
    root = ET.Element("testsuites", name="noticecheck")
    totals = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
    for number, report in enumerate(reports):
        suite = ET.SubElement(root, "testsuite", name=_xml(report.document.path), time="0")
        counts = _fill(suite, report, about, about.fails_on(number))
        for name, count in counts.items():
            suite.set(name, str(count))
            totals[name] += count
    for name, count in totals.items():
        root.set(name, str(count))
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _fill(suite: ET.Element, report: Report, about: About, fail_on: str) -> dict[str, int]:
    counts = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
    if report.verdict == "not_assessed":
        counts["tests"] = counts["errors"] = 1
        case = _case(suite, report, "the letter is assessed")
        ET.SubElement(case, "error", message=_xml(reason_not_assessed(report)))
        return counts
    names: Counter[str] = Counter()
    for point in report.assessments:
        if point.status == "not_applicable":
            continue
        counts["tests"] += 1
        name = f"{point.rule}: {about.title(point)}"
        again = names[name] = names[name] + 1
        case = _case(suite, report, name if again == 1 else f"{name} [{point.effect}]")
        if outcome := _outcome(report, point, fail_on):
            counts["failures" if outcome == "failure" else "skipped"] += 1
            told = ET.SubElement(case, outcome, message=_xml(message(point)))
            if outcome == "failure":
                told.set("type", point.level)
            told.text = _xml(_quoted(report, point))
    told = ET.SubElement(suite, "system-out")
    told.text = _xml("\n".join([verdict_sentence(report), *report.warnings]))
    return counts


def _case(suite: ET.Element, report: Report, name: str) -> ET.Element:
    # Some servers tell tests apart by class and name alone, and group classes at full stops.
    path = file_of(report.document).replace(".", "_").replace("/", ".")
    return ET.SubElement(suite, "testcase", name=_xml(name), classname=_xml(path), time="0")


def _outcome(report: Report, point: Assessment, fail_on: str) -> str:
    if point.status in ("met", "note"):
        return ""
    only = Report(
        report.document, report.notice, (point,), report.verdict, (), report.packs,
        report.rules_hash,
    )  # fmt: skip
    return "failure" if fails(only, fail_on) else "skipped"


def _quoted(report: Report, point: Assessment) -> str:
    document = report.document
    return "\n".join(
        f'{place(document, span)}: "{clean(document.quote(span))}"' for span in point.evidence
    )


def _xml(text: str) -> str:
    """Text without what no XML can hold, and what would act on the reader's screen."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", harmless(text))
