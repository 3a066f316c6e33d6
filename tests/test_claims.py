"""Claims: what is relied on, at which level, to which effect, and what is only named."""

from __future__ import annotations

import pytest

from noticecheck.checker import Checker
from short_letters import FOIA, RIGHTS, check, claim, claims, letter, parse, provisions, status


def mentions(checker: Checker, text: str) -> dict[str, str]:
    return {m.provision: m.role for m in parse(checker, text).mentions}


# --- one claim from several citations -------------------------------------------------------------


def test_heading_and_text_are_one_claim_at_the_deepest_level(checker: Checker) -> None:
    parsed = parse(
        checker,
        f"Section 31 - Law enforcement\n\nThe patrol times are withheld under section 31(1)(a) {FOIA}, "
        "as burglars would use them.\n\nSection 31 protects residents here.\n",
    )
    assert claims(parsed) == {("s31(1)(a)", "withhold")}
    assert len(claim(parsed, "s31(1)(a)").citations) == 3


def test_two_limbs_are_two_claims(checker: Checker) -> None:
    parsed = parse(checker, f"They are withheld under section 31(1)(a) and (b) {FOIA}.\n")
    assert claims(parsed) == {("s31(1)(a)", "withhold"), ("s31(1)(b)", "withhold")}


def test_the_same_citation_twice_is_one_claim(checker: Checker) -> None:
    text = f"The names are withheld under section 40(2) {FOIA}.\n\nSection 40(2) applies to them.\n"
    parsed = parse(checker, text)
    assert [c.provision for c in parsed.claims] == ["s40(2)"]


@pytest.mark.parametrize(
    ("citation", "conditions"),
    [
        ("section 40(2)", set()),
        ("section 40(2)(a) and (b)", {"s40(2)(a)", "s40(2)(b)"}),
        ("section 40(2) and (3A)(a)", {"s40(3A)(a)"}),
        ("section 40(2) by virtue of section 40(3A)(a)", {"s40(3A)(a)"}),
        ("section 40(2) with section 40(3B)", {"s40(3B)"}),
        ("section 40(3A)(a)", {"s40(3A)(a)"}),
    ],
)
def test_conditions_roll_up_into_40_2(
    checker: Checker, citation: str, conditions: set[str]
) -> None:
    parsed = parse(checker, f"The names are withheld under {citation} {FOIA}.\n")
    assert claims(parsed) == {("s40(2)", "withhold")}
    assert set(claim(parsed, "s40(2)").conditions) == conditions


@pytest.mark.parametrize(
    "words", ["section 31(1)(g) and 31(2)(c)", "section 31(1)(g) with section 31(2)(c)"]
)
def test_purposes_roll_up_into_31_1_g(checker: Checker, words: str) -> None:
    parsed = parse(checker, f"The file is withheld under {words} {FOIA}.\n")
    assert claims(parsed) == {("s31(1)(g)", "withhold")}
    assert claim(parsed, "s31(1)(g)").conditions == ("s31(2)(c)",)


def test_nothing_else_rolls_up(checker: Checker) -> None:
    parsed = parse(
        checker, f"They are withheld under sections 36(2)(b)(i), 36(2)(c) and 43(2) {FOIA}.\n"
    )
    assert provisions(parsed) == {"s36(2)(b)(i)", "s36(2)(c)", "s43(2)"}


def test_claims_stand_in_the_order_of_the_letter(checker: Checker) -> None:
    parsed = parse(
        checker,
        f"The prices are withheld under section 43(2) {FOIA}. The names are withheld under section "
        "40(2). Counsel's opinion is withheld under section 42(1).\n",
    )
    assert [c.provision for c in parsed.claims] == ["s43(2)", "s40(2)", "s42(1)"]


def test_citations_of_a_claim_are_the_words_of_the_letter(checker: Checker) -> None:
    text = f"The names are withheld under Section **40(2)** {FOIA}; section 40(2) is absolute.\n"
    parsed = parse(checker, text)
    quotes = [parsed.document.quote(c.span) for c in claim(parsed, "s40(2)").citations]
    assert [q.replace("*", "") for q in quotes] == ["Section 40(2)", "section 40(2)"]


