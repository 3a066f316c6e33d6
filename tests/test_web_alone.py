"""The page without a server: it says what a server's page says, and asks nobody for anything.

In the browser itself it needs chromium, npm and node, and so NOTICECHECK_ALL_TOOLS.
"""

from __future__ import annotations

import io
import json
import re
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from browsing import violations
from noticecheck.checker import Checker
from noticecheck.read.archive import packed
from noticecheck.read.reader import Reader
from noticecheck.web import alone, texts
from noticecheck.web.asked import Form, page_of
from noticecheck.web.work import Settings, answer
from share import ALL_TOOLS
from test_supply import tool

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
LETTERS = ROOT / "corpus" / "letters"
SILENT = (LETTERS / "fails_silent.txt").read_text(encoding="utf-8")
PDF = LETTERS / "ncnd_reasons_harm.pdf"
WEB = ROOT / "src" / "noticecheck" / "web"
whole = pytest.mark.skipif(
    not ALL_TOOLS, reason="needs chromium, npm and node: NOTICECHECK_ALL_TOOLS=1 runs it"
)


@pytest.fixture(autouse=True)
def rules_that_are_loaded(monkeypatch: pytest.MonkeyPatch, checker: Checker) -> None:
    monkeypatch.setattr("noticecheck.web.work.checker_of", lambda *_: checker)


def of_a_server(form: Form) -> str:
    with Reader() as reader:
        status, body, code, _ = answer(*page_of(form, "."), reader, Settings())
    assert (status, code) == (200, "")
    return body.decode()


def checked(form: Form) -> str:
    return alone.checked(json.dumps(form.fields), form.name, memoryview(form.data))


def body(page: str) -> str:
    """What a page says of the letter, without what only a server can do."""
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(rf'<button type="submit">{texts.TEXTS["letter_docx"]}</button>\n', "", main)


@pytest.mark.parametrize(
    "form",
    [
        Form((("text", SILENT), ("received", "2025-03-03"))),
        Form((), PDF.name, PDF.read_bytes()),
        Form((("text", SILENT), ("fix", '["not_claim", "s43(2)", "withhold", "", ""]'))),
    ],
    ids=["pasted", "pdf", "corrected"],
)
def test_it_says_what_the_page_of_a_server_says(form: Form) -> None:
    assert body(checked(form)) == body(of_a_server(form))


@pytest.mark.parametrize("name", ["hold_estimate.docx", "covering_email.eml", "both.zip", "a.html"])
def test_a_file_that_it_cannot_read_is_not_checked_in_part(name: str) -> None:
    made = {
        "both.zip": packed([("a.txt", SILENT.encode()), ("b.docx", b"PK")]),
        "a.html": f"<html><body><p>{SILENT}</p></body></html>".encode(),
    }
    data = made[name] if name in made else (LETTERS / name).read_bytes()
    page = checked(Form((), name, data))
    assert texts.TEXTS["error_title"] in page and "only text, markdown, pdf can be read" in page


