"""examples.toml: letters that are examples for many rules of a pack, read and validated.

A letter in which nothing is refused is none of the business of most rules. It is written down once,
with the rules that it shows something of, rather than once in each of them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from noticecheck.errors import Place, UsageError
from noticecheck.language.model import Example, ExampleStatus
from noticecheck.language.roots import EXAMPLES_FILE
from noticecheck.language.vocabulary import suggest

_STATUSES: tuple[ExampleStatus, ...] = ("met", "gap", "unclear", "not_applicable")


class _Letter(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    title: str
    text: str
    dated: date | None = None
    received: date | None = None
    met: list[str] = []
    gap: list[str] = []
    unclear: list[str] = []
    not_applicable: list[str] = []


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    letter: list[_Letter]


def shared_examples(folder: Path, rules: Iterable[str]) -> Mapping[str, tuple[Example, ...]]:
    """The examples of a pack's examples.toml by the id of their rule, without the pack; none where
    the pack has no such file.

    `rules` are the ids that there are. Raises UsageError with the file, the letter and the fault.
    """
    path = folder / EXAMPLES_FILE
    if not path.is_file():
        return {}
    try:
        text = path.read_text(encoding="utf-8")
        letters = _File.model_validate(tomllib.loads(text)).letter
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error})") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"{path}: {where}: {first['msg'][:1].lower()}{first['msg'][1:]}") from None
    known = sorted(rules)
    found: dict[str, list[Example]] = {}
    for letter in letters:
        place = Place(str(path), text[: text.find(f'"{letter.title}"')].count("\n") + 1, 1)
        for status in _STATUSES:
            for rule in getattr(letter, status):
                if rule not in known:
                    hint = suggest(rule, known)
                    raise UsageError(
                        f'{path}: "{letter.title}" names a rule `{rule}`, which the pack has not'
                        + (f" - did you mean {hint}?" if hint else "")
                    )
                found.setdefault(rule, []).append(
                    Example(
                        status, None, letter.dated, letter.received, None,
                        letter.title, letter.text, place,
                    )
                )  # fmt: skip
    return {rule: tuple(examples) for rule, examples in found.items()}
