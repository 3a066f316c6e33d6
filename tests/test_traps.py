"""What other tools get wrong, one statement a number; each is to hold here.

The numbers are those of the project's list of such statements.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from noticecheck.checker import Checker
from noticecheck.language.lint import lint
from noticecheck.language.roots import default_root
from noticecheck.model import Notice, Report
from noticecheck.required import catalogue_phrases, required_phrases
from short_letters import (
    FOIA,
    RIGHTS,
    check,
    claim,
    claims,
    document,
    parse,
    provisions,
    status,
    statuses,
)

ELSEWHERE = {
    37: "test_links.py",
    42: "test_corrections.py",
    43: "test_audit_run.py",
}
"""What is held true by the tests of another file."""
ALL = range(1, 44)


def test_every_statement_is_here_or_elsewhere() -> None:
    source = Path(__file__)
    text = source.read_text(encoding="utf-8")
    here = {int(number) for number in re.findall(r"^def test_(\d\d)_", text, re.MULTILINE)}
    assert not here & set(ELSEWHERE)
    assert here | set(ELSEWHERE) == set(ALL)
    assert all(source.with_name(name).exists() for name in ELSEWHERE.values())


def withheld(citation: str, reason: str = "a rival could undercut the supplier") -> str:
    return f"The unit prices are withheld under {citation} {FOIA}, because {reason}.\n\n{RIGHTS}"


def gaps(report: Report) -> set[tuple[str, str | None]]:
    return {(a.element, a.subject) for a in report.assessments if a.status == "gap"}


# --- finding citations ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("citation", "wanted"),
    [
        ("Sections 40(2) and 43(2)", {"s40(2)", "s43(2)"}),
        ("ss.40(2) and 43(2)", {"s40(2)", "s43(2)"}),
        ("section 40(2) and 43(2)", {"s40(2)", "s43(2)"}),
        ("section 40(2) & 43(2)", {"s40(2)", "s43(2)"}),
        ("section 31/43", {"s31", "s43"}),
        ("section 31, 40 and 43", {"s31", "s40", "s43"}),
    ],
)
def test_01_every_provision_of_a_list(checker: Checker, citation: str, wanted: set[str]) -> None:
    assert provisions(parse(checker, withheld(citation))) == wanted


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("The prices are exempt under section\u00a043(2).", "s43(2)"),
        ("The prices are exempt under Section **43(2)**.", "s43(2)"),
        ("The prices are exempt under Sec. 43(2).", "s43(2)"),
        ("The prices are exempt under § 43(2).", "s43(2)"),
        ("The prices are withheld. Section-43(2) is engaged.", "s43(2)"),
        ("The prices are withheld under exemption 43(2).", "s43(2)"),
        ("The names are withheld under FOIA 40(2).", "s40(2)"),
        ("The names are withheld.\n\n40(2)(a) applies, as they are junior clerks.", "s40(2)"),
    ],
)
def test_02_unusual_ways_to_cite(checker: Checker, sentence: str, wanted: str) -> None:
    text = f"We answer under the Freedom of Information Act 2000. {sentence}\n\n{RIGHTS}"
    assert provisions(parse(checker, text)) == {wanted}


@pytest.mark.parametrize(
    ("citation", "conditions"),
    [
        ("section 40(2)&(3A)(a)", {"s40(3A)(a)"}),
        ("section 40(2)(a)(b) and (3A)(a)", {"s40(3A)(a)"}),
    ],
)
def test_03_limbs_in_a_row(checker: Checker, citation: str, conditions: set[str]) -> None:
    parsed = parse(checker, withheld(citation, "junior clerks would not expect to be named"))
    assert provisions(parsed) == {"s40(2)"}
    assert conditions <= set(claim(parsed, "s40(2)").conditions)


@pytest.mark.parametrize(
    ("citation", "wanted"),
    [
        ("section 43 (Commercial interests) subsection [2]", "s43(2)"),
        ("section 43 (Commercial interests) subsection 2", "s43(2)"),
        ("s. 31 (1) (g)", "s31(1)(g)"),
        ("Section 31 (1) (a)", "s31(1)(a)"),
    ],
)
def test_04_limbs_behind_titles_and_blanks(checker: Checker, citation: str, wanted: str) -> None:
    assert provisions(parse(checker, withheld(citation))) == {wanted}


def test_04_the_general_right_is_named_with_its_limbs(checker: Checker) -> None:
    from noticecheck.notice.citations import find_references

    matches = checker.matcher.scan("under Section 1 (1) (a) of it")
    found = [reference.parts for _, reference in find_references(matches)]
    assert found == [(("1", "1", "a"),)]


@pytest.mark.parametrize(
    ("citation", "wanted"), [("section 22A", "s22A"), ("section 22A(1)", "s22A(1)")]
)
def test_05_a_letter_behind_the_number_belongs_to_it(
    checker: Checker, citation: str, wanted: str
) -> None:
    assert provisions(parse(checker, withheld(citation))) == {wanted}


@pytest.mark.parametrize("joint", ["and", "&"])
def test_06_sub_paragraphs_in_a_row(checker: Checker, joint: str) -> None:
    parsed = parse(checker, withheld(f"section 36(2)(b)(i) {joint} (ii)"))
    assert provisions(parsed) == {"s36(2)(b)(i)", "s36(2)(b)(ii)"}


@pytest.mark.parametrize(
    "words",
    [
        "the Council's 12 libraries",
        "the force's 14,000 records",
        "it's 40 pages",
        "S1727 Eighth Floor",
    ],
)
def test_07_an_s_before_a_number_is_no_section(checker: Checker, words: str) -> None:
    text = f"Freedom of Information Act 2000\n\nWe refuse to give more than {words}.\n\n{RIGHTS}"
    assert provisions(parse(checker, text)) == set()


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("exempt under section 31, 12 March 2024 being too close.", {"s31"}),
        ("exempt under section 43 or 12 weeks later will be published.", {"s43"}),
    ],
)
def test_08_a_date_or_quantity_is_no_second_section(
    checker: Checker, words: str, wanted: set[str]
) -> None:
    text = f"Under the Freedom of Information Act 2000 the plan is {words}\n\n{RIGHTS}"
    assert provisions(parse(checker, text)) == wanted


@pytest.mark.parametrize(
    "words",
    [
        "section 117 aftercare",
        "section 143 of that scheme",
        "an s106 agreement",
        "a section 106 agreement",
        "a section 38 agreement",
    ],
)
def test_09_longer_numbers_are_not_cut(checker: Checker, words: str) -> None:
    text = f"Freedom of Information Act 2000\n\nWe enclose the figures for {words}.\n"
    assert provisions(parse(checker, text)) == set()


# --- which Act ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "citation",
    [
        "section 12 of the Local Government Act 2003",
        "section 40 of the Care Act 2014",
        "a section 38 agreement under the Highways Act",
        "section 44 of the Data Protection Act 2018",
    ],
)
def test_10_sections_of_other_acts(checker: Checker, citation: str) -> None:
    text = f"""Freedom of Information request

