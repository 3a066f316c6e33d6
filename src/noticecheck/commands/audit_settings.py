"""What an audit takes of a configuration: less than a check does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from noticecheck.commands.settings import STDIN, Given, Plan

if TYPE_CHECKING:
    from noticecheck.checker import Checker
    from noticecheck.config.settings import Settings


@dataclass(frozen=True, slots=True)
class ForAudit:
    """What an audit takes of the command line and of a configuration that is given to it."""

    checker: Checker
    rules: tuple[Path, ...]
    packs: tuple[str, ...]
    phrases: tuple[tuple[str, bytes], ...]
    levels: tuple[tuple[str, str], ...]
    unused: tuple[str, ...] = ()
    """The keys of the configuration that an audit has no use for."""


def for_audit(given: Given) -> ForAudit:
    """What an audit is made with. It finds no configuration by itself, and takes no corrections,
    nothing about an authority and nothing for some paths only."""
    made = Plan(given if given.config else replace(given, isolated=True), [STDIN], date.max)
    made.prepare()
    settings = made.settings(STDIN)
    if settings is None:
        return ForAudit(made.checker(), given.rules or (), given.packs or (), (), ())
    return ForAudit(
        made.checker(STDIN),
        given.rules or settings.rules,
        given.packs or settings.packs or (),
        tuple((str(file.path), file.data) for file in settings.phrases),
        tuple((line.pattern, line.level) for line in settings.levels),
        _unused_by_audit(settings),
    )


def _unused_by_audit(settings: Settings) -> tuple[str, ...]:
    if settings.config is None:
        return ()
    names = ("authority", "overrides", "claims", "reasons", "suppress", "baseline")
    return tuple(name for name in names if getattr(settings.config.table, name))
