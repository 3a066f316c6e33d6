"""The baseline of a run: known findings do not fail it, new ones do."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import field
from typing import TYPE_CHECKING

from noticecheck.late import dataclass

if TYPE_CHECKING:
    from noticecheck.corrections.baseline import Known
    from noticecheck.model import Report


@dataclass
class Baselines:
    """The baseline of a run: what it knows, what of it is met, and what is written anew."""

    path: str | None
    new: str | None
    known: dict[str, Known] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    findings: list[Known] = field(default_factory=list)

    def prepare(self) -> None:
        """Read what is known; UsageError for a baseline that cannot be used."""
        if self.path is not None and self.new is None:
            from noticecheck.config.baseline import read_baseline

            self.known = read_baseline(self.path)

    def is_settings(self, path: str) -> bool:
        """Whether a file in a folder of letters is a configuration, a companion or the baseline."""
        from noticecheck.config.find import CONFIG_FILE

        own = [os.path.realpath(name) for name in (self.path, self.new) if name]
        return path.endswith(CONFIG_FILE) or os.path.realpath(path) in own

    def apply(self, report: Report) -> Report:
        """The report, with what the baseline knows set aside."""
        if (self.new or self.path) is None or report.verdict == "not_assessed":
            return report
        from noticecheck.config.baseline import path_for
        from noticecheck.config.faults import shown
        from noticecheck.corrections.baseline import findings, with_baseline

        where = path_for(self.new or self.path or "", report.document.path)
        self.seen.add(where)
        if self.new is None and self.path is not None:
            source = shown(os.path.realpath(self.path))
            report, met = with_baseline(report, where, self.known, source)
            self.met |= met
        else:
            self.findings += findings(report, where)
        return report

    def close(self) -> Iterable[str]:
        """Write what is to be written; what there is to tell of the baseline."""
        if self.new is not None:
            from noticecheck.config.baseline import write_baseline

            write_baseline(self.new, self.findings)
            number = len(self.findings)
            noun = "finding" if number == 1 else "findings"
            yield f"{number} {noun} written to {self.new}: they do not fail with --baseline"
        elif self.path is not None:
            from noticecheck.corrections.baseline import gone

            lost = gone(list(self.known.values()), frozenset(self.met), frozenset(self.seen))
            if lost:
                verb = "is" if len(lost) == 1 else "are"
                yield (
                    f"{len(lost)} of the baseline {verb} gone: write it again by "
                    f"--write-baseline {self.path}"
                )
