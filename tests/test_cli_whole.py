"""The command as a user runs it, on letters of corpus/: from the shell to the exit code, or, where a
process of its own shows nothing more, from the arguments to it."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from noticecheck import cli

ROOT = Path(__file__).resolve().parent.parent
LETTERS = ROOT / "corpus" / "letters"
WITH_GAPS = LETTERS / "loc_06_hub_rota.txt"


Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]


def from_shell(*arguments: str | Path, stdin: str | None = None) -> Done:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "noticecheck", *map(str, arguments)],
        cwd=ROOT, env=environment, input=stdin, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip


@pytest.fixture
def noticecheck(
    rules_loaded_once: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Runs a command in this process."""
    monkeypatch.chdir(ROOT)

    def run(*arguments: str | Path) -> Done:
        code = cli.run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Done(arguments, code, printed.out, printed.err)

    return run


def one_line(done: Done, code: int) -> str:
    """The one line on stderr of a run that ended with this code."""
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("noticecheck: ") and done.stderr.count("\n") == 1, done.stderr
    return done.stderr


def test_a_letter_with_gaps() -> None:
    done = from_shell("check", WITH_GAPS)
    assert done.returncode == 1 and done.stderr == ""
    assert "leaves out" in done.stdout and "Ask the authority to:" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert from_shell("check", WITH_GAPS, "--fail-on", "never").returncode == 0


def test_every_letter_of_the_corpus_gives_one_report_of_at_most_80_columns() -> None:
    folder = LETTERS.relative_to(ROOT)
    done = from_shell("check", folder, "--fail-on", "never", "--level", "info")
    assert done.returncode == 0 and done.stderr == ""
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    heads = [line for line in lines if line.startswith(f"{folder}/") and " " not in line]
    assert sorted(heads) == sorted(str(folder / path.name) for path in LETTERS.iterdir())


