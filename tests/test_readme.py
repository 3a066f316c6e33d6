"""The documents for people: what they show is what happens, what they name is there."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]


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


def the_generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "tools" / "generate.py")
    assert spec and spec.loader
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    return generate


@pytest.mark.usefixtures("rules_loaded_once")
def test_generated_blocks_are_what_the_commands_print() -> None:
    generate = the_generator()
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
