"""Packs of other distributions: found by the entry point that names them, read as data, never run.

    [project.entry-points."noticecheck.packs"]
    foi2014 = "noticecheck_pack_ireland"

The value is a top-level package; its folder is a folder of rules, as `--rules` takes them. Nothing
of it is imported, and it may hold no Python at all.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from noticecheck.builtin import default_root
from noticecheck.errors import UsageError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "noticecheck.packs"
_METADATA = (".dist-info", ".egg-info")
_PACK_FILE = "pack.toml"


def all_roots(rules: Sequence[Path] = (), root: Path | None = None) -> tuple[Path, ...]:
    """The folders of rules in use: the built-in one (or `root` in its place), those of installed
    packs, and those that were asked for; later ones add to earlier ones.

    Raises UsageError as `installed_roots` does.
    """
    return (root or default_root(), *installed_roots(), *rules)


def installed_roots() -> tuple[Path, ...]:
    """The folders of rules of installed distributions, in the order of their entry points' names.

    Raises UsageError for an entry point that names no installed top-level package, and for a pack
    that is there already: what is installed adds to the law, and replaces none of it unasked.
    """
    return _roots(tuple(sys.path))


@lru_cache
def _roots(path: tuple[str, ...]) -> tuple[Path, ...]:
    # Reading the metadata of everything takes longer than to check a letter, and mostly for
    # nothing: looking whether the name of the group occurs at all takes a few milliseconds.
    if not any(_names_packs(folder) for folder in path):
        return ()
    from importlib.metadata import entry_points

    owners = dict.fromkeys(_packs_in(default_root()), "noticecheck itself")
    found: list[Path] = []
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        folders = _folders_of(point)
        if set(folders) <= set(found):  # the same distribution twice on the path
            continue
        for folder in folders:
            for pack in _packs_in(folder):
                if pack in owners:
                    raise UsageError(
                        f"{_told(point)}: its pack {pack} is there already, from {owners[pack]}; "
                        "uninstall one of them, or give the folder of one by --rules instead"
                    )
                owners[pack] = _told(point)
        found.extend(folders)
    return tuple(found)


def _names_packs(folder: str) -> bool:
    """Whether some distribution in a folder of the path has entry points of our group."""
    try:
        places = [place for place in Path(folder).iterdir() if place.name.endswith(_METADATA)]
    except OSError:  # no folder, or closed to us: nothing is imported from there either
        return False
    return any(_holds_group(place / "entry_points.txt") for place in places)


def _holds_group(path: Path) -> bool:
    try:
        return GROUP.encode() in path.read_bytes()
    except OSError:
        return False


def _folders_of(point: EntryPoint) -> tuple[Path, ...]:
    """Where the package of an entry point lies; it is looked for, not imported."""
    from importlib.util import find_spec

    spec = find_spec(point.value) if point.value.isidentifier() else None
    places = spec.submodule_search_locations if spec else None
    if not places:
        raise UsageError(
            f"{_told(point)}: there is no package {point.value}; the value is the name of a "
            "top-level package, such as noticecheck_pack_ireland, whose folder holds the packs"
        )
    return tuple(Path(place) for place in places)


def _packs_in(root: Path) -> list[str]:
    return sorted(file.parent.name for file in root.glob(f"*/{_PACK_FILE}"))


def _told(point: EntryPoint) -> str:
    owner = f" of {point.dist.name}" if point.dist else ""
    return f"the entry point {point.name}{owner} ({GROUP})"