# --- effect ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The names are withheld under section 40(2).", ("s40(2)", "withhold")),
        ("The names are exempt under section 40(2).", ("s40(2)", "withhold")),
        (
            "We neither confirm nor deny that we hold this, under section 40(5B)(a)(i).",
            ("s40(5B)(a)(i)", "ncnd"),
        ),
        (
            "We can neither confirm nor deny whether we hold it by virtue of section 31(3).",
            ("s31(3)", "ncnd"),
        ),
        ("Section 24(2) applies: the duty to confirm or deny does not arise.", ("s24(2)", "ncnd")),
        (
            "We will not confirm or deny whether this is held. Section 23(5) is engaged.",
            ("s23(5)", "ncnd"),
        ),
        (
            "We refuse this under section 12(1), as the cost would be too high.",
            ("s12(1)", "refuse"),
        ),
        ("We refuse this under section 14(1), since it is vexatious.", ("s14(1)", "refuse")),
    ],
)
def test_effect(checker: Checker, text: str, wanted: tuple[str, str]) -> None:
    assert claims(parse(checker, f"Freedom of Information Act 2000\n\n{text}\n\n{RIGHTS}")) == {
        wanted
    }


def test_a_bare_section_takes_the_effect_of_the_words(checker: Checker) -> None:
    withheld = f"The patrol times are withheld under section 31 {FOIA}.\n"
    denied = f"We neither confirm nor deny that we hold this, under section 31 {FOIA}.\n"
    assert claims(parse(checker, withheld)) == {("s31", "withhold")}
    assert claims(parse(checker, denied)) == {("s31", "ncnd")}


def test_a_limb_that_does_not_fit_makes_no_second_claim(checker: Checker) -> None:
    text = f"We neither confirm nor deny that we hold any complaint about her, under section 40(2) {FOIA}.\n"
    parsed = parse(checker, text)
    assert [c.provision for c in parsed.claims] == ["s40(2)"]


@pytest.mark.parametrize(
    ("words", "denies"),
    [
        (
            "We neither confirm nor deny that we hold it. Section 30(3), by reference to section 30(1).",
            "s30(3)",
        ),
        (
            "We will neither confirm nor deny that it is held under section 30(3) by virtue of section "
            "30(1)(a).",
            "s30(3)",
        ),
        (
            "Section 31(3) by virtue of section 31(1)(a)(b) - Law enforcement\n\nWe neither confirm nor "
            "deny that we hold it.",
            "s31(3)",
        ),
        (
            "We neither confirm nor deny that we hold it under section 24(2) as it relates to section "
            "24(1).",
            "s24(2)",
        ),
        (
            "Under section 31(3) (read with section 31(1)(a) and (b)) the force is not obliged to say "
            "whether it holds what you ask for.",
            "s31(3)",
        ),
        (
            "The exemption relied on is section 31(3) with 31(1)(a). I neither confirm nor deny that "
            "anything is held.",
            "s31(3)",
        ),
        (
            "We can neither confirm nor deny that we hold it, as section 43(3) applies. Confirming it "
            "would prejudice the commercial interests protected by section 43(2).",
            "s43(3)",
        ),
    ],
)
def test_what_a_limb_of_denial_protects_is_not_withheld(
    checker: Checker, words: str, denies: str
) -> None:
    assert claims(parse(checker, f"Freedom of Information Act 2000\n\n{words}\n")) == {
        (denies, "ncnd")
    }


