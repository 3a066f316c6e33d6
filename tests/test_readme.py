"""The documents for people: what they show is what happens, what they name is there."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
STEP = re.compile(r"^ *```(?P<kind>sh|rule)\n(?P<body>.*?)^ *```$", re.DOTALL | re.MULTILINE)


def set_up(name: str) -> str:
    """The command of a set-up block of the README."""
    block = re.search(rf"<!-- set-up: {name} -->\n```sh\n(.*?)```\n<!-- end -->", README, re.DOTALL)
    assert block, name
    return block[1].strip()


@pytest.mark.parametrize("name", ["check", "test"])
def test_set_up_is_one_line_that_makes_its_own_venv(name: str) -> None:
    command = set_up(name)
    assert "\n" not in command
    assert command.startswith("python3 -m venv .venv && .venv/bin/pip install ")


def test_the_letter_of_the_set_up_has_gaps() -> None:
    path = set_up("check").split()[-1]
    assert (ROOT / path).is_file()
    labels = (ROOT / "corpus" / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    label = next(x for x in map(json.loads, filter(None, labels)) if x["slug"] == Path(path).stem)
    assert '"gap"' in json.dumps(label["checks"])
    assert set_up("test").endswith(".venv/bin/pytest")


@pytest.mark.usefixtures("rules_loaded_once")
def test_generated_blocks_are_what_the_commands_print() -> None:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "tools" / "generate.py")
    assert spec and spec.loader
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    assert generate.stale() == [], "run: python tools/generate.py"
    assert set(re.findall(r"<!-- generated: (\S+) -->", README)) == {"letter", "output"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (page.parent / target).exists(), target


def test_every_option_of_check_is_in_the_readme(capsys: pytest.CaptureFixture[str]) -> None:
    from noticecheck import cli

    assert cli.run(["check", "--help"]) == 0
    known = set(re.findall(r"--[a-z][a-z-]+", capsys.readouterr().out))
    section = README[README.index("## Letters and formats") : README.index("## Limits")]
    named = set(re.findall(r"--[a-z][a-z-]+", section))
    assert named <= known
    assert known - named <= {"--debug", "--help", "--no-color"}


def test_a_rule_in_ten_minutes_works_as_written(tmp_path: Path) -> None:
    """Runs every command of the section, in order, in a copy; rule blocks are what one fills in."""
    copy = tmp_path / "noticecheck"
    copy.mkdir()
    for name in ("rules", "src", "corpus"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    program = copy / ".venv" / "bin" / "noticecheck"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m noticecheck.cli "$@"\n')
    program.chmod(0o755)
    environment = {**os.environ, "PYTHONPATH": str(copy / "src"), "HOME": str(tmp_path)}

    # Whoever has followed the section already has the rule that it writes.
    (copy / "rules" / "foia2000" / "review-answer-date.rule").unlink(missing_ok=True)
    start = CONTRIBUTING.index("## A rule in ten minutes")
    section = CONTRIBUTING[start : CONTRIBUTING.index("\n## ", start + 5)]
    steps = list(STEP.finditer(section))
    assert [step["kind"] for step in steps].count("rule") == 1
    written = ""
    printed: list[str] = []
    for step in steps:
        if step["kind"] == "rule":
            (copy / written).write_text(textwrap.dedent(step["body"]), encoding="utf-8")
            continue
        for command in textwrap.dedent(step["body"]).splitlines():
            done = subprocess.run(
                ["bash", "-c", command], cwd=copy, env=environment, capture_output=True, text=True
            )
            assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
            printed.append(done.stdout)
            if " rules new " in command:
                written = done.stdout.split()[0]
    assert "all as they should be" in "".join(printed)
    assert str(Path(written).stem) in "".join(printed[1:])
