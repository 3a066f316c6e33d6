"""draft.toml: the paragraphs of a notice, read and validated.

One table a paragraph; rules/foia2000/draft.toml says what it may hold. Later folders of rules add
paragraphs to a pack, or replace those of the same name.
"""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, get_args

from noticecheck.builtin import read_toml
from noticecheck.errors import UsageError
from noticecheck.language.model import RuleSet
from noticecheck.language.roots import DRAFT_FILE
from noticecheck.law import AUTHORITY_TYPES, Provision
from noticecheck.law.catalogue import Basis
from noticecheck.model import KINDS, Effect, Test

Part = Literal["opening", "claim", "rights", "closing"]
FIELDS = (
    "claim", "Claim", "section", "title", "words", "needs", "statute", "regulator", "authority",
    "review", "contact", "condition", "through", "limb",
)  # fmt: skip
"""What `text` and `heading` may hold in braces."""
_KEYS: dict[str, tuple[type, str]] = {
    "at": (str, "where it stands: opening, claim, rights or closing"),
    "heading": (str, "a line above it"),
    "meets": (list, "ids of the rules whose duty it fulfils"),
    "text": (str, "what it says where no variant fits"),
    "draft": (bool, "false: only to mend a letter with"),
    "once": (bool, "true: once behind the last claim, not for each"),
    "variant": (list, "other texts, of which the first that fits is taken"),
}
_CONDITIONS: dict[str, tuple[str, ...]] = {
    "effect": get_args(Effect),
    "test": get_args(Test),
    "kind": KINDS,
    "basis": get_args(Basis),
    "authority": AUTHORITY_TYPES,
}
"""What a variant may ask besides `cites`, and the values of each."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A text, and when it stands; a condition that is empty always holds."""

    text: str
    cites: tuple[Provision, ...] = ()
    effect: tuple[str, ...] = ()
    test: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a notice in all its variants, the last of which fits always."""

    name: str
    at: Part
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
    paragraphs: dict[str, Paragraph] = {}
    top: dict[str, Any] = {"kinds": [], "contact": "", "never": [], "change": []}
    rules = {rule.id for rule in ruleset.rules if rule.pack == pack}
    found = [path for root in roots if (path := root / pack / DRAFT_FILE).is_file()]
    if not found:
        raise UsageError(
            f"pack {pack} has no {DRAFT_FILE}, so that nothing can be drafted with it; "
            f"put one into its folder (rules/foia2000/{DRAFT_FILE} shows how)"
        )
    for path in found:
        for name, value in read_toml(path).items():
            if name in top:
                top[name] = _top(path, name, value, rules)
            elif isinstance(value, dict):
                paragraphs[name] = _paragraph(path, name, value, rules)
            else:
                raise UsageError(f"{path}: there is no key `{name}`{_meant(name, top)}")
    kinds, never, change = (tuple(top[name]) for name in ("kinds", "never", "change"))
    return Wording(pack, tuple(paragraphs.values()), kinds, top["contact"], never, change)


def _top(path: Path, name: str, value: Any, rules: set[str]) -> Any:
    if name == "contact":
        if not isinstance(value, str):
            raise UsageError(f"{path}: `contact` must be text: where the regulator is reached")
        return value
    if name == "never":
        return _provisions(f"{path}: `never`", value) and value
    if name == "change":
        for rule in value if isinstance(value, list) else [value]:
            if rule not in rules:
                hint = _meant(rule, rules)
                raise UsageError(f"{path}: `change`: there is no rule `{rule}`{hint}")
        return value
    for kind in value if isinstance(value, list) else [value]:
        if kind not in KINDS:
            raise UsageError(f"{path}: `kinds`: there is no kind `{kind}`{_meant(kind, KINDS)}")
    return value


def _paragraph(path: Path, name: str, table: Mapping[str, Any], rules: set[str]) -> Paragraph:
    where = f"{path}: [{name}]"
    for key, value in table.items():
        if key not in _KEYS:
            raise UsageError(f"{where}: there is no key `{key}`{_meant(key, _KEYS)}")
        kind, meaning = _KEYS[key]
        if not isinstance(value, kind):
            raise UsageError(f"{where}: `{key}` cannot be {value!r}: {meaning}")
    if table.get("at") not in get_args(Part):
        raise UsageError(f"{where}: `at` must be {', '.join(get_args(Part))}")
    for rule in table.get("meets", ()):
        if rule not in rules:
            raise UsageError(f"{where}: there is no rule `{rule}`{_meant(rule, rules)}")
    _check_fields(where, table.get("heading", ""))
    variants = [_variant(where, one) for one in table.get("variant", ())]
    rest = Variant(str(table.get("text", "")).strip())
    _check_fields(where, rest.text)
    return Paragraph(
        name, table["at"], table.get("heading", ""), tuple(table.get("meets", ())),
        table.get("draft", True), table.get("once", False), (*variants, rest),
    )  # fmt: skip


def _variant(where: str, table: Any) -> Variant:
    if not isinstance(table, dict) or not isinstance(table.get("text"), str):
        raise UsageError(f'{where}: each variant must have a `text`, "" to leave it out')
    conditions: dict[str, tuple[str, ...]] = {}
    for key, value in table.items():
        if key in ("text", "cites"):
            continue
        if key not in _CONDITIONS:
            known = ["text", "cites", *_CONDITIONS]
            raise UsageError(f"{where}: a variant has no key `{key}`{_meant(key, known)}")
        conditions[key] = tuple(value) if isinstance(value, list) else (value,)
        for one in conditions[key]:
            if one not in _CONDITIONS[key]:
                hint = _meant(one, _CONDITIONS[key])
                raise UsageError(f"{where}: `{key}` cannot be {one!r}{hint}")
    _check_fields(where, table["text"])
    cites = _provisions(f"{where}: `cites`", table.get("cites", []))
    return Variant(table["text"].strip(), cites, **conditions)


def _provisions(where: str, value: Any) -> tuple[Provision, ...]:
    try:
        return tuple(Provision.parse(one) for one in (value if isinstance(value, list) else [""]))
    except (ValueError, TypeError):
        raise UsageError(f'{where} must be a list of provisions, like ["s31(1)(a)"]') from None


def _check_fields(where: str, text: str) -> None:
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    except ValueError:
        raise UsageError(f"{where}: a brace is open: write {{{{ for the mark itself") from None
    for name in names:
        if name not in FIELDS:
            raise UsageError(f"{where}: there is no field `{{{name}}}`{_meant(name, FIELDS)}")


def _meant(name: object, known: Any) -> str:
    close = get_close_matches(str(name), [str(k) for k in known], 1, 0.6)
    return f" - did you mean {close[0]}?" if close else ""
