"""docs/audit.md names every column and question that there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from noticecheck.audit import compare, query, tables

PAGE = (Path(__file__).parent.parent / "docs" / "audit.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    found = re.search(rf"^#+ {re.escape(title)}\n(.*?)(?=^#|\Z)", PAGE, re.DOTALL | re.MULTILINE)
    assert found, title
    return found[1]


@pytest.mark.parametrize(
    "title, names",
    [
        ("notices", tables.NOTICES.names),
        ("assessments", tables.ASSESSMENTS.names),
        ("errors", tables.ERRORS.names),
        ("Questions: `noticecheck query`", [*query.named()]),
        ("Two audits of the same letters", compare.COLUMNS),
    ],
)
def test_all_of_them_are_told(title: str, names: list[str]) -> None:
    told = set(re.findall(r"`([a-z0-9_-]+)`", section(title)))
    assert set(names) <= told


def test_its_links_lead_somewhere() -> None:
    def anchor(heading: str) -> str:
        return re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-")

    anchors = {anchor(heading) for heading in re.findall(r"^#+ (.*)$", PAGE, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) <= anchors
