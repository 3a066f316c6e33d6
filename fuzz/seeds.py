"""The kept seeds: what a file of fuzz/seeds/ is to its target."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from containers import KINDS

FOLDER = Path(__file__).resolve().parent / "seeds"


def seeds_of(target: str) -> Iterator[Path]:
    """The files of a target, in the order of their names."""
    return iter(sorted((FOLDER / target).iterdir()))


def as_input(target: str, path: Path) -> bytes:
    """The bytes that the target is given: for the readers, the kind of file comes first."""
    data = path.read_bytes()
    return bytes([KINDS.index(path.suffix)]) + data if target == "readers" else data
