"""An audit from its sources to its tables; stopped at any moment, it goes on where it was."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait
from dataclasses import asdict, field
from itertools import chain

from noticecheck.audit import manifest, merge, plan, shards
from noticecheck.audit.finish import digests, finish, tidy
from noticecheck.audit.pieces import Size, Trouble
from noticecheck.audit.places import Folder, folder
from noticecheck.audit.plan import Plan
from noticecheck.audit.scheduler import Workers
from noticecheck.audit.shards import Done, Shard
from noticecheck.audit.work import Settings, crashed, work
from noticecheck.errors import NoticecheckError, UsageError
from noticecheck.late import dataclass

_DEATHS = 2
"""So often must a letter end its process, with nothing beside it, to be the cause."""


_GONE = "the cluster has gone: run the same command again to go on, with a cluster or without"


@dataclass(frozen=True, slots=True)
class Order:
    """What a user asks for."""

    sources: tuple[str, ...]
    settings: Settings
    size: Size
    restart: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """How far an audit is."""

    stage: str
    """ "planning", "checking", "merging" or "figures"."""
    done: int = 0
    earlier: int = 0
    """Of those done, the ones that an earlier run had done."""
    total: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """What an audit came to."""

    letters: int
    errors: int
    earlier: int
    """Letters that an earlier run had done."""


Tell = Callable[[Step], None]


def audit(
    order: Order,
    workers: Callable[[], Workers],
    tell: Tell = lambda _: None,
    say: Callable[[str], None] = lambda _: None,
) -> Result:
    """Do what is left of an audit. `tell` hears how far it is, `say` what the user should know.

    Raises UsageError where it cannot go on: it was made with other rules, no room is left.
    """
    settings = order.settings
    out = folder(settings.out)
    out.make()
    if order.restart:
        tidy(out, everything=True)
    before = manifest.read(out)
    if before is not None:
        manifest.refuse_others(out, before, settings.told(), order.sources)
    tell(Step("planning"))
    planned = plan.make(out, tuple(dict.fromkeys(order.sources)), order.size, say)
    if before is not None and _is_whole(out, before, planned):
        tidy(out)
        return Result(before["letters"], before["errors"], planned.files)
    head = {
        "settings": settings.told(), "files": planned.files,
        "sources": [asdict(source) for source in planned.sources],
    }  # fmt: skip
    manifest.write(out, {"state": manifest.UNDER_WAY, **head})
    counter = _Counter(tell, planned)
    counter.add(0)
    _check_all(out, settings, workers, counter)
    done = merge.merge(out, settings.key(), lambda n: tell(Step("merging", n, 0, planned.files)))
    tell(Step("figures", planned.files, counter.earlier, planned.files))
    finish(out)
    letters, errors = sum(one.letters for one in done), merge.count(out, "errors")
    manifest.write(
        out,
        {
            "state": manifest.FINISHED, **head, "letters": letters, "errors": errors,
            "tables": digests(out),
            "shards": [
                {"key": one.key, "files": one.files, "letters": one.letters,
                 "errors": one.errors, "sha256": one.sha256}
                for one in done
            ],
        },
    )  # fmt: skip
    tidy(out)
    return Result(letters, errors, counter.earlier)


def _is_whole(out: Folder, before: dict[str, object], planned: Plan) -> bool:
    """Whether there is nothing to do: the same letters were audited to the end."""
    return (
        before.get("state") == manifest.FINISHED
        and before.get("sources") == [asdict(source) for source in planned.sources]
        and before.get("tables") == digests(out)
    )


@dataclass(slots=True)
class _Counter:
    """Counts letters, and tells."""

    tell: Tell
    planned: Plan
    done: int = 0
    earlier: int = 0

    def add(self, files: int, *, earlier: bool = False) -> None:
        self.done += files
        self.earlier += files if earlier else 0
        self.tell(Step("checking", self.done, self.earlier, self.planned.files))


@dataclass(slots=True)
class _Task:
    """A shard to work on; a suspect is worked on with nothing beside it, so that it shows."""

    shard: Shard
    suspect: bool = False
    deaths: int = 0


def _check_all(
    out: Folder, settings: Settings, workers: Callable[[], Workers], counter: _Counter
) -> None:
    """Work on every shard that there is no file of."""
    left = _left(out, settings, counter)
    first = next(left, None)
    if first is None:
        return
    pool = workers()
    try:
        _Loop(pool, settings, counter, chain((first,), left)).run()
    except BaseException:
        pool.stop()
        raise
    pool.close()


def _left(out: Folder, settings: Settings, counter: _Counter) -> Iterator[_Task]:
    key = settings.key()
    there = set(out.names(shards.FOLDER))
    for piece in plan.read(out):
        if isinstance(piece, Trouble):
            continue
        shard = Shard(piece, 0, piece.count)
        name = shards.file_of(shard.key(key)).rpartition("/")[2]
        if name in there and shards.finished(out, shard.key(key)):
            counter.add(len(shard), earlier=True)
        else:
            yield _Task(shard)


@dataclass(slots=True)
class _Loop:
    """Keeps the workers busy, and finds the letters that they die of."""

    pool: Workers
    settings: Settings
    counter: _Counter
    fresh: Iterator[_Task]
    suspects: deque[_Task] = field(default_factory=deque)
    cleared: deque[_Task] = field(default_factory=deque)
    """What stood beside a letter that ended its process."""
    running: dict[Future[Done], _Task] = field(default_factory=dict)

    def run(self) -> None:
        while self._fill():
            ended, _ = wait(self.running, return_when=FIRST_COMPLETED)
            for future in ended:
                self._end(self.running.pop(future), future)

    def _fill(self) -> bool:
        """Give the workers what they can take; tells whether anything is under way."""
        while task := self._next():
            try:
                future = self.pool.submit(work, task.shard, self.settings, task.suspect)
            except BrokenExecutor:
                task.suspect = True
                self.suspects.append(task)
                if not self.running:
                    self.pool.renew()
                continue
            self.running[future] = task
        return bool(self.running)

    def _next(self) -> _Task | None:
        if self.suspects:
            return None if self.running else self.suspects.popleft()
        if len(self.running) >= self.pool.slots():
            return None
        return self.cleared.popleft() if self.cleared else next(self.fresh, None)

    def _end(self, task: _Task, future: Future[Done]) -> None:
        try:
            error = future.exception()
        except CancelledError:
            raise UsageError(_GONE) from None
        if error is None:
            self.counter.add(len(task.shard))
        elif self.pool.lost(error):
            self._died(task)
            if not self.running:
                self.pool.renew()
        elif isinstance(error, NoticecheckError) or not isinstance(error, Exception):
            raise error
        else:
            # A fault of ours: only the letters that bring it about are to suffer.
            self._blame(task, None, error)

    def _died(self, task: _Task) -> None:
        if not task.suspect:
            # It may have been another one beside it.
            self.suspects.append(_Task(task.shard, suspect=True))
            return
        task.deaths += 1
        if len(task.shard) == 1 and task.deaths < _DEATHS:
            self.suspects.appendleft(task)
        else:
            key = task.shard.key(self.settings.key())
            self._blame(task, shards.noted(folder(self.settings.out), key))

    def _blame(self, task: _Task, at: int | None, error: Exception | None = None) -> None:
        """Halve a shard, down to the letter over which its process ended where that is known."""
        shard = task.shard
        if len(shard) == 1:
            crashed(shard, self.settings, error)
            self.counter.add(1)
            return
        if at is None or not shard.low <= at < shard.high:
            self.suspects.extendleft(_Task(half, suspect=True) for half in reversed(shard.halves()))
            return
        while len(shard) > 1:
            first, second = shard.halves()
            shard, other = (first, second) if at < first.high else (second, first)
            self.cleared.append(_Task(other))
        self.suspects.appendleft(_Task(shard, suspect=True, deaths=task.deaths))
