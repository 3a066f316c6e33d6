"""What each letter is judged with: configurations and companions found, read and loaded once.

Where there is neither, this looks at folders and loads nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from noticecheck.errors import ConfigErrors, RuleError, RuleErrors, UsageError
from noticecheck.late import dataclass

if TYPE_CHECKING:
    import typer

    from noticecheck.checker import Checker
    from noticecheck.config.read import Companion, Config
    from noticecheck.config.settings import Settings
    from noticecheck.corrections.model import House
    from noticecheck.language.model import Rule

STDIN = "-"
Loaded = dict[Any, "Checker"]
"""Rules that are loaded, by what they are made of."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line says; what it leaves out is None."""

    config: Path | None = None
    isolated: bool = False
    packs: tuple[str, ...] | None = None
    rules: tuple[Path, ...] | None = None
    fail_on: str | None = None
    level: str | None = None
    format: str | None = None
    output: tuple[str, ...] | None = None
    baseline: str | None = None

    def __post_init__(self) -> None:
        if self.isolated and self.config is not None:
            raise UsageError("--config and --isolated cannot go together: leave one of them out")


def typed(context: typer.Context, name: str, value: Any) -> Any:
    """The value of an option that the user has given; None for its default."""
    source = context.get_parameter_source(name)
    return value if source is not None and source.name == "COMMANDLINE" else None


@dataclass
class Plan:
    """The settings of every letter of a run, read before the first one is judged."""

    given: Given
    files: Sequence[str]
    today: date
    _checkers: Loaded = field(default_factory=dict)
    _folders: dict[str, str | None] = field(default_factory=dict)
    _configs: dict[str, Config] = field(default_factory=dict)
    _settings: dict[str, Settings] = field(default_factory=dict)

    def prepare(self) -> None:
        """Find and read every file of settings; ConfigErrors with the faults of all of them."""
        faults: list[RuleError] = []
        if self.given.config is not None:
            self._collect(faults, lambda: self._read_config(str(self.given.config)))
        for path in () if self.given.isolated else self.files:
            self._collect(faults, lambda path=path: self._prepare(path))  # type: ignore[misc]
        if faults:
            raise ConfigErrors(list(dict.fromkeys(faults)))
        for settings in self._settings.values():
            self._collect(faults, lambda one=settings: self._check_names(one))  # type: ignore[misc]
        if faults:
            raise ConfigErrors(list(dict.fromkeys(faults)))

    @staticmethod
    def _collect(faults: list[RuleError], work: Callable[[], object]) -> None:
        try:
            work()
        except ConfigErrors as error:
            faults += error.errors

    def _prepare(self, path: str) -> None:
        from noticecheck.config.find import find_companion

        faults: list[RuleError] = []
        config: Config | None = None
        try:
            config = self.config_of(path)
        except ConfigErrors as error:
            # What is wrong with the companion is told as well.
            faults += error.errors
        companion = find_companion(path)
        if config is None and companion is None and not faults:
            return
        from noticecheck.config.read import read_companion
        from noticecheck.config.settings import settings_for

        said: Companion | None = None
        try:
            said = read_companion(companion) if companion else None
        except ConfigErrors as error:
            faults += error.errors
        if faults:
            raise ConfigErrors(faults)
        where = "" if path == STDIN else os.path.realpath(path)
        self._settings[path] = settings_for(config, said, where)

    def config_of(self, path: str) -> Config | None:
        """The configuration that a letter or folder has, read once."""
        if self.given.isolated:
            return None
        if self.given.config is not None:
            return self._read_config(str(self.given.config))
        from noticecheck.config.find import find_config, folder_of

        found = find_config(folder_of(path), self._folders)
        return self._read_config(found) if found else None

    def _read_config(self, path: str) -> Config:
        if path not in self._configs:
            from noticecheck.config.read import read_config
            from noticecheck.config.settings import check_folders

            config = read_config(os.path.realpath(path))
            check_folders(config)
            self._configs[path] = config
        return self._configs[path]

    def settings(self, path: str) -> Settings | None:
        """What the files say for a letter; None where there are none."""
        return self._settings.get(path)

    @cached_property
    def of_the_run(self) -> Settings | None:
        """Format, level and baseline are those of the first letter's configuration."""
        return self._settings.get(self.files[0]) if self.files else None

    def run_wide(self, name: str, default: Any) -> Any:
        """A value for the whole run: the command line's, the configuration's, or the default."""
        for source in (self.given, self.of_the_run):
            if source is not None and getattr(source, name) not in (None, ()):
                return getattr(source, name)
        return default

    @contextmanager
    def naming(self, name: str) -> Iterator[None]:
        """A fault of a value for the whole run names the line that it comes from."""
        try:
            yield
        except UsageError as error:
            settings = self.of_the_run
            line = settings.sources.get(name) if settings else None
            if line is None or getattr(self.given, name) is not None:
                raise
            raise UsageError(f"{line}: `{name}`: {error}") from None

    def rules(self) -> list[Rule]:
        """The rules of every letter of the run, each once."""
        found = {
            rule.full_id: rule
            for checker in (self.checker(path) for path in self.files or (None,))
            for rule in checker.ruleset.rules
        }
        return list(found.values())

    def fail_on(self, path: str) -> str:
        settings = self.settings(path)
        return self.given.fail_on or (settings.fail_on if settings else None) or "must"

    def house(self, path: str, document: str) -> House | None:
        """What the letter is judged with besides rules; `document` names it within its file."""
        settings = self.settings(path)
        if settings is None:
            return None
        return settings.house(self.today, document.removeprefix(path).lstrip("#/\\"))

    def checker(self, path: str | None = None) -> Checker:
        """The rules for a letter; without one, those of the command line alone."""
        settings = self.settings(path) if path is not None else None
        packs = self.given.packs or (settings.packs if settings else None)
        return self._load(self.folders(path), packs, settings)

    def of_every_pack(self, path: str) -> Checker:
        """The rules for a letter, and those of packs under which it would not be judged."""
        return self._load(self.folders(path), None, self.settings(path))

    def folders(self, path: str | None) -> tuple[Path, ...]:
        """The folders of rules besides the built-in ones."""
        settings = self.settings(path) if path is not None else None
        return self.given.rules or (settings.rules if settings else ())

    def _load(
        self, rules: Sequence[Path], packs: Sequence[str] | None, settings: Settings | None
    ) -> Checker:
        from noticecheck.checker import load

        phrases = settings.phrases if settings else ()
        key = (tuple(rules), None if packs is None else tuple(packs), phrases)
        if key not in self._checkers:
            try:
                made = load(rules, packs, phrases) if phrases else load(rules, packs)
            except RuleErrors as error:
                config = settings.config if settings else None
                raise _in_place(error, config) if config else error from None
            self._checkers[key] = made
        return self._checkers[key]

    def _check_names(self, settings: Settings) -> None:
        """Raises ConfigErrors for packs and rules that do not exist."""
        from noticecheck.config.settings import check_packs, check_rules

        config = settings.config
        rules = self.given.rules or settings.rules
        if config is not None and _names_packs(config):
            everything = self._load(rules, None, settings)
            check_packs(config, tuple(pack.name for pack in everything.ruleset.packs))
        sources = [one for one in (config, settings.companion) if one is not None]
        packs = self.given.packs or settings.packs
        for one in sources:
            try:
                check_rules(one, _ids(self._load(rules, packs, settings)))
            except ConfigErrors:
                # A rule of a pack that is not asked for here is one all the same.
                check_rules(one, _ids(self._load(rules, None, settings)))


