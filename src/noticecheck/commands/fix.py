"""`noticecheck fix`: for every gap of a letter a paragraph at its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from noticecheck.commands import console
from noticecheck.commands.drafting_options import (
    AuthorityName,
    AuthorityType,
    ReviewAddress,
    ReviewEmail,
    setting_of,
    write_new,
    writer_of,
)
from noticecheck.commands.options import (
    ConfigFile,
    Dated,
    Debug,
    Isolated,
    Packs,
    Received,
    RuleFolders,
    parse_date,
)
from noticecheck.commands.settings import plan_of
from noticecheck.errors import ReadError, UsageError

if TYPE_CHECKING:
    from noticecheck.drafting.mend import Insertion, Mending
    from noticecheck.model import Document

_WIDTH = 80


def fix(
    letter: Annotated[str, typer.Argument(metavar="LETTER", help="The letter to mend.")],
    write: Annotated[
        Path | None,
        typer.Option(
            "--write",
            metavar="FILE",
            help="Write the mended letter to this file in place of the diff (plain text only).",
        ),
    ] = None,
    level: Annotated[
        Literal["must", "should"],
        typer.Option("--level", help="The lowest level whose gaps are mended."),
    ] = "should",
    authority: AuthorityName = "",
    authority_type: AuthorityType = "",
    review_address: ReviewAddress = "",
    review_email: ReviewEmail = "",
    rules: RuleFolders = None,
    pack: Packs = None,
    received: Received = None,
    dated: Dated = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
    debug: Debug = False,
) -> None:
    """Show what a letter would have to say besides: for plain text a diff that patch applies.

    What only you know stands in square brackets. Exit codes: 0 nothing is missing; 1 something
    is; 2 wrong usage; 3 the letter was not assessed.
    """
    from noticecheck.drafting.mend import mend
    from noticecheck.read import read

    plan = plan_of([letter], config, isolated, rules, pack)
    document = read(letter)
    checker = plan.checker(letter)
    came, sent = parse_date(received, "--received"), parse_date(dated, "--dated")
    house = plan.house(letter, document.path)
    report = checker.check(document, received=came, dated=sent, house=house)
    if report.verdict == "not_assessed" or report.notice is None:
        raise ReadError(letter, report.warnings[-1].rstrip("."))
    _, matches = checker.parse(document, received=came, dated=sent)
    writer = writer_of(
        authority, authority_type, review_address, review_email, plan.settings(letter)
    )
    used = {gap.rule.partition("/")[0] for gap in report.assessments if gap.status == "gap"}
    folders = plan.folders(letter)
    settings = {name: setting_of(checker, name, writer, "", folders) for name in used}
    mending = mend(report, matches, settings, level)
    for gap in mending.left:
        console.complain(f"{letter}: nothing to add mends this: {gap.message} {gap.advice}")
    if mending.insertions:
        _show(letter, document, mending, write)
    elif write is not None:
        raise UsageError(f"{letter}: there is nothing to add, so {write} was not written")
    raise typer.Exit(1 if mending.insertions or mending.left else 0)


def _show(letter: str, document: Document, mending: Mending, write: Path | None) -> None:
    from noticecheck.drafting.plain import difference, is_plain, mended

    data = _bytes_of(letter, document)
    if data is None or not is_plain(data, document):
        if write is not None:
            raise UsageError(
                f"{letter}: only plain text in UTF-8 or Windows-1252 can be written anew; put the "
                "paragraphs that fix prints into it yourself"
            )
        _print(document, mending.insertions)
        return
    new = mended(data, document, mending.insertions)
    if write is not None:
        write_new(write, new)
        console.out(f"{write}: the letter with {_count(mending)} added; fill in the brackets\n")
        return
    console.out_bytes(difference(data, new, letter))


def _count(mending: Mending) -> str:
    number = sum(len(one.paragraphs) for one in mending.insertions)
    return f"{number} paragraph{'' if number == 1 else 's'}"


def _bytes_of(letter: str, document: Document) -> bytes | None:
    """The bytes of a letter in plain text; None for any other, which no diff can change."""
    if document.media_type not in ("text/plain", "text/markdown") or letter == "-":
        return None
    try:
        return Path(letter).read_bytes()
    except OSError as error:
        raise ReadError(letter, f"cannot be read ({error.strerror})") from None


def _print(document: Document, insertions: tuple[Insertion, ...]) -> None:
    """The paragraphs, each with the words that it goes behind."""
    import textwrap

    for insertion in insertions:
        if insertion.before:
            console.out("At the top of the letter:\n\n")
        else:
            words = " ".join(document.text[: insertion.offset].rsplit("\n", 3)[-1].split()[-10:])
            page = document.page(insertion.offset - 1)
            on = f" on page {page}" if page else ""
            console.out(f"Behind “… {words}”{on}:\n\n")
        for paragraph in insertion.paragraphs:
            for line in textwrap.wrap(paragraph, _WIDTH - 4):
                console.out(f"    {line}\n")
            console.out("\n")
