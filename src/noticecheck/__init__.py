"""Tests refusal notices under UK freedom of information law against declarative rules.

    from noticecheck import check
    report = check("letter.pdf")

    from noticecheck import check_all, load_rules, render
    rules = load_rules([Path("our-rules")])     loaded once, then used for any number of letters
    page = render(check_all(["letters/"], rules=rules), "html", rules=rules)

Every error is a NoticecheckError. docs/api.md has an example of each function.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, get_args

from noticecheck.choices import Format
from noticecheck.errors import (
    ConfigErrors,
    NoticecheckError,
    ReadError,
    RuleErrors,
    UsageError,
)
from noticecheck.model import Assessment, Claim, Document, Notice, Report, Span
from noticecheck.version import VERSION

if TYPE_CHECKING:
    from noticecheck.api import (
        check,
        check_all,
        check_text,
        load_house,
        read_text,
        redacted,
        render,
    )
    from noticecheck.checker import Checker
    from noticecheck.checker import load as load_rules
    from noticecheck.corrections import House

__all__ = [
    "FORMATS",
    "Assessment",
    "Checker",
    "Claim",
    "ConfigErrors",
    "Document",
    "House",
    "Notice",
    "NoticecheckError",
    "ReadError",
    "Report",
    "RuleErrors",
    "Span",
    "UsageError",
    "__version__",
    "check",
    "check_all",
    "check_text",
    "load_house",
    "load_rules",
    "read_text",
    "redacted",
    "render",
]
__version__ = VERSION
FORMATS: tuple[str, ...] = get_args(Format)
"""The formats that `render` writes."""
_LATER = {
    "Checker": ("noticecheck.checker", "Checker"),
    "House": ("noticecheck.corrections", "House"),
    "check": ("noticecheck.api", "check"),
    "check_all": ("noticecheck.api", "check_all"),
    "check_text": ("noticecheck.api", "check_text"),
    "load_house": ("noticecheck.api", "load_house"),
    "load_rules": ("noticecheck.checker", "load"),
    "read_text": ("noticecheck.api", "read_text"),
    "redacted": ("noticecheck.api", "redacted"),
    "render": ("noticecheck.api", "render"),
}
"""What loads only when it is asked for: start-up time counts."""


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, there = _LATER[name]
    return getattr(import_module(module), there)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
