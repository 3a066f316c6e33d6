"""The plan of an audit: every piece of every source, in order, in one file that is read lazily."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict

from noticecheck.audit.pieces import Piece, Size, Trouble, from_json
from noticecheck.audit.places import Folder
from noticecheck.audit.shards import FOLDER
from noticecheck.audit.sources import pieces
from noticecheck.late import dataclass

FILE = f"{FOLDER}/plan.jsonl"


@dataclass(frozen=True, slots=True)
class Source:
    """One source as it was found."""

    source: str
    files: int
    """Letters, but for files that hold several."""
    sha256: str
    """Of the names, sizes and times of change of its files, or the bytes of its table."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is to do."""

    sources: tuple[Source, ...]

    @property
    def files(self) -> int:
        """Of all sources."""
        return sum(source.files for source in self.sources)


def make(
    out: Folder, sources: Sequence[str], size: Size, passed_over: Callable[[str], None]
) -> Plan:
    """Look at all sources and write the plan."""
    seen: list[Source] = []
    out.make(FOLDER)
    with out.writing(FILE) as file:
        for source, found in pieces(sources, size, passed_over, out.url):
            digest, files = hashlib.sha256(), 0
            for one in found:
                line = _line(one)
                file.write(line)
                digest.update(line)
                files += one.count if isinstance(one, Piece) else 0
            seen.append(Source(source, files, digest.hexdigest()))
    return Plan(tuple(seen))


def read(out: Folder) -> Iterator[Piece | Trouble]:
    """What was planned, in its order."""
    with out.open(FILE) as file:
        for line in file:
            if line.startswith(b'{"trouble"'):
                yield Trouble(**json.loads(line)["trouble"])
            else:
                yield from_json(line.decode("ascii"))


def _line(found: Piece | Trouble) -> bytes:
    text = found.to_json() if isinstance(found, Piece) else json.dumps({"trouble": asdict(found)})
    return text.encode("ascii") + b"\n"
