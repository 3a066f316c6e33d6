"""Audits as the tests run them: letters that say what is to happen to whoever checks them."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pyarrow.parquet as pq

import report_samples as samples
from loaded import the_checker
from noticecheck.audit import run
from noticecheck.audit.limits import Limits
from noticecheck.audit.pieces import Columns, Size
from noticecheck.audit.scheduler import LocalWorkers, prepare
from noticecheck.audit.work import Settings
from noticecheck.checker import Checker
from noticecheck.model import Document, Report

T = TypeVar("T")
TABLES = ("notices", "assessments", "errors")
MEMORY = 512 * 1024 * 1024
PAUSE = float(os.environ.get("AUDIT_WORK_PAUSE", "0.2"))
"""In seconds: long enough for whoever stops an audit in the middle."""


def fake_check(checker: Checker, document: Document, **_options: Any) -> Report:
    """The report that the first word of a letter asks for, or what else it asks for."""
    word = document.text.split()[0]
    if word == "EXIT":
        os._exit(3)
    if word == "SEGFAULT":
        os.kill(os.getpid(), signal.SIGSEGV)
    if word == "RAISE":
        raise ValueError("as it was asked for")
    if word == "ODD":
        return replace(samples.clean_report(), packs=(), verdict="\ud800", document=document)  # type: ignore[arg-type]
    if word == "DEAF":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        sum(1 for _ in iter(int, 1))
    if word == "SLEEP":
        time.sleep(60)
    if word == "LOOP":
        sum(1 for _ in iter(int, 1))
    if word == "MEMORY":
        bytearray(8 * MEMORY)
    if word == "PAUSE":
        time.sleep(PAUSE)
    made = samples.SAMPLES.get(word, samples.clean_report)()
    parts = replace(made.document, path=document.path, sha256=document.sha256)
    return replace(made, document=parts)


def prepare_faults(memory: int) -> None:
    """Make a worker ready, and have it check as above."""
    prepare(memory)
    Checker.check = fake_check  # type: ignore[assignment, method-assign]


def processes(number: int = 2) -> LocalWorkers:
    """Real processes, which check as above."""
    return LocalWorkers(number, MEMORY, prepare_faults)


class Inline:
    """Works in this process, at once."""

    def submit(self, work: Callable[..., T], /, *arguments: Any) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(work(*arguments))
        except Exception as error:
            future.set_exception(error)
        return future

    def slots(self) -> int:
        return 1

    def lost(self, error: BaseException) -> bool:
        return False

    def renew(self) -> None: ...
    def stop(self) -> None: ...
    def close(self) -> None: ...


def order(
    *sources: Path | str, out: Path | str, shard: int = 4, seconds: float = 60.0,
    restart: bool = False, columns: Columns | None = None, **more: Any,
) -> run.Order:  # fmt: skip
    """What to audit, with the built-in rules unless others are named."""
    options = {
        "out": str(out), "rules": (), "packs": (), "as_of": None, "columns": columns or Columns(),
        "limits": Limits(seconds, MEMORY), "rules_hash": the_checker().ruleset.hash,
    }  # fmt: skip
    settings = Settings(**{**options, **more})
    return run.Order(tuple(map(str, sources)), settings, Size(shard), restart)


def audit(*sources: Path | str, out: Path | str, **options: Any) -> run.Result:
    """Audit in this process."""
    return run.audit(order(*sources, out=out, **options), Inline)


def write_letters(folder: Path, texts: Iterable[str]) -> Path:
    """A folder of letters with names in their order."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def rows(out: Path, table: str) -> list[dict[str, Any]]:
    return pq.read_table(out / f"{table}.parquet").to_pylist()


def contents(out: Path) -> dict[str, bytes]:
    """The tables, byte by byte."""
    return {name: (out / f"{name}.parquet").read_bytes() for name in TABLES}


def seen(out: Path) -> dict[str, str]:
    """Every path in the tables, with the verdict or the stage at which it failed."""
    found = [(row["path"], row["verdict"]) for row in rows(out, "notices")]
    found += [(row["path"], row["stage"]) for row in rows(out, "errors")]
    assert len(found) == len(dict(found)), "a letter came up twice"
    return dict(found)


if __name__ == "__main__":
    # The command in a process of its own, with workers that check as above.
    from noticecheck.cli import run as run_command
    from noticecheck.commands import audit as command

    command._workers = lambda *_: processes()  # type: ignore[assignment]
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(run_command(sys.argv[1:]))
