"""report.html: whole in one file, safe whatever letters hold, and to be read by everybody."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
import shlex
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from audit_tables import notice, point, small, write
from noticecheck.audit import evidence, figures, page, query

EVIL = "</script><img src=x onerror=alert(1)>\"'><svg onload=alert(2)>{{ 7*7 }}&amp;\x1b[2J\u202e"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> html.HtmlElement:
    folder = small(tmp_path_factory.mktemp("audit"))
    page.write(folder)
    return html.document_fromstring((folder / "report.html").read_text("utf-8"))


def words(element: html.HtmlElement) -> str:
    """The text as it is read, with a blank between its parts."""
    text = " ".join(" ".join(part.split()) for part in element.itertext() if part.strip())
    return re.sub(r" (?=[,.;])", "", text)


def test_it_needs_nothing_from_outside(shown: html.HtmlElement) -> None:
    assert not shown.xpath("//link | //img | //iframe | //object | //embed | //base | //form")
    assert not shown.xpath("//@src | //@srcset | //@style | //@*[starts-with(name(), 'on')]")
    style, script = shown.xpath("//style/text()")[0], shown.xpath("//script/text()")[0]
    assert "url(" not in style and "@import" not in style
    assert not re.search(r"fetch|XMLHttp|import\(|https?:|innerHTML|eval", script)
    policy = shown.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy
    for part in (style, script):
        digest = base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_every_link_leads_somewhere(shown: html.HtmlElement) -> None:
    names = shown.xpath("//@id")
    assert len(names) == len(set(names))
    for link in shown.xpath("//a/@href"):
        assert link.startswith("#") and link[1:] in names


def test_tables_have_captions_and_headings_and_charts_have_words(shown: html.HtmlElement) -> None:
    tables = shown.xpath("//table")
    assert len(tables) > 5
    for table in tables:
        assert words(table.xpath("caption")[0])
        wide = len(table.xpath("thead/tr/th[@scope='col']"))
        assert wide and all(len(row) == wide for row in table.xpath("tbody/tr"))
        assert all(row.xpath("th[@scope='row']") for row in table.xpath("tbody/tr"))
        titles = [words(cell) for cell in table.xpath("thead/tr/th")][1:]
        for row in table.xpath("tbody/tr"):
            # On a narrow screen the heading stands beside each cell.
            assert row.xpath("td/@data-label") == titles
    charts = shown.xpath("//*[local-name()='svg']")
    assert charts and all(chart.get("role") == "img" for chart in charts)
    assert "Of 7: 5 met, 1 unclear, 1 with a gap." in [c.get("aria-label") for c in charts]
    assert shown.get("lang") == "en-GB"
    levels = [int(one.tag[1]) for one in shown.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))


def test_a_rate_has_its_number_its_interval_and_its_meaning(shown: html.HtmlElement) -> None:
    (row,) = shown.xpath("//table[@id='by-element']//tr[th/a[@href='#duty-public_interest']]")
    assert words(row) == (
        "Gives reasons on the public interest 4 letters: too few for any rate "
        "4 in 4 letters 2 of 4 15% to 85% 1 1 of 4 5% to 70%"
    )
    duty = words(shown.get_element_by_id("duty-public_interest"))
    assert "The claims that owe public interest reasons" in duty
    assert "2 met, 1 unclear and 1 gap among 4 cases in 4 letters." in duty
    (whole,) = shown.xpath("//section[@id='overview']")
    assert "7 letters: too few to say more than 36% to 92%" in words(whole)
    letters = words(shown.get_element_by_id("letters"))
    assert "are left out of every rate 1" in letters


def test_a_gap_is_shown_with_its_place_and_words(shown: html.HtmlElement) -> None:
    duty = words(shown.get_element_by_id("duty-public_interest"))
    assert (
        "letters/a1.txt, line 3 00000000000000a1 The rates are exempt. What s17-3-b says of s43(2)."
    ) in duty
    assert "letters/a3.txt" not in duty, "a duplicate counts once"
    faults = words(shown.get_element_by_id("faults"))
    assert "letters/x.pdf the PDF is broken" in faults


def test_every_letter_links_to_its_file_or_names_its_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["javascript:alert(1).txt", "a b#c?d%.txt", 'quo"te<b>.txt', "t.csv", "z.zip"]
    for name in names:
        Path(name).write_text("letter", encoding="utf-8")
    letters = [
        notice(f"a{n}", path=name, source=name, authority=f"Body {n}", verdict="gaps")
        for n, name in enumerate(names[:3])
    ] + [
        notice("b1", path="r1", source="t.csv", row=17, authority="Row", verdict="gaps"),
        notice("b2", path="in/a.txt", source="z.zip", authority="Member", verdict="gaps"),
        notice("b3", path="gone.txt", source="gone.txt", authority="Gone", verdict="gaps"),
    ]
    rows = [point(one["letter"], "s17-3-b", "gap", "s43(2)") for one in letters]
    out = write(tmp_path / "results", letters, rows)
    page.write(out)
    shown = html.document_fromstring((out / "report.html").read_text("utf-8"))
    links = {
        words(link): unquote(link.get("href")) for link in shown.xpath("//p[@class='where']//a")
    }
    assert links == {name: f"../{name}" for name in names}
    assert all(Path(out, link).is_file() for link in links.values())
    text = words(shown.get_element_by_id("evidence"))
    assert "r1, line 3 row 17 of t.csv" in text and "in/a.txt, line 3 in z.zip" in text
    assert "gone.txt, line 3" in text


def test_the_query_beside_a_figure_gives_the_letters_behind_it(tmp_path: Path) -> None:
    out = small(tmp_path / "audit")
    whole = html.document_fromstring(page.render(out))
    asked = [shlex.split(words(code)) for code in whole.xpath("//p[@class='behind']/code")]
    assert len(asked) > 8
    for _, command, folder, question, *options in asked:
        assert (command, folder, options[-2:]) == ("query", "audit", ["--format", "csv"])
        given = dict(one.split("=", 1) for one in options[1:-2:2])
        with query.asked(out, question, given) as answer:
            found = [row for rows in answer.chunks for row in rows]
        # What the first row of the table, or the duty, has.
        assert found or given.get("verdict") == "gaps", (question, given)
        assert {"path", "source", "row", "letter"} <= {*answer.titles}
    with query.asked(out, "cases", {"element": "public_interest", "status": "gap"}) as answer:
        assert [row[0] for rows in answer.chunks for row in rows] == ["letters/a1.txt"]


def test_where_not_all_is_shown_the_query_that_gives_all_is(tmp_path: Path) -> None:
    number = evidence.MOST_QUOTES + 2
    names = [f"a{i}" for i in range(number)]
    rows = [point(name, "s17-3-b", "gap", "s43(2)") for name in names]
    out = write(tmp_path / "my audit", [notice(name, verdict="gaps") for name in names], rows)
    text = words(html.document_fromstring(page.render(out)).get_element_by_id("evidence"))
    assert f"{evidence.MOST_QUOTES} of {number} gaps" in text
    assert "noticecheck query 'my audit' gaps --set element=public_interest" in text


def test_many_authorities_are_cut_and_counted(tmp_path: Path) -> None:
    number = figures.MOST_AUTHORITIES + 3
    letters = [notice(f"a{i}", authority=f"Body {i}") for i in range(number)]
    text = page.render(write(tmp_path, letters))
    assert f"Shown are the {figures.MOST_AUTHORITIES} of {number} authorities" in text
    assert text.count("<bdi>Body ") == figures.MOST_AUTHORITIES


def hostile(folder: Path, text: str) -> Path:
    """An audit in which everything that comes from without is this text."""
    letters = [
        notice(
            "a", path=text, source=text, row=1, authority=text, url=text, kind=text, verdict="gaps"
        ),
        notice("b", path=text, authority=text, url=f"https://{text}", verdict="gaps"),
    ]
    rows = [
        point(name, "s17-3-b", "gap", text)
        | {"message": text, "quote": text, "law": text, "rule": text}
        for name in ("a", "b")
    ]
    errors = [{"path": text, "source": text, "row": 1, "stage": text, "reason": text}]
    write(folder, letters, rows, errors, more=["url"])
    return folder


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_no_text_becomes_markup(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    tagged = f'{text}<b class="evil">{EVIL}'
    whole = page.render(hostile(tmp_path_factory.mktemp("audit"), tagged))
    found = html.document_fromstring(whole)
    assert not found.xpath("//b | //img | //*[@class='evil'] | //*[@onload] | //*[@onerror]")
    assert len(found.xpath("//script")) == 1 and len(found.xpath("//style")) == 1
    assert "7*7" in words(found) and "49" not in whole.split("<main")[1].split("#", 1)[0]
    assert "\x1b" not in whole and "\u202e" not in whole
    for link in found.xpath("//a/@href"):
        assert link.startswith(("#", "https://"))


def test_what_ran_is_told_as_far_as_the_manifest_knows(tmp_path: Path) -> None:
    out = small(tmp_path)
    (out / "manifest.json").write_text(
        '{"sources": ["letters <one>", {"source": "b", "files": 3}, "c", "d", "e", "f", "g"],'
        ' "settings": {"version": "9.8.7", "packs": ["foia2000"], "rules_hash": "abc"}}'
    )
    text = page.render(out)
    assert "letters &lt;one&gt;, b, c, d, e and 2 more" in text
    assert "9.8.7" in text and "foia2000</bdi>" in text
    (out / "manifest.json").write_text("not JSON")
    assert "9.8.7" not in page.render(out)


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_colours_can_be_told_apart(shown: html.HtmlElement) -> None:
    style = shown.xpath("//style/text()")[0]
    schemes = [
        dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})", found))
        for found in re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    ]
    assert len(schemes) == 2
    for scheme in schemes:
        # WCAG 2.2 AA: 4.5 for words, 3 for what a chart is made of.
        for name in ("ink", "quiet", "link"):
            assert contrast(scheme[name], scheme["paper"]) >= 4.5, name
        for name in ("met", "unclear", "gap"):
            assert contrast(scheme[name], scheme["paper"]) >= 3, name
    assert contrast("#0b0c0c", "#ffdd00") >= 4.5
