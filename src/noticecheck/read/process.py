"""The process of its own in which a document is read, with limits on memory and time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from typing import Any

from noticecheck.read.clock import Clock, TimeLeft
from noticecheck.read.extract import Letter, Unreadable
from noticecheck.read.limits import MAX_ANSWER

_LAST_SECONDS = 2.0
_TOO_SLOW = "it takes longer to read than any letter does: save it anew, or as text, and try again"
_NO_TIME_LEFT = (
    "its archive takes longer to read than any case does: take it out and check it alone"
)
_CRASHED = "it makes the reader fail: save it anew, or as text, and try again"
OUT_OF_MEMORY = "it needs more memory than any letter does: save it anew, or as text, and try again"
_BROKEN_ANSWERS = (
    OSError, ValueError, TypeError, AttributeError, LookupError, RecursionError, MemoryError,
)  # fmt: skip
"""What comes of a process that ended, or of one in which a document is at the helm."""
_START = "import sys; sys.path[:] = {path!r}; from noticecheck.read.worker import main; main()"


class Process:
    """One process that reads document after document; a new one after each that it dies of."""

    def __init__(self, seconds: float) -> None:
        """`seconds` are those for one document."""
        self._seconds = seconds
        self.running: subprocess.Popen[bytes] | None = None

    def close(self) -> None:
        """End the process, if there is one."""
        process, self.running = self.running, None
        if process is None:
            return
        _kill(process)
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        process.wait()

    def ask(self, data: bytes, path: str, time_left: TimeLeft) -> list[Letter]:
        """The letters that it reads in a document; raises Unreadable."""
        if not time_left.left:
            raise Unreadable(_NO_TIME_LEFT)
        others_before = time_left.used > 0
        process = self.start()
        clock = Clock(self._seconds, time_left, lambda: _kill(process))
        try:
            answer = _answer(process, data, path, clock)
        except _BROKEN_ANSWERS:
            self.close()
            answer = None
        finally:
            # Also the time that it takes to end the process.
            clock.stop()
        if answer is None:
            if clock.rang:
                raise Unreadable(
                    _TOO_SLOW if time_left.left or not others_before else _NO_TIME_LEFT
                )
            # What C code does when memory runs out.
            out_of_memory = process.returncode in (-signal.SIGABRT, 134)
            raise Unreadable(OUT_OF_MEMORY if out_of_memory else _CRASHED)
        if isinstance(answer, str):
            raise Unreadable(answer)
        return answer

    def start(self) -> subprocess.Popen[bytes]:
        """The process that runs; a new one, where none does."""
        if self.running is None:
            # The folder that we are in is no place to import from.
            path = [entry for entry in sys.path if entry]
            self.running = subprocess.Popen(
                [sys.executable, "-P", "-c", _START.format(path=path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        return self.running


def _answer(
    process: subprocess.Popen[bytes], data: bytes, path: str, clock: Clock
) -> list[Letter] | str:
    """The letters that a process finds in a document, or why it finds none.

    Whatever the process does, this ends, at the latest when the clock rings; `_BROKEN_ANSWERS`
    are what it raises.
    """
    import json

    from noticecheck.read.worker import unpack

    assert process.stdin is not None and process.stdout is not None
    request = json.dumps({"path": path, "size": len(data)}).encode("ascii")
    process.stdin.write(request + b"\n" + data)
    process.stdin.flush()
    while (line := process.stdout.readline(MAX_ANSWER)).endswith(b"\n"):
        answer: dict[str, Any] = json.loads(line)
        if "more" in answer:
            clock.allow(float(answer["more"]))
        elif "reason" in answer:
            return str(answer["reason"])
        else:
            return [unpack(letter) for letter in answer["letters"]]
    raise ValueError("no answer")


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process, which gets a moment to put things in order, with all that it has started."""
    with suppress(OSError, subprocess.TimeoutExpired):
        process.terminate()
        process.wait(_LAST_SECONDS)
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
