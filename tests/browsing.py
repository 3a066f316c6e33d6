"""What tests ask of pages in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


def violations(page: Page, axe: str) -> list[tuple[str, list[str]]]:
    """What axe-core finds wrong on a page with everything unfolded: rule and places."""
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    page.evaluate(axe)
    found = page.evaluate(
        "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', "
        "'best-practice']})"
    )
    return [(one["id"], [place["html"] for place in one["nodes"]]) for one in found["violations"]]
