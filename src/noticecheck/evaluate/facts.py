"""The facts that conditions may ask: one function each, from a context and a subject to the words
that show it, or None where it does not hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from noticecheck.evaluate import reasons, timing
from noticecheck.evaluate.context import Context, Shown, Subject, Unnamed, discussion_of
from noticecheck.law import Provision
from noticecheck.model import Claim, Span
from noticecheck.notice.claims import NOT_HELD
from noticecheck.notice.questions import Question, numbered_questions
from noticecheck.notice.rights import offers_regulator, offers_review

_SEVERAL = 2
_NO_ARGUMENT = ("discloses", "not-held", "restates-request", "courtesy", "procedural-sentence")
"""Phrases of sentences that give, ask or thank, and argue nothing."""


def _hits(context: Context, name: str, spans: tuple[Span, ...]) -> Shown:
    return context.matches.within(name, spans) or None


# --- of a claim -----------------------------------------------------------------------------------


def provision_exists(context: Context, subject: Subject) -> Shown:
    if not isinstance(subject, Claim):
        return None
    return None if context.catalogue.get(subject.provision) is None else _citations(subject)


def limb_named(context: Context, subject: Subject) -> Shown:
    if not isinstance(subject, Claim):
        return None
    level = context.catalogue.limb_level(subject.provision, subject.effect, subject.conditions)
    return None if level == "must" else _citations(subject)


def limb_precise(context: Context, subject: Subject) -> Shown:
    if not isinstance(subject, Claim):
        return None
    level = context.catalogue.limb_level(subject.provision, subject.effect, subject.conditions)
    return None if level in ("must", "should") else _citations(subject)


def limb_fits_effect(context: Context, subject: Subject) -> Shown:
    if not isinstance(subject, Claim):
        return None
    fits = context.catalogue.fits(subject.provision, subject.effect, subject.conditions)
    return None if fits is False else _citations(subject)


def _citations(claim: Claim) -> tuple[Span, ...]:
    return tuple(citation.span for citation in claim.citations[:2])


def own_reasons(context: Context, subject: Subject) -> Shown:
    count, spans = reasons.reasons(context, subject)
    return spans if count >= reasons.ENOUGH and reasons.is_on_topic(context, subject) else None


def thin_reasons(context: Context, subject: Subject) -> Shown:
    count, spans = reasons.reasons(context, subject)
    if count >= reasons.SOME:
        return spans
    topic = reasons.topic_words(context, subject)
    withheld = isinstance(subject, Claim) and subject.effect == "withhold"
    fewest = reasons.HINT if withheld else 1
    hinted = [
        one.span
        for one in reasons.said(context, subject)
        if len(one.words) >= fewest
        and topic
        and topic.search(context.matches.normal.within(one.span))
    ]
    return (
        tuple(hinted)
        or reasons.factors(context, subject)
        or _titled(context, subject)
        or _beside(context, subject)
        or None
    )


def _beside(context: Context, subject: Subject) -> tuple[Span, ...]:
    """What stands in one paragraph with a refusal that names nothing, and gives nothing: it may
    argue without a because."""
    if not isinstance(subject, Unnamed):
        return ()
    passage = context.notice.passages[context.passage_at(subject.span)]
    return tuple(
        sentence
        for sentence in passage.sentences
        if sentence != subject.span
        and not context.matches.has_any(_NO_ARGUMENT, sentence)
        and len(reasons.own_words(context, sentence, frozenset())) >= reasons.FACTOR
    )


def _titled(context: Context, subject: Subject) -> tuple[Span, ...]:
    """Sentences outside the discussion that speak of the exemption by its title, and argue."""
    if not isinstance(subject, Claim):
        return ()
    section = str(Provision.parse(subject.provision).section)
    names = context.catalogue.section_names().get(section, ())
    discussion = dict(context.sentences(subject.discussion))
    return tuple(
        sentence
        for sentence in context.letter_sentences
        if sentence not in discussion
        and any(name in context.matches.normal.within(sentence) for name in names)
        and not context.citations_in(sentence)
        and len(reasons.own_words(context, sentence, frozenset())) >= reasons.FACTOR
    )


def topic_reason(context: Context, subject: Subject) -> Shown:
    """At least two words of what the catalogue says that this exemption's reason is about."""
    topic = reasons.topic_words(context, subject)
    if topic is None or not reasons.is_on_topic(context, subject):
        return None
    found = [
        one.span
        for one in reasons.said(context, subject)
        if len(one.words) >= (6 if one.balances else 3)
        and (one.balances or context.matches.has("reason-connective", one.span))
        and topic.search(context.matches.normal.within(one.span))
    ]
    return tuple(found) or None


def reason_apparent(context: Context, subject: Subject) -> Shown:
    """The information is already public and the letter says where, or it is the requester's own."""
    if not isinstance(subject, Claim):
        return None
    if subject.provision.startswith("s40(1)"):
        return _citations(subject)
    entry = context.catalogue.get(subject.provision)
    if entry is None or not _already_available(entry.names, entry.title):
        return None
    passages = context.notice.passages
    spans = dict.fromkeys(
        [
            *discussion_of(subject),
            *(passages[context.passage_at(c.span)].span for c in subject.citations),
            *_pointed_back_to(context, subject),
        ]
    )
    regulator = context.matches.within("regulator", spans)
    places = context.matches.within("place", spans)
    return tuple(p for p in places if not any(p.overlaps(r) for r in regulator)) or None


