"""Reports in every format: golden files, and what holds whatever a letter says."""

from __future__ import annotations

import csv
import html
import io
import json
import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from markdown_it import MarkdownIt

import report_samples as samples
from noticecheck.choices import Format
from noticecheck.model import Document, Item, Place, Report, SetAside, Span
from noticecheck.report.about import About, fingerprints
from noticecheck.report.formats import REPORTERS

GOLDEN = Path(__file__).parent / "golden"
FOLDER = os.environ.get("NOTICECHECK_SAMPLES", "")
REPORTS = [make() for make in samples.SAMPLES.values()]
NEW: list[Format] = ["sarif", "junit", "github", "gitlab", "markdown", "html", "csv"]


def write(form: Format, *reports: Report, about: About | None = None) -> str:
    return REPORTERS[form](reports, about or About())


@pytest.mark.parametrize("form", NEW)
def test_golden(form: Format) -> None:
    """UPDATE_GOLDEN=1 writes it anew."""
    path, text = GOLDEN / f"report.{form}", write(form, *REPORTS)
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode()


def test_every_format_has_its_function() -> None:
    assert list(REPORTERS) == list(get_args(Format))


# ------------------------------------------------------------------------------ hostile letters

_NASTY = st.sampled_from(
    ["<script>alert(1)</script>", "]]>", "\x00\x1b[31m", "\u202e", "\ud800", "::error::x\n", "%0A",
     "|", "`", "<!--", "-->", "&lt;", "\r\n", "\u2028", "=1+1", "@here", "#12", "![x](y)", "\ufffe",
     "https://evil.example", "[a](b)", "<b onclick=x>", "'\"", "\U0001f600", "{{ 7 }}", "\n# h\n"]
)  # fmt: skip
_TEXTS = st.lists(_NASTY | st.text(max_size=8), min_size=1, max_size=12).map("".join)


@st.composite
def hostile(draw: st.DrawFn) -> Report:
    """A report whose letter, path, names and reasons are made to do harm."""
    text = draw(_TEXTS.filter(lambda made: bool(made.strip())))
    ends = st.integers(0, len(text))
    spans = [
        Span(min(pair), max(pair)) for pair in draw(st.lists(st.tuples(ends, ends), max_size=3))
    ]
    bad = draw(_TEXTS)
    kinds = st.sampled_from(["text/plain", "application/pdf", "message/rfc822"])
    places = (Place(Span(0, len(text)), page=1, part=bad),) if draw(st.booleans()) else ()
    document = Document(bad, text, draw(kinds), "", places=places)
    aside = draw(st.none() | st.just(SetAside("suppression", bad, date(2024, 5, 1), bad)))
    points = tuple(
        replace(point, message=bad, advice=bad, evidence=tuple(spans), set_aside=aside)
        for point in samples.POINTS[4:9]
    )
    notice = replace(
        samples.NOTICE, document=document, claims=(), mentions=(), authority=bad, reference=bad
    )
    return replace(
        samples.REPORT, document=document, notice=notice, assessments=points, warnings=(bad,)
    )


