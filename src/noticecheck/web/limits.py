"""What one request may take, and how many one address may send."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

MEGABYTE = 1024 * 1024
MAX_CHARACTERS = 300_000
"""Of one letter; a refusal with annexes has some twenty thousand."""
SHORT = 30_000
"""Characters of a pasted letter; longer ones, which may be slow, wait with the files."""
MAX_CORRECTIONS = 50
MAX_NAME = 200
"""Characters of an authority's name."""
MAX_LETTER = 50_000
"""Characters of a letter that somebody wants as a Word file."""
_MAX_ADDRESSES = 10_000


@dataclass(frozen=True, slots=True)
class Limits:
    """For one server."""

    upload: int = 10 * MEGABYTE
    """Bytes of the body of a request."""
    seconds: float = 20.0
    """For one letter, from the moment that a worker has it."""
    memory: int = 1024 * MEGABYTE
    """Bytes that a worker may have on top of what it starts with."""
    waiting: int = 64
    """Requests that may wait for a worker; more are asked to come back."""
    a_minute: int = 60
    """Checks that one address may send in a minute; 0 for any number."""


class Rates:
    """How many checks each address has left: one bucket each, which fills as time goes by."""

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._a_minute = a_minute
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, address: str) -> float:
        """Take one check; gives the seconds to wait, which are 0 where it may go on."""
        if not self._a_minute:
            return 0.0
        key, now = _network(address), self._clock()
        left, before = self._buckets.pop(key, (float(self._a_minute), now))
        left = min(self._a_minute, left + (now - before) * self._a_minute / 60)
        allowed = left >= 1
        self._buckets[key] = (left - 1 if allowed else left, now)
        if len(self._buckets) > _MAX_ADDRESSES:
            self._buckets.popitem(last=False)
        return 0.0 if allowed else (1 - left) * 60 / self._a_minute


def _network(address: str) -> str:
    """One person has all addresses of an IPv6 network of 64 bits."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, 64), strict=False))
