"""Which day chooses the law: of receipt or of the letter, and what is open without it."""

from __future__ import annotations

from datetime import date

import pytest

from noticecheck.checker import Checker, load
from noticecheck.model import Report
from short_letters import FOIA, RIGHTS, check, claim, document, gaps, parse, status

LETTER = (
    f"We withhold the letters under section 37(1)(a) {FOIA}, as they passed between the Sovereign and "
    f"the Lord Lieutenant about a visit to the town.\n\n{RIGHTS}"
)


@pytest.mark.parametrize(
    ("received", "test"), [(date(2011, 1, 18), "qualified"), (date(2011, 1, 19), "absolute")]
)
def test_day_of_receipt_decides_section_37(checker: Checker, received: date, test: str) -> None:
    parsed, _ = checker.parse(document(f"3 February 2011\n\n{LETTER}"), received=received)
    assert claim(parsed, "s37(1)(a)").test == test


def test_receipt_that_is_not_told_matters_only_near_the_change(checker: Checker) -> None:
    assert claim(parse(checker, f"3 February 2011\n\n{LETTER}"), "s37(1)(a)").test == "undetermined"
    assert claim(parse(checker, f"3 February 2014\n\n{LETTER}"), "s37(1)(a)").test == "absolute"


def test_day_of_the_letter_goes_before_the_day_given_for_letters_without_one(
    checker: Checker,
) -> None:
    text = f"3 February 2014\n\n{LETTER}"
    assert claim(parse(checker, text, as_of=date(2006, 1, 1)), "s37(1)(a)").test == "absolute"
    assert claim(parse(checker, LETTER, as_of=date(2006, 1, 1)), "s37(1)(a)").test == "qualified"


def levels(report: Report, rule: str) -> set[str]:
    """The statuses that a rule gave."""
    return {a.status for a in report.assessments if a.rule == f"foia2000/{rule}"}


def dated(day: str, body: str, received: str = "") -> str:
    told = f"We received your request on {received}.\n\n" if received else ""
    return f"Borley Council\n\n{day}\n\nDear Ms Hale\n\n{told}{body}\n\n{RIGHTS}"


NAMES = (
    f"The names of the clerks are withheld under section 40(2) and {{condition}} {FOIA}, as they would "
    "not expect to be named and it would be unfair."
)
DENIAL = (
    f"We neither confirm nor deny that we hold a complaint about him, under section {{limb}} {FOIA}, as "
    "that alone would tell others of it, which is unfair."
)
BEFORE, FROM = "24 May 2018", "25 May 2018"


@pytest.mark.parametrize(
    ("day", "condition", "is_law"),
    [
        (BEFORE, "40(3)(a)(i)", True), (FROM, "40(3)(a)(i)", False),
        (BEFORE, "40(3A)(a)", False), (FROM, "40(3A)(a)", True),
    ],
)  # fmt: skip
@pytest.mark.parametrize("received", ["", "3 May 2018"])
def test_section_40_is_that_of_the_day_of_the_answer(
    checker: Checker, day: str, condition: str, is_law: bool, received: str
) -> None:
    report = check(checker, dated(day, NAMES.format(condition=condition), received))
    rule = "s40-current" if condition.startswith("40(3)") else "s17-1-b-in-force"
    assert levels(report, rule) <= ({"met"} if is_law else {"gap"})
    assert ("gap" in levels(report, rule)) is not is_law
    assert not gaps(report), "never a must"


@pytest.mark.parametrize(
    ("day", "limb", "is_law"),
    [
        (BEFORE, "40(5)(b)(i)", True), (FROM, "40(5)(b)(i)", False),
        (BEFORE, "40(5B)(a)(i)", False), (FROM, "40(5B)(a)(i)", True),
    ],
)  # fmt: skip
def test_denial_under_section_40(checker: Checker, day: str, limb: str, is_law: bool) -> None:
    report = check(checker, dated(day, DENIAL.format(limb=limb)))
    found = levels(report, "s40-current") | levels(report, "s17-1-b-in-force")
    assert ("gap" in found) is not is_law


@pytest.mark.parametrize(
    ("day", "act", "wanted"),
    [(BEFORE, "1998", set()), (FROM, "1998", {"gap"}), (FROM, "2018", {"met"})],
)
def test_data_protection_act(checker: Checker, day: str, act: str, wanted: set[str]) -> None:
    body = f"{NAMES.format(condition='40(2)(b)')} That would breach the Data Protection Act {act}."
    assert levels(check(checker, dated(day, body)), "s40-current") == wanted


