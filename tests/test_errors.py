"""How a fault in a rule file is printed: short, its caret in place, harmless to a terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noticecheck import required
from noticecheck.config import faults
from noticecheck.errors import Place, RuleError, visible
from noticecheck.language.codes import CODES, LINT_CODES
from noticecheck.law import codes


def printed(line: str, column: int, message: str = "wrong") -> list[str]:
    return str(RuleError("R001", Place("a.rule", 1, column), message, line)).split("\n")


@pytest.mark.parametrize("column", [1, 51, 52, 5000, 9_950, 9_951, 10_000])
def test_a_long_line_is_cut_around_the_caret(column: int) -> None:
    line = "".join(chr(ord("a") + i % 26) for i in range(10_000))
    _, shown, caret = printed(line, column)
    assert len(shown) <= 106
    assert shown[caret.index("^")] == line[column - 1]
    assert shown.startswith("    …") is (column > 51)
    assert shown.endswith("…") is (column <= 9_950)


def test_a_line_that_is_not_long_is_shown_whole() -> None:
    line = "x" * 100
    assert printed(line, 100) == ["a.rule:1:100: R001 wrong", f"    {line}", " " * 103 + "^"]


def test_characters_that_a_terminal_would_obey_are_escaped() -> None:
    line = "a\x1b[2J\x00b\u202egpj"
    head, shown, caret = printed(line, line.index("g") + 1, "`\x00` and `\n`")
    assert head.endswith(r"R001 `\x00` and `\n`")
    assert shown == r"    a\x1b[2J\x00b\u202egpj"
    assert shown[caret.index("^")] == "g"


def test_a_tab_keeps_the_caret_in_place() -> None:
    assert printed("\tab", 3)[1:] == ["    \tab", "    \t ^"]


def test_a_long_message_keeps_its_ends() -> None:
    (head,) = printed("", 1, "start" + "x" * 100_000 + "end")
    assert len(head) < 450 and "R001 start" in head and head.endswith("end")


@given(st.text(), st.integers(1, 300), st.text())
def test_no_text_breaks_out_of_its_line(line: str, column: int, message: str) -> None:
    line = line.replace("\n", "")
    lines = printed(line, column, message)
    assert len(lines) == (3 if line else 1)
    assert all(visible(each) == each for each in lines)


def test_every_code_is_explained_once_and_used() -> None:
    tables = (CODES, LINT_CODES, faults.CODES, codes.CODES, required.CODES)
    listed = [code for table in tables for code in table]
    package = Path(__file__).parent.parent / "src" / "noticecheck"
    texts = [path.read_text(encoding="utf-8") for path in package.rglob("*.py")]
    used = re.findall(r'(?<!< )"([A-Z]\d{3})"(?!: )', "\n".join(texts))
    assert sorted(listed) == sorted(set(used))
