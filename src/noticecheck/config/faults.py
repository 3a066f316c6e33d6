"""Faults of configurations and companion files, each with its line and a suggestion."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from noticecheck.config.places import Key, Places, places_of
from noticecheck.errors import ConfigErrors, Place, RuleError
from noticecheck.toml import NotToml, parse_toml

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from noticecheck.config.schema import Table

CODES: dict[str, str] = {
    "C001": "a file that cannot be read, or is not TOML in UTF-8",
    "C002": "a key that does not exist",
    "C003": "a value that a key cannot have, or a key that is missing",
    "C004": "a rule that does not exist",
    "C005": "a pack that does not exist",
    "C006": "a phrase that does not exist, or a wording that is not readable",
    "C007": "a folder of rules, or a baseline, that cannot be used",
}


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A file as it is: its tables, and where their keys stand."""

    path: str
    """As users are shown it."""
    table: dict[str, Any]
    places: Places
    top: Key = ()
    """Above what is ours: ("tool", "noticecheck") in pyproject.toml."""

    def source(self, *key: str | int) -> str:
        """Where a key stands, as reports tell it."""
        return f"{self.path}:{self.places.line((*self.top, *key))}"

    def fault(self, code: str, key: Key, message: str, suggestion: str = "") -> RuleError:
        key = (*self.top, *key)
        place = Place(self.path, self.places.line(key), 1)
        return RuleError(code, place, message, self.places.source_line(key), suggestion)


def shown(path: str) -> str:
    """A path as users are shown it: from the working folder."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except (OSError, ValueError):  # another drive, or the folder that we are in is gone
        return path


def read_toml(path: str, top: Sequence[str] = ()) -> TomlFile:
    """Read a file; ConfigErrors says why it cannot be read, and where."""
    name = shown(path)

    def refuse(message: str, line: int = 1, column: int = 1, text: str = "") -> ConfigErrors:
        return ConfigErrors([RuleError("C001", Place(name, line, column), message, text)])

    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
        table = parse_toml(text)
    except OSError as error:
        raise refuse(f"cannot be read ({(error.strerror or 'error').lower()})") from None
    except UnicodeDecodeError:
        raise refuse("not UTF-8 text: save it as UTF-8") from None
    except NotToml as fault:
        told = f"not readable as TOML: {fault.reason}"
        if fault.source_line[fault.column - 1 : fault.column].isalpha():
            told += "; text stands in quotes"
        raise refuse(told, fault.line, fault.column, fault.source_line) from None
    for name_ in top:
        table = table.get(name_, {})
    return TomlFile(name, table, places_of(text), tuple(top))


def faults_of(error: ValidationError, file: TomlFile, table: type[Table]) -> list[RuleError]:
    """What pydantic found, each at its line and in plain words."""
    found = [_fault(one, file, table) for one in error.errors(include_url=False)]
    return list(dict.fromkeys(found))


def _fault(one: ErrorDetails, file: TomlFile, table: type[Table]) -> RuleError:
    # Late: where paths are only shown, pydantic is not needed.
    from noticecheck.tables import told_of

    loc = one["loc"]
    if "words" in loc:
        # Text or a list of texts: pydantic tells what is wrong with either.
        loc = loc[: loc.index("words") + 1]
    if loc and loc[-1] == "words" and one["type"] != "missing":
        return file.fault("C003", loc, "`words` must be text, or a list of texts, and not empty")
    message, near = told_of(one, table)
    code = "C002" if one["type"] == "extra_forbidden" else "C003"
    return file.fault(code, loc, message, near)
