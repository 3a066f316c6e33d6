"""`noticecheck audit` as a user meets it: what it says, how it stops, what it exits with."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import audit_work as work
from audit_tables import small
from noticecheck import cli
from noticecheck.audit.run import Step
from noticecheck.commands import progress
from test_corrections import LETTER

posix = pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs the signals of POSIX")
GO_ON = "run the same command again to go on"


def start(source: Path, out: Path, pause: float = 0.2) -> subprocess.Popen[str]:
    arguments = ["audit", str(source), "--out", str(out), "--shard", "4"]
    return subprocess.Popen(
        [sys.executable, work.__file__, *arguments], stderr=subprocess.PIPE, text=True,
        stdout=subprocess.PIPE, start_new_session=True,
        env={**os.environ, "AUDIT_WORK_PAUSE": str(pause)},
    )  # fmt: skip


def wait_for_shards(out: Path, number: int) -> None:
    for _ in range(600):
        if len(list(out.glob("shards/*.arrow"))) >= number:
            return
        time.sleep(0.05)
    raise AssertionError("no shards came")


def ended(group: int) -> bool:
    """Whether every process of a group ends before long."""
    for _ in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@posix
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_stopped_it_leaves_nothing_running_and_goes_on(tmp_path: Path, how: int) -> None:
    source = work.write_letters(tmp_path / "letters", [f"PAUSE {n}" for n in range(28)])
    out = tmp_path / "out"
    running = start(source, out)
    wait_for_shards(out, 2)
    if how == signal.SIGINT:
        # As the terminal does: to all of them.
        os.killpg(running.pid, how)
    else:
        running.kill()
    _, errors = running.communicate(timeout=60)
    assert ended(running.pid)
    assert "Traceback" not in errors
    if how == signal.SIGINT:
        assert running.returncode == cli.INTERRUPTED
        assert f"of 28 letters checked: {GO_ON}" in errors
    again = start(source, out, pause=0)
    _, errors = again.communicate(timeout=120)
    assert again.returncode == 0, errors
    assert sorted(work.seen(out)) == [f"{n:03}.txt" for n in range(28)]


def audit(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.run(["audit", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ([], 2, "--out"),
        (["--out", "OUT"], 2, "name the letters"),
        (["EMPTY", "--out", "OUT"], 3, "no letters in it"),
        (["-", "--out", "OUT"], 3, "save them in a file"),
        (["EMPTY/nowhere", "--out", "OUT"], 3, "no such file or folder"),
        (["nosuchprotocol://x", "--out", "OUT"], 2, "nosuchprotocol"),
        (["LETTERS", "--out", "EMPTY/file/below"], 2, "cannot be written"),
        (["LETTERS", "--out", "OUT", "--scheduler", "tcp://127.0.0.1:1"], 2, "no Dask scheduler"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, says: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("noticecheck.audit.scheduler.SECONDS", 1.0)
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty/file").write_text("", encoding="utf-8")
    work.write_letters(tmp_path / "letters", ["clean"])
    places = {"OUT": "out", "EMPTY": "empty", "LETTERS": "letters"}
    for word, name in places.items():
        arguments = [one.replace(word, str(tmp_path / name)) for one in arguments]
    got, _, errors = audit(capsys, *arguments)
    assert (got, errors.count("Traceback")) == (code, 0), errors
    assert says in errors


def test_a_missing_extra_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    source = work.write_letters(tmp_path / "letters", ["clean"])
    code, _, errors = audit(capsys, str(source), "--out", str(tmp_path / "out"))
    assert code == 2
    assert "pip install 'noticecheck[audit]'" in errors


def test_the_pace_counts_only_what_this_run_has_checked() -> None:
    now = [100.0]
    pace = progress.Pace(lambda: now[0])
    assert pace.words(Step("checking", 4000, 4000, 10_000)) == "4,000 of 10,000 letters"
    now[0] += 10
    words = pace.words(Step("checking", 5000, 4000, 10_000))
    assert words == "5,000 of 10,000 letters, 100 a second, 50 s left"


def test_without_a_terminal_there_is_a_line_for_each_stage_and_then_one_now_and_then(
    capsys: pytest.CaptureFixture[str],
) -> None:
    now = [0.0]
    tell = progress.lines(progress.Pace(lambda: now[0]), lambda: now[0])
    for done in range(0, 300, 10):
        tell(Step("checking", done, 0, 300))
        now[0] += 1
    tell(Step("merging", 1, 0, 300))
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 4
    assert lines[1] == "noticecheck: checking: 100 of 300 letters, 10 a second, 20 s left"


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.2, "0 s"), (59.6, "60 s"), (61, "1 min"), (3700, "1 h 2 min")]
)
def test_times_in_words(seconds: float, words: str) -> None:
    assert progress.in_words(seconds) == words


def test_every_option_is_in_the_readme(capsys: pytest.CaptureFixture[str]) -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    section = readme[readme.index("## Many letters at once") : readme.index("## Rules")]
    _, out, _ = audit(capsys, "--help")
    options = set(re.findall(r"--[a-z][a-z-]+", out)) - {"--debug", "--help"}
    assert options <= set(re.findall(r"--[a-z][a-z-]+", section))


def test_all_changes_between_two_audits_are_written_where_it_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = small(tmp_path / "one"), small(tmp_path / "other")
    asked = ["audit", "--compare", str(one), str(other), "--out"]
    assert cli.run([*asked, str(tmp_path / "changes.csv")]) == 0
    assert (tmp_path / "changes.csv").read_text().startswith("what,path,letter,rule")
    assert "0 of 10 letters changed." in capsys.readouterr().out
    assert cli.run([*asked, str(tmp_path)]) == 2
    assert "--out names a file" in capsys.readouterr().err


def test_a_configuration_that_is_given_is_used_and_noted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """None is found by itself: what an audit says must not depend on where it is started."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/a.txt").write_text(LETTER)
    (tmp_path / "noticecheck.toml").write_text("broken")
    assert cli.run(["audit", "letters", "--out", "plain", "--workers", "1"]) == 0
    settings = json.loads((tmp_path / "plain/manifest.json").read_text())["settings"]
    assert "levels" not in settings
    (tmp_path / "house.toml").write_text('[levels]\n"s17-*" = "off"\n[authority]\ntype = "nhs"\n')
    given = ["audit", "letters", "--workers", "1", "--config", "house.toml", "--out"]
    assert cli.run([*given, "plain"]) == 2
    assert "was made with other levels of rules" in capsys.readouterr().err
    assert cli.run([*given, "own"]) == 0
    assert "house.toml: an audit uses packs, rules, phrases and levels of it, and not authority" in capsys.readouterr().err  # fmt: skip
    settings = json.loads((tmp_path / "own/manifest.json").read_text())["settings"]
    assert settings["levels"] == [["s17-*", "off"]]
    import pyarrow.parquet as pq

    rules = pq.read_table(tmp_path / "own/assessments.parquet")["rule"].to_pylist()
    assert rules and not any("/s17-" in rule for rule in rules)
