"""How the program ends: with its code, and with all that it has printed and left to be done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

PROGRAM = """
import atexit, sys, tempfile, threading, time
from noticecheck import cli
def run(arguments, ends):
    print("printed", end="")
    print("told", end="", file=sys.stderr)
    {how}
    return 3
atexit.register(lambda: print(" at the end", end=""))
cli.run = run
cli.main()
"""


@pytest.mark.parametrize(
    "how",
    [
        "",
        "threading.Thread(target=lambda: (time.sleep(0.1), print(' by a thread', end=''))).start()",
    ],
    ids=["alone", "beside a thread"],
)
def test_nothing_is_lost(how: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(how=how)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True, text=True,
    )  # fmt: skip
    by_a_thread = " by a thread" if how else ""
    assert done.stdout == f"printed{by_a_thread} at the end"
    assert (done.returncode, done.stderr) == (3, "told")
