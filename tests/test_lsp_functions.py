"""What editors are shown, function by function: positions, letters, rule files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pygls", reason="the extra `lsp` is not installed")

from lsprotocol import types as lsp

from noticecheck.checker import Checker
from noticecheck.lsp import letters, rule_files
from noticecheck.lsp.letters import MAX_CHARACTERS, check_letter
from noticecheck.lsp.positions import Lines

TEXTS = st.text(st.sampled_from("a\N{POUND SIGN}\N{GRINNING FACE}\u2028\f\n\r") | st.characters())
REFUSAL = (
    "Dear Sir,\n\nWe refuse this under section 43(2) of the Freedom of Information Act 2000.\n"
)
S = lsp.DiagnosticSeverity


@given(TEXTS, st.sampled_from(("utf-8", "utf-16", "utf-32")), st.data())
def test_every_offset_comes_back_from_its_position(
    text: str, encoding: str, data: st.DataObject
) -> None:
    lines = Lines(text, encoding)
    offset = data.draw(st.integers(0, len(lines.text)))
    assert lines.offset(lines.position(offset)) == offset


@given(TEXTS)
def test_units_are_those_of_the_encoding(text: str) -> None:
    for encoding, codec, size in (
        ("utf-8", "utf-8", 1),
        ("utf-16", "utf-16-le", 2),
        ("utf-32", "utf-32-le", 4),
    ):
        lines = Lines(text, encoding)
        last = lines.text.rpartition("\n")[2]
        units = len(last.encode(codec, "surrogatepass")) // size
        assert lines.position(len(lines.text)) == lsp.Position(lines.text.count("\n"), units)


def test_line_ends_change_no_position() -> None:
    assert Lines("a\r\n\N{GRINNING FACE}b\rc").position(4) == lsp.Position(1, 3)
    assert Lines("a\n\N{GRINNING FACE}b\nc").position(4) == lsp.Position(1, 3)


def test_positions_beyond_the_text_are_its_nearest_end() -> None:
    lines = Lines("ab\ncd")
    assert lines.offset(lsp.Position(0, 99)) == 2
    assert lines.offset(lsp.Position(9, 0)) == 5


def test_a_gap_at_must_is_an_error_with_its_law(checker: Checker) -> None:
    letter = check_letter(checker, "file:///a.txt", REFUSAL)
    rules = {rule.full_id: rule for rule in checker.ruleset.rules}
    shown = {d.code: d for d in letters.diagnostics(letter, rules)}
    right = shown["foia2000/s17-7-b"]
    assert right.severity == S.Error
    assert right.code_description is not None
    assert right.code_description.href.endswith("/section/17")


def test_every_gap_has_a_fix_that_only_adds(checker: Checker) -> None:
    letter = check_letter(checker, "file:///a.txt", REFUSAL)
    for action in letters.code_actions(letter, letters.diagnostics(letter, {})):
        assert action.edit is not None and action.edit.changes is not None
        (edit,) = action.edit.changes["file:///a.txt"]
        assert edit.range.start == edit.range.end
        assert edit.new_text.strip().startswith("[")


@pytest.mark.parametrize("text", ["", "  \n", "x" * (MAX_CHARACTERS + 1)])
def test_what_is_no_letter_is_not_judged(checker: Checker, text: str) -> None:
    shown = letters.diagnostics(check_letter(checker, "file:///a.txt", text), {})
    assert [d.severity for d in shown] == ([S.Information] if text.strip() else [])


def test_a_fault_of_the_checker_is_one_diagnostic(checker: Checker) -> None:
    broken = replace(checker, matcher=None)  # type: ignore[arg-type]
    (shown,) = letters.diagnostics(check_letter(broken, "file:///a.txt", REFUSAL), {})
    assert "fault of noticecheck" in shown.message


def test_clauses_are_offered_in_their_order() -> None:
    files = rule_files.RuleFiles((), (), (), {})
    text = 'rule a "A"\n    element  quality\n    law      "X"\n    '
    items = rule_files.completions(files, Lines(text), lsp.Position(3, 4))
    labels = [item.label for item in items]
    assert labels[0] == "law" and "element" not in labels and "must" in labels


def test_values_and_facts_are_offered_where_they_fit() -> None:
    files = rule_files.RuleFiles((), (), (), {})
    values = rule_files.completions(files, Lines("    verified "), lsp.Position(0, 13))
    assert [item.label for item in values] == ["statute", "guidance", "inference"]
    facts = rule_files.completions(files, Lines("    must     "), lsp.Position(0, 13))
    assert {"own-reasons", "in its discussion"} <= {item.label for item in facts}


def test_formatting_is_that_of_rules_fmt_and_leaves_faults_alone() -> None:
    (edit,) = rule_files.formatted(Lines('phrase a\n  "b"\n'))
    assert edit.new_text == 'phrase a\n    "b"\n'
    assert rule_files.formatted(Lines('phrase a\n  "b\n')) == []


def test_root_is_above_the_pack(tmp_path: Path) -> None:
    assert rule_files.root_of(tmp_path / "foia2000" / "good" / "a.rule") == tmp_path
    assert rule_files.root_of(tmp_path / "a.rule") == tmp_path


def test_a_rule_file_that_nothing_reads_is_not_passed_in_silence() -> None:
    files = rule_files.RuleFiles((), (), (), {})
    (shown,) = rule_files.diagnostics(files, "new.rule", Lines("phrase a\n"))
    assert shown.message.startswith("Not checked")
