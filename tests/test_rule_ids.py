"""Ids of rules are kept: none is lost, none is used twice, and what was renamed is still understood."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from noticecheck.checker import Checker
from noticecheck.commands.explain import find_rule
from noticecheck.config.read import read_config
from noticecheck.config.settings import check_rules
from noticecheck.corrections import House
from noticecheck.corrections.house import as_the_house_has_it
from noticecheck.corrections.model import Corrections, LevelRule, Origin, Suppression
from noticecheck.errors import UsageError
from noticecheck.language import past
from noticecheck.language.past import PastRule, past_rules
from noticecheck.model import Assessment

SHIPPED = (Path(__file__).parent.parent / "rules" / "ids.txt").read_text("utf-8").split()
RENAMED = PastRule(
    "foia2000/balance", "renamed", "0.2.0", "named after its paragraph", "foia2000/s17-3-b"
)
WITHDRAWN = PastRule("foia2000/signed", "withdrawn", "0.2.0", "no law asks for it")


@pytest.fixture
def two_past(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(past, "past_rules", lambda: {one.id: one for one in (RENAMED, WITHDRAWN)})


def ids(checker: Checker) -> set[str]:
    return {rule.full_id for rule in checker.ruleset.rules}


def test_no_id_is_lost(checker: Checker) -> None:
    """A rule that goes has an entry in rules/past.toml; tools/generate.py lists new ones."""
    assert set(SHIPPED) == ids(checker) | set(past_rules())
    assert sorted(set(SHIPPED)) == SHIPPED


def test_no_past_id_is_used_again_and_renamed_ones_lead_to_a_rule(checker: Checker) -> None:
    there = ids(checker)
    assert not there & set(past_rules())
    for one in past_rules().values():
        assert one.version and one.reason
        assert (one.now in there) if one.became == "renamed" else (one.now is None), one


@pytest.mark.usefixtures("two_past")
def test_a_configuration_may_name_past_rules(checker: Checker, tmp_path: Path) -> None:
    path = tmp_path / "noticecheck.toml"
    path.write_text('[levels]\n"balance" = "should"\n"foia2000/signed" = "off"\n', "utf-8")
    check_rules(read_config(str(path)), tuple(ids(checker)))


@pytest.mark.usefixtures("two_past")
def test_what_is_said_of_a_renamed_rule_holds_for_the_new_one_and_is_told() -> None:
    gap = Assessment(
        "foia2000/s17-3-b", "public_interest", "must", "s43(2)", "withhold", "gap", "", "", (), ()
    )
    known = Suppression("foia2000/balance", Origin("agreed", source="noticecheck.toml:5"))
    gone = Suppression("signed", Origin("agreed", source="noticecheck.toml:8", for_many=True))
    levels = (LevelRule("balance", "should", "noticecheck.toml:2"),)
    house = House(None, levels, Corrections((), (), (known, gone)), date(2026, 11, 23))
    (point,), _, told = as_the_house_has_it(house, (gap,))
    assert point.level == "should" and point.set_aside is not None
    assert told[-3:] == (
        "noticecheck.toml:2: the rule balance was renamed to foia2000/s17-3-b in 0.2.0 (named after its paragraph); write foia2000/s17-3-b.",
        "noticecheck.toml:5: the rule foia2000/balance was renamed to foia2000/s17-3-b in 0.2.0 (named after its paragraph); write foia2000/s17-3-b.",
        "noticecheck.toml:8: the rule signed was withdrawn in 0.2.0 (no law asks for it); the line can go.",
    )


@pytest.mark.usefixtures("two_past")
def test_a_command_that_names_a_past_rule_says_what_became_of_it(checker: Checker) -> None:
    with pytest.raises(
        UsageError, match=r'the rule "balance" was renamed to foia2000/s17-3-b in 0\.2\.0'
    ):
        find_rule(checker.ruleset, "balance")
    with pytest.raises(UsageError, match="was withdrawn in"):
        find_rule(checker.ruleset, "foia2000/signed")
