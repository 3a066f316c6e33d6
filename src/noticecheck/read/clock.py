"""How long a file may take to read, with all that it holds."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import field

from noticecheck.late import dataclass


@dataclass(slots=True)
class TimeLeft:
    """What is left of the time for one file; the members of an archive share it."""

    total: float
    used: float = field(default=0.0)

    @property
    def left(self) -> float:
        """Seconds, none where all are used up."""
        return max(0.0, self.total - self.used)


class Clock:
    """Does something when the time of one document, or that of its whole file, is up."""

    def __init__(self, seconds: float, time_left: TimeLeft, ring: Callable[[], None]) -> None:
        self._seconds = seconds
        self._time_left = time_left
        self._do = ring
        self._start = time.monotonic()
        self._until = self._start + time_left.left
        self.rang = False
        self._timer = self._wind(seconds)

    def allow(self, seconds: float) -> None:
        """Begin anew with so many seconds on top, as long as the file has any left."""
        self._timer.cancel()
        self._timer = self._wind(self._seconds + max(0.0, seconds))

    def stop(self) -> None:
        """Nothing happens any more; what was used is taken from the time of the file."""
        self._timer.cancel()
        self._time_left.used += time.monotonic() - self._start

    def _wind(self, seconds: float) -> threading.Timer:
        left = max(0.0, self._until - time.monotonic())
        timer = threading.Timer(min(seconds, left), self._ring)
        timer.daemon = True
        timer.start()
        return timer

    def _ring(self) -> None:
        self.rang = True
        self._do()
