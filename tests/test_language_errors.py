"""Each code of the rule language has files in tests/errors, with the exact text it must give.

A file is loaded as foia2000/<name>.rule of an otherwise sound root; a first line `# at: PATH`
puts it elsewhere in that root, and a .toml file stands for foia2000/pack.toml.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from noticecheck.errors import RuleErrors
from noticecheck.language.codes import CODES, LINT_CODES
from noticecheck.language.lint import lint
from noticecheck.language.load import load

ERRORS = Path(__file__).parent / "errors"
FILES = sorted(path for path in ERRORS.iterdir() if path.suffix in (".rule", ".toml"))
PACK = """\
name = "foia2000"
version = "1.0"
statute = "Freedom of Information Act 2000"
short_name = "FOIA"
regulator = "Information Commissioner"
jurisdiction = "United Kingdom"
elements = ["states_refusal", "explains_why", "public_interest"]
"""
PROVISIONS = """\
["s21"]
also = ["(1)", "(2)"]
["s31"]
["s31(1)"]
["s31(1)(a)"]
["s43"]
["s43(1)"]
["s43(2)"]
["s43(3)"]
"""


def fault_text(file: Path, root: Path) -> str:
    """What loading (and linting) the file gives, with the bare file name as its path."""
    (root / "foia2000").mkdir()
    (root / "foia2000" / "pack.toml").write_text(PACK, encoding="utf-8")
    (root / "foia2000" / "provisions.toml").write_text(PROVISIONS, encoding="utf-8")
    data = file.read_bytes()
    directive = re.match(rb"# at: (\S+)", data)
    where = "foia2000/pack.toml" if file.suffix == ".toml" else f"foia2000/{file.name}"
    target = root / (directive[1].decode() if directive else where)
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(data)
    try:
        text = "\n".join(str(fault) for fault in lint(load([root])))
    except RuleErrors as errors:
        text = str(errors)
    return text.replace(str(target), file.name).replace(target.name, file.name) + "\n"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_each_fault_has_its_exact_text(file: Path, tmp_path: Path) -> None:
    assert fault_text(file, tmp_path) == file.with_suffix(".expected").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_shows_the_code_that_it_is_named_after(file: Path) -> None:
    expected = file.with_suffix(".expected").read_text(encoding="utf-8")
    codes = set(re.findall(r"^\S+:\d+:\d+: ([RL]\d{3}) ", expected, re.MULTILINE))
    assert file.stem.split("-")[0] in codes


def test_every_code_has_a_file_and_every_file_a_code() -> None:
    named = {file.stem.split("-")[0] for file in FILES}
    assert named == {*CODES, *LINT_CODES}


def test_every_expected_text_has_its_file() -> None:
    assert {path.stem for path in ERRORS.glob("*.expected")} == {file.stem for file in FILES}
