"""The command line: it puts the commands together and turns every error into a line and a code.

Exit codes: 0 nothing to report · 1 something that was asked for was found · 2 wrong usage or
broken rules · 3 a document was not assessed · 70 a fault of noticecheck itself · 130 and 141
stopped by the user or by a closed pipe, as shells report it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from typer.exceptions import TyperException

from noticecheck.commands import console
from noticecheck.commands.check import check
from noticecheck.commands.evaluate import evaluate
from noticecheck.commands.explain import explain
from noticecheck.commands.rules import rules
from noticecheck.errors import NoticecheckError, ReadError, RuleErrors

WRONG_USAGE = 2
NOT_ASSESSED = 3
OWN_FAULT = 70
INTERRUPTED = 130
PIPE_CLOSED = 141

app = typer.Typer(
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


app.command()(check)
app.command()(explain)
app.command("eval")(evaluate)
app.add_typer(rules, name="rules")


def run(arguments: Sequence[str]) -> int:
    """Run one command and give back its exit code; prints, but never ends the program."""
    console.make_robust()
    try:
        code = app(args=list(arguments), prog_name="noticecheck", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except BrokenPipeError:
        console.forget_stdout()
        return PIPE_CLOSED
    except (KeyboardInterrupt, typer.Abort):
        console.complain("stopped")
        return INTERRUPTED
    except Exception as error:
        if "--debug" in arguments and not isinstance(error, TyperException):
            raise
        return _explain_error(error)


def _explain_error(error: Exception) -> int:
    """Print one line for an error, or one for each fault in rule files, and give the exit code."""
    if isinstance(error, RuleErrors):
        print(error, file=sys.stderr)
        number = len(error.errors)
        console.complain(f"{number} {'fault' if number == 1 else 'faults'} in the rule files")
        return WRONG_USAGE
    if isinstance(error, NoticecheckError):
        console.complain(str(error))
        return NOT_ASSESSED if isinstance(error, ReadError) else WRONG_USAGE
    if isinstance(error, TyperException):
        message = error.format_message()
        if message.startswith("Usage:"):
            print(message, file=sys.stderr)
        else:
            console.complain(f"{message} See: {_help_command(error)}")
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
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
