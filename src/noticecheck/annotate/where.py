"""Where in the letter a note belongs: at the words it is about, or where words are missing."""

from __future__ import annotations

from noticecheck.match import Matches
from noticecheck.model import Assessment, Claim, Notice, Passage, Span
from noticecheck.notice.lines import is_closing, is_salutation

_AT_THE_END = ("complaints_procedure", "right_to_regulator")
"""Elements whose missing words belong at the end of the letter, before its signature."""
_AFTER_THE_REASONS = ("public_interest",)
"""Elements whose missing words belong after what the letter says of the claim."""


def place_of(point: Assessment, notice: Notice, matches: Matches) -> Span | None:
    """The words that a note on this point is to stand at; None for the top of the letter."""
    missing = point.status == "gap"
    if missing and point.element in _AT_THE_END:
        return end_of_response(notice, matches)
    claim = _claim_of(point, notice)
    if missing and claim is not None and point.element in _AFTER_THE_REASONS:
        return end_of_discussion(claim, notice) or (*point.evidence, None)[0]
    at_its_name = point.element == "specifies_exemption" or not point.evidence
    if claim is not None and claim.citations and at_its_name:
        return claim.citations[0].span
    return point.evidence[0] if point.evidence else end_of_response(notice, matches)


def end_of_discussion(claim: Claim, notice: Notice) -> Span | None:
    """The last sentence of what argues a claim, after which more can be said of it."""
    for passage in reversed(notice.passages):
        argues = any(passage.span.overlaps(part) for part in claim.discussion)
        if argues and passage.part == "response" and passage.kind != "heading":
            return _last_sentence(passage)
    return None


def end_of_response(notice: Notice, matches: Matches) -> Span | None:
    """The last sentence of the response, before its signature; of the rights, if it tells any."""
    own = [p for p in notice.passages if p.part in ("response", "rights")]
    begin = min((c.span.start for claim in notice.claims for c in claim.citations), default=0)
    signed = [p.span.start for p in own if p.span.start > begin and is_closing(p.span, matches)]
    body = [p for p in own if p.kind != "heading" and not _is_greeting(p, matches)]
    rights = [p for p in body if p.part == "rights"]
    before = [p for p in body if not signed or p.span.start < signed[0]]
    chosen = rights or before or body
    return _last_sentence(chosen[-1]) if chosen else None


def _is_greeting(passage: Passage, matches: Matches) -> bool:
    return is_closing(passage.span, matches) or is_salutation(passage.span, matches)


def _claim_of(point: Assessment, notice: Notice) -> Claim | None:
    for claim in notice.claims:
        if claim.provision == point.subject and point.effect in (None, claim.effect):
            return claim
    return None


def _last_sentence(passage: Passage) -> Span:
    return passage.sentences[-1] if passage.sentences else passage.span
