"""`noticecheck report-issue`: what to send of a wrong finding, without sending the letter."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from noticecheck.commands import console
from noticecheck.commands.explain import find_rule
from noticecheck.commands.options import (
    AsOf,
    ConfigFile,
    Dated,
    Debug,
    Isolated,
    Packs,
    Received,
    RuleFolders,
    parse_date,
)
from noticecheck.errors import UsageError
from noticecheck.writing import write_whole


def report_issue(
    letter: Annotated[str, typer.Argument(metavar="LETTER", help="The letter that it is about.")],
    rule: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[RULE...]",
            help="The rules that judge it wrongly; all that find something missing, if none.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Write it to a file.")
    ] = None,
    rules: RuleFolders = None,
    pack: Packs = None,
    as_of: AsOf = None,
    received: Received = None,
    dated: Dated = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
    debug: Debug = False,
) -> None:
    """Write what to send of a finding that looks wrong: how it came about, without the letter.

    It holds the words that the rules rest on, with names, addresses and numbers blanked. Read it
    before you send it: no program finds everything that tells of a person.
    """
    from noticecheck.commands.settings import plan_of
    from noticecheck.read import read
    from noticecheck.report.issue import issue_text

    days = (parse_date(received, "--received"), parse_date(dated, "--dated"))
    law_day = parse_date(as_of, "--as-of")
    plan = plan_of([letter], config, isolated, rules, pack)
    checker = plan.checker(letter)
    named = [find_rule(checker.ruleset, name) for name in rule or ()]
    document = read(letter)
    house = plan.house(letter, document.path)
    report = checker.check(document, received=days[0], dated=days[1], as_of=law_day, house=house)
    if not named:
        wanted = [a.rule for a in report.assessments if a.level == "must" and a.status == "gap"]
        named = [find_rule(checker.ruleset, name) for name in dict.fromkeys(wanted)]
    if not named:
        raise UsageError(f"{letter}: nothing is said to be missing; name the rule that is wrong")
    explained = [
        (
            one,
            checker.explain(
                one, document, received=days[0], dated=days[1], as_of=law_day, house=house
            ),
        )
        for one in named
    ]
    text = issue_text(checker.redacted(report), explained)
    if output is None:
        console.out(text)
    else:
        write_whole(output, text)
