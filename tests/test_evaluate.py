"""Evaluation: the order of clauses, cut-off texts, severable defects, and every attribute."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from noticecheck.checker import Checker
from noticecheck.errors import Place
from noticecheck.evaluate import evaluate, trace
from noticecheck.evaluate.conditions import decide
from noticecheck.language.model import (
    And,
    Attribute,
    Condition,
    Doubt,
    Exception_,
    LawReference,
    Near,
    Not,
    Or,
    PhraseUse,
    Rule,
    RuleSet,
    Scoped,
    Subject,
)
from noticecheck.language.vocabulary import ATTRIBUTES, FIELDS
from noticecheck.model import Assessment
from short_letters import FOIA, RIGHTS, Asked, ask, check, document, status

YES = Attribute("regime-is", "foia2000")
NO = Attribute("regime-is", "foisa2002")
PRICES = f"The unit prices are withheld under section 43(2) {FOIA}."
NCND = f"We neither confirm nor deny that we hold this, under section 31(3) {FOIA}."


def rule(**changes: object) -> Rule:
    """A rule for the notice that is a gap unless something is changed."""
    plain = Rule(
        id="t-1", pack="foia2000", title="Say it", element="quality",
        law=(LawReference("FOIA 2000, s.17"),), sources=(), verified="statute",
        in_force_from=None, in_force_to=None, subject=Subject("notice"), level="must", force=NO,
        or_instead=(), unless=(), unclear_when=(), say="{authority}: {claim} is not there.",
        advise="Say it.", examples=(), place=Place("t.rule", 1, 1),
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def run(
    checker: Checker, one: Rule, text: str = PRICES, *, as_of: date | None = None, **of: object
) -> tuple[Assessment, ...]:
    rules = replace(checker.ruleset, rules=(one,))
    parsed, matches = checker.parse(document(text, **of))
    return evaluate(rules, parsed, matches, checker.catalogues, as_of)


def outcome(checker: Checker, one: Rule, text: str = PRICES, **of: object) -> str:
    (only,) = run(checker, one, text, **of)
    return only.status


# --- the order of clauses -------------------------------------------------------------------------

UNLESS = (Exception_(NO), Exception_(YES, "FOIA 2000, s.17(4)"))


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, "gap"),
        ({"force": YES}, "met"),
        ({"or_instead": (NO, YES)}, "met"),
        ({"unclear_when": (Doubt(YES),)}, "unclear"),
        ({"unclear_when": (Doubt(NO),)}, "gap"),
        ({"force": YES, "unclear_when": (Doubt(YES),)}, "met"),
        ({"or_instead": (YES,), "unclear_when": (Doubt(YES),)}, "met"),
        ({"unless": UNLESS}, "not_applicable"),
        ({"unless": UNLESS, "force": YES}, "not_applicable"),
        ({"unless": UNLESS, "or_instead": (YES,), "unclear_when": (Doubt(YES),)}, "not_applicable"),
        ({"unless": (Exception_(NO),), "force": YES}, "met"),
        ({"level": "info"}, "note"),
        ({"level": "info", "force": YES}, "met"),
        ({"level": "should"}, "gap"),
    ],
)
def test_order_of_clauses(checker: Checker, changes: dict[str, object], wanted: str) -> None:
    assert outcome(checker, rule(**changes)) == wanted


def test_a_doubt_that_holds_gives_its_own_reason(checker: Checker) -> None:
    doubts = (
        Doubt(NO, "Not this."),
        Doubt(YES, "{authority} may be a school."),
        Doubt(YES, "Late."),
    )
    (open_,) = run(checker, rule(unclear_when=doubts))
    assert (open_.status, open_.message) == ("unclear", "The authority may be a school.")
    (plain,) = run(checker, rule(unclear_when=(Doubt(YES),)))
    assert plain.message.endswith("is not there.")
    (gap,) = run(checker, rule(unclear_when=(Doubt(NO, "Not this."),)))
    assert (gap.status, gap.message) == ("gap", plain.message)


def test_no_subject_no_assessment(checker: Checker) -> None:
    assert run(checker, rule(subject=Subject("claim")), "Nothing is withheld.") == ()
    assert run(checker, rule(subject=Subject("notice", NO))) == ()
    assert run(checker, rule(subject=Subject("claim", Attribute("refuses")))) == ()
    assert len(run(checker, rule(subject=Subject("notice", YES)))) == 1


def test_a_trace_shows_what_was_passed_over(checker: Checker) -> None:
    parsed, matches = checker.parse(document(PRICES))
    one = rule(subject=Subject("claim", Attribute("neither-confirms-nor-denies")))
    (only,) = trace(one, parsed, matches, checker.catalogues)
    assert only.status == "not_applicable"
    assert [(step.clause, step.holds) for step in only.steps] == [("for", False)]


def test_a_trace_ends_with_the_clause_that_decides(checker: Checker) -> None:
    parsed, matches = checker.parse(document(PRICES))
    one = rule(unless=(Exception_(NO),), or_instead=(YES,), unclear_when=(Doubt(YES),))
    (only,) = trace(one, parsed, matches, checker.catalogues)
    assert [step.clause for step in only.steps] == ["unless", "must", "or instead"]
    assert only.steps[-1].holds


def test_rules_of_other_regimes_do_not_run(checker: Checker) -> None:
    assert run(checker, rule(pack="foisa2002")) == ()


def test_each_claim_is_a_subject(checker: Checker) -> None:
    text = f"{PRICES} The names are withheld under section 40(2)."
    found = run(checker, rule(subject=Subject("claim")), text)
    assert [(a.subject, a.effect) for a in found] == [
        ("s43(2)", "withhold"),
        ("s40(2)", "withhold"),
    ]
    assert [a.key for a in found] == [
        "foia2000/t-1@s43(2)#withhold",
        "foia2000/t-1@s40(2)#withhold",
    ]


def test_an_unnamed_refusal_is_a_subject_of_refusals_only(checker: Checker) -> None:
    text = "Freedom of Information Act 2000\n\nWe have decided not to release the report."
    (only,) = run(checker, rule(subject=Subject("refusal")), text)
    assert (only.subject, only.effect) == ("unnamed", None)
    assert run(checker, rule(subject=Subject("claim")), text) == ()


@pytest.mark.parametrize(
    ("first", "last", "day", "runs"),
    [
        (date(2024, 5, 3), None, date(2024, 5, 3), True),
        (date(2024, 5, 3), None, date(2024, 5, 2), False),
        (None, date(2024, 5, 3), date(2024, 5, 3), True),
        (None, date(2024, 5, 3), date(2024, 5, 4), False),
        (date(2024, 5, 3), date(2024, 5, 9), None, True),
    ],
)
def test_rules_run_while_they_are_in_force(
    checker: Checker, first: date | None, last: date | None, day: date | None, runs: bool
) -> None:
    one = rule(in_force_from=first, in_force_to=last)
    assert bool(run(checker, one, as_of=day)) is runs


# --- what cannot be known -------------------------------------------------------------------------

CUT = f"{PRICES} The rates in the second table would also be of use to any other firm which is about to"


def test_a_cut_off_text_lowers_a_gap(checker: Checker) -> None:
    assert outcome(checker, rule(), CUT) == "unclear"
    assert outcome(checker, rule(force=YES), CUT) == "met"
    assert outcome(checker, rule(unless=UNLESS), CUT) == "not_applicable"


def test_a_text_that_the_reader_knows_to_be_incomplete_lowers_a_gap(checker: Checker) -> None:
    assert outcome(checker, rule(), PRICES, incomplete=True) == "unclear"


def test_a_cut_off_text_does_not_lower_what_stands_in_it(checker: Checker) -> None:
    report = check(checker, CUT.replace("43(2)", "43"))
    assert status(report, "specifies_exemption", "s43") == "gap"


def test_an_annex_that_is_not_here_lowers_what_it_may_hold(checker: Checker) -> None:
    text = f"{PRICES} The reasons for this and the public interest are set out in the annex.\n\n{RIGHTS}"
    report = check(checker, text)
    assert status(report, "explains_why", "s43(2)") == "unclear"
    assert status(report, "public_interest", "s43(2)") == "unclear"
    assert any("annex" in warning for warning in report.warnings)


def test_an_annex_that_is_here_lowers_nothing(checker: Checker) -> None:
    text = (
        f"{PRICES} The reasons for this and the public interest are set out in the annex.\n\n{RIGHTS}"
        "\nAnnex\n\nThe tables follow on the web.\n"
    )
    assert status(check(checker, text), "public_interest", "s43(2)") == "gap"


def test_no_duty_that_turns_on_an_open_question_is_a_gap(checker: Checker) -> None:
    report = check(checker, f"The letter is withheld under section 37 {FOIA}.\n\n{RIGHTS}")
    assert status(report, "public_interest", "s37") in ("not_applicable", "unclear")


def test_defects_are_severable(checker: Checker) -> None:
    report = check(
        checker,
        f"Section 43\n\nThe prices are withheld under section 43 {FOIA}.\n\nSection 40(2)\n\nThe names "
        "are withheld under section 40(2), as junior clerks would not expect to be named to the world."
        f"\n\n{RIGHTS}",
    )
    assert status(report, "specifies_exemption", "s43") == "gap"
    assert status(report, "explains_why", "s43") == "gap"
    assert status(report, "specifies_exemption", "s40(2)") == "met"
    assert status(report, "explains_why", "s40(2)") == "met"
    assert status(report, "complaints_procedure") == "met"


# --- what an assessment says ----------------------------------------------------------------------


def test_message_names_claim_and_authority(checker: Checker) -> None:
    text = f"Borley Parish Council\n\nDear Ms Hale\n\n{PRICES}\n"
    (only,) = run(checker, rule(subject=Subject("claim")), text)
    assert only.message == "Borley Parish Council: section 43(2) is not there."
    assert only.law == ("FOIA 2000, s.17",)


def test_met_has_no_message(checker: Checker) -> None:
    (only,) = run(checker, rule(force=YES))
    assert (only.message, only.advice) == ("", "")


def test_every_field_of_messages_can_be_filled(checker: Checker) -> None:
    say = " ".join(f"{{{name}}}" for name in FIELDS)
    for subject in (Subject("notice"), Subject("claim"), Subject("refusal")):
        for text in (PRICES, NCND, "Freedom of Information Act 2000\n\nWe refuse to release it."):
            for found in run(checker, rule(subject=subject, say=say, advise=say), text):
                assert "{" not in found.message


def test_evidence_of_a_gap_is_the_sentence_of_the_claim(checker: Checker) -> None:
    text = f"Dear Ms Hale\n\nThe invoices are enclosed. {PRICES}\n"
    (only,) = run(checker, rule(subject=Subject("claim")), text)
    assert [text[s.start : s.end] for s in only.evidence] == [PRICES]


def test_evidence_of_met_is_what_was_found(checker: Checker) -> None:
    text = f"{PRICES}\n\n{RIGHTS}"
    (only,) = run(checker, rule(force=PhraseUse("look-again")), text)
    assert only.status == "met"
    assert "internal review" in text[only.evidence[0].start : only.evidence[0].end]


# --- conditions -----------------------------------------------------------------------------------


def holds(asked: Asked, condition: Condition, subject: str | None = None) -> bool:
    return decide(condition, asked.context, asked.subject(subject)).holds


@pytest.mark.parametrize(
    ("condition", "wanted"),
    [
        (And((YES, YES)), True),
        (And((YES, NO)), False),
        (Or((NO, YES)), True),
        (Or((NO, NO)), False),
        (Not(NO), True),
        (Not(YES), False),
        (And((YES, Not(Or((NO, NO))))), True),
    ],
)
def test_logic(checker: Checker, condition: Condition, wanted: bool) -> None:
    assert holds(ask(checker, PRICES), condition) is wanted


SCOPES = f"""You asked:

