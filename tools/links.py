"""Whether what docs/ and rules/ point to on other sites is still there: for a weekly job.

    python tools/links.py            1 where an address is gone

An address that nobody answers for is told as unknown, and never taken for sound: without network
all of them are, and the exit code is 3. What only stands for an address, as in an example of a
command, is left out.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parent.parent
KINDS = ("docs/**/*.md", "rules/**/*.toml", "*.md")
SECONDS = 20.0
AT_ONCE = 4
"""Requests: the sites are public services."""
_ADDRESS = re.compile(r"https?://[\w.-]+\.\w+[^\s\"'`<>()\]|]*")
_STANDS_FOR_ONE = re.compile(r"//(?:127\.|localhost|[\w.-]*\bexample\b)")
GONE = frozenset({404, 410})


def main() -> int:
    found = addresses(path for kind in KINDS for path in ROOT.glob(kind))
    with httpx.Client(timeout=SECONDS, follow_redirects=True) as client:
        answers = ask(client, found)
    for address, answer in answers.items():
        if answer is None or answer >= 400:
            said = "nobody answers" if answer is None else f"{answer}"
            print(f"{found[address][0]}: {address}: {said}")
    gone = sum(answer in GONE for answer in answers.values())
    unknown = sum(a is None or (a >= 400 and a not in GONE) for a in answers.values())
    print(f"{len(found)} addresses: {gone} gone, {unknown} unknown")
    return 1 if gone else 3 if unknown == len(found) else 0


def addresses(paths: Iterable[Path]) -> dict[str, list[str]]:
    """Every address, without its fragment, and the files that name it."""
    named: dict[str, list[str]] = defaultdict(list)
    for path in sorted(paths):
        for match in _ADDRESS.finditer(path.read_text(encoding="utf-8")):
            address = match.group().partition("#")[0].rstrip(".,;:*")
            if not _STANDS_FOR_ONE.search(address):
                named[address].append(path.name)
    return dict(named)


def ask(client: httpx.Client, found: Iterable[str]) -> Mapping[str, int | None]:
    """The status that each address is answered with; None where nobody answers."""

    def status(address: str) -> int | None:
        try:
            answer = client.head(address)
            # Some sites answer no HEAD.
            return client.get(address).status_code if answer.is_error else answer.status_code
        except httpx.HTTPError:
            return None

    listed = list(found)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return dict(zip(listed, pool.map(status, listed), strict=True))


if __name__ == "__main__":
    sys.exit(main())
