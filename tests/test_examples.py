"""Every rule does to its own examples what they say, and each of its branches has one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from noticecheck.checker import Checker
from noticecheck.examples import ExampleResult, run_examples
from noticecheck.language.model import Rule
from noticecheck.language.roots import default_root

RULES = [
    path.relative_to(default_root()).as_posix()
    for path in sorted(default_root().glob("*/**/*.rule"))
]


def of_file(checker: Checker, file: str) -> list[Rule]:
    return [rule for rule in checker.ruleset.rules if rule.place.path.endswith(file)]


Results = Mapping[str, tuple[ExampleResult, ...]]


@pytest.fixture(scope="module")
def results(checker: Checker) -> Results:
    """What each rule makes of its examples."""
    return {rule.full_id: run_examples(checker, rule) for rule in checker.ruleset.rules}


@pytest.mark.parametrize("file", RULES)
def test_examples_come_out_as_they_say(checker: Checker, results: Results, file: str) -> None:
    wrong = [
        f"{rule.full_id} {result.example.title!r}: {result.got}, not {result.example.status}"
        for rule in of_file(checker, file)
        for result in results[rule.full_id]
        if not result.ok
    ]
    assert not wrong, "\n".join(wrong)


def branches(rule: Rule) -> set[str]:
    """The clauses of a rule that can decide."""
    found = {rule.level}
    if rule.or_instead:
        found.add("or instead")
    if rule.unless:
        found.add("unless")
    if rule.unclear_when:
        found.add("unclear when")
    return found


@pytest.mark.parametrize("file", RULES)
def test_every_branch_has_an_example(checker: Checker, results: Results, file: str) -> None:
    for rule in of_file(checker, file):
        decided = {result.branch for result in results[rule.full_id]}
        assert branches(rule) <= decided, f"{rule.full_id}: {branches(rule) - decided}"
        gaps = [result for result in results[rule.full_id] if result.got in ("gap", "note")]
        assert gaps, rule.full_id


@pytest.mark.parametrize("file", RULES)
def test_every_alternative_and_exception_has_its_example(checker: Checker, file: str) -> None:
    """Not only one `or instead` of several: each is what decides some example."""
    for rule in of_file(checker, file):
        shown = {example.status for example in rule.examples}
        assert ("not_applicable" in shown) >= bool(rule.unless), rule.full_id
        met = sum(example.status == "met" for example in rule.examples)
        assert met >= 1 + len(rule.or_instead), f"{rule.full_id}: {met} met examples"
        open_ = sum(example.status == "unclear" for example in rule.examples)
        assert open_ >= len(rule.unclear_when), f"{rule.full_id}: {open_} unclear examples"
        lifted = sum(example.status == "not_applicable" for example in rule.examples)
        assert lifted >= len(rule.unless), f"{rule.full_id}: {lifted} not_applicable examples"


def test_a_wrong_example_is_found(checker: Checker) -> None:
    rule = checker.ruleset.rule("foia2000/s17-7-a")
    assert rule is not None
    first = next(example for example in rule.examples if example.status == "met")
    turned = replace(rule, examples=(replace(first, status="gap"),))
    result, *_ = run_examples(checker, turned)
    assert not result.ok
    assert result.got == "met"


def test_every_pack_has_rules_with_examples(checker: Checker) -> None:
    assert {file.split("/")[0] for file in RULES} == {pack.name for pack in checker.ruleset.packs}
    assert all(rule.examples for rule in checker.ruleset.rules)