@pytest.mark.parametrize(
    "words",
    [
        "We neither confirm nor deny whether more is held under section 31(3). The log itself falls "
        "within section 31(1)(a).",
        "The list is withheld under section 31(1)(a), and by section 31(3) we neither confirm nor deny "
        "whether there is another.",
        "Part of the file is exempt under section 31(1)(a). We neither confirm nor deny whether more is "
        "held under section 31(3).",
    ],
)
def test_what_is_withheld_beside_a_denial_is_told_from_what_the_denial_protects(
    checker: Checker, words: str
) -> None:
    assert claims(parse(checker, f"Freedom of Information Act 2000\n\n{words}\n")) == {
        ("s31(1)(a)", "withhold"),
        ("s31(3)", "ncnd"),
    }


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (
            "You have asked for the draft sent on 30 May. We have it and it will not be supplied, since "
            "section 33(2) applies.",
            ("s33(2)", "withhold"),
        ),
        (
            "Nothing has altered since our answer of 22 September. We therefore need not comply a second "
            "time; section 14(2).",
            ("s14(2)", "refuse"),
        ),
        (
            "Some of it is counsel's advice, which attracts section 42, a qualified exemption, and is "
            "withheld.",
            ("s42", "withhold"),
        ),
    ],
)
def test_a_letter_that_names_no_law_and_speaks_as_under_it(
    checker: Checker, words: str, wanted: tuple[str, str]
) -> None:
    assert claims(parse(checker, f"Dear Mr Hale\n\n{words}\n\nYours sincerely\n")) == {wanted}


def test_ncnd_beside_a_withheld_part_stays_with_its_own(checker: Checker) -> None:
    text = f"""Section 22

The report is withheld under section 22 {FOIA}, as it will be published in May.

Section 31(3)

We neither confirm nor deny whether we hold anything more, under section 31(3).

To confirm or deny would tell a gang what is known of it.

Section 22 is qualified: we weighed the interest in the report being read early.
"""
    assert claims(parse(checker, text)) == {("s22", "withhold"), ("s31(3)", "ncnd")}


# --- sections 12 and 14 by their terms ------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("To answer would exceed the appropriate limit of £450.", "s12"),
        ("The cost of complying would exceed the appropriate limit.", "s12"),
        ("We consider that your request is vexatious within the meaning of the Act.", "s14"),
    ],
)
def test_cost_and_vexatious_without_the_number(checker: Checker, words: str, wanted: str) -> None:
    text = f"Freedom of Information Act 2000\n\nWe refuse your request. {words}\n"
    assert claims(parse(checker, text)) == {(wanted, "refuse")}


@pytest.mark.parametrize(
    "words",
    [
        "If to answer a new request would exceed the appropriate limit, we would tell you.",
        "A request may be refused where the cost of compliance would exceed the appropriate limit.",
        "We do not consider that your request is vexatious.",
        "Section 12 does not apply: to answer would not exceed the appropriate limit.",
    ],
)
def test_cost_and_vexatious_only_spoken_of(checker: Checker, words: str) -> None:
    text = f"Freedom of Information Act 2000\n\nThe figures are enclosed. {words}\n"
    assert claims(parse(checker, text)) == set()


# --- named, not claimed ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("We considered section 36 but decided not to rely on it.", "negated"),
        ("We have not relied on section 36.", "negated"),
        ("Section 36 is not engaged.", "negated"),
        ("We have withdrawn our reliance on section 36.", "withdrawn"),
        ("We no longer rely on section 36.", "withdrawn"),
        (
            "The panel agrees with you about section 36. It ought not to have been cited.",
            "withdrawn",
        ),
        ("The names fall outside the scope of section 36.", "negated"),
    ],
)
def test_set_aside(checker: Checker, words: str, role: str) -> None:
    text = f"The prices are withheld under section 43(2) {FOIA}. {words}\n"
    assert provisions(parse(checker, text)) == {"s43(2)"}
    assert mentions(checker, text) == {"s36": role}


@pytest.mark.parametrize(
    "words",
    [
        "Regulation 12(4)(d) (unfinished documents) lets us refuse a draft, and we do.",
        "We are holding the draft back. Regulation 12(4)(d) says that we may refuse in such a case.",
        "Regulation 12(4)(d) allows an authority to refuse what is unfinished. People are curious about "
        "the ditch, but half a survey would mislead them. That is why the exception prevails.",
    ],
)
def test_what_the_law_lets_an_authority_do_and_it_does(checker: Checker, words: str) -> None:
    text = f"Your request under the Environmental Information Regulations 2004.\n\n{words}\n"
    assert provisions(parse(checker, text)) == {"reg12(4)(d)"}


