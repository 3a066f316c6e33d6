"""`noticecheck case`: the letters of one request, held against each other."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from noticecheck.commands import console
from noticecheck.commands.options import (
    ConfigFile,
    Debug,
    Isolated,
    NoColor,
    Packs,
    Received,
    RuleFolders,
    parse_date,
)
from noticecheck.errors import ReadError, UsageError


def case(
    letters: Annotated[
        list[str],
        typer.Argument(
            metavar="LETTER...",
            help="The letters of one request: acknowledgement, holding letter, answer, review.",
        ),
    ],
    form: Annotated[
        Literal["terminal", "json"], typer.Option("--format", help="How to write it.")
    ] = "terminal",
    fail_on: Annotated[
        Literal["must", "never"],
        typer.Option("--fail-on", help="Whether what is still missing makes the exit code 1."),
    ] = "must",
    received: Received = None,
    rules: RuleFolders = None,
    pack: Packs = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
    no_color: NoColor = False,
    debug: Debug = False,
) -> None:
    """Hold the letters of one request against each other.

    What an earlier letter lacked and a later one put right or did not; exemptions that came and
    went; a day for the decision that was missed. Exit codes: 0; 1 when the law requires something
    that no letter has given; 2 wrong usage; 3 when no letter could be assessed.
    """
    import json

    from noticecheck.case import case_of, to_dict, to_text, wordings_of
    from noticecheck.commands.settings import plan_of
    from noticecheck.read import Reader, expand

    day = parse_date(received, "--received")
    files = expand(letters)
    plan = plan_of(files, config, isolated, rules, pack)
    reports = []
    with Reader() as reader:
        for path in files:
            checker = plan.checker(path)
            for document in reader.read_all(path):
                if isinstance(document, ReadError):
                    console.complain(str(document))
                    continue
                house = plan.house(path, document.path)
                reports.append(checker.check(document, received=day, house=house))
    if not reports:
        raise UsageError("none of these letters could be read")
    found = case_of(reports, wordings_of(plan.checker(files[0]).ruleset.packs))
    if form == "json":
        console.out(json.dumps(to_dict(found), indent=2, ensure_ascii=not console.is_utf8()) + "\n")
    else:
        colour = console.use_colour(no_color)
        console.out(to_text(found, width=console.width(), colour=colour))
    if not found.letters:
        raise typer.Exit(3)
    raise typer.Exit(1 if found.open_gaps and fail_on == "must" else 0)
