"""Where the rules are that come with the program, and how tables beside them are read; stages that
know nothing of rules ask, too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from noticecheck.errors import UsageError
from noticecheck.toml import NotToml, parse_toml

READING_FILE = "reading.toml"
"""Words that the readers of files go by."""
CONFIDENCE_FILE = "confidence.toml"
"""How often assessments of each kind held on labelled letters."""
PAST_FILE = "past.toml"
"""Rules that were renamed or withdrawn."""


def default_root() -> Path:
    """The built-in rules: those of the installed package, else `rules/` beside `src/`.

    Raises UsageError when neither is there.
    """
    package = Path(__file__).resolve().parent
    installed = package / "rules"
    if installed.is_dir():
        return installed
    for parent in package.parents:
        if (parent / "rules").is_dir() and (parent / "src").is_dir():
            return parent / "rules"
    raise UsageError("no built-in rules found: reinstall noticecheck, or give a folder by --rules")


def read_toml(path: Path) -> dict[str, Any]:
    """What a TOML file holds; raises UsageError, which says why it cannot be read."""
    try:
        return parse_toml(path.read_bytes().decode("utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: not UTF-8 text") from None
    except NotToml as fault:
        raise UsageError(f"{path}: not TOML (line {fault.line}): {fault.reason}") from None
