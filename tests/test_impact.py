"""`noticecheck rules impact`: what a change of rules turns, letter by letter."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from noticecheck import cli
from noticecheck.checker import Checker
from noticecheck.commands import impact as command
from noticecheck.impact import Turn, impact
from noticecheck.read import read
from short_letters import FOIA

LETTER = f"Dear Ms Quill\n\nWe have withheld the prices under section 43(2) {FOIA}.\n"
RULE = "foia2000/s17-7-a"


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


def without(checker: Checker, *names: str) -> Checker:
    rules = tuple(rule for rule in checker.ruleset.rules if rule.full_id not in names)
    return replace(checker, ruleset=replace(checker.ruleset, rules=rules))


def test_the_same_rules_turn_nothing(checker: Checker, letter: Path) -> None:
    found = impact([read(str(letter))], checker, checker)
    assert (found.letters, found.turns, found.verdicts) == (1, (), ())


def test_a_rule_that_goes_is_told_with_its_subject(checker: Checker, letter: Path) -> None:
    fewer = without(checker, RULE, "foia2000/s17-1-c")
    turns = impact([read(str(letter))], checker, fewer).turns
    assert turns == (
        Turn(str(letter), "foia2000/s17-1-c", "s43(2)#withhold", "gap", "none"),
        Turn(str(letter), RULE, "", "gap", "none"),
    )


def test_a_verdict_is_turned_by_what_decides_it(checker: Checker, letter: Path) -> None:
    musts = [rule.full_id for rule in checker.ruleset.rules if rule.level == "must"]
    found = impact([read(str(letter))], without(checker, *musts), checker)
    (verdict,) = found.verdicts
    assert verdict.after == "gaps" and verdict.before != "gaps"
    assert found.by_rule[RULE, "none", "gap"] == 1


def test_the_command_counts_and_its_code_says_whether_anything_turned(
    checker: Checker, letter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    def load(
        rules: object = (), packs: object = None, phrases: object = (), *, root: object = None
    ) -> Checker:
        return without(checker, RULE) if root else checker

    monkeypatch.setattr("noticecheck.checker.load", load)
    assert cli.run(["rules", "impact", str(tmp_path), str(letter), "--isolated"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        str(letter),
        f"  {RULE}: none -> gap",
        "",
        f"{RULE}: none -> gap: 1",
        "1 letter, 0 verdicts turned",
    ]


@pytest.mark.usefixtures("rules_loaded_once")
@pytest.mark.parametrize("base", ["no-such-revision", "--output=x", "HEAD:nowhere"])
def test_no_such_base(letter: Path, base: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["rules", "impact", "--isolated", "--", base, str(letter)]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and "neither a folder of rules nor a revision" in err


def test_a_revision_is_what_git_has_of_the_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = tmp_path / "rules"
    (rules / "pack").mkdir(parents=True)
    (rules / "pack" / "a.rule").write_text("before")
    for line in ("init -q", "add .", "-c user.name=a -c user.email=a@b.example commit -qm a"):
        subprocess.run(["git", *line.split()], cwd=tmp_path, check=True)
    (rules / "pack" / "a.rule").write_text("after")
    monkeypatch.setattr("noticecheck.language.roots.default_root", lambda: rules)
    with command._rules_of("HEAD") as folder:
        assert (folder / "pack" / "a.rule").read_text() == "before"
    assert not folder.exists()