class Tags(HTMLParser):
    """What a browser makes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


# fmt: off
OURS = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "p", "nav", "ol", "li", "main",
    "article", "h1", "h2", "h3", "dl", "div", "dt", "dd", "strong", "table", "caption", "thead",
    "tbody", "tr", "th", "td", "span", "ul", "section", "blockquote", "br", "mark", "details",
    "summary", "footer",
}
# fmt: on


@settings(max_examples=50, deadline=None)
@given(report=hostile())
def test_whatever_a_letter_says_every_format_stays_what_it_is(report: Report) -> None:
    texts = {form: write(form, report, report) for form in NEW}
    for form, text in texts.items():
        acting = [char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Cs")]
        assert all(char.isspace() for char in acting), form
        text.encode()
    for form in ("sarif", "gitlab"):
        json.loads(texts[form])  # type: ignore[index]
    assert len(ElementTree.fromstring(texts["junit"])) == 2
    commands = texts["github"].splitlines()
    assert all(re.match(r"::(error|warning|notice) file=", line) for line in commands)
    rows = list(csv.reader(io.StringIO(texts["csv"])))
    assert {len(row) for row in rows} == {len(rows[0])} and len(rows) == 11
    assert not [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r"))]
    for tag, attributes in Tags(texts["html"]).found:
        assert tag in OURS and not [name for name in attributes if name.startswith("on")]
        link = attributes.get("href") or "#"
        assert link.startswith(("#", "https://www.legislation.gov.uk/")), link
    for token in shown_markdown(texts["markdown"]):
        assert token.type not in ("image", "link_open", "code_inline", "code_block", "fence")
        if token.type == "html_inline":
            assert token.content == "<!-- -->"
        elif token.type == "html_block":
            assert re.fullmatch(r"<!-- noticecheck -->|</?details>.*", token.content.strip())
        elif token.type == "text":
            assert not re.search(r"[@#]\w", token.content)


def shown_markdown(text: str) -> Iterator[Any]:
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        yield token
        yield from token.children or ()


def test_a_page_lets_nothing_load_or_run() -> None:
    page = write("html", *REPORTS)
    (policy,) = [a for t, a in Tags(page).found if a.get("http-equiv") == "Content-Security-Policy"]
    assert str(policy["content"]).startswith("default-src 'none'; style-src 'sha256-")
    assert "style=" not in page and "<script" not in page and "url(" not in page


def test_links_of_a_page_lead_somewhere_and_names_are_unique() -> None:
    found = Tags(write("html", *REPORTS, *REPORTS)).found
    names = [str(attributes["id"]) for _, attributes in found if "id" in attributes]
    assert len(names) == len(set(names))
    links = [str(a["href"])[1:] for _, a in found if str(a.get("href")).startswith("#")]
    assert set(links) <= set(names) and len(links) > 10


# --------------------------------------------------------------------------- places in the letter


def results(text: str) -> list[dict[str, Any]]:
    (run,) = json.loads(text)["runs"]
    return list(run["results"])


@settings(deadline=None)
@given(text=st.text(alphabet="ab é😀\n", min_size=1), data=st.data())
def test_regions_of_sarif_are_the_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    document = samples.document("a.txt", text)
    point = replace(samples.POINTS[5], evidence=(span,))
    report = replace(samples.REPORT, document=document, notice=None, assessments=(point,))
    (result,) = results(write("sarif", report))
    region = result["locations"][0]["physicalLocation"]["region"]
    offsets = [0, *(match.end() for match in re.finditer("\n", text))]
    first = offsets[region["startLine"] - 1] + region["startColumn"] - 1
    last = offsets[region["endLine"] - 1] + region["endColumn"] - 1
    assert Span(first, last) == span
    assert (region["charOffset"], region["charLength"]) == (span.start, span.end - span.start)
    assert region["snippet"]["text"] == text[first:last]


def test_offsets_only_where_the_text_is_the_file() -> None:
    """Windows line ends or another encoding move them; lines stay."""
    other = replace(samples.REPORT, document=replace(samples.document(), sha256="0" * 64))
    regions = [
        r["locations"][0]["physicalLocation"]["region"] for r in results(write("sarif", other))
    ]
    assert not [region for region in regions if "charOffset" in region]
    assert [region for region in regions if "startColumn" in region]


def test_what_has_no_lines_is_told_by_its_page() -> None:
    pages = Document("a.pdf", samples.TEXT, "application/pdf", "", pages=(0, 200))
    report = replace(samples.REPORT, document=pages)
    places = [r["locations"][0] for r in results(write("sarif", report)) if r["kind"] == "fail"]
    assert places[0]["physicalLocation"]["region"] == {"startLine": 1}
    assert places[0]["logicalLocations"] == [{"fullyQualifiedName": "page 2"}]
    for form in ("github", "gitlab", "junit"):
        text = write(form, report)  # type: ignore[arg-type]
        assert "page 2" in text and "line 1" not in text and "line=" not in text


def test_fingerprints_are_the_same_where_the_words_have_moved() -> None:
    more = "Sent by post\n\n" * 3
    moved = replace(
        samples.REPORT,
        document=samples.document(text=more + samples.TEXT.replace(" ", "  ")),
        notice=None,
        assessments=tuple(
            replace(point, evidence=tuple(_moved(span, len(more)) for span in point.evidence))
            for point in samples.POINTS
        ),
    )
    before = fingerprints(replace(samples.REPORT, notice=None))
    assert fingerprints(moved) == before
    assert len(set(before)) == len(before)
    assert fingerprints(moved, "a.txt") != before


def _moved(span: Span, by: int) -> Span:
    start, end = (n + samples.TEXT[:n].count(" ") + by for n in span)
    return Span(start, end)


# ------------------------------------------------------------------------- what each format has to have


def test_sarif_tells_every_assessment() -> None:
    found = results(write("sarif", samples.REPORT))
    kinds = {"pass", "fail", "review", "notApplicable", "informational"}
    assert {result["kind"] for result in found} == kinds
    assert {r["level"] for r in found if r["kind"] != "fail"} == {"none"}
    assert {r["level"] for r in found if r["kind"] == "fail"} == {"error", "warning"}


@pytest.mark.skipif(not FOLDER, reason="NOTICECHECK_SAMPLES names no folder: see tests/samples.py")
def test_sarif_is_valid_by_the_schema_of_the_standard() -> None:
    (schema,) = Path(FOLDER).rglob("sarif-2.1.0*.json")
    check = Draft4Validator(json.loads(schema.read_text(encoding="utf-8")))
    assert not list(check.iter_errors(json.loads(write("sarif", *REPORTS))))


def test_gitlab_has_what_it_requires() -> None:
    """https://docs.gitlab.com/ci/testing/code_quality: these fields, and fingerprints of their own."""
    issues = json.loads(write("gitlab", *REPORTS))
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["location"]["lines"]["begin"] >= 1
    other = replace(samples.REPORT, document=samples.document("letters/other.txt"))
    marks = [i["fingerprint"] for i in json.loads(write("gitlab", samples.REPORT, other))]
    assert len(set(marks)) == len(marks)


