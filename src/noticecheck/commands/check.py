"""`noticecheck check`: letters in, reports out."""

# Annotations are no strings here: typer would compile each of them four times.

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from noticecheck.choices import FailOn, Format
from noticecheck.commands import console
from noticecheck.commands.baselines import Baselines
from noticecheck.commands.letters import Job, find_files
from noticecheck.commands.options import (
    AsOf,
    ConfigFile,
    Dated,
    Debug,
    Isolated,
    Level,
    NoColor,
    Packs,
    Received,
    RuleFolders,
    parse_date,
)
from noticecheck.commands.outputs import STDOUT, Output, parse_outputs, write_outputs
from noticecheck.commands.printing import PRINTED, Printer, Result
from noticecheck.commands.settings import Given, Plan, plan, typed
from noticecheck.errors import ReadError
from noticecheck.late import dataclass

if TYPE_CHECKING:
    from noticecheck.checker import Checker
    from noticecheck.model import Document
    from noticecheck.read import Reader

PROGRESS_FROM = 20
"""Number of files from which a progress bar is shown."""
WRONG_USAGE = 2
NOT_ASSESSED = 3
_FAULT = "; this is a fault of noticecheck: run it again with --debug and report what it shows"


@dataclass(frozen=True, slots=True)
class _Run:
    """What every file is checked with."""

    checker: "Checker"
    plan: Plan
    baselines: Baselines
    reader: "Reader"
    job: Job
    received: date | None
    dated: date | None
    as_of: date | None
    redact: bool
    debug: bool


def check(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Letters (text, HTML, PDF, Word, mail, ZIP …), folders, globs, or - for stdin.",
            show_default=False,
        ),
    ],
    form: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="What is printed: terminal to read (the default), json, jsonl with a report a "
            "line, or what other programs take.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "--output",
            metavar="FORMAT:FILE",
            help="Write the result to a file as well, in any of these formats: html:report.html. "
            "May be given several times; - as the file prints it.",
            show_default=False,
        ),
    ] = None,
    fail_on: Annotated[
        FailOn,
        typer.Option(
            "--fail-on",
            help="What makes the exit code 1: gaps in what the law requires (must), in good "
            "practice too (should), unclear points too (unclear), or nothing (never).",
        ),
    ] = "must",
    redact: Annotated[
        bool,
        typer.Option(
            "--redact",
            help="Blank names, addresses and numbers in the report, so that it can be shared.",
        ),
    ] = False,
    rules: RuleFolders = None,
    pack: Packs = None,
    as_of: AsOf = None,
    received: Received = None,
    dated: Dated = None,
    level: Annotated[
        Level, typer.Option("--level", help="The lowest level shown in the terminal.")
    ] = "should",
    config: ConfigFile = None,
    isolated: Isolated = False,
    baseline: Annotated[
        str | None,
        typer.Option("--baseline", metavar="FILE", help="Findings that do not fail: known ones."),
    ] = None,
    write_baseline: Annotated[
        str | None,
        typer.Option("--write-baseline", metavar="FILE", help="Write all findings as known."),
    ] = None,
    no_color: NoColor = False,
    debug: Debug = False,
    *,
    context: typer.Context,
) -> None:
    """Check whether refusal letters say all that the law requires.

    Exit codes: 0 nothing to report; 1 something that --fail-on names; 2 wrong usage or broken
    rules; 3 a document was not assessed. With several letters the highest wins.
    """
    from noticecheck.read import Reader
    from noticecheck.read.paths import of_passed_over

    received_day = parse_date(received, "--received")
    dated_day = parse_date(dated, "--dated")
    law_day = parse_date(as_of, "--as-of")
    job = find_files(paths)
    given = Given(
        config, isolated, tuple(pack) if pack else None, tuple(rules) if rules else None,
        typed(context, "fail_on", fail_on), typed(context, "level", level), form,
        tuple(output) if output else None, baseline,
    )  # fmt: skip
    settings = plan(given, job.files)
    form, level = settings.run_wide("format", None), settings.run_wide("level", level)
    known = Baselines(settings.run_wide("baseline", None), write_baseline)
    with settings.naming("baseline"):
        known.prepare()
    with settings.naming("output"):
        files = settings.run_wide("output", ())
        outputs = parse_outputs(files, job.files, printed=form is not None)
    printed = form or ("" if any(one.path == STDOUT for one in outputs) else "terminal")
    with Reader(debug=debug) as reader:
        # Its process starts up while the rules are loaded.
        reader.prepare(job.files)
        checker = settings.checker()
        for error in job.unusable:
            report = checker.not_assessed(error.path, error.reason)
            shown = checker.redacted(report) if redact else report
            console.complain(Result(shown, False).complaint)
        for path, others in job.passed_over.items():
            others = [name for name in others if not known.is_settings(name)]
            if line := of_passed_over("a folder" if redact else path, others):
                console.complain(line)
        run = _Run(
            checker, settings, known, reader, job, received_day, dated_day, law_day, redact, debug
        )
        results = _print_all(run, Printer(printed, level, no_color, job.single))
        if form and form not in PRINTED:
            outputs.insert(0, Output(form, STDOUT))
        if outputs:
            from noticecheck.report.about import about_rules

            write_outputs(
                outputs,
                [result.report for result in results],
                about_rules(settings.rules(), [result.fail_on for result in results]),
            )
    for line in known.close():
        console.complain(line)
    raise typer.Exit(_exit_code(results, job, written=write_baseline is not None))


