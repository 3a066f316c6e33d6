"""Every tricky situation has a labelled letter or an example of a rule, and they are there."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from noticecheck.checker import Checker

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
SITUATIONS: list[dict[str, Any]] = tomllib.loads(
    (CORPUS / "nuances.toml").read_text(encoding="utf-8")
)["situation"]


def labelled(folder: Path) -> set[str]:
    """The letters of a folder that have a label, by name."""
    lines = (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    return {json.loads(line)["slug"] for line in lines if line.strip()}


def test_each_situation_is_there_once_with_something_that_holds_it() -> None:
    assert len(SITUATIONS) == 84
    for key in ("id", "title"):
        assert len({one[key] for one in SITUATIONS}) == len(SITUATIONS)
    assert not [one["id"] for one in SITUATIONS if not (one.get("letters") or one.get("examples"))]
    assert {key for one in SITUATIONS for key in one} == {"id", "title", "letters", "examples"}


def test_each_letter_has_its_label() -> None:
    known = labelled(CORPUS) | {f"unseen/{slug}" for slug in labelled(CORPUS / "unseen")}
    named = {letter for one in SITUATIONS for letter in one.get("letters", ())}
    assert named <= known, named - known


@pytest.mark.parametrize("one", SITUATIONS, ids=[one["id"] for one in SITUATIONS])
def test_each_example_is_one_of_its_rule(checker: Checker, one: dict[str, Any]) -> None:
    for named in one.get("examples", ()):
        rule_id, _, title = named.partition(": ")
        rule = checker.ruleset.rule(rule_id)
        assert rule is not None, named
        assert title in {example.title for example in rule.examples}, named