We withhold the plan under section 43(2) {FOIA}. The charge was made under {citation}.

{RIGHTS}"""
    assert provisions(parse(checker, text)) == {"s43(2)"}


def test_11_scotland_has_an_act_of_its_own(checker: Checker) -> None:
    text = """The names are withheld. They are exempt under section 38(1)(b) of the Freedom of
Information (Scotland) Act 2002, since they are personal data of junior clerks.
"""
    report = check(checker, text)
    assert report.notice is not None
    assert [(c.provision, c.regime) for c in report.notice.claims] == [("s38(1)(b)", "foisa2002")]
    assert report.notice.regimes == ("foisa2002",)
    assert {a.rule.split("/")[0] for a in report.assessments} == {"foisa2002"}


def test_12_regulation_12_is_of_the_environmental_regulations(checker: Checker) -> None:
    text = f"""Freedom of Information Act request

The survey is withheld under regulation 12(5)(b), because the inquest would be prejudiced.

{RIGHTS}"""
    report = check(checker, text)
    assert report.notice is not None
    assert [(c.provision, c.regime) for c in report.notice.claims] == [("reg12(5)(b)", "eir2004")]
    assert next(a.status for a in report.assessments if a.rule == "eir2004/regime-named") == "gap"
    assert {a.rule.split("/")[0] for a in report.assessments if a.subject} == {"eir2004"}


# --- what role the mention plays ------------------------------------------------------------------


def test_13_a_section_that_bounds_another_is_not_claimed(checker: Checker) -> None:
    text = f"""The briefing is withheld under section 36(2)(c) {FOIA}. The section 36 exemption
