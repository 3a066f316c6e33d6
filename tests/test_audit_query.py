"""`noticecheck query`: what it answers, and all that it must not do."""

from __future__ import annotations

import builtins
import csv
import io
import json
import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import fsspec
import pytest

from audit_tables import notice, small, write
from noticecheck import cli
from noticecheck.audit import compare, page, query

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Call:
    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = cli.run(["query", *map(str, arguments)])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return call


@pytest.fixture(scope="module")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small(tmp_path_factory.mktemp("audit"))


def test_a_table_to_read(ask: Call, audit: Path) -> None:
    sql = "select path, year, characters from notices where year = 2024 order by path limit 2"
    assert ask(audit, sql) == (
        0,
        "path            year  characters\n"
        "--------------  ----  ----------\n"
        "letters/a1.txt  2024\n"
        "letters/a2.txt  2024\n"
        "\n"
        "2 rows\n",
        "",
    )


def test_csv_and_json_hold_the_same(ask: Call, audit: Path) -> None:
    sql = "select path, date, claims, complete, warnings from notices order by path"
    rows = list(csv.DictReader(io.StringIO(ask(audit, sql, "--format", "csv")[1])))
    whole = json.loads(ask(audit, sql, "--format", "json")[1])
    assert len(rows) == len(whole) == 10
    assert rows[0]["date"] == whole[0]["date"] == "2024-03-05"
    assert json.loads(rows[0]["claims"]) == whole[0]["claims"]
    assert (rows[0]["complete"], whole[0]["complete"]) == ("true", True)
    assert json.loads(ask(audit, "select 1 where false", "--format", "json")[1]) == []


def test_claims_are_a_table_with_their_act_and_section(ask: Call, audit: Path) -> None:
    sql = "select distinct provision, section, regime, effect from claims order by all"
    rows = [tuple(row) for row in csv.reader(io.StringIO(ask(audit, sql, "--format", "csv")[1]))]
    assert rows[1:] == [
        ("reg12(5)(e)", "reg12(5)(e)", "eir2004", "withhold"),
        ("s14(1)", "s14", "foia2000", "refuse"),
        ("s21", "s21", "foia2000", "withhold"),
        ("s33(1)(b)", "s33", "foisa2002", "withhold"),
        ("s36(2)(c)", "s36", "foia2000", "withhold"),
        ("s40(2)", "s40", "foia2000", "withhold"),
        ("s43(2)", "s43", "foia2000", "withhold"),
    ]


@pytest.mark.parametrize("name", query.named())
def test_every_question_that_comes_with_it_is_answered(ask: Call, audit: Path, name: str) -> None:
    code, out, err = ask(audit, name, "--format", "csv")
    assert (code, err) == (0, "")
    assert out.count("\n") >= 1
    question = query.named()[name]
    assert question.about.endswith(".") and "\n" not in question.about
    assert set(question.settings) == set(dict(question.settings).items())


def test_the_list_tells_every_question_on_a_line(ask: Call) -> None:
    code, out, err = ask("--list")
    assert (code, err) == (0, "")
    names = [line for line in out.splitlines() if not line.startswith(" ")]
    assert names == list(query.named()) and len(names) >= 10
    assert "    --set element=…  one duty" in out


def test_a_question_takes_settings(ask: Call, audit: Path) -> None:
    every = ask(audit, "gaps", "--format", "csv")[1]
    one = ask(audit, "gaps", "--set", "element=public_interest", "--format", "csv")[1]
    assert every.count("\n") == 4 and one.count("\n") == 2
    assert "The rates are exempt." in one
    # A value is a value, whatever it says.
    none = ask(audit, "gaps", "--set", "element=x' or 'a'='a", "--format", "csv")[1]
    assert none.count("\n") == 1


def test_an_exact_number_of_gaps_agrees_with_by_element(ask: Call, audit: Path) -> None:
    rows = csv.DictReader(io.StringIO(ask(audit, "by-element", "--format", "csv")[1]))
    found = {row["element"]: row for row in rows}
    interest = found["public_interest"]
    assert [interest[key] for key in ("cases", "met", "unclear", "gaps")] == ["4", "2", "1", "1"]


HOSTILE = [
    "copy notices to '{folder}/new.csv'",
    "copy (select 1) to '{table}' (use_tmp_file false)",
    "export database '{folder}/db'",
    "attach '{folder}/new.db'",
    "create table kept as select 1",
    "insert into notices select * from notices",
    "drop view notices",
    "install httpfs",
    "load httpfs",
    "set enable_external_access = true",
    "pragma enable_profiling",
    "call enable_logging()",
    "explain analyze copy notices to '{folder}/new.csv'",
    "select 1; copy notices to '{folder}/new.csv'",
    "",
    "select * from read_text('{secret}')",
    "select * from read_csv('{secret}')",
    "select * from '{secret}'",
    "select * from glob('{folder}/*')",
    "select * from read_parquet('{folder}/*.parquet')",
    "select * from query('copy notices to ''{folder}/new.csv''')",
    "with x as (copy notices to '{folder}/new.csv') select 1",
    "select * from 'http://127.0.0.1:{port}/x.csv'",
    "select * from read_parquet('http://127.0.0.1:{port}/x.parquet')",
    "select * from names",
]


@pytest.fixture
def server() -> Any:
    """A server that remembers whether anybody called."""
    calls: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(self.path)
            self.send_error(404)

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield running.server_port, calls
        running.shutdown()


