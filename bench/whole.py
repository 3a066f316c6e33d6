"""Whole processes beside each other: noticecheck, a bare interpreter, and linters of text.

    python bench/whole.py [--letters N] [--rounds N]

Prints medians and ratios: of one letter with a warm cache to `python -c pass`, of checking letters
to the mere scan for phrases, and of other tools, where they are installed, on the same letters:
proselint with its own checks, textlint with textlint-rule-prh and semgrep with as many of our
wordings as they read. None of them tells a claim from a mention; they only show what finding words
costs.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from noticecheck.checker import load
from noticecheck.read import read

CORPUS = Path(__file__).parents[1] / "corpus" / "letters"
LETTER = CORPUS / "nat_20_escorts.txt"
CHECK = (sys.executable, "-m", "noticecheck.cli", "check", "--fail-on", "never")
WORDINGS = 400
"""Of ours that other tools are given."""


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--letters", type=int, default=100)
    options.add_argument("--rounds", type=int, default=15)
    asked = options.parse_args()
    paths = sorted(CORPUS.glob("*.txt"))[: asked.letters]
    _start(asked.rounds)
    scan, check = _in_process(paths)
    print(f"scan alone      {scan * 1e3:8.1f} ms a letter")
    print(f"check           {check * 1e3:8.1f} ms a letter   {check / scan:6.1f} times the scan")
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            shutil.copy(path, folder)
        ours = _seconds([*CHECK, "--format", "jsonl", folder]) / len(paths)
        print(f"check, process  {1 / ours:8.1f} letters a second, start included")
        for name, command in _others(Path(folder)).items():
            if shutil.which(name) is None:
                print(f"{name:15} not installed")
                continue
            theirs = _seconds(command) / len(paths)
            print(
                f"{name:15} {1 / theirs:8.1f} letters a second   {theirs / ours:6.2f} of our time"
            )


def _start(rounds: int) -> None:
    """One letter, the cache warm, and an interpreter that does nothing, in turns."""
    _seconds([*CHECK, str(LETTER)])
    bare, one = [], []
    for _ in range(rounds):
        bare.append(_seconds([sys.executable, "-c", "pass"]))
        one.append(_seconds([*CHECK, str(LETTER)]))
    least, whole = statistics.median(bare), statistics.median(one)
    print(f"python -c pass  {least * 1e3:8.1f} ms")
    print(f"check a letter  {whole * 1e3:8.1f} ms            {whole / least:6.1f} times that")


def _in_process(paths: Sequence[Path]) -> tuple[float, float]:
    """Seconds a letter of the scan for phrases, and of a check."""
    checker = load()
    documents = [read(str(path)) for path in paths]
    for document in documents:
        checker.check(document)
    took = []
    for stage in (lambda one: checker.matcher.scan(one.text), checker.check):
        checker.matcher.forget()
        start = time.process_time()
        for document in documents:
            stage(document)
        took.append((time.process_time() - start) / len(documents))
    return took[0], took[1]


def _seconds(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def _others(folder: Path) -> dict[str, Sequence[str]]:
    """How to run each of the other tools over a folder of letters."""
    letters = [str(path) for path in sorted(folder.glob("*.txt"))]
    wordings = load().matcher.sources[:WORDINGS]
    prh, textlint, semgrep = folder / "prh.yml", folder / "textlintrc.json", folder / "semgrep.yml"
    rules = [{"expected": "-", "pattern": f"/{_slashed(wording)}/i"} for wording in wordings]
    prh.write_text(json.dumps({"version": 1, "rules": rules}), encoding="utf-8")
    textlint.write_text(json.dumps({"rules": {"prh": {"rulePaths": [str(prh)]}}}), encoding="utf-8")
    patterns = [
        {"id": f"w{number}", "pattern-regex": f"(?i){wording}", "message": "-",
         "languages": ["generic"], "severity": "INFO"}
        for number, wording in enumerate(wordings)
    ]  # fmt: skip
    semgrep.write_text(json.dumps({"rules": patterns}), encoding="utf-8")
    return {
        "proselint": ["proselint", "check", *letters],
        "textlint": ["textlint", "-c", str(textlint), *letters],
        "semgrep": ["semgrep", "--config", str(semgrep), "--metrics=off", "-q", *letters],
    }


def _slashed(wording: str) -> str:
    return re.sub(r"(?<!\\)/", r"\\/", wording)


if __name__ == "__main__":
    main()
