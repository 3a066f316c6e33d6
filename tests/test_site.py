"""The documentation as a site: every page is reached, every link leads somewhere, every rule has a
page that says something under every heading. That Sphinx builds it is a step of .ci/run."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from types import ModuleType

import pytest

from noticecheck.checker import Checker
from noticecheck.language.model import Rule
from noticecheck.version import VERSION

ROOT = Path(__file__).resolve().parent.parent
DOCS = sorted((ROOT / "docs").glob("*.md"))
PAGES = [*DOCS, ROOT / "SECURITY.md", ROOT / "rules" / "README.md", ROOT / "corpus" / "README.md"]


def tool(name: str) -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "tools"))
        return importlib.import_module(name)


@pytest.fixture(scope="module")
def rule_pages() -> ModuleType:
    return tool("rule_pages")


@pytest.fixture(scope="module")
def pages(checker: Checker, rule_pages: ModuleType) -> list[tuple[Rule, str]]:
    return [(rule, rule_pages.page(rule, checker.ruleset)) for rule in checker.ruleset.rules]


def sections(page: str) -> dict[str, str]:
    """What stands under each heading of a page; an example may hold anything but a heading."""
    parts = re.split(r"^## (.+)$", page, flags=re.MULTILINE)
    return dict(zip(parts[1::2], map(str.strip, parts[2::2]), strict=True))


def test_every_rule_has_the_same_headings_and_none_is_empty(
    pages: list[tuple[Rule, str]], rule_pages: ModuleType
) -> None:
    for rule, page in pages:
        found = sections(page)
        assert tuple(found) == rule_pages.HEADINGS, rule.full_id
        assert all(len(text.split()) >= 3 for text in found.values()), rule.full_id


def words(text: str) -> str:
    """A text without the marks of Markdown, to look for others in it."""
    return " ".join(re.sub(r"[\\>]", "", text).split())


def test_a_page_has_what_the_rule_has(pages: list[tuple[Rule, str]]) -> None:
    statuses = {"Met": "met", "Gap": "gap", "When a person must look": "unclear"}
    for rule, page in pages:
        found = {name: words(text) for name, text in sections(page).items()}
        for law in rule.law:
            assert law.citation in found["What the law says"]
            assert law.citation in found["Source"]
            assert words(law.quote or "") in found["What the law says"]
        for heading, status in statuses.items():
            example = next((one for one in rule.examples if one.status == status), None)
            assert example is None or words(example.text) in found[heading], rule.full_id
        for doubt in rule.unclear_when:
            literal = max(re.split(r"\{\w+\}", doubt.because or ""), key=len)
            assert words(literal) in found["When a person must look"], rule.full_id


def test_a_page_is_in_plain_words(pages: list[tuple[Rule, str]]) -> None:
    """No field, phrase or fact of the rule language is left in what is told."""
    for rule, page in pages:
        told = re.sub(r"^>.*$", "", page, flags=re.MULTILINE).split("## Source")[0]
        assert not re.search(r"\{\w+\}|(?<!\\)<[a-z-]+>|\bThe claim is P\b", told), rule.full_id
        assert "such as ." not in told and "“”" not in told, rule.full_id


def test_every_document_is_in_the_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    listed = {
        line
        for block in re.findall(r"```\{toctree\}\n(.*?)```", index, re.DOTALL)
        for line in block.split()
    }
    assert {path.stem for path in DOCS} - {"index"} <= listed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (page.parent / target).exists(), target


def test_the_citation_names_this_version() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.search(r"^version: (.+)$", citation, re.MULTILINE)[1] == VERSION  # type: ignore[index]


def test_what_a_page_loads_from_another_host_is_found(tmp_path: Path) -> None:
    own = '<script src="_static/a.js"></script><a href="https://www.legislation.gov.uk">law</a>'
    (tmp_path / "own.html").write_text(own, "utf-8")
    (tmp_path / "own.css").write_text("a { background: url(a.png) }", "utf-8")
    found = tool("build_site").loads_from_elsewhere
    assert list(found(tmp_path)) == []
    (tmp_path / "other.html").write_text('<link href="//fonts.example/a.css">', "utf-8")
    (tmp_path / "other.css").write_text("a { background: url(https://fonts.example/a) }", "utf-8")
    assert list(found(tmp_path)) == [
        "other.html: //fonts.example/a.css",
        "other.css: loads something",
    ]
