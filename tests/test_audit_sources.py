"""Every kind of source gives its letters once, in order, with what it knows of them."""

from __future__ import annotations

import csv
import io
import json
import mailbox
import os
import zipfile
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import audit_work as work
from noticecheck.audit import sources
from noticecheck.audit.pieces import Columns, Item, Piece, Size, from_json
from noticecheck.checker import Checker

TEXTS = ["clean one\n\nÀ la carte, £5", 'gaps "two",\nof lines', "unclear three", "clean ‘four’"]
ROWS: list[dict[str, Any]] = [
    {"id": f"r{n}", "authority": f"Authority {n}", "date": f"2024-03-0{n + 1}", "text": text,
     "url": f"https://letters.example/{n}", "kind": "reply"}
    for n, text in enumerate(TEXTS)
]  # fmt: skip
Make = Callable[[Path, Sequence[dict[str, Any]]], Path]


@pytest.fixture(autouse=True)
def checks_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Checker, "check", work.fake_check)


def jsonl(folder: Path, table: Sequence[dict[str, Any]]) -> Path:
    lines = (json.dumps(row, ensure_ascii=False) + "\n\n" for row in table)
    (folder / "t.jsonl").write_text("".join(lines), encoding="utf-8")
    return folder / "t.jsonl"


def comma_separated(folder: Path, table: Sequence[dict[str, Any]]) -> Path:
    with (folder / "t.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]))
        writer.writeheader()
        writer.writerows(table)
    return folder / "t.csv"


def semicolons(folder: Path, table: Sequence[dict[str, Any]]) -> Path:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(table[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(table)
    (folder / "t.csv").write_bytes(out.getvalue().encode("cp1252"))
    return folder / "t.csv"


def parquet(folder: Path, table: Sequence[dict[str, Any]]) -> Path:
    pq.write_table(pa.Table.from_pylist(list(table)), folder / "t.parquet", row_group_size=3)
    return folder / "t.parquet"


def pieces(*named: object, size: Size) -> list[Piece]:
    """The pieces of all sources that can be read."""
    every = sources.pieces([str(one) for one in named], size)
    return [one for _, found in every for one in found if isinstance(one, Piece)]


def found(*named: object, size: Size | None = None, columns: Columns | None = None) -> list[Item]:
    """The items of all pieces, after a journey as text as in a plan."""
    return [
        item
        for piece in pieces(*named, size=size or Size(2))
        for item in sources.items(from_json(piece.to_json()), columns or Columns())
    ]


@pytest.mark.parametrize("make", [jsonl, comma_separated, semicolons, parquet])
@pytest.mark.parametrize("shard", [1, 3, 100])
def test_tables_give_each_row_once_with_its_other_columns(
    tmp_path: Path, make: Make, shard: int
) -> None:
    work.audit(make(tmp_path, ROWS), out=tmp_path / "out", shard=shard)
    notices = work.rows(tmp_path / "out", "notices")
    assert [row["path"] for row in notices] == ["r0", "r1", "r2", "r3"]
    assert [row["verdict"] for row in notices] == [
        "no_gap_found", "gaps", "unclear", "no_gap_found",
    ]  # fmt: skip
    assert [row["authority"] for row in notices] == [f"Authority {n}" for n in range(4)]
    assert [row["date"].isoformat() for row in notices] == [row["date"] for row in ROWS]
    assert {row["year"] for row in notices} == {2024}
    assert [row["url"] for row in notices] == [row["url"] for row in ROWS]
    assert {row["given_kind"] for row in notices} == {"reply"}


def without_source(read: Callable[[str], Any]) -> list[pa.Table]:
    """The tables of an audit, but for what each letter was read from."""
    tables = [pq.read_table(read(f"{name}.parquet")) for name in work.TABLES]
    return [
        table.drop_columns(["source"]) if "source" in table.column_names else table
        for table in tables
    ]


def test_the_same_letters_have_the_same_rows_from_every_table(tmp_path: Path) -> None:
    tables = []
    for make in (jsonl, comma_separated, semicolons, parquet):
        out = tmp_path / make.__name__
        work.audit(make(tmp_path, ROWS), out=out)
        tables.append(without_source(out.joinpath))
        assert [row["row"] for row in work.rows(out, "notices")] == [1, 2, 3, 4]
    assert tables[1:] == tables[:-1]


def test_every_row_says_from_where_it_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    work.write_letters(tmp_path / "letters", TEXTS[:1])
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("in/a.txt", TEXTS[0])
    jsonl(tmp_path, [ROWS[0], {"id": "r1", "text": ""}])
    for named in (["letters/", "z.zip", "t.jsonl"], ["letters/000.txt", "z.*", "./t.jsonl"]):
        out = tmp_path / f"out{len(named[0])}"
        work.audit(*named, out=out)
        found = [row for name in ("notices", "errors") for row in work.rows(out, name)]
        assert [(os.path.normpath(row["source"]), row["row"]) for row in found] == [
            (os.path.normpath("letters/000.txt"), None), ("z.zip", None), ("t.jsonl", 1),
            ("t.jsonl", 2),
        ]  # fmt: skip


def test_columns_go_by_the_names_that_are_told(tmp_path: Path) -> None:
    table = [{"body": "clean", "who": "Ashby", "sent": "5/3/2024", "ref": "A 1", "text": "note"}]
    columns = Columns(text="body", authority="who", date="sent", id="ref")
    work.audit(jsonl(tmp_path, table), out=tmp_path / "out", columns=columns)
    (row,) = work.rows(tmp_path / "out", "notices")
    assert (row["path"], row["authority"], row["date"].isoformat(), row["text"]) == (
        "A 1", "Ashby", "2024-03-05", "note",
    )  # fmt: skip


def test_rows_without_names_are_numbered_and_columns_that_only_some_have_stay_empty(
    tmp_path: Path,
) -> None:
    table = [{"text": "clean"}, {"text": "gaps", "score": 1.5, "tags": ["a"]}]
    work.audit(jsonl(tmp_path, table), out=tmp_path / "out", shard=1)
    notices = work.rows(tmp_path / "out", "notices")
    assert [row["path"] for row in notices] == ["t.jsonl#1", "t.jsonl#2"]
    assert [(row["score"], row["tags"]) for row in notices] == [(None, None), ("1.5", '["a"]')]


def test_a_table_of_files_reads_them_from_beside_it(tmp_path: Path) -> None:
    work.write_letters(tmp_path / "letters", TEXTS[:1])
    table = [{"path": "letters/000.txt", "authority": "Ashby"}, {"path": "letters/no.txt"}]
    work.audit(
        comma_separated(tmp_path, [dict(table[0], url="u"), dict(table[1])]), out=tmp_path / "o"
    )
    assert work.seen(tmp_path / "o") == {
        "letters/000.txt": "no_gap_found",
        "letters/no.txt": "read",
    }
    assert work.rows(tmp_path / "o", "notices")[0]["authority"] == "Ashby"


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../secret.txt", "a/../../secret.txt", "file:///etc/passwd"]
)
def test_a_table_leads_to_no_file_outside_its_folder(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.txt").write_text("clean", encoding="utf-8")
    (tmp_path / "in").mkdir()
    (item,) = found(jsonl(tmp_path / "in", [{"path": path}]))
    assert item.error and not item.where and item.data is None
    inside = str(tmp_path / "in/letter.txt")
    (item,) = found(jsonl(tmp_path / "in", [{"path": inside}]))
    assert item.where == inside


def test_what_is_no_letter_in_a_table_is_an_error_of_its_own(tmp_path: Path) -> None:
    good = json.dumps(ROWS[0])
    lines = [good, "{broken", "[1]", '{"text": "  "}', '{"other": 1}', '{"text": "\\ud800 clean"}']
    (tmp_path / "t.jsonl").write_text("\n".join(lines), encoding="utf-8")
    work.audit(tmp_path / "t.jsonl", out=tmp_path / "out")
    errors = work.rows(tmp_path / "out", "errors")
    assert [row["path"] for row in errors] == [f"t.jsonl#{n}" for n in (2, 3, 4, 5)]
    assert {row["stage"] for row in errors} == {"source"}
    assert "--text" in errors[3]["reason"]
    assert len(work.rows(tmp_path / "out", "notices")) == 2


def test_a_mailbox_gives_each_mail(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "replies.mbox")
    for number in range(3):
        mail = EmailMessage()
        mail["Subject"], mail["From"] = f"Reply {number}", "foi@ashby.example"
        mail.set_content(f"clean {number}\n\nFrom the start we meant to answer.\n")
        box.add(mail)
    box.flush()
    work.audit(tmp_path / "replies.mbox", out=tmp_path / "out", shard=2)
    notices = work.rows(tmp_path / "out", "notices")
    assert [row["path"] for row in notices] == [f"replies.mbox#{n}.eml" for n in (1, 2, 3)]
    assert b">From" not in b"".join(item.data or b"" for item in found(tmp_path / "replies.mbox"))


def test_an_archive_gives_its_letters_and_says_what_it_hides(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number, text in enumerate(TEXTS):
            archive.writestr(f"2024/{number}.txt", text)
        archive.writestr("2024/.DS_Store.txt", "x")
        archive.writestr("2024/figures.xlsx", "x")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("2024/0.txt", "clean again")
    work.audit(tmp_path / "a.zip", out=tmp_path / "out", shard=2)
    assert [row["path"] for row in work.rows(tmp_path / "out", "notices")] == [
        f"2024/{n}.txt" for n in range(4)
    ]
    (error,) = work.rows(tmp_path / "out", "errors")
    assert error["path"] == "a.zip/2024/0.txt"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("b.zip", b"PK\3\4 broken"),
        ("b.parquet", b"PAR1 broken"),
        ("b.csv", b""),
        ("b.csv", b"\0\1\2"),
    ],
)
def test_a_broken_source_is_an_error_and_the_others_go_on(
    tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    letters = work.write_letters(tmp_path / "letters", TEXTS)
    work.audit(tmp_path / name, letters, out=tmp_path / "out")
    (error,) = work.rows(tmp_path / "out", "errors")
    assert (error["path"], error["stage"]) == (str(tmp_path / name), "source")
    assert len(work.rows(tmp_path / "out", "notices")) == 4


def test_folders_patterns_and_files_together_give_each_file_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    work.write_letters(tmp_path / "a/b", TEXTS)
    work.write_letters(tmp_path / "c", TEXTS[:1])
    named = ["a/b/002.txt", "a", "c/*.txt", "./c"]
    assert [item.name for item in found(*named)] == [
        "a/b/002.txt", "a/b/000.txt", "a/b/001.txt", "a/b/003.txt", "c/000.txt",
    ]  # fmt: skip


def test_what_the_audit_writes_is_none_of_its_letters(tmp_path: Path) -> None:
    source = work.write_letters(tmp_path / "letters", TEXTS)
    out = source / "results"
    for _ in range(2):
        work.audit(source, out=out)
        (out / "report.html").write_text("<html><body>clean</body></html>", encoding="utf-8")
    assert len(work.seen(out)) == len(TEXTS)


def test_a_file_that_holds_several_letters_has_a_row_for_each(tmp_path: Path) -> None:
    source = tmp_path / "letters"
    source.mkdir()
    with zipfile.ZipFile(source / "case.zip", "w") as archive:
        for number, text in enumerate(TEXTS[:2]):
            archive.writestr(f"{number}.txt", text)
    work.audit(source, out=tmp_path / "out")
    assert work.seen(tmp_path / "out") == {
        "case.zip/0.txt": "no_gap_found",
        "case.zip/1.txt": "gaps",
    }


@pytest.mark.skipif(os.name == "nt", reason="names of files are text there")
def test_names_that_are_no_text_are_kept_as_escapes(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / os.fsdecode(b"letters/caf\xe9.txt")).write_text("clean", encoding="utf-8")
    work.audit(tmp_path / "letters", out=tmp_path / "out")
    (path,) = work.seen(tmp_path / "out")
    assert path == "caf\\udce9.txt"


def test_sources_and_results_may_be_anywhere(tmp_path: Path) -> None:
    """The file system of fsspec that lives in memory stands for all that are not this machine's."""
    memory = fsspec.filesystem("memory")
    local = work.write_letters(tmp_path / "letters", TEXTS)
    for path in local.iterdir():
        memory.pipe_file(f"/audit/letters/{path.name}", path.read_bytes())
    memory.pipe_file("/audit/t.parquet", parquet(tmp_path, ROWS).read_bytes())
    memory.pipe_file("/audit/t.jsonl", jsonl(tmp_path, ROWS).read_bytes())
    work.audit(local, out=tmp_path / "here")
    work.audit("memory://audit/letters", out="memory://audit/out")
    there = without_source(lambda name: memory.open(f"/audit/out/{name}"))
    assert there == without_source((tmp_path / "here").joinpath)
    for named in ("memory://audit/t.parquet", "memory://audit/t.jsonl", "memory://audit/t.*"):
        assert [item.name for item in found(named)][:4] == ["r0", "r1", "r2", "r3"]
    assert [item.name for item in found("memory://audit/letters/*1.txt")] == [
        "memory:///audit/letters/001.txt"
    ]
    memory.rm("/audit", recursive=True)


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(cells, min_size=2, max_size=2), min_size=1, max_size=8), st.integers(1, 3))
def test_csv_is_cut_only_between_rows(
    tmp_path_factory: pytest.TempPathFactory, table: list[list[str]], shard: int
) -> None:
    """Whatever stands in its cells: line ends, quotation marks, separators."""
    path = tmp_path_factory.mktemp("t") / "t.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(["text", "note"])
        writer.writerows([f"x{text}", note] for text, note in table)
    got = [item.data for item in found(path, size=Size(shard))]
    assert got == [f"x{text}".encode() for text, _ in table]


def test_pieces_end_at_their_size_and_a_large_letter_stands_alone(tmp_path: Path) -> None:
    work.write_letters(tmp_path / "letters", ["a" * 10, "b" * 90, "c" * 10, "d" * 10, "e" * 10])
    counts = [piece.count for piece in pieces(tmp_path / "letters", size=Size(2, 50))]
    assert counts == [1, 1, 2, 1]


@pytest.mark.parametrize("make", [jsonl, parquet])
def test_the_first_pieces_are_small_and_the_later_ones_as_large_as_they_may_be(
    tmp_path: Path, make: Make
) -> None:
    table = [{"id": str(n), "text": f"clean {n}"} for n in range(300)]
    path = make(tmp_path, table) if make is jsonl else tmp_path / "t.parquet"
    pq.write_table(pa.Table.from_pylist(table), tmp_path / "t.parquet")
    counts = [piece.count for piece in pieces(path, size=Size(64))]
    assert counts == [16, 16, 32, 32, 64, 64, 64, 12]
    assert [item.name for item in found(path, size=Size(64))] == [row["id"] for row in table]