def _print_all(run: _Run, stream: Printer) -> list[Result]:
    """Print the reports of every file, and at once why one was not assessed; returns them all."""
    files = run.job.files
    waiting: list[Result] = []
    with _progress(files) as shown:
        # A bar and reports in one terminal would write over each other: the reports wait.
        hold = shown is not files and sys.stdout.isatty()
        for path in shown:
            for result in _check_one(run, path):
                if result.complaint:
                    console.complain(result.complaint)
                if hold:
                    waiting.append(result)
                else:
                    stream.add(result)
    for result in waiting:
        stream.add(result)
    stream.close()
    return stream.results


def _check_one(run: _Run, path: str) -> Iterator[Result]:
    """Check the letters of one file; whatever goes wrong, the others are still to be checked."""
    unreadable = run.job.unreadable.get(path)
    for document in [unreadable] if unreadable else run.reader.read_all(path):
        result = _judge(run, path, document)
        report = run.checker.redacted(result.report) if run.redact else result.report
        yield replace(result, report=report, fail_on=run.plan.fail_on(path))


def _judge(run: _Run, path: str, document: "Document | ReadError") -> Result:
    checker = run.plan.checker(path)
    if isinstance(document, ReadError):
        report = checker.not_assessed(document.path, document.reason, document.sha256)
        return Result(report, False)
    try:
        house = run.plan.house(path, document.path)
        more = {} if house is None else {"house": house}
        report = checker.check(
            document, received=run.received, dated=run.dated, as_of=run.as_of, **more
        )
        report = run.baselines.apply(report)
    except Exception as error:
        if run.debug:
            raise
        reason = f"noticecheck failed on this letter ({console.describe(error)})"
        report = checker.not_assessed(document.path, reason, document.sha256)
        return Result(report, False, _FAULT)
    return Result(report, True)


@contextmanager
def _progress(files: Sequence[str]) -> Iterator[Sequence[str] | Iterator[str]]:
    """The files, behind a progress bar on stderr where there are many and a terminal to show it."""
    if len(files) < PROGRESS_FROM or not sys.stderr.isatty():
        yield files
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:

        def counted() -> Iterator[str]:
            task = bar.add_task("Checking letters", total=len(files))
            for file in files:
                yield file
                bar.advance(task)

        yield counted()


def _exit_code(results: Sequence[Result], job: Job, *, written: bool) -> int:
    """The highest code of all letters; of findings `written` to a baseline none counts."""
    from noticecheck.report import fails

    codes = [WRONG_USAGE] if job.unusable else [0]
    for result in results:
        if result.report.verdict == "not_assessed" and result.fail_on != "never":
            codes.append(NOT_ASSESSED)
        elif not written and fails(result.report, result.fail_on):
            codes.append(1)
    return max(codes)
