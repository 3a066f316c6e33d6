"""The pack that is asked for is the law of a letter, whatever law the letter names."""

from __future__ import annotations

from functools import cache

import pytest

from noticecheck.checker import Checker, load
from noticecheck.model import Report
from short_letters import FOIA, RIGHTS, check, claims, gaps, statuses

FOISA = "of the Freedom of Information (Scotland) Act 2002"
EIR = "of the Environmental Information Regulations 2004"
SCOTTISH_RIGHTS = (
    "You can ask us for a review within 40 working days by writing to the Clerk.\n\nAfter that you may "
    "apply to the Scottish Information Commissioner for a decision.\n"
)
PRICES = "since a rival could undercut the supplier, and taxpayers would pay more"
UNDER_FOIA = (
    f"Dear Ms Quill\n\nThe prices are withheld under section 43(2) {FOIA}, {PRICES}.\n\n{RIGHTS}"
)
UNDER_EIR = (
    f"Dear Ms Quill\n\nThe flood model is withheld under regulation 12(4)(d) {EIR}, since two of its "
    f"chapters are blank.\n\n{RIGHTS}"
)
UNDER_FOISA = (
    f"Dear Ms Quill\n\nWe hold the rates. They are exempt under section 33(1)(b) {FOISA}, {PRICES}.\n\n"
    f"{SCOTTISH_RIGHTS}"
)
OF_SCOTLANDS_REGULATIONS = (
    "Dear Ms Quill\n\nThe survey is withheld under regulation 10(5)(e) of the Environmental Information "
    f"(Scotland) Regulations 2004, {PRICES}.\n\n{SCOTTISH_RIGHTS}"
)
NOT_HELD = (
    f"Dear Ms Quill\n\nWe do not hold the flood model, and refuse under regulation 12(4)(a) {EIR}.\n\n"
    f"{RIGHTS}"
)


@cache
def under(*packs: str) -> Checker:
    return load(packs=packs)


def said(report: Report) -> list[str]:
    return [warning for warning in report.warnings if "--pack" in warning]


@pytest.mark.parametrize(
    ("text", "packs"),
    [
        (UNDER_FOIA, ("eir2004", "foisa2002")),
        (UNDER_EIR, ("foia2000", "foisa2002")),
        (UNDER_FOISA, ("foia2000", "eir2004")),
        (OF_SCOTLANDS_REGULATIONS, ("foia2000", "eir2004", "foisa2002")),
        (UNDER_FOIA.replace("section 43(2)", "section 12(1)"), ("eir2004",)),
        (f"Your request {FOIA}\n\nWe will not release the draft, {PRICES}.\n\n{RIGHTS}", ("eir2004",)),
    ],
)  # fmt: skip
def test_what_another_law_refuses_names_nothing_of_the_pack(
    text: str, packs: tuple[str, ...]
) -> None:
    for pack in packs:
        report = check(under(pack), text)
        assert report.verdict == "gaps" and report.notice is not None
        assert report.notice.regimes == (pack,) and claims(report) == set()
        assert {a.rule.partition("/")[0] for a in report.assessments} == {pack}
        assert statuses(report)[f"{pack}/regime-chosen"] == "gap"
        named = [a for a in report.assessments if a.element == "specifies_exemption"]
        assert [(a.subject, a.status) for a in named if a.status == "gap"] == [("unnamed", "gap")]
        assert len(said(report)) == 1


@pytest.mark.parametrize("text", [UNDER_FOIA, UNDER_EIR, UNDER_FOISA])
def test_its_own_pack_changes_nothing(checker: Checker, text: str) -> None:
    free = check(checker, text)
    assert free.notice is not None
    report = check(under(free.notice.regimes[0]), text)
    assert (statuses(report), report.warnings) == (statuses(free), free.warnings)


def test_what_is_cited_without_an_act_is_read_as_of_the_pack() -> None:
    """A Scottish board that names the other Act, and uses the numbers of its own."""
    text = (
        "Your request under the Freedom of Information Act 2000\n\nWe hold the names. They are exempt under "
        "section 38(1)(b), since junior clerks expect privacy, and to name them would be unfair and breach "
        f"the first data protection principle.\n\n{SCOTTISH_RIGHTS}"
    )
    report = check(under("foisa2002"), text)
    assert claims(report) == {("s38(1)(b)", "withhold")}
    assert report.verdict == "unclear" and report.decided_by == ("foisa2002/regime-chosen",)
    assert len(said(report)) == 1
    assert gaps(check(under("foia2000"), text)) >= {"s17-7-b"}


def test_one_part_is_read_as_of_the_pack_and_another_is_not() -> None:
    text = (
        "Your request under the Freedom of Information Act 2000\n\nWe hold the rates. They are exempt under "
        f"section 33(1)(b), {PRICES}.\n\nThe names are exempt under section 40(2) {FOIA}: junior clerks "
        f"expect privacy.\n\n{SCOTTISH_RIGHTS}"
    )
    report = check(under("foisa2002"), text)
    assert claims(report) == {("s33(1)(b)", "withhold")} and report.notice is not None
    assert report.notice.unnamed is not None
    assert "40(2)" in report.document.quote(report.notice.unnamed)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (f"Dear Ms Quill\n\nYour request {FOIA}\n\nThe prices are enclosed.\n", "not_a_refusal"),
        (f"Dear Ms Quill\n\nYour request {FOIA}\n\nWe will answer you soon.\n", "not_a_refusal"),
        ("hello", "not_assessed"),
        ("", "not_assessed"),
    ],
)
def test_where_nothing_is_refused_no_law_is_missed(text: str, verdict: str) -> None:
    for pack in ("eir2004", "foisa2002"):
        report = check(under(pack), text)
        assert report.verdict == verdict
        assert len(said(report)) == ("Act" in text)


def test_what_is_not_held_is_no_refusal_under_the_act() -> None:
    report = check(under("foia2000"), NOT_HELD)
    assert report.notice is not None and report.notice.kind == "not_held"
    assert report.verdict == "not_a_refusal" and said(report)


def test_of_several_laws_only_the_one_of_the_pack_is_judged() -> None:
    text = UNDER_FOIA.replace(RIGHTS, UNDER_EIR.partition("\n\n")[2])
    report = check(under("foia2000"), text)
    assert claims(report) == {("s43(2)", "withhold")}
    (warning,) = said(report)
    assert "Environmental Information Regulations" in warning and "not judged" in warning
    assert claims(check(under("eir2004"), text)) == {("reg12(4)(d)", "withhold")}
    assert said(check(under("foia2000", "eir2004"), text)) == []


def test_several_packs_leave_the_choice_to_the_letter() -> None:
    several = under("eir2004", "foisa2002")
    assert claims(check(several, UNDER_FOISA)) == {("s33(1)(b)", "withhold")}
    report = check(several, UNDER_FOIA)
    assert report.verdict == "not_assessed" and "several packs" in report.warnings[-1]
