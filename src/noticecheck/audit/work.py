"""The work on one shard: its letters read, checked, and written as rows.

It runs in any process of this machine or another; what it needs is in what it is called with.
"""

from __future__ import annotations

import gc
import hashlib
import json
import threading
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from noticecheck.audit import archives, fingerprint_rows, shards
from noticecheck.audit.limits import Limits, TimeUp, free_of_limits, time_limited
from noticecheck.audit.pieces import Columns, Item
from noticecheck.audit.places import folder, is_url, open_file
from noticecheck.audit.rows import Place, assessment_rows, error_row, letter_of, notice_row
from noticecheck.audit.shards import Done, Rows, Shard
from noticecheck.audit.sources import items
from noticecheck.checker import Checker, load
from noticecheck.corrections.model import House, LevelRule
from noticecheck.errors import NoticecheckError, ReadError, UsageError
from noticecheck.language.roots import PHRASES_FILE, RuleFile
from noticecheck.late import dataclass
from noticecheck.model import Document
from noticecheck.read import Reader
from noticecheck.read import paths as local
from noticecheck.read.extract import normalise_lines
from noticecheck.read.limits import MAX_BYTES, MAX_CHARACTERS
from noticecheck.read.text import BINARY, is_binary
from noticecheck.version import VERSION

if TYPE_CHECKING:
    import pyarrow as pa

CRASHED = (
    "the process that checked it ended: it takes too much memory or time, or makes a library fail; "
    "check it alone"
)
_BETWEEN_COLLECTIONS = 50_000
"""Objects made, and not freed, after which garbage is looked for: some megabytes."""
_TOO_SLOW = "it takes longer than {:g} seconds to check"
_TOO_LARGE = "it needs more memory to check than any letter does"


@dataclass(frozen=True, slots=True)
class Settings:
    """What every shard of an audit is worked on with."""

    out: str
    rules: tuple[str, ...]
    packs: tuple[str, ...]
    as_of: date | None
    columns: Columns
    limits: Limits
    rules_hash: str
    phrases: tuple[tuple[str, bytes], ...] = ()
    """Phrases of a house: the file that they stand for, and what is in it."""
    levels: tuple[tuple[str, str], ...] = ()
    """Levels of a house: pattern of rules and level, in the order of the configuration."""

    def told(self) -> dict[str, Any]:
        """What decides what the tables hold, for the manifest."""
        levels = {"levels": [list(line) for line in self.levels]} if self.levels else {}
        return levels | {
            "version": VERSION,
            "rules_hash": self.rules_hash,
            "packs": list(self.packs),
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "columns": asdict(self.columns),
            "limits": asdict(self.limits),
        }

    def key(self) -> str:
        return json.dumps(self.told(), sort_keys=True)


def work(shard: Shard, settings: Settings, careful: bool = False) -> Done:
    """Work on a shard, unless that was done before; with care, each letter is noted first.

    Raises UsageError where nothing can be written or the rules here are others.
    """
    out = folder(settings.out)
    key = shard.key(settings.key())
    if done := shards.finished(out, key):
        return done
    checker = the_checker(settings)
    rows = Rows()
    try:
        for number, item in _chosen(shard, settings.columns):
            if careful:
                shards.note(out, key, number)
            _add(rows, item, checker, settings)
    except ReadError as error:
        # What leads to the letters is gone, or not as it was.
        name = f"{error.path} (letters {shard.piece.first + shard.low} and on)"
        rows.errors.append(
            error_row(name, "", "source", error.reason, Place(shard.piece.source or None))
        )
    finally:
        free_of_limits()
    return shards.write(out, key, len(shard), rows, schemas(rows))


def crashed(shard: Shard, settings: Settings, error: Exception | None = None) -> Done:
    """What is written for a shard of one letter that ends its process, or raises an error there."""
    stage, reason = ("crash", CRASHED) if error is None else ("check", _failed(error))
    rows = Rows()
    for _, item in _chosen(shard, settings.columns):
        try:
            sha256 = hashlib.sha256(_bytes(item)).hexdigest()
        except ReadError:
            sha256 = ""
        rows.errors.append(error_row(item.name, sha256, stage, reason, item.place))
    out, key = folder(settings.out), shard.key(settings.key())
    return shards.write(out, key, len(shard), rows, schemas(rows))


def schemas(rows: Rows) -> list[pa.Schema]:
    """Of the four tables; notices have the columns, too, that only the source knows."""
    from noticecheck.audit.tables import ASSESSMENTS, ERRORS, NOTICES

    return [with_more(NOTICES, list(rows.more)), ASSESSMENTS, ERRORS, fingerprint_rows.schema()]


def with_more(schema: pa.Schema, more: list[str]) -> pa.Schema:
    """A schema with further columns of text."""
    import pyarrow as pa

    return pa.schema([*schema, *(pa.field(name, pa.string()) for name in more)])