@pytest.mark.parametrize(
    "words",
    [
        "Exemptions that may apply to other requests are those in sections 31 and 40(2).",
        "If section 40(2) were to apply to a later request, we would say so.",
        "In another case section 40(2) might apply.",
        "We check first whether any of the exemptions in sections 30 and 31 applies.",
        "Part II of the Act (sections 21 to 44) lists the exemptions.",
    ],
)
def test_hypothetical(checker: Checker, words: str) -> None:
    text = f"The prices are withheld under section 43(2) {FOIA}. {words}\n"
    assert provisions(parse(checker, text)) == {"s43(2)"}


def test_the_requesters_citation_is_a_mention(checker: Checker) -> None:
    text = f"""You asked:

Please send the names. I do not think that section 40(2) prevents this.

We reply as follows.

The names are withheld under section 38(1)(a) {FOIA}, as staff have been followed home.
"""
    assert provisions(parse(checker, text)) == {"s38(1)(a)"}
    assert mentions(checker, text) == {"s40(2)": "request"}


def test_withdrawn_on_review_and_replaced(checker: Checker) -> None:
    text = f"""Outcome of internal review

Our first reply relied on section 43(2) {FOIA}. I find that section 43(2) was wrongly applied and
withdraw it. I instead withhold the paper under section 36(2)(c).
"""
    assert provisions(parse(checker, text)) == {"s36(2)(c)"}


def test_a_review_that_sets_the_decision_aside_and_sends_it_all_relies_on_nothing(
    checker: Checker,
) -> None:
    text = f"""Dear Ms Okafor

Thank you for asking me to think again. In May we said that the report was caught by section 43(2) {FOIA}.
I do not share that view: nothing in it would be of use to a rival. I am therefore setting the first decision
aside and the report is attached in full.
"""
    notice = parse(checker, text)
    assert (notice.kind, notice.claims) == ("internal_review", ())


@pytest.mark.parametrize("mark", [":", " -", ";"])
def test_a_section_that_is_the_last_word_is_relied_on(checker: Checker, mark: str) -> None:
    text = (
        "You asked under the Freedom of Information Act 2000 for the papers. They are all on our website "
        f"(hale.example/board), so that you can get at them without any help of ours{mark} section 21.\n"
    )
    assert claims(parse(checker, text)) == {("s21", "withhold")}


def test_denied_at_first_and_relied_on_later(checker: Checker) -> None:
    text = f"""We do not rely on section 40(2) {FOIA} for the directors, whose names are public.

For the clerks, we withhold the names under section 40(2).
"""
    assert provisions(parse(checker, text)) == {"s40(2)"}


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Section 43(2) covers the rates, because a rival could undercut the firm.", {"s43(2)"}),
        ("Section 43(2) covers these, as a rival could undercut the firm.", {"s43(2)"}),
        ("Section 43 covers both schedules, since a rival could undercut the firm.", {"s43"}),
        ("Part 1 - section 31(1)(a), as a burglar could use it.", {"s31(1)(a)"}),
        ("Section 41(1) - section 7 of the report. It was given to us in confidence.", {"s41(1)"}),
        ("Section 41(1) - section 12 of the study. It was given to us in confidence.", {"s41(1)"}),
        ("Section 43(2) covers information that would harm trade. The rates are £4 and £5.", set()),
        (
            "Section 40 covers the data of others, because people expect it. The slides follow.",
            set(),
        ),
    ],
)
def test_what_a_section_covers(checker: Checker, words: str, wanted: set[str]) -> None:
    assert provisions(parse(checker, letter("Thank you for your request.", words))) == wanted


def test_an_unknown_limb_is_kept_as_written(checker: Checker) -> None:
    assert provisions(parse(checker, f"The plan is withheld under section 31(1)(z) {FOIA}.\n")) == {
        "s31(1)(z)"
    }


def test_a_section_that_does_not_exist_is_no_claim(checker: Checker) -> None:
    assert provisions(parse(checker, f"The plan is withheld under section 98 {FOIA}.\n")) == set()


