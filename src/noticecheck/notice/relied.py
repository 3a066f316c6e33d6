"""Which citations a letter relies on in the end, when all that it says of them is put together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from noticecheck.law import Provision
from noticecheck.match import Matches
from noticecheck.model import Passage, Span
from noticecheck.notice.cited import Cited, section_of
from noticecheck.notice.conclusions import concludes_a_balance
from noticecheck.notice.lines import is_closing
from noticecheck.notice.marks import marks, stands_alone
from noticecheck.notice.pending import is_pending
from noticecheck.notice.sentences import asks

_NOT_HELD = frozenset({("eir2004", "reg12(4)(a)"), ("foisa2002", "s17"), ("foisa2002", "s17(1)")})
"""Regimes with their provision by which information that is not held is refused."""


def relied_on(cited: Sequence[Cited], passages: Sequence[Passage], matches: Matches) -> list[Cited]:
    """The citations by which the letter refuses, when all of it is read."""
    refuses = _letter_refuses(passages, matches)
    response = [p for p in passages if p.part == "response"]
    undecided = is_pending([s for p in response for s in p.sentences], matches)
    not_held = matches.has("not-held", *(p.span for p in response))
    denials = [c for c in cited if c.role in ("negated", "withdrawn")]
    live = [
        c
        for c in cited
        if (
            (c.role == "relied" and (refuses or marks(c, passages, matches)))
            or (c.role == "recited" and (refuses or (not_held and refuses_as_not_held(c))))
            or (c.role == "hypothetical" and undecided and _is_provisional(c, matches))
            or (c.role == "hypothetical" and not_held and _told_as_the_law(c, matches))
        )
        and not _set_aside_elsewhere(c, denials, matches)
    ]
    live = _still_upheld(live, passages, matches)
    live = _not_overturned(live, cited, passages, matches)
    live = _but_nothing_is_withheld(live, response, matches)
    live = _not_given_up(live, passages, matches)
    live = _not_taken_back(live, denials, passages)
    return _of_the_letter(live, passages, matches)


def _of_the_letter(
    live: Sequence[Cited], passages: Sequence[Passage], matches: Matches
) -> list[Cited]:
    """Without sections that only a leaflet names: behind the signature, in a passage that refuses
    nothing, where the letter itself relies on others."""
    closed = next(
        (i for i, p in enumerate(passages) if is_closing(p.span, matches)),
        len(passages),
    )
    within = {section_of(c.provision) for c in live if c.passage < closed}
    if not within:
        return list(live)
    return [
        c
        for c in live
        if c.passage < closed
        or passages[c.passage].older
        or section_of(c.provision) in within
        or passages[c.passage].kind == "row"
        or _withholds_here(passages[c.passage].span, matches)
        or _answers_here(c.passage, passages, matches)
        or ("(" in c.provision and stands_alone(c, matches))
    ]


def _withholds_here(span: Span, matches: Matches) -> bool:
    """Something is marked as withheld, or the authority says that it withholds."""
    return matches.has("withheld-mark", span) or (
        matches.has("withholds", span) and matches.has("in-own-name", span, denied=None)
    )


def _answers_here(index: int, passages: Sequence[Passage], matches: Matches) -> bool:
    """The answer to a numbered question: "A. Exempt under section 40(2)."."""
    passage = passages[index]
    asked = index > 0 and (passages[index - 1].part == "request" or passages[index - 1].label)
    return bool(passage.label or asked) and matches.has("exempt-mark", passage.sentences[0])


class _Provided(Protocol):
    """What is of one provision of one regime: a citation, or a claim at any stage."""

    @property
    def regime(self) -> str: ...
    @property
    def provision(self) -> str: ...


def refuses_as_not_held(one: _Provided) -> bool:
    """By this provision information that is not held is refused."""
    return (one.regime, one.provision) in _NOT_HELD


def _told_as_the_law(cited: Cited, matches: Matches) -> bool:
    """ "Under regulation 12(4)(a) an authority may refuse what it does not hold": said in a letter
    that holds nothing, it is what the letter refuses by."""
    return refuses_as_not_held(cited) and matches.has("not-held", cited.sentence, denied=None)


def _is_provisional(cited: Cited, matches: Matches) -> bool:
    return matches.has("provisionally-applied", cited.sentence)


def _but_nothing_is_withheld(
    live: Sequence[Cited], response: Sequence[Passage], matches: Matches
) -> list[Cited]:
    """Where nothing is withheld in the end, a provision that no sentence before applies, and that
    none behind withholds by, is only discussed: "On section 41(1), the fee was agreed with us"."""
    said = matches.within("withholds-nothing", [p.span for p in response], denied=None)
    if not said:
        return list(live)
    return [
        c
        for c in live
        if c.span.start > said[-1].start
        or matches.has_any(("withholds", "relies-on", "refuses-generally"), c.sentence)
    ]


def _not_given_up(
    live: Sequence[Cited], passages: Sequence[Passage], matches: Matches
) -> list[Cited]:
    """Without the exemptions of an Act that a later sentence gives up together."""
    given_up = [
        (sentence, f"act-of-{regime}", regime)
        for passage in passages
        if passage.part == "response"
        for sentence in passage.sentences
        if matches.has("act-given-up", sentence, denied=None)
        for regime in {cited.regime for cited in live}
    ]
    return [
        cited
        for cited in live
        if not any(
            regime == cited.regime
            and cited.span < sentence
            and matches.has(act, sentence, denied=None)
            for sentence, act, regime in given_up
        )
    ]


def _not_taken_back(
    live: Sequence[Cited], denials: Sequence[Cited], passages: Sequence[Passage]
) -> list[Cited]:
    """Without what an older message relied on and the letter above it no longer does."""
    taken_back = {
        (c.regime, section_of(c.provision)) for c in denials if not passages[c.passage].older
    }
    return [
        c
        for c in live
        if not (passages[c.passage].older and (c.regime, section_of(c.provision)) in taken_back)
    ]


def _still_upheld(
    live: Sequence[Cited], passages: Sequence[Passage], matches: Matches
) -> list[Cited]:
    """Where a review overturns the decision and upholds nothing, what the decision cited is no
    longer relied on."""
    spans = [p.span for p in passages if p.part == "response"]
    overturned = matches.within("upholds", spans, denied=True) or matches.within("withdrawn", spans)
    given = matches.within("discloses-in-full", spans)
    reviews = matches.within("reviews", spans) or any(
        p.kind == "heading" and matches.opens("review-title", p.span) for p in passages
    )
    if matches.within("upholds", spans) or not reviews:
        return list(live)
    if given and not matches.has_any(("withholds", "refuses-generally"), *_later(spans, given)):
        return []
    if not overturned:
        return list(live)
    return [c for c in live if not matches.has("considered-earlier", c.sentence)]


def _not_overturned(
    live: Sequence[Cited],
    cited: Sequence[Cited],
    passages: Sequence[Passage],
    matches: Matches,
) -> list[Cited]:
    """Without what an earlier decision cited and the sentences behind do not agree with, up to the
    next citation of their paragraph: "The first reply used section 43(2). That was wrong"."""

    def overturned(one: Cited) -> bool:
        if not matches.has("considered-earlier", one.sentence):
            return False
        end = min(
            (c.sentence.start for c in cited if c.sentence.start > one.sentence.start),
            default=passages[one.passage].span.end,
        )
        behind = [
            s
            for s in passages[one.passage].sentences
            if s.start >= one.sentence.end and s.end <= end
        ]
        return any(
            matches.has("overturns", s, denied=None) for s in behind
        ) and not matches.has_any(("upholds", "withholds", "relies-on"), *behind)

    return [one for one in live if not overturned(one)]


def _later(spans: Sequence[Span], hits: Sequence[Span]) -> list[Span]:
    """What stands behind the first hit."""
    start = hits[0].start
    return [Span(max(span.start, start), span.end) for span in spans if span.end > start]


def _set_aside_elsewhere(one: Cited, denials: Sequence[Cited], matches: Matches) -> bool:
    """The letter says that it does not rely on the provision, and does not apply it after that."""
    goal = Provision.parse(one.provision)
    own = [
        c
        for c in denials
        if c.regime == one.regime
        and (Provision.parse(c.provision).covers(goal) or goal.covers(Provision.parse(c.provision)))
    ]
    if not own or one in own:
        return bool(own)
    return one.span < own[-1].span or not matches.has("relies-on", one.sentence)


def _letter_refuses(passages: Sequence[Passage], matches: Matches) -> bool:
    if any(p.part == "response" and concludes_a_balance(p, matches) for p in passages):
        return True
    normal = matches.normal
    spans = [
        sentence
        for p in passages
        if p.part == "response"
        for sentence in p.sentences
        # "Has any of it been withheld?" is not what the authority says.
        if p.kind == "heading" or not asks(normal.within(sentence))
    ]
    return matches.has_any(
        ("refuses", "refuses-generally", "withheld-mark", "refuses-whole-request",
         "public-interest-pending", "vexatious", "cost-limit", "exemption-kept"),
        *spans,
    )  # fmt: skip
