"""Other programs, started so that they end before what has started them does."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def started(
    command: Sequence[str],
    environment: Mapping[str, str],
    folder: Path | None = None,
    piped: bool = False,
    memory: int = 0,
) -> Iterator[subprocess.Popen[bytes]]:
    """A program that runs; when this is left in whichever way, it ends with all it has started.

    `piped` is one that is given something and answers; `memory` is how many bytes it may use,
    where those are more than this process may.
    """
    process: subprocess.Popen[bytes] | None = None
    stream = subprocess.PIPE if piped else subprocess.DEVNULL
    try:
        with _no_end_between(), _more_memory(memory):
            process = subprocess.Popen(
                command,
                cwd=folder,
                env=environment,
                stdin=stream,
                stdout=stream,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        yield process
    finally:
        if process is not None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()
    process.wait()


@contextmanager
def _no_end_between() -> Iterator[None]:
    """The signal to end comes after what is done within: a program that has begun is then known.

    Blocking the signal would not do, since the program would inherit that.
    """
    handler = signal.getsignal(signal.SIGTERM)
    came: list[int] = []
    try:
        if callable(handler):
            signal.signal(signal.SIGTERM, lambda number, _: came.append(number))
    except ValueError:
        # Another thread than the first one: no handler of a signal runs in it.
        handler = None
    try:
        yield
    finally:
        if callable(handler):
            signal.signal(signal.SIGTERM, handler)
        if came:
            signal.raise_signal(signal.SIGTERM)


@contextmanager
def _more_memory(most: int) -> Iterator[None]:
    """What is started within may use more memory than this process. No effect on Windows."""
    try:
        import resource
    except ImportError:
        most = 0
    if not most:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
