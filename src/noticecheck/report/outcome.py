"""Whether a report holds something that a build should fail on."""

from __future__ import annotations

from typing import get_args

from noticecheck.choices import FailOn
from noticecheck.model import Report

FAIL_ON: tuple[str, ...] = get_args(FailOn)
"""Thresholds for failing, each including the ones before it, and `never`."""


def fails(report: Report, fail_on: str) -> bool:
    """Tell whether a report reaches the threshold `fail_on`, one of `FAIL_ON`.

    `must` counts gaps of must rules, `should` adds gaps of should rules, `unclear` adds must
    rules whose outcome is not clear, and `never` is never reached. What is suppressed, or known
    from a baseline, does not count.
    """
    if fail_on == "never":
        return False
    wanted = {("must", "gap")}
    if fail_on in ("should", "unclear"):
        wanted.add(("should", "gap"))
    if fail_on == "unclear":
        wanted.add(("must", "unclear"))
    return any(
        (point.level, point.status) in wanted and point.set_aside is None
        for point in report.assessments
    )
