"""`noticecheck config`: what holds for a letter and from where, and whether it is in order."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from noticecheck.choices import FailOn
from noticecheck.commands import console
from noticecheck.commands.options import ConfigFile, Debug, Isolated, Packs, RuleFolders
from noticecheck.commands.settings import Given, Plan, plan, typed
from noticecheck.errors import ConfigErrors, Place, RuleError, UsageError

if TYPE_CHECKING:
    from noticecheck.config.settings import Settings

config = typer.Typer(
    help="Show and check configurations (noticecheck.toml) and what stands beside letters.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)
Row = tuple[str, Any, str]
"""A key, its value, and where that comes from."""
_DAY = date.min
"""No day is needed to tell whether a file is in order."""
_DEFAULTS = {"fail-on": "must", "level": "should", "format": "terminal"}
_NOTHING = {
    "packs": "all, by what a letter names",
    "rules": "none besides the built-in ones",
}
"""What is shown for a setting that has no value."""
_NARROWEST = 20
"""Columns that a value has however narrow the terminal is."""
_PROFILE = ("name", "type", "school", "law", "review-address", "review-email", "regulator-contact")


@config.command()
def show(
    path: Annotated[
        str, typer.Argument(metavar="[PATH]", help="A letter or a folder.", show_default=False)
    ] = ".",
    output: Annotated[Literal["table", "json"], typer.Option("--format", help="How.")] = "table",
    config: ConfigFile = None,
    isolated: Isolated = False,
    rules: RuleFolders = None,
    pack: Packs = None,
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="As check.")] = "must",
    debug: Debug = False,
    *,
    context: typer.Context,
) -> None:
    """Show what a letter is judged with, and where every value comes from."""
    given = Given(
        config, isolated, tuple(pack) if pack else None, tuple(rules) if rules else None,
        typed(context, "fail_on", fail_on),
    )  # fmt: skip
    if path != "-" and not os.path.lexists(path):
        raise UsageError(f"{path}: no such letter or folder: check the path")
    found = plan(given, [path])
    settings = found.settings(path)
    rows = list(_rows(given, settings))
    files = _files(settings)
    if output == "json":
        values = [{"key": key, "value": value, "source": source} for key, value, source in rows]
        whole = {"path": path, **files, "settings": values}
        console.out(json.dumps(whole, indent=2, ensure_ascii=not console.is_utf8()) + "\n")
        return
    head = "".join(f"{name.capitalize()}: {file or 'none'}\n" for name, file in files.items())
    console.out(f"{head}\n" + "".join(f"{line}\n" for line in _table(rows)))


@config.command()
def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH...]", help="Folders, letters or configurations.", show_default=False
        ),
    ] = None,
    debug: Debug = False,
) -> None:
    """Check configurations, and every letter.noticecheck.toml in a folder, without any letter.

    Exit codes: 0 all in order; 2 a fault.
    """
    faults: list[RuleError] = []
    good: list[str] = []
    for path in paths or ["."]:
        if not os.path.lexists(path):
            raise UsageError(f"{path}: no such letter, folder or configuration: check the path")
        for name, found in _checked(path):
            faults += found
            good += [] if found or name in good else [name]
    if faults:
        raise ConfigErrors(list(dict.fromkeys(faults)))
    if not good:
        console.out("no noticecheck.toml and no letter.noticecheck.toml found\n")
    console.out("".join(f"{name}: in order\n" for name in good))


def _checked(path: str) -> Iterator[tuple[str, list[RuleError]]]:
    """Every file of settings that a path leads to, with its faults."""
    from noticecheck.config.faults import shown
    from noticecheck.config.find import COMPANION_SUFFIX

    if path.endswith(".toml") and not path.endswith(COMPANION_SUFFIX):
        yield shown(os.path.realpath(path)), _faults(Plan(Given(config=Path(path)), ["-"], _DAY))
        return
    upward = Plan(Given(), [path], _DAY)
    found = _faults(upward)
    settings = upward.settings(path)
    if found:
        yield found[0].place.path, found
    elif settings is not None and settings.config is not None:
        yield settings.config.file.path, []
    if not Path(path).is_dir():
        if settings is not None and settings.companion is not None:
            yield settings.companion.file.path, []
        return
    for companion in sorted(Path(path).rglob(f"*{COMPANION_SUFFIX}")):
        yield shown(os.path.realpath(companion)), _faults_of_companion(companion)


def _faults_of_companion(companion: Path) -> list[RuleError]:
    from noticecheck.config.faults import shown
    from noticecheck.config.find import COMPANION_SUFFIX

    stem = companion.name.removesuffix(COMPANION_SUFFIX)
    letters = [
        other
        for other in companion.parent.iterdir()
        if stem in (other.name, other.stem) and not other.name.endswith(".toml")
    ]
    if not letters:
        place = Place(shown(os.path.realpath(companion)), 1, 1)
        return [RuleError("C007", place, f"no letter {stem} beside this file: it is of none")]
    return _faults(Plan(Given(), [str(letters[0])], _DAY))


def _faults(found: Plan) -> list[RuleError]:
    try:
        found.prepare()
    except ConfigErrors as error:
        return list(error.errors)
    return []


def _files(settings: Settings | None) -> dict[str, str | None]:
    config = settings.config.file.path if settings and settings.config else None
    companion = settings.companion.file.path if settings and settings.companion else None
    return {"configuration": config, "companion": companion}


def _rows(given: Given, settings: Settings | None) -> Iterator[Row]:
    """Every setting in the order of the documentation."""
    from noticecheck.config.settings import COMMAND_LINE, DEFAULT, Settings

    known = settings or Settings()
    by_name = {
        "packs": (given.packs, known.packs),
        "rules": (given.rules, known.rules or None),
        "fail-on": (given.fail_on, known.fail_on),
        "level": (None, known.level),
        "format": (None, known.format),
        "output": (None, known.output or None),
        "baseline": (None, known.baseline),
    }
    for key, (typed_in, from_file) in by_name.items():
        if typed_in is not None:
            yield key, _plain(typed_in), COMMAND_LINE
        elif from_file is not None:
            yield key, _plain(from_file), known.sources[key]
        else:
            yield key, _DEFAULTS.get(key), DEFAULT
    for name in _PROFILE:
        value = getattr(known.authority, name.replace("-", "_"))
        if value is not None:
            yield f"authority.{name}", value, known.sources[f"authority.{name}"]
    if known.config is not None:
        file = known.config.file
        for name, wordings in known.config.table.phrases.items():
            yield f"phrases.{name}", list(wordings), file.source("phrases", name)
    for line in known.levels:
        yield f"levels.{line.pattern}", line.level, line.source
    yield from _said(known)


def _said(settings: Settings) -> Iterator[Row]:
    own = settings.companion.corrections("") if settings.companion else None
    said = settings.corrections + own if own else settings.corrections
    for claim in said.claims:
        yield f"claims.{claim.provision}", claim.origin.reason, claim.origin.source
    for reason in said.reasons:
        yield f"reasons.{reason.provision}", reason.origin.reason, reason.origin.source
    for known in said.suppressions:
        yield f"suppress.{known.rule}", known.origin.reason, known.origin.source


def _table(rows: Sequence[Row]) -> Iterator[str]:
    """A line for each setting, its value broken where the terminal ends."""
    import textwrap

    from noticecheck.report.layout import columns

    table = [["Setting", "Value", "From"], *([k, _text(k, v), s] for k, v, s in rows)]
    beside = sum(max(len(row[at]) for row in table) + 2 for at in (0, 2))
    room = max(console.width() - beside, _NARROWEST)
    broken: list[list[str]] = []
    for key, value, source in table:
        first, *others = textwrap.wrap(value, room) or [""]
        broken += [[key, first, source], *(["", other, ""] for other in others)]
    for row in columns(broken):
        yield "".join(row).rstrip()


def _plain(value: Any) -> Any:
    from noticecheck.config.faults import shown

    if isinstance(value, tuple):
        return [shown(str(one)) if isinstance(one, Path) else one for one in value]
    return value


def _text(key: str, value: Any) -> str:
    if value is None:
        return _NOTHING.get(key, "none")
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
