"""Every command that judges or writes letters heeds the configuration and the letter's companion."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from noticecheck import cli
from test_corrections import LETTER

Run = Callable[..., str]
CONFIG = """
[authority]
name = "Ashby Vale Council"
type = "local"
review-address = "Town Hall, Ashby Vale"
regulator-contact = "the Commissioner's office, Wycliffe House"

[levels]
"s17-3-b" = "off"

[[overrides]]
paths = ["schools/**"]
authority = { name = "Ashby Vale schools", type = "school" }
"""
COMPANION = """
[[claims]]
claim = "s40(2)"
relied-on = false
reason = "quoted from the request"

[[suppress]]
rule = "s17-3-b"
reason = "weighed in a notice of its own"
"""


@pytest.fixture
def run(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    rules_loaded_once: None,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    (tmp_path / ".git").mkdir()
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def go(*arguments: str) -> str:
        cli.run(arguments)
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return printed.out + printed.err

    return go


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def test_a_draft_is_that_of_the_authority_of_its_place(run: Run) -> None:
    write("noticecheck.toml", CONFIG)
    text = run("draft", "--claim", "s12(1)")
    for known in (
        "Ashby Vale Council has handled it",
        "limit for Ashby Vale Council is £450",
        "write to Town Hall, Ashby Vale within",
        "You can do so at the Commissioner's office, Wycliffe House.",
    ):
        assert known in text
    write("schools/.keep", "")
    run("draft", "--claim", "s12(1)", "-o", "schools/a.txt")
    assert "Ashby Vale schools has" in Path("schools/a.txt").read_text(encoding="utf-8")


def test_the_options_of_a_draft_win(run: Run) -> None:
    write("noticecheck.toml", CONFIG)
    assert "write to Hall 2 within" in run("draft", "--claim", "s21", "--review-address", "Hall 2")
    assert "[insert the address" in run("draft", "--claim", "s21", "--isolated")
    other = run("draft", "--claim", "s21", "--authority", "Hale Council")
    assert "Ashby" not in other and "[insert the address for reviews]" in other


def test_a_draft_is_under_the_law_of_the_authority(run: Run) -> None:
    write("noticecheck.toml", 'authority = { law = "foisa2002" }\n')
    assert "(Scotland) Act 2002" in run("draft", "--claim", "s33(1)(b)")
    assert "Regulations 2004" in run("draft", "--claim", "reg12(5)(e)")


@pytest.mark.parametrize("settings", ["noticecheck.toml", "letter.noticecheck.toml"])
def test_nothing_is_mended_that_a_house_does_not_ask_for(run: Run, settings: str) -> None:
    balance = "On balance"
    assert balance in run("fix", "letter.txt")
    write(settings, CONFIG if settings == "noticecheck.toml" else COMPANION)
    assert balance not in run("fix", "letter.txt")
    linted = run("lint-template", "letter.txt")
    assert "public interest" not in linted


def test_a_comment_is_put_where_something_is_to_be_done(run: Run, tmp_path: Path) -> None:
    from docx import Document

    letter = Document()
    for paragraph in LETTER.split("\n\n"):
        letter.add_paragraph(" ".join(paragraph.split()))
    letter.save(str(tmp_path / "letter.docx"))
    write("letter.noticecheck.toml", COMPANION)
    run("annotate", "letter.docx")
    comments = [comment.text for comment in Document("letter-checked.docx").comments]
    assert "1 gap suppressed: foia2000/s17-3-b" in comments[0]
    assert "Corrected by a reader: s40(2) is not" in comments[0]
    assert not any("public interest favours" in text for text in comments[1:])


def test_explain_tells_of_the_letter_as_readers_correct_it(run: Run) -> None:
    assert "section 40(2)" in run("explain", "s17-1-b-exists", "letter.txt")
    write("letter.noticecheck.toml", COMPANION)
    assert "section 40(2)" not in run("explain", "s17-1-b-exists", "letter.txt")


def test_rules_are_those_of_the_working_folder(run: Run) -> None:
    write("noticecheck.toml", 'packs = ["foisa2002"]\n')
    listed = run("rules", "list")
    assert "foisa2002/s16-1-a" in listed and "foia2000/" not in listed
    assert "foia2000/" in run("rules", "list", "--isolated")


def test_an_editor_is_told_what_check_says(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("pygls", reason="the extra `lsp` is not installed")
    from noticecheck.commands.lsp import _judged_with
    from noticecheck.lsp.letters import check_letter, code_actions, diagnostics

    judged_with = _judged_with(None, False, None, None)

    def told() -> dict[object, str]:
        own = judged_with(str(tmp_path / "letter.txt"))
        letter = check_letter(own.checker, "file:///letter.txt", LETTER, house=own.house)
        return {one.code: one.message for one in diagnostics(letter, {})}

    def inserted() -> str:
        own = judged_with(str(tmp_path / "letter.txt"))
        letter = check_letter(own.checker, "file:///letter.txt", LETTER, house=own.house)
        shown = [one for one in diagnostics(letter, {}) if one.code == "foia2000/s17-3-b"]
        (action,) = code_actions(letter, shown, own)
        assert action.edit is not None and action.edit.changes is not None
        (edit,) = action.edit.changes["file:///letter.txt"]
        return edit.new_text

    assert "In favour of withholding it: [against: say" in inserted()
    assert not told()["foia2000/s17-3-b"].startswith("[")
    write("letter.noticecheck.toml", COMPANION)
    found = told()["foia2000/s17-3-b"]
    assert found.startswith("[Suppressed: weighed in a notice of its own] ")
    write("noticecheck.toml", CONFIG)
    assert "foia2000/s17-3-b" not in told()
