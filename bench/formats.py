"""How long one letter takes in each format, beside the same letter as plain text.

    python bench/formats.py [LETTER] [--quick] [--save]

Reading alone, and reading with the check. Each is the median of several runs in one process, after
a first one that is not counted; plain text is measured anew beside every format, in turns with it,
so that what else the machine does falls on both. Formats whose program is missing are left out,
with --quick all that need one.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from results import Figures, save

from every_format_forms import FORMS, Made, make, missing
from noticecheck.checker import Checker, load
from noticecheck.read import read_bytes

LETTER = "everything_met.txt"
PLAIN = "utf-8"
RUNS, SLOW_RUNS = 21, 3
SHOWN = (
    PLAIN, "utf-16", "markdown", "html", "html-council", "pdf", "pdf-running", "pdf-columns",
    "docx", "docx-tracked", "mail", "mail-html", "mail-docx", "mail-pdf", "mail-forwarded",
    "msg", "msg-docx", "zip", "odt", "rtf", "doc", "scan-pdf", "scan-png",
)  # fmt: skip


def seconds(works: Sequence[Callable[[], object]], runs: int) -> list[float]:
    """The median time of each, done in turns, after one turn that loads what they need."""
    taken: list[list[float]] = [[] for _ in works]
    for turn in range(runs + 1):
        for work, own in zip(works, taken, strict=True):
            start = time.perf_counter()
            work()
            if turn:
                own.append(time.perf_counter() - start)
    return [median(own) for own in taken]


def check(checker: Checker, made: Made) -> object:
    """Read and check."""
    return checker.check(read_bytes(made.data, made.name))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("letter", nargs="?", default=LETTER)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--save", action="store_true")
    chosen = parser.parse_args()
    found = measure(chosen.letter, quick=chosen.quick)
    if chosen.save:
        save("formats", found)


def measure(letter: str, *, quick: bool) -> list[Figures]:
    """Of each format the size and the times, which are printed as they come."""
    checker = load()
    rows: list[Figures] = []
    text = make(PLAIN, letter)
    print("| Form | Bytes | Read, ms | Read and check, ms | Read : plain | Both : plain |")
    print("|---|---:|---:|---:|---:|---:|")
    for form in SHOWN:
        if missing(form) or (quick and FORMS[form].needs):
            continue
        made = make(form, letter)
        plain, read, whole = seconds(
            (
                lambda: check(checker, text),
                lambda made=made: read_bytes(made.data, made.name),  # type: ignore[misc]
                lambda made=made: check(checker, made),  # type: ignore[misc]
            ),
            SLOW_RUNS if FORMS[form].needs else RUNS,
        )
        print(
            f"| {form} | {len(made.data):,} | {1000 * read:.1f} | {1000 * whole:.0f} "
            f"| {read / plain:.2f} | {whole / plain:.2f} |",
            flush=True,
        )
        rows.append({
            "form": form, "bytes": len(made.data), "read_ms": round(1000 * read, 2),
            "both_ms": round(1000 * whole, 1), "read_ratio": round(read / plain, 3),
            "both_ratio": round(whole / plain, 2),
        })  # fmt: skip
    return rows


if __name__ == "__main__":
    main()
