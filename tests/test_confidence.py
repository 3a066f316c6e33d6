"""Confidence: what each kind of assessment can have at most, and a table that says what was counted."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from noticecheck.accuracy import BINS, measure
from noticecheck.builtin import CONFIDENCE_FILE, default_root
from noticecheck.checker import Checker
from noticecheck.confidence import load_shares
from noticecheck.errors import UsageError
from noticecheck.labels import parse_label
from noticecheck.model import Assessment, Place, Report, Span
from short_letters import FOIA, RIGHTS, check, document, letter

TABLE = default_root() / CONFIDENCE_FILE
REASON = (
    f"The unit prices are withheld under section 43(2) {FOIA}, because a rival could undercut the "
    "supplier in the tender that opens in the autumn. The supplier told us in May that it had lost two "
    "contracts to firms that had learned its rates, and that a third loss would close its works in the "
    "town. Nobody outside the purchasing team has seen the prices, and the contract promises that "
    "nobody will before the tender is over."
)


def of(report: Report, element: str, status: str, subject: str | None = None) -> set[float]:
    """The confidence of the must assessments of an element with this status."""
    found = {
        a.confidence
        for a in report.assessments
        if (a.element, a.level, a.status) == (element, "must", status)
        and (subject is None or a.subject == subject)
    }
    assert found, [(a.key, a.status) for a in report.assessments]
    return found


def test_words_that_are_found_are_surer_than_words_that_are_missed(checker: Checker) -> None:
    report = check(checker, letter(REASON, RIGHTS))
    assert min(of(report, "complaints_procedure", "met")) >= 0.9
    assert min(of(report, "explains_why", "met")) >= 0.9
    bare = check(checker, letter(REASON))
    for element, missing in (("public_interest", report), ("complaints_procedure", bare)):
        assert max(of(missing, element, "gap")) < min(of(report, "complaints_procedure", "met"))


def test_a_claim_that_is_only_listed_can_be_less_sure(checker: Checker) -> None:
    text = letter(f"The rota is withheld under section 38(1)(a) {FOIA}.")
    argued = check(checker, letter(REASON))
    assert of(argued, "public_interest", "gap") == {0.89}
    assert of(check(checker, text), "public_interest", "gap") == {0.89}
    doubted = replace(checker, shares=replace(checker.shares, listed=0.4))
    assert of(check(doubted, text), "public_interest", "gap") == {0.4}
    assert of(check(doubted, letter(REASON)), "public_interest", "gap") == {0.89}


def test_no_assessment_is_surer_than_its_claim(checker: Checker) -> None:
    text = letter(
        REASON, "We refuse the rest because it would exceed the appropriate limit.", RIGHTS
    )
    report = check(checker, text)
    assert report.notice is not None
    claims = {(c.provision, c.effect): c.confidence for c in report.notice.claims}
    assert set(claims.values()) == {0.95, 0.8}
    for one in report.assessments:
        assert one.confidence <= claims.get((one.subject or "", one.effect or "withhold"), 1)


def test_a_refusal_that_names_nothing_is_less_sure(checker: Checker) -> None:
    text = letter("We are not willing to release the staff rota that you asked for.", RIGHTS)
    assert of(check(checker, text), "specifies_exemption", "gap", "unnamed") == {0.75}


def test_doubtful_recognition_makes_what_rests_on_it_doubtful(checker: Checker) -> None:
    text = letter(REASON, RIGHTS)
    scan = document(text, places=(Place(Span(0, len(text)), page=1, confidence=0.6),))
    plain, scanned = checker.check(document(text)), checker.check(scan)
    for before, after in zip(plain.assessments, scanned.assessments, strict=True):
        assert before.status == after.status and after.confidence <= before.confidence
    assert of(scanned, "complaints_procedure", "met") == {0.6}


def test_what_no_letter_is_labelled_for_is_never_sure(checker: Checker) -> None:
    report = check(checker, letter(REASON, RIGHTS))
    should = [a for a in report.assessments if a.level != "must"]
    assert should and all(a.confidence < 0.9 for a in should)
    assert all(share < 0.9 for table in load_shares().shares.values()
               for name, share in table.items() if name == "others")  # fmt: skip


def test_unclear_is_below_a_half(checker: Checker) -> None:
    text = letter(
        REASON, "A separate letter with the public interest reasons will follow in ten days."
    )
    assert max(of(check(checker, text), "public_interest", "unclear")) < 0.5


def test_the_table_is_what_was_counted() -> None:
    lines = re.findall(
        r"^\w+ = ([\d.]+) +# (\d+) of (\d+)$", TABLE.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(lines) >= 20
    for share, held, number in lines:
        assert float(share) == int(100 * (int(held) + 1) / (int(number) + 2)) / 100


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("[note]", "[notes]", "'note' is missing"),
        ("little = 300", "", "'little' is missing"),
        ("little = 300", 'little = "few"', "little must be a number"),
        ("unnamed = 0.75", "unnamed = 75", "at most 1"),
        ("others = 0.41", "explains_why = 0.17", "unclear must be a table with a line for others"),
        ("others = 0.41", "others = 17", "unclear: others is a share"),
        ("others = 0.41", "others = -1", "not below 0"),
        ("others = 0.41", "others = true", "must be a number"),
        ("others = 0.41", "others = 0.41\nreasons = 1", "'reasons' is no element"),
        ("[note]", "[note", "not TOML"),
    ],
)
def test_a_bad_table_says_why(tmp_path: Path, old: str, new: str, reason: str) -> None:
    path = tmp_path / CONFIDENCE_FILE
    text = TABLE.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(UsageError, match=reason):
        load_shares(path)
    with pytest.raises(UsageError, match="cannot be read"):
        load_shares(tmp_path / "none.toml")


def test_reliability_counts_what_decides_a_labelled_point(checker: Checker) -> None:
    """A rule that is met decides nothing where another one of its element finds the gap."""
    report = check(checker, letter(f"The rota is withheld under section 38 {FOIA}.", RIGHTS))
    sure = tuple(replace(a, confidence=0.95) for a in report.assessments)
    assert {a.status for a in sure if a.element == "specifies_exemption"} >= {"met", "gap"}

    def bins(want: str, assessments: tuple[Assessment, ...] = sure) -> tuple[int, int]:
        label = parse_label({"slug": "a", "checks": {"specifies_exemption": {"s38": want}}})
        found = measure([(label, replace(report, assessments=assessments))]).reliability
        assert [bin.name for bin in found] == list(BINS.values())
        return found[-1].number, found[-1].held

    gaps = sum(a.status == "gap" and a.element == "specifies_exemption" and a.level == "must"
               for a in sure)  # fmt: skip
    assert bins("gap") == (gaps, gaps) and bins("met") == (gaps, 0) and bins("unclear") == (0, 0)
    open_ = tuple(replace(a, status="unclear") if a.status == "gap" else a for a in sure)
    assert bins("unclear", open_) == (gaps, gaps) and bins("gap", open_) == (gaps, 0)