def test_without_a_date_the_law_is_that_of_the_day_given_or_of_today(checker: Checker) -> None:
    new, old = (NAMES.format(condition=each) for each in ("40(3A)(a)", "40(3)(a)(i)"))
    rule = "s17-1-b-in-force"
    assert levels(check(checker, f"{new}\n\n{RIGHTS}"), rule) == {"met"}
    for day, wanted in ((date(2018, 5, 24), {"gap"}), (date(2018, 5, 25), {"met"})):
        assert levels(check(checker, f"{new}\n\n{RIGHTS}", as_of=day), rule) == wanted
    assert levels(check(checker, f"{old}\n\n{RIGHTS}"), "s40-current") == {"unclear"}
    for day, wanted in ((date(2018, 5, 24), set()), (date(2018, 5, 25), {"gap"})):
        assert levels(check(checker, f"{old}\n\n{RIGHTS}", as_of=day), "s40-current") == wanted


TRIAL = (
    f"The draft is withheld under section 22A(1)(b)(i) {FOIA}, as rivals could copy the trial before "
    "the team has written its report."
)


@pytest.mark.parametrize(
    ("received", "day", "wanted"),
    [
        ("3 September 2014", "30 September 2014", "gap"),
        # No saving is known for requests from before: nobody is told that they are wrong.
        ("30 September 2014", "1 October 2014", "unclear"),
        ("", "1 October 2014", "unclear"),
        ("1 October 2014", "9 October 2014", "met"),
        ("", "1 October 2015", "met"),
    ],
)
def test_section_22a(checker: Checker, received: str, day: str, wanted: str) -> None:
    report = check(checker, dated(day, TRIAL, received))
    assert levels(report, "s17-1-b-in-force") == {wanted}
    assert "s17-1-b-exists" not in gaps(report)


HEIR = (
    f"The letters are withheld under section 37(1)(aa) {FOIA}, as they passed between the heir to the "
    "Throne and the Lord Lieutenant about a visit to the town."
)


def test_section_37_as_amended(checker: Checker) -> None:
    for received, wanted, test in (
        ("18 January 2011", "gap", "qualified"),
        ("19 January 2011", "met", "absolute"),
        ("", "unclear", "undetermined"),
    ):
        report = check(checker, dated("3 February 2011", HEIR, received))
        assert levels(report, "s17-1-b-in-force") == {wanted}
        assert report.notice is not None and claim(report.notice, "s37(1)(aa)").test == test


EIR = "of the Environmental Information Regulations 2004"
SCOTLAND = "of the Freedom of Information (Scotland) Act 2002"
NEW_13 = (
    f"The names are withheld under regulation 13(1)(a) and 13(2A)(a) {EIR}, as it would be unfair."
)
NEW_13_5 = f"We neither confirm nor deny that we hold it, under regulation 13(5A) {EIR}, as it is personal data."
NEW_38 = f"The names are exempt under section 38(1)(b), read with section 38(2A)(a), {SCOTLAND}, as it would be unfair."
DENIAL_38 = (
    f"We neither confirm nor deny under section 18(1) {SCOTLAND} whether this exists or is held. If it did, it "
    "would be exempt under section 38(1)(b), as it would be unfair to the clerk."
)
DENIAL_34 = DENIAL_38.replace(
    "38(1)(b), as it would be unfair to the clerk", "34(1)(b), as it is an investigation"
)


@pytest.mark.parametrize(
    ("rule", "words", "day", "wanted"),
    [
        ("eir2004/r14-3-a-in-force", NEW_13, BEFORE, {"gap"}),
        ("eir2004/r14-3-a-in-force", NEW_13, FROM, {"met"}),
        ("eir2004/r14-3-a-in-force", NEW_13, "", {"met"}),
        ("eir2004/r14-3-a-in-force", NEW_13_5, BEFORE, {"gap"}),
        ("eir2004/r14-3-a-in-force", NEW_13_5, FROM, {"met"}),
        ("foisa2002/s16-1-c-in-force", NEW_38, BEFORE, {"gap"}),
        ("foisa2002/s16-1-c-in-force", NEW_38, FROM, {"met"}),
        ("foisa2002/s16-1-c-in-force", NEW_38, "", {"met"}),
        # Section 18 rests on section 38 from 31 May 2013 (SSI 2013/136); on others, always.
        ("foisa2002/s16-1-c-in-force", DENIAL_38, "30 May 2013", {"met", "gap"}),
        ("foisa2002/s16-1-c-in-force", DENIAL_38, "31 May 2013", {"met"}),
        ("foisa2002/s16-1-c-in-force", DENIAL_38, "", {"met"}),
        ("foisa2002/s16-1-c-in-force", DENIAL_34, "30 May 2013", {"met"}),
    ],
)
def test_provision_in_force_under_the_regulations_and_in_scotland(
    checker: Checker, rule: str, words: str, day: str, wanted: set[str]
) -> None:
    report = check(checker, dated(day, words))
    assert {a.status for a in report.assessments if a.rule == rule} == wanted
    if not day and "13(2A)" in words:
        early = check(checker, dated(day, words), as_of=date(2018, 5, 24))
        assert {a.status for a in early.assessments if a.rule == rule} == {"gap"}