Please send the prices, and do not tell me to ask for an internal review of it.

Section 43(2)

We have decided that the prices are withheld under section 43(2) {FOIA}. On balance they stay closed.

Section 40(2)

The names are withheld under section 40(2).

{RIGHTS}"""


@pytest.mark.parametrize(
    ("condition", "subject", "wanted"),
    [
        (PhraseUse("balance-concluded"), "s43(2)", True),
        (PhraseUse("balance-concluded"), "s40(2)", False),
        (PhraseUse("balance-concluded"), None, True),
        (Scoped(PhraseUse("balance-concluded"), "letter"), "s40(2)", True),
        (PhraseUse("look-again"), "s43(2)", False),
        (PhraseUse("look-again"), None, True),
        (Scoped(PhraseUse("look-again"), "rights"), None, True),
        (Scoped(PhraseUse("balance-concluded"), "rights"), None, False),
        (Scoped(PhraseUse("look-again"), "request"), None, True),
        (Scoped(PhraseUse("look-again"), "thread"), None, False),
        (Scoped(And((PhraseUse("look-again"), PhraseUse("regulator"))), "rights"), "s43(2)", True),
        (Scoped(Not(PhraseUse("look-again")), "rights"), "s43(2)", False),
    ],
)
def test_scopes(checker: Checker, condition: Condition, subject: str | None, wanted: bool) -> None:
    assert holds(ask(checker, SCOPES), condition, subject) is wanted


def test_denied_phrases_count_only_where_asked_for(checker: Checker) -> None:
    asked = ask(checker, f"{PRICES} Openness does not outweigh the harm.")
    assert holds(asked, PhraseUse("weighing", denied=True), "s43(2)")
    assert not holds(asked, PhraseUse("weighing"), "s43(2)")


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (
            "You may ask us for an internal review and then go to the Information Commissioner.",
            True,
        ),
        (
            "You may ask us for an internal review. The Information Commissioner is in Wilmslow.",
            True,
        ),
        (
            "You may ask us for an internal review.\n\nThe Information Commissioner is in Wilmslow.",
            False,
        ),
        ("The Information Commissioner follows an internal review.", True),
    ],
)
def test_near(checker: Checker, words: str, wanted: bool) -> None:
    asked = ask(checker, f"{PRICES}\n\n{words}\n")
    assert holds(asked, Near("look-again", "regulator", 8)) is wanted


def test_near_counts_words(checker: Checker) -> None:
    text = f"{PRICES}\n\nYou may have an internal review and then go to the Information Commissioner.\n"
    asked = ask(checker, text)
    assert holds(asked, Near("look-again", "regulator", 5))
    assert not holds(asked, Near("look-again", "regulator", 4))


PENDING = f"The paper is exempt under section 35(1)(a) {FOIA}. We have not yet reached a decision on the public interest."
COST = f"We refuse this under section 12(1) {FOIA}, since it would exceed the appropriate limit."
NAMES = f"The names are withheld under section 40(2) and (3A)(a) {FOIA}."
UNNAMED = "Freedom of Information Act 2000\n\nWe have decided not to release the report."

# attribute: (argument, a letter and subject of which it holds, one of which it does not)
OF_CLAIM: dict[str, tuple[str | None, tuple[str, str], tuple[str, str]]] = {
    "withholds": (None, (PRICES, "s43(2)"), (NCND, "s31(3)")),
    "neither-confirms-nor-denies": (None, (NCND, "s31(3)"), (PRICES, "s43(2)")),
    "refuses": (None, (COST, "s12(1)"), (PRICES, "s43(2)")),
    "is-qualified": (None, (PRICES, "s43(2)"), (NAMES, "s40(2)")),
    "is-absolute": (None, (NAMES, "s40(2)"), (PRICES, "s43(2)")),
    "is-undetermined": (
        None,
        (f"The letter is withheld under section 37 {FOIA}.", "s37"),
        (PRICES, "s43(2)"),
    ),
    "is-prejudice-based": (None, (PRICES, "s43(2)"), (NAMES, "s40(2)")),
    "needs-its-limb": (
        None,
        (PRICES, "s43(2)"),
        (f"Advice is withheld under section 42(1) {FOIA}.", "s42(1)"),
    ),
    "is-unnamed": (None, (UNNAMED, "unnamed"), (PRICES, "s43(2)")),
    "cites": ("s40", (NAMES, "s40(2)"), (PRICES, "s43(2)")),
}
OF_NOTICE: dict[str, tuple[str | None, str, str]] = {
    "refuses": (None, UNNAMED, "We do not hold this under the Freedom of Information Act."),
    "kind-is": ("cost_limit", COST, PRICES),
    "regime-is": ("foia2000", PRICES, "It is excepted under regulation 12(5)(e) of the EIR."),
    "makes-a-claim": (None, PRICES, UNNAMED),
    "is-pending": (None, PENDING, PRICES),
    "is-cut-off": (None, CUT, PRICES),
    "authority-is": (
        "police",
        f"Northmoor Constabulary\n\nDear Ms Hale\n\n{PRICES}",
        f"Borley Parish Council\n\nDear Ms Hale\n\n{PRICES}",
    ),
}


def test_every_attribute_has_its_letters() -> None:
    both = set(OF_CLAIM) | set(OF_NOTICE)
    assert both == set(ATTRIBUTES)
    assert {name for name, spec in ATTRIBUTES.items() if spec.of == "both"} == (
        set(OF_CLAIM) & set(OF_NOTICE)
    )


@pytest.mark.parametrize("name", OF_CLAIM)
def test_attribute_of_a_claim(checker: Checker, name: str) -> None:
    argument, (text, subject), (other, of) = OF_CLAIM[name]
    assert holds(ask(checker, text), Attribute(name, argument), subject)
    assert not holds(ask(checker, other), Attribute(name, argument), of)


@pytest.mark.parametrize("name", OF_NOTICE)
def test_attribute_of_the_notice(checker: Checker, name: str) -> None:
    argument, text, other = OF_NOTICE[name]
    assert holds(ask(checker, text), Attribute(name, argument))
    # A letter is judged under the law that is chosen for it.
    law = "eir2004" if "EIR" in other else "foia2000"
    assert not holds(ask(checker, other, law), Attribute(name, argument))


@pytest.mark.parametrize(
    ("provision", "wanted"),
    [
        ("s40", True),
        ("s40(2)", True),
        ("s40(3A)", True),
        ("s40(3A)(a)", True),
        ("s40(3B)", False),
        ("s4", False),
    ],
)
def test_cites_takes_limbs_and_conditions(checker: Checker, provision: str, wanted: bool) -> None:
    assert holds(ask(checker, NAMES), Attribute("cites", provision), "s40(2)") is wanted


def test_rules_are_independent_of_their_order(checker: Checker) -> None:
    text = f"{PRICES} {NCND}\n\n{RIGHTS}"
    parsed, matches = checker.parse(document(text))
    plain = evaluate(checker.ruleset, parsed, matches, checker.catalogues)
    turned: RuleSet = replace(checker.ruleset, rules=tuple(reversed(checker.ruleset.rules)))
    assert set(evaluate(turned, parsed, matches, checker.catalogues)) == set(plain)
