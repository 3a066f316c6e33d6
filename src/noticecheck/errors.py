"""Every error that noticecheck raises for a reason outside its own code.

    NoticecheckError
    ├── UsageError          wrong options or paths                      exit code 2
    ├── RuleErrors          one or more faults in rule files            exit code 2
    │   └── ConfigErrors    the same in configurations and companion files
    └── ReadError           a document that cannot be read              exit code 3

Each message is one line that names what, where and what to do.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from noticecheck.late import dataclass

_LONGEST_LINE = 100
_LONGEST_MESSAGE = 400


class NoticecheckError(Exception):
    """Base of all errors that are shown to the user as one line, without a traceback."""


class UsageError(NoticecheckError):
    """The command was called with paths, options or values that cannot be used."""


class ReadError(NoticecheckError):
    """A document cannot be read; the message says why and what to do."""

    def __init__(self, path: str, reason: str, sha256: str = "") -> None:
        shown = visible(path, keep="") if path else '""'
        super().__init__(f"{shown}: {reason}")
        self.path = path
        self.reason = reason
        self.sha256 = sha256
        """Of the bytes, where there were any to be had."""


@dataclass(frozen=True)
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
        message = _shorten(f"{self.code} {self.message}{hint}")
        head = visible(f"{self.place}: {message}", keep="")
        if not self.source_line:
            return head
        before, after = _excerpt(self.source_line, self.place.column - 1)
        blanks = "".join(char if char == "\t" else " " for char in before)
        return f"{head}\n    {before}{after}\n    {blanks}^"


class RuleErrors(NoticecheckError):  # noqa: N818 - it holds several
    """Every fault found in all rule files, in the order of file and line."""

    what = "the rule files"

    def __init__(self, errors: Sequence[RuleError]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(str(error) for error in self.errors))


class ConfigErrors(RuleErrors):
    """Every fault found in configurations and companion files."""

    what = "the configuration"


def suggest(word: str, known: Iterable[str]) -> str:
    """The known word most like this one, in code marks; "" when none is near."""
    # Late: loaded for those who mistype, and for nobody else.
    from difflib import get_close_matches

    others = [each for each in known if each != word]
    # `fail_on` is `fail-on`, however it is written.
    for written in (word, word.replace("_", "-").lower()):
        if near := get_close_matches(written, others, n=1, cutoff=0.6):
            return f"`{near[0]}`"
    return ""


def meant(word: str, known: Iterable[str]) -> str:
    """The end of a message about a word that there is not: what may have been meant, or ""."""
    hint = suggest(word, known)
    return f" - did you mean {hint}?" if hint else ""


def visible(text: str, *, keep: str = "\t") -> str:
    """The text with escapes for characters that move the cursor, hide, or turn a line round."""
    return "".join(
        _escape(char) if _is_hidden(char) and char not in keep else char for char in text
    )


def _escape(char: str) -> str:
    """The escape of a character; for a byte of a path that is no character, that byte."""
    if "\udc80" <= char <= "\udcff":
        return f"\\x{ord(char) - 0xDC00:02x}"
    return char.encode("unicode_escape").decode()


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _shorten(message: str) -> str:
    """A message with its middle left out where that is very long."""
    if len(message) <= _LONGEST_MESSAGE:
        return message
    return f"{message[: _LONGEST_MESSAGE - 101]}…{message[-100:]}"


def _excerpt(line: str, at: int) -> tuple[str, str]:
    """What is shown of a line before and from an offset, cut where the line is very long."""
    start = max(0, min(at - _LONGEST_LINE // 2, len(line) - _LONGEST_LINE))
    end = start + _LONGEST_LINE
    before = f"{'…' if start else ''}{visible(line[start:at])}"
    return before.ljust(at - start), f"{visible(line[at:end])}{'…' if end < len(line) else ''}"
