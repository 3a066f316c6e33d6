"""The tools that look at what is installed with the program: nothing passes because nobody looked."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

TOOLS = Path(__file__).resolve().parent.parent / "tools"


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("licence", "agreed"),
    [
        ("MIT", True),
        ("BSD-3-Clause AND 0BSD AND MIT", True),
        ("Apache-2.0 OR GPL-3.0-or-later", True),
        ("GPL-3.0-only or MIT", True),
        ("Mozilla Public License 2.0 (MPL 2.0)", True),
        ("GPL-3.0-only", False),
        ("AGPL-3.0", False),
        ("MIT AND GPL-2.0-only", False),
        ("GNU Affero General Public License v3, MIT License", False),
        ("GNU General Public License (GPL)", False),
        ("LGPL-2.1", False),
        ("Proprietary", False),
        ("", False),
    ],
)
def test_a_licence_is_agreed_to_by_name(licence: str, agreed: bool) -> None:
    assert tool("licences").is_agreed(licence) is agreed


def test_what_users_install_has_licences_that_are_agreed_to(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert tool("licences").main() == 0, capsys.readouterr().err
    shown = capsys.readouterr().out
    assert {"pyparsing", "pydantic-core", "lxml"} <= {
        line.split()[0] for line in shown.splitlines()
    }
    assert not {"pytest", "hypothesis"} & {line.split()[0] for line in shown.splitlines()}


def audited(monkeypatch: pytest.MonkeyPatch, answers: dict[str, Any], *options: str) -> int:
    """What tools/audit.py ends with where pip-audit says this of some packages, and skips the rest;
    without answers it fails."""

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        if not answers:
            return subprocess.CompletedProcess(command, 1, "", "ConnectionError")
        pins = Path(command[command.index("-r") + 1]).read_text().split()
        listed = [
            {"name": n, "version": v, **({"vulns": answers[n]} if n in answers else {"skip_reason": "?"})}
            for n, v in (pin.split("==") for pin in pins)
        ]  # fmt: skip
        assert len({each["name"] for each in listed}) == len(listed)
        return subprocess.CompletedProcess(command, 0, json.dumps({"dependencies": listed}), "")

    module = tool("audit")
    monkeypatch.setattr(module.subprocess, "run", run)
    monkeypatch.setattr(sys, "argv", ["audit.py", *options])
    return int(module.main())


def test_what_cannot_be_asked_is_said_to_be_unknown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audited(monkeypatch, {}) == 0
    assert "NOT AUDITED: for " in capsys.readouterr().out
    assert audited(monkeypatch, {}, "--strict") == 1
    assert audited(monkeypatch, {"lxml": []}) == 0
    shown = capsys.readouterr().out
    assert "1 packages audited, no known" in shown and "NOT AUDITED" in shown


def test_a_known_vulnerability_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    known = {"lxml": [{"id": "PYSEC-1", "fix_versions": ["9.9"]}]}
    assert audited(monkeypatch, known) == 1
    assert "PYSEC-1, mended in ['9.9']" in capsys.readouterr().out
