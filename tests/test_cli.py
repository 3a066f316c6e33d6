"""The command line: options, exit codes, and one clear line for whatever goes wrong.

The checks themselves are replaced by reports made by hand; test_cli_whole.py runs the real ones.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import types
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import report_samples as samples
from loaded import the_checker
from noticecheck import cli
from noticecheck.commands.options import parse_date
from noticecheck.errors import Place, RuleError, RuleErrors, UsageError
from noticecheck.model import Document, Report

Run = Callable[..., "Outcome"]


class Outcome:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


class FakeChecker:
    """Gives the report that the first word of a letter asks for, and remembers the options."""

    def __init__(self) -> None:
        self.seen: list[dict[str, Any]] = []

    def check(self, document: Document, **options: Any) -> Report:
        self.seen.append({"path": document.path, **options})
        name = document.text.split()[0]
        if name == "crash":
            raise ValueError("two\nlines")
        if name == "interrupt":
            raise KeyboardInterrupt
        report = samples.SAMPLES[name]()
        return replace(report, document=replace(samples.document(), path=document.path))

    def not_assessed(self, path: str, reason: str, sha256: str = "") -> Report:
        document = Document(path, "", "application/octet-stream", "")
        return replace(samples.unreadable(), document=document, warnings=(reason,))


@pytest.fixture
def checker(monkeypatch: pytest.MonkeyPatch) -> FakeChecker:
    fake = FakeChecker()
    module = types.ModuleType("noticecheck.checker")
    module.load = lambda rules=(), packs=None: fake  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "noticecheck.checker", module)
    return fake


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], checker: FakeChecker) -> Run:
    def go(*arguments: str | Path) -> Outcome:
        code = cli.run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return go


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    for name in samples.SAMPLES:
        (tmp_path / f"{name}.txt").write_text(f"{name} is the report wanted", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "threshold", "code"),
    [
        ("gaps", "must", 1),
        ("gaps", "never", 0),
        ("clean", "unclear", 0),
        ("unclear", "must", 0),
        ("unclear", "should", 0),
        ("unclear", "unclear", 1),
        ("acknowledgement", "unclear", 0),
        ("unreadable", "must", 3),
        ("unreadable", "never", 0),
    ],
)
def test_exit_codes(run: Run, letters: Path, name: str, threshold: str, code: int) -> None:
    assert run("check", letters / f"{name}.txt", "--fail-on", threshold).code == code


def test_the_highest_code_wins(run: Run, letters: Path) -> None:
    good, bad, blind = (letters / f"{n}.txt" for n in ("clean", "gaps", "unreadable"))
    assert run("check", good, bad).code == 1
    assert run("check", good, bad, letters / "*.xyz").code == 2
    assert run("check", blind, bad, letters / "*.xyz").code == 3


def test_one_file_gives_an_object_and_several_a_list(run: Run, letters: Path) -> None:
    one = json.loads(run("check", letters / "gaps.txt", "--format", "json").out)
    assert one["verdict"] == "gaps"
    two = run("check", letters / "gaps.txt", letters / "clean.txt", "--format", "json").out
    assert [report["verdict"] for report in json.loads(two)] == ["gaps", "no_gap_found"]
    folder = json.loads(run("check", letters, "--format", "json").out)
    assert len(folder) == len(samples.SAMPLES)
    (letters / "one").mkdir()
    (letters / "one" / "gaps.txt").write_text("gaps", encoding="utf-8")
    assert len(json.loads(run("check", letters / "one", "--format", "json").out)) == 1


def test_every_path_gives_a_line_of_jsonl(run: Run, letters: Path) -> None:
    paths = [letters / "gaps.txt", letters / "nowhere.txt", letters / "clean.txt"]
    outcome = run("check", *paths, "--format", "jsonl")
    reports = [json.loads(line) for line in outcome.out.splitlines()]
    assert [report["document"]["path"] for report in reports] == [str(path) for path in paths]
    assert [report["verdict"] for report in reports] == ["gaps", "not_assessed", "no_gap_found"]
    assert "no such file" in reports[1]["document"]["warnings"][0]
    assert outcome.code == 3


def test_a_missing_file_is_one_line_and_the_others_are_checked(run: Run, letters: Path) -> None:
    outcome = run("check", letters / "nowhere.txt", letters / "gaps.txt")
    assert outcome.err.count("\n") == 1
    assert outcome.err.startswith(f"noticecheck: {letters / 'nowhere.txt'}: no such file")
    assert "leaves out 3 things" in outcome.out and outcome.code == 3


@pytest.mark.parametrize("output", ["terminal", "json", "jsonl"])
def test_a_letter_that_is_not_assessed_is_one_line(run: Run, letters: Path, output: str) -> None:
    path = letters / "unreadable.txt"
    outcome = run("check", path, letters / "gaps.txt", "--format", output)
    assert outcome.code == 3 and outcome.err.count("\n") == 1
    assert outcome.err.startswith(f"noticecheck: {path}: ")


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("", '"": not a possible path: check how it is written'),
        ("x" * 5000, "cannot be opened (file name too long): check the path"),
    ],
)
def test_impossible_paths_leave_the_others_checked(
    run: Run, letters: Path, path: str, line: str
) -> None:
    outcome = run("check", path, letters / "gaps.txt", "--format", "json")
    assert outcome.code == 3 and outcome.err.count("\n") == 1 and line in outcome.err
    reports = json.loads(outcome.out)
    assert [report["document"]["path"] for report in reports] == [path, str(letters / "gaps.txt")]
    assert json.loads(run("check", path, "--format", "json").out)["verdict"] == "not_assessed"


def test_a_folder_that_cannot_be_listed_is_one_line(
    run: Run, letters: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (letters / "closed").mkdir()
    listed = os.scandir

    def scandir(path: Any = ".") -> Any:
        if str(path) == str(letters / "closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    outcome = run("check", letters, "--format", "jsonl", "--fail-on", "must")
    assert outcome.code == 3 and len(outcome.out.splitlines()) == len(samples.SAMPLES) + 1
    line = f"{letters / 'closed'}: permission denied: make it readable for you and try again"
    assert f"noticecheck: {line}\n" in outcome.err
    assert run("check", letters / "closed").code == 3


def test_what_could_not_be_judged_still_has_its_hash() -> None:
    checker = the_checker()
    document = checker.not_assessed("a.pdf", "broken").document
    assert (document.path, document.sha256) == ("a.pdf", "")
    digest = hashlib.sha256(b"%PDF").hexdigest()
    assert checker.not_assessed("a.pdf", "broken", digest).document.sha256 == digest


@pytest.mark.parametrize("what", ["folder", "glob"])
def test_nothing_to_check_is_wrong_usage(run: Run, letters: Path, what: str) -> None:
    (letters / "empty").mkdir()
    path = letters / ("empty" if what == "folder" else "*.nothing")
    outcome = run("check", path, letters / "gaps.txt")
    assert outcome.code == 2 and outcome.err.count("\n") == 1 and str(path) in outcome.err
    assert "leaves out 3 things" in outcome.out
    assert run("check", path, "--fail-on", "never").code == 2


def test_a_fault_of_ours_leaves_the_other_letters_checked(run: Run, letters: Path) -> None:
    (letters / "crash.txt").write_text("crash", encoding="utf-8")
    outcome = run("check", letters / "crash.txt", letters / "gaps.txt", "--format", "jsonl")
    assert outcome.code == 3 and len(outcome.out.splitlines()) == 2
    assert outcome.err.count("\n") == 1 and "--debug" in outcome.err
    with pytest.raises(ValueError, match="two"):
        run("check", letters / "crash.txt", "--debug")


def test_several_letters_end_with_a_table(run: Run, letters: Path) -> None:
    out = run("check", letters / "gaps.txt", letters / "clean.txt").out
    assert "2 letters: 1 with things left out, 1 with nothing missing." in out
    assert "letters:" not in run("check", letters / "gaps.txt").out


def test_dates_reach_the_checks(run: Run, letters: Path, checker: FakeChecker) -> None:
    run("check", letters / "gaps.txt", "--received", "3/4/2025", "--as-of", "2018-05-25")
    run("check", letters / "gaps.txt", "--dated", "1 May 2025")
    assert checker.seen[0]["received"] == date(2025, 4, 3)
    assert checker.seen[0]["as_of"] == date(2018, 5, 25)
    assert [seen["dated"] for seen in checker.seen] == [None, date(2025, 5, 1)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-04-03", date(2025, 4, 3)),
        ("3/4/2025", date(2025, 4, 3)),
        ("03.04.2025", date(2025, 4, 3)),
        ("3 April 2025", date(2025, 4, 3)),
        ("3rd Apr 2025", date(2025, 4, 3)),
        ("29/02/2024", date(2024, 2, 29)),
    ],
)
def test_dates_as_they_are_written_in_the_uk(text: str, day: date) -> None:
    assert parse_date(text, "--received") == day


@pytest.mark.parametrize("text", ["", "x", "13/13/2025", "29/02/2025", "3/4/25", "3 Foo 2025"])
def test_a_bad_date_is_wrong_usage(run: Run, letters: Path, text: str) -> None:
    outcome = run("check", letters / "gaps.txt", "--received", text)
    assert outcome.code == 2 and outcome.out == ""
    assert outcome.err.startswith("noticecheck: --received:") and outcome.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["chekc", "a"],
        ["check", "a.txt", "--format", "xml"],
        ["check", "a.txt", "--nonsense"],
        ["explain"],
        ["rules", "nonsense"],
    ],
)
def test_wrong_options_are_one_line(run: Run, arguments: list[str]) -> None:
    outcome = run(*arguments)
    assert outcome.code == 2 and outcome.out == "" and outcome.err.count("\n") == 1
    assert outcome.err.startswith("noticecheck: ") and "--help" in outcome.err


def test_version_and_help(run: Run) -> None:
    assert run("--version").out.startswith("noticecheck 0.")
    assert "Exit codes" in run("check", "--help").out
    assert run().code == 2


def fail_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def load(*_: Any) -> None:
        raise error

    monkeypatch.setattr(sys.modules["noticecheck.checker"], "load", load, raising=False)


def test_rule_errors_are_all_shown(
    run: Run, letters: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Place("rules/a.rule", 3, 5)
    faults = [RuleError("R101", place, "no such fact", "    must x", "own-reasons")] * 2
    fail_with(monkeypatch, RuleErrors(faults))
    outcome = run("check", letters / "gaps.txt")
    assert outcome.code == 2
    assert outcome.err.count("rules/a.rule:3:5: R101 no such fact") == 2
    assert outcome.err.endswith("noticecheck: 2 faults in the rule files\n")


def test_other_errors(run: Run, letters: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(monkeypatch, UsageError("--pack: there is no pack x"))
    outcome = run("check", letters / "gaps.txt")
    assert (outcome.code, outcome.err) == (2, "noticecheck: --pack: there is no pack x\n")
    fail_with(monkeypatch, ZeroDivisionError("one\ntwo"))
    outcome = run("check", letters / "gaps.txt")
    assert outcome.code == 70 and outcome.err.count("\n") == 1
    assert "fault of noticecheck" in outcome.err and "--debug" in outcome.err
    fail_with(monkeypatch, BrokenPipeError())
    monkeypatch.setattr(cli.console, "forget_stdout", lambda: None)
    assert run("check", letters / "gaps.txt").code == 141


def test_the_user_can_stop_it(run: Run, letters: Path) -> None:
    (letters / "stop.txt").write_text("interrupt", encoding="utf-8")
    outcome = run("check", letters / "stop.txt")
    assert (outcome.code, outcome.err) == (130, "noticecheck: stopped\n")


def test_no_colour_without_a_terminal(run: Run, letters: Path) -> None:
    assert "\x1b" not in run("check", letters / "gaps.txt").out


def test_colour_only_in_a_terminal_that_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from noticecheck.commands import console

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert console.use_colour(False) and not console.use_colour(True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not console.use_colour(False)
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not console.use_colour(False)
