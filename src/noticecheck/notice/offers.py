"""Sentences that offer a review of the decision by the authority itself."""

from __future__ import annotations

from noticecheck.late import regex
from noticecheck.match import Matches
from noticecheck.model import Span
from noticecheck.notice.sentences import asks

_LABEL_ENDS = regex(r"[^:?.\n]{0,40}:(?=\s)")
"""What a label has between its first words and its colon."""
_DENIAL = "neither-confirm-nor-deny"
_BODIES = ("regulator", "wrong-body", "regulator-address")
"""Phrases that name a body outside the authority."""
_REVIEWED = ("review-presumed", "reviews")
"""Phrases of a review that has been made, or is taken for granted."""
OFFERS = (
    "wants-it-changed", "wants-a-review", "look-again", "approach-regulator", "review-label",
    "complaint-invited", "can-be-challenged", "is-unhappy", "ask-us-first",
)  # fmt: skip
"""Phrases without which a sentence offers no review, unless a question leads to it."""


def asks_if_unhappy(sentence: Span, matches: Matches) -> bool:
    """The question that leads to a way of complaining: "Not happy?" """
    return matches.has("asks-if-unhappy", sentence, denied=None) and asks(
        matches.normal.within(sentence)
    )


def offers_review(
    sentence: Span, matches: Matches, *, in_rights: bool = False, led: bool = False
) -> bool:
    """The sentence offers to look at the decision again, or says where to complain within the
    authority; a review by the Commissioner or by another body is none.

    `led` says that the sentence before asks whether the reader is unhappy.
    """
    if not (led or matches.has_any(OFFERS, sentence, denied=None)):
        return False
    return matches.once(
        ("offers-review", sentence, in_rights, led),
        lambda: _offers_review(sentence, matches, in_rights, led),
    )


def _offers_review(sentence: Span, matches: Matches, in_rights: bool, led: bool) -> bool:
    if matches.opens("thanks-for-writing", sentence):
        return False
    if refused := matches.within("no-review-procedure", (sentence,)):
        # "We have no procedure for reviews, but do write to the Clerk if you are unhappy"
        rest = Span(refused[-1].end, sentence.end)
        return offers_review(rest, matches, in_rights=in_rights, led=led)
    if of_other_business(sentence, matches):
        return False
    made = matches.opens("complaint-made", sentence)
    if made and not matches.has("addressed", Span(made.end, sentence.end), denied=None):
        return False
    # "Whether we hold any complaint about her" is a matter of the request.
    if matches.has(_DENIAL, sentence, denied=None) or asks(matches.normal.within(sentence)):
        return False
    outside = matches.has_any(_BODIES, sentence)
    if led and (
        reaches_authority(sentence, matches) or _names_own_first(sentence, matches, sentence.start)
    ):
        return True
    if matches.has("ask-us-first", sentence) or _tells_how(sentence, matches, in_rights):
        return True
    presumed = matches.within_any(_REVIEWED, (sentence,))
    again = [
        hit
        for hit in matches.within("look-again", (sentence,))
        # "Ask for an internal review (foi@...)" only looks like a review that has been made.
        if not any(span.overlaps(hit) and span.start <= hit.start for span in presumed)
    ]
    if (
        again
        and matches.has("on-a-new-request", sentence, denied=None)
        and not matches.has_any(("complains", "is-unhappy"), sentence, denied=None)
    ):
        return False  # "Should you narrow your request we will look at it again"
    if again and (in_rights or matches.has_any(("addressed", "way-to-complain"), sentence)):
        return not outside or _before_regulator(again[0], sentence, matches)
    if in_rights and not outside and matches.has("approach-regulator", sentence):
        return matches.has("way-to-complain", sentence)
    if _is_labelled(sentence, matches, in_rights):
        return True
    outside_first = outside and not _names_own_first(sentence, matches, sentence.start)
    if matches.has("can-be-challenged", sentence) and not outside_first:
        return _names_channel(sentence, matches)
    if _says_to_whom_unhappy(sentence, matches) and not outside_first:
        return True
    invited = matches.within("complaint-invited", (sentence,))
    if not invited or not matches.has("way-to-complain", sentence):
        return False
    if not matches.has("addressed", sentence):
        return False
    return not outside or _before_regulator(invited[0], sentence, matches)


def _says_to_whom_unhappy(sentence: Span, matches: Matches) -> bool:
    """ "Should you not be content with how we dealt with your request, write to the Clerk"."""
    said = ("is-unhappy", "about-this-answer", "way-to-complain")
    return turns_to_reader(sentence, matches) and all(
        matches.has(name, sentence, denied=None) for name in said
    )


def of_other_business(sentence: Span, matches: Matches) -> bool:
    """The complaint is about a school place or a parking ticket, and not about this answer."""
    if matches.has("about-this-answer", sentence, denied=None):
        return False
    return matches.has("complaints-of-other-business", sentence, denied=None) or any(
        not matches.has("own-business", Span(hit.end, sentence.end), denied=None)
        for hit in matches.within("complains-about", (sentence,), denied=None)
    )


