"""Every error that noticecheck raises for a reason outside its own code.

    NoticecheckError
    ├── UsageError          wrong options or paths                      exit code 2
    ├── RuleErrors          one or more faults in rule files            exit code 2
    └── ReadError           a document that cannot be read              exit code 3

Each message is one line that names what, where and what to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class NoticecheckError(Exception):
    """Base of all errors that are shown to the user as one line, without a traceback."""


class UsageError(NoticecheckError):
    """The command was called with paths, options or values that cannot be used."""


class ReadError(NoticecheckError):
    """A document cannot be read; the message says why and what to do."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a rule file; line and column count from 1."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class RuleError:
    """One fault in a rule file: code, place, message, the source line, and perhaps a suggestion."""

    code: str
    place: Place
    message: str
    source_line: str = ""
    suggestion: str = ""

    def __str__(self) -> str:
        hint = f" - did you mean {self.suggestion}?" if self.suggestion else ""
        head = f"{self.place}: {self.code} {self.message}{hint}"
        if not self.source_line:
            return head
        caret = " " * (self.place.column - 1) + "^"
        return f"{head}\n    {self.source_line}\n    {caret}"


class RuleErrors(NoticecheckError):  # noqa: N818 - it holds several
    """Every fault found in all rule files, in the order of file and line."""

    def __init__(self, errors: Sequence[RuleError]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(str(error) for error in self.errors))