# --- unnamed --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "We have decided not to release the report.",
        "The report is being withheld as it is confidential.",
        "We are unable to provide the report, as it is commercially sensitive.",
    ],
)
def test_a_refusal_without_a_provision(checker: Checker, words: str) -> None:
    parsed = parse(checker, f"Freedom of Information Act 2000\n\n{words}\n")
    assert parsed.claims == ()
    assert parsed.unnamed is not None
    assert parsed.document.quote(parsed.unnamed) == words


@pytest.mark.parametrize(
    "words",
    [
        "The report is enclosed in full. Nothing has been withheld.",
        "We do not hold the report.",
        f"The report is withheld under section 43(2) {FOIA}.",
        "Could you please clarify which report you mean? We are unable to provide anything until then.",
    ],
)
def test_no_unnamed_refusal(checker: Checker, words: str) -> None:
    assert parse(checker, f"Freedom of Information Act 2000\n\n{words}\n").unnamed is None


NCND_WITHOUT_A_SECTION = (
    "The council can neither confirm nor deny whether it holds the information you requested.",
    "We neither confirm nor deny that any such report is held.",
    "I can neither confirm nor deny the existence of the report.",
    "The Trust will not confirm or deny whether the report exists.",
    "The force is unable to confirm or deny that it holds what you describe.",
    "On this point the department gives neither a confirmation nor a denial.",
)


@pytest.mark.parametrize("words", NCND_WITHOUT_A_SECTION)
@pytest.mark.parametrize(
    "behind",
    ["", " This should not be taken as an indication that the information is or is not held."],
)
def test_neither_confirming_nor_denying_without_a_section_is_a_refusal_that_names_nothing(
    checker: Checker, words: str, behind: str
) -> None:
    report = check(checker, letter(words + behind, RIGHTS))
    assert report.notice is not None
    assert report.notice.kind == "ncnd"
    assert status(report, "specifies_exemption", "unnamed") == "gap"


@pytest.mark.parametrize(
    "words",
    [
        "We enclose the report. The duty to confirm or deny is explained in our guide.",
        "We enclose the report. A public authority may in some cases neither confirm nor deny.",
        "We neither confirm nor deny that we hold it, under section 40(5B)(a)(i).",
        "You asked whether we could neither confirm nor deny this. We enclose the report.",
    ],
)
def test_what_is_said_of_denying_in_general_refuses_nothing(checker: Checker, words: str) -> None:
    assert parse(checker, letter(words, RIGHTS)).unnamed is None


@pytest.mark.parametrize(
    ("words", "provision"),
    [
        ("The appropriate limit would be exceeded, so we are not required to answer.", "s12"),
        ("The cost limit in the Act has been passed: it would take us 45 hours.", "s12"),
        ("The fees limit would be easily exceeded, at about 45 hours, and we must refuse.", "s12"),
        ("The statutory limit on costs would be breached; we need 45 hours for it.", "s12"),
        ("Your request is oppressive; under section 14 we decline it.", "s14"),
        (
            "Your request would take up all our days; under section 14 of the Act we decline it.",
            "s14",
        ),
    ],
)
def test_the_limit_that_is_exceeded_and_the_request_that_is_declined(
    checker: Checker, words: str, provision: str
) -> None:
    assert claims(parse(checker, letter(words, RIGHTS))) == {(provision, "refuse")}


def test_a_limit_that_would_not_be_exceeded_refuses_nothing(checker: Checker) -> None:
    words = "The cost limit would not be exceeded by this, and we enclose the report."
    assert claims(parse(checker, letter(words, RIGHTS))) == set()


# --- Scotland and the environment -----------------------------------------------------------------


def test_scottish_ncnd_goes_by_way_of_section_18(checker: Checker) -> None:
    text = (
        "Under section 18 of the Freedom of Information (Scotland) Act 2002 we neither confirm nor deny "
        "that the information is held; if it were held, it would be exempt under section 38(1)(b).\n"
    )
    assert ("s38(1)(b)", "ncnd") in claims(parse(checker, text))


