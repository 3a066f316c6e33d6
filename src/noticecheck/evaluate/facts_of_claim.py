"""The facts about a claim: its limb, the reasons that are given for it, and its balance."""

from __future__ import annotations

from noticecheck.evaluate import balance, reasons
from noticecheck.evaluate.context import Context, Shown, Subject, Unnamed, discussion_of, hits
from noticecheck.evaluate.own_words import own_words
from noticecheck.evaluate.places import places
from noticecheck.evaluate.topic import is_on_topic, topic_words
from noticecheck.evaluate.weighing import is_balance
from noticecheck.late import regex
from noticecheck.law import LawDays, Provision
from noticecheck.model import Claim, Span
from noticecheck.notice.rights import tells_of_rights

_OWN_DATA = frozenset({("foia2000", "s40(1)"), ("foisa2002", "s38(1)(a)"), ("eir2004", "reg5(3)")})
"""Packs with their provision for the requester's own data, which nobody has to explain."""
_SEVERAL = 2
_BY_NUMBER = regex(r"\b[Qq](?:uestion )?\d{1,2}\b[^?]*\d")
_NO_ARGUMENT = ("discloses", "not-held", "restates-request", "courtesy", "procedural-sentence")
"""Phrases of sentences that give, ask or thank, and argue nothing."""


def provision_exists(context: Context, subject: Subject) -> Shown:
    if not isinstance(subject, Claim):
        return None
    return None if context.catalogue.get(subject.provision) is None else _citations(subject)


def provision_in_force(context: Context, subject: Subject) -> Shown:
    if not isinstance(subject, Claim):
        return None
    return _citations(subject) if _in_force(context, subject) is True else None


def provision_perhaps_in_force(context: Context, subject: Subject) -> Shown:
    if not isinstance(subject, Claim):
        return None
    return _citations(subject) if _in_force(context, subject) is not False else None


def _in_force(context: Context, claim: Claim) -> bool | None:
    """Whether the provision and the conditions named with it were all the law; None if open."""
    notice, catalogue = context.notice, context.catalogue
    days = LawDays.of(notice.received, notice.dated, notice.as_of)
    answers = {
        catalogue.in_force(named, days.choosing(catalogue.decided_by(named)), claim.effect)
        for named in (claim.provision, *claim.conditions)
    }
    return False if False in answers else None if None in answers else True


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
    enough = count >= reasons.ENOUGH and reasons.argued(context, subject, spans)
    return spans if enough and is_on_topic(context, subject) else None


def thin_reasons(context: Context, subject: Subject) -> Shown:
    count, spans = reasons.reasons(context, subject)
    if count >= reasons.SOME:
        return spans
    topic = topic_words(context, subject)
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
        or balance.factors(context, subject)
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
        and not _answers_or_closes(context, sentence)
        and len(own_words(context, sentence, frozenset())) >= reasons.FACTOR
    )


def _answers_or_closes(context: Context, sentence: Span) -> bool:
    """An answer by number ("Q1 there were 14"), where to complain, or the end of the letter."""
    matches = context.matches
    numbered = _BY_NUMBER.search(context.notice.document.text, sentence.start, sentence.end)
    return (
        (numbered is not None and not matches.has("reason-connective", sentence))
        or tells_of_rights(sentence, matches)
        or matches.opens("signs-off", sentence) is not None
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
        and len(own_words(context, sentence, frozenset())) >= reasons.FACTOR
    )


def topic_reason(context: Context, subject: Subject) -> Shown:
    """At least two words of what the catalogue says that this exemption's reason is about."""
    topic = topic_words(context, subject)
    if topic is None or not is_on_topic(context, subject):
        return None
    found = [
        one.span
        for one in reasons.said(context, subject)
        if len(one.words) >= (6 if one.balances else 3)
        and (one.balances or context.matches.has("reason-connective", one.span))
        and topic.search(context.matches.normal.within(one.span))
        # What speaks for disclosure is no reason to withhold.
        and context.matches.opens("for-disclosure-title", one.span) is None
    ]
    return tuple(found) or None


def reason_apparent(context: Context, subject: Subject) -> Shown:
    """The information is already public and the letter says where, or it is the requester's own."""
    if not isinstance(subject, Claim):
        return None
    if (context.pack, subject.provision) in _OWN_DATA:
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
    return places(context, spans) or None


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
    factors = balance.factors(context, subject)
    concluded = balance.conclusion(context, subject)
    if not concluded or not factors:
        return None
    return (*factors[:3], *concluded[:1])


def balance_asserted(context: Context, subject: Subject) -> Shown:
    discussion = discussion_of(subject)
    if balance.factors(context, subject):
        return None
    return balance.conclusion(context, subject) or hits(context, "balance-asserted", discussion)


def public_interest_discussed(context: Context, subject: Subject) -> Shown:
    """A factor stands without a conclusion, or the reverse with something of its own."""
    return balance.factors(context, subject) or balance.half_factors(context, subject) or None


def balance_may_be_shared(context: Context, subject: Subject) -> Shown:
    """A balance behind this claim, in a paragraph that names no exemption and stands under no
    title that does: where it stands is all that gives it to another claim."""
    if not isinstance(subject, Claim) or not subject.citations:
        return None
    passages = context.notice.passages
    after = min(citation.span.start for citation in subject.citations)
    own = set(subject.discussion)
    return (
        tuple(
            sentence
            for passage in passages
            if passage.part == "response"
            and passage.kind != "heading"
            and passage.span.start > after
            and passage.span not in own
            and not context.citations_in(passage.span)
            and not (
                passage.heading is not None and context.citations_in(passages[passage.heading].span)
            )
            for sentence in passage.sentences
            if balance.concludes(context, sentence) and is_balance(context, sentence, passage)
        )
        or None
    )


def argued_elsewhere(context: Context, subject: Subject) -> Shown:
    """Something is argued in the letter that no claim's discussion holds: whose reasons these are
    is not to be told."""
    return reasons.unassigned(context) or None


def disclosed_anyway(context: Context, subject: Subject) -> Shown:
    return hits(context, "discloses-in-full", discussion_of(subject))


def factors_both_ways(context: Context, subject: Subject) -> Shown:
    spans = tuple(one.span for one in reasons.said(context, subject) if one.balances)
    for_, against = (
        hits(context, "for-disclosure", spans),
        hits(context, "for-withholding", spans),
    )
    if for_ and against:
        return (*for_[:1], *against[:1])
    # Sides have no fixed words; that several factors are all on one is not to be told from them.
    weighed = balance.factors(context, subject)
    return weighed if len(weighed) >= _SEVERAL else None