def test_a_scan_is_not_called_broken_where_nothing_reads_scans(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from PIL import Image, ImageDraw

    picture, scan = Image.new("RGB", (1200, 1600), "white"), io.BytesIO()
    ImageDraw.Draw(picture).text((100, 100), "We refuse under section 40(2).", fill="black")
    picture.save(scan, "PDF")
    monkeypatch.delattr("noticecheck.read.ocr", raising=False)
    monkeypatch.setitem(sys.modules, "noticecheck.read.ocr", None)
    page = checked(Form((), "scan.pdf", scan.getvalue()))
    assert "which is not here: give the letter as text" in page


def test_what_is_wrong_is_said_on_the_form() -> None:
    assert texts.error("empty") in checked(Form(()))
    large = checked(Form((), "a.txt", b"a" * (10 * 1024 * 1024 + 1)))
    assert texts.error("too_large", "10") in large
    assert texts.error("too_slow") in alone.refused("too_slow")


def test_its_pages_promise_nothing_of_a_server() -> None:
    for page in (alone.start(), alone.example("fails_silent")):
        for name in ("kept_file", "kept_3", "by_hand", "letter_docx"):
            assert texts.TEXTS[name] not in page
        assert "server" not in re.sub(r"<main.*?</main>", "", page, flags=re.DOTALL)
        assert texts.ALONE["kept_1"] in page


def test_its_policy_lets_it_ask_no_other_host() -> None:
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', alone.start())
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["form-action"] == rules["base-uri"] == "'none'"
    assert rules["connect-src"] == "'self'" and "unsafe-eval" not in rules["script-src"].replace(
        "'wasm-unsafe-eval'", ""
    )


def test_each_of_its_texts_is_used() -> None:
    pages = "".join(path.read_text("utf-8") for path in WEB.glob("templates/*.jinja"))
    own = [name for name, text in texts.ALONE.items() if texts.TEXTS.get(name) != text]
    assert own and all(f"t.{name}" in pages for name in own)


def test_what_it_is_built_of_is_locked_and_runs_in_browsers() -> None:
    build = tool("build_static")
    lines = build.locked(build.NEEDED)
    assert {"pydantic-core", "markupsafe", *build.NEEDED} <= lines.keys()
    lock = (ROOT / "uv.lock").read_text(encoding="utf-8")
    for name, line in lines.items():
        files = re.findall(rf"/{name.replace('-', '_')}-[^/]*\.whl", lock)
        here = [file for file in files if "-none-any" in file or build.PLATFORM in file]
        assert here or name in build.FASTER, f"{name} has no wheel for browsers"
        assert "--hash=sha256:" in line


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("static") / "page"
    tool("build_static").main(folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def page(site: str, browser: Browser) -> Iterator[Page]:
    """The page when all is loaded, and from then on without any network."""
    context = browser.new_context()
    found = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    found.on("console", lambda message: said.append(message.text))
    found.goto(site)
    status = found.get_by_role("status").get_by_text(texts.ALONE["loaded"])
    status.wait_for(timeout=120_000)
    assert all(url.startswith((site, f"blob:{site}")) for url in asked), asked
    assert [text for text in said if "Error" in text or "Policy" in text] == []
    context.set_offline(True)
    yield found
    assert context.cookies() == []
    context.close()


@whole
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(site: str, browser: Browser, axe: str, scheme: Any) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(site)
    page.get_by_role("status").get_by_text(texts.ALONE["loaded"]).wait_for(timeout=120_000)
    found = violations(page, axe)
    page.get_by_label("Paste the letter").fill(SILENT)
    page.get_by_role("button", name="Check the letter").click()
    page.locator(".verdict").wait_for(timeout=120_000)
    found += violations(page, axe)
    context.close()
    assert found == []


def findings(page: Page) -> list[str]:
    return page.locator(".finding").all_text_contents()


@whole
def test_a_letter_is_checked_without_a_network(page: Page, browser: Browser) -> None:
    page.get_by_label("Paste the letter").fill(SILENT)
    page.get_by_role("button", name="Check the letter").click()
    page.locator(".verdict").wait_for()
    served = browser.new_page(java_script_enabled=False)
    served.set_content(of_a_server(Form((("text", SILENT),))))
    assert findings(page) == findings(served) and len(findings(page)) > 4
    verdict = [shown.locator(".verdict").text_content() for shown in (page, served)]
    assert verdict[0] == verdict[1]
    served.close()


@whole
def test_it_is_corrected_and_taken_back(page: Page) -> None:
    before = findings(page)
    page.get_by_text("Wrong? Correct section 43(2)").click()
    page.get_by_role("button", name="The letter does not rely on section 43(2)").first.click()
    page.get_by_role("button", name="Take back").wait_for()
    assert page.get_by_role("rowheader", name="section 43(2)").count() == 0
    page.get_by_role("button", name="Take back").click()
    page.get_by_role("rowheader", name="section 43(2)").first.wait_for()
    assert findings(page) == before


@whole
def test_a_pdf_and_an_example_too_and_back_to_the_form(page: Page) -> None:
    page.get_by_role("link", name="Check another letter").click()
    page.get_by_label("Or choose a file").set_input_files(PDF)
    page.get_by_role("button", name="Check the letter").click()
    page.locator(".path").get_by_text(PDF.name).wait_for()
    page.go_back()
    page.get_by_role("link", name=texts.EXAMPLES["everything_met"]).click()
    page.locator(".path").get_by_text("everything_met.txt").wait_for()
    page.get_by_role("link", name="Check another letter").click()
    page.get_by_label("Or choose a file").set_input_files(LETTERS / "hold_estimate.docx")
    page.get_by_role("button", name="Check the letter").click()
    assert "only text, markdown, pdf" in page.get_by_role("alert").inner_text()


@whole
def test_even_a_script_of_the_page_reaches_no_other_host(page: Page) -> None:
    page.context.set_offline(False)
    script = "fetch('http://127.0.0.2:9/?letter').then(() => 'sent', (why) => String(why))"
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    assert "sent" not in page.evaluate(script)
    worker = f"""() => new Promise((done) => {{
        const blob = new Blob([{json.dumps(f"{script}.then(postMessage)")}]);
        new Worker(URL.createObjectURL(blob)).onmessage = (event) => done(event.data);
    }})"""
    assert "sent" not in page.evaluate(worker)
    assert sum("Content Security Policy" in text for text in said) >= 2, said
    page.context.set_offline(True)


@whole
def test_what_makes_the_check_fail_is_said_by_a_new_one(page: Page) -> None:
    page.context.set_offline(False)
    page.evaluate("void answer({ fields: 5, name: '', bytes: new Uint8Array() })")
    problem = page.get_by_role("alert").get_by_text(texts.error("crashed"))
    problem.wait_for(timeout=120_000)
    page.context.set_offline(True)