def test_standard_input() -> None:
    text = WITH_GAPS.read_text(encoding="utf-8")
    done = from_shell("check", "-", "--format", "json", stdin=text)
    report = json.loads(done.stdout)
    assert report["document"]["path"] == "-" and report["verdict"] == "gaps"
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\t\n"),
        ("broken.pdf", b"%PDF-1.7\nnonsense"),
        ("broken.docx", b"PK\x03\x04nonsense"),
        ("binary.txt", bytes(range(256)) * 40),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(200)),
    ],
)
def test_files_that_are_no_letters(
    noticecheck: Run, tmp_path: Path, name: str, data: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    done = noticecheck("check", path, WITH_GAPS, "--format", "jsonl")
    assert str(path) in one_line(done, 3)
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    assert [report["verdict"] for report in reports] == ["not_assessed", "gaps"]
    assert reports[0]["document"]["sha256"] == hashlib.sha256(data).hexdigest()


def test_a_file_that_is_not_there(noticecheck: Run, tmp_path: Path) -> None:
    done = noticecheck("check", tmp_path / "nowhere.txt", "--format", "json")
    assert json.loads(done.stdout)["document"]["sha256"] == ""


def test_rule_folders_that_cannot_be_used(noticecheck: Run, tmp_path: Path) -> None:
    assert "nowhere" in one_line(noticecheck("check", WITH_GAPS, "--rules", "nowhere"), 2)
    assert "foia2001" in one_line(noticecheck("check", WITH_GAPS, "--pack", "foia2001"), 2)
    (tmp_path / "foia2000").mkdir()
    (tmp_path / "foia2000" / "x.rule").write_text('rule x "X"\n    elemnt quality\n')
    done = noticecheck("check", WITH_GAPS, "--rules", tmp_path)
    assert done.returncode == 2 and "x.rule:2:5: " in done.stderr and done.stdout == ""
    assert "Traceback" not in done.stderr


def test_explain(noticecheck: Run) -> None:
    assert "What the law says" in noticecheck("explain", "s17-3-b").stdout
    done = noticecheck("explain", "s17-7-a", WITH_GAPS)
    assert done.returncode == 0 and "Outcome: gap" in done.stdout
    assert "did you mean foia2000/s17-3-b" in one_line(noticecheck("explain", "s17-3b"), 2)
    assert "no such file" in one_line(noticecheck("explain", "s17-3-b", "nowhere.txt"), 3)


def test_rules_list_says_how_far_everything_is_verified(noticecheck: Run) -> None:
    listed = noticecheck("rules", "list", "--verified").stdout
    assert "foia2000/s31(1)(a)" in listed and "foia2000/s17-3-b" in listed
    assert "foia2000/s31(1)(a)" not in noticecheck("rules", "list").stdout
    data = json.loads(noticecheck("rules", "list", "--verified", "--format", "json").stdout)
    grades = {"statute", "guidance", "inference"}
    for key in ("rules", "provisions"):
        assert {one["verified"] for one in data[key]} == grades
    assert not [r for r in data["rules"] if (r["level"], r["verified"]) == ("must", "inference")]
    only = json.loads(noticecheck("rules", "list", "guidance", "--format", "json").stdout)
    assert {one["verified"] for one in only["rules"]} == {"guidance"} and not only["provisions"]


def test_rules_list_show_and_fmt(noticecheck: Run, tmp_path: Path) -> None:
    listed = noticecheck("rules", "list").stdout
    assert "foia2000/s17-3-b" in listed
    assert noticecheck("rules", "list", "--verified", "inference").stdout.count(" statute ") == 0
    shown = noticecheck("rules", "show", "foia2000/s17-3-b").stdout
    assert 'rule s17-3-b "' in shown and shown.count("\nrule ") == 1
    path = tmp_path / "x.rule"
    path.write_text('phrase x\n  "a   b"\n', encoding="utf-8")
    check = noticecheck("rules", "fmt", "--check", tmp_path)
    assert (check.returncode, check.stdout) == (1, f"{path}\n")
    assert noticecheck("rules", "fmt", path).returncode == 0
    assert noticecheck("rules", "fmt", "--check", path).returncode == 0
    assert "no .rule file" in one_line(noticecheck("rules", "fmt", LETTERS), 2)


def test_rules_new_refuses_what_is_there(noticecheck: Run, tmp_path: Path) -> None:
    made = noticecheck("rules", "new", "a-b", "--dir", tmp_path)
    assert made.stdout == f"{tmp_path / 'foia2000' / 'a-b.rule'}\n"
    assert "is there already" in one_line(noticecheck("rules", "new", "a-b", "--dir", tmp_path), 2)
    assert "Nonsense" in one_line(noticecheck("rules", "new", "Nonsense", "--dir", tmp_path), 2)


def test_eval(noticecheck: Run, tmp_path: Path) -> None:
    label = {"slug": "loc_06_hub_rota", "checks": {"complaints_procedure": "gap"}}
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / WITH_GAPS.name).write_bytes(WITH_GAPS.read_bytes())
    labels = tmp_path / "labels.jsonl"
    labels.write_text(json.dumps(label) + "\n", encoding="utf-8")
    done = noticecheck("eval", tmp_path, "--json", "--min", "complaints_procedure accuracy=1")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["measures"]["complaints_procedure accuracy"] == 1
    done = noticecheck("eval", tmp_path, "--min", "kind accuracy=0.5")
    assert "was not measured" in one_line(done, 1)
    assert "there is no measure" in one_line(noticecheck("eval", tmp_path, "--min", "x=0.5"), 2)
    labels.write_text("{}\n", encoding="utf-8")
    assert "labels.jsonl:1: " in one_line(noticecheck("eval", tmp_path), 2)
    assert "no such file" in one_line(noticecheck("eval", tmp_path / "nowhere"), 2)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a shell with pipes")
def test_a_closed_pipe_is_no_error() -> None:
    command = f'"{sys.executable}" -m noticecheck check corpus/letters --format jsonl | head -1'
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.stdout.count("\n") == 1 and done.stderr == ""
