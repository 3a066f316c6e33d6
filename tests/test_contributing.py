"""The page for those who write rules: what it tells them to do works."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
STEP = re.compile(r"^ *```(?P<kind>sh|rule)\n(?P<body>.*?)^ *```$", re.DOTALL | re.MULTILINE)


def test_a_rule_in_ten_minutes_works_as_written(tmp_path: Path) -> None:
    """Runs every command of the section, in order, in a copy; rule blocks are what one fills in."""
    copy = tmp_path / "noticecheck"
    copy.mkdir()
    for name in ("rules", "src", "corpus"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    program = copy / ".venv" / "bin" / "noticecheck"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m noticecheck "$@"\n')
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
