"""The facts that only good practice asks for: how a claim is put, and what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from noticecheck.evaluate import reasons
from noticecheck.evaluate.context import Context, Shown, Subject, discussion_of
from noticecheck.late import regex
from noticecheck.law import Provision
from noticecheck.match import apart_from
from noticecheck.model import Claim, Span
from noticecheck.notice.dates import find_dates
from noticecheck.notice.offers import offers_review

_FIGURE = regex(r"(?<![\w(.,/-])£?(\d+(?:,\d{3})*)(?:\.\d+)?(?![\w)/]|-\d)")
_SUM = regex(r"£\s?\d|\b\d+(?:\.\d\d)? (?:pounds|pence)\b")
_OF_THE_LIMIT = frozenset({"450", "600", "18", "24", "25"})
_YEAR = regex(r"(?:19|20)\d\d")

_TOO_LONG = 40
"""Working days in all that the regulator expects a public interest decision to take at most."""

_A_WORD_OR_SO = 1
"""Distinct words of its own up to which a discussion says nothing that a person might look at."""

_ACT_OF_YEAR = regex(
    r"\b(?:acts?|order|regulations|rules|measure|directive|convention|treaty)\b[ (,]+"
    r"(?:[a-z ]{2,20}\)? )?(?:1[2-9]|20)\d\d\b"
)
_THIS_ACT = regex(
    r"(?:freedom of information(?: \(scotland\))?|appropriate limit and fees\)"
    r"|\b(?:foi|this|the)) *$"
)

_PACK = "foia2000"
_ALTERNATIVES = {
    (_PACK, later): earlier for later, earlier in (("24", "23"), ("31", "30"), ("36", "35"))
}
"""What section 24(1), 31(1) or 36(1) of the Act leaves to another section, for one information."""

REQUIRED: dict[str, str] = {
    "harm-of-a-level": "that a harm would follow, or would be likely to",
    "harm-of-either-level": "that a harm would, or would be likely to, follow: either of the two",
    "called-absolute": "that an exemption needs no public interest test",
    "called-qualified": "that an exemption needs a public interest test",
    "nature-left-open": "that some exemptions, not this one, are absolute or qualified",
    "unit-of-work": "hours, or things to be searched, that an estimate counts",
    "says-this-is-held": "that what was asked for is held",
    "procedure-for-complaints": "how an authority deals with complaints",
    "given-here": "what stands before it is given with the letter",
    "about-a-thing": "what stands before it is about what stands behind it",
    "sides-put-before": "both sides were put to somebody who forms an opinion",
    "holding-left-open": "whether it is held, or that it is not",
    "short-period": "a time of less than forty working days",
    "about-charges": "a charge, and paying it",
    "period-for-answer": "the time in which the authority answers who asked for a review",
}
"""Phrases that these facts rely on."""


def likelihood_stated(context: Context, subject: Subject) -> Shown:
    """How likely the harm is, not in the statute's words "would, or would be likely to"."""
    spans = discussion_of(subject)
    either = context.matches.within("harm-of-either-level", spans)
    return apart_from(context.matches.within("harm-of-a-level", spans), either) or None


def says_more(context: Context, subject: Subject) -> Shown:
    """Two words and more of the discussion are its own, reason or not."""
    own = [one for one in reasons.said(context, subject) if one.words]
    words = {word for one in own for word in one.words}
    return tuple(one.span for one in own) if len(words) > _A_WORD_OR_SO else None


def figure_given(context: Context, subject: Subject) -> Shown:
    """A sentence about work has a number that is no limit of cost, no year and no provision."""
    if not isinstance(subject, Claim):
        return None
    return (
        tuple(
            sentence
            for sentence, _ in context.sentences(subject.discussion)
            if context.matches.has("unit-of-work", sentence) and _has_figure(context, sentence)
        )
        or None
    )


def charge_told(context: Context, subject: Subject) -> Shown:
    """A sentence about a charge names a sum of money."""
    return (
        tuple(
            sentence
            for sentence in context.letter_sentences
            if context.matches.has("about-charges", sentence)
            and _SUM.search(context.matches.normal.within(sentence))
        )
        or None
    )


def _has_figure(context: Context, sentence: Span) -> bool:
    words = context.matches.normal.within(sentence)
    cited = {
        number
        for span in context.citations_in(sentence)
        for number in re.findall(r"\d+", context.notice.document.quote(span))
    }
    return any(
        number not in _OF_THE_LIMIT | cited and not _YEAR.fullmatch(number)
        for number in _FIGURE.findall(words)
    )


def nature_misstated(context: Context, subject: Subject) -> Shown:
    """A sentence about this exemption alone calls it absolute, which it is not, or qualified."""
    if not isinstance(subject, Claim) or subject.test not in ("qualified", "absolute"):
        return None
    wrong = "called-absolute" if subject.test == "qualified" else "called-qualified"
    found = [
        sentence
        for sentence, index in context.sentences(subject.discussion)
        if context.matches.has(wrong, sentence)
        and not context.matches.has("nature-left-open", sentence, denied=None)
        and _is_of_this(context, subject, sentence, index)
    ]
    return tuple(found) or None


def _is_of_this(context: Context, claim: Claim, sentence: Span, index: int) -> bool:
    """The sentence cites this section and no other; or none, in a passage of this section alone."""
    cited = context.citations_in(sentence)
    if not cited:
        return context.sharing[index] == 1
    return _sections(context, sentence) == {_number(claim)}


