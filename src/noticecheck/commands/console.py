"""Where the commands print: results on stdout, everything else on stderr, in one form."""

from __future__ import annotations

import codecs
import errno
import os
import shutil
import sys
from contextlib import suppress

from noticecheck.errors import visible

_OUTPUT_FAULTS = frozenset(
    (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF, errno.EAGAIN, errno.EINVAL)
)


def out(text: str) -> None:
    """Print a result as it is; the text ends its own lines."""
    sys.stdout.write(text)


def out_bytes(data: bytes) -> None:
    """Print a result in its own encoding, with its own line ends."""
    sys.stdout.flush()
    if hasattr(sys.stdout, "buffer"):
        sys.stdout.buffer.write(data)
    else:
        sys.stdout.write(data.decode("utf-8", "replace"))


def complain(message: str) -> None:
    """Print a message for the user on one line of stderr, marked as ours."""
    # What stdout cannot take is met again at the end, by cli.run; stderr has no one to tell.
    with suppress(OSError):
        if sys.stdout is not None:
            sys.stdout.flush()
    with suppress(OSError):
        print(f"noticecheck: {visible(message, keep='')}", file=sys.stderr, flush=True)


def advise(message: str) -> None:
    """Print what the user should know besides on stderr, within the width of the terminal."""
    from noticecheck.report.layout import usable_width, wrap

    with suppress(OSError):
        for line in wrap(message, usable_width(width()), "noticecheck: ", "  "):
            print(line, file=sys.stderr, flush=True)


def use_colour(no_color: bool) -> bool:
    """Tell whether stdout is a terminal that wants colours (see no-color.org)."""
    if no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()


def width() -> int:
    """Columns of the terminal, or 80 where there is none."""
    return shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 80


def is_utf8() -> bool:
    """Tell whether stdout can take every character."""
    encoding = getattr(sys.stdout, "encoding", None)
    return encoding is None or codecs.lookup(encoding).name == "utf-8"


def describe(error: Exception) -> str:
    """An unexpected error on one line: its type, and its message cut to a readable length."""
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text[:200]}" if text else type(error).__name__


def is_output_fault(error: BaseException) -> bool:
    """Tell whether an error comes from writing to stdout: a closed pipe, a full disk."""
    return isinstance(error, BrokenPipeError) or (
        isinstance(error, OSError) and error.filename is None and error.errno in _OUTPUT_FAULTS
    )


def forget_stdout() -> None:
    """Point stdout at nothing, so that the interpreter does not complain when it closes it."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def make_robust() -> None:
    """Let neither a closed stderr nor a character that the terminal cannot show do harm."""
    if sys.stderr is None:
        # print() would turn to stdout instead.
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
