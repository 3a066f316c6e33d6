"""A small audit for the tests of what is made from its tables: every letter and name is invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from noticecheck.audit.tables import ASSESSMENTS, ERRORS, NOTICES

Row = dict[str, Any]
ELEMENTS = {
    "s17-1-b": "specifies_exemption",
    "s17-1-b-limb": "specifies_exemption",
    "s17-1-c": "explains_why",
    "s17-3-b": "public_interest",
    "s17-7-a": "complaints_procedure",
    "s17-7-b": "right_to_regulator",
    "s10-1": "time_limit",
}


def notice(letter: str, **columns: Any) -> Row:
    """The row of a letter that refuses in full, but for the columns given; claims as
    "s43(2)" or "s40(5B)(a)(i) ncnd"."""
    claims = [
        {
            "provision": claim.split()[0],
            "effect": [*claim.split(), "withhold"][1],
            "test": "qualified",
            "conditions": [],
            "confidence": 0.9,
        }
        for claim in columns.pop("claims", ())
    ]
    day: date | None = columns.get("date")
    return {
        "letter": letter.rjust(16, "0"),
        "path": f"letters/{letter}.txt",
        "sha256": letter,
        "authority": "Aldmoor District Council",
        "year": day.year if day else None,
        "kind": "full_refusal",
        "regimes": ["foia2000"],
        "complete": True,
        "verdict": "no_gap_found",
        "claims": claims,
        "warnings": [],
    } | columns


def point(letter: str, rule: str, status: str, subject: str | None = None, **columns: Any) -> Row:
    """The row of an assessment; a rule without a pack is one of FOIA."""
    return {
        "letter": letter.rjust(16, "0"),
        "rule": rule if "/" in rule else f"foia2000/{rule}",
        "element": ELEMENTS.get(rule, "quality"),
        "level": "must",
        "subject": subject,
        "effect": "withhold" if subject and subject != "unnamed" else None,
        "status": status,
        "confidence": 0.9,
        "message": f"What {rule} says of {subject or 'the letter'}.",
        "law": "FOIA 2000, s.17",
        "decides": status == "gap",
        "start": 10,
        "end": 20,
        "line": 3,
        "page": None,
        "quote": f"words of {letter}",
    } | columns


def write(
    folder: Path,
    notices: Sequence[Row],
    assessments: Sequence[Row] = (),
    errors: Sequence[Row] = (),
    *,
    more: Sequence[str] = (),
) -> Path:
    """Write the tables, with more columns of text in notices if the source has them."""
    folder.mkdir(parents=True, exist_ok=True)
    wider = pa.schema([*NOTICES, *(pa.field(name, pa.string()) for name in more)])
    for name, rows, schema in (
        ("notices", notices, wider),
        ("assessments", assessments, ASSESSMENTS),
        ("errors", errors, ERRORS),
    ):
        whole = [{column: row.get(column) for column in schema.names} for row in rows]
        pq.write_table(pa.Table.from_pylist(whole, schema=schema), folder / f"{name}.parquet")
    return folder


SPRING, SUMMER = date(2024, 3, 5), date(2024, 7, 9)
BORLEY = "Borley University"


def small(folder: Path) -> Path:
    """Ten letters of two authorities in two quarters, one of them twice, and two errors."""
    notices = [
        notice("a1", date=SPRING, claims=["s43(2)", "s40(2)"], verdict="gaps", gaps=2),
        notice("a2", date=SPRING, claims=["s43(2)"], kind="partial_refusal"),
        notice("a3", date=SPRING, claims=["s43(2)"], kind="partial_refusal", duplicate_of="0" * 14 + "a2"),
        notice("a4", date=SUMMER, claims=["s14(1) refuse"], kind="vexatious_or_repeated"),
        notice("a5", date=SUMMER, kind="full_disclosure", verdict="not_a_refusal"),
        notice("a6", date=SUMMER, kind="public_interest_extension", claims=["s36(2)(c)"]),
        notice("b1", authority=BORLEY, date=SUMMER, claims=["reg12(5)(e)"], regimes=["eir2004"], verdict="unclear", unclear=1),
        notice("b2", authority=BORLEY, kind="internal_review", claims=["s21", "s43(2)"]),
        notice("b3", authority=BORLEY, claims=["s33(1)(b)"], regimes=["foisa2002"], kind="partial_refusal"),
        notice("b4", authority=None, kind="other", verdict="not_assessed", complete=False),
    ]  # fmt: skip
    assessments = [
        point("a1", "s17-1-b", "met", "s43(2)"),
        point("a1", "s17-1-b-limb", "gap", "s43(2)"),
        point("a1", "s17-1-b", "met", "s40(2)"),
        point("a1", "s17-3-b", "gap", "s43(2)", quote="The rates are exempt."),
        point("a1", "s17-7-a", "met"),
        point("a1", "s10-1", "met"),
        point("a2", "s17-1-b", "met", "s43(2)"),
        point("a2", "s17-3-b", "met", "s43(2)"),
        point("a2", "s17-7-a", "met"),
        point("a2", "s10-1", "gap"),
        point("a3", "s17-3-b", "gap", "s43(2)"),
        point("b1", "eir2004/r14-3-b", "unclear", "reg12(5)(e)", element="public_interest"),
        point("b2", "s17-3-b", "met", "s43(2)"),
        point("b2", "placeholder-left", "gap", level="should"),
    ]
    errors = [
        {"path": "letters/x.pdf", "sha256": "x", "stage": "read", "reason": "the PDF is broken"},
        {"path": "letters/y.zip", "sha256": None, "stage": "source", "reason": "not a ZIP"},
    ]
    return write(folder, notices, assessments, errors)
