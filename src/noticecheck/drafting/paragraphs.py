"""draft.toml: the paragraphs of a notice, read and validated.

One table a paragraph; rules/foia2000/draft.toml says what it may hold. Later folders of rules add
paragraphs to a pack, or replace those of the same name.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BeforeValidator, Field, PlainValidator

from noticecheck.errors import UsageError, meant
from noticecheck.language.model import RuleSet
from noticecheck.language.roots import DRAFT_FILE
from noticecheck.law import AuthorityType, Provision
from noticecheck.law.entry import Basis
from noticecheck.model import Effect, Kind, Test
from noticecheck.tables import Table, check_fields, read_table

FIELDS = (
    "claim", "Claim", "section", "title", "words", "needs", "statute", "regulator", "authority",
    "review", "contact", "condition", "through", "limb",
)  # fmt: skip
"""What `text` and `heading` may hold in braces."""
_T = TypeVar("_T")


def _listed(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _provisions(value: object) -> list[Provision]:
    try:
        return [Provision.parse(one) for one in (value if isinstance(value, list) else [""])]
    except (ValueError, TypeError):
        raise ValueError('write a list of provisions, like ["s31(1)(a)"]') from None


_OneOrMore = Annotated[Sequence[_T], BeforeValidator(_listed)]
"""A value that stands alone, or a list of such."""
_Provisions = Annotated[Sequence[Provision], PlainValidator(_provisions)]


class Variant(Table):
    """A text, and when it stands; a condition that is empty always holds."""

    text: str
    cites: _Provisions = ()
    effect: _OneOrMore[Effect] = ()
    test: _OneOrMore[Test] = ()
    kind: _OneOrMore[Kind] = ()
    basis: _OneOrMore[Basis] = ()
    authority: _OneOrMore[AuthorityType] = ()


class _ParagraphTable(Table):
    at: Literal["opening", "claim", "rights", "closing"]
    """Where it stands."""
    heading: str = ""
    """A line above it."""
    meets: Sequence[str] = ()
    """Ids of the rules whose duty it fulfils."""
    text: str = ""
    """What it says where no variant fits."""
    draft: bool = True
    """False: only to mend a letter with."""
    once: bool = False
    """Once behind the last claim, not for each."""
    variant: Sequence[Variant] = ()
    """Other texts, of which the first that fits is taken; one that is empty leaves it out."""


class _File(Table, extra="allow"):
    kinds: _OneOrMore[Kind] | None = None
    contact: str | None = None
    never: _Provisions | None = None
    change: _OneOrMore[str] | None = None
    __pydantic_extra__: dict[str, _ParagraphTable] = Field(init=False)
    """The paragraphs by their names."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a notice in all its variants, the last of which fits always."""

    name: str
    at: str
    heading: str
    meets: tuple[str, ...]
    draft: bool
    once: bool
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """The paragraphs of a pack in the order of a letter, and what kinds of letter they make."""

    pack: str
    paragraphs: tuple[Paragraph, ...]
    kinds: tuple[str, ...]
    contact: str
    """Where the regulator is reached."""
    never: tuple[str, ...]
    """Provisions on which no refusal can rest, though they stand among those on which one can."""
    change: tuple[str, ...] = ()
    """Rules that no further paragraph meets where a letter breaks them: its own words are wrong."""

    def meeting(self, rule: str) -> tuple[Paragraph, ...]:
        """The paragraphs that fulfil the duty of a rule, by its id without the pack."""
        return tuple(p for p in self.paragraphs if rule in p.meets)


def load_wording(roots: Sequence[Path], pack: str, ruleset: RuleSet) -> Wording:
    """The paragraphs of a pack; UsageError names the file, the paragraph and the key at fault."""
    found = [path for root in roots if (path := root / pack / DRAFT_FILE).is_file()]
    if not found:
        raise UsageError(
            f"pack {pack} has no {DRAFT_FILE}, so that nothing can be drafted with it; "
            f"put one into its folder (rules/foia2000/{DRAFT_FILE} shows how)"
        )
    rules = {rule.id for rule in ruleset.rules if rule.pack == pack}
    paragraphs: dict[str, Paragraph] = {}
    whole = Wording(pack, (), (), "", ())
    for path in found:
        file = read_table(path, _File)
        _check_rules(f"{path}: `change`", file.change or (), rules)
        for name, table in file.__pydantic_extra__.items():
            paragraphs[name] = _paragraph(f"{path}: {name}", name, table, rules)
        whole = Wording(
            pack,
            tuple(paragraphs.values()),
            whole.kinds if file.kinds is None else tuple(file.kinds),
            whole.contact if file.contact is None else file.contact,
            whole.never if file.never is None else tuple(map(str, file.never)),
            whole.change if file.change is None else tuple(file.change),
        )
    return whole


def _paragraph(where: str, name: str, table: _ParagraphTable, rules: Collection[str]) -> Paragraph:
    _check_rules(where, table.meets, rules)
    rest = Variant(text=table.text)
    for text in (table.heading, *(one.text for one in (*table.variant, rest))):
        check_fields(where, text, FIELDS)
    variants = [one.model_copy(update={"text": one.text.strip()}) for one in (*table.variant, rest)]
    return Paragraph(
        name, table.at, table.heading, tuple(table.meets), table.draft, table.once, tuple(variants)
    )


def _check_rules(where: str, named: Collection[str], rules: Collection[str]) -> None:
    for rule in named:
        if rule not in rules:
            raise UsageError(f"{where}: there is no rule `{rule}`{meant(rule, rules)}")
