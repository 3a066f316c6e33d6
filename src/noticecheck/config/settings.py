"""What holds for one letter: its configuration with the overrides that name it, and its companion.

Values of the command line win over those of a file, and these over the defaults; of every value it
is known where it comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from noticecheck.config.paths import is_under
from noticecheck.config.read import Companion, Config, levels_of
from noticecheck.corrections.model import NOTHING, Corrections, House, LevelRule
from noticecheck.errors import ConfigErrors, RuleError, suggest
from noticecheck.language.roots import RuleFile
from noticecheck.model import Sender

DEFAULT = "default"
COMMAND_LINE = "command line"


@dataclass(frozen=True, slots=True)
class Authority:
    """The `[authority]` of a configuration; what is None is not known."""

    name: str | None = None
    type: str | None = None
    school: bool | None = None
    law: str | None = None
    review_address: str | None = None
    review_email: str | None = None
    regulator_contact: str | None = None

    def sender(self) -> Sender | None:
        """What of it counts for the judging of a letter; None for nothing."""
        kind = "school" if self.school and self.type is None else self.type
        found = Sender(self.name, kind, self.school, self.law)
        return None if found == Sender() else found


@dataclass(frozen=True, slots=True)
class Settings:
    """What a letter is judged with, and where each value comes from."""

    config: Config | None = None
    companion: Companion | None = None
    packs: tuple[str, ...] | None = None
    rules: tuple[Path, ...] = ()
    phrases: tuple[RuleFile, ...] = ()
    levels: tuple[LevelRule, ...] = ()
    authority: Authority = Authority()
    corrections: Corrections = NOTHING
    fail_on: str | None = None
    level: str | None = None
    format: str | None = None
    output: tuple[str, ...] = ()
    baseline: str | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    """By key ("authority.name"): "noticecheck.toml:3"; nothing for defaults."""

    def house(self, today: date, member: str = "") -> House | None:
        """All of it that judging a letter asks for; None for nothing. `member`: see Companion."""
        own = self.companion.corrections(member) if self.companion else NOTHING
        sender, said = self.authority.sender(), self.corrections + own
        if sender is None and not self.levels and not said:
            return None
        return House(sender, self.levels, said, today)


def settings_for(config: Config | None, companion: Companion | None, path: str) -> Settings:
    """What holds for the letter at an absolute path; "" for one that has none, as of stdin."""
    if config is None:
        return Settings(companion=companion)
    file, table = config.file, config.table
    values: dict[str, Any] = {}
    sources: dict[str, str] = {}

    def take(tables: Any, key: tuple[str | int, ...], *names: str) -> None:
        for name in names:
            value = getattr(tables, name, None)
            alias = name.replace("_", "-")
            if value is not None and value != []:
                values[name] = value
                sources[alias] = file.source(*key, alias)

    known: dict[str, Any] = {}

    def take_authority(authority: Any, key: tuple[str | int, ...]) -> None:
        if authority is None:
            return
        if authority.type is not None and authority.school is None:
            # A type of its own answers whether it is a school, too.
            known.pop("school", None)
            sources.pop("authority.school", None)
        if authority.school is not None and authority.type is None:
            known.pop("type", None)
            sources.pop("authority.type", None)
        for name in (own.name for own in fields(Authority)):
            if getattr(authority, name) is not None:
                alias = name.replace("_", "-")
                known[name] = getattr(authority, name)
                sources[f"authority.{alias}"] = file.source(*key, "authority", alias)

    take(table, (), "packs", "rules", "fail_on", "level", "format", "output", "baseline")
    take_authority(table.authority, ())
    levels = levels_of(file, table.levels)
    relative = config.relative(path) if path else ""
    for number, override in enumerate(table.overrides):
        if relative and any(is_under(pattern, relative) for pattern in override.paths):
            key = ("overrides", number)
            take(override, key, "packs", "fail_on")
            take_authority(override.authority, key)
            levels += levels_of(file, override.levels, *key)
    if config.phrases is not None:
        sources["phrases"] = file.source("phrases")
    baseline = values.get("baseline")
    packs = values.get("packs")
    return Settings(
        config=config,
        companion=companion,
        packs=None if packs is None else tuple(packs),
        rules=tuple(config.folder / folder for folder in values.get("rules", ())),
        phrases=() if config.phrases is None else (config.phrases,),
        levels=tuple(levels),
        authority=Authority(**known),
        corrections=config.corrections(relative),
        fail_on=values.get("fail_on"),
        level=values.get("level"),
        format=values.get("format"),
        output=tuple(_from(config.folder, one) for one in values.get("output", ())),
        baseline=str(config.folder / baseline) if baseline else None,
        sources=sources,
    )


def _from(folder: Path, output: str) -> str:
    """FORMAT:FILE with its file from a folder."""
    form, colon, path = output.partition(":")
    return output if path in ("", "-") else f"{form}{colon}{folder / path}"


def check_folders(config: Config) -> None:
    """Raises ConfigErrors for folders of rules that are not there."""
    faults = [
        config.file.fault("C007", ("rules", number), f"there is no folder of rules {folder}")
        for number, folder in enumerate(config.table.rules)
        if not (config.folder / folder).is_dir()
    ]
    if faults:
        raise ConfigErrors(faults)


def check_packs(config: Config, known: tuple[str, ...]) -> None:
    """Raises ConfigErrors for packs that do not exist, named by a configuration of its own."""

    named: list[tuple[str, tuple[str | int, ...]]] = [
        (name, ("packs", number)) for number, name in enumerate(config.table.packs or ())
    ]
    authorities = [(config.table.authority, ("authority", "law"))]
    for number, override in enumerate(config.table.overrides):
        key = ("overrides", number)
        named += [(name, (*key, "packs", n)) for n, name in enumerate(override.packs or ())]
        authorities.append((override.authority, (*key, "authority", "law")))  # type: ignore[arg-type]
    named += [(a.law, key) for a, key in authorities if a is not None and a.law is not None]
    faults: list[RuleError] = [
        config.file.fault(
            "C005", key, f"there is no pack {name} (there are: {', '.join(known)})",
            suggest(name, known),
        )
        for name, key in named
        if name not in known
    ]  # fmt: skip
    if faults:
        raise ConfigErrors(faults)


def check_rules(of: Config | Companion, known: tuple[str, ...]) -> None:
    """Raises ConfigErrors for rules that never were; `known` are the full ids of all rules."""
    from noticecheck.config.read import rules_named
    from noticecheck.corrections.levels import names
    from noticecheck.language.past import past_rule

    short = {rule.partition("/")[2]: rule for rule in known}
    faults: list[RuleError] = []
    for pattern, key in rules_named(of.file, of.table):
        if not any(names(pattern, rule) for rule in known) and past_rule(pattern) is None:
            hint = suggest(pattern, [*known, *short])
            faults.append(of.file.fault("C004", key, f"there is no rule `{pattern}`", hint))
    if faults:
        raise ConfigErrors(faults)