def _ids(checker: Checker) -> tuple[str, ...]:
    return tuple(rule.full_id for rule in checker.ruleset.rules)


def _names_packs(config: Config) -> bool:
    table = config.table
    authorities = [table.authority, *(one.authority for one in table.overrides)]
    packs = [table.packs, *(one.packs for one in table.overrides)]
    return any(packs) or any(one is not None and one.law for one in authorities)


def _in_place(error: RuleErrors, config: Config) -> RuleErrors:
    """Faults of house phrases, at their lines of the configuration."""
    moved = [config.in_place(one) for one in error.errors]
    own = [one for one, old in zip(moved, error.errors, strict=True) if one != old]
    return ConfigErrors(own) if own else error


def plan(given: Given, files: Sequence[str], loaded: Loaded | None = None) -> Plan:
    """The plan of a run, prepared; raises ConfigErrors."""
    made = Plan(given, files, date.today(), {} if loaded is None else loaded)
    made.prepare()
    return made


def plan_of(
    files: Sequence[str],
    config: Path | None,
    isolated: bool,
    rules: Sequence[Path] | None,
    packs: Sequence[str] | None = None,
    loaded: Loaded | None = None,
) -> Plan:
    """The plan of a command that has no other options that a configuration may hold; `loaded`
    keeps its rules for the next one."""
    given = Given(
        config, isolated, tuple(packs) if packs else None, tuple(rules) if rules else None
    )
    return plan(given, files, loaded)
