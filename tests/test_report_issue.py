"""`noticecheck report-issue`: what can be sent of a wrong finding without sending the letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from noticecheck import cli
from short_letters import FOIA

LETTER = f"""Dear Mr Hale-Bunting

The prices are exempt under section 43(2) {FOIA}. Mrs Orla Quenby (o.quenby@borley.example, 01632 960123)
weighed the public interest, which favours keeping the prices that Mr Hale-Bunting asked for.

The canteen closes at noon.
"""

pytestmark = pytest.mark.usefixtures("rules_loaded_once")


@pytest.fixture
def letter(tmp_path: Path) -> str:
    path = tmp_path / "hale-bunting.txt"
    path.write_text(LETTER, encoding="utf-8")
    return str(path)


def test_how_a_rule_came_out_is_told_without_the_letter(
    letter: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["report-issue", letter, "s17-3-b", "--isolated"]) == 0
    text = capsys.readouterr().out
    assert "foia2000/s17-3-b" in text and "section 43(2)" in text and "Outcome:" in text
    assert "canteen" not in text, "words that no rule rests on stay at home"
    for personal in ("Hale", "Bunting", "Quenby", "Orla", "borley", "960123", "hale-bunting"):
        assert personal not in text, personal
    assert all(len(line) <= 80 and line.isprintable() for line in text.splitlines())


def test_without_a_rule_all_that_is_missing_is_told(
    letter: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["report-issue", letter, "--isolated"]) == 0
    text = capsys.readouterr().out
    assert "foia2000/s17-7-a" in text and "foia2000/s17-7-b" in text
    assert "foia2000/s17-1-b:" not in text


def test_it_goes_to_a_file(letter: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "issue.txt"
    assert cli.run(["report-issue", letter, "--output", str(out), "--isolated"]) == 0
    assert capsys.readouterr().out == ""
    assert out.read_text(encoding="utf-8").startswith("A finding that looks wrong\n\n[say what")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["s17-3-z"], 'there is no rule "s17-3-z" - did you mean foia2000/s17-3-'),
        ([], "nothing is said to be missing; name the rule that is wrong"),
    ],
)
def test_nothing_to_report(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Ms Quill\n\nThe invoices are attached.\n", encoding="utf-8")
    assert cli.run(["report-issue", str(path), *arguments, "--isolated"]) == 2
    err = capsys.readouterr().err
    assert said in err and err.count("\n") == 1
