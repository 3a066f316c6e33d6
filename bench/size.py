"""How the time grows with the size of a letter: one of 5 MB beside one of 50 kB, a ratio.

    python bench/size.py [--rounds 3] [--save]

Both are put together of generated letters (letters.py), given as text: reading stops at a million
characters, so the larger one is more than any file can be. A hundred times the size should take
about a hundred times as long.
"""

from __future__ import annotations

import argparse
import time

from letters import letters
from results import Figures, save, spread

from noticecheck.checker import Checker, load
from noticecheck.model import Document

SMALL, LARGE = 50_000, 5_000_000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--save", action="store_true")
    chosen = parser.parse_args()
    figures = measure(chosen.rounds)
    ratio = figures["ratio"]["median"]
    print(f"{LARGE:,} characters take {ratio:.0f} times as long as {SMALL:,}")
    if chosen.save:
        save("size", figures)


def measure(rounds: int) -> Figures:
    """Seconds of both, and their ratio."""
    whole = "\n".join(one.text for one in letters(LARGE // 4500, 1))
    if len(whole) < LARGE:
        raise SystemExit("too few letters for the larger text")
    checker = load()
    # Words are known from the letters before, in an audit; sentences are not.
    checker.check(_document(whole[LARGE // 2 : LARGE // 2 + 500_000]))
    small = [_seconds(checker, whole[at : at + SMALL]) for at in range(0, 20 * SMALL, SMALL)]
    large = [_seconds(checker, whole[:LARGE]) for _ in range(rounds)]
    usual = spread(small)
    return {
        "small_characters": SMALL, "large_characters": LARGE, "small_seconds": usual,
        "large_seconds": spread(large), "ratio": spread([one / usual["median"] for one in large]),
    }  # fmt: skip


def _document(text: str) -> Document:
    return Document("letter.txt", text, "text/plain", "0" * 64)


def _seconds(checker: Checker, text: str) -> float:
    checker.matcher.forget()
    start = time.process_time()
    checker.check(_document(text))
    return time.process_time() - start


if __name__ == "__main__":
    main()