def test_paths_are_as_services_know_them() -> None:
    report = replace(samples.REPORT, document=samples.document("./letters/a.txt"))
    assert {i["location"]["path"] for i in json.loads(write("gitlab", report))} == {"letters/a.txt"}
    assert "file=letters/a.txt," in write("github", report)


@pytest.mark.parametrize(
    ("fail_on", "failures"), [("must", 3), ("should", 4), ("unclear", 6), ("never", 0)]
)
def test_junit_fails_on_what_the_letters_own_configuration_says(
    fail_on: str, failures: int
) -> None:
    about = About(fail_on=("never", fail_on))
    whole = ElementTree.fromstring(write("junit", samples.REPORT, samples.REPORT, about=about))
    first, second = whole.findall("testsuite")
    assert [len(suite.findall("testcase/failure")) for suite in (first, second)] == [0, failures]
    for suite in (whole, first, second):
        for name, path in (("failures", "failure"), ("skipped", "skipped"), ("errors", "error")):
            assert int(suite.get(name, "")) == len(suite.findall(f".//testcase/{path}"))
        assert int(suite.get("tests", "")) == len(suite.findall(".//testcase"))
    names = [(case.get("classname"), case.get("name")) for case in second]
    assert len(set(names)) == len(names)


def test_what_is_set_aside_fails_nowhere_and_is_told_everywhere() -> None:
    why = SetAside("suppression", "the leaflet says it", date(2024, 5, 1), "a.noticecheck.toml:1")
    points = tuple(
        replace(point, set_aside=why) if point.status == "gap" else point
        for point in samples.POINTS
    )
    report = replace(samples.REPORT, assessments=points)
    for form in NEW:
        assert "the leaflet says it" in write(form, report), form
    assert not ElementTree.fromstring(write("junit", report)).findall(".//failure")
    assert "::error" not in write("github", report)
    assert {i["severity"] for i in json.loads(write("gitlab", report))} <= {"info", "minor"}


# ------------------------------------------------------------------------------------- what a page shows


def with_schedule() -> Report:
    """The scores, the names and the correspondence as documents of a schedule; "[...]" left open."""
    text = (
        samples.TEXT + "1 Scores. Withheld: s43(2)\n2 Names. Withheld\n3 Notes. Released\n[name]\n"
    )

    def row(label: str, words: str, status: Any, *provisions: str) -> Item:
        start = text.index(f"{label} {words}")
        span = Span(start, text.index("\n", start))
        return Item(label, Span(start + 2, start + 2 + len(words)), status, provisions, span)

    items = (
        row("1", "Scores", "withheld", "s43(2)"),
        row("2", "Names", "withheld"),
        row("3", "Notes", "released"),
    )
    document, left = samples.document(text=text), text.index("[name]")
    notice = replace(
        samples.NOTICE, document=document, items=items, placeholders=(Span(left, left + 6),)
    )
    return replace(samples.REPORT, document=document, notice=notice)


def test_a_schedule_is_shown_with_what_lacks_an_exemption() -> None:
    page, comment = (write(form, with_schedule()) for form in ("html", "markdown"))
    assert "3 documents: 2 withheld, 1 released" in page and "2 withheld, 1 released" in comment
    assert "| 2 | Names | withheld | NO exemption named |" in comment
    assert "| 3 | Notes | released |  |" in comment
    links = re.findall(r'<a href="#(letter1-i\d)">\d</a>', page)
    assert links == ["letter1-i1", "letter1-i2", "letter1-i3"]
    assert all(f'<span id="{link}"' in page for link in links)


def test_a_comment_lists_of_a_long_schedule_what_lacks_an_exemption() -> None:
    report = with_schedule()
    assert report.notice is not None
    long = replace(report, notice=replace(report.notice, items=report.notice.items * 30))
    comment = write("markdown", long)
    assert "here are 30 without an exemption" in comment
    assert comment.count("| Names |") == 30 and "| Scores |" not in comment


def test_what_was_left_open_is_marked() -> None:
    assert '<mark class=" open">[name]</mark>' in write("html", with_schedule())
    assert "left open" not in write("html", samples.REPORT)


def test_words_that_only_stand_for_the_refusal_are_not_marked_as_missing() -> None:
    """The letter as a whole does not say how to complain: the words that refuse are as they ought."""
    words = "The names are exempt under section 40(2)"
    point = replace(samples.POINTS[10], evidence=(samples.span(words),))
    page = write("html", replace(samples.REPORT, assessments=(point,)))
    assert '<mark class="gap' not in page.partition('class="letter"')[2]
    assert page.count('href="#letter1-1"') == 1 and page.count('href="#letter1-1-w1"') == 1


def test_the_letter_is_shown_whole_and_once() -> None:
    page = write("html", with_schedule())
    letter = page.partition('class="letter"')[2].partition(">")[2].partition("</div>")[0]
    letter = re.sub(r"<a class=\"ref.*?</a>", "", letter)
    assert (
        html.unescape(re.sub(r"<[^>]*>", "", letter)).strip()
        == with_schedule().document.text.strip()
    )
