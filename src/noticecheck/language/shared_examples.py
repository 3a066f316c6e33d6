"""examples.toml: letters that are examples for many rules of a pack, read and validated.

A letter in which nothing is refused is none of the business of most rules. It is written down once,
with the rules that it shows something of, rather than once in each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from noticecheck.errors import Place, UsageError, meant
from noticecheck.language.model import Example, ExampleStatus
from noticecheck.language.roots import EXAMPLES_FILE
from noticecheck.tables import Table, read_table

_STATUSES: tuple[ExampleStatus, ...] = ("met", "gap", "unclear", "not_applicable")


class _Letter(Table):
    title: str
    text: str
    dated: date | None = None
    received: date | None = None
    met: Sequence[str] = ()
    gap: Sequence[str] = ()
    unclear: Sequence[str] = ()
    not_applicable: Sequence[str] = ()


class _File(Table):
    letter: list[_Letter]


def shared_examples(folder: Path, rules: Iterable[str]) -> Mapping[str, tuple[Example, ...]]:
    """The examples of a pack's examples.toml by the id of their rule, without the pack; none where
    the pack has no such file.

    `rules` are the ids that there are. Raises UsageError with the file, the letter and the fault.
    """
    path = folder / EXAMPLES_FILE
    if not path.is_file():
        return {}
    letters = read_table(path, _File).letter
    text = path.read_text(encoding="utf-8")
    known = sorted(rules)
    found: dict[str, list[Example]] = {}
    for letter in letters:
        place = Place(str(path), text[: text.find(f'"{letter.title}"')].count("\n") + 1, 1)
        for status in _STATUSES:
            for rule in getattr(letter, status):
                if rule not in known:
                    raise UsageError(
                        f'{path}: "{letter.title}" names a rule `{rule}`, which the pack has not'
                        f"{meant(rule, known)}"
                    )
                found.setdefault(rule, []).append(
                    Example(
                        status, None, letter.dated, letter.received, None,
                        letter.title, letter.text, place,
                    )
                )  # fmt: skip
    return {rule: tuple(examples) for rule, examples in found.items()}
