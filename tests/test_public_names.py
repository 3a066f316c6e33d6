"""What `import noticecheck` offers."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import noticecheck

ROOT = Path(__file__).parent.parent
LETTER = ROOT / "corpus" / "letters" / "everything_met.txt"


def test_a_letter_is_checked_by_the_names_that_the_package_offers() -> None:
    from noticecheck import check, load_rules
    from noticecheck.read import read

    report = check(LETTER)
    assert isinstance(report, noticecheck.Report)
    assert load_rules().check(read(str(LETTER))) == report


def test_the_function_is_offered_whatever_was_imported_before() -> None:
    code = "import noticecheck.checker, noticecheck.commands.check; from noticecheck import check; check.__call__"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_name_is_there() -> None:
    assert all(getattr(noticecheck, name) for name in noticecheck.__all__)


@pytest.mark.usefixtures("rules_loaded_once")
def test_the_example_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    example = re.search(r"```python\n(.*?)```", page, re.DOTALL)
    assert example is not None
    exec(example.group(1).replace("corpus/", f"{ROOT}/corpus/"), {})
    assert "gaps" in capsys.readouterr().out
