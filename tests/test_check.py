"""The pipeline: a path or document in, one report out, with its verdict and what decides it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import noticecheck.api as pipeline
from noticecheck.checker import Checker, load
from noticecheck.errors import ReadError, RuleErrors
from noticecheck.model import Report
from noticecheck.required import required_phrases
from short_letters import FOIA, RIGHTS, check, document, statuses

GOOD = f"""Dear Ms Hale

We have decided to withhold the unit prices under section 43(2) {FOIA}. The supplier is bidding for the
same work in two neighbouring boroughs this spring, and a rival who knew its rates could undercut it.

Residents want to see how the contract was priced. Against that, a supplier undercut by a rival in the
coming tender would cost taxpayers more. On balance the public interest favours withholding the prices.

{RIGHTS}
Yours sincerely

A Clerk
"""
BAD = f"Dear Ms Hale\n\nThe unit prices are withheld under section 43 {FOIA}.\n"
FULL = "Dear Ms Hale\n\nThe figures that you asked for under the Freedom of Information Act are enclosed.\n"
NCND = f"We neither confirm nor deny that we hold this, under section 23(5) {FOIA}.\n\n{RIGHTS}"
EISR = (
    "The survey is withheld under regulation 10(4)(e) of the Environmental Information (Scotland) "
    "Regulations 2004.\n"
)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (GOOD, "no_gap_found"),
        (BAD, "gaps"),
        (NCND, "unclear"),
        (FULL, "not_a_refusal"),
        ("", "not_assessed"),
        (" \n\n\t\n", "not_assessed"),
        ("Dear Ms Hale\n\nPlease see attached.\n", "not_assessed"),
        (EISR, "not_assessed"),
    ],
)
def test_verdict(checker: Checker, text: str, verdict: str) -> None:
    assert check(checker, text).verdict == verdict


def test_gaps_are_decided_by_the_gaps_at_must(checker: Checker) -> None:
    report = check(checker, BAD)
    wanted = {a.key for a in report.assessments if a.level == "must" and a.status == "gap"}
    assert set(report.decided_by) == wanted
    assert "foia2000/s17-7-a" in wanted


def test_unclear_is_decided_by_what_is_unclear_at_must(checker: Checker) -> None:
    report = check(checker, NCND)
    assert set(report.decided_by) == {
        a.key for a in report.assessments if a.level == "must" and a.status == "unclear"
    }


@pytest.mark.parametrize("text", [GOOD, FULL, ""])
def test_where_nothing_is_wrong_nothing_decides(checker: Checker, text: str) -> None:
    assert check(checker, text).decided_by == ()


def test_keys_are_unique(checker: Checker) -> None:
    report = check(checker, f"{GOOD}\n{NCND}")
    keys = [a.key for a in report.assessments]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("text", ["", EISR, "Dear Ms Hale\n\nPlease see attached.\n"])
def test_what_is_not_assessed_says_why(checker: Checker, text: str) -> None:
    report = check(checker, text)
    assert report.assessments == ()
    assert any(w.startswith("Not assessed: ") for w in report.warnings)
    assert report.notice is None or report.notice.claims == ()


def test_a_path_that_cannot_be_read_gets_a_report(checker: Checker) -> None:
    report = checker.not_assessed("nowhere.txt", "there is no such file")
    assert (report.document.path, report.verdict) == ("nowhere.txt", "not_assessed")
    assert report.warnings == ("Not assessed: there is no such file.",)


def test_the_readers_warnings_come_first(checker: Checker) -> None:
    report = checker.check(document(GOOD, warnings=("Page 2 has no text layer.",), incomplete=True))
    assert report.warnings[0] == "Page 2 has no text layer."
    assert len(report.warnings) > 1


def test_report_names_packs_and_rules(checker: Checker) -> None:
    report = check(checker, GOOD)
    assert any(pack.startswith("foia2000@") for pack in report.packs)
    assert report.rules_hash == checker.ruleset.hash
    assert len(report.rules_hash) == 64


def test_received_and_day_of_the_law_can_be_given(checker: Checker) -> None:
    report = check(checker, GOOD, received=date(2024, 5, 1), as_of=date(2024, 6, 3))
    assert report.notice is not None
    assert report.notice.received == date(2024, 5, 1)


@pytest.mark.parametrize(
    ("day", "test"), [(date(2011, 1, 18), "qualified"), (date(2024, 5, 3), "absolute")]
)
def test_the_day_chooses_the_law(checker: Checker, day: date, test: str) -> None:
    text = f"The Queen's letter is withheld under section 37(1)(a) {FOIA}.\n"
    report = check(checker, text, as_of=day)
    assert report.notice is not None
    assert [c.test for c in report.notice.claims] == [test]


def test_a_file_is_checked(checker: Checker, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text(BAD, encoding="utf-8")
    report = pipeline.check(path)
    assert isinstance(report, Report)
    assert report.document.path == str(path)
    assert statuses(report) == statuses(check(checker, BAD))


@pytest.mark.usefixtures("rules_loaded_once")
def test_a_missing_file_is_an_error_of_one_line(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        pipeline.check(tmp_path / "none.txt")
    assert "none.txt" in str(caught.value) and "\n" not in str(caught.value)


def test_only_the_packs_asked_for() -> None:
    report = check(load(packs=["eir2004"]), BAD)
    assert {a.rule.split("/")[0] for a in report.assessments} <= {"eir2004"}
    assert [p.split("@")[0] for p in report.packs] == ["eir2004"]


@pytest.mark.parametrize("pack", ["eir2004", "foia2000", "foisa2002"])
def test_the_pack_asked_for_is_the_law_of_a_letter_that_names_none(pack: str) -> None:
    text = f"Dear Ms Quill\n\nYour request\n\nWe will not release the draft.\n\n{RIGHTS}"
    report = check(load(packs=[pack]), text)
    assert report.notice is not None and report.notice.regimes == (pack,)
    assert {a.rule.split("/")[0] for a in report.assessments} == {pack}
    named = text.replace("Your request", "Your request under the Freedom of Information Act 2000")
    assert (
        "gap"
        in {
            a.status
            for a in check(load(packs=[pack]), named).assessments
            if a.rule.endswith("regime-chosen")
        }
    ) == (pack != "foia2000")


def test_what_is_said_for_another_law_serves_no_claim_of_the_pack_asked_for(
    checker: Checker,
) -> None:
    text = "\n\n".join((
        "Dear Ms Quill", "Freedom of Information Act 2000",
        "The prices are exempt under section 43(2), as a rival could undercut the supplier. Residents want to "
        "see how the contract was priced. Against that, taxpayers would pay more. On balance the public "
        "interest favours withholding.",
        "Environmental Information Regulations 2004",
        "The flood model is withheld under regulation 12(4)(d): two of its chapters are blank.", RIGHTS,
    ))  # fmt: skip
    key = "eir2004/r14-3-b@reg12(4)(d)#withhold"
    assert statuses(check(checker, text))[key] == "gap"
    report = check(load(packs=["eir2004"]), text)
    assert statuses(report)[key] == "gap"
    assert report.notice is not None and report.notice.regimes == ("eir2004",)
    assert {c.regime for c in report.notice.claims} == {"eir2004"}


def test_a_further_folder_adds_wording(checker: Checker, tmp_path: Path) -> None:
    text = GOOD.replace(RIGHTS.split("\n")[0], "You may have the barrel rolled twice.")
    assert statuses(check(checker, text))["foia2000/s17-7-a"] == "gap"
    (tmp_path / "house.rule").write_text(
        'extend phrase look-again\n    "barrel rolled twice"\n', encoding="utf-8"
    )
    report = check(load([tmp_path]), text)
    assert statuses(report)["foia2000/s17-7-a"] == "met"
    assert report.rules_hash != checker.ruleset.hash


def test_broken_rules_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "house.rule").write_text("phrase\n", encoding="utf-8")
    with pytest.raises(RuleErrors):
        load([tmp_path])


def test_every_phrase_that_python_relies_on_is_there(checker: Checker) -> None:
    for name, purpose in required_phrases().items():
        assert name in checker.ruleset.phrases, name
        assert purpose


def test_explain_follows_the_clauses_of_a_rule(checker: Checker) -> None:
    rule = checker.ruleset.rule("foia2000/s17-3-b")
    assert rule is not None
    (only,) = checker.explain(rule, document(GOOD))
    assert (only.subject, only.status) == ("s43(2)", "met")
    assert only.steps[0].clause == "for"


def test_a_checker_serves_many_documents(checker: Checker) -> None:
    first = check(checker, GOOD)
    check(checker, BAD)
    assert check(checker, GOOD) == first
