"""Baselines: what was there before does not fail, what is new does, and what is gone is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from test_config import Run, house, run  # noqa: F401
from test_corrections import LETTER

PATH = "templates/letter.txt"


@pytest.fixture
def baseline(run: Run) -> str:  # noqa: F811
    code, _, err = run("check", "--write-baseline", "known.json", "templates")
    assert code == 0 and "findings written to known.json" in err
    return "known.json"


def test_known_gaps_do_not_fail(run: Run, baseline: str) -> None:  # noqa: F811
    assert run("check", PATH)[0] == 1
    code, out, err = run("check", "--baseline", baseline, "templates")
    assert (code, err) == (0, "")
    assert "known before: foia2000/s17-3-b" in " ".join(out.split())
    found = json.loads(run("check", "--format", "json", "--baseline", baseline, PATH)[1])
    assert found["verdict"] == "gaps"
    assert {a["set_aside"]["by"] for a in found["assessments"] if "set_aside" in a} == {"baseline"}


@pytest.mark.parametrize(
    "old, new",
    [
        ("Dear Ms Orme", "Dear Ms Orme\n\nThank you for your patience; we are sorry for the wait."),
        ("The unit prices are exempt", "The unit   prices\nare exempt"),
        ("under section 43(2).", "under Section 43(2)."),
    ],
)
def test_they_survive_moved_lines_and_other_edits(
    run: Run, baseline: str, old: str, new: str  # noqa: F811
) -> None:  # fmt: skip
    Path(PATH).write_text(LETTER.replace(old, new), encoding="utf-8")
    assert run("check", "--baseline", baseline, PATH)[0] == 0


def test_new_gaps_fail(run: Run, baseline: str) -> None:  # noqa: F811
    without = LETTER.replace("You may complain to the Information Commissioner", "We are at")
    Path(PATH).write_text(without, encoding="utf-8")
    assert run("check", "--baseline", baseline, PATH)[0] == 1


def test_what_the_whole_letter_lacks_is_known_whatever_refusal_is_quoted(run: Run) -> None:  # noqa: F811
    without = LETTER.replace("You may complain to the Information Commissioner", "We are at")
    Path(PATH).write_text(without, encoding="utf-8")
    run("check", "--write-baseline", "known.json", PATH)
    first = without.replace("The unit prices are", "The unit prices of each ferry are")
    Path(PATH).write_text(first, encoding="utf-8")
    found = json.loads(run("check", "--format", "json", "--baseline", "known.json", PATH)[1])
    aside = {a["rule"] for a in found["assessments"] if "set_aside" in a}
    assert "foia2000/s17-7-b" in aside and "foia2000/s17-3-b" not in aside


def test_what_is_gone_is_told(run: Run, baseline: str) -> None:  # noqa: F811
    Path(PATH).write_text("Dear Ms Orme, thank you for your request, which we have.\n")
    err = run("check", "--baseline", baseline, PATH)[2]
    assert "of the baseline" in err and "write it again by --write-baseline known.json" in err
    # Of letters that were not checked nothing is known.
    assert "gone" not in run("check", "--baseline", baseline, "templates/schools/trip.txt")[2]


def test_a_configuration_names_one_from_its_own_folder(
    run: Run, baseline: str, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:  # fmt: skip
    Path("noticecheck.toml").write_text('baseline = "known.json"\n')
    monkeypatch.chdir("templates")
    assert run("check", "letter.txt")[0] == 0


@pytest.mark.parametrize(
    "text",
    [None, "", "[]", "{", '{"schema": "noticecheck.baseline/1"}',
     '{"schema": "noticecheck.baseline/1", "findings": [{"path": 3}]}',
     '{"schema": "noticecheck.baseline/1", "findings": 3}'],
)  # fmt: skip
def test_a_broken_one_is_an_error(run: Run, text: str | None) -> None:  # noqa: F811
    if text is not None:
        Path("known.json").write_text(text)
    code, out, err = run("check", "--baseline", "known.json", PATH)
    assert code == 2 and out == ""
    assert err.startswith("noticecheck: known.json: ") and "write it again" in err


def test_one_that_cannot_be_written_is_an_error_and_leaves_nothing(run: Run) -> None:  # noqa: F811
    code, _, err = run("check", "--write-baseline", "gone/known.json", PATH)
    assert code == 2 and "gone/known.json: cannot be written" in err
    assert not list(Path().glob("*.new"))
