"""The same letter gives the same report, whichever way it comes: text, web pages, archives."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from every_format import LETTERS, source
from every_format_check import Comparison
from every_format_forms import FORMS, make
from noticecheck.read import read, read_bytes
from same_report import differences, facts


@pytest.mark.parametrize(
    "form", [n for n, f in FORMS.items() if f.family in ("text", "html", "zip")]
)
def test_same_report(letters: Comparison, form: str) -> None:
    letters.check(form)


@pytest.mark.parametrize("name", LETTERS)
def test_plain_text_is_the_letter_of_the_corpus(letters: Comparison, name: str) -> None:
    """The letter was taken apart into blocks without loss; quotes differ where it has Markdown, or
    cells of a table that go over several lines."""
    report = letters.checker.check(read_bytes(source(name).data, name))
    assert differences(facts(report), facts(letters.plain(name))) == []


@pytest.mark.parametrize(
    "form", ["wrapped", "utf-16", "html-council", "pdf", "docx", "mail-docx", "zip"]
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, form: str) -> None:
    """Without a name, the content alone tells the format."""
    made = make(form, "nat_14_homes.txt")
    path = tmp_path / made.name
    path.write_bytes(made.data)

    class Stdin:
        buffer = io.BytesIO(made.data)

    monkeypatch.setattr(sys, "stdin", Stdin)
    got, named = read("-"), read(str(path))
    assert (got.text, got.places, got.regions) == (named.text, named.places, named.regions)


def test_letters_are_many_and_different(letters: Comparison) -> None:
    """Twenty letters that are worth comparing: every kind of finding occurs in them."""
    reports = [letters.plain(name) for name in LETTERS]
    assert len(reports) == 20
    notices = [report.notice for report in reports if report.notice]
    assert len({notice.kind for notice in notices}) >= 7
    assert {regime for n in notices for regime in n.regimes} == {"foia2000", "eir2004", "foisa2002"}
    assert {claim.effect for n in notices for claim in n.claims} == {"withhold", "ncnd", "refuse"}
    assert {a.status for r in reports for a in r.assessments} >= {"met", "gap", "unclear"}
    assert {report.verdict for report in reports} >= {"gaps", "no_gap_found", "not_a_refusal"}
