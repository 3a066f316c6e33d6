"""`--output FORMAT:FILE`: where results are written, settled before anything is done."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from noticecheck.choices import Format
from noticecheck.commands import console
from noticecheck.errors import UsageError, suggest, visible
from noticecheck.late import dataclass
from noticecheck.writing import is_device, write_whole

if TYPE_CHECKING:
    from noticecheck.model import Report
    from noticecheck.report.about import About

STDOUT = "-"


@dataclass(frozen=True, slots=True)
class Output:
    """One format, and the file that it goes to."""

    format: Format
    path: str
    """ "-" is standard output."""


def parse_outputs(texts: Iterable[str], letters: Sequence[str], *, printed: bool) -> list[Output]:
    """What `--output` asks for; `printed`: a result goes to standard output already.

    Raises UsageError for an unknown format, for two results that go to one place, for a letter
    that would be overwritten, and for a folder in which nothing can be written.
    """
    found = [_parse(text) for text in texts]
    if not found:
        return []
    taken = {_identity(path): "a letter that is to be checked" for path in letters if path != "-"}
    if printed:
        taken[STDOUT] = "standard output, where --format prints"
    for one in found:
        place = STDOUT if one.path == STDOUT else _identity(one.path)
        if place in taken:
            raise UsageError(f"--output {one.format}:{one.path}: this is {taken[place]} as well")
        taken[place] = f"where {one.format} goes"
        if one.path != STDOUT:
            _require_folder(one)
    return found


def write_outputs(outputs: Sequence[Output], reports: Sequence[Report], about: About) -> None:
    """Write every output whole: a file that is there already is replaced, or left as it was."""
    from noticecheck.report.formats import REPORTERS

    for one in outputs:
        text = REPORTERS[one.format](reports, about)
        if one.path == STDOUT:
            console.out(text)
        else:
            write_whole(one.path, text)


def _parse(text: str) -> Output:
    name, colon, path = text.partition(":")
    names: tuple[Format, ...] = get_args(Format)
    shown = visible(text, keep="")
    if name not in names:
        near = suggest(name, names)
        hint = f"did you mean {near}?" if near else f"formats are {', '.join(names)}"
        raise UsageError(f"--output {shown}: there is no such format - {hint}")
    if not colon or not path:
        raise UsageError(f"--output {shown}: say where it goes, as in {name}:FILE")
    return Output(names[names.index(name)], path)


def _identity(path: str) -> str:
    return os.path.normcase(os.path.realpath(path))


def _require_folder(one: Output) -> None:
    target = Path(one.path)
    folder = target.parent
    if is_device(target):
        return
    if target.is_dir():
        raise UsageError(f"--output {one.format}:{one.path}: this is a folder; name a file in it")
    if not folder.is_dir():
        raise UsageError(f"--output {one.format}:{one.path}: there is no folder {folder}")
    if not os.access(folder, os.W_OK):
        raise UsageError(f"--output {one.format}:{one.path}: nothing can be written in {folder}")