applies only outside the scope of section 35.

{RIGHTS}"""
    assert provisions(parse(checker, text)) == {"s36(2)(c)"}


def test_13_even_where_nothing_else_is_said(checker: Checker) -> None:
    text = """The briefing is withheld. The section 36 exemption applies only outside the scope of
section 35.
"""
    assert provisions(parse(checker, text)) == {"s36"}


@pytest.mark.parametrize(
    "words",
    [
        "We have not relied on section 43; section 40 does not apply.",
        "We do not rely on section 43 and section 40 does not apply.",
        "Neither section 43 nor section 40 has been applied.",
        "Section 43 is not engaged. Nor do we consider that section 40 applies.",
        "We considered section 43 but decided not to rely on it.",
        "We no longer rely on section 43.",
    ],
)
def test_14_what_is_denied_is_not_claimed(checker: Checker, words: str) -> None:
    text = f"Freedom of Information Act 2000\n\nThe file is enclosed in full. {words}\n"
    report = check(checker, text)
    assert claims(report) == set()
    assert not gaps(report)


@pytest.mark.parametrize(
    "text",
    [
        'You wrote: "If you think section 12 applies, tell me first." The list is enclosed in full.',
        "You asked:\n\nPlease send the list. If you think section 12 applies, tell me first.\n\n"
        "Our response\n\nThe list is enclosed in full.",
        "> Please send the list.\n> If you think section 43 applies, tell me first.\n\n"
        "The list is enclosed in full.",
        "You asked for the list and said that section 40 could not apply. We enclose the list in full.",
    ],
)
def test_15_the_requesters_words_claim_nothing(checker: Checker, text: str) -> None:
    report = check(checker, f"Freedom of Information Act 2000\n\nDear Mr Vale\n\n{text}\n")
    assert claims(report) == set()
    assert report.verdict == "not_a_refusal"


ANNEX = f"""Dear Ms Hale

The prices are withheld under section 43(2) {FOIA}.

{RIGHTS}
Yours sincerely

A Clerk

Legal annex

Section 38(1) of the Freedom of Information Act 2000 provides that information is exempt
information if its disclosure would, or would be likely to, endanger the physical or mental health
of any individual.

Section 43(2) of the Freedom of Information Act 2000 provides that information is exempt
information if its disclosure would, or would be likely to, prejudice the commercial interests of
any person (including the public authority holding it).
"""


def test_16_recited_statute_is_no_claim_and_no_reason(checker: Checker) -> None:
    report = check(checker, ANNEX)
    assert provisions(report) == {"s43(2)"}
    assert status(report, "explains_why", "s43(2)") == "gap"


@pytest.mark.parametrize("number", [1, 2, 8, 10, 16, 17, 45, 50])
def test_17_procedural_sections_are_never_exemptions(checker: Checker, number: int) -> None:
    text = f"""The prices are withheld under section 43(2) {FOIA}. We have applied section {number}
of the Act. This letter is given under section {number}.

