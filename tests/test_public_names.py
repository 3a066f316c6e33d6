"""What `import noticecheck` offers."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from datetime import date
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


@pytest.mark.usefixtures("rules_loaded_once")
def test_the_examples_of_the_interface_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert doctest.testfile(str(ROOT / "docs" / "api.md"), module_relative=False).failed == 0


def test_to_import_the_package_loads_nothing_else() -> None:
    code = (
        "import sys, noticecheck; noticecheck.Report, noticecheck.FORMATS;"
        "heavy = {'noticecheck.checker', 'noticecheck.read', 'pydantic', 'jinja2', 'typer'};"
        "sys.exit(', '.join(heavy & sys.modules.keys()) or 0)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_loaded_rules_have_their_packs() -> None:
    rules = noticecheck.load_rules()
    with pytest.raises(noticecheck.UsageError, match="load_rules"):
        noticecheck.check_text("A letter.", rules=rules, packs=["foia2000"])
    with pytest.raises(noticecheck.UsageError, match="htm"):
        noticecheck.render([], "htm")  # type: ignore[arg-type]


def test_a_letter_is_checked_once_however_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Dear Ms Hale\n\nThank you.\n", encoding="utf-8")
    found = list(noticecheck.check_all([tmp_path, tmp_path / "a.txt"]))
    assert [report.document.path for report in found] == [str(tmp_path / "a.txt")]
    with pytest.raises(noticecheck.ReadError):
        list(noticecheck.check_all([tmp_path / "*.pdf"]))


def test_the_companion_of_a_letter_is_its_house(tmp_path: Path) -> None:
    letter = tmp_path / "a.txt"
    assert noticecheck.load_house(letter) is None
    said = '[[suppress]]\nrule = "s17-7-a"\nreason = "in the leaflet"\nuntil = 2024-05-01\n'
    (tmp_path / "a.noticecheck.toml").write_text(said, encoding="utf-8")
    house = noticecheck.load_house(letter, today=date(2024, 4, 1))
    assert house is not None and house.corrections.suppressions[0].rule == "s17-7-a"
    assert house.today == date(2024, 4, 1)
