"""Comparing audits: what changed, in which letters, and what cannot be compared."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from audit_tables import Row, notice, point, small, write
from noticecheck.audit import compare
from noticecheck.errors import UsageError

GOLDEN = Path(__file__).parent / "golden" / "audit_compare.txt"


def letters(verdict: str) -> list[Row]:
    return [
        notice("a", verdict=verdict, claims=["s43(2)"] if verdict == "gaps" else ["s43", "s40(2)"]),
        *(notice(f"b{i}") for i in range(7)),
    ]


def before(folder: Path) -> Path:
    rows = [
        point("a", "s17-3-b", "gap", "s43(2)"),
        point("a", "s17-7-a", "met"),
        *(
            point(f"b{i}", "s17-3-b", "gap", section)
            for i in range(7)
            for section in ("s22", "s42")
        ),
    ]
    return write(folder / "before", [*letters("gaps"), notice("c", kind="ncnd")], rows)


def after(folder: Path) -> Path:
    rows = [
        point("a", "s17-7-a", "met"),
        point("a", "s17-7-b", "unclear"),
        *(
            point(f"b{i}", "s17-3-b", "unclear", section)
            for i in range(7)
            for section in ("s22", "s42")
        ),
    ]
    crashed = {"path": "letters/c.txt", "stage": "crash", "reason": "the process ended"}
    return write(folder / "after", letters("unclear"), rows, [crashed])


def test_golden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The changes for the terminal; UPDATE_GOLDEN=1 writes them anew."""
    monkeypatch.chdir(tmp_path)
    for out, rules in ((before(tmp_path), "0123456789abcdef"), (after(tmp_path), "f" * 16)):
        told = f'{{"settings": {{"version": "0.1.0", "rules_hash": "{rules}"}}}}'
        (out / "manifest.json").write_text(told)
    text = compare.run("before", "after", table="changes.csv")
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_the_table_has_every_change_once(tmp_path: Path) -> None:
    compare.run(before(tmp_path), after(tmp_path), table=tmp_path / "changes.csv")
    with (tmp_path / "changes.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    short = [
        (r["what"], r["path"][8:-4], r["rule"][9:], r["subject"], r["before"], r["after"])
        for r in rows
    ]
    assert short[:7] == [
        ("error", "c", "", "", "no_gap_found", "error"),
        ("verdict", "a", "", "", "gaps", "unclear"),
        ("claim", "a", "", "s40(2)", "none", "qualified"),
        ("claim", "a", "", "s43", "none", "qualified"),
        ("claim", "a", "", "s43(2)", "qualified", "none"),
        ("status", "a", "s17-3-b", "s43(2)", "gap", "none"),
        ("status", "a", "s17-7-b", "", "none", "unclear"),
    ]
    assert len(short) == 7 + 14
    assert {row[4:] for row in short[7:]} == {("gap", "unclear")}


def test_an_audit_does_not_differ_from_itself(tmp_path: Path) -> None:
    out = small(tmp_path / "one")
    assert compare.run(out, out).splitlines()[2:] == ["0 of 10 letters changed."]


def test_the_same_version_and_rules_are_told(tmp_path: Path) -> None:
    out = small(tmp_path / "one")
    (out / "manifest.json").write_text('{"settings": {"version": "0.1.0", "rules_hash": "abc"}}')
    assert "Both were made by the same version with the same rules." in compare.run(out, out)


def test_audits_of_other_letters_are_refused(tmp_path: Path) -> None:
    one = write(tmp_path / "one", [notice("a"), notice("b")])
    other = write(tmp_path / "other", [notice("a")])
    for pair in ((one, other), (other, one)):
        with pytest.raises(
            UsageError, match=r"audits of different letters.*letters/b\.txt"
        ) as told:
            compare.run(*pair, table=tmp_path / "changes.csv")
        assert "\n" not in str(told.value)
    assert not (tmp_path / "changes.csv").exists()


def test_a_letter_whose_content_changed_is_another_letter(tmp_path: Path) -> None:
    one = write(tmp_path / "one", [notice("a", path="x.txt")])
    other = write(tmp_path / "other", [notice("b", path="x.txt")])
    with pytest.raises(UsageError, match="1 letter that the other has not"):
        compare.run(one, other)