def test_regulation_13_takes_its_conditions(checker: Checker) -> None:
    text = (
        "The names are withheld under regulation 12(3) and regulation 13(1) of the Environmental "
        "Information Regulations 2004.\n"
    )
    assert {p.split("(")[0] for p in provisions(parse(checker, text))} == {"reg13"}


def test_not_held_under_the_regulations(checker: Checker) -> None:
    text = (
        "We do not hold the survey. Regulation 12(4)(a) of the Environmental Information Regulations "
        "2004 therefore applies.\n"
    )
    assert claims(parse(checker, text)) == {("reg12(4)(a)", "withhold")}


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (
            "The rates are withheld under section 43(2). Although section 41 was considered, it was not applied.",
            {"s43(2)"},
        ),
        ("The rates are withheld under section 43(2), not section 41.", {"s43(2)"}),
        (
            "The rates are withheld under section 43(2) rather than section 41 as in our first reply.",
            {"s43(2)"},
        ),
        (
            "The rates are withheld under section 43(2). In the alternative we rely on section 41(1).",
            {"s43(2)", "s41(1)"},
        ),
        (
            "You have argued that section 43(2) cannot apply. We disagree: the rates are withheld under section 43(2).",
            {"s43(2)"},
        ),
        ("You refer to section 40(2) in your request. The names are enclosed in full.", set()),
        (
            "The file is enclosed in full. Had you asked for names, section 40(2) would have applied.",
            set(),
        ),
        (
            "The names are withheld. Section 40(2) provides that personal data of others is exempt. Section 40(2) applies here.",
            {"s40(2)"},
        ),
        (
            "The information is withheld.\n\nExemptions applied: s.40(2); s.43(2); s.31(1)(a).",
            {"s40(2)", "s43(2)", "s31(1)(a)"},
        ),
        (
            "The information is withheld under the following exemptions:\n\nSection 21 - accessible by other means\n"
            "Section 40(2) - personal data\nSection 43(2) - commercial interests",
            {"s21", "s40(2)", "s43(2)"},
        ),
        (
            "The figures are enclosed. In our guide, section 21 covers published data and section 43 covers trade.",
            set(),
        ),
        ("We are withholding the address under s38(1)(a)&(b) FOIA.", {"s38(1)(a)", "s38(1)(b)"}),
        (
            "It is withheld under sections 35(1)(a) (formulation of policy) and 40(2) (personal data) of the Act.",
            {"s35(1)(a)", "s40(2)"},
        ),
        (
            "I uphold the use of section 43(2) for the rates but find that section 41(1) does not apply to the plan, "
            "which is enclosed.",
            {"s43(2)"},
        ),
        (
            "The Council spent £40 on 43 chairs under section 12 of its contract. They are enclosed.",
            set(),
        ),
        (
            "A section 21 exemption applies because the figures are published at www.example.gov.uk.",
            {"s21"},
        ),
        ("The redacted parts are marked s40(2).", {"s40(2)"}),
        (
            "Section 14(1): the request is vexatious and we refuse it. We also considered section 12.",
            {"s14(1)"},
        ),
        (
            "To comply would exceed the appropriate limit under section 12. Under section 16 we suggest that you narrow "
            "it; a narrower request may engage section 40(2).",
            {"s12"},
        ),
    ],
)
def test_claims_among_other_sections(checker: Checker, words: str, wanted: set[str]) -> None:
    parsed = parse(checker, f"Freedom of Information Act 2000\n\nDear Ms Hale\n\n{words}\n")
    assert provisions(parsed) == wanted


def test_what_stands_behind_a_semicolon_is_another_statement(checker: Checker) -> None:
    text = (
        f"We refuse question 3 under section 40(2) {FOIA}; for question 4 we neither confirm nor deny "
        "that we hold anything.\n"
    )
    assert claims(parse(checker, text)) == {("s40(2)", "withhold")}
    turned = f"We withhold the rates; we neither confirm nor deny that we hold names, under section 40(2) {FOIA}.\n"
    assert claims(parse(checker, turned)) == {("s40(2)", "ncnd")}