def _pointed_back_to(context: Context, claim: Claim) -> list[Span]:
    """The passages that "as this information is available" speaks of: right before the citation,
    up to a heading or another citation."""
    passages = context.notice.passages
    found: list[Span] = []
    for citation in claim.citations:
        if not context.matches.opens("points-back", context.sentence_at(citation.span)):
            continue
        index = context.passage_at(citation.span) - 1
        while index >= 0 and passages[index].part == "response":
            span = passages[index].span
            if passages[index].kind == "heading" or context.citations_in(span):
                break
            found.append(span)
            index -= 1
    return found


def _already_available(names: tuple[str, ...], title: str) -> bool:
    return any("accessible" in text.lower() or "obtainable" in text.lower()
               for text in (*names, title))  # fmt: skip


def balance_for_this_claim(context: Context, subject: Subject) -> Shown:
    factors = reasons.factors(context, subject)
    concluded = _conclusion(context, subject)
    if not concluded or not factors:
        return None
    return (*factors[:3], *concluded[:1])


def _conclusion(context: Context, subject: Subject) -> tuple[Span, ...]:
    return tuple(
        sentence
        for sentence, index in context.sentences(discussion_of(subject))
        if _concludes(context, sentence)
        and reasons.is_balance(context, sentence, context.notice.passages[index])
    )


def _concludes(context: Context, sentence: Span) -> bool:
    """The sentence says which side prevails; that disclosure "does not outweigh" says it too."""
    matches = context.matches
    return matches.has("balance-concluded", sentence) or any(
        not matches.has("withholding-side", Span(sentence.start, hit.start), denied=None)
        for hit in matches.within("balance-concluded", (sentence,), denied=True)
    )


def balance_asserted(context: Context, subject: Subject) -> Shown:
    discussion = discussion_of(subject)
    if reasons.factors(context, subject):
        return None
    return _conclusion(context, subject) or _hits(context, "balance-asserted", discussion)


def public_interest_discussed(context: Context, subject: Subject) -> Shown:
    """A factor stands without a conclusion, or the reverse with something of its own."""
    return reasons.factors(context, subject) or reasons.half_factors(context, subject) or None


def explaining_would_disclose(context: Context, subject: Subject) -> Shown:
    """Said in the claim's own discussion, or of all exemptions, or naming its section."""
    own = _hits(context, "explaining-would-disclose", discussion_of(subject))
    if own:
        return own
    if not isinstance(subject, Claim):
        return None
    cited = {context.sentence_at(citation.span) for citation in subject.citations}
    said = [
        sentence
        for sentence in context.letter_sentences
        if context.matches.has("explaining-would-disclose", sentence)
        and (sentence in cited or context.matches.has("applies-to-all", sentence))
    ]
    return tuple(said) or None


def argued_elsewhere(context: Context, subject: Subject) -> Shown:
    """Something is argued in the letter that no claim's discussion holds: whose reasons these are
    is not to be told."""
    return reasons.unassigned(context) or None


def disclosed_anyway(context: Context, subject: Subject) -> Shown:
    return _hits(context, "discloses-in-full", discussion_of(subject))


# --- of the notice --------------------------------------------------------------------------------


def refusal_stated(context: Context, subject: Subject) -> Shown:
    spans = tuple(p.span for p in context.passages("response"))
    return (
        _hits(context, "refuses", spans)
        or _hits(context, "refuses-generally", spans)
        or _hits(context, "disclosure-barred", spans)
        or _hits(context, "relies-on", _citing_sentences(context))
        or _hits(context, "exempt-mark", _citing_sentences(context))
        or (_hits(context, "not-held", spans) if _is_of_nothing_held(subject) else None)
    )


def _is_of_nothing_held(subject: Subject) -> bool:
    return isinstance(subject, Claim) and (subject.regime, subject.provision) in NOT_HELD


def _citing_sentences(context: Context) -> tuple[Span, ...]:
    return tuple(context.sentence_at(c.span) for claim in context.claims for c in claim.citations)


def decision_pending(context: Context, subject: Subject) -> Shown:
    if context.notice.kind != "public_interest_extension":
        return None
    said = _hits(context, "public-interest-pending", context.letter) or ()
    return None if said and _pending_of_others(context, subject, said) else said


def _pending_of_others(context: Context, subject: Subject, said: tuple[Span, ...]) -> bool:
    """What is undecided is said of other claims, and of this one that it is refused."""
    if not isinstance(subject, Claim):
        return False

    def concerns(claim: Claim) -> bool:
        return any(span.contains(hit) for span in claim.discussion for hit in said)

    others = [claim for claim in context.claims if claim != subject]
    own = {context.sentence_at(citation.span) for citation in subject.citations}
    return (
        not concerns(subject)
        and any(concerns(claim) for claim in others)
        and context.matches.has("withholds", *own)
    )


