"""What the routes of the page and of the API share: lanes of workers, limits and counts."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.requests import Request

from noticecheck.web.limits import SHORT, Limits, Rates
from noticecheck.web.metrics import Metrics
from noticecheck.web.work import Refused, Settings
from noticecheck.web.workers import Busy, Lane

_BACK_OFF = 10
"""How far the workers for files step back for those of pasted letters."""


@dataclass
class Service:
    """One server."""

    limits: Limits = field(default_factory=Limits)
    rules: Sequence[Path] = ()
    packs: Sequence[str] | None = None
    proxy: bool = False
    """A proxy in front says who is asking."""
    workers: int = 0
    """In each lane; 0 for one a processor, two at the least."""
    metrics: Metrics = field(default_factory=Metrics)

    def __post_init__(self) -> None:
        number = self.workers or max(2, os.cpu_count() or 2)
        packs = tuple(self.packs) if self.packs else None
        self.rates = Rates(self.limits.a_minute)

        def lane(nice: int) -> Lane:
            settings = Settings(
                tuple(self.rules), packs, self.limits.seconds, self.limits.memory, nice
            )
            return Lane(number, settings, self.limits)

        self.pasted, self.files = lane(0), lane(_BACK_OFF)

    async def start(self) -> None:
        """Have the workers ready; one lane after the other, so that the first fills the cache."""
        await self.pasted.start()
        await self.files.start()

    def stop(self) -> None:
        """End the workers."""
        self.pasted.stop()
        self.files.stop()

    @property
    def waiting(self) -> int:
        """Letters that are being checked or wait."""
        return self.pasted.waiting + self.files.waiting

    async def ask(self, request: Request, job: dict[str, Any], data: bytes) -> bytes:
        """What a worker makes of a letter; raises Refused."""
        wait = self.rates.take(self.address(request))
        if wait:
            raise Refused(429, "rate", str(int(wait) + 1))
        lane = self.pasted if job["pasted"] and len(data) <= SHORT else self.files
        try:
            answer = await lane.ask(job, data)
        except Busy:
            raise Refused(503, "busy") from None
        if answer.code:
            raise Refused(answer.status, answer.code, answer.detail)
        return answer.body

    def address(self, request: Request) -> str:
        """Who is asking: with a proxy, whom the proxy itself has seen."""
        if self.proxy:
            named = request.headers.getlist("x-forwarded-for")
            if named:
                return named[-1].rpartition(",")[2].strip()
        return request.client.host if request.client else ""
