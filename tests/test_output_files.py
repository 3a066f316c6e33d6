"""`check --output FORMAT:FILE`: what is written where, and what is refused before a letter is read."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from noticecheck import cli
from noticecheck.errors import UsageError
from noticecheck.writing import write_whole, writing

Run = Callable[..., tuple[int, str, str]]
LETTER = "Dear Ms Hale\n\nThe prices are exempt under section 43(2) of the Freedom of Information Act 2000.\n"


@pytest.fixture
def run(
    rules_loaded_once: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Run]:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    Path("letter.txt").write_text(LETTER, encoding="utf-8")

    def go(*arguments: str) -> tuple[int, str, str]:
        code = cli.run(["check", "letter.txt", *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    yield go


def test_every_output_is_written_and_the_letter_is_shown(run: Run) -> None:
    code, shown, _ = run("--output", "sarif:out.sarif", "--output", "html:report.html")
    assert code == 1 and shown.startswith("letter.txt\n")
    assert json.loads(Path("out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert Path("report.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert {path.name for path in Path().iterdir()} == {"letter.txt", "out.sarif", "report.html"}


def test_standard_output_holds_one_result(run: Run) -> None:
    assert json.loads(run("--output", "gitlab:-")[1])[0]["location"]["path"] == "letter.txt"
    assert run("--format", "csv", "--output", "junit:a.xml")[1].startswith("path,")
    assert Path("a.xml").read_text(encoding="utf-8").startswith("<?xml")


def test_junit_fails_on_what_the_configuration_says_of_each_path(run: Run) -> None:
    Path("old").mkdir()
    Path("old/letter.txt").write_text(LETTER, encoding="utf-8")
    own = 'fail-on = "must"\n[[overrides]]\npaths = ["old/"]\nfail-on = "never"\n'
    Path("noticecheck.toml").write_text(own, encoding="utf-8")
    assert run("old/letter.txt", "--output", "junit:out.xml")[0] == 1
    failures = {
        str(suite.get("name")): int(suite.get("failures", ""))
        for suite in ElementTree.parse("out.xml").getroot()
    }
    assert failures["letter.txt"] > 0 and failures["old/letter.txt"] == 0


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["html:a", "csv:./a"], "where html goes"),
        (["html:-", "csv:-"], "where html goes"),
        (["html:letter.txt"], "a letter that is to be checked"),
        (["html:link.txt"], "a letter that is to be checked"),
        (["htm:a"], "did you mean `html`?"),
        (["a"], "there is no such format"),
        (["html:"], "html:FILE"),
        (["html:nowhere/a"], "there is no folder nowhere"),
        (["html:."], "this is a folder"),
    ],
)
def test_what_cannot_be_written_is_refused_first(run: Run, given: list[str], told: str) -> None:
    Path("link.txt").symlink_to("letter.txt")
    code, shown, why = run(*(word for text in given for word in ("--output", text)))
    assert code == 2 and shown == "" and told in why and why.count("\n") == 1
    assert Path("letter.txt").read_text(encoding="utf-8") == LETTER
    assert {path.name for path in Path().iterdir()} == {"letter.txt", "link.txt"}


def test_a_printed_format_and_an_output_do_not_share_standard_output(run: Run) -> None:
    code, _, why = run("--format", "json", "--output", "html:-")
    assert code == 2 and "where --format prints" in why


def test_a_folder_that_takes_nothing_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where its rights forbid it: to root they forbid nothing."""
    monkeypatch.setattr("os.access", lambda path, mode: False)
    code, _, why = run("--output", "html:a.html")
    assert code == 2 and "nothing can be written in ." in why


# ------------------------------------------------------------------------------- files, whole or not


def test_a_file_is_replaced_whole_with_its_rights(tmp_path: Path) -> None:
    file, link = tmp_path / "out.txt", tmp_path / "link.txt"
    write_whole(file, "one")
    file.chmod(0o640)
    link.symlink_to(file)
    write_whole(link, "two \ud800")
    assert link.is_symlink() and file.read_text(encoding="utf-8") == "two \\ud800"
    assert file.stat().st_mode & 0o777 == 0o640
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_what_is_no_file_is_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, "one")
    assert pipe.is_fifo() and os.read(reader, 9) == b"one"
    os.close(reader)


def test_what_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "out.txt"
    write_whole(file, "one")
    with pytest.raises(UsageError, match=r"out\.txt: cannot be written \(disk is full\): see"):  # noqa: SIM117
        with writing(file, "see to it") as target:
            target.write(b"tw")
            raise OSError(28, "Disk is full")
    with pytest.raises(KeyboardInterrupt), writing(file) as target:
        target.write(b"tw")
        raise KeyboardInterrupt
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["one"]
