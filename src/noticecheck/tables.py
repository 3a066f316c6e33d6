"""Tables that people write, such as letter.toml: read, held against their form, and what is wrong
with one told in plain words."""

from __future__ import annotations

import re
import string
import typing
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from noticecheck.builtin import read_toml
from noticecheck.errors import UsageError, meant, suggest

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_T = TypeVar("_T")
_KINDS = {
    "string_type": "must be text",
    "list_type": "must be a list",
    "sequence_type": "must be a list",
    "sequence_str": "must be a list",
    "bool_type": "must be true or false",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "date_type": "must be a day, such as 2027-03-01 without quotes",
    "string_too_short": "must not be empty",
    "too_short": "must not be empty",
    "missing": "is missing",
}
"""What is wrong, by pydantic's name for it."""


class Table(BaseModel):
    """A table whose keys are all known, and whose values are of their own type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def read_table(path: Path, form: type[_T]) -> _T:
    """What a TOML file holds; raises UsageError with the file, the key and what is wrong there."""
    table = read_toml(path)
    try:
        return TypeAdapter(form).validate_python(table)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        message, near = told_of(first, form)
        loc = first["loc"]
        key = max((n for n, part in enumerate(loc) if isinstance(part, str)), default=0)
        where = ": ".join(filter(None, (str(path), ".".join(map(str, loc[:key])))))
        hint = f" - did you mean {near}?" if near else ""
        raise UsageError(f"{where}: {message}{hint}") from None


def told_of(one: ErrorDetails, form: object) -> tuple[str, str]:
    """What is wrong with a key of a form, which is named; and what may have been meant, or ""."""
    names = [part for part in one["loc"] if isinstance(part, str)]
    key = f"`{names[-1]}`" if names else "this file"
    kind = one["type"]
    if kind == "extra_forbidden":
        known = _keys(form, one["loc"][:-1])
        told = f"there is no key {key} here (there are: {', '.join(known)})"
        return told, suggest(names[-1], known)
    if kind == "literal_error":
        options = re.findall(r"'([^']*)'", one["ctx"]["expected"])
        told = f"{key} must be {_either(options)}, not {_value(one['input'])}"
        return told, suggest(str(one["input"]), options)
    if kind == "value_error":
        said = str(one["ctx"]["error"])
        return (f"{key}: {said}" if names else said), ""
    return f"{key} {_KINDS.get(kind, one['msg'].lower())}", ""


def check_fields(where: str, text: str, fields: Collection[str]) -> None:
    """Raises UsageError where a text names a field in braces that is none of these."""
    try:
        parts = [part[1:] for part in string.Formatter().parse(text) if part[1] is not None]
    except ValueError:
        raise UsageError(
            f"{where}: a brace is open: {text[:40]} (write {{{{ for the mark itself)"
        ) from None
    for name, form, conversion in parts:
        if name not in fields or form or conversion:
            known = f"there may be {', '.join(fields)}" if fields else "there may be none here"
            raise UsageError(
                f"{where}: there is no field `{{{name}}}`; {known}{meant(str(name), fields)}"
            )


def _keys(form: object, loc: Iterable[str | int]) -> list[str]:
    """The keys of the table at a place."""
    table = _table_within(form)
    for part in loc:
        if isinstance(part, str) and table is not None:
            table = _table_within(_form_of(table, part)) or table
    return [field.alias or name for name, field in table.model_fields.items()] if table else []


def _form_of(table: type[BaseModel], key: str) -> object:
    """What the value of a key has to be; of one without a name of its own: what any such has."""
    for name, field in table.model_fields.items():
        if key == (field.alias or name):
            return field.annotation
    return typing.get_type_hints(table).get("__pydantic_extra__")


def _table_within(form: object) -> type[BaseModel] | None:
    """The table that a value is, or that it is a list of."""
    if isinstance(form, type) and issubclass(form, BaseModel):
        return form
    inner = (_table_within(one) for one in typing.get_args(form))
    return next((one for one in inner if one is not None), None)


def _either(options: Sequence[str]) -> str:
    *others, last = options
    return f"{', '.join(others)} or {last}" if others else last


def _value(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)
