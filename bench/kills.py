"""Kill an audit at random moments, and see that what comes of it is the same in the end.

    python bench/kills.py [--kills 20] [--letters 300] [--seed 1] [--workers 2] [--shard 16]
                          [--save]

Generated letters are audited once undisturbed. Then the same audit is begun and killed (SIGKILL: no
process can do anything about that) after a random time, again and again, sometimes one of its
workers instead; after the last kill it runs to its end. The tables must be the same, byte by byte.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from letters import letters, write
from results import save

TABLES = ("notices.parquet", "assessments.parquet", "errors.parquet")


def command(source: Path, out: Path, workers: int, shard: int) -> list[str]:
    """The audit as a user starts it."""
    return [
        sys.executable, "-m", "noticecheck", "audit", str(source), "--out", str(out),
        "--workers", str(workers), "--shard", str(shard),
    ]  # fmt: skip


def digests(out: Path) -> dict[str, str]:
    """Of each table."""
    return {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in TABLES}


def children(process: int) -> list[int]:
    """The processes that a process has started; none where the system does not tell."""
    try:
        found = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(child) for child in found.split()]


def disturb(audit: subprocess.Popen[bytes], seconds: float, chance: random.Random) -> str:
    """Wait and kill the audit, or one of its workers; what was done."""
    try:
        audit.wait(seconds)
        return "had ended by then"
    except subprocess.TimeoutExpired:
        pass
    workers = children(audit.pid)
    if workers and chance.random() < 0.25:
        os.kill(chance.choice(workers), signal.SIGKILL)
        audit.wait()
        return "lost a worker, and went on to its end"
    audit.kill()
    audit.wait()
    return "was killed"


def main() -> int:
    """Run it all; 1 where anything differs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    for name, default in (
        ("kills", 20),
        ("letters", 300),
        ("seed", 1),
        ("workers", 2),
        ("shard", 16),
    ):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--save", action="store_true")
    chosen = parser.parse_args()
    chance = random.Random(chosen.seed)
    with tempfile.TemporaryDirectory() as folder:
        source, whole = Path(folder, "letters"), Path(folder, "whole")
        write(letters(chosen.letters, chosen.seed), source)
        start = time.monotonic()
        subprocess.run(command(source, whole, chosen.workers, chosen.shard), check=True)
        undisturbed = time.monotonic() - start
        wanted = digests(whole)
        out = Path(folder, "killed")
        told: Counter[str] = Counter()
        for number in range(1, chosen.kills + 1):
            audit = subprocess.Popen(
                command(source, out, chosen.workers, chosen.shard), stderr=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )  # fmt: skip
            seconds = chance.uniform(0, undisturbed / 3)
            done = disturb(audit, seconds, chance)
            told[done] += 1
            finished = (out / "notices.parquet").exists()
            shards = len(list((out / "shards").glob("*.arrow"))) if out.exists() else 0
            print(f"{number}: after {seconds:.2f} s it {done}; {shards} shards there", flush=True)
            if finished:
                if digests(out) != wanted:
                    print("the tables differ")
                    return 1
                out = Path(folder, f"killed-{number}")
        subprocess.run(command(source, out, chosen.workers, chosen.shard), check=True)
        left = [path.name for path in out.rglob("*") if path.suffix in (".new", ".arrow")]
        if digests(out) != wanted or left:
            print(f"the tables differ, or files are left: {left}")
            return 1
        print(f"after {chosen.kills} kills the tables are the same")
        if chosen.save:
            save("kills", {"kills": chosen.kills, "letters": chosen.letters, "done": told})
    return 0


if __name__ == "__main__":
    sys.exit(main())
