"""Where the commands print: results on stdout, everything else on stderr, in one form."""

from __future__ import annotations

import os
import shutil
import sys


def out(text: str) -> None:
    """Print a result as it is; the text ends its own lines."""
    sys.stdout.write(text)


def complain(message: str) -> None:
    """Print a message for the user on stderr, marked as ours."""
    sys.stdout.flush()
    print(f"noticecheck: {message}", file=sys.stderr, flush=True)


def use_colour(no_color: bool) -> bool:
    """Tell whether stdout is a terminal that wants colours (see no-color.org)."""
    if no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()


def width() -> int:
    """Columns of the terminal, or 80 where there is none."""
    return shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 80


def describe(error: Exception) -> str:
    """An unexpected error on one line: its type, and its message cut to a readable length."""
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text[:200]}" if text else type(error).__name__


def forget_stdout() -> None:
    """Point stdout at nothing, so that the interpreter does not complain when it closes it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def make_robust() -> None:
    """Let no character that the terminal cannot show end the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