{RIGHTS}"""
    assert provisions(parse(checker, text)) == {"s43(2)"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Thank you for your Freedom of Information request, received on 3 May 2024. It has been "
            "passed to the records team. You will receive a response within 20 working days.",
            "acknowledgement",
        ),
        (
            "Please find attached our response to your request.\n\nKind regards\n\nInformation team",
            "other",
        ),
        (
            "Delivery has failed to these recipients. The mailbox of the person is full. Try again "
            "later.",
            "other",
        ),
    ],
)
def test_18_what_decides_nothing_is_neither_right_nor_wrong(
    checker: Checker, text: str, kind: str
) -> None:
    report = check(checker, text)
    assert report.verdict in ("not_a_refusal", "not_assessed")
    assert report.notice is None or report.notice.kind == kind
    assert not [a for a in report.assessments if a.status in ("met", "gap")]


@pytest.mark.parametrize(
    "body", ["See attached.", "Please see attached.", "Please see the attached letter."]
)
def test_19_see_attached_is_not_assessed(checker: Checker, body: str) -> None:
    report = check(checker, f"Dear Mr Vale\n\n{body}\n\nKind regards\n\nThe FOI Team\n")
    assert report.verdict == "not_assessed"
    assert any("attach" in warning for warning in report.warnings)


# --- reading the claims ---------------------------------------------------------------------------

BOTH = f"""The patrol times are withheld under section 31(1)(a) {FOIA}, because burglars would learn
when the estate is empty of officers. On balance the public interest favours withholding, as victims
of burglary would pay for that knowledge, though residents have reason to ask.

Further, we neither confirm nor deny whether we hold anything else, under section 31(3).

{RIGHTS}"""


def test_20_withholding_and_ncnd_under_one_section_are_two_claims(checker: Checker) -> None:
    report = check(checker, BOTH)
    assert claims(report) == {("s31(1)(a)", "withhold"), ("s31(3)", "ncnd")}
    duties = {(a.element, a.subject) for a in report.assessments if a.subject}
    for element in ("explains_why", "public_interest"):
        assert (element, "s31(1)(a)") in duties
        assert (element, "s31(3)") in duties


@pytest.mark.parametrize("number", ["23(1)", "24(1)", "42(1)", "29(1)(a)", "34(1)", "44(1)(a)"])
def test_21_every_section_appears(checker: Checker, number: str) -> None:
    assert provisions(parse(checker, withheld(f"section {number}"))) == {f"s{number}"}


@pytest.mark.parametrize(
    ("citation", "provision", "test"),
    [
        ("section 40(2)", "s40(2)", "absolute"),
        ("section 40(2) and (3A)(a)", "s40(2)", "absolute"),
        ("section 40(2) and (3B)", "s40(2)", "qualified"),
        ("section 36(2)(c)", "s36(2)(c)", "qualified"),
        ("section 37(1)(a)", "s37(1)(a)", "absolute"),
        ("section 37(1)(ab)", "s37(1)(ab)", "absolute"),
        ("section 37(1)(b)", "s37(1)(b)", "qualified"),
        ("section 41(1)", "s41(1)", "absolute"),
        ("section 43(2)", "s43(2)", "qualified"),
    ],
)
def test_22_absolute_or_qualified_by_limb(
    checker: Checker, citation: str, provision: str, test: str
) -> None:
    assert claim(parse(checker, withheld(citation)), provision).test == test


def test_22_confidence_in_both_forms(checker: Checker) -> None:
    text = f"We neither confirm nor deny that we hold this, under section 41(2) {FOIA}.\n"
    assert claim(parse(checker, text), "s41(2)").test == "absolute"


@pytest.mark.parametrize(
    ("body", "citation", "test"),
    [
        ("House of Commons", "36(2)(c)", "absolute"),
        ("Police Service of Northern Ireland", "37(1)(a)", "qualified"),
        # A department in London, section 84.
        ("Northern Ireland Office", "37(1)(a)", "absolute"),
    ],
)
def test_22_some_tests_turn_on_the_authority(
    checker: Checker, body: str, citation: str, test: str
) -> None:
    text = f"{body}\n\nDear Mr Vale\n\n{withheld(f'section {citation}')}"
    assert claim(parse(checker, text), f"s{citation}").test == test


def test_23_ncnd_and_withholding_each_need_a_balance(checker: Checker) -> None:
    report = check(checker, BOTH)
    assert status(report, "public_interest", "s31(1)(a)") == "met"
    assert status(report, "public_interest", "s31(3)") != "met"


TWO = f"""Section 43(2) - commercial interests

The unit prices are withheld under section 43(2) {FOIA}, because a rival could undercut the supplier
in the autumn tender.

Section 42(1) - legal professional privilege

Counsel's opinion is withheld under section 42(1), because it was written for the dispute with the
contractor, which has not been settled.

