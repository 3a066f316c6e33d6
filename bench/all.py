"""Everything that docs/performance.md tells, measured in one go; some ten minutes.

    python bench/all.py [--save] [--only NAME...] [--long]

The quick parts come first. With --save each part goes into bench/results/figures.json as soon as it
is measured; `python tools/generate.py` then makes the page. --long measures what takes long, too:
formats that need a program, and an audit of 100,000 letters with two workers.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from results import Figures, save

HERE = Path(__file__).parent
PARTS: dict[str, Sequence[str]] = {
    "start": ("whole.py", "--only", "start"),
    "stages": (),
    "phrases": ("phrases.py",),
    "scan": ("whole.py", "--only", "scan"),
    "size": ("size.py", "--rounds", "2"),
    "audit": ("scale.py", "--letters", "4800", "--workers", "1", "2"),
    "kills": ("kills.py", "--letters", "60", "--shard", "8"),
    "formats": ("formats.py", "--quick"),
    "tools": ("whole.py", "--only", "tools", "--letters", "5"),
}
LONG: dict[str, Sequence[str]] = {
    "formats": ("formats.py",),
    "100,000 letters": ("scale.py", "--letters", "100000", "--workers", "2", "--form", "parquet"),
}


def main() -> None:
    """Run the parts, one after the other."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--save", action="store_true")
    parser.add_argument("--only", nargs="+", choices=[*PARTS, *LONG])
    parser.add_argument("--long", action="store_true")
    chosen = parser.parse_args()
    parts = PARTS | LONG if chosen.long else PARTS
    for name in chosen.only or parts:
        command = parts.get(name, LONG.get(name, ()))
        begun = time.monotonic()
        print(f"== {name}", flush=True)
        if name == "stages":
            found = stages()
            if chosen.save:
                save(name, found)
        else:
            more = ["--save"] if chosen.save else []
            subprocess.run([sys.executable, HERE / command[0], *command[1:], *more], check=True)
        print(f"   {time.monotonic() - begun:.0f} s", flush=True)


def stages() -> Figures:
    """Milliseconds a letter of each stage, from test_stages.py."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "stages.json")
        subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider",
             f"--benchmark-json={out}", "--benchmark-columns=median,iqr", HERE / "test_stages.py"],
            check=True,
        )  # fmt: skip
        found: list[dict[str, Any]] = json.loads(out.read_text(encoding="utf-8"))["benchmarks"]
    about = found[0]["extra_info"]
    letters = about["letters"]

    def milliseconds(seconds: float) -> float:
        return float(f"{1e3 * seconds / letters:.4g}")

    return {
        "letters": letters,
        "characters": about["characters"] // letters,
        "stages": {
            one["name"].removeprefix("test_"): {
                "median": milliseconds(one["stats"]["median"]),
                "low": milliseconds(one["stats"]["q1"]),
                "high": milliseconds(one["stats"]["q3"]),
                "runs": one["stats"]["rounds"],
            }
            for one in found
        },
    }


if __name__ == "__main__":
    main()
