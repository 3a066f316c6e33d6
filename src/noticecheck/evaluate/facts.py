"""The facts that conditions may ask: one function each, from a context and a subject to the words
that show it, or None where it does not hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from noticecheck.evaluate import facts_of_claim as of_claim
from noticecheck.evaluate import facts_of_notice as of_notice
from noticecheck.evaluate import (
    given,
    listed,
    practice,
    refusals,
    review_time,
    scotland,
    spared,
    timing,
)
from noticecheck.evaluate.context import Context, Shown, Subject, effect_of, name_of

COMPUTED: Mapping[str, Callable[[Context, Subject], Shown]] = {
    function.__name__.replace("_", "-"): function
    for function in (
        of_claim.provision_exists,
        of_claim.provision_in_force,
        of_claim.provision_perhaps_in_force,
        of_claim.limb_named,
        of_claim.limb_precise,
        of_claim.limb_fits_effect,
        of_claim.own_reasons,
        of_claim.thin_reasons,
        of_claim.topic_reason,
        of_claim.reason_apparent,
        of_claim.balance_for_this_claim,
        of_claim.balance_asserted,
        of_claim.public_interest_discussed,
        of_claim.balance_may_be_shared,
        of_claim.argued_elsewhere,
        spared.explaining_would_disclose,
        spared.reasons_would_disclose,
        of_claim.disclosed_anyway,
        refusals.refusal_stated,
        refusals.refusal_upheld,
        refusals.refusal_hinted,
        of_notice.decision_pending,
        of_notice.placeholder_left,
        of_notice.separate_reasons_promised,
        of_notice.place_named,
        of_notice.cost_or_vexatious_stated,
        of_notice.complaints_procedure_stated,
        of_notice.complaints_hinted,
        of_notice.complaints_procedure_headed,
        of_notice.no_complaints_procedure_stated,
        of_notice.regulator_right_stated,
        of_notice.regulator_hinted,
        of_notice.wrong_body_named,
        of_notice.rights_elsewhere,
        of_notice.exemption_named,
        of_notice.questions_numbered,
        of_notice.question_unanswered,
        of_notice.answer_empty,
        of_claim.factors_both_ways,
        timing.date_estimated,
        timing.letter_dated,
        timing.receipt_dated,
        timing.working_days_late,
        timing.sixty_days_past,
        timing.working_days_unclear,
        timing.dates_impossible,
        timing.calendar_lacking,
        review_time.review_dated,
        review_time.review_late,
        review_time.review_time_unclear,
        of_notice.another_law_named,
        of_notice.authority_unnamed,
        practice.likelihood_stated,
        practice.says_more,
        practice.figure_given,
        practice.charge_told,
        given.given_all_the_same,
        practice.holding_affirmed,
        practice.holding_contradicted,
        practice.nature_misstated,
        practice.enactment_named,
        practice.named_with_others,
        practice.exemptions_told_apart,
        practice.balance_due,
        practice.estimate_beyond_forty,
        practice.beside_its_alternative,
        practice.review_time_short,
        scotland.allowed_by_section_18,
        scotland.reasons_by_way_of,
        listed.withheld_items_listed,
        listed.item_without_exemption,
        listed.item_perhaps_without_exemption,
    )
}

_BY_A_READER = {"own-reasons": "explanation", "balance-for-this-claim": "public-interest"}
"""The facts that hold by a reader's word, and what the reader says that words give."""


def shown(name: str, context: Context, subject: Subject) -> Shown:
    """The words that show a fact: those that a reader points at, else what is found."""
    gives = _BY_A_READER.get(name)
    pointed_at = tuple(
        span
        for one in (context.notice.given_reasons if gives else ())
        if one.gives == gives
        and one.subject == name_of(subject)
        and one.effect in (None, effect_of(subject))
        for span in one.spans
    )
    return pointed_at or COMPUTED[name](context, subject)


REQUIRED: dict[str, str] = {
    "boilerplate": "words that every notice uses, which say nothing about this information",
    "determinable-period": "a period from which a day can be counted",
    "restates-request": "what was asked for, told at the start of a sentence",
    "awaits-others": "what the authority waits for before it decides",
    "harm-given-above": "the reasons of a weighing are those that the letter has given",
    "first-resort": "to whom a complaint goes before it goes to anybody else",
    "tells-what-there-is": "what there is, or what is left out of it",
    "argues-nothing": "help, cautions, and what was said or used before",
    "opinion-formalities": "how a qualified person gave an opinion",
    "balance-title": "the title of a weighing, at the start of its paragraph",
    "therefore": "a conclusion from what stands before it",
    "points-back": "the information spoken of before is meant",
    "confirms-holding": "that something is held",
    "disclosure-side": "who has something to gain from disclosure, and what",
    "factors-headed": "a heading over the factors for or against",
    "expects-decision": "what the authority expects to do by a day",
    "harm-named": "a harm that a balance weighs",
    "interest-named": "what the side that prevails stands for",
    "as-said-before": "the harm or the reasons that were given before",
    "withholding-side": "what a balance for withholding weighs",
    "place": "where information can be had",
    "rights-elsewhere": "the rights of complaint stand in another document",
    "describes-it": "what is exempt is described",
    "rights-behind-a-link": "the rights of complaint stand on a page of the authority",
    **refusals.REQUIRED,
    **practice.REQUIRED,
    **spared.REQUIRED,
}
"""Phrases that the facts rely on besides those of notice/phrases.py."""