People want to see what was spent on lawyers. Against that, a council that cannot write frankly to
its barrister would lose cases that taxpayers pay for. On balance the public interest favours
withholding the opinion.

{RIGHTS}"""


def test_24_a_balance_for_one_does_not_serve_another(checker: Checker) -> None:
    report = check(checker, TWO)
    assert status(report, "public_interest", "s42(1)") == "met"
    assert status(report, "public_interest", "s43(2)") == "gap"


def test_24_a_balance_for_all_serves_all(checker: Checker) -> None:
    joint = TWO.replace(
        "On balance the public interest favours\nwithholding the opinion.",
        "A supplier undercut by a rival\nwould cost them more, too. On balance the public interest "
        "favours withholding under both exemptions.",
    ).replace("People want", "Public interest, both exemptions\n\nPeople want")
    report = check(checker, joint)
    assert status(report, "public_interest", "s42(1)") == "met"
    assert status(report, "public_interest", "s43(2)") == "met"


def test_25_section_17_4_lowers_the_duty_to_explain(checker: Checker) -> None:
    text = f"""We neither confirm nor deny that we hold this, under section 31(3) {FOIA}. By section
17(4) we need give no further explanation, since to explain would itself disclose exempt information.

{RIGHTS}"""
    report = check(checker, text)
    assert status(report, "explains_why", "s31(3)") == "not_applicable"
    assert status(report, "public_interest", "s31(3)") == "not_applicable"
    assert report.verdict == "no_gap_found"


@pytest.mark.parametrize(
    "words",
    [
        "The prices are withheld because they are commercially sensitive.",
        "We have decided to withhold the prices under the commercial interests exemption.",
        "The patrol times will be withheld under the law enforcement exemption.",
    ],
)
def test_26_a_name_without_a_number_is_a_finding(checker: Checker, words: str) -> None:
    report = check(checker, f"Freedom of Information Act 2000\n\n{words}\n\n{RIGHTS}")
    assert claims(report) == set()
    assert status(report, "specifies_exemption", "unnamed") == "gap"


@pytest.mark.parametrize(
    "number", ["31", "31(1)", "36", "36(2)", "36(2)(b)", "40", "43", "30", "37"]
)
def test_26_a_section_without_its_limb_is_a_finding(checker: Checker, number: str) -> None:
    report = check(checker, withheld(f"section {number}"))
    assert status(report, "specifies_exemption", f"s{number}") == "gap"


@pytest.mark.parametrize("number", ["21", "22", "24", "41", "42", "39"])
def test_26_a_section_with_one_limb_is_none_at_must(checker: Checker, number: str) -> None:
    report = check(checker, withheld(f"section {number}"))
    assert status(report, "specifies_exemption", f"s{number}") == "met"


def test_27_one_gap_leaves_the_rest_assessed(checker: Checker) -> None:
    report = check(checker, withheld("section 43"))
    assert status(report, "specifies_exemption", "s43") == "gap"
    assert status(report, "states_refusal") == "met"
    assert status(report, "explains_why", "s43") == "met"
    assert status(report, "public_interest", "s43") == "gap"
    assert status(report, "complaints_procedure") == "met"
    assert status(report, "right_to_regulator") == "met"


PENDING = f"""The paper is exempt under section 35(1)(a) {FOIA}, as ministers have yet to settle the
policy. We have not yet reached a decision on the balance of the public interest and need more time.
"""


def test_28_more_time_needs_an_estimate(checker: Checker) -> None:
    report = check(checker, f"{PENDING}\n{RIGHTS}")
    assert report.notice is not None
    assert report.notice.kind == "public_interest_extension"
    assert status(report, "pending_estimate") == "gap"
    assert status(report, "public_interest") == "not_applicable"


def test_28_with_an_estimate_nothing_is_missing(checker: Checker) -> None:
    report = check(checker, f"{PENDING}We expect to decide by 3 June 2024.\n\n{RIGHTS}")
    assert status(report, "pending_estimate") == "met"
    assert status(report, "public_interest") == "not_applicable"
    assert report.verdict == "no_gap_found"


def test_28_time_to_find_an_exemption_is_a_finding(checker: Checker) -> None:
    text = f"""Freedom of Information Act 2000

