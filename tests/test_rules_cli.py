"""`noticecheck rules new` and `fmt`: where they write, and what they say when they cannot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from noticecheck import cli

Call = Callable[..., tuple[int, str]]


@pytest.fixture
def rules(rules_loaded_once: None, capsys: pytest.CaptureFixture[str]) -> Call:
    """Runs `noticecheck rules …`; gives back the exit code and stderr."""

    def call(*arguments: str | Path) -> tuple[int, str]:
        code = cli.run(["rules", *map(str, arguments)])
        return code, capsys.readouterr().err

    return call


@pytest.mark.parametrize("pack", ["../x", "/tmp/x", "..", ".", "", "a/b", "a\\b", "\x1b[2J"])
def test_a_new_rule_stays_in_its_folder(rules: Call, tmp_path: Path, pack: str) -> None:
    folder = tmp_path / "rules"
    code, err = rules("new", "ok-rule", "--dir", folder, f"--pack={pack}")
    assert code == 2 and err.count("\n") == 1 and err.strip().isprintable()
    assert "a pack is named with small letters" in err
    assert list(tmp_path.iterdir()) == []


def test_a_new_rule_of_a_pack_of_ones_own(rules: Call, tmp_path: Path) -> None:
    assert rules("new", "ok-rule", "--dir", tmp_path, "--pack", "byelaws") == (0, "")
    assert (tmp_path / "byelaws" / "ok-rule.rule").is_file()


def test_a_new_rule_that_cannot_be_written(rules: Call, tmp_path: Path) -> None:
    code, err = rules("new", "a" * 300, "--dir", tmp_path)
    assert code == 2 and err.endswith("cannot be written (file name too long)\n")
    (tmp_path / "file").touch()
    code, err = rules("new", "a", "--dir", tmp_path / "file")
    assert code == 2 and err.count("\n") == 1 and "cannot be written" in err


def test_fmt_names_a_file_once_and_says_what_to_do(rules: Call, tmp_path: Path) -> None:
    path, long = tmp_path / "nope", tmp_path / ("a" * 5000)
    what = "no such file or folder; name a .rule file or a folder of them"
    assert rules("fmt", path) == (2, f"noticecheck: {path}: {what}\n")
    path.write_bytes(b"phrase \xff")
    what = "is not UTF-8 text; save it as UTF-8"
    assert rules("fmt", path) == (2, f"noticecheck: {path}: {what}\n")
    what = "cannot be read (File name too long)"
    assert rules("fmt", long) == (2, f"noticecheck: {long}: {what}\n")


def test_a_new_rule_of_a_misspelt_pack_or_a_used_name(rules: Call, tmp_path: Path) -> None:
    code, err = rules("new", "ok-rule", "--dir", tmp_path, "--pack", "foia200")
    assert code == 2 and "did you mean `foia2000`?" in err and err.count("\n") == 1
    code, err = rules("new", "s17-1-a", "--dir", tmp_path)
    assert code == 2 and "has this rule already" in err
    assert not list(tmp_path.iterdir())
