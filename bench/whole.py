"""Whole processes beside each other: noticecheck, a bare interpreter, and linters of text.

    python bench/whole.py [--letters N] [--rounds N] [--only start scan tools] [--save]

Prints medians and ratios: of one letter with a warm cache to `python -c pass`; of the scan for
phrases to that of a raw matcher (hyperscan, where it is installed: the ceiling), beside the whole
check; and of other tools, where they are installed, on the same letters: proselint with its own
checks, textlint with textlint-rule-prh and semgrep with as many of our wordings as they read. None
of them tells a claim from a mention; they only show what finding words costs.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from results import Figures, save, spread

from noticecheck.checker import load
from noticecheck.match import normalise
from noticecheck.read import read

CORPUS = Path(__file__).parents[1] / "corpus" / "letters"
LETTER = CORPUS / "nat_20_escorts.txt"
CHECK = (sys.executable, "-m", "noticecheck", "check", "--fail-on", "never")
WORDINGS = 400
"""Of ours that other tools are given."""
ROUNDS = 5


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--letters", type=int, default=40)
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--only", choices=("start", "scan", "tools"), nargs="+")
    options.add_argument("--save", action="store_true")
    asked = options.parse_args()
    paths = sorted(CORPUS.glob("*.txt"))[: asked.letters]
    parts: dict[str, Callable[[], Figures]] = {
        "start": lambda: start(asked.rounds),
        "scan": lambda: scan(paths),
        "tools": lambda: tools(paths),
    }
    for name in asked.only or parts:
        found = parts[name]()
        for what, value in found.items():
            shown = f"{value['median']:10.4g}" if isinstance(value, dict) else f"{value!s:>10}"
            print(f"{name:8}{what:32}{shown}", flush=True)
        if asked.save:
            save(name, found)


def start(rounds: int) -> Figures:
    """One letter, the cache warm, and an interpreter that does nothing, in turns.

    The letter lies in a folder without a configuration: ours would be read, and be measured too.
    """
    with tempfile.TemporaryDirectory() as folder:
        check = [*CHECK, str(shutil.copy(LETTER, Path(folder) / "letter.txt"))]
        _seconds(check)
        took = [(_seconds([sys.executable, "-c", "pass"]), _seconds(check)) for _ in range(rounds)]
    return {
        "bare_ms": spread([1e3 * bare for bare, _ in took]),
        "check_ms": spread([1e3 * check for _, check in took]),
        "ratio": spread([check / bare for bare, check in took]),
    }


def scan(paths: Sequence[Path]) -> Figures:
    """Milliseconds a letter of a raw matcher, of the scan for phrases, and of a check."""
    checker = load()
    documents = [read(str(path)) for path in paths]
    for document in documents:
        checker.check(document)
    texts = [normalise(document.text).text for document in documents]
    stages: dict[str, Callable[[], object]] = {
        "scan_ms": lambda: [checker.matcher.scan(one.text) for one in documents],
        "check_ms": lambda: [checker.check(one) for one in documents],
    }
    raw = _raw(checker.matcher.sources)
    if raw is not None:
        stages["raw_ms"] = lambda: [raw(text.encode()) for text in texts]
    took: dict[str, list[float]] = {name: [] for name in stages}
    for _ in range(ROUNDS):
        for name, stage in stages.items():
            checker.matcher.forget()
            begun = time.process_time()
            stage()
            took[name].append(1e3 * (time.process_time() - begun) / len(documents))
    found: Figures = {name: spread(values) for name, values in took.items()}
    found |= {"letters": len(documents), "characters": sum(map(len, texts)) // len(texts)}
    found["wordings"] = len(checker.matcher.sources)
    if raw is not None:
        pairs = zip(took["scan_ms"], took["raw_ms"], strict=True)
        found["scan_to_raw"] = spread([ours / theirs for ours, theirs in pairs])
    return found


def _raw(wordings: Sequence[str]) -> Callable[[bytes], object] | None:
    """The scan of hyperscan for our wordings, without their places; None where it is missing.

    It cannot tell where one begins: with places it calls so many wordings too large. Its word
    boundaries are plainer than ours.
    """
    try:
        import hyperscan
    except ImportError:
        return None
    plain = [one.replace(r"(?<!\w)", r"\b").replace(r"(?!\w)", r"\b").encode() for one in wordings]
    database = hyperscan.Database()
    database.compile(
        expressions=plain, ids=list(range(len(plain))), elements=len(plain),
        flags=hyperscan.HS_FLAG_SINGLEMATCH,
    )  # fmt: skip
    return lambda text: database.scan(text, match_event_handler=lambda *_: None)


def tools(paths: Sequence[Path]) -> Figures:
    """Letters a second of whole processes, ours and others', their start included."""
    found: Figures = {"letters": len(paths)}
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            shutil.copy(path, folder)
        ours = _seconds([*CHECK, "--format", "jsonl", folder])
        found["noticecheck"] = round(len(paths) / ours, 2)
        for name, command in _others(Path(folder)).items():
            if shutil.which(name) is None:
                found[name] = None
                continue
            found[name] = round(len(paths) / _seconds(command), 2)
    return found


def _seconds(command: Sequence[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(
        command, env=_installed(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    return time.perf_counter() - begun


def _installed() -> dict[str, str]:
    """The environment of a program that was installed: its modules are compiled, and stay so."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


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
