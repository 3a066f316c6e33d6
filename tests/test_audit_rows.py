"""A report as rows: what stands in which column."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pyarrow as pa
import pytest

import report_samples as samples
from loaded import the_checker
from noticecheck.audit.rows import Given, assessment_rows, letter_id, notice_row
from noticecheck.audit.tables import ASSESSMENTS, NOTICES
from noticecheck.errors import ReadError
from noticecheck.model import Document, Report
from noticecheck.read import read_bytes


def real_report() -> Report:
    text = (
        "Ashby Council\n\n3 March 2024\n\nYour request FOI 12 came on 1 February 2024. We refuse it "
        "under section 43(2) of the Freedom of Information Act 2000: it would harm our suppliers."
    )
    return the_checker().check(read_bytes(text.encode(), "a.txt"))


def test_rows_fit_the_tables_and_quote_what_they_rest_on() -> None:
    report = real_report()
    notice, assessments = notice_row(report), assessment_rows(report)
    table = pa.Table.from_pylist([notice], schema=NOTICES)
    assert table.to_pylist()[0]["claims"][0]["provision"] == "s43(2)"
    found = pa.Table.from_pylist(assessments, schema=ASSESSMENTS).to_pylist()
    assert {row["letter"] for row in found} == {notice["letter"]}
    for row in found:
        if row["start"] is not None:
            text = report.document.text
            assert row["quote"] == text[row["start"] : row["end"]][:300]
            assert row["line"] == text.count("\n", 0, row["start"]) + 1
    decided = {row["rule"] for row in found if row["decides"]}
    assert decided == {key.partition("@")[0].partition("#")[0] for key in report.decided_by}
    assert notice["gaps"] == sum(r["status"] == "gap" and r["level"] == "must" for r in found)


def test_what_does_not_apply_has_no_row() -> None:
    report = real_report()
    first, *rest = report.assessments
    changed = replace(report, assessments=(replace(first, status="not_applicable"), *rest))
    assert len(assessment_rows(changed)) == len(rest)


def test_what_the_source_says_goes_before_what_the_letter_says() -> None:
    report = real_report()
    own = notice_row(report)
    assert (own["authority"], own["date"]) == ("Ashby Council", date(2024, 3, 3))
    told = notice_row(report, Given("Borough of Ashby", "2023-05-06", {"url": "u"}))
    assert (told["authority"], told["date"], told["year"], told["url"]) == (
        "Borough of Ashby", date(2023, 5, 6), 2023, "u",
    )  # fmt: skip
    assert told["authority_in_letter"] == "Ashby Council"
    assert told["letter"] == own["letter"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-05", date(2024, 3, 5)),
        ("2024-03-05T10:00:00Z", date(2024, 3, 5)),
        (" 5/3/2024 ", date(2024, 3, 5)),
        ("05.03.2024 10:00", date(2024, 3, 5)),
        ("31/2/2024", None),
        ("spring", None),
    ],
)
def test_days_as_sources_give_them(text: str, day: date | None) -> None:
    row = notice_row(samples.unreadable(), Given(date=text))
    assert row["date"] == day
    assert any(text.strip() in warning for warning in row["warnings"]) == (day is None)


def test_a_letter_is_told_by_its_name_and_its_content() -> None:
    ids = {letter_id(name, digest) for name in ("a", "b") for digest in ("1", "2")}
    assert len(ids) == 4
    assert all(len(one) == 16 for one in ids)


def test_a_document_without_text_still_has_its_row() -> None:
    document = Document("empty.pdf", "", "application/pdf", "0" * 64)
    row = notice_row(the_checker().not_assessed(document, "the document has no text"))
    pa.Table.from_pylist([row], schema=NOTICES)
    assert (row["verdict"], row["year"]) == ("not_assessed", None)
    with pytest.raises(ReadError):
        read_bytes(b"", "empty.txt")
