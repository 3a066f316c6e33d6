"""The licences of all that noticecheck and its extras install, as found in this environment.

    python tools/licences.py            a table; 1 where a licence is not among those agreed to

`pip install '.[dev]'` has all extras that users have. What only developers use (dev, docs, release)
is not shipped, and not looked at.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = "noticecheck"
NOT_SHIPPED = ("dev", "docs", "release")
# Whoever passes the program on with one of these has to pass on no source of their own.
AGREED = re.compile(
    r"(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|Python-2\.0|MPL|Mozilla|HPND|CNRI|Zlib"
    r"|0BSD|Unlicense|CC0|LicenseRef-PdfiumThirdParty|FTL|dependency licenses)",
    re.IGNORECASE,
)
REFUSED = re.compile(r"(\bA?GPL|(?<!Lesser )General Public|Affero)", re.IGNORECASE)


def main() -> int:
    rows = sorted((name, licence_of(found)) for name, found in shipped())
    width = max(len(name) for name, _ in rows)
    wrong = [(name, licence) for name, licence in rows if not is_agreed(licence)]
    for name, licence in rows:
        print(f"{name:<{width}}  {licence or 'no licence named'}")
    print(f"{len(rows)} packages, {len(wrong) or 'none'} with a licence that is not agreed to")
    for name, licence in wrong:
        why = licence or "no licence named"
        print(f"{name}: {why}: see AGREED in tools/licences.py", file=sys.stderr)
    return 1 if wrong else 0


def shipped() -> Iterator[tuple[str, Distribution]]:
    """What the project and its extras require, and what that does, by name."""
    extras = distribution(PROJECT).metadata.get_all("Provides-Extra") or []
    waiting = [(PROJECT, extra) for extra in ("", *extras) if extra not in NOT_SHIPPED]
    seen: set[tuple[str, str]] = set()
    found: dict[str, Distribution] = {}
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            raise SystemExit(f"{name} is not installed here: pip install '.[dev]' first") from None
        for text in found[name].requires or ():
            wanted = Requirement(text)
            if wanted.marker is None or wanted.marker.evaluate({"extra": extra}):
                other = canonicalize_name(wanted.name)
                waiting += [(other, each) for each in ("", *wanted.extras)]
    yield from ((name, each) for name, each in found.items() if name != PROJECT)


def licence_of(found: Distribution) -> str:
    """What the metadata says: the expression, else the classifiers, else the first line of text."""
    metadata = found.metadata
    if expression := metadata.get("License-Expression"):
        return str(expression)
    classifiers = metadata.get_all("Classifier") or []
    named = [each.split(" :: ")[-1] for each in classifiers if each.startswith("License ::")]
    if named and named != ["OSI Approved"]:
        return ", ".join(named)
    return str(metadata.get("License") or "").strip().partition("\n")[0]


def is_agreed(licence: str) -> bool:
    """Whether one of the licences to choose from is agreed to, with each of its parts."""
    return any(
        all(AGREED.search(part) and not REFUSED.search(part) for part in parts)
        for parts in (
            re.split(r"\s+and\s+|,\s+", choice.strip("() "), flags=re.IGNORECASE)
            for choice in re.split(r"\s+or\s+", licence, flags=re.IGNORECASE)
        )
    )


if __name__ == "__main__":
    sys.exit(main())
