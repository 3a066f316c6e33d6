"""Every format of a report by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from noticecheck.choices import Format
from noticecheck.model import Report
from noticecheck.report.about import About
from noticecheck.report.annotations import to_github, to_gitlab
from noticecheck.report.junit import to_junit
from noticecheck.report.markdown import to_markdown
from noticecheck.report.page import to_html
from noticecheck.report.sarif import to_sarif
from noticecheck.report.structure import to_json, to_jsonl_line
from noticecheck.report.summary import to_summary
from noticecheck.report.table import to_csv
from noticecheck.report.terminal import to_terminal

Reporter = Callable[[Sequence[Report], About], str]


def _terminal(reports: Sequence[Report], about: About) -> str:
    del about
    texts = [to_terminal(report) for report in reports]
    if len(texts) > 1:
        texts.append(to_summary(reports))
    return f"\n{'-' * 80}\n\n".join(texts)


def _json(reports: Sequence[Report], about: About) -> str:
    del about
    return to_json(reports[0] if len(reports) == 1 else reports) + "\n"


def _jsonl(reports: Sequence[Report], about: About) -> str:
    del about
    return "".join(to_jsonl_line(report) + "\n" for report in reports)


REPORTERS: Mapping[Format, Reporter] = {
    "terminal": _terminal,
    "json": _json,
    "jsonl": _jsonl,
    "sarif": to_sarif,
    "junit": to_junit,
    "github": to_github,
    "gitlab": to_gitlab,
    "markdown": to_markdown,
    "html": to_html,
    "csv": to_csv,
}
