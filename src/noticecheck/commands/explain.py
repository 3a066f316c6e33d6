"""`noticecheck explain`: what a rule demands, and how a letter fares under it, clause by clause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from noticecheck.commands import console
from noticecheck.commands.options import (
    AsOf,
    ConfigFile,
    Dated,
    Debug,
    Isolated,
    NoColor,
    Packs,
    Received,
    RuleFolders,
    parse_date,
)
from noticecheck.errors import UsageError

if TYPE_CHECKING:
    from noticecheck.language.model import Rule, RuleSet


def explain(
    rule: Annotated[
        str, typer.Argument(metavar="RULE", help="A rule, such as foia2000/s17-3-b or s17-3-b.")
    ],
    letter: Annotated[
        str | None, typer.Argument(metavar="[LETTER]", help="A letter to apply it to.")
    ] = None,
    rules: RuleFolders = None,
    pack: Packs = None,
    as_of: AsOf = None,
    received: Received = None,
    dated: Dated = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
    no_color: NoColor = False,
    debug: Debug = False,
) -> None:
    """Show the law behind a rule and what it checks.

    With a letter: what was found in it, clause by clause, and why it was flagged or not.
    """
    from noticecheck.commands.settings import STDIN, plan_of
    from noticecheck.report.explanation import rule_text, traces_text

    received_day = parse_date(received, "--received")
    dated_day = parse_date(dated, "--dated")
    law_day = parse_date(as_of, "--as-of")
    path = STDIN if letter is None else letter
    plan = plan_of([path], config, isolated, rules, pack)
    checker = plan.checker(path)
    found = find_rule(checker.ruleset, rule)
    width, colour = console.width(), console.use_colour(no_color)
    text = rule_text(found, width=width, colour=colour)
    if letter is None:
        console.out(text)
        return
    from noticecheck.read import read

    document = read(letter)
    traces = checker.explain(
        found, document, received=received_day, dated=dated_day, as_of=law_day,
        house=plan.house(path, document.path),
    )  # fmt: skip
    console.out(f"{text}\n{traces_text(document, traces, width=width, colour=colour)}")


def find_rule(ruleset: RuleSet, name: str) -> Rule:
    """The rule of a full id, or of an id that only one pack has; UsageError suggests others."""
    found = [rule for rule in ruleset.rules if name in (rule.full_id, rule.id)]
    if len(found) == 1:
        return found[0]
    if found:
        names = " or ".join(rule.full_id for rule in found)
        raise UsageError(f'rule "{name}": which one is meant, {names}?')
    from difflib import get_close_matches

    from noticecheck.language.past import past_rule

    if past := past_rule(name):
        raise UsageError(f'the rule "{name}" {past.told()}')

    short = {rule.id: rule.full_id for rule in ruleset.rules}
    known = [*(rule.full_id for rule in ruleset.rules), *short]
    close = list(dict.fromkeys(short.get(n, n) for n in get_close_matches(name, known, 3, 0.6)))
    hint = f"did you mean {' or '.join(close)}?" if close else "noticecheck rules list shows all"
    raise UsageError(f'there is no rule "{name}" - {hint}')
