"""Each row of a source is a letter of its own, however like another one it is."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import audit_work as work
from noticecheck.audit import sample
from noticecheck.audit.rows import letter_id
from noticecheck.checker import Checker

TWIN = {"id": "r1", "text": "gaps in the same words"}
OTHER = {"id": "r1", "text": "clean under the same name"}
TABLE = [TWIN, TWIN, OTHER, {"id": "r2", "text": "clean"}, TWIN, OTHER, TWIN]


@pytest.fixture(autouse=True)
def checks_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Checker, "check", work.fake_check)


def table(path: Path, rows: list[dict[str, str]] = TABLE) -> Path:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def letters(out: Path) -> list[str]:
    return [row["letter"] for row in work.rows(out, "notices")]


def points(out: Path) -> Counter[Any]:
    return Counter(row["letter"] for row in work.rows(out, "assessments"))


def test_twins_are_letters_of_their_own_with_assessments_of_their_own(tmp_path: Path) -> None:
    work.audit(table(tmp_path / "t.jsonl"), out=tmp_path / "out")
    found = letters(tmp_path / "out")
    assert len(set(found)) == len(TABLE)
    in_each = points(tmp_path / "out")
    assert len({in_each[found[number]] for number in (0, 1, 4, 6)}) == 1


def test_how_the_work_was_cut_changes_no_identity(tmp_path: Path) -> None:
    source = table(tmp_path / "t.jsonl")
    for shard in (1, 2, 3, 100):
        work.audit(source, out=tmp_path / f"out{shard}", shard=shard)
    whole = work.contents(tmp_path / "out100")
    assert all(work.contents(tmp_path / f"out{shard}") == whole for shard in (1, 2, 3))


def test_a_letter_keeps_its_identity_among_other_letters(tmp_path: Path) -> None:
    work.audit(table(tmp_path / "t.jsonl"), out=tmp_path / "out")
    (tmp_path / "more").mkdir()
    more = table(tmp_path / "more/t.jsonl", [{"id": "r0", "text": "clean"}, *TABLE, TWIN])
    work.audit(more, out=tmp_path / "out2", shard=2)
    assert letters(tmp_path / "out2")[1:-1] == letters(tmp_path / "out")
    only = work.rows(tmp_path / "out", "notices")[3]
    assert only["letter"] == letter_id(only["path"], only["sha256"])


def test_twins_in_two_tables_are_told_apart_and_a_table_is_read_once(tmp_path: Path) -> None:
    one, two = table(tmp_path / "a.jsonl"), table(tmp_path / "b.jsonl")
    result = work.audit(
        str(tmp_path / "*.jsonl"), one, two, f"{tmp_path}/./a.jsonl", out=tmp_path / "out"
    )
    assert result.letters == 2 * len(TABLE) == len(set(letters(tmp_path / "out")))


def test_letters_of_one_name_are_drawn_with_their_own_texts(tmp_path: Path) -> None:
    work.audit(table(tmp_path / "t.jsonl"), out=tmp_path / "out")
    sample.draw(str(tmp_path / "out"), len(TABLE))
    drawn = [json.loads(line) for line in (tmp_path / "out/sample.jsonl").open(encoding="utf-8")]
    texts = {row["letter"]: row["sha256"] for row in work.rows(tmp_path / "out", "notices")}
    assert Counter(one["text"] for one in drawn) == Counter(row["text"] for row in TABLE)
    assert {one["slug"] for one in drawn} == set(texts)
