"""Tests refusal notices under UK freedom of information law against declarative rules.

    from noticecheck import check
    report = check("letter.pdf")

    from noticecheck import load_rules
    rules = load_rules([Path("our-rules")])     loaded once, then used for any number of letters

Every error is a NoticecheckError.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from noticecheck.errors import NoticecheckError
from noticecheck.model import Report

if TYPE_CHECKING:
    from noticecheck.checker import check
    from noticecheck.checker import load as load_rules

__all__ = ["NoticecheckError", "Report", "check", "load_rules"]


def __getattr__(name: str) -> Any:
    # The reading of letters loads only when it is asked for: start-up time counts.
    if name in ("check", "load_rules"):
        from noticecheck import checker

        return checker.check if name == "check" else checker.load
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
