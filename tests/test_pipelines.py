"""Hooks for pre-commit, the GitHub Action and the GitLab job: what they run, and with what."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from noticecheck import cli
from share import ALL_TOOLS

ROOT = Path(__file__).resolve().parent.parent
ACTION = ROOT / "action.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
GITHUB = ROOT / "examples" / "github" / "noticecheck.yml"
GITLAB = ROOT / "examples" / "gitlab" / "noticecheck.gitlab-ci.yml"


def load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("vendor.github-actions", ACTION),
        ("vendor.github-workflows", GITHUB),
        ("vendor.gitlab-ci", GITLAB),
        ("vendor.compose-spec", ROOT / "deploy" / "compose.yaml"),
    ],
    ids=["action", "workflow", "gitlab", "compose"],
)
def test_they_are_what_their_services_read(schema: str, path: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    checked = subprocess.run(command, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout


def test_the_hooks_are_what_pre_commit_reads() -> None:
    from pre_commit.clientlib import load_manifest

    hooks = {hook["id"]: hook for hook in load_manifest(str(HOOKS))}
    assert list(hooks) == ["noticecheck", "noticecheck-rules", "noticecheck-rules-lint"]
    letters, rules = (re.compile(hooks[name]["files"]) for name in list(hooks)[:2])
    for name in ("letters/a.docx", "a.pdf", "b/c.eml", "a.html", "a.md", "a.txt"):
        assert letters.search(name) and not rules.search(name)
    for name in ("a.py", "a.docx.bak", "a.rule"):
        assert not letters.search(name)
    assert rules.search("house/a.rule")


@pytest.mark.parametrize("hook", load(HOOKS), ids=lambda hook: hook["id"])
def test_a_hook_is_a_command_of_noticecheck(
    hook: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    program, *command = hook["entry"].split()
    assert program == "noticecheck"
    assert cli.run([*command, "--help"]) == 0
    assert f"noticecheck {' '.join(command)}" in capsys.readouterr().out


def test_no_input_is_written_into_a_script() -> None:
    """It would be run as a part of it: inputs come by the environment."""
    for step in load(ACTION)["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


@pytest.fixture
def action(tmp_path: Path) -> Any:
    """Runs the steps of the action with stand-ins for python and noticecheck that tell what they
    were called with."""
    if shutil.which("bash") is None:
        pytest.skip("needs bash, as the action does")
    for name in ("python", "noticecheck"):
        program = tmp_path / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f'#!/bin/sh\nprintf "%s\\n" {name} "$@" >> "$CALLS"\n')
        program.chmod(0o755)
    (tmp_path / "work").mkdir()

    def run(**inputs: str) -> tuple[list[str], str]:
        definition = load(ACTION)
        given = {name: field.get("default", "") for name, field in definition["inputs"].items()}
        given |= {name.replace("_", "-"): text for name, text in inputs.items()}
        calls, output = tmp_path / "calls", tmp_path / "output"
        for step in definition["runs"]["steps"]:
            if "run" not in step:
                continue
            names = {
                name: re.sub(r"\W|inputs", " ", field).split()
                for name, field in step["env"].items()
            }
            environment = {name: given["-".join(words)] for name, words in names.items()}
            subprocess.run(
                ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
                env={"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "CALLS": str(calls),
                     "GITHUB_OUTPUT": str(output), "GITHUB_ACTION_PATH": "/the action",
                     **environment},
                cwd=tmp_path / "work", check=True,
            )  # fmt: skip
        told = output.read_text() if output.exists() else ""
        return calls.read_text().splitlines(), told

    return run


def test_what_the_action_runs(action: Any) -> None:
    calls, output = action(paths="letters/\ntemplates/*.docx\n", sarif="out.sarif")
    assert calls == [
        "python", "-m", "pip", "install", "--quiet", "/the action",
        "noticecheck", "check", "--format", "github", "--fail-on", "must",
        "--output", "sarif:out.sarif", "--", "letters/", "templates/*.docx",
    ]  # fmt: skip
    assert output == "sarif=out.sarif\n"


def test_nothing_in_an_input_is_run(action: Any, tmp_path: Path) -> None:
    trick = 'a b"; touch pwned; $(touch pwned) `touch pwned`'
    calls, output = action(paths=f"{trick}\n--version", version=trick, sarif="x\nother=1")
    assert calls == [
        "python", "-m", "pip", "install", "--quiet", f"noticecheck=={trick}",
        "noticecheck", "check", "--format", "github", "--fail-on", "must",
        "--output", "sarif:x", "other=1", "--", trick, "--version",
    ]  # fmt: skip
    assert output == "sarif=xother=1\n"
    assert list((tmp_path / "work").iterdir()) == []


def test_pre_commit_runs_the_hooks(tmp_path: Path) -> None:
    """In a repository of letters and rules, with noticecheck installed from this one."""
    if not ALL_TOOLS:
        pytest.skip("installs noticecheck with all that it needs: NOTICECHECK_ALL_TOOLS=1 runs it")
    environment = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "hooks")}

    def git(folder: Path, *arguments: str) -> str:
        command = ["git", "-C", str(folder), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    work = tmp_path / "work"
    (work / "letters").mkdir(parents=True)
    (work / "house").mkdir()
    git(work, "init", "-q")
    shutil.copy(ROOT / "corpus" / "letters" / "everything_met.txt", work / "letters")
    (work / "README.md").write_text("# Letters\n")
    rule = work / "house" / "a.rule"
    rule.write_text('extend   phrase greets\n  "good   day"\n')
    config = {
        "repos": [
            {
                "repo": str(ROOT),
                "rev": git(ROOT, "rev-parse", "HEAD"),
                "hooks": [
                    {"id": "noticecheck", "files": "^letters/"},
                    {"id": "noticecheck-rules"},
                    {"id": "noticecheck-rules-lint", "args": ["--rules", "house"]},
                ],
            }
        ]
    }
    (work / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    git(work, "add", "-A")

    def hooks() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pre_commit", "run", "--all-files"]
        return subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True)

    first = hooks()
    assert first.returncode == 1 and "files were modified by this hook" in first.stdout
    assert rule.read_text() == 'extend phrase greets\n    "good day"\n'
    git(work, "add", "-A")
    assert hooks().returncode == 0, hooks().stdout
    shutil.copy(ROOT / "corpus" / "letters" / "fails_every_rule.txt", work / "letters")
    git(work, "add", "-A")
    last = hooks()
    assert last.returncode == 1 and "leaves things out" in last.stdout
