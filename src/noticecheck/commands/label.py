"""`noticecheck label`: read letters of a sample and label them, in the terminal; how far two
readers agree."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from noticecheck.commands import console
from noticecheck.commands.options import Debug
from noticecheck.errors import UsageError

if TYPE_CHECKING:
    from noticecheck.audit.session import Session

_INTERRUPTED = 130


def label(
    sample: Annotated[
        Path | None,
        typer.Argument(
            metavar="SAMPLE", help="A sample.jsonl that noticecheck audit --sample drew."
        ),
    ] = None,
    reader: Annotated[
        str | None, typer.Option("--reader", metavar="NAME", help="Who labels: one name each.")
    ] = None,
    agreement: Annotated[
        tuple[Path, Path] | None,
        typer.Option(
            "--agreement",
            metavar="A B",
            help="How far the labels of two readers agree, and where not.",
        ),
    ] = None,
    settle: Annotated[
        tuple[Path, Path] | None,
        typer.Option(
            "--settle",
            metavar="A B",
            help="Ask only what the labels of two readers answer otherwise.",
        ),
    ] = None,
    debug: Debug = False,
) -> None:
    """Label letters by hand, to measure how accurate an audit is.

    Each letter is shown page by page, then questions are asked. Nothing shows what noticecheck
    found. Every answer is kept at once: q stops, and the same command goes on.
    """
    if agreement is not None:
        from noticecheck.audit.agreement import compare

        console.out(compare(*agreement))
        return
    if sample is None:
        raise UsageError("name a sample: noticecheck audit --out DIR --sample N draws one")
    if reader is None and settle is None:
        raise UsageError("say who labels: --reader NAME")
    from noticecheck.audit.session import open_session

    hints: dict[str, dict[str, str]] = {}
    if settle is None:
        session = open_session(sample, reader or "")
    else:
        from noticecheck.audit.agreement import settling

        known, hints = settling(*settle)
        session = open_session(sample, reader or "settled", known)
    from noticecheck.commands.labelling_screen import Screen

    screen = Screen(session, hints)
    try:
        screen.run()
    except KeyboardInterrupt:
        console.out("\n" + _told(session))
        raise typer.Exit(_INTERRUPTED) from None
    console.out(_told(session))


def _told(session: Session) -> str:
    done, in_all = session.done(), len(session.letters)
    if done == in_all:
        return f"All letters are labelled: {session.labels_file}\n"
    return (
        f"{done} of {in_all} letters are labelled: {session.labels_file}\n"
        "Every answer is kept; the same command goes on here.\n"
    )
