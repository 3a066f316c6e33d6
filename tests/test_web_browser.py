"""The page in Debian's chromium: without scripts, with them, small, dark, printed; and for axe-core.

Needs chromium and npm, and so NOTICECHECK_ALL_TOOLS, under which what is missing is a failure.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import every_format_docx as word
from browsing import violations
from every_format_forms import FORMS, make
from served import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog

pytestmark = pytest.mark.skipif(
    not os.environ.get("NOTICECHECK_ALL_TOOLS"),
    reason="needs chromium and npm: NOTICECHECK_ALL_TOOLS=1 runs it",
)
LETTERS = Path(__file__).parent.parent / "corpus" / "letters"
SILENT = (LETTERS / "fails_silent.txt").read_text(encoding="utf-8")
PAGES = ("/", "/api", "/example/fails_silent", "/example/fails_pending", "/example/everything_met")


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with served("/foi") as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_violation(
    site: str, browser: Browser, axe: str, path: str, scheme: Any
) -> None:
    # The page's own policy would not let axe in.
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(site + path)
    found = violations(page, axe)
    context.close()
    assert found == []


@pytest.mark.parametrize("path", PAGES)
def test_at_320_pixels_nothing_scrolls_sideways_and_nothing_complains(
    site: str, browser: Browser, path: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + path)
    width = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert (width, said) == (320, [])
    assert all(url.startswith(site) for url in asked)


@pytest.mark.parametrize("scripts", [True, False])
def test_paste_read_correct_and_take_back(site: str, browser: Browser, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{site}/")
    page.get_by_label("Paste the letter").fill(SILENT)
    page.get_by_role("button", name="Check the letter").click()
    heading = page.get_by_role("heading", level=1)
    before = heading.inner_text()
    assert re.match("This refusal leaves out 5 things", before)
    page.get_by_text("Wrong? Correct section 43(2)").click()
    page.get_by_role("button", name="The letter does not rely on section 43(2)").first.click()
    assert page.get_by_role("rowheader", name="section 43(2)").count() == 0
    page.get_by_role("button", name="Take back").click()
    assert heading.inner_text() == before
    assert context.cookies() == []
    context.close()


def test_a_letter_that_was_changed_is_not_lost_unasked(site: str, browser: Browser) -> None:
    """To check again writes the ready letters anew; without a change it asks nothing."""
    page = browser.new_page()
    page.goto(f"{site}/")
    page.get_by_label("Paste the letter").fill(SILENT)
    page.get_by_role("button", name="Check the letter").click()
    page.get_by_text("Wrong? Correct section 43(2)").click()
    correct = page.get_by_role("button", name="The letter does not rely on section 43(2)").first
    page.get_by_text("A letter to the authority: ask for a review").click()
    ready = page.get_by_label("The letter", exact=True).first
    ready.fill("My own words")
    asked: list[str] = []

    def refuse(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.once("dialog", refuse)
    correct.click()
    assert "writes it anew" in asked[0]
    assert ready.input_value() == "My own words"
    page.once("dialog", lambda dialog: dialog.accept())
    correct.click()
    page.get_by_role("button", name="Take back").click()
    page.get_by_role("rowheader", name="section 43(2)").wait_for()
    page.close()


@pytest.mark.parametrize(
    "form",
    [
        "utf-8",
        "markdown",
        "html",
        "pdf",
        "docx",
        "odt",
        "rtf",
        "doc",
        "mail",
        "msg",
        "zip",
        "scan-png",
    ],
)
def test_upload(site: str, browser: Browser, form: str) -> None:
    name = "fails_silent.txt"
    if FORMS[form].family == "office":  # one letter: `make` converts them all together
        data = word.converted(form, (name,))[name]
    else:
        data = make(form, name).data
    page = browser.new_page()
    page.goto(f"{site}/")
    sent = f"letter.{FORMS[form].suffix}"
    kind = "application/octet-stream"
    page.get_by_label("Or choose a file").set_input_files(
        [{"name": sent, "mimeType": kind, "buffer": data}]
    )
    page.get_by_role("button", name="Check the letter").click()
    assert page.locator(".path").inner_text().startswith(sent)
    assert page.get_by_role("heading", level=1).inner_text().startswith("This refusal leaves out")
    page.close()


def test_several_letters_of_one_request(site: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{site}/")
    case = sorted((LETTERS.parent / "cases" / "prices").glob("*.txt"))
    assert len(case) > 1
    page.get_by_label("Or choose a file").set_input_files(case)
    page.get_by_role("button", name="Check the letter").click()
    assert page.get_by_text("What the letters show together").count() == 1
    assert [one.inner_text() for one in page.locator(".path").all()] == [one.name for one in case]
    page.close()


def test_who_got_no_answer(site: str, browser: Browser, axe: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{site}/")
    page.locator("#silent-since").fill("2025-01-06")
    page.get_by_label("Name of the authority").fill("Borley Council")
    page.get_by_role("button", name="What to do now").click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("No answer to your request")
    page.get_by_text("A letter to the authority: a reminder").click()
    assert "To Borley Council" in page.locator("textarea").first.input_value()
    assert violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    context.close()


def test_the_keyboard_reaches_everything_in_its_order(site: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{site}/")
    reached = []
    for _ in range(5):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.hash"))
    page.close()
    assert reached == ["#main", "", "text", "file", "received"]


def test_print_has_the_result_and_no_buttons(site: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{site}/example/fails_silent")
    page.emulate_media(media="print")
    shown = page.locator("button:visible, input:visible, summary:visible").count()
    assert (shown, page.locator(".finding:visible").count() > 4) == (0, True)
    assert len(page.pdf()) > 10_000
    page.close()
