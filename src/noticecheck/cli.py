"""The command line: it puts the commands together and turns every error into a line and a code.

Exit codes: 0 nothing to report · 1 something that was asked for was found · 2 wrong usage, broken
rules or nowhere to write · 3 a document was not assessed · 70 a fault of noticecheck · 130 and 141
stopped by the user or by a closed pipe, as shells report it.
"""

# Annotations are no strings here: typer would compile each of them four times.

import atexit
import contextlib
import gc
import os
import signal
import sys
import threading
from collections.abc import Sequence
from typing import Annotated, Any, NoReturn

# What is loaded at the start is no garbage: nobody need look through it, some fifty times.
gc.disable()
try:
    import typer
    from typer.core import TyperGroup
    from typer.exceptions import TyperException

    from noticecheck.commands import console
    from noticecheck.commands.later import CommandsLater
    from noticecheck.errors import NoticecheckError, ReadError, RuleErrors
except KeyboardInterrupt:
    # The imports take long enough for a user to stop them.
    print("noticecheck: stopped", file=sys.stderr)
    raise SystemExit(130) from None
finally:
    gc.enable()

WRONG_USAGE = 2
NOT_ASSESSED = 3
OWN_FAULT = 70
INTERRUPTED = 130
PIPE_CLOSED = 141
_OBJECTS_BETWEEN_COLLECTIONS = 50_000

_COMMANDS = {
    "check": "noticecheck.commands.check:check",
    "case": "noticecheck.commands.case:case",
    "annotate": "noticecheck.commands.annotate:annotate",
    "explain": "noticecheck.commands.explain:explain",
    "report-issue": "noticecheck.commands.report_issue:report_issue",
    "audit": "noticecheck.commands.audit:audit",
    "query": "noticecheck.commands.query:query",
    "label": "noticecheck.commands.label:label",
    "draft": "noticecheck.commands.draft:draft",
    "fix": "noticecheck.commands.fix:fix",
    "lint-template": "noticecheck.commands.lint_template:lint_template",
    "letter": "noticecheck.commands.letter:letter",
    "eval": "noticecheck.commands.evaluate:evaluate",
    "rules": "noticecheck.commands.rules:rules",
    "lsp": "noticecheck.commands.lsp:lsp",
    "serve": "noticecheck.commands.serve:serve",
    "config": "noticecheck.commands.config:config",
}
"""In the order of the help."""


class _Group(TyperGroup):
    """The commands of noticecheck, of which only the one that is run is loaded."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = CommandsLater(_COMMANDS)


app = typer.Typer(
    cls=_Group,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    # Plain help needs no rich, whose import would cost more than checking a letter.
    rich_markup_mode=None,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from noticecheck.version import VERSION

        console.out(f"noticecheck {VERSION}\n")
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """Check whether a freedom of information refusal says all that the law requires."""


def run(arguments: Sequence[str], ends: list[object] | None = None) -> int:
    """Run one command and give back its exit code; prints, but never ends the program.

    `ends` is given what the command ended with: while that is kept, so is all that it has loaded.
    """
    try:
        console.make_robust()
        if sys.stdout is None:
            console.complain("standard output is closed: send the result somewhere")
            return WRONG_USAGE
        return _run(list(arguments), [] if ends is None else ends)
    except KeyboardInterrupt:
        console.complain("stopped")
        console.forget_stdout()
        return INTERRUPTED
    except OSError as error:
        if not console.is_output_fault(error):
            raise
        console.forget_stdout()
        if isinstance(error, BrokenPipeError):
            return PIPE_CLOSED
        reason = (error.strerror or "output error").lower()
        console.complain(f"the result cannot be written ({reason}): send it somewhere else")
        return WRONG_USAGE


def _run(arguments: list[str], ends: list[object]) -> int:
    """Run one command; errors become lines, save for those of writing the result."""
    try:
        # Not app(): it would turn a closed pipe and Ctrl-C into codes of its own.
        with typer.main.get_command(app).make_context("noticecheck", arguments) as context:
            context.command.invoke(context)
        sys.stdout.flush()
        return 0
    except typer.Exit as end:
        ends.append(end)
        sys.stdout.flush()
        return end.exit_code
    except Exception as error:
        own = not isinstance(error, TyperException)
        if console.is_output_fault(error) or (own and "--debug" in arguments):
            raise
        return _explain_error(error)


def _explain_error(error: Exception) -> int:
    """Print one line for an error, or one for each fault in rule files, and give the exit code."""
    if isinstance(error, RuleErrors):
        print(error, file=sys.stderr)
        number = len(error.errors)
        console.complain(f"{number} {'fault' if number == 1 else 'faults'} in {error.what}")
        return WRONG_USAGE
    if isinstance(error, NoticecheckError):
        console.complain(str(error))
        return NOT_ASSESSED if isinstance(error, ReadError) else WRONG_USAGE
    if isinstance(error, TyperException):
        message = error.format_message()
        if message.startswith("Usage:"):
            print(message, file=sys.stderr)
        else:
            console.complain(f"{message.rstrip('.')}. See: {_help_command(error)}")
        return WRONG_USAGE
    console.complain(
        f"{console.describe(error)}; this is a fault of noticecheck: run it again with "
        "--debug and report what it shows"
    )
    return OWN_FAULT


def _help_command(error: TyperException) -> str:
    context = getattr(error, "ctx", None)
    return f"{context.command_path if context else 'noticecheck'} --help"


def main() -> None:
    """Entry point of the `noticecheck` command."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    # Whoever ends it ends what it has started too, as with Ctrl-C.
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)
    ends: list[object] = []
    _leave(run(sys.argv[1:], ends))


def _leave(code: int) -> NoReturn:
    """End the process, with what it has loaded still whole: the system takes all memory back at
    once, where Python would take it apart piece by piece, for a tenth of the time of a check.

    Where another thread runs, or somebody measures the program, it ends as Python does.
    """
    if threading.active_count() > 1 or sys.gettrace() or sys.getprofile():
        sys.exit(code)
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        # What is wrong with standard output was told by now.
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)
