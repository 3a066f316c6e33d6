"""Writes the generated blocks of README.md and docs/: real output of real commands.

    python tools/generate.py            writes what has changed
    python tools/generate.py --check    changes nothing; exit code 1 if something would change

A block stands between `<!-- generated: NAME -->` and `<!-- end -->`.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILES = ("README.md", "docs/accuracy.md")
LETTER = "corpus/letters/nat_20_escorts.txt"
BLOCK = re.compile(
    r"(?P<open><!-- generated: (?P<name>[a-z-]+) -->\n).*?(?P<close><!-- end -->)", re.DOTALL
)


def run(*arguments: str) -> str:
    """What a noticecheck command prints on stdout, run in the root of the project."""
    from noticecheck import cli

    printed = io.StringIO()
    with contextlib.chdir(ROOT), contextlib.redirect_stdout(printed):
        cli.run(arguments)
    return printed.getvalue()


def letter() -> str:
    lines = (ROOT / LETTER).read_text(encoding="utf-8").splitlines()
    wrapped = [part for line in lines for part in textwrap.wrap(line, 88) or [""]]
    return "```text\n" + "\n".join(wrapped).strip() + "\n```\n"


def output() -> str:
    return f"```console\n$ noticecheck check {LETTER}\n{run('check', LETTER)}```\n"


def accuracy() -> str:
    result = json.loads(run("eval", "corpus", "--json"))
    rows = [f"| {name} | {value:.3f} |" for name, value in result["measures"].items()]
    head = f"{result['letters']} letters, {result['without_report']} without a report.\n\n"
    return head + "| measure | value |\n| --- | --- |\n" + "\n".join(rows) + "\n"


def reliability() -> str:
    """Of the assessments of all labelled letters, by confidence, how many hold."""
    folders = ("corpus", "corpus/unseen")
    results = [json.loads(run("eval", folder, "--json"))["reliability"] for folder in folders]
    rows = []
    for bins in zip(*results, strict=True):
        number, held = (sum(bin[key] for bin in bins) for key in ("number", "held"))
        share = f"{held / number:.3f}" if number else "-"
        rows.append(f"| {bins[0]['name']} | {number} | {held} | {share} |")
    head = "| confidence | assessments | hold | share |\n| --- | --- | --- | --- |\n"
    return head + "\n".join(rows) + "\n"


BLOCKS: dict[str, Callable[[], str]] = {
    "letter": letter,
    "output": output,
    "accuracy": accuracy,
    "reliability": reliability,
}


def filled(text: str) -> str:
    """The text of a file with every generated block made anew."""
    return BLOCK.sub(lambda match: match["open"] + BLOCKS[match["name"]]() + match["close"], text)


def stale() -> list[str]:
    """The files whose generated blocks are not what the commands print now."""
    return [
        name
        for name in FILES
        if (text := (ROOT / name).read_text(encoding="utf-8")) != filled(text)
    ]


def main() -> int:
    os.environ.pop("COLUMNS", None)
    names = stale()
    for name in names:
        print(f"{name}: generated blocks have changed")
        if "--check" not in sys.argv:
            path = ROOT / name
            path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")
    return 1 if names and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