@pytest.mark.parametrize("sql", HOSTILE)
def test_a_query_writes_nothing_reads_no_other_file_and_calls_nobody(
    ask: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: Any, sql: str
) -> None:
    folder = small(tmp_path / "out")
    secret = tmp_path / "secret.csv"
    secret.write_text("a\nhidden-words\n")
    monkeypatch.chdir(folder)
    # A table of Python is none of an audit.
    names = [1, 2]
    port, calls = server
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    filled = sql.format(folder=folder, secret=secret, port=port, table=folder / "notices.parquet")
    code, out, err = ask(folder, filled)
    assert code == 2 and out == "" and names
    assert err.count("\n") == 1 and "hidden-words" not in err and "Traceback" not in err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert calls == []


def test_a_query_cannot_undo_its_locks(audit: Path) -> None:
    with query.asked(
        audit,
        "select current_setting('enable_external_access'), current_setting('lock_configuration'),"
        " current_setting('temp_directory')",
        {},
    ) as answer:
        assert list(answer.chunks) == [[(False, True, "")]]


@pytest.mark.parametrize(
    "sql, said",
    [
        ("selct 1", 'syntax error at or near "selct"'),
        ("select nope from notices", 'column "nope" not found'),
        ("select * from nothing", "nothing does not exist"),
        ("by-elemnt", "did you mean by-element"),
        ('select "a\x1b[2J" from notices', "\\x1b"),
        ("select x, list(y) from range(9999999) a(x), range(99) b(y) group by x", "memory"),
    ],
)
def test_an_error_is_one_clear_line(ask: Call, audit: Path, sql: str, said: str) -> None:
    code, out, err = ask(audit, sql, "--memory", "60MB")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1 and said in err and err.strip().isprintable()


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["--set", "x=1", "select 1"], "no such setting; it takes nothing"),
        (["--set", "x", "select 1"], "is not NAME=VALUE"),
        (["--memory", "much", "select 1"], "write 2GB or 500MB"),
        ([], "name the folder of an audit and a question"),
    ],
)
def test_wrong_usage_is_told(ask: Call, audit: Path, arguments: list[str], said: str) -> None:
    code, _, err = ask(audit, *arguments)
    assert code == 2 and said in err


def test_what_is_no_audit_or_not_finished_is_told(ask: Call, tmp_path: Path) -> None:
    code, _, err = ask(tmp_path, "by-year")
    assert code == 2 and "here is no audit" in err
    (tmp_path / "manifest.json").write_text("{}")
    assert "this audit is not finished" in ask(tmp_path, "by-year")[2]
    for name in ("notices", "assessments", "errors"):
        (tmp_path / f"{name}.parquet").write_bytes(b"PAR1 and no more")
    code, _, err = ask(tmp_path, "by-year")
    assert code == 2 and "its tables cannot be read" in err and err.count("\n") == 1


def test_a_missing_extra_is_told_in_one_line(
    ask: Call, audit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "duckdb":
            raise ModuleNotFoundError("No module named 'duckdb'", name=name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    assert ask(audit, "by-year") == (
        2,
        "",
        "noticecheck: an audit needs more: pip install 'noticecheck[audit]'\n",
    )


def test_letters_cannot_act_on_a_terminal_or_a_spreadsheet(ask: Call, tmp_path: Path) -> None:
    bad = "=cmd()\x1b[2J\u202e"
    out = write(tmp_path, [notice("a", authority=bad), notice("b", authority="-1+2")])
    sql = "select authority, -1 as below from notices order by letter"
    assert "\x1b" not in ask(out, sql)[1] and "\u202e" not in ask(out, sql)[1]
    rows = list(csv.DictReader(io.StringIO(ask(out, sql, "--format", "csv")[1])))
    assert [row["authority"][:2] for row in rows] == ["'=", "'-"]
    assert rows[0]["below"] == "-1"
    found: list[Mapping[str, Any]] = json.loads(ask(out, sql, "--format", "json")[1])
    assert found[0]["authority"] == bad


@pytest.mark.parametrize("name", ["an [audit]", "it's", "a*b", "100% ?", "ünï"])
def test_a_folder_may_have_any_name(ask: Call, tmp_path: Path, name: str) -> None:
    out = small(tmp_path / name)
    assert ask(out, "select count(*) as n from notices", "--format", "csv") == (0, "n\n10\n", "")


def test_a_long_table_is_cut_with_a_word_and_csv_is_whole(ask: Call, audit: Path) -> None:
    sql = "select x from range(5000) t(x)"
    out = ask(audit, sql)[1]
    assert out.endswith("\n200 of 5,000 rows; --format csv or json gives all\n")
    assert ask(audit, sql, "--format", "csv")[1].count("\n") == 5001


def test_an_audit_on_another_file_system(ask: Call, audit: Path) -> None:
    memory = fsspec.filesystem("memory")
    for file in audit.glob("*.parquet"):
        memory.pipe(f"/elsewhere/{file.name}", file.read_bytes())
    try:
        sql = "select count(*) as n from claims"
        assert ask("memory://elsewhere", sql, "--format", "csv") == (0, "n\n10\n", "")
        page.write("memory://elsewhere")
        assert memory.cat("/elsewhere/report.html").startswith(b"<!doctype html>")
        assert "0 of 10 letters changed" in compare.run("memory://elsewhere", audit)
        assert ask("memory://nowhere", sql)[0] == 2
    finally:
        memory.rm("/elsewhere", recursive=True)
