"""Refusals that name no provision: the sentence that refuses, and what may argue it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from noticecheck.law import Catalogue, Provision
from noticecheck.match import Matches, apart_from
from noticecheck.model import Claim, Passage, Span
from noticecheck.notice.cited import Cited, is_asked
from noticecheck.notice.claims import Found
from noticecheck.notice.kind import Signals
from noticecheck.notice.sentences import is_quoted

_REFUSES_NOTHING = ("refuses-nothing", "hypothetical", "not-relied-on", "discloses-in-full",
                    "not-held", "considered-earlier", "look-again",
                    "seeks-clarification")  # fmt: skip
"""Phrases of sentences that speak of refusing without doing so."""
_REFUSALS = (
    ("refuses-generally", _REFUSES_NOTHING),
    # That something "is or is not held" is what such a sentence leaves open.
    ("denies-generally", tuple(name for name in _REFUSES_NOTHING if name != "not-held")),
)


def _gives_all(seen: Signals) -> bool:
    """A review that gives everything: what was refused before is refused no more."""
    return seen.reviews and seen.in_full


def unnamed_refusal(
    text: str,
    passages: Sequence[Passage],
    found: Sequence[Found],
    seen: Signals,
    matches: Matches,
) -> Span | None:
    """The sentence that refuses a request in the authority's own words, where no provision at all
    is relied on."""
    asks_back = seen.clarifies and not seen.whole
    if found or _gives_all(seen) or seen.outside or seen.fees or seen.pending or asks_back:
        return None
    for passage in passages:
        if passage.part != "response":
            continue
        for sentence in passage.sentences:
            for name, nothing in _REFUSALS:
                said = any(
                    not is_quoted(text, passage.span, hit)
                    and not is_asked(text, hit, sentence, passage)
                    and apart_from((hit,), matches.within("whether-applied", (sentence,)))
                    and not _supposed(text, sentence, hit, matches)
                    for hit in matches.within(name, (sentence,))
                )
                if said and not matches.has_any(nothing, sentence):
                    return sentence
    return None


def _supposed(text: str, sentence: Span, refusal: Span, matches: Matches) -> bool:
    """The clause only supposes it: "If there was anything that we could not give you, …"."""
    clause = max(text.rfind(mark, sentence.start, refusal.start) for mark in ",;:–—")
    return matches.has("supposing", Span(max(sentence.start, clause), refusal.start), denied=None)


def described_refusal(
    passages: Sequence[Passage], claims: Sequence[Claim], cited: Sequence[Cited],
    catalogues: Mapping[str, Catalogue], matches: Matches,
) -> Span | None:  # fmt: skip
    """The answer to a question, or what stands under a title, that refuses by an exemption which is
    only described, where others of one Act are named: "3. We cannot give the names due to data
    protection."."""
    regimes = {claim.regime for claim in claims}
    if len(regimes) != 1:
        return None
    named, others = _descriptions(claims, catalogues[regimes.pop()])
    citing = {one.passage for one in cited}
    for index, passage in enumerate(passages):
        if passage.part != "response" or passage.kind == "heading" or {index, index + 1} & citing:
            continue
        above = passages[index - 1] if index else None
        titled = (
            above is not None
            and above.kind == "heading"
            and above.part == "response"
            and index - 1 not in citing
            and matches.has_any(others, above.span)
            and not matches.has_any(named, above.span)
        )
        answers = bool(passage.label) or (above is not None and above.part == "request")
        if not (answers or titled):
            continue
        for sentence in passage.sentences:
            refuses = matches.has_any(("withholds", "refuses-generally"), sentence)
            if not refuses or matches.has_any((*_REFUSES_NOTHING, "supposing"), sentence):
                continue
            if titled or matches.has_any(others, sentence):
                return sentence
    return None


def _descriptions(
    claims: Sequence[Claim], catalogue: Catalogue
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The phrases that describe exemptions: those of the claims, and all others."""
    claimed = [Provision.parse(claim.provision) for claim in claims]
    named: list[str] = []
    others: list[str] = []
    for name, phrase in catalogue.descriptions().items():
        item = Provision.parse(name)
        own = any(one.covers(item) or item.covers(one) for one in claimed)
        (named if own else others).append(phrase)
    return tuple(named), tuple(others)


def around_refusal(passages: Sequence[Passage], refusal: Span) -> tuple[Span, ...]:
    """What may argue a refusal that names nothing: its own passage, where it may stand last ("so
    it is a no"), and the passages after it up to the next heading or question."""
    index = next(i for i, p in enumerate(passages) if p.span.contains(refusal))
    spans = list(passages[index].sentences)
    for passage in passages[index + 1 : index + 5]:
        if passage.part != "response" or passage.kind == "heading" or passage.label:
            break
        spans.append(passage.span)
    return tuple(spans)
