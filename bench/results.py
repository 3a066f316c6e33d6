"""What was measured, from which docs/performance.md is made: bench/results/figures.json.

Each part is under its own name, with the day, the version and the class of machine it was measured
on, so that parts that were measured apart can be told from each other.
"""

from __future__ import annotations

import json
import os
import platform
import re
import statistics
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "results" / "figures.json"
Figures = dict[str, Any]


def spread(values: Sequence[float]) -> dict[str, float]:
    """Median and quartiles of several runs, and how many there were."""
    low, median, high = (
        statistics.quantiles(values, n=4, method="inclusive") if len(values) > 1 else values * 3
    )
    return {"median": _short(median), "low": _short(low), "high": _short(high), "runs": len(values)}


def machine() -> dict[str, str | int]:
    """The class of this machine; nothing that tells which one it is."""
    return {
        "cores": os.cpu_count() or 1,
        "memory": _memory(),
        "processor": _processor(),
        "python": platform.python_version(),
        "system": platform.system(),
    }


def busy() -> bool:
    """Whether more than this machine can do at once was waiting in the last minute: then times, and
    what two cores are to one, are worth little."""
    return hasattr(os, "getloadavg") and os.getloadavg()[0] > (os.cpu_count() or 1) + 0.5


def read() -> Figures:
    """What was measured so far."""
    if not FILE.exists():
        return {}
    found: Figures = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def save(name: str, figures: Figures | list[Figures]) -> None:
    """Put a part into the file, in the place of what it held under this name."""
    from noticecheck.version import VERSION

    part = {
        "day": datetime.now(UTC).date().isoformat(), "version": VERSION, "machine": machine(),
        "busy": busy(), "figures": figures,
    }  # fmt: skip
    whole = dict(sorted((read() | {name: part}).items()))
    FILE.parent.mkdir(exist_ok=True)
    new = FILE.with_suffix(".new")
    new.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")
    new.replace(FILE)


def _short(value: float) -> float:
    return float(f"{value:.4g}")


def _memory() -> str:
    try:
        pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return "not known"
    return f"{round(pages / 1024**3)} GB"


def _processor() -> str:
    """Its family, without the name that a host may have given it."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.machine()
    found = dict(re.findall(r"^(model name|cpu family|model)\s*: (.*)$", text, re.MULTILINE))
    if "model name" not in found:
        return platform.machine()
    return f"{found['model name']}, family {found.get('cpu family', '?')}, {platform.machine()}"
