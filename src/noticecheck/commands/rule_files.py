"""`noticecheck rules new` and `fmt`: what is done to the files of rules, whatever they say."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from noticecheck.commands import console
from noticecheck.commands.options import Debug
from noticecheck.errors import UsageError, suggest, visible
from noticecheck.writing import write_whole

if TYPE_CHECKING:
    from noticecheck.language.model import RuleSet


def new(
    rule_id: Annotated[
        str, typer.Argument(metavar="ID", help="Id of the rule, such as s17-1-c-plain.")
    ],
    pack: Annotated[
        str, typer.Option("--pack", metavar="NAME", help="The pack that it belongs to.")
    ] = "foia2000",
    element: Annotated[
        str, typer.Option("--element", metavar="NAME", help="What the rule is about.")
    ] = "quality",
    folder: Annotated[
        Path, typer.Option("--dir", metavar="DIR", help="The folder of rules to write it to.")
    ] = Path("rules"),
    debug: Debug = False,
) -> None:
    """Write a new rule to fill in, as DIR/PACK/ID.rule."""
    from noticecheck.installed import all_roots
    from noticecheck.language.load import load
    from noticecheck.language.scaffold import scaffold

    text = scaffold(rule_id, pack, element)
    _check_new(load(all_roots()), rule_id, pack, folder)
    path = folder / pack / f"{rule_id}.rule"
    if os.path.lexists(path):
        raise UsageError(f"{path}: is there already; choose another id")
    _write(path, text)
    console.out(f"{path}\n")


def _check_new(known: RuleSet, rule_id: str, pack: str, folder: Path) -> None:
    """Refuse a name that is taken, and a pack that looks like a slip of the pen."""
    packs = [each.name for each in known.packs]
    if pack not in packs and not (folder / pack).exists():
        hint = suggest(pack, packs)
        if hint:
            raise UsageError(
                f"--pack {visible(pack)}: there is no such pack - did you mean {hint}? (For one of "
                f"your own, first make the folder {folder / pack}.)"
            )
    if any(rule.pack == pack and rule.id == rule_id for rule in known.rules):
        raise UsageError(f"{rule_id}: the pack {pack} has this rule already; choose another id")


def fmt(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Rule files, or folders of them.")
    ],
    only_check: Annotated[
        bool, typer.Option("--check", help="Change nothing; exit with 1 if something would.")
    ] = False,
    debug: Debug = False,
) -> None:
    """Write rule files in the one layout that they all have."""
    from noticecheck.language.format import format_text

    changed = 0
    for path in _rule_files(paths):
        try:
            old = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise unreadable(path, error) from None
        new_text = format_text(old, str(path))
        if new_text == old:
            continue
        changed += 1
        console.out(f"{path}\n")
        if not only_check:
            _write(path, new_text)
    raise typer.Exit(1 if changed and only_check else 0)


def _rule_files(paths: list[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        try:
            found = sorted(path.rglob("*.rule")) if path.is_dir() else [path]
        except OSError as error:
            raise unreadable(path, error) from None
        if not found:
            raise UsageError(f"{path}: no .rule file in it")
        files += found
    return files


def unreadable(path: Path | str, error: OSError | UnicodeDecodeError) -> UsageError:
    """What to tell the user of a file that cannot be read, and what to do."""
    if isinstance(error, FileNotFoundError):
        return UsageError(f"{path}: no such file or folder; name a .rule file or a folder of them")
    if isinstance(error, UnicodeDecodeError):
        return UsageError(f"{path}: is not UTF-8 text; save it as UTF-8")
    return UsageError(f"{path}: cannot be read ({error.strerror})")


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or "output error").lower()
        raise UsageError(f"{path}: cannot be written ({reason})") from None
    write_whole(path, text)