@lru_cache(maxsize=1)
def _loaded(
    rules: tuple[str, ...], packs: tuple[str, ...], phrases: tuple[tuple[str, bytes], ...]
) -> Checker:
    files = [RuleFile(Path(path), PHRASES_FILE, None, data) for path, data in phrases]
    checker = load([Path(path) for path in rules], list(packs) or None, files)
    # It is kept for good: the collector of garbage need not look through it again.
    gc.freeze()
    # A letter leaves hardly any cycles behind; to look for them so often is a tenth of the work.
    gc.set_threshold(_BETWEEN_COLLECTIONS)
    return checker


def _house(settings: Settings) -> House | None:
    """The levels that a house gives rules; None where it gives none."""
    if not settings.levels:
        return None
    return House(levels=tuple(LevelRule(*line) for line in settings.levels))  # type: ignore[arg-type]


def the_checker(settings: Settings) -> Checker:
    """Loaded once in a process; raises UsageError where it has other rules than it should."""
    try:
        checker = _loaded(settings.rules, settings.packs, settings.phrases)
    except NoticecheckError as error:
        # Of others it is not certain that they can travel to where they are told.
        raise UsageError(f"a worker cannot load the rules: {error}") from None
    if checker.ruleset.hash != settings.rules_hash:
        raise UsageError("a worker has other rules, or another version of noticecheck, than this")
    return checker


@lru_cache(maxsize=16)
def _reader(thread: int) -> Reader:
    """One for each thread, with the process in which it reads what is more than text."""
    return Reader()


def _chosen(shard: Shard, columns: Columns) -> Iterator[tuple[int, Item]]:
    """The letters of a shard, with their numbers in the piece, counted from 0."""
    for number, item in enumerate(items(shard.piece, columns)):
        if number >= shard.high:
            return
        if number >= shard.low:
            yield number, item


def _add(rows: Rows, item: Item, checker: Checker, settings: Settings) -> None:
    """The rows of one file or row of a source."""
    if item.error:
        rows.errors.append(error_row(item.name, "", "source", item.error, item.place))
        return
    for document in documents(item):
        if isinstance(document, ReadError):
            rows.errors.append(
                error_row(document.path, document.sha256, "read", document.reason, item.place)
            )
        else:
            _check(rows, document, item, checker, settings)


def _check(
    rows: Rows, document: Document, item: Item, checker: Checker, settings: Settings
) -> None:
    stage = "limit"
    try:
        with time_limited(settings.limits.seconds):
            report = checker.check(document, as_of=settings.as_of, house=_house(settings))
            first = letter_of(document)
            letter = letter_of(document, rows.seen[first])
            notice = notice_row(report, item.given, item.place, letter)
            assessments = assessment_rows(report, letter)
            printed = fingerprint_rows.row(notice, document.text)
    except TimeUp:
        reason = _TOO_SLOW.format(settings.limits.seconds)
    except MemoryError:
        reason = _TOO_LARGE
    except Exception as error:
        stage = "check"
        reason = _failed(error)
    else:
        rows.seen[first] += 1
        rows.notices.append(notice)
        rows.more |= dict.fromkeys(item.given.more)
        rows.assessments.extend(assessments)
        rows.fingerprints.extend(printed)
        return
    rows.errors.append(error_row(document.path, document.sha256, stage, reason, item.place))


def _failed(error: Exception) -> str:
    return f"noticecheck failed on it ({type(error).__name__}: {str(error)[:200]})"


def documents(item: Item) -> Iterator[Document | ReadError]:
    """What is in a file or row: one letter mostly, or several, or none that can be read."""
    try:
        data = _bytes(item)
    except ReadError as error:
        yield ReadError(item.name, error.reason)
        return
    if item.is_text and not data[:64].lstrip().startswith(b"<"):
        yield _plain(item, data)
        return
    # The name of a row says nothing of what is in its column.
    name = "" if item.is_text else item.name
    for found in _reader(threading.get_ident()).read_all_bytes(data, name):
        if not item.is_text:
            yield found
        elif isinstance(found, ReadError):
            yield ReadError(item.name + found.path, found.reason, found.sha256)
        else:
            yield replace(found, path=item.name + found.path)


def _plain(item: Item, data: bytes) -> Document | ReadError:
    """A text that was told to be one."""
    sha256 = hashlib.sha256(data).hexdigest()
    if len(data) > MAX_BYTES:
        return ReadError(item.name, "too large for a letter", sha256)
    text = normalise_lines(data.decode("utf-8"))
    if is_binary(text):
        return ReadError(item.name, BINARY, sha256)
    if len(text) <= MAX_CHARACTERS:
        return Document(item.name, text, "text/plain", sha256)
    return Document(
        item.name, text[:MAX_CHARACTERS], "text/plain", sha256, incomplete=True,
        warnings=(f"only the first {MAX_CHARACTERS:,} characters were read",),
    )  # fmt: skip


def _bytes(item: Item) -> bytes:
    if item.data is not None:
        return item.data
    if item.inside:
        return archives.load(item.inside, item.where)
    if not is_url(item.where):
        return local.load(item.where)
    with open_file(item.where) as file:
        return file.read(MAX_BYTES + 1)