def separate_reasons_promised(context: Context, subject: Subject) -> Shown:
    return _hits(context, "separate-reasons", context.letter)


def place_named(context: Context, subject: Subject) -> Shown:
    spans = tuple(p.span for p in context.passages("response"))
    return _hits(context, "place", spans)


def cost_or_vexatious_stated(context: Context, subject: Subject) -> Shown:
    spans = [c.span for claim in context.claims if claim.effect == "refuse"
             for c in claim.citations]  # fmt: skip
    return tuple(spans[:2]) or None


def complaints_procedure_stated(context: Context, subject: Subject) -> Shown:
    found = [
        sentence
        for passage in context.passages("response", "rights")
        for sentence in passage.sentences
        if offers_review(sentence, context.matches, in_rights=passage.part == "rights")
    ]
    return tuple(found[:2]) or None


def no_complaints_procedure_stated(context: Context, subject: Subject) -> Shown:
    return _hits(context, "no-review-procedure", context.letter)


def regulator_right_stated(context: Context, subject: Subject) -> Shown:
    """The right to apply to this regime's Commissioner, not to the other one."""
    if context.matches.within("regulator-denied", context.letter):
        return None
    scottish = context.pack == "foisa2002"
    found = [
        sentence
        for passage in context.passages("response", "rights")
        for sentence in passage.sentences
        if offers_regulator(sentence, passage.part == "rights", context.matches, scottish=scottish)
    ]
    return tuple(found[:2]) or None


def wrong_body_named(context: Context, subject: Subject) -> Shown:
    return _hits(context, "wrong-body", tuple(p.span for p in context.passages("rights"))) or (
        _hits(context, "wrong-body", context.letter)
    )


def rights_elsewhere(context: Context, subject: Subject) -> Shown:
    return _hits(context, "rights-elsewhere", context.letter)


def exemption_named(context: Context, subject: Subject) -> Shown:
    spans = [c.span for claim in context.claims for c in claim.citations[:1]]
    return tuple(spans) or None


def factors_both_ways(context: Context, subject: Subject) -> Shown:
    spans = tuple(one.span for one in reasons.said(context, subject) if one.balances)
    for_, against = (
        _hits(context, "for-disclosure", spans),
        _hits(context, "for-withholding", spans),
    )
    if for_ and against:
        return (*for_[:1], *against[:1])
    # Sides have no fixed words; that several factors are all on one is not to be told from them.
    weighed = reasons.factors(context, subject)
    return weighed if len(weighed) >= _SEVERAL else None


def questions_numbered(context: Context, subject: Subject) -> Shown:
    return tuple(question.span for question in _questions(context)) or None


def question_unanswered(context: Context, subject: Subject) -> Shown:
    return tuple(q.span for q in _questions(context) if not q.answered) or None


def answer_empty(context: Context, subject: Subject) -> Shown:
    return tuple(q.span for q in _questions(context) if q.empty) or None


def _questions(context: Context) -> tuple[Question, ...]:
    notice = context.notice
    return context.memo(
        "questions", None,
        lambda: numbered_questions(notice.document.text, notice.passages, context.matches),
    )  # fmt: skip


COMPUTED: Mapping[str, Callable[[Context, Subject], Shown]] = {
    function.__name__.replace("_", "-"): function
    for function in (
        provision_exists, limb_named, limb_precise, limb_fits_effect, own_reasons,
        thin_reasons, topic_reason, reason_apparent,
        balance_for_this_claim, balance_asserted, public_interest_discussed, argued_elsewhere,
        explaining_would_disclose, disclosed_anyway, refusal_stated, decision_pending,
        separate_reasons_promised, place_named, cost_or_vexatious_stated,
        complaints_procedure_stated, no_complaints_procedure_stated, regulator_right_stated,
        questions_numbered, question_unanswered, answer_empty,
        wrong_body_named, rights_elsewhere, exemption_named, factors_both_ways,
        timing.date_estimated, timing.receipt_dated, timing.working_days_late,
        timing.working_days_unclear,
    )
}  # fmt: skip

REQUIRED: dict[str, str] = {
    "boilerplate": "words that every notice uses, which say nothing about this information",
    "determinable-period": "a period from which a day can be counted",
    "restates-request": "what was asked for, told at the start of a sentence",
    "balance-title": "the title of a weighing, at the start of its paragraph",
    "points-back": "the information spoken of before is meant",
    "confirms-holding": "that something is held",
    "disclosure-side": "who has something to gain from disclosure, and what",
    "factors-headed": "a heading over the factors for or against",
    "expects-decision": "what the authority expects to do by a day",
    "harm-named": "a harm that a balance weighs",
    "as-said-before": "the harm or the reasons that were given before",
    "withholding-side": "what a balance for withholding weighs",
    "place": "where information can be had",
    "rights-elsewhere": "the rights of complaint stand in another document",
}
"""Phrases that the facts rely on besides those of notice/phrases.py."""