def _tells_how(sentence: Span, matches: Matches, in_rights: bool) -> bool:
    """The sentence tells the reader what to do, to whom and for what end, in whatever words: "Ask
    for a review by mailing …", "Disagree? Reply to me and my manager will review"."""
    if matches.has_any(("rights-of-a-site", "no-review-procedure"), sentence):
        return False
    label = matches.opens("review-label", sentence)
    if label and matches.opens("label-of-a-record", Span(label.end, sentence.end)):
        return False
    told = in_rights or turns_to_reader(sentence, matches)
    wanted = [
        hit
        for hit in matches.within(
            "wants-it-changed" if in_rights else "wants-a-review", (sentence,), denied=None
        )
        if not any(span.overlaps(hit) for span in matches.within_any(_REVIEWED, (sentence,)))
    ]
    if not told or not wanted:
        return False
    outside = matches.has_any(_BODIES, sentence)
    if not outside:
        return _names_channel(sentence, matches)
    return _names_own_first(sentence, matches, wanted[0].start)


def _names_own_first(sentence: Span, matches: Matches, start: int) -> bool:
    """Somebody of the authority is named before the Commissioner, or a mailbox; in "Unhappy after
    that? Write to the Commissioner" whoever is written to is somebody else."""
    if not matches.has_any(_BODIES, sentence):
        return False
    low, high = matches.normal.locate(Span(start, sentence.end))
    mailbox = matches.normal.text.find("@", low, high)
    named = list(matches.within("names-somebody", (sentence,), denied=None))
    if mailbox >= 0:
        named.append(matches.normal.source(mailbox, mailbox + 1))
    return any(start <= own.start and _before_regulator(own, sentence, matches) for own in named)


def turns_to_reader(sentence: Span, matches: Matches) -> bool:
    """The sentence begins with what to do, or with the case for it and speaks to whoever asked."""
    return matches.opens("tells-what-to-do", sentence) is not None or (
        matches.opens("supposes-a-reader", sentence) is not None
        and matches.has("addressed", sentence)
    )


def leads_to_review(sentence: Span, matches: Matches, *, in_rights: bool = False) -> bool:
    """The sentence asks whether the reader is unhappy, or says that there is a procedure, or among
    the rights speaks of a review: whom to write to follows."""
    if asks_if_unhappy(sentence, matches) or matches.has("has-a-procedure", sentence):
        return True
    return (
        in_rights
        and not matches.has_any((*_BODIES, "no-review-procedure"), sentence)
        and matches.has("wants-it-changed", sentence, denied=None)
    )


def is_labelled_offer(heading: Span, matches: Matches) -> bool:
    """A line that is a label and whom to write to: "Internal review: foi@hale.example"."""
    return ":" in matches.normal.within(heading) and _names_channel(heading, matches)


def _names_channel(span: Span, matches: Matches) -> bool:
    """An address, an office or a time stands there."""
    return "@" in matches.normal.within(span) or matches.has("names-somebody", span, denied=None)


def reaches_authority(sentence: Span, matches: Matches) -> bool:
    """The sentence says where or to whom of the authority to write."""
    return not matches.has_any(_BODIES, sentence) and (
        "@" in matches.normal.within(sentence) or matches.has("way-to-complain", sentence)
    )


def _is_labelled(sentence: Span, matches: Matches, in_rights: bool) -> bool:
    """ "Reviews: Head of Governance, 40 working days.", at the start or behind another mark."""
    return any(
        _is_offer_under(_field(Span(label.end, sentence.end), matches), matches, in_rights)
        for label in matches.within("review-label", (sentence,))
        if matches.normal.within(Span(sentence.start, label.start)).rstrip()[-1:] in ("", ":", ";")
    )


def _is_offer_under(field: Span, matches: Matches, in_rights: bool) -> bool:
    """What stands behind a label is somebody of the authority."""
    if matches.has_any(_BODIES, field):
        return False
    behind = matches.normal.within(field).lstrip()
    colon = _LABEL_ENDS.match(behind)
    if colon is not None and not matches.has("label-of-a-record", field, denied=None):
        # "Review by: Head of Audit", "Complaints about this decision: …": the colon is the verb.
        return in_rights or _names_channel(field, matches)
    to_somebody = in_rights or "@" in behind or matches.has("way-to-complain", field)
    return to_somebody and (behind[:1] in (":", "-") or matches.has("within-days", field))


def _field(rest: Span, matches: Matches) -> Span:
    """What follows a label, up to the next semicolon."""
    start, end = matches.normal.locate(rest)
    cut = matches.normal.text.find(";", start, end)
    return matches.normal.source(start, cut) if cut > start else rest


def _before_regulator(offer: Span, sentence: Span, matches: Matches) -> bool:
    """The authority's own review is named first, then the Commissioner."""
    body = min(hit.start for name in _BODIES for hit in matches.within(name, (sentence,)))
    between = Span(offer.end, body)
    return (
        not matches.has("by-somebody-else", offer)
        and offer.end <= body
        and (
            matches.has("next-step", between, denied=None)
            or any(mark in matches.normal.within(between) for mark in ",;")
        )
    )
