"""How far an audit is: a bar in a terminal, and else a line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from noticecheck.commands import console

if TYPE_CHECKING:
    from noticecheck.audit.run import Step

EVERY = 10.0
"""Seconds between two lines."""
_STAGES = {
    "planning": "looking for letters",
    "checking": "checking",
    "merging": "writing the tables",
    "figures": "working out the figures",
}


class Pace:
    """How fast letters are checked, since the first that this run has checked."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._stage = ""
        self._start = 0.0

    def words(self, step: Step) -> str:
        """How many letters of how many, how many a second, and how long it takes yet."""
        if step.stage != self._stage:
            self._stage, self._start = step.stage, self._clock()
        if not step.total:
            return ""
        text = f"{step.done:,} of {step.total:,} letters"
        own, seconds = step.done - step.earlier, self._clock() - self._start
        if step.stage != "checking" or own <= 0 or seconds <= 0:
            return text
        rate = own / seconds
        left = in_words((step.total - step.done) / rate)
        return f"{text}, {rate:,.0f} a second, {left} left"


def in_words(seconds: float) -> str:
    """A time as one says it: "40 s", "12 min", "3 h 5 min"."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


@contextmanager
def shown() -> Iterator[Callable[[Step], None]]:
    """What to tell each step to."""
    if sys.stderr.isatty():
        with _bar() as tell:
            yield tell
    else:
        yield lines(Pace())


def lines(pace: Pace, clock: Callable[[], float] = time.monotonic) -> Callable[[Step], None]:
    """Tells each stage as it begins, and after that a line from time to time."""
    last: list[tuple[str, float]] = [("", 0.0)]

    def tell(step: Step) -> None:
        stage, at = last[0]
        words = pace.words(step)
        if step.stage != stage or clock() - at >= EVERY:
            last[0] = (step.stage, clock())
            console.complain(": ".join(filter(None, (_STAGES[step.stage], words))))

    return tell


@contextmanager
def _bar() -> Iterator[Callable[[Step], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    pace = Pace()
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[words]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, words="")

        def tell(step: Step) -> None:
            bar.update(
                task,
                description=_STAGES[step.stage].capitalize(),
                total=step.total or None,
                completed=step.done,
                words=pace.words(step),
            )

        yield tell
