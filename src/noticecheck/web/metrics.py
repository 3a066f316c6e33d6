"""Counts and durations for Prometheus, and nothing else: no address, no letter, no words."""

from __future__ import annotations

from collections import Counter

_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """What a server has done since it started."""

    def __init__(self) -> None:
        self._requests: Counter[tuple[str, int]] = Counter()
        self._buckets: Counter[tuple[str, float]] = Counter()
        self._seconds: dict[str, float] = {}

    def count(self, route: str, status: int, seconds: float) -> None:
        """Take note of an answer; the route is one of a few names, not a path."""
        self._requests[route, status] += 1
        self._seconds[route] = self._seconds.get(route, 0.0) + seconds
        for bound in _BUCKETS:
            if seconds <= bound:
                self._buckets[route, bound] += 1

    def text(self, waiting: int) -> str:
        """As Prometheus reads it."""
        lines = [
            "# HELP noticecheck_requests_total Answers by route and status.",
            "# TYPE noticecheck_requests_total counter",
        ]
        for (route, status), number in sorted(self._requests.items()):
            lines.append(
                f'noticecheck_requests_total{{route="{route}",status="{status}"}} {number}'
            )
        lines += [
            "# HELP noticecheck_request_seconds How long answers took.",
            "# TYPE noticecheck_request_seconds histogram",
        ]
        for route, total in sorted(self._seconds.items()):
            number = sum(n for (name, _), n in self._requests.items() if name == route)
            name = "noticecheck_request_seconds"
            for bound in _BUCKETS:
                held = self._buckets[route, bound]
                lines.append(f'{name}_bucket{{route="{route}",le="{bound}"}} {held}')
            lines.append(f'{name}_bucket{{route="{route}",le="+Inf"}} {number}')
            lines.append(f'{name}_sum{{route="{route}"}} {total:.6f}')
            lines.append(f'{name}_count{{route="{route}"}} {number}')
        lines += [
            "# HELP noticecheck_waiting Letters that are being checked or wait.",
            "# TYPE noticecheck_waiting gauge",
            f"noticecheck_waiting {waiting}",
        ]
        return "\n".join(lines) + "\n"
