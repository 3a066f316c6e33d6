"""`noticecheck audit`: many letters in, tables out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from noticecheck.commands import console
from noticecheck.commands.options import AsOf, Debug, Packs, RuleFolders, parse_date
from noticecheck.errors import UsageError

if TYPE_CHECKING:
    from noticecheck.audit.run import Order

_MISSING = "an audit needs more: pip install 'noticecheck[audit]'"
_INTERRUPTED = 130
_Column = "COLUMN"


def audit(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            help="Folders, globs, .jsonl, .csv, .parquet, .zip, .mbox, or URLs of these.",
            show_default=False,
        ),
    ],
    out: Annotated[
        str, typer.Option("--out", metavar="DIR", help="The folder, or URL, of the tables.")
    ],
    workers: Annotated[
        int, typer.Option("--workers", min=0, help="Processes; 0 for one a processor.")
    ] = 0,
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", metavar="URL", help="A Dask cluster, as in tcp://host:8786."),
    ] = None,
    restart: Annotated[bool, typer.Option("--restart", help="Make anew what is in --out.")] = False,
    shard: Annotated[
        int, typer.Option("--shard", min=1, help="Letters that are worked on at once.")
    ] = 512,
    text: Annotated[
        str, typer.Option("--text", metavar=_Column, help="Column with the letter itself.")
    ] = "text",
    path: Annotated[
        str,
        typer.Option("--path", metavar=_Column, help="Column with its name, or with its file."),
    ] = "path",
    number: Annotated[
        str, typer.Option("--id", metavar=_Column, help="Column that names it, without a path.")
    ] = "id",
    authority: Annotated[
        str, typer.Option("--authority", metavar=_Column, help="Column with the authority.")
    ] = "authority",
    day: Annotated[
        str, typer.Option("--date", metavar=_Column, help="Column with the day of the letter.")
    ] = "date",
    seconds: Annotated[
        float, typer.Option("--seconds", min=0.1, help="The longest that a letter may take.")
    ] = 60.0,
    rules: RuleFolders = None,
    pack: Packs = None,
    as_of: AsOf = None,
    debug: Debug = False,
) -> None:
    """Check any number of letters, and write what was found as tables.

    Stopped at any moment, the same command goes on where it was.
    """
    try:
        import pyarrow  # noqa: F401

        from noticecheck.audit import pieces, places, run
        from noticecheck.audit.limits import Limits
        from noticecheck.audit.scheduler import DaskWorkers, LocalWorkers, Workers
        from noticecheck.audit.work import Settings
        from noticecheck.checker import load
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] == "noticecheck":
            raise
        raise UsageError(_MISSING) from None
    limits = Limits(seconds)
    folders = tuple(str(folder.absolute()) for folder in rules or ())
    settings = Settings(
        out=places.whole(out),
        rules=folders,
        packs=tuple(pack or ()),
        as_of=parse_date(as_of, "--as-of"),
        columns=pieces.Columns(text, path, number, authority, day),
        limits=limits,
        rules_hash=load(rules or (), pack or None).ruleset.hash,
    )
    order = run.Order(tuple(sources), settings, pieces.Size(shard), restart)

    def the_workers() -> Workers:
        if scheduler:
            return DaskWorkers(scheduler)
        return LocalWorkers(workers or os.cpu_count() or 1, limits.memory)

    result = run.audit(order, the_workers, print_step, console.complain)
    console.out(f"{result.letters:,} letters, {result.errors:,} errors: {out}\n")


def print_step(step: object) -> None:
    pass
