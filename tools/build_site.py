"""Builds the documentation as a site, strictly: a warning or a broken internal link is an error.

    python tools/build_site.py [OUT]     OUT is build/site unless said otherwise

Needs the extra `docs`, and no network. The sources are the Markdown files of the project; the pages
of the rules are made first, into docs/rules/, which is not kept in the repository.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import rule_pages

from noticecheck.language.load import load

ROOT = Path(__file__).resolve().parent.parent
_LOADED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}
"""Elements by which a page loads something, with the attribute that says what."""


class _Loads(HTMLParser):
    """What a page loads by itself, links that a reader may follow not counted."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if value and name == _LOADED.get(tag)]


def loads_from_elsewhere(site: Path) -> Iterator[str]:
    """Every page that loads something from another host, with its address."""
    for path in sorted(site.rglob("*.html")):
        parser = _Loads()
        parser.feed(path.read_text(encoding="utf-8"))
        for address in parser.found:
            if address.startswith(("http:", "https:", "//")):
                yield f"{path.relative_to(site)}: {address}"
    for path in sorted(site.rglob("*.css")):
        text = path.read_text(encoding="utf-8")
        if "@import" in text or "url(http" in text or "url(//" in text:
            yield f"{path.relative_to(site)}: loads something"


def main(out: Path) -> int:
    """Build the site; the exit code of a command."""
    from sphinx.cmd.build import build_main

    rule_pages.write(load([ROOT / "rules"]), ROOT / "docs" / "rules")
    code = build_main(
        ["-q", "-W", "--keep-going", "-n", "-j", "auto", "-c", str(ROOT / "docs"),
         "-d", str(out.with_name(out.name + "-read")), str(ROOT), str(out)]
    )  # fmt: skip
    if code:
        return code
    elsewhere = list(loads_from_elsewhere(out))
    print("\n".join(elsewhere) or f"{out}: {len(list(out.rglob('*.html')))} pages")
    return 1 if elsewhere else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build" / "site").resolve()))
