"""Who works: processes of this machine, or the workers of a Dask cluster.

Either way it is an Executor of concurrent.futures, with what the audit must know beside that.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any, Protocol, TypeVar

from noticecheck.audit.limits import limit_memory
from noticecheck.errors import UsageError

T = TypeVar("T")
SECONDS = 10.0
"""For a scheduler to answer."""


class Workers(Protocol):
    """An executor that may lose workers and goes on."""

    def submit(self, work: Callable[..., T], /, *arguments: Any) -> Future[T]:
        """As that of an Executor; raises BrokenExecutor."""

    def slots(self) -> int:
        """How many shards to have with it at once."""

    def lost(self, error: BaseException) -> bool:
        """Whether an error says that the process ended that worked on it."""

    def renew(self) -> None:
        """After a loss, with nothing under way."""

    def stop(self) -> None:
        """End all that is under way, at once."""

    def close(self) -> None:
        """With nothing under way."""


class LocalWorkers:
    """Processes of this machine."""

    def __init__(
        self, number: int, memory: int, ready: Callable[[int], None] | None = None
    ) -> None:
        """So many processes, each with so many bytes; `ready` is called in each as it starts."""
        self._number = number
        self._memory = memory
        self._ready = ready or prepare
        self._others = set(multiprocessing.active_children())
        self._executor = self._make()

    def submit(self, work: Callable[..., T], /, *arguments: Any) -> Future[T]:
        with _deaf_to_the_keyboard():
            return self._executor.submit(work, *arguments)

    def slots(self) -> int:
        return self._number + 1

    def lost(self, error: BaseException) -> bool:
        return isinstance(error, BrokenExecutor)

    def renew(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = self._make()

    def stop(self) -> None:
        self._executor.shutdown(wait=False, cancel_futures=True)
        own = set(multiprocessing.active_children()) - self._others
        for process in own:
            process.terminate()
        for process in own:
            process.join(SECONDS)

    def close(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _make(self) -> Executor:
        # Not by fork: this process may have threads.
        return ProcessPoolExecutor(
            self._number,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=self._ready,
            initargs=(self._memory,),
        )


class DaskWorkers:
    """The workers of a running Dask cluster."""

    def __init__(self, address: str) -> None:
        try:
            import distributed
        except ImportError:
            raise UsageError("a cluster needs more: pip install 'noticecheck[cluster]'") from None
        try:
            connect: Any = distributed.Client
            self._client = connect(address, timeout=SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(f"{address}: no Dask scheduler answers there ({error})") from None
        # Each call has its effect beside its result, so that Dask may not take one for another.
        self._executor = self._client.get_executor(pure=False)

    def submit(self, work: Callable[..., T], /, *arguments: Any) -> Future[T]:
        future: Future[T] = self._executor.submit(work, *arguments)
        return future

    def slots(self) -> int:
        return int(sum(self._client.nthreads().values())) + 1

    def lost(self, error: BaseException) -> bool:
        from distributed import KilledWorker

        return isinstance(error, KilledWorker)

    def renew(self) -> None:
        pass

    def stop(self) -> None:
        self._executor.shutdown(wait=False)
        self.close()

    def close(self) -> None:
        with suppress(Exception):
            self._client.close(timeout=SECONDS)


def prepare(memory: int) -> None:
    """Make ready a process that does nothing but work for an audit."""
    import pyarrow as pa

    from noticecheck.audit.fingerprint import fingerprint

    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    # Of what its own pools take, address space is the most, and that is limited.
    pa.set_memory_pool(pa.system_memory_pool())
    # The libraries of the first fingerprint take more than a letter may, in time and memory.
    fingerprint("")
    limit_memory(memory)


def _end_with(parent: Any) -> None:
    """End this process with the one that started it, even where that was killed."""
    parent.join()
    signal.raise_signal(signal.SIGTERM)


@contextmanager
def _deaf_to_the_keyboard() -> Iterator[None]:
    """What is started within does not hear Ctrl-C, which the terminal sends to all processes."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
