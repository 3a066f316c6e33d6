"""What `check` prints while it goes through the letters: text or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from noticecheck.commands import console
from noticecheck.errors import ReadError
from noticecheck.late import dataclass

if TYPE_CHECKING:
    from noticecheck.model import Report

PRINTED = ("terminal", "json", "jsonl", "")
"""The formats that are printed here; "" is nothing."""


@dataclass(frozen=True, slots=True)
class Result:
    """A report, whether its document could be read at all, and what to tell of that at once."""

    report: Report
    readable: bool
    advice: str = ""
    """What to do about a fault of the program."""
    fail_on: str = "must"

    @property
    def complaint(self) -> str:
        """Why it was not assessed, from the report itself: of a redacted one it tells no more."""
        from noticecheck.report.verdict import reason_not_assessed

        if self.report.verdict != "not_assessed":
            return ""
        path, reason = self.report.document.path, reason_not_assessed(self.report)
        return str(ReadError(path, reason)) + self.advice


class Printer:
    """Prints reports as text or JSON, each as soon as it is there where the format allows."""

    def __init__(self, output: str, level: str, no_color: bool, single: bool) -> None:
        self.output = output
        self.level = level
        self.single = single
        self.colour = console.use_colour(no_color)
        self.width = console.width()
        self.results: list[Result] = []
        self.printed = 0

    @property
    def reports(self) -> list[Report]:
        return [result.report for result in self.results]

    def add(self, result: Result) -> None:
        from noticecheck.report import to_jsonl_line, to_terminal

        self.results.append(result)
        if self.output == "jsonl":
            console.out(to_jsonl_line(result.report) + "\n")
        elif self.output == "terminal" and result.readable:
            rule = f"\n{'-' * min(self.width, 80)}\n\n" if self.printed else ""
            text = to_terminal(
                result.report, width=self.width, colour=self.colour, lowest=self.level
            )
            # The mark of --redact, where it cannot be shown.
            console.out(rule + (text if console.is_utf8() else text.replace("█", "#")))
            self.printed += 1

    def close(self) -> None:
        from noticecheck.report import to_json, to_summary

        if self.output == "json":
            # One file can hold several letters.
            single = self.single and len(self.reports) == 1
            whole = self.reports[0] if single else self.reports
            console.out(to_json(whole, ascii_only=not console.is_utf8()) + "\n")
        elif self.output == "terminal" and len(self.reports) > 1:
            line = "=" * min(self.width, 80)
            table = to_summary(self.reports, width=self.width, colour=self.colour)
            console.out(f"\n{line}\n\n{table}" if self.printed else table)
