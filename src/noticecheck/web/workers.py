"""Processes that check letters beside the one that serves; what hangs or grows is replaced.

Two lanes: short letters that are pasted never wait behind files and long texts, which are slow and
may be hostile.
"""

from __future__ import annotations

import asyncio
import json
import queue
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from noticecheck.web.limits import Limits
from noticecheck.web.work import Settings, work

_START_SECONDS = 120.0
_LAST_SECONDS = 2.0


class Busy(Exception):  # noqa: N818 - an answer, not a fault
    """So many wait already that one more would wait for too long."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker says: a status as HTTP has it, and the body; for an error, why."""

    status: int
    body: bytes = b""
    code: str = ""
    """Of `texts.ERRORS`; "" where there is none."""
    detail: str = ""


class Worker:
    """One process, and a new one after each that is ended."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._running: tuple[BaseProcess, Connection] | None = None

    def start(self) -> Connection:
        """The line to the process, which is ready."""
        if self._running is not None and self._running[0].is_alive():
            return self._running[1]
        self.stop()
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs, self._settings), daemon=True)
        process.start()
        theirs.close()
        self._running = (process, ours)
        if not ours.poll(_START_SECONDS):
            self.stop()
            raise TimeoutError
        ours.recv_bytes()
        return ours

    def stop(self) -> None:
        """End the process, with what it has started: that ends with it."""
        if self._running is None:
            return
        process, line = self._running
        self._running = None
        line.close()
        process.terminate()
        process.join(_LAST_SECONDS)
        if process.is_alive():
            process.kill()
            process.join()
        process.close()

    def ask(self, job: Mapping[str, Any], data: bytes, seconds: float) -> Answer:
        """What it answers; whatever it does, this ends."""
        try:
            line = self.start()
            line.send_bytes(json.dumps(job).encode("ascii"))
            line.send_bytes(data)
            if not line.poll(seconds):
                self.stop()
                return Answer(422, code="too_slow")
            head: dict[str, Any] = json.loads(line.recv_bytes())
            body = line.recv_bytes()
        except (OSError, EOFError, ValueError):
            self.stop()
            return Answer(422, code="crashed")
        if head["leave"]:
            self.stop()
        return Answer(int(head["status"]), body, str(head["code"]), str(head["detail"]))


class Lane:
    """Some workers that take turns, each with a thread that waits for it."""

    def __init__(self, number: int, settings: Settings, limits: Limits) -> None:
        self._limits = limits
        self._workers = [Worker(settings) for _ in range(number)]
        self._idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        self._threads = ThreadPoolExecutor(number)
        self._waiting = 0
        for worker in self._workers:
            self._idle.put(worker)

    @property
    def waiting(self) -> int:
        """Requests that are being worked on or wait."""
        return self._waiting

    async def start(self) -> None:
        """Have all workers ready."""
        loop = asyncio.get_running_loop()
        starts = [loop.run_in_executor(self._threads, w.start) for w in self._workers]
        await asyncio.gather(*starts)

    def stop(self) -> None:
        """End all workers."""
        for worker in self._workers:
            with suppress(OSError, ValueError):
                worker.stop()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def ask(self, job: Mapping[str, Any], data: bytes) -> Answer:
        """The answer of the first worker that is free; raises Busy."""
        if self._waiting >= self._limits.waiting:
            raise Busy
        self._waiting += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._threads, self._ask, job, data)
        finally:
            self._waiting -= 1

    def _ask(self, job: Mapping[str, Any], data: bytes) -> Answer:
        worker = self._idle.get()
        try:
            return worker.ask(job, data, self._limits.seconds)
        finally:
            self._idle.put(worker)
