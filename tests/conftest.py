"""What many tests share: the checker with the rules of this repository, loaded once."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import pytest

from loaded import load_once, rules_once, the_checker
from noticecheck import compiled
from noticecheck.checker import Checker
from noticecheck.language import load as loading
from noticecheck.lsp.rule_files import Parsed
from strategies import register_profiles

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from every_format_check import Comparison


# What is parsed of a rule file depends on its text alone, and so does what is compiled of an
# expression: many tests load the same files.
loading.parse_file = Parsed()  # type: ignore[assignment]
compiled.form_of = cache(compiled.form_of)
register_profiles()


@pytest.hookimpl(wrapper=True)
def pytest_cmdline_main() -> Iterator[None]:
    """A cache of the tests' own, which their workers and the commands that they start share."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NOTICECHECK_CACHE_DIR"] = folder
        return (yield)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """For one module only: as long as it runs, so does its event loop, which other tests want."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        found = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("axe")
    command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "axe-core@4.14.1"]
    subprocess.run(command, cwd=folder, check=True)
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def checker() -> Checker:
    """Rules, catalogues and matcher as `noticecheck check` loads them."""
    return the_checker()


@pytest.fixture(scope="session")
def letters(checker: Checker) -> Comparison:
    """Twenty letters as plain text, with their reports, to compare other forms with."""
    # Late: most tests need no programs that write PDF and DOCX.
    from every_format_check import Comparison

    return Comparison(checker)


@pytest.fixture
def rules_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands that run in this process take the rules that are loaded already."""
    monkeypatch.setattr("noticecheck.checker.load", load_once)
    monkeypatch.setattr("noticecheck.language.load.load", rules_once)
