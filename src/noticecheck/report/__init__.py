"""Report -> text: one pure function a format, and whether a report should fail a build.

`explanation` is imported from its own module: it needs the rule language, which a check from the
cache does without.
"""

from noticecheck.report.outcome import FAIL_ON, fails
from noticecheck.report.structure import SCHEMA, to_dict, to_json, to_jsonl_line
from noticecheck.report.summary import to_summary
from noticecheck.report.terminal import to_terminal

__all__ = [
    "FAIL_ON",
    "SCHEMA",
    "fails",
    "to_dict",
    "to_json",
    "to_jsonl_line",
    "to_summary",
    "to_terminal",
]
