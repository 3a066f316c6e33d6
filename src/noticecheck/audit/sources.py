"""Sources of letters: what a user names, as pieces in a fixed order, and pieces as letters.

A source is a folder, a pattern, a file of one letter, a table (.jsonl, .csv, .parquet), an archive
(.zip), a mailbox (.mbox), or the URL of any of these.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import field, replace
from pathlib import Path, PurePosixPath

from noticecheck.audit import archives, lines, parquet
from noticecheck.audit.pieces import Columns, File, Item, Piece, Size, Trouble, cut
from noticecheck.audit.places import file_system, is_url, whole
from noticecheck.audit.rows import Place
from noticecheck.errors import ReadError
from noticecheck.late import dataclass
from noticecheck.read.formats import SUFFIXES, suffix_of
from noticecheck.read.paths import STDIN, NothingFound, find, of_passed_over

Found = Iterator[Piece | Trouble]

_TABLES: dict[str, Callable[[str, str, Size], Found]] = {
    ".jsonl": lines.jsonl_pieces,
    ".ndjson": lines.jsonl_pieces,
    ".csv": lines.csv_pieces,
    ".tsv": lines.csv_pieces,
    ".mbox": lines.mbox_pieces,
    ".parquet": parquet.pieces,
    ".zip": archives.pieces,
}


def pieces(
    sources: Sequence[str],
    size: Size,
    passed_over: Callable[[str], None] = lambda _: None,
    apart_from: str = "",
) -> Iterator[tuple[str, Found]]:
    """Each source with its pieces, in the order in which they are given, each file once.

    A Trouble stands in the place of what cannot be read; of files in folders that are no letters
    `passed_over` is told, and what is below `apart_from` is left out. Raises NothingFound for a
    source that leads to no letter.
    """
    several = len(sources) > 1
    look = _Look(size, set() if several else None, passed_over, apart_from)
    for source in sources:
        yield source, _pieces(source, source if several else "", look)


def _pieces(source: str, label: str, look: _Look) -> Found:
    if source == STDIN:
        raise NothingFound(source, "an audit is of letters that stay: save them in a file")
    if is_url(source):
        return _remote(source, label, look)
    if os.path.isdir(source):  # noqa: PTH112 - "" is no folder
        return _folder(source, label, look)
    return _named(source, label, look)


def items(piece: Piece, columns: Columns) -> Iterator[Item]:
    """The letters of a piece, in their order; raises ReadError where they cannot be had."""
    if piece.kind == "files":
        inside = piece.url if suffix_of(piece.url) == ".zip" else ""
        for name in piece.names:
            where = name if inside else _join(piece.url, name)
            source = piece.source if inside else _join(piece.source, name)
            yield Item(
                _labelled(piece.label, name), where=where, inside=inside, place=Place(source)
            )
        return
    rows = parquet.items if piece.kind == "parquet" else lines.items
    for number, item in enumerate(rows(piece, columns), piece.first):
        yield replace(item, place=Place(piece.source, number))


@dataclass(slots=True)
class _Look:
    """What looking for files goes by, and what it comes upon."""

    size: Size
    seen: set[tuple[int, int] | str] | None
    """The files so far, by their number or URL, where one could come up again."""
    passed_over: Callable[[str], None]
    apart_from: str
    troubles: list[Trouble] = field(default_factory=list)

    def is_new(self, found: os.stat_result | str) -> bool:
        """Whether a file comes up for the first time."""
        if self.seen is None:
            return True
        file = found if isinstance(found, str) else (found.st_dev, found.st_ino)
        is_new = file not in self.seen
        self.seen.add(file)
        return is_new

    def take_troubles(self) -> list[Trouble]:
        troubles, self.troubles = self.troubles, []
        return troubles


def _folder(source: str, label: str, look: _Look) -> Found:
    """The letters below a folder, by their paths in it."""
    base = str(Path(source))
    start = 0 if base == "." else len(base.rstrip(os.sep)) + 1
    avoided = _below(look.apart_from, source)
    others: list[str] = []
    found = ((path, path[start:] if isinstance(path, str) else "") for path in find(source, others))
    inside = ((path, name) for path, name in found if not (avoided and name.startswith(avoided)))
    yield from _from(source, cut(_files(inside, look), whole(source), label, look.size))
    yield from look.take_troubles()
    others = [path for path in others if not (avoided and path[start:].startswith(avoided))]
    if others:
        look.passed_over(of_passed_over(source, others))


def _below(path: str, source: str) -> str:
    """How names begin that are below a path, in a source that it is below; "" elsewhere."""
    if not path or is_url(path):
        return ""
    try:
        below = Path(path).resolve().relative_to(Path(source).resolve())
    except ValueError:
        return ""
    return "" if below == Path() else f"{below}{os.sep}"


def _named(source: str, label: str, look: _Look) -> Found:
    """What a path or pattern names: tables and archives, and files of one letter between them."""
    single: list[tuple[str | ReadError, str]] = []
    for path in find(source):
        if isinstance(path, ReadError) and path.path == source:
            raise path
        table = _TABLES.get(suffix_of(path)) if isinstance(path, str) else None
        if table is None or isinstance(path, ReadError):
            single.append((path, path if isinstance(path, str) else ""))
            continue
        yield from _single(single, look)
        single = []
        with suppress(OSError):
            if not look.is_new(os.stat(path)):  # noqa: PTH116
                continue
        yield from _from(path, table(whole(path), _own_label(path, label), look.size))
    yield from _single(single, look)


def _single(single: list[tuple[str | ReadError, str]], look: _Look) -> Found:
    yield from cut(_files(iter(single), look), whole("."), "", look.size)
    yield from look.take_troubles()


def _files(found: Iterator[tuple[str | ReadError, str]], look: _Look) -> Iterator[File]:
    """The files among what was found, each once; what else was found becomes trouble."""
    for path, name in found:
        if isinstance(path, NothingFound):
            raise path
        if isinstance(path, ReadError):
            look.troubles.append(Trouble(path.path, path.reason))
            continue
        try:
            status = os.stat(path)  # noqa: PTH116
        except OSError as error:
            reason = f"cannot be opened ({(error.strerror or 'input error').lower()})"
            look.troubles.append(Trouble(name, reason))
            continue
        if look.is_new(status):
            yield File(name, status.st_size, str(status.st_mtime_ns))


def _remote(source: str, label: str, look: _Look) -> Found:
    system, path = file_system(source)
    try:
        if any(sign in path for sign in "*?["):
            names = sorted(system.glob(path))
        elif suffix_of(path) not in (*_TABLES, *SUFFIXES) and system.isdir(path):
            yield from _remote_folder(system, path, source, label, look.size)
            return
        else:
            names = [path] if system.exists(path) else []
    except OSError as error:
        raise NothingFound(source, f"cannot be listed ({error}): check the address") from None
    if not names:
        raise NothingFound(source, "nothing is there: check the address")
    for name in names:
        url = system.unstrip_protocol(name)
        if not look.is_new(url):
            continue
        table = _TABLES.get(suffix_of(name))
        if table is not None:
            yield from _from(url, table(url, _own_label(url, label), look.size))
        else:
            info = system.info(name)
            yield from cut(iter([_remote_file(info, name, url)]), "", "", look.size)


def _remote_folder(system: object, path: str, source: str, label: str, size: Size) -> Found:
    found = system.find(path, detail=True)  # type: ignore[attr-defined]
    root = path.rstrip("/") + "/"
    files = (
        _remote_file(info, name, name.removeprefix(root))
        for name, info in sorted(found.items())
        if suffix_of(name) in SUFFIXES and "/." not in name
    )
    first = next(files, None)
    if first is None:
        raise NothingFound(source, "no letters in it: check the address")

    def all_files() -> Iterator[File]:
        yield first
        yield from files

    yield from _from(source, cut(all_files(), source.rstrip("/"), label, size))


def _remote_file(info: dict[str, object], path: str, name: str) -> File:
    known = [
        info.get(key) for key in ("ETag", "etag", "md5Hash", "mtime", "LastModified", "created")
    ]
    size = info.get("size")
    return File(name, size if isinstance(size, int) else 0, str(next(filter(None, known), "")))


def _from(source: str, found: Found) -> Found:
    """The same, with where they are from as the command named it."""
    for one in found:
        yield replace(one, source=source) if isinstance(one, Piece) else one


def _own_label(path: str, label: str) -> str:
    """What the letters of a table or archive are named by: members of an only one by themselves."""
    if label:
        return path
    return "" if suffix_of(path) == ".zip" else PurePosixPath(path.replace(os.sep, "/")).name


def _labelled(label: str, name: str) -> str:
    return f"{label.rstrip('/')}/{name}" if label else name


def _join(url: str, name: str) -> str:
    if is_url(name) or not url:
        return name
    return f"{url.rstrip('/')}/{name}" if is_url(url) else str(Path(url, name))
