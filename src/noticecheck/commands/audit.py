"""`noticecheck audit`: many letters in, tables out, and what is made of the tables."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from noticecheck.commands import console
from noticecheck.commands.audit_settings import for_audit
from noticecheck.commands.options import AsOf, ConfigFile, Debug, Packs, RuleFolders, parse_date
from noticecheck.commands.settings import Given
from noticecheck.errors import UsageError

if TYPE_CHECKING:
    from noticecheck.audit.run import Order, Result, Step
    from noticecheck.audit.scheduler import Workers

_MISSING = "an audit needs more: pip install 'noticecheck[audit]'"
_NEEDED = frozenset(("pyarrow", "fsspec", "duckdb", "rensa", "numpy", "jinja2"))
_INTERRUPTED = 130
_NOT_ASSESSED = 3


def audit(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE...",
            help="Folders, patterns, .jsonl, .csv, .parquet, .zip, .mbox, or URLs of these.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        str | None,
        typer.Option(
            "--out", metavar="DIR", help="The folder, or its URL, for the tables; or see --compare."
        ),
    ] = None,
    workers: Annotated[
        int, typer.Option("--workers", min=0, help="Processes; 0 for one a processor.")
    ] = 0,
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", metavar="URL", help="A Dask cluster, as tcp://host:8786."),
    ] = None,
    restart: Annotated[
        bool, typer.Option("--restart", help="Begin anew, whatever there is in --out.")
    ] = False,
    shard: Annotated[
        int, typer.Option("--shard", min=1, help="How many letters are worked on at once.")
    ] = 128,
    seconds: Annotated[
        float, typer.Option("--seconds", min=0.1, help="The longest that a letter may take.")
    ] = 60.0,
    text: Annotated[
        str, typer.Option("--text", metavar="COLUMN", help="Of tables: the letter itself.")
    ] = "text",
    path: Annotated[
        str, typer.Option("--path", metavar="COLUMN", help="Its name; without text, its file.")
    ] = "path",
    number: Annotated[
        str, typer.Option("--id", metavar="COLUMN", help="What names it where no path does.")
    ] = "id",
    authority: Annotated[
        str, typer.Option("--authority", metavar="COLUMN", help="Who wrote it.")
    ] = "authority",
    day: Annotated[
        str, typer.Option("--date", metavar="COLUMN", help="The day of the letter.")
    ] = "date",
    sample: Annotated[
        int | None,
        typer.Option("--sample", min=1, metavar="N", help="Draw letters to check by hand."),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="Of --sample.")] = 1,
    estimate: Annotated[
        str | None,
        typer.Option("--estimate", metavar="LABELS", help="Accuracy, from labels of a sample."),
    ] = None,
    compare: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--compare",
            metavar="DIR DIR",
            help="What two audits say otherwise; --out FILE as CSV, too.",
        ),
    ] = None,
    rules: RuleFolders = None,
    pack: Packs = None,
    as_of: AsOf = None,
    config: ConfigFile = None,
    debug: Debug = False,
) -> None:
    """Check any number of letters, and write what is found as tables.

    Stopped at any moment, the same command goes on where it was. With --sample, --estimate and
    --compare it works on the tables instead.

    Exit codes: 0; 2 wrong usage, or no room for the tables; 3 none of the letters was assessed.
    """
    with _extra():
        if compare is not None:
            console.out(_compare(*compare, out))
            return
        if out is None:
            raise UsageError("say by --out where the tables are, or are to be")
        if sample is not None and estimate is not None:
            raise UsageError("--sample and --estimate: one after the other, with labels between")
        if sample is not None or estimate is not None:
            console.out(_on_tables(out, sample, seed, estimate))
            return
        if not sources:
            raise UsageError("name the letters: a folder, a pattern, a table, an archive")
        from noticecheck.audit.limits import Limits
        from noticecheck.audit.pieces import Columns, Size
        from noticecheck.audit.places import whole
        from noticecheck.audit.run import Order
        from noticecheck.audit.work import Settings

        house = for_audit(Given(config, False, _some(pack), _some(rules)))
        if house.unused:
            console.complain(
                f"{config}: an audit uses packs, rules, phrases and levels of it, and not "
                f"{', '.join(house.unused)}"
            )
        settings = Settings(
            out=whole(out),
            rules=tuple(str(folder.absolute()) for folder in house.rules),
            packs=house.packs,
            as_of=parse_date(as_of, "--as-of"),
            columns=Columns(text, path, number, authority, day),
            limits=Limits(seconds),
            rules_hash=house.checker.ruleset.hash,
            phrases=house.phrases,
            levels=house.levels,
        )
        order = Order(tuple(sources), settings, Size(shard), restart)
        result = _run(order, lambda: _workers(workers, scheduler, settings.limits.memory))
    console.out(_told(result, out))
    if not result.letters:
        raise typer.Exit(_NOT_ASSESSED)


def _some(values: list[Any] | None) -> tuple[Any, ...] | None:
    return tuple(values) if values else None


def _run(order: Order, workers: Callable[[], Workers]) -> Result:
    """Run an audit and show how far it is; where it is stopped, say how to go on."""
    from noticecheck.audit.run import Step, audit
    from noticecheck.commands.progress import shown

    at = [Step("planning")]
    try:
        with shown() as show:

            def tell(step: Step) -> None:
                at[0] = step
                show(step)

            return audit(order, workers, tell, console.complain)
    except KeyboardInterrupt:
        step = at[0]
        far = f" with {step.done:,} of {step.total:,} letters checked" if step.total else ""
        console.complain(f"stopped{far}: run the same command again to go on")
        raise typer.Exit(_INTERRUPTED) from None


def _workers(number: int, scheduler: str | None, memory: int) -> Workers:
    from noticecheck.audit.scheduler import DaskWorkers, LocalWorkers

    if scheduler:
        return DaskWorkers(scheduler)
    return LocalWorkers(number or _processors(), memory)


def _processors() -> int:
    """Of this machine, those that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _told(result: Result, out: str) -> str:
    letters = f"{result.letters:,} {'letter' if result.letters == 1 else 'letters'} checked"
    lines = [f"{letters}; the tables are in {out}"]
    if result.errors:
        one = result.errors == 1
        lines.append(
            f"{result.errors:,} {'entry' if one else 'entries'} in errors.parquet: what could not "
            "be read or checked, and why"
        )
    return "\n".join(lines) + "\n"


def _compare(first: str, second: str, table: str | None) -> str:
    from noticecheck.audit import compare

    if table is not None and Path(table).is_dir():
        raise UsageError(f"{table}: a folder; with --compare, --out names a file for the changes")
    return compare.run(first, second, table)


def _on_tables(out: str, number: int | None, seed: int, labels: str | None) -> str:
    from noticecheck.audit import estimate, sample

    if number is not None:
        return f"{sample.draw(out, number, seed)}\n"
    assert labels is not None
    return estimate.run(out, labels)


@contextmanager
def _extra() -> Iterator[None]:
    """Raises UsageError where a library of the extra is not there."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in _NEEDED:
            raise UsageError(_MISSING) from None
        raise
