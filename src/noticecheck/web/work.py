"""What a worker does: it reads and checks one letter after the other, and keeps none of them."""

from __future__ import annotations

import json
import os
import re
import signal
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from noticecheck.audit.limits import limit_memory
from noticecheck.errors import NoticecheckError, ReadError
from noticecheck.web.limits import MAX_CHARACTERS

if TYPE_CHECKING:
    from noticecheck.checker import Checker
    from noticecheck.model import Document
    from noticecheck.read.reader import Reader

SEVERAL = "letters.zip"
"""The name of the letters of one request that were sent together."""
_IN_SEVERAL = re.compile(r"^letters\.zip/\d+/")
_GROWN = 256 * 1024 * 1024
"""Bytes by which a worker may have grown when it has answered; then another takes its place."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a worker is set up."""

    rules: tuple[Path, ...] = ()
    packs: tuple[str, ...] | None = None
    seconds: float = 20.0
    memory: int = 1024 * 1024 * 1024
    nice: int = 0
    """How far it steps back for others."""


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """Why a letter is not checked: a code of `texts.ERRORS`, and what it concerns."""

    def __init__(self, status: int, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.status, self.code, self.detail = status, code, detail


def work(line: Connection, settings: Settings) -> None:
    """Answer each job that comes: a JSON head and the bytes of a letter, both ways."""
    from noticecheck.read.reader import Reader
    from noticecheck.read.worker import end_with_parent

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    end_with_parent()
    if settings.nice and hasattr(os, "nice"):
        os.nice(settings.nice)
    checker_of(settings.rules, settings.packs)
    limit_memory(settings.memory)
    at_first = _peak()
    line.send_bytes(b"ready")
    # The server's own limit ends the worker; this one is first, and says why.
    reader = Reader(settings.seconds * 0.6, settings.seconds * 0.2)
    with reader, suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            job = json.loads(line.recv_bytes())
            data = line.recv_bytes()
            status, body, code, detail = answer(job, data, reader, settings)
            leave = code == "memory" or _peak() - at_first > _GROWN
            head = {"status": status, "code": code, "detail": detail, "leave": leave}
            line.send_bytes(json.dumps(head).encode("ascii"))
            line.send_bytes(body)


def _peak() -> int:
    """The most bytes that this process has had; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def answer(
    job: dict[str, Any], data: bytes, reader: Reader, settings: Settings
) -> tuple[int, bytes, str, str]:
    """Status as HTTP has it, page or report, and for an error its code and what it concerns."""
    try:
        if job["do"] == "docx":
            return 200, _docx(data), "", ""
        checker = checker_of(settings.rules, tuple(job["packs"] or ()) or settings.packs)
        if job["do"] == "silence":
            return 200, _silence(job, data, checker), "", ""
        try:
            documents = _documents(job, data, reader)
        except ReadError as error:
            return _unread(job, error, checker)
        make = _report if job["do"] == "report" else _page
        return 200, make(job, documents, checker), "", ""
    except Refused as why:
        return why.status, b"", why.code, why.detail
    except NoticecheckError as error:
        told = str(error)
        return 422, b"", "wrong", told[:1].upper() + told[1:]
    except MemoryError:
        return 422, b"", "memory", ""
    except Exception:
        # What went wrong may quote the letter: it is told nobody.
        return 500, b"", "fault", ""


@lru_cache(maxsize=8)
def checker_of(rules: tuple[Path, ...], packs: tuple[str, ...] | None) -> Checker:
    """The checker with some packs, loaded once."""
    from noticecheck.checker import load

    return load(rules, packs)


def _documents(job: dict[str, Any], data: bytes, reader: Reader) -> list[Document]:
    from noticecheck.model import Document
    from noticecheck.web.carried import Broken, unpack

    if job["carried"]:
        try:
            found: list[Document] = [unpack(data)]
        except Broken:
            raise Refused(400, "broken_form") from None
    else:
        found = []
        for one in reader.read_all_bytes(data, job["name"]):
            if not isinstance(one, Document):
                raise one
            if job["name"] == SEVERAL:
                # Nobody made this archive: it is how a form's files come together.
                one = replace(one, path=_IN_SEVERAL.sub("", one.path))
            found.append(one)
    if job["do"] == "report" and len(found) != 1:
        raise Refused(422, "several", str(len(found)))
    for document in found:
        if len(document.text) > MAX_CHARACTERS:
            raise Refused(422, "too_long", f"{MAX_CHARACTERS:,}")
    return found


def _docx(data: bytes) -> bytes:
    from noticecheck.letter.render import as_docx

    letter = json.loads(data)
    return as_docx(letter["subject"], letter["text"])


def _silence(job: dict[str, Any], data: bytes, checker: Checker) -> bytes:
    from noticecheck.letter import without_answer
    from noticecheck.web.result import silence_page

    asked, received = json.loads(data), date.fromisoformat(job["received"])
    found = without_answer(checker, asked["pack"], received, date.today(), asked["authority"])
    return silence_page(found, received, job["root"]).encode("utf-8", "backslashreplace")


def _unread(job: dict[str, Any], error: ReadError, checker: Checker) -> tuple[int, bytes, str, str]:
    """A program gets a report, as from the command line; a person is told what to do."""
    if job["do"] == "page":
        return 422, b"", "unreadable", error.reason
    from noticecheck.report.structure import to_json

    report = checker.not_assessed(error.path, error.reason, error.sha256)
    return 200, to_json(report).encode("utf-8", "backslashreplace"), "", ""


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _report(job: dict[str, Any], documents: list[Document], checker: Checker) -> bytes:
    from noticecheck.report.structure import to_json

    report = checker.check(documents[0], received=_day(job["received"]), dated=_day(job["dated"]))
    return to_json(report).encode("utf-8", "backslashreplace")


def _page(job: dict[str, Any], documents: list[Document], checker: Checker) -> bytes:
    from noticecheck.corrections import House
    from noticecheck.web.result import Result, result_page
    from noticecheck.web.said import read_said, to_corrections

    said = read_said(job["said"])
    house = House(corrections=to_corrections(said), today=date.today())
    dates = (job["received"] or "", job["dated"] or "")
    results = [
        Result(
            checker.check(
                document, received=_day(dates[0]), dated=_day(dates[1]),
                house=house if said else None,
            ),
            document, said, *dates,
        )
        for document in documents
    ]  # fmt: skip
    page = result_page(results, checker, job["root"], job["alone"], job["problems"])
    return page.encode("utf-8", "backslashreplace")
