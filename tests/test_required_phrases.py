"""A phrase that the program or a catalogue relies on, and that no rule file has, is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from noticecheck.checker import Checker
from noticecheck.errors import RuleErrors
from noticecheck.required import catalogue_phrases, require_phrases, required_phrases


def without(checker: Checker, name: str) -> str:
    phrases = {key: phrase for key, phrase in checker.ruleset.phrases.items() if key != name}
    with pytest.raises(RuleErrors) as raised:
        require_phrases(replace(checker.ruleset, phrases=phrases), checker.catalogues)
    return str(raised.value)


def test_phrase_that_a_catalogue_asks_for(checker: Checker) -> None:
    described = catalogue_phrases(checker.catalogues)
    assert described["describes-commerce"] == "it describes the exemption of s43 in foia2000"
    for name, purpose in described.items():
        message = without(checker, name)
        assert "R190" in message and f"`{name}`" in message and purpose in message


def test_phrase_that_the_program_asks_for(checker: Checker) -> None:
    purpose = required_phrases()["furniture"]
    assert without(checker, "furniture") == (
        "shared.rule:1:1: R190 phrase `furniture` is missing: "
        f"noticecheck reads letters by it ({purpose})"
    )
