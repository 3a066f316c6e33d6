"""How an audit grows: its rate with the number of processes, its memory with that of letters.

    python bench/scale.py [--letters 1000 10000] [--workers 1 2] [--form folder] [--seed 1]
                          [--rounds 1] [--save]

For each number of letters and of workers the command is run on generated letters (letters.py), as a
user would run it. Memory is that of all its processes together, at its highest, with what they
share counted once (PSS, which only Linux tells). Run it on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from letters import letters, write
from results import Figures, save, spread

EVERY = 0.25
"""Seconds between two looks at the memory."""
MEGABYTE = 1024 * 1024


def processes(root: int) -> Iterator[int]:
    """A process and all that it has started, directly or not."""
    yield root
    try:
        found = Path(f"/proc/{root}/task/{root}/children").read_text(encoding="ascii")
    except OSError:
        return
    for child in found.split():
        yield from processes(int(child))


def memory(root: int) -> int:
    """Bytes of a process and all below it; 0 where the system does not tell."""
    total = 0
    for process in processes(root):
        try:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return total


def measure(source: Path, out: Path, workers: int) -> tuple[float, int]:
    """Seconds and the most bytes of one audit."""
    start = time.monotonic()
    audit = subprocess.Popen(
        [
            sys.executable, "-m", "noticecheck", "audit", str(source), "--out", str(out),
            "--workers", str(workers),
        ],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    most = 0
    while audit.poll() is None:
        most = max(most, memory(audit.pid))
        time.sleep(EVERY)
    if audit.returncode:
        raise SystemExit(f"the audit ended with {audit.returncode}")
    return time.monotonic() - start, most


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--letters", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--form", choices=("folder", "jsonl", "parquet"), default="folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--save", action="store_true")
    chosen = parser.parse_args()
    print("| Letters | Workers | Seconds | Letters a second | Memory, MB |")
    print("|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        for number in chosen.letters:
            suffix = "" if chosen.form == "folder" else f".{chosen.form}"
            source = Path(folder, f"letters-{number}{suffix}")
            write(letters(number, chosen.seed), source)
            for workers in chosen.workers:
                found = measure_often(source, Path(folder), number, workers, chosen.rounds)
                print(
                    f"| {number:,} | {workers} | {found['seconds']['median']:.1f} "
                    f"| {found['rate']['median']:.1f} | {found['megabytes']:.0f} |",
                    flush=True,
                )
                if chosen.save:
                    keep(found)


def measure_often(source: Path, folder: Path, number: int, workers: int, rounds: int) -> Figures:
    """Several audits of the same letters, each from nothing."""
    took, most = [], 0
    for turn in range(rounds):
        out = folder / f"out-{number}-{workers}-{turn}"
        seconds, bytes_held = measure(source, out, workers)
        took.append(seconds)
        most = max(most, bytes_held)
        shutil.rmtree(out)
    return {
        "letters": number, "workers": workers, "seconds": spread(took),
        "rate": spread([number / seconds for seconds in took]),
        "megabytes": round(most / MEGABYTE),
    }  # fmt: skip


def keep(found: Figures) -> None:
    """Into the results, each number of letters and workers for itself."""
    save(f"audit {found['letters']:08} {found['workers']}", found)


if __name__ == "__main__":
    main()