@pytest.mark.parametrize("day", ["3 March 2025", "3 November 2026", "3 March 2028", ""])
@pytest.mark.parametrize(
    "regulator",
    [
        "Information Commissioner",
        "Information Commission",
        "Information Commissioner's Office",
        "ICO",
    ],
)
def test_regulator_by_the_old_name_and_the_new(checker: Checker, day: str, regulator: str) -> None:
    """Whether the change of 2026 is in force has not been found: both names stand."""
    body = NAMES.format(condition="40(3A)(a)")
    text = dated(day, body).replace("Information Commissioner", regulator)
    assert status(check(checker, text), "right_to_regulator") == "met"


RULE = '''phrase lapsed-words
    "these words never stand"

rule lapsed "Say what had to be said until 2020"
    element  quality
    law      "An old Act, s.1"
    verified statute
    in force until 2020-12-31
    for      the notice when refuses
    must     <lapsed-words>
    say      "The letter does not say it."
    advise   "Say it."

    example met dated 2019-01-01 "said"
        """
        We refuse this under section 43(2) of the Freedom of Information Act 2000. These words never stand.
        """

    example gap dated 2019-01-01 "not said"
        """
        We refuse this under section 43(2) of the Freedom of Information Act 2000.
        """
'''


@pytest.fixture(scope="module")
def with_lapsed(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    """One that has the rule above besides."""
    folder = tmp_path_factory.mktemp("rules")
    (folder / "foia2000").mkdir()
    (folder / "foia2000" / "lapsed.rule").write_text(RULE, encoding="utf-8")
    return load([folder])


@pytest.mark.parametrize(
    ("top", "wanted"),
    [
        ("3 May 2019", "gap"),
        ("31 December 2020", "gap"),
        ("1 January 2021", "not_applicable"),
        ("", "unclear"),
    ],
)
def test_rule_that_was_in_force_for_a_time(with_lapsed: Checker, top: str, wanted: str) -> None:
    text = f"{top}\n\nWe refuse the rates under section 43(2) {FOIA}.\n\n{RIGHTS}".lstrip()
    assert status(check(with_lapsed, text), "quality") == wanted
    rule = next(rule for rule in with_lapsed.ruleset.rules if rule.id == "lapsed")
    assert [t.status for t in with_lapsed.explain(rule, document(text))] == [wanted]


@pytest.mark.parametrize(
    ("top", "test"),
    [
        ("Borley Commission", "absolute"),
        ("Borley Borough Council\n\nTown Hall, Leeds", "absolute"),
        ("Home Office\n\nStormont House, Belfast", "absolute"),
        ("Ballymore Borough Council\n\nTown Hall, Ballymena", "undetermined"),
        ("Town Hall, Omagh", "undetermined"),
        ("Police Service of Northern Ireland", "qualified"),
    ],
)
def test_what_may_be_a_body_of_northern_ireland_may_have_to_weigh(
    checker: Checker, top: str, test: str
) -> None:
    text = f"{top}\n\n3 May 2024\n\nDear Ms Quill\n\n{LETTER}\n\nYours sincerely\n"
    assert claim(parse(checker, text), "s37(1)(a)").test == test


@pytest.mark.parametrize(("limb", "wanted"), [("(a)", "met"), ("(aa)", "gap"), ("(ad)", "gap")])
def test_in_northern_ireland_section_37_has_one_paragraph_for_all(
    checker: Checker, limb: str, wanted: str
) -> None:
    letter = LETTER.replace("37(1)(a)", f"37(1){limb}")
    text = f"Police Service of Northern Ireland\n\n3 May 2024\n\nDear Ms Quill\n\n{letter}"
    found = {a.rule: a.status for a in check(checker, text).assessments}
    assert found["foia2000/s17-1-b-northern-ireland"] == wanted
    elsewhere = check(checker, text.replace("Police Service of Northern Ireland", "Home Office"))
    assert not any("northern" in a.rule for a in elsewhere.assessments)
