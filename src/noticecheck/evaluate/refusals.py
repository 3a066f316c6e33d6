"""Whether a letter says itself that it refuses: not in a condition, not of what others refused, not
in telling what an Act says or what there is to weigh."""

from __future__ import annotations

from noticecheck.evaluate.context import Context, Shown, Subject, hits
from noticecheck.late import regex
from noticecheck.model import Claim, Span
from noticecheck.notice.conclusions import concludes_a_balance
from noticecheck.notice.relied import refuses_as_not_held

_SAID = ("refuses", "refuses-generally")
_SAID_WITH_A_CITATION = ("relies-on", "exempt-mark")
_NAME, _OTHERS = "refusal-in-name", "refused-by-others"
_SUPPOSED, _ACT, _REMOVED = "supposing", "what-an-act-says", "parts-removed"
_UPHELD, _COMPLAINT = "what-a-review-upholds", "complaint-upheld"
_CLAUSE = regex(r"[,;:()–—]|\s-\s|\b(?:and|so|but|therefore)\b")


REQUIRED = {
    _NAME: "words of refusing that name an exemption or a side of the balance",
    _OTHERS: "what others refuse or are refused",
    _REMOVED: "that something is gone from what is sent",
    _UPHELD: "the decision, the refusal or the exemption, which a review upholds or not",
    _COMPLAINT: "that a complaint is upheld, or is not",
    _ACT: "that what follows is what an Act says",
}


def refusal_stated(context: Context, subject: Subject) -> Shown:
    spans = tuple(p.span for p in context.passages("response"))
    citing = _citing_sentences(context)
    for names, where in (
        (_SAID, spans),
        (_SAID_WITH_A_CITATION, citing),
        ((_REMOVED,), spans),
    ):
        for name in names:
            found = tuple(hit for hit in hits(context, name, where) or () if _is_own(context, hit))
            if found:
                return found
    if upheld := refusal_upheld(context, subject):
        return upheld
    nothing_held = isinstance(subject, Claim) and refuses_as_not_held(subject)
    return hits(context, "not-held", spans) if nothing_held else None


def refusal_upheld(context: Context, subject: Subject) -> Shown:
    """Where a review upholds, in a sentence about the decision, what was refused at first; a
    letter that never speaks of information or its law reviews something else."""
    if context.notice.kind != "internal_review" or not context.matches.has(
        "about-information", *context.letter
    ):
        return None
    spans = tuple(p.span for p in context.passages("response"))
    return (
        tuple(
            hit
            for hit in context.matches.within("upholds", spans)
            if context.matches.has(_UPHELD, sentence := context.sentence_at(hit))
            and not context.matches.has(_COMPLAINT, sentence)
        )
        or None
    )


def refusal_hinted(context: Context, subject: Subject) -> Shown:
    """Words of refusing that stand in a condition, are said of others, or tell what an Act says;
    or a balance with its conclusion, from which the refusal follows."""
    spans = tuple(p.span for p in context.passages("response"))
    citing = _citing_sentences(context)
    for name in (*_SAID, "disclosure-barred"):
        if found := hits(context, name, spans):
            return found
    return (
        hits(context, "relies-on", citing)
        or hits(context, "exempt-mark", citing)
        or hits(context, "covers-it", citing)
        or tuple(
            passage.sentences[-1]
            for passage in context.passages("response")
            if concludes_a_balance(passage, context.matches)
        )
        or None
    )


def _is_own(context: Context, hit: Span) -> bool:
    """The words say what this letter does."""
    matches = context.matches
    sentence = context.sentence_at(hit)
    if any(one.contains(hit) for one in matches.within(_NAME, (sentence,), denied=None)):
        return False
    if any(one.overlaps(hit) for one in matches.within(_OTHERS, (sentence,), denied=None)):
        return False
    opening = _clause(context, Span(sentence.start, hit.end))
    return not matches.has_any((_SUPPOSED, _ACT), opening, denied=None)


def _clause(context: Context, before: Span) -> Span:
    """From the last mark or joining word in front of the words."""
    start = before.start
    for mark in _CLAUSE.finditer(context.notice.document.text, before.start, before.end):
        start = mark.end()
    return Span(start, before.end)


def _citing_sentences(context: Context) -> tuple[Span, ...]:
    return tuple(context.sentence_at(c.span) for claim in context.claims for c in claim.citations)
