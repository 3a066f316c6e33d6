"""Faults of configurations and companion files, each with its line and a suggestion."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
import typing
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from noticecheck.config.places import Key, Places, places_of
from noticecheck.errors import ConfigErrors, Place, RuleError

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
_KINDS = {
    "string_type": "must be text",
    "list_type": "must be a list",
    "bool_type": "must be true or false",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "date_type": "must be a day, such as 2027-03-01 without quotes",
    "string_too_short": "must not be empty",
    "too_short": "must not be empty",
    "missing": "is missing",
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
        table = tomllib.loads(text)
    except OSError as error:
        raise refuse(f"cannot be read ({(error.strerror or 'error').lower()})") from None
    except UnicodeDecodeError:
        raise refuse("not UTF-8 text: save it as UTF-8") from None
    except RecursionError:
        raise refuse("not readable: nested too deeply") from None
    except tomllib.TOMLDecodeError as error:
        at = re.search(r" \(at line (\d+), column (\d+)\)$", str(error))
        if at is None:
            lines = text.split("\n")
            raise refuse(f"not readable as TOML: {error}", len(lines)) from None
        line = text.split("\n")[int(at[1]) - 1]
        told = f"not readable as TOML: {str(error)[: at.start()]}"
        if line[int(at[2]) - 1 : int(at[2])].isalpha():
            told += "; text stands in quotes"
        raise refuse(told, int(at[1]), int(at[2]), line.rstrip("\r")) from None
    for name_ in top:
        table = table.get(name_, {})
    return TomlFile(name, table, places_of(text), tuple(top))


def faults_of(error: ValidationError, file: TomlFile, table: type[Table]) -> list[RuleError]:
    """What pydantic found, each at its line and in plain words."""
    found = [_fault(one, file, table) for one in error.errors(include_url=False)]
    return list(dict.fromkeys(found))


def _fault(one: ErrorDetails, file: TomlFile, table: type[Table]) -> RuleError:
    loc = one["loc"]
    if "words" in loc:
        # Text or a list of texts: pydantic tells what is wrong with either.
        loc = loc[: loc.index("words") + 1]
    names = [str(part) for part in loc if isinstance(part, str)]
    key = f"`{names[-1]}`" if names else "this file"
    kind = one["type"]
    if kind == "extra_forbidden":
        known = _keys(table, loc[:-1])
        message = f"there is no key {key} here (there are: {', '.join(known)})"
        return file.fault("C002", loc, message, near(names[-1], known))
    if kind == "literal_error":
        options = re.findall(r"'([^']*)'", one["ctx"]["expected"])
        message = f"{key} must be {_either(options)}, not {_value(one['input'])}"
        return file.fault("C003", loc, message, near(str(one["input"]), options))
    if kind == "value_error":
        said = str(one["ctx"]["error"])
        return file.fault("C003", loc, f"{key}: {said}" if names else said)
    if names and names[-1] == "words" and kind != "missing":
        return file.fault("C003", loc, f"{key} must be text, or a list of texts, and not empty")
    told = _KINDS.get(kind, one["msg"].lower())
    return file.fault("C003", loc, f"{key} {told}")


def _keys(table: type[Table], loc: Iterable[str | int]) -> list[str]:
    """The keys of the table at a place."""
    for part in loc:
        if isinstance(part, str):
            fields = {field.alias: field.annotation for field in table.model_fields.values()}
            table = _table_within(fields.get(part)) or table
    return [str(field.alias) for field in table.model_fields.values()]


def _table_within(annotation: Any) -> type[Table] | None:
    from noticecheck.config.schema import Table

    if isinstance(annotation, type) and issubclass(annotation, Table):
        return annotation
    inner = (_table_within(one) for one in typing.get_args(annotation))
    return next((one for one in inner if one is not None), None)


def near(word: str, known: Iterable[str]) -> str:
    """The known word most like this one, in code marks; "" when none is near."""
    # `fail_on` is `fail-on`, however it is written.
    found = difflib.get_close_matches(word.replace("_", "-").lower(), list(known), n=1, cutoff=0.6)
    return f"`{found[0]}`" if found else ""


def _either(options: Sequence[str]) -> str:
    *others, last = options
    return f"{', '.join(others)} or {last}" if others else last


def _value(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)
