"""Tables that stand beside the rules, such as letter.toml: read, and held against their form."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from noticecheck.builtin import read_toml
from noticecheck.errors import UsageError

_T = TypeVar("_T")


class Table(BaseModel):
    """A table whose keys are all known, and whose values are of their own type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def read_table(path: Path, form: type[_T]) -> _T:
    """What a TOML file holds; raises UsageError with the file, the key and what is wrong there."""
    table = read_toml(path)
    try:
        return TypeAdapter(form).validate_python(table)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"{path}: {where}: {first['msg'][:1].lower()}{first['msg'][1:]}") from None
