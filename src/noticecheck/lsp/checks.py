"""Checks beside the thread that listens: each version of a document once, whoever asks for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Generic, TypeVar

Found = TypeVar("Found")
Version = int | None


@dataclass
class Checks(Generic[Found]):
    """The newest check of each open document by its address, done or under way.

    After each key an editor asks for the outline, the fixes and the hover at once: all of them
    wait for one check. One of an older version that has not begun never does.
    """

    _worker: ThreadPoolExecutor = field(default_factory=partial(ThreadPoolExecutor, 1))
    _newest: dict[str, tuple[Version, asyncio.Future[Found]]] = field(default_factory=dict)

    async def of(self, uri: str, version: Version, work: Callable[[], Found]) -> Found:
        """What the check of a version found; one that failed is tried again when asked again."""
        kept = self._newest.get(uri)
        if kept is None or kept[0] != version:
            self.forget(uri)
            kept = (version, asyncio.get_running_loop().run_in_executor(self._worker, work))
            self._newest[uri] = kept
        try:
            # Shielded: an editor that takes one question back still wants the other answers.
            return await asyncio.shield(kept[1])
        except Exception:
            if self._newest.get(uri) is kept:
                del self._newest[uri]
            raise

    def forget(self, uri: str) -> None:
        """Drop what was found; who still waits for it is told that it is cancelled."""
        if kept := self._newest.pop(uri, None):
            kept[1].cancel()

    def addresses(self) -> list[str]:
        """The documents that were checked, or are being checked."""
        return list(self._newest)