def _number(claim: Claim) -> str:
    """Of the section that it rests on: "31"."""
    return Provision.parse(claim.provision).parts[0]


def _sections(context: Context, span: Span) -> set[str]:
    """The numbers of the sections that claims cite in a span."""
    return {
        _number(claim)
        for claim in context.claims
        if any(span.contains(citation.span) for citation in claim.citations)
    }


def holding_affirmed(context: Context, subject: Subject) -> Shown:
    """The letter says that what was asked for is held, and not only whether."""
    return _affirmed(context, context.uncovered(p.span for p in context.passages("response")))


def holding_contradicted(context: Context, subject: Subject) -> Shown:
    """A passage that neither confirms nor denies says that what was asked for is held."""
    matches = context.matches
    spans = [
        passage.span
        for passage in context.passages("response")
        if matches.has("neither-confirm-nor-deny", passage.span, denied=None)
    ]
    return _affirmed(context, spans)


def _affirmed(context: Context, spans: Sequence[Span]) -> Shown:
    left_open = context.matches.within("holding-left-open", spans, denied=None)
    return apart_from(context.matches.within("says-this-is-held", spans), left_open) or None


def enactment_named(context: Context, subject: Subject) -> Shown:
    """An Act, order or treaty of some year, or another Act's provision, stands beside the claim."""
    if not isinstance(subject, Claim):
        return None
    passages = context.notice.passages
    spans = [*subject.discussion, *(passages[context.passage_at(c.span)].span
                                    for c in subject.citations)]  # fmt: skip
    found = [m.span for m in context.notice.mentions
             if m.role == "other_act" and any(s.contains(m.span) for s in spans)]  # fmt: skip
    found += [s for s in spans if _names_an_act(context.matches.normal.within(s))]
    return tuple(dict.fromkeys(found)) or None


def _names_an_act(words: str) -> bool:
    return any(
        not _THIS_ACT.search(words[max(0, act.start() - 60) : act.start()])
        for act in _ACT_OF_YEAR.finditer(words)
    )


def named_with_others(context: Context, subject: Subject) -> Shown:
    """Every sentence that cites the claim cites an exemption of another section as well."""
    if not isinstance(subject, Claim):
        return None
    sentences = dict.fromkeys(context.sentence_at(c.span) for c in subject.citations)
    if any(len(_sections(context, sentence)) < 2 for sentence in sentences):
        return None
    return tuple(sentences)


def beside_its_alternative(context: Context, subject: Subject) -> Shown:
    """The letter withholds under the section, too, that applies only where this one does not."""
    if not isinstance(subject, Claim):
        return None
    other = _ALTERNATIVES.get((context.pack, _number(subject)))
    found = [c for c in context.claims
             if c.effect == subject.effect == "withhold"
             and _number(c) == other]  # fmt: skip
    return tuple(claim.citations[0].span for claim in found[:2]) or None


def exemptions_told_apart(context: Context, subject: Subject) -> Shown:
    """Some exemption for withholding has a sentence of its own, or there is only one."""
    withheld = [claim for claim in context.claims if claim.effect == "withhold"]
    apart = [claim for claim in withheld if named_with_others(context, claim) is None]
    if not withheld or not apart:
        return None
    return tuple(claim.citations[0].span for claim in apart[:2])


def balance_due(context: Context, subject: Subject) -> Shown:
    """Some claim has a public interest test, or may have one."""
    found = [c for c in context.claims if c.test in ("qualified", "undetermined")]
    return tuple(claim.citations[0].span for claim in found[:2]) or None


def estimate_beyond_forty(context: Context, subject: Subject) -> Shown:
    """Every day that the letter gives for the decision is past the fortieth working day."""
    days, received = context.catalogue.working_days, context.notice.received
    dated = context.notice.dated
    if days is None or received is None or dated is None:
        return None
    last = replace(days, limit=_TOO_LONG).latest_due(received)
    estimates = _estimates(context, dated)
    if last is None or not estimates or any(day <= last for day, _ in estimates):
        return None
    return tuple(span for _, span in estimates)


def _estimates(context: Context, dated: date) -> list[tuple[date, Span]]:
    """The days after the letter's own on which a decision is expected, each with its sentence."""
    return [
        (found.day, sentence)
        for passage in context.passages("response")
        for sentence in passage.sentences
        if context.matches.has("expects-decision", sentence)
        for found in find_dates(context.matches.normal.within(sentence), dated.year)
        if found.day > dated
    ]


def review_time_short(context: Context, subject: Subject) -> Shown:
    """A sentence that offers a review gives less than forty working days to ask for it."""
    found: list[Span] = []
    for passage in context.passages("response", "rights"):
        for sentence in passage.sentences:
            if offers_review(sentence, context.matches, in_rights=passage.part == "rights"):
                found += _short_periods(context, sentence)
    return tuple(found) or None


def _short_periods(context: Context, sentence: Span) -> tuple[Span, ...]:
    """The short times of a sentence that are not for the answer, nor for the regulator."""
    matches = context.matches
    answers = matches.within("period-for-answer", (sentence,))
    named = matches.within("regulator", (sentence,))
    end = named[0].start if named else sentence.end
    return apart_from(matches.within("short-period", (Span(sentence.start, end),)), answers)
