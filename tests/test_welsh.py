"""Letters in Welsh: read as far as wordings are known; what is not found is unclear, never a gap."""

from __future__ import annotations

import pytest

from noticecheck.checker import Checker
from short_letters import check, claims, status, statuses

TOP = (
    "Cyngor Sir Glan Morfa\n\nAnnwyl Ms Prys\n\nEich cais am wybodaeth o dan Ddeddf Rhyddid "
    "Gwybodaeth 2000\n\nDiolch am eich cais am gopi o'r contract ac enwau'r swyddogion.\n\n"
)
RIGHTS = (
    "\n\nOs nad ydych yn fodlon, mae gennych hawl i ofyn am adolygiad mewnol. Ysgrifennwch at y "
    "Pennaeth Llywodraethu Gwybodaeth. Wedi hynny gallwch gwyno wrth y Comisiynydd Gwybodaeth, Tŷ "
    "Churchill, Caerdydd.\n\nYn gywir\n\nTîm Rhyddid Gwybodaeth\n"
)
WITHHOLD, NCND, REFUSE = "withhold", "ncnd", "refuse"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Rydym yn gwrthod rhyddhau'r enwau o dan Adran 40(2).", {("s40(2)", WITHHOLD)}),
        ("Mae'r enwau'n eithriedig o dan adran 40(2) o'r Ddeddf.", {("s40(2)", WITHHOLD)}),
        ("Mae'r esemptiad yn adran 43(2) yn berthnasol i'r prisiau.", {("s43(2)", WITHHOLD)}),
        ("Rydym yn dal y prisiau yn ôl ac yn dibynnu ar adran 43(2).", {("s43(2)", WITHHOLD)}),
        (
            "Nid yw'r Cyngor yn cadarnhau nac yn gwadu a yw'n dal y wybodaeth, o dan adran 40(5B)(a)(i).",
            {("s40(5B)(a)(i)", NCND)},
        ),
        (
            "Byddai'r gwaith yn cymryd mwy na 18 awr ac felly mae adran 12 yn berthnasol.",
            {("s12", REFUSE)},
        ),
        (
            "Rydym yn gwrthod eich cais o dan adran 14(1) am ei fod yn flinderus.",
            {("s14(1)", REFUSE)},
        ),
        (
            "Mae'r enwau'n eithriedig o dan adran 40(2). Nid ydym yn dibynnu ar adran 43(2).",
            {("s40(2)", WITHHOLD)},
        ),
    ],
)
def test_claims_in_welsh(checker: Checker, words: str, wanted: set[tuple[str, str]]) -> None:
    report = check(checker, TOP + words + RIGHTS)
    assert claims(report) == wanted
    assert "gap" not in statuses(report).values()
    assert status(report, "complaints_procedure") == "met"
    assert status(report, "right_to_regulator") == "met"


def test_what_is_not_found_in_welsh_is_unclear(checker: Checker) -> None:
    report = check(checker, TOP + "Rydym yn gwrthod rhyddhau'r prisiau o dan Adran 43(2).\n")
    unread = ("explains_why", "public_interest", "complaints_procedure", "right_to_regulator")
    assert {status(report, element) for element in unread} == {"unclear"}
    assert report.verdict == "unclear"
    assert any("another language" in warning for warning in report.warnings)


def test_welsh_that_shows_no_claim_is_not_assessed(checker: Checker) -> None:
    report = check(checker, TOP + "Ni chewch weld dim ohono, am y tro." + RIGHTS)
    assert report.verdict == "not_assessed"
    assert report.assessments == ()
