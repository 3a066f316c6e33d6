"""`noticecheck query`: SQL over the tables of an audit, and the questions that come with it."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from noticecheck.commands import console
from noticecheck.commands.options import Debug
from noticecheck.errors import UsageError


def query(
    folder: Annotated[
        str | None,
        typer.Argument(metavar="DIR", help="The folder that noticecheck audit wrote."),
    ] = None,
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="QUERY", help="A SELECT over notices, assessments, errors and claims, in "
            "quotation marks; or the name of a question, such as by-element."
        ),
    ] = None,
    listed: Annotated[
        bool, typer.Option("--list", help="Show the questions that come with noticecheck.")
    ] = False,
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="NAME=VALUE",
            help="Set what the query calls $NAME. May be given several times.",
        ),
    ] = None,
    output: Annotated[
        Literal["table", "csv", "json"], typer.Option("--format", help="table to read; csv; json.")
    ] = "table",
    memory: Annotated[
        str, typer.Option("--memory", metavar="SIZE", help="How much memory the query may take.")
    ] = "1GB",
    debug: Debug = False,
) -> None:  # fmt: skip
    """Ask the tables of an audit a question, in SQL or by name.

    A query reads those tables and nothing else: it writes no files and uses no network.
    """
    try:
        import duckdb  # noqa: F401 - the first of what an audit needs
        import fsspec  # noqa: F401
    except ModuleNotFoundError:
        raise UsageError("an audit needs more: pip install 'noticecheck[audit]'") from None
    from noticecheck.audit import query as queries

    if listed:
        console.out(queries.listing())
        return
    if folder is None or question is None:
        raise UsageError("query: name the folder of an audit and a question; --list shows some")
    with queries.asked(folder, question, _settings(settings or []), memory=memory) as answer:
        for piece in queries.written(answer, output, ascii_only=not console.is_utf8()):
            console.out(piece)


def _settings(given: list[str]) -> dict[str, str]:
    found = {}
    for one in given:
        name, sign, value = one.partition("=")
        if not sign or not name:
            raise UsageError(f'--set: "{one}" is not NAME=VALUE')
        found[name.removeprefix("$")] = value
    return found
