"""Whether examples guard the conditions of their rules: conditions are changed, one at a time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from noticecheck import cli
from noticecheck.checker import Checker
from noticecheck.errors import UsageError
from noticecheck.examples import run_examples
from noticecheck.language.model import And, Attribute, Not, Or, Rule
from noticecheck.language.shared_examples import shared_examples
from noticecheck.mutation.of_rules import mutants_of, mutate_rule


def the_rule(checker: Checker, name: str) -> Rule:
    rule = checker.ruleset.rule(name)
    assert rule is not None
    return rule


def test_every_mutant_differs_and_every_clause_goes_once(checker: Checker) -> None:
    for rule in checker.ruleset.rules:
        mutants = list(mutants_of(rule))
        assert all(mutant.rule != rule for mutant in mutants), rule.full_id
        clauses = len(rule.unless) + len(rule.or_instead) + len(rule.unclear_when)
        clauses += rule.subject.condition is not None
        assert sum(not mutant.now for mutant in mutants) == clauses, rule.full_id


def test_each_part_of_a_condition_goes_and_each_test_is_turned_round(checker: Checker) -> None:
    qualified, absolute = Attribute("is-qualified"), Attribute("is-absolute")
    unnamed = Attribute("is-unnamed")
    rule = replace(
        the_rule(checker, "foia2000/s17-3-b"),
        force=And((Or((qualified, unnamed)), Not(absolute))),
        unless=(), or_instead=(), unclear_when=(),
    )  # fmt: skip
    rule = replace(rule, subject=replace(rule.subject, condition=None))
    assert [mutant.rule.force for mutant in mutants_of(rule)] == [
        Not(absolute),
        And((unnamed, Not(absolute))),
        And((Or((absolute, unnamed)), Not(absolute))),
        And((qualified, Not(absolute))),
        Or((qualified, unnamed)),
        And((Or((qualified, unnamed)), absolute)),
        And((Or((qualified, unnamed)), Not(qualified))),
    ]


def test_a_duty_for_the_wrong_test_is_noticed(checker: Checker) -> None:
    rule = the_rule(checker, "foia2000/s17-3-b")
    noticed = mutate_rule(checker, rule)
    swapped = [m for m in noticed.mutants if m.part == "test" and m.clause.startswith("for ")]
    assert swapped
    assert not {mutant.now for mutant in swapped} & {mutant.now for mutant in noticed.survivors}


def test_an_exception_that_no_example_shows_is_told(checker: Checker) -> None:
    rule = the_rule(checker, "foia2000/s17-3-b")
    assert not [m for m in mutate_rule(checker, rule).survivors if m.clause.startswith("unless")]
    examples = tuple(e for e in rule.examples if e.status != "not_applicable")
    survivors = mutate_rule(checker, replace(rule, examples=examples)).survivors
    gone = [m for m in survivors if m.part == "clause" and m.clause.startswith("unless")]
    assert len(gone) == len(rule.unless) > 0


@pytest.mark.usefixtures("rules_loaded_once")
def test_the_command_counts_what_is_noticed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["rules", "mutate", "foia2000/s17-3-b", "--isolated"]) == 0
    clauses, tests, details = capsys.readouterr().out.splitlines()[-3:]
    assert clauses.endswith("clauses that go are noticed") and " of " in clauses
    assert tests.endswith("exchanged for their opposites are noticed")
    assert details.endswith("details left out are noticed")


SHARED = """
[[letter]]
title = "nothing is refused"
text = "Dear Ms Okafor, the invoices are attached."
{}
"""


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('not_applicable = ["s17-2"]', ""),
        (
            'not_applicable = ["s17-9"]',
            '"nothing is refused" names a rule `s17-9`, which the pack has not',
        ),
        ('fine = ["s17-2"]', "letter.0: there is no key `fine` here (there are: title"),
        ('gap = "s17-2"', "letter.0: `gap` must be a list"),
        ("gap = [", "not TOML"),
    ],
)
def test_letters_that_rules_share(tmp_path: Path, more: str, said: str) -> None:
    (tmp_path / "examples.toml").write_text(SHARED.format(more), encoding="utf-8")
    if said:
        with pytest.raises(UsageError) as caught:
            shared_examples(tmp_path, ["s17-2"])
        assert said in str(caught.value) and "examples.toml" in str(caught.value)
        return
    (example,) = shared_examples(tmp_path, ["s17-2"])["s17-2"]
    assert (example.status, example.title) == ("not_applicable", "nothing is refused")
    assert example.place.line == 3


def test_a_pack_needs_no_letters_for_many_rules(tmp_path: Path) -> None:
    assert shared_examples(tmp_path, ["s17-2"]) == {}


def test_letters_that_rules_share_are_judged_with_their_own(checker: Checker) -> None:
    rule = the_rule(checker, "foia2000/s17-2")
    titles = [result.example.title for result in run_examples(checker, rule)]
    assert titles[: len(rule.examples)] == [example.title for example in rule.examples]
    assert "nothing is refused" in titles[len(rule.examples) :]
