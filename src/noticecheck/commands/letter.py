"""`noticecheck letter`: a request for review, a complaint to the regulator, a reminder."""

from __future__ import annotations

import textwrap
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from noticecheck.commands import console
from noticecheck.commands.drafting_options import write_new
from noticecheck.commands.options import (
    ConfigFile,
    Dated,
    Debug,
    Isolated,
    Received,
    RuleFolders,
    parse_date,
)
from noticecheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from noticecheck.checker import Checker
    from noticecheck.letter import Addressee, Letter, Step

_SUFFIXES = (".txt", ".docx")
_WIDTH = 78


def letter(
    path: Annotated[
        str | None, typer.Argument(metavar="[LETTER]", help="The letter of the authority.")
    ] = None,
    to: Annotated[
        Literal["review", "commissioner"],
        typer.Option(
            "--to", help="To the authority, for a review; or to the regulator, as a complaint."
        ),
    ] = "review",
    no_reply: Annotated[
        bool,
        typer.Option("--no-reply", help="No answer has come; --received says when they got it."),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write it to a .txt or .docx file."),
    ] = None,
    mailto: Annotated[
        bool, typer.Option("--mailto", help="Print a link that opens it as an e-mail.")
    ] = False,
    authority: Annotated[
        str,
        typer.Option("--authority", metavar="NAME", help="The authority, as it is to be named."),
    ] = "",
    pack: Annotated[
        str | None,
        typer.Option("--pack", metavar="NAME", help="The law: foia2000, eir2004 or foisa2002."),
    ] = None,
    received: Received = None,
    dated: Dated = None,
    rules: RuleFolders = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
    debug: Debug = False,
) -> None:
    """Write a request for review, or a complaint, about a letter; or a reminder where none came.

    It asserts only what is almost surely missing and asks about the rest. What only you know
    stands in square brackets: fill it in before you send it.
    """
    from noticecheck.commands.settings import STDIN, plan_of

    if (path is None) != no_reply:
        raise UsageError("name one letter, or give --no-reply where none has come")
    if output is not None and output.suffix.lower() not in _SUFFIXES:
        raise UsageError(f"{output}: its name must end with {' or '.join(_SUFFIXES)}")
    received_day, dated_day = parse_date(received, "--received"), parse_date(dated, "--dated")
    plan = plan_of([path or STDIN], config, isolated, rules, [pack] if pack and path else None)
    checker = plan.checker(path or STDIN)
    folders = plan.folders(path or STDIN)
    if path is None:
        if received_day is None:
            raise UsageError("--no-reply needs --received: the day on which they got your request")
        written, steps = _unanswered(
            checker,
            folders,
            pack or "foia2000",
            to,
            received_day,
            dated_day or today(),
            authority,
        )
    else:
        written, steps = _answered(
            checker, folders, path, to, received_day, dated_day, authority
        )  # fmt: skip
    _write(written, output, mailto)
    if mailto and not written.fits_link:
        console.complain("too long for a link, which has the subject only: paste the text")
    for line in _told(written, steps, about_letter=path is not None):
        console.advise(line)


def _answered(
    checker: Checker, folders: Sequence[Path], path: str, to: Addressee,
    received: date | None, dated: date | None, authority: str,
) -> tuple[Letter, tuple[Step, ...]]:  # fmt: skip
    from dataclasses import replace

    from noticecheck.letter import (
        commissioner,
        day_expected,
        is_late,
        law_of,
        next_steps,
        review,
        stage_of,
        wording_of,
    )
    from noticecheck.read import read

    report = checker.check(read(path), received=received, dated=dated)
    law = law_of(report, checker)
    if law is None or report.notice is None:
        reason = report.warnings[-1] if report.warnings else "it is under no law that is known here"
        raise UsageError(f"{path}: no letter can be written about it: {reason}")
    notice = report.notice
    if authority:
        notice = replace(notice, authority=authority, authority_sure=True)
        report = replace(report, notice=notice)
    stage = stage_of(notice)
    if notice.kind == "other" or stage == "acknowledged":
        raise UsageError(
            f"{path}: it decides nothing on a request; where no answer comes in time, "
            "give --no-reply and --received in its place"
        )
    wording = wording_of(checker, law, folders)
    days = checker.catalogues[law].working_days
    steps = next_steps(notice, wording, days, today(), day_expected(report))
    write = review if to == "review" else commissioner
    return write(report, wording, late=is_late(steps, to)), steps


def _unanswered(
    checker: Checker, folders: Sequence[Path], pack: str, to: Addressee, received: date,
    day: date, authority: str,
) -> tuple[Letter, tuple[Step, ...]]:  # fmt: skip
    from noticecheck.letter import without_answer

    found = without_answer(checker, pack, received, day, authority, folders)
    return found.letters[to], found.steps


def today() -> date:
    """The day on which a letter is written."""
    return date.today()


def _write(written: Letter, output: Path | None, mailto: bool) -> None:
    if mailto:
        console.out(f"{written.mailto}\n")
    if output is None:
        if not mailto:
            console.out(f"{written.subject}\n\n{_wrapped(written)}")
    elif output.suffix.lower() == ".docx":
        from noticecheck.letter.render import as_docx

        write_new(output, as_docx(written.subject, written.text))
    else:
        write_new(output, f"{written.subject}\n\n{_wrapped(written)}".encode())


def _wrapped(written: Letter) -> str:
    return "\n".join(
        "\n".join(textwrap.wrap(line, _WIDTH, break_long_words=False, break_on_hyphens=False))
        for line in written.text.split("\n")
    )


def _told(written: Letter, steps: tuple[Step, ...], *, about_letter: bool) -> list[str]:
    """What the person should know besides: what is in it, and by when it has to go."""
    from noticecheck.report.words import count

    told = []
    if about_letter and not written.cited and not written.asked:
        told.append("the check found nothing missing: what speaks for you is yours to say")
    elif about_letter and not written.cited:
        told.append("nothing is certain enough to assert: the letter asks")
    told.append(f"{count(len(written.prompts), 'place')} in square brackets to fill in")
    for number, step in enumerate(steps, 1):
        when = f": {step.when}" if step.when else ""
        told.append(f"{number}. {step.what}{when} ({step.basis}: {step.law})")
        if step.note and (step.passed or not about_letter):
            told[-1] += f". {step.note}"
    return told
