"""lint-template: what a letter made from a template lacks at best, whatever fills its fields."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from noticecheck.checker import Checker
from noticecheck.cli import run
from noticecheck.drafting.template import Lint, fields_as_words, judge, open_fields
from short_letters import document

SECTION = "section 43(2) of the Freedom of Information Act 2000"
RIGHTS = (
    "If you are unhappy with this answer you can ask for an internal review by writing to the Clerk. "
    "If you remain unhappy you can apply to the Information Commissioner."
)


def lint(checker: Checker, text: str) -> Lint:
    letter = document(text)
    asked = checker.matcher.scan(fields_as_words(letter))
    template = open_fields(letter, asked)
    return judge(template, checker.check(template.without), asked)


def gaps(found: Lint) -> set[str]:
    return {point.assessment.rule.split("/")[1] for point in found.gaps
            if point.assessment.level == "must"}  # fmt: skip


def left(found: Lint) -> dict[str, str]:
    """Rule and words of the field that is left to meet it."""
    return {
        point.assessment.rule.split("/")[1]: found.template.document.quote(point.field)
        for point in found.left
        if point.field is not None and point.assessment.level == "must"
    }


@pytest.mark.parametrize(
    "field",
    ["[reason]", "{{ reason }}", "<<Reason>>", "«Reason»", "[Explain why, in two sentences]",
     "<explain why>", "XXXX", "________", "[xxx]"],
)  # fmt: skip
def test_a_field_beside_the_claim_can_say_why(field: str, checker: Checker) -> None:
    found = lint(checker, f"The prices are withheld under {SECTION} because {field}.\n\n{RIGHTS}\n")
    assert gaps(found) == set()
    assert left(found) == {"s17-1-c": field, "s17-3-b": field}


@pytest.mark.parametrize("field", ["[name]", "[date]", "<<Surname>>", "{{ case_reference }}"])
def test_a_detail_is_no_place_for_a_reason(field: str, checker: Checker) -> None:
    found = lint(checker, f"The prices of {field} are withheld under {SECTION}.\n\n{RIGHTS}\n")
    assert gaps(found) == {"s17-1-c", "s17-3-b"}


def test_nothing_near_the_claim_says_what_is_missing_at_the_end(checker: Checker) -> None:
    found = lint(checker, f"The prices are withheld under {SECTION} because [reason].\n")
    assert gaps(found) == {"s17-7-a", "s17-7-b"}


def test_a_field_for_the_standard_paragraph_can_hold_the_rights(checker: Checker) -> None:
    text = f"The prices are withheld under {SECTION} because [reason].\n\n[Complaints paragraph]\n"
    assert gaps(lint(checker, text)) == set()


def test_the_number_of_a_section_can_be_left_to_a_field(checker: Checker) -> None:
    text = (
        "We are refusing your request under section [number] of the Freedom of Information Act "
        f"2000 because [reason].\n\n{RIGHTS}\n"
    )
    assert left(lint(checker, text))["s17-1-b"] == "[number]"


@pytest.mark.parametrize(
    "mark", ["[2011] UKUT 17", "[sic]", "[1]", "[redacted]", "<a@hale.example>"]
)
def test_what_is_no_field_is_none(mark: str, checker: Checker) -> None:
    assert lint(checker, f"The prices are withheld under {SECTION} {mark}.\n").template.fields == ()


def test_a_field_for_the_public_interest_is_the_place_for_it(checker: Checker) -> None:
    fields = "because [REASON].\n\n[public interest test]"
    found = left(lint(checker, f"The prices are withheld under {SECTION} {fields}\n\n{RIGHTS}\n"))
    assert found == {"s17-1-c": "[REASON]", "s17-3-b": "[public interest test]"}


@pytest.mark.usefixtures("rules_loaded_once")
def test_what_is_not_clear_is_no_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"We neither confirm nor deny this under section 31(3).\n\n{RIGHTS}\n")
    assert run(["lint-template", str(path), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["verdict"] == "unclear"


@pytest.mark.usefixtures("rules_loaded_once")
def test_the_command_goes_through_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(f"Withheld under {SECTION} because [reason].\n")
    (tmp_path / "b.html").write_text(
        f"<p>The prices are withheld under {SECTION} because {{{{ reason }}}}.</p><p>{RIGHTS}</p>"
    )
    rights = tmp_path / "rights.md"
    assert run(["lint-template", str(tmp_path), "--format", "json"]) == 1
    shown = {Path(one["path"]).name: one for one in json.loads(capsys.readouterr().out)}
    assert shown["a.txt"]["verdict"] == "gaps"
    assert shown["b.html"]["verdict"] == "no_gap_found"
    assert {one["field"]["text"] for one in shown["b.html"]["left_to_fields"]} == {"{{ reason }}"}
    rights.write_text(RIGHTS)
    assert run(["lint-template", str(tmp_path / "a.txt"), "--with", str(rights)]) == 0
    assert "can say all that the law requires" in capsys.readouterr().out
    assert run(["lint-template", str(tmp_path / "a.txt"), "--fail-on", "never"]) == 0
    assert run(["lint-template", str(tmp_path / "none")]) == 3
