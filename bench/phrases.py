"""What ten times the phrases cost, where they rarely stand in a letter: a ratio, well below ten.

    python bench/phrases.py [--save]

The further phrases are put together from words of the letters of corpus/, so that many of their
first words are met, and few of their wordings.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from pathlib import Path

from results import Figures, save, spread

from noticecheck.checker import Checker, load
from noticecheck.model import Document
from noticecheck.read import read

LETTERS = Path(__file__).parents[1] / "corpus" / "letters"
TIMES = 10
WORDINGS = 5
"""Of each further phrase."""
ROUNDS = 5


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--save", action="store_true")
    chosen = parser.parse_args()
    found = measure()
    ratio = found["ratio"]["median"]
    print(f"{found['before']:,} wordings to {found['after']:,}: {ratio:.2f} of the time")
    if chosen.save:
        save("phrases", found)


def measure() -> Figures:
    """How many wordings there are, before and after, and the ratio of the time."""
    documents = [read(str(path)) for path in sorted(LETTERS.glob("*.txt"))[::2]]
    usual = load()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "further.rule").write_text(_further(usual, documents), encoding="utf-8")
        many = load([Path(folder)])
    for checker in (usual, many):
        _seconds(checker, documents)
    # In turns, so that what else the machine does falls on both.
    took = [(_seconds(usual, documents), _seconds(many, documents)) for _ in range(ROUNDS)]
    return {
        "before": len(usual.matcher.sources), "after": len(many.matcher.sources),
        "ratio": spread([after / before for before, after in took]),
    }  # fmt: skip


def _further(checker: Checker, documents: list[Document]) -> str:
    words = sorted({w for one in documents for w in re.findall(r"[a-z]{3,}", one.text.lower())})
    chance = random.Random(1)
    lines: list[str] = []
    for number in range((TIMES - 1) * len(checker.matcher.sources) // WORDINGS):
        lines.append(f"phrase further-{number}")
        for _ in range(WORDINGS):
            wording = chance.choices(words, k=chance.randint(2, 5))
            if chance.random() < 0.4:
                wording.insert(1, "...")
            if chance.random() < 0.3:
                wording[-1] = f"({wording[-1]}|{chance.choice(words)})"
            lines.append(f'    "{" ".join(wording)}"')
        lines.append("")
    return "\n".join(lines)


def _seconds(checker: Checker, documents: list[Document]) -> float:
    checker.matcher.forget()
    start = time.process_time()
    for document in documents:
        checker.check(document)
    return time.process_time() - start


if __name__ == "__main__":
    main()
