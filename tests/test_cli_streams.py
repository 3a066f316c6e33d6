"""Streams that are closed, full or of another encoding, and names that would upset a terminal."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from noticecheck.commands import console
from noticecheck.errors import ReadError
from noticecheck.report.layout import cut_start

ROOT = Path(__file__).resolve().parent.parent
LETTER = ROOT / "corpus" / "letters" / "loc_06_hub_rota.txt"
NAME = "a\x1b[31m\n\u202e\u2028\udcff.txt"
SHOWN = "a\\x1b[31m\\n\\u202e\\u2028\\xff.txt"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a shell")


def shell(command: str, cwd: Path = ROOT, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command line in which NC stands for the program."""
    program = f"{shlex.quote(sys.executable)} -m noticecheck"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", **variables}
    return subprocess.run(
        ["bash", "-c", command.replace("NC", program)],
        cwd=cwd, env=environment, capture_output=True, text=True,
    )  # fmt: skip


def test_a_closed_stdout_is_wrong_usage() -> None:
    done = shell(f"NC check {LETTER} >&-")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("noticecheck: standard output is closed")
    assert shell(f"NC check {LETTER} >&- 2>&-").returncode == 2


def test_a_closed_stderr_sends_nothing_to_stdout() -> None:
    done = shell("NC check nowhere.txt --format json 2>&-")
    assert done.returncode == 3 and json.loads(done.stdout)["verdict"] == "not_assessed"


def test_a_closed_stdin_is_a_document_that_cannot_be_read() -> None:
    done = shell("NC check - <&-")
    assert done.returncode == 3
    assert done.stderr.startswith("noticecheck: -: standard input is closed")


@pytest.mark.parametrize("arguments", [f"check {LETTER}", "rules list", "--help"])
def test_a_full_disk_is_no_fault_of_ours(arguments: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    done = shell(f"NC {arguments} > /dev/full")
    assert done.returncode == 2 and done.stderr == (
        "noticecheck: the result cannot be written (no space left on device): "
        "send it somewhere else\n"
    )


@pytest.mark.parametrize("arguments", [f"check {LETTER}", "rules list", "--help"])
def test_a_closed_pipe_is_141(arguments: str) -> None:
    # The reader is gone before the first byte is written.
    reader, writer = os.pipe()
    os.close(reader)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "-m", "noticecheck", *arguments.split()],
        env=environment, stdout=writer, stderr=subprocess.PIPE,
    )  # fmt: skip
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


def test_stopped_while_it_starts() -> None:
    code = (
        "import sys\n"
        "class Stop:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'typer': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stop())\n"
        "from noticecheck.cli import main\n"
        "main()\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (130, "noticecheck: stopped\n")


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    done = shell(
        f"mkdir gone; cd gone; rmdir ../gone; NC check here.txt {LETTER} --format jsonl", tmp_path
    )
    verdicts = [json.loads(line)["verdict"] for line in done.stdout.splitlines()]
    assert (done.returncode, verdicts) == (3, ["not_assessed", "gaps"])
    assert done.stderr == "noticecheck: here.txt: no such file or folder: check the path\n"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_json_is_json_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "£.txt").write_text(
        "We refuse your request under section 12(1) – to comply with it would cost us over £600.",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "noticecheck", "check", "£.txt", "--format", "json"],
        cwd=tmp_path, stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "0",
             "PYTHONIOENCODING": encoding, "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert json.loads(done.stdout.decode(encoding))["document"]["path"] == "£.txt"
    assert ("£".encode() in done.stdout) == (encoding == "utf-8")


# Names


def test_a_name_is_shown_on_one_line_and_kept_in_json(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"")
    done = shell("NC check a* --format json", tmp_path)
    assert (
        done.stderr == f"noticecheck: {SHOWN}: the file is empty: save or send the letter again\n"
    )
    assert json.loads(done.stdout)["document"]["path"] == NAME


def test_a_name_is_shown_with_escapes_in_the_report() -> None:
    assert cut_start(NAME, 80) == SHOWN
    assert cut_start("a  b\u00e9.txt", 80) == "a  b\u00e9.txt"
    assert cut_start("abcdefghij", 8) == "...fghij"


def test_every_message_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    console.complain("no such option: -\x1b]0;\n\u202e")
    assert capsys.readouterr().err == "noticecheck: no such option: -\\x1b]0;\\n\\u202e\n"


def test_read_errors_name_the_path() -> None:
    assert str(ReadError(NAME, "why")) == f"{SHOWN}: why"
    assert str(ReadError("", "why")) == '"": why'