We need more time to consider which exemptions may apply and where the balance of the public interest
lies. We have not yet reached a decision on the public interest. We expect to reply by 3 June 2024.

{RIGHTS}"""
    report = check(checker, text)
    assert status(report, "specifies_exemption") == "gap"


# --- the rights paragraph -------------------------------------------------------------------------


def refusal(rights: str) -> str:
    return withheld("section 43(2)").replace(RIGHTS, rights)


@pytest.mark.parametrize(
    "words",
    [
        "You may require us to review our decision by writing to the Head of Service within 40 "
        "working days of this letter.",
        "If you think we have got this wrong, ask us to look at it again by writing to the Clerk.",
        "Should you be unhappy, please write to the Solicitor, who will reconsider the matter afresh.",
        "Anyone who wishes to complain about how a request was handled should write to the Clerk.",
    ],
)
def test_29_review_needs_no_particular_words(checker: Checker, words: str) -> None:
    assert "internal review" not in words
    assert status(check(checker, refusal(words)), "complaints_procedure") == "met"


@pytest.mark.parametrize(
    "words",
    [
        "There is no internal review.",
        "We do not operate a complaints procedure.",
        "The Parish Council has no procedure for reviewing its decisions.",
    ],
)
def test_30_no_procedure_satisfies_the_first_duty(checker: Checker, words: str) -> None:
    assert status(check(checker, refusal(words)), "complaints_procedure") == "met"


@pytest.mark.parametrize(
    "words",
    [
        "The Commissioner has no role.",
        "The Information Commissioner has no role in this matter.",
        "You cannot complain to the Information Commissioner about this.",
    ],
)
def test_30_a_commissioner_without_a_role_is_no_right(checker: Checker, words: str) -> None:
    text = refusal(f"You can ask for an internal review by writing to the Clerk.\n\n{words}")
    assert status(check(checker, text), "right_to_regulator") == "gap"


@pytest.mark.parametrize(
    "words",
    [
        "The ICO has published guidance on this exemption at www.ico.org.uk.",
        "This follows the Commissioner's decision in a like case.",
        "We took account of guidance from the Information Commissioner.",
        "The Council is registered with the Information Commissioner as a data controller.",
    ],
)
def test_31_other_mentions_of_the_commissioner_are_no_right(checker: Checker, words: str) -> None:
    text = refusal("You can ask for an internal review by writing to the Clerk.").replace(
        "\n\nYou can", f" {words}\n\nYou can"
    )
    assert words in text
    assert status(check(checker, text), "right_to_regulator") == "gap"


@pytest.mark.parametrize(
    "ending",
    [
        "The rates in the second table would also be of use to any other firm which is about to",
        "Please find below the information that we are able to disclose to you today:",
        "Disclosure\n\nPlease find below information disclosed to you today in respect of question two.",
    ],
)
def test_32_a_text_that_breaks_off_is_no_certain_breach(checker: Checker, ending: str) -> None:
    report = check(checker, withheld("section 43(2)").replace(RIGHTS, ending))
    assert report.notice is not None
    assert not report.notice.complete
    assert status(report, "complaints_procedure") == "unclear"
    assert status(report, "right_to_regulator") == "unclear"
    assert any("incomplete" in warning for warning in report.warnings)


# --- the engine -----------------------------------------------------------------------------------


def test_33_rules_are_reachable_and_whole(checker: Checker) -> None:
    required = required_phrases() | catalogue_phrases(checker.catalogues)
    assert [str(fault) for fault in lint(checker.ruleset, required)] == []


PRESENCE = {
    "complaints_procedure": (
        "You can ask for an internal review by writing to the Clerk.",
        "If this seems wrong to you, write to the Director, who will look at the matter afresh.",
    ),
    "right_to_regulator": (
        "You may apply to the Information Commissioner for a decision.",
        "Your next step would be to take it to the ICO.",
    ),
}


@pytest.mark.parametrize("element", PRESENCE)
def test_34_missing_is_tested_with_and_without_and_in_other_words(
    checker: Checker, element: str
) -> None:
    assert status(check(checker, refusal("")), element) == "gap"
    for words in PRESENCE[element]:
        assert status(check(checker, refusal(words)), element) == "met", words


def test_34_every_rule_at_must_shows_a_letter_with_and_one_without(checker: Checker) -> None:
    for rule in checker.ruleset.rules:
        shown = {example.status for example in rule.examples}
        assert {"met", "gap"} <= shown, rule.full_id


def test_35_rules_are_found_and_counted(checker: Checker) -> None:
    assert default_root().is_dir()
    packs = {pack.name for pack in checker.ruleset.packs}
    assert {"foia2000", "eir2004", "foisa2002"} <= packs
    assert len(checker.ruleset.rules) >= 12
    assert set(checker.catalogues) == packs


def test_36_the_time_for_an_answer_stands_in_the_packs_and_in_no_rule(checker: Checker) -> None:
    days = {pack.name: pack.answer_within for pack in checker.ruleset.packs}
    assert {days[name] for name in ("foia2000", "eir2004", "foisa2002")} == {20}
    for pack in checker.ruleset.packs:
        source = (default_root() / pack.name / "pack.toml").read_text(encoding="utf-8")
        assert re.search(r"^# Working days .*: (?:ss?\.|regs )", source, re.MULTILINE), pack.name


def test_38_every_finding_shows_rule_words_law_and_remedy(checker: Checker) -> None:
    report = check(checker, withheld("section 43"))
    text = report.document.text
    found = [a for a in report.assessments if a.status == "gap"]
    assert found
    for assessment in found:
        assert checker.ruleset.rule(assessment.rule) is not None
        assert assessment.message and assessment.advice and assessment.law
        assert assessment.evidence
        assert all(text[span.start : span.end].strip() for span in assessment.evidence)


def test_38_an_all_clear_is_tied_to_its_point(checker: Checker) -> None:
    report = check(checker, withheld("section 43(2)"))
    met = next(a for a in report.assessments if a.rule == "foia2000/s17-7-a")
    words = " ".join(report.document.quote(span) for span in met.evidence)
    assert met.status == "met"
    assert "internal review" in words
    assert "supplier" not in words


def test_39_a_title_never_decides_a_finding(checker: Checker) -> None:
    plain = withheld("section 43")
    wanted = statuses(check(checker, plain))
    for title in ("Full disclosure", "Section 17 compliant refusal notice", "Letter type: refusal"):
        assert statuses(check(checker, f"{title}\n\n{plain}")) == wanted, title


@pytest.mark.parametrize(
    "text",
    [
        "Dear Ms Hale\n\nThank you for your Freedom of Information request. The information that you "
        "asked for is enclosed in full. Nothing has been withheld.\n\nYours sincerely\n\nA Clerk\n",
        "Dear Ms Hale\n\nQ1. How many buses are there?\n\nThere are 41 buses.\n\nQ2. How many are "
        "electric?\n\nSeven are electric.\n\n" + RIGHTS,
        "Dear Ms Hale\n\nI attach the spreadsheet that you asked for.\n\n" + RIGHTS,
    ],
)
def test_40_a_full_answer_has_nothing_missing(checker: Checker, text: str) -> None:
    report = check(checker, text)
    assert report.verdict == "not_a_refusal"
    assert not gaps(report)
    assert isinstance(report.notice, Notice) and report.notice.kind == "full_disclosure"


def test_41_general_duties_are_checked_without_any_exemption(checker: Checker) -> None:
    text = (
        "Dear Ms Hale\n\nThank you for your request under the Freedom of Information Act 2000. We "
        "have decided not to release the report.\n\nYours sincerely\n\nA Clerk\n"
    )
    report = check(checker, text)
    assert report.verdict == "gaps"
    assert gaps(report) >= {
        ("specifies_exemption", "unnamed"),
        ("complaints_procedure", None),
        ("right_to_regulator", None),
    }


def test_41_an_unknown_letter_is_read_without_an_error(checker: Checker) -> None:
    assert checker.check(document("Buy one, get one free.")).verdict == "not_a_refusal"
