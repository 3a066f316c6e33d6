"""summary.csv: the columns of the Cabinet Office's table, and nothing that letters cannot tell."""

from __future__ import annotations

import csv
import os
from datetime import date
from pathlib import Path

import pytest

from audit_tables import notice, point, small, write
from noticecheck.audit import summary

GOLDEN = Path(__file__).parent / "golden" / "audit_summary.txt"


def rows(folder: Path) -> list[dict[str, str]]:
    summary.write(folder)
    with (folder / summary.NAME).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_golden(tmp_path: Path) -> None:
    """Every cell that is neither empty nor 0; UPDATE_GOLDEN=1 writes it anew."""
    text = ""
    for row in rows(small(tmp_path)):
        text += f"[{row['Quarter']}] [{row['Government body']}]\n"
        told = [(name, cell) for name, cell in list(row.items())[2:] if cell not in ("", "0")]
        text += "".join(f"    {name}: {cell}\n" for name, cell in told)
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


UNTOLD = (
    "Total requests received",
    "Requests on-hold or lapsed",
    "Requests still being processed",
    "Total requests received (excluding on-hold and lapsed)",
    "Permitted extension to 20-day deadline",
    'Percentage of requests "in time" (i.e. meeting deadline or with permitted extension)',
    "Requests where advice and assistance provided",
    "Initial Outcome Response not yet provided",
    "IR number upheld in full",
    "ICO Total Complaints",
    "PIT Number Completed",
    "PIT 5 or Less",
    "IR 10 or less",
)


def test_the_columns_are_those_of_the_table_and_what_letters_cannot_tell_is_empty(
    tmp_path: Path,
) -> None:
    found = rows(small(tmp_path))
    names = list(found[0])
    assert len(names) == len(set(names)) == 122 + len(summary.OWN)
    assert names[:2] == ["Quarter", "Government body"]
    assert all(name.startswith("noticecheck: ") for name in names[122:])
    for row in found:
        assert [row[name] for name in UNTOLD] == [""] * len(UNTOLD)


def test_a_percentage_without_cases_is_empty(tmp_path: Path) -> None:
    (row,) = rows(write(tmp_path, [notice("a", kind="not_held", verdict="not_a_refusal")]))
    assert row["Quarter"] == ""
    assert row['Total "resolvable" requests'] == "0"
    assert row["Percentage of resolvable requests granted in full"] == ""
    assert row["Percentage of requests meeting 20-day deadline"] == ""
    assert row["Requests where information not held"] == "1"


def test_the_parts_add_up(tmp_path: Path) -> None:
    kinds = ["full_refusal", "ncnd", "cost_limit", "partial_refusal", "full_disclosure"]
    letters = [notice(f"a{i}", kind=kind) for i, kind in enumerate(kinds * 3)]
    section_14 = (["s14(1) refuse"], ["s14(2) refuse"], ["s14 refuse"])
    letters += [
        notice(f"v{i}", kind="vexatious_or_repeated", claims=claims)
        for i, claims in enumerate((*section_14, ["s14(1) refuse", "s14(2) refuse"]))
    ]
    (row,) = rows(write(tmp_path, letters))
    full = int(row["Initial Outcome  Fully withheld"])
    parts = ["vexatious", "repeated", "cost limit", "exemption"]
    told = [int(row[f"Fully refused - {part}"]) for part in parts]
    assert (told, int(row[summary.OWN[-1]])) == ([1, 1, 3, 6], 2)
    assert full == sum(told) + 2
    granted, part = (
        row["Initial Outcome Granted in full"],
        row["Initial Outcome  Partially withheld"],
    )
    assert int(row['Total "resolvable" requests']) == full + int(granted) + int(part)


def test_the_day_of_the_quarter(tmp_path: Path) -> None:
    days = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 3, 31), date(2024, 4, 1)]
    out = write(tmp_path, [notice(f"a{i}", date=day) for i, day in enumerate(days)])
    counted = [(row["Quarter"], row["noticecheck: letters counted"]) for row in rows(out)]
    assert counted == [
        ("2024", "3"),
        ("Q2 2024", "1"),
        ("Q1 2024", "2"),
        ("2023", "1"),
        ("Q4 2023", "1"),
    ]


@pytest.mark.parametrize(
    "status, late, met", [("gap", "1", "0"), ("unclear", "0", "0"), ("met", "0", "1")]
)
def test_timeliness_is_told_only_where_the_letter_shows_it(
    tmp_path: Path, status: str, late: str, met: str
) -> None:
    out = write(tmp_path, [notice("a")], [point("a", "s10-1", status)])
    (row,) = rows(out)
    assert row["Late response (i.e. 20-day deadline missed)"] == late
    assert row["20-day deadline met"] == met


def test_a_body_cannot_be_a_formula(tmp_path: Path) -> None:
    (row,) = rows(write(tmp_path, [notice("a", authority="=HYPERLINK(1)")]))
    assert row["Government body"] == "'=HYPERLINK(1)"
