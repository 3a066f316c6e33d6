"""A letter read again with other claims: what hangs on them is worked out anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from noticecheck.law import Catalogue, LawDays
from noticecheck.match import Matches
from noticecheck.model import Claim, Notice, Span
from noticecheck.notice.authority import bodies
from noticecheck.notice.cited import Cited
from noticecheck.notice.claims import Found
from noticecheck.notice.discussion import discussions
from noticecheck.notice.kind import decide, signals
from noticecheck.notice.tests_of import tests_of
from noticecheck.notice.unnamed import around_refusal, unnamed_refusal


def with_claims(
    notice: Notice,
    claims: Sequence[Claim],
    matches: Matches,
    catalogues: Mapping[str, Catalogue],
    *,
    certain: bool = False,
) -> Notice:
    """The notice as it is if these are its claims: their tests, what argues them, its kind.

    Of the claims that are given, provision, regime, effect, conditions, citations and confidence
    count. `certain` says that the type of the authority is known, not read from the letter.
    """
    text, passages = notice.document.text, notice.passages
    found = [_found(claim, notice) for claim in claims]
    days = LawDays.of(notice.received, notice.dated, notice.as_of)
    sorts = bodies(notice.authority_type, passages, matches, certain=certain)
    tests = tests_of(found, catalogues, sorts, days)
    cited = [one for each in found for one in each.cited]
    argued = discussions(text, passages, found, cited, matches, tests)
    others = _of_no_claim(notice, cited)
    argued = [tuple(span for span in spans if not _lies_in(span, others)) for spans in argued]
    seen = signals(text, passages, found, matches)
    unnamed = unnamed_refusal(text, passages, found, seen, matches) or notice.unnamed
    if unnamed and any(one.sentence.overlaps(unnamed) for one in cited):
        # What was said to be relied on by these words is what they rely on.
        unnamed = None
    return replace(
        notice,
        kind=decide(
            found,
            unnamed is not None,
            seen,
            denies=unnamed is not None and matches.has("denies-generally", unnamed),
        ),
        regimes=tuple(dict.fromkeys(claim.regime for claim in claims)) or notice.regimes,
        claims=tuple(
            replace(claim, test=test, discussion=spans)
            for claim, test, spans in zip(claims, tests, argued, strict=True)
        ),
        unnamed=unnamed,
        unnamed_discussion=around_refusal(passages, unnamed) if unnamed else (),
    )


def _of_no_claim(notice: Notice, cited: Sequence[Cited]) -> tuple[Span, ...]:
    """The passages that name what is said not to be relied on, and no claim: what stands there
    argues no other one."""
    denied = [one.span for one in notice.mentions if one.role == "negated"]
    own = {one.passage for one in cited}
    named = {sentence_at(notice, span)[0] for span in denied} - own
    return tuple(notice.passages[index].span for index in sorted(named) if notice.passages)


def _lies_in(span: Span, others: Sequence[Span]) -> bool:
    return any(other.contains(span) for other in others)


def sentence_at(notice: Notice, span: Span) -> tuple[int, Span]:
    """The index of the passage that a span begins in, and its sentence there."""
    index = max(
        (i for i, passage in enumerate(notice.passages) if passage.span.start <= span.start),
        default=0,
    )
    sentences = notice.passages[index].sentences if notice.passages else ()
    return index, next((s for s in sentences if s.start <= span.start < s.end), span)


def _found(claim: Claim, notice: Notice) -> Found:
    """A claim as it is before its discussion and its test are known."""
    places = [(citation.span, *sentence_at(notice, citation.span)) for citation in claim.citations]
    return Found(
        claim.provision,
        claim.regime,
        claim.effect,
        tuple(
            Cited(claim.provision, claim.regime, span, index, sentence, "relied")
            for span, index, sentence in places
        ),
        claim.conditions,
        claim.confidence,
    )
