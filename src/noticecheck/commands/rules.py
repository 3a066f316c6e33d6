"""`noticecheck rules`: what is asked of the rules that are loaded; and the group as a whole."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from noticecheck.commands import console
from noticecheck.commands.explain import find_rule
from noticecheck.commands.impact import impact
from noticecheck.commands.options import (
    ConfigFile,
    Debug,
    Isolated,
    NoColor,
    Packs,
    RuleFolders,
)
from noticecheck.commands.rule_files import fmt, new, unreadable
from noticecheck.late import regex

if TYPE_CHECKING:
    from noticecheck.checker import Checker
    from noticecheck.language.model import Rule

rules = typer.Typer(
    help="Write, test, format, lint, list and show rules.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)
_CHANGES = {
    "clause": "clauses that go are",
    "test": "tests exchanged for their opposites are",
    "detail": "details left out are",
}
_NEXT_BLOCK = regex(r"(rule|phrase|extend)\s")


def test(
    rule: Annotated[
        str | None, typer.Argument(metavar="[RULE]", help="Test this rule only.")
    ] = None,
    rules: RuleFolders = None,
    pack: Packs = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
    debug: Debug = False,
) -> None:
    """Run the examples of the rules.

    Exit codes: 0; 1 when an example has not the status that it names; 2 broken rules.
    """
    from noticecheck.examples import run_examples

    checker = _checker(rules, pack, config, isolated)
    chosen = (find_rule(checker.ruleset, rule),) if rule else checker.ruleset.rules
    examples = wrong = 0
    for one in chosen:
        for result in run_examples(checker, one):
            examples += 1
            if result.ok:
                continue
            wrong += 1
            console.out(
                f'{result.example.place}: {one.full_id}, example "{result.example.title}": '
                f"is {result.got}, should be {result.example.status}\n"
            )
    console.out(
        f"{examples} examples of {len(chosen)} {'rule' if len(chosen) == 1 else 'rules'}: "
        f"{f'{wrong} not as they should be' if wrong else 'all as they should be'}\n"
    )
    raise typer.Exit(1 if wrong else 0)


def mutate(
    rule: Annotated[
        str | None, typer.Argument(metavar="[RULE]", help="Change this rule only.")
    ] = None,
    details: Annotated[
        bool,
        typer.Option("--details", help="Show also what is part of a clause and nobody misses."),
    ] = False,
    rules: RuleFolders = None,
    pack: Packs = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
    debug: Debug = False,
) -> None:
    """Change each condition of the rules in turn: an example of the rule has to notice.

    Clauses go, tests are exchanged for their opposites, details are left out.
    Exit codes: 0; 1 when no example notices a clause that goes or a test that is exchanged; 2
    broken rules.
    """
    from noticecheck.mutation.of_rules import mutate_rule

    checker = _checker(rules, pack, config, isolated)
    chosen = (find_rule(checker.ruleset, rule),) if rule else checker.ruleset.rules
    made, kept = Counter[str](), Counter[str]()
    for one in chosen:
        noticed = mutate_rule(checker, one)
        made.update(mutant.part for mutant in noticed.mutants)
        kept.update(mutant.part for mutant in noticed.survivors)
        for mutant in noticed.survivors:
            if details or mutant.part != "detail":
                became = f"becomes `{mutant.now}`" if mutant.now else "goes"
                console.out(
                    f"{one.place}: {one.full_id}: no example notices when `{mutant.clause}` "
                    f"{became}\n"
                )
    for part, name in _CHANGES.items():
        console.out(f"{made[part] - kept[part]:,} of {made[part]:,} {name} noticed\n")
    raise typer.Exit(1 if kept["clause"] or kept["test"] else 0)


def lint(
    rules: RuleFolders = None,
    pack: Packs = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
    debug: Debug = False,
) -> None:
    """Look for what loads but is doubtful.

    Such as phrases that nothing uses and rules that nothing reaches. Exit codes: 0; 1 when
    there is something to look at; 2 broken rules.
    """
    from noticecheck.language.lint import lint as find_doubts
    from noticecheck.required import catalogue_phrases, required_phrases

    checker = _checker(rules, pack, config, isolated)
    ruleset = checker.ruleset
    required = required_phrases() | catalogue_phrases(checker.catalogues)
    doubts = find_doubts(ruleset, required)
    for doubt in doubts:
        console.out(f"{doubt}\n")
    result = f"{len(doubts)} to look at" if doubts else "all well"
    console.out(f"{len(ruleset.rules)} rules, {result}\n")
    raise typer.Exit(1 if doubts else 0)


def list_rules(
    grade: Annotated[
        Literal["statute", "guidance", "inference"] | None,
        typer.Argument(metavar="[GRADE]", help="Only what rests on statute, guidance, inference."),
    ] = None,
    verified: Annotated[
        bool,
        typer.Option("--verified", help="Say of the provisions, too, how far each was verified."),
    ] = False,
    output: Annotated[
        Literal["terminal", "json"], typer.Option("--format", help="How to write it.")
    ] = "terminal",
    rules: RuleFolders = None,
    pack: Packs = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
    debug: Debug = False,
) -> None:
    """List the rules: id, level, what they rest on, title.

    Statute: its text was read. Guidance: of the regulator, or a code. Inference: our own.
    """
    from noticecheck.report.provenance import to_json, to_lines

    checker = _checker(rules, pack, config, isolated)
    chosen = [rule for rule in checker.ruleset.rules if grade in (None, rule.verified)]
    entries = [
        (name, entry)
        for name, catalogue in checker.catalogues.items()
        for entry in catalogue
        if verified and grade in (None, entry.verified)
    ]
    if output == "json":
        console.out(to_json(chosen, entries, ascii_only=not console.is_utf8()) + "\n")
    else:
        console.out("".join(f"{line}\n" for line in to_lines(chosen, entries, console.width())))


def show(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="Id of the rule.")],
    rules: RuleFolders = None,
    pack: Packs = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
    no_color: NoColor = False,
    debug: Debug = False,
) -> None:
    """Show the source of a rule, and where it stands."""
    found = find_rule(_checker(rules, pack, config, isolated).ruleset, rule)
    console.out(f"# {found.place.path}:{found.place.line}\n{_source(found)}")


def _checker(
    rules: list[Path] | None,
    pack: list[str] | None,
    config: Path | None,
    isolated: bool,
) -> Checker:
    """The rules that hold in the working folder."""
    from noticecheck.commands.settings import STDIN, plan_of

    return plan_of([STDIN], config, isolated, rules, pack).checker(STDIN)


def _source(rule: Rule) -> str:
    """The lines of a rule in its file, from its first to the one before the next block."""
    try:
        lines = Path(rule.place.path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise unreadable(rule.place.path, error) from None
    first = rule.place.line - 1
    last = first + 1
    while last < len(lines) and not _NEXT_BLOCK.match(lines[last]):
        last += 1
    return "\n".join(lines[first:last]).rstrip() + "\n"


for command in (impact, new, test, mutate, fmt, lint):
    rules.command()(command)
rules.command("list")(list_rules)
rules.command()(show)
