"""`noticecheck annotate`: a copy of the letter with what was found as comments at their places."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from noticecheck.commands import console
from noticecheck.commands.options import (
    AsOf,
    ConfigFile,
    Dated,
    Debug,
    Isolated,
    Level,
    Packs,
    Received,
    RuleFolders,
    parse_date,
)
from noticecheck.errors import ReadError, UsageError, visible
from noticecheck.late import regex
from noticecheck.writing import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from noticecheck.annotate import Note
    from noticecheck.model import Document
    from noticecheck.read import Reader

_NOT_ASSESSED = 3
_CHECKED = regex(r"-checked(?:-(\d{1,6}))?$")
_SAVE_AS = "comments are written into .docx and .pdf only: save it as .docx and try again"
_NO_LIBRARY = "notes in a PDF need more: pip install 'noticecheck[annotate]'"
_PAGE = (
    "comments are written into .docx and .pdf only: for a page with the findings beside the "
    "letter, use noticecheck check --output html:report.html"
)


def annotate(
    path: Annotated[
        str, typer.Argument(metavar="PATH", help="A letter as .docx or .pdf.", show_default=False)
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The copy with comments; without it, NAME-checked beside the letter.",
        ),
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace the copy where there is one already.")
    ] = False,
    rules: RuleFolders = None,
    pack: Packs = None,
    as_of: AsOf = None,
    received: Received = None,
    dated: Dated = None,
    level: Annotated[
        Level, typer.Option("--level", help="The lowest level that is commented on.")
    ] = "should",
    config: ConfigFile = None,
    isolated: Isolated = False,
    debug: Debug = False,
) -> None:
    """Copy a letter with a comment at each gap and each unclear point, and a summary at its top.

    The letter itself is never changed, nor are the text of the copy and other people's comments.
    Exit codes: 0 the copy is written; 2 wrong usage, or a letter that takes no comments; 3 the
    letter was not assessed.
    """
    from noticecheck.annotate import notes
    from noticecheck.commands.settings import plan_of
    from noticecheck.read import Reader
    from noticecheck.read.paths import load as load_bytes

    days = [
        parse_date(received, "--received"),
        parse_date(dated, "--dated"),
        parse_date(as_of, "--as-of"),
    ]
    target = _target(path, output, overwrite)
    data = load_bytes(path)
    form = _form(data, path)
    plan = plan_of([path], config, isolated, rules, pack)
    with Reader(debug=debug) as reader:
        reader.prepare([path])
        checker = plan.checker(path)
        data, document = _read(reader, data, path)
    house = plan.house(path, document.path)
    report = checker.check(document, received=days[0], dated=days[1], as_of=days[2], house=house)
    found = notes(report, checker.matcher.scan(document.text), level)
    annotated, cautions = _annotated(form, data, document, found)
    write_whole(target, annotated, "name another file with --output")
    for caution in cautions:
        console.complain(f"{path}: {caution}")
    console.out(f"{visible(str(target), keep='')}: {_said(found)}\n")
    if report.verdict == "not_assessed":
        raise typer.Exit(_NOT_ASSESSED)


def _said(found: Sequence[Note]) -> str:
    """How many comments of each kind."""
    from noticecheck.report.words import count

    kinds = (("gap", "gap", "gaps"), ("unclear", "unclear point", "unclear points"),
             ("advice", "point of good practice", "points of good practice"))  # fmt: skip
    numbers = [(sum(note.colour == kind for note in found), one, many) for kind, one, many in kinds]
    told = [count(number, one, many) for number, one, many in numbers if number]
    return ", ".join(["a summary", *told])


def _target(path: str, output: Path | None, overwrite: bool) -> Path:
    """Where the copy goes; raises UsageError for the letter itself and for what is there."""
    letter = Path(path)
    if path == "-":
        raise UsageError("annotate needs the file of a letter, not standard input")
    target = output or letter.with_name(f"{_next_name(letter.stem)}{letter.suffix}")
    shown = visible(str(target), keep="")
    try:
        if target.exists() and letter.exists() and target.samefile(letter):
            raise UsageError(f"{shown}: that is the letter itself; name another file with --output")
        if target.is_dir():
            raise UsageError(f"{shown}: that is a folder; name a file in it with --output")
        if target.exists() and not overwrite:
            raise UsageError(
                f"{shown}: there already; give --overwrite to replace it, or name another file "
                "with --output"
            )
        if not target.parent.is_dir():
            raise UsageError(f"{shown}: there is no folder {target.parent}; make it first")
    except (OSError, ValueError) as error:
        raise UsageError(f"{shown}: cannot be written ({console.describe(error)})") from None
    return target


def _next_name(stem: str) -> str:
    """ "draft-checked" of "draft", and "draft-checked-2" of that."""
    checked = _CHECKED.search(stem)
    if checked is None:
        return f"{stem}-checked"
    return f"{stem[: checked.start()]}-checked-{int(checked[1] or 1) + 1}"


def _form(data: bytes, path: str) -> str:
    """ "docx" or "pdf"; raises UsageError for what takes no comments."""
    from noticecheck.read.extract import Unreadable
    from noticecheck.read.formats import form_of

    try:
        form = form_of(data, path)
    except Unreadable as reason:
        raise ReadError(path, str(reason)) from reason
    if form not in ("docx", "pdf"):
        why = _SAVE_AS if form in ("odt", "rtf", "doc") else _PAGE
        raise UsageError(f"{visible(path, keep='')}: {why}")
    return form


def _read(reader: Reader, data: bytes, path: str) -> tuple[bytes, Document]:
    """The letter as it was before noticecheck put notes into it, if it reads the same."""
    from noticecheck.annotate.before import before

    document = reader.read_bytes(data, path)
    bare = before(data)
    if bare is not data:
        first = reader.read_bytes(bare, path)
        if (first.text, first.places) == (document.text, document.places):
            return bare, first
    return data, document


def _annotated(
    form: str, data: bytes, document: Document, found: Sequence[Note]
) -> tuple[bytes, tuple[str, ...]]:
    from noticecheck.annotate import CannotAnnotate

    try:
        if form == "pdf":
            try:
                from noticecheck.annotate import pdf
            except ModuleNotFoundError as error:
                raise CannotAnnotate(_NO_LIBRARY) from error
            return pdf.annotate(data, document, found), pdf.cautions(data)
        from noticecheck.annotate import docx

        return docx.annotate(data, document, found), docx.cautions(data)
    except CannotAnnotate as reason:
        raise UsageError(f"{visible(document.path, keep='')}: {reason}") from reason
