"""What one letter may take of time and memory, in the process that checks it.

An alarm ends what takes too long in Python. What is stuck in a library, where no alarm is heard,
the system ends with the whole process, as it does where memory runs out there: the audit then
finds the letter by halving the shard.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from noticecheck.late import dataclass

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

_GRACE = 10
"""Seconds of work after the alarm, until the system ends the process."""


class TimeUp(BaseException):
    """Not an Exception: what a library catches on its way it may not catch."""


@dataclass(frozen=True, slots=True)
class Limits:
    """For one letter; reading it has limits of its own."""

    seconds: float = 60.0
    memory: int = 2 * 1024 * 1024 * 1024
    """Bytes on top of what the process has when it starts."""


@contextmanager
def time_limited(seconds: float) -> Iterator[None]:
    """Raises TimeUp in what takes longer."""
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        _limit_work(seconds)
        yield
        return
    signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    _limit_work(seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def free_of_limits() -> None:
    """As it was before: the process may belong to somebody else."""
    if resource is not None:
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))


def limit_memory(most: int) -> None:
    """Let this process have so many bytes more than it has now, and not leave its image behind."""
    if resource is None:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = _address_space() + most
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_work(seconds: float) -> None:
    if resource is None:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    until = int(time.process_time() + seconds) + _GRACE
    if hard == resource.RLIM_INFINITY or until < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (until, hard))


def _address_space() -> int:
    """Bytes of this process, as far as the system tells."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123
            return int(file.read().split()[0]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return 1024 * 1024 * 1024


def _ring(_signal: int, _frame: FrameType | None) -> None:
    raise TimeUp
