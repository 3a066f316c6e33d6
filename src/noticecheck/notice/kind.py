"""What sort of letter it is, by what is claimed and what is given."""

from __future__ import annotations

from collections.abc import Sequence

from noticecheck.late import dataclass
from noticecheck.match import Matches, apart_from
from noticecheck.model import Kind, Passage, Span
from noticecheck.notice.answers import count_answers
from noticecheck.notice.cited import section_of
from noticecheck.notice.claims import Found
from noticecheck.notice.completeness import only_attached
from noticecheck.notice.lines import is_closing, is_salutation
from noticecheck.notice.pending import is_pending
from noticecheck.notice.relied import refuses_as_not_held

_SHORT = 700
_POINTS_ELSEWHERE = frozenset({("foia2000", "s21"), ("foisa2002", "s25"), ("eir2004", "reg6")})
"""Regimes with their section for what the requester can get elsewhere: citing it gives nothing."""
_TELLS_NOTHING = (
    "courtesy", "restates-request", "argues-nothing", "handled-under", "tells-of-the-act",
    "act-named", "acknowledges", "promises-reply", "look-again", "refuses", "refuses-generally",
    "not-held", "cost-limit", "seeks-clarification", "reply-follows", "conditional",
    "hypothetical", "declines-to-give", "falls-short", "signs-off", "greets", "covering-note",
)  # fmt: skip
"""Phrases of sentences that tell nothing of what was asked about."""
_OF_THE_MATTER = ("about-this-answer", "addressed")
"""Phrases of sentences that tell nothing either, unless they say that they answer."""
_SUPPOSES = (
    "hands-over-no-answer", "hypothetical", "counterfactual", "told-in-general",
    "asked-whether", "look-again",
)  # fmt: skip
"""Phrases of sentences in which nothing is handed over."""
_FIRST_WORDS = 8
"""Passages in which a letter says what it is an answer to."""
_OPENING = 15
"""Passages of a letter that may announce what it is."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What the response part of a letter does, by its own words."""

    words: int
    reviews: bool
    pending: bool
    acknowledges: bool
    clarifies: bool
    transfers: bool
    fees: bool
    regulation_7: bool
    outside: bool
    subject_access: bool
    reported: bool
    covering: bool
    not_held: tuple[Span, ...]
    discloses: tuple[Span, ...]
    answers: int
    """Questions of the request, or numbered parts, that are answered without a refusal."""
    states: bool
    """An answer to a request says something of what was asked about."""
    in_part: bool
    in_full: bool
    refuses: tuple[Span, ...]
    whole: bool


def signals(
    text: str, passages: Sequence[Passage], found: Sequence[Found], matches: Matches
) -> Signals:
    """The signals that decide the kind."""
    response = [p for p in passages if p.part == "response"]
    spans = [p.span for p in response]
    sentences = [s for p in response for s in p.sentences]

    def hits(name: str) -> tuple[Span, ...]:
        return matches.within(name, spans)

    claimed = {cited.passage for claim in found for cited in claim.cited}
    return Signals(
        words=sum(len(text[s.start : s.end]) for s in spans),
        reviews=_is_review(response, passages[:_FIRST_WORDS], matches),
        pending=is_pending(sentences, matches),
        acknowledges=bool(hits("acknowledges")) and bool(hits("promises-reply")),
        clarifies=any(
            matches.has("seeks-clarification", s) and not matches.has("conditional", s)
            for s in sentences
        ),
        transfers=bool(hits("transfers")),
        fees=bool(hits("fees-notice")),
        regulation_7=bool(hits("extends-under-regulation-7")) and bool(hits("promises-reply")),
        outside=bool(hits("outside-the-act")),
        subject_access=bool(hits("subject-access")),
        reported=len(hits("press-report")) >= 2,
        covering=bool(hits("covering-note")) or only_attached(text, passages, matches),
        not_held=hits("not-held"),
        discloses=_disclosures(found, passages, matches),
        answers=count_answers(text, passages, claimed, matches),
        states=not found and _states_something(passages, matches),
        in_part=bool(apart_from(hits("in-part"), hits("part-not-given"))),
        in_full=bool(hits("discloses-in-full")),
        refuses=hits("refuses"),
        whole=bool(hits("refuses-whole-request")),
    )


def _is_review(response: Sequence[Passage], opening: Sequence[Passage], matches: Matches) -> bool:
    """A review outcome says so in a heading, or in two places at least."""
    spans = [p.span for p in response]
    count = len({(h.start // 60) for h in matches.within("reviews", spans)})
    headed = any(
        p.kind == "heading" and (matches.has("reviews", p.span) or _titles_review(matches, p.span))
        for p in response[:_OPENING]
    )
    announced = any(
        _announces_review(p, matches)
        for p in (*response[:_OPENING], *opening)
        # "Thank you for asking for a review" looks like what tells of the right to one.
        if p.part in ("response", "rights")
    )
    return headed or announced or count >= 3 or (count >= 2 and matches.has("reviews", *spans[:6]))


def _announces_review(passage: Passage, matches: Matches) -> bool:
    """ "If your complaint is upheld" only supposes a review."""
    return any(
        not matches.has("conditional", Span(sentence.start, hit.start))
        for sentence in passage.sentences
        for hit in matches.within("announces-review", (sentence,))
    )


def _titles_review(matches: Matches, heading: Span) -> bool:
    """A heading near the top that begins with the review itself, not with how to ask for one."""
    return matches.opens("review-title", heading) is not None and not matches.has(
        "way-of-asking", heading, denied=None
    )


def _disclosures(
    found: Sequence[Found],
    passages: Sequence[Passage],
    matches: Matches,
) -> tuple[Span, ...]:
    """Where information is given, but for what a section only points to."""
    elsewhere = {
        c.passage
        for f in found
        if (f.regime, section_of(f.provision)) in _POINTS_ELSEWHERE
        for c in f.cited
    }
    sentences = [
        sentence
        for index, passage in enumerate(passages)
        if passage.part == "response" and index not in elsewhere and index + 1 not in elsewhere
        for sentence in passage.sentences
        if not matches.has("elsewhere", sentence)
    ]
    # Neither weight that is attached to something, nor the letter itself, nor a form is
    # information given.
    other = (
        *matches.within("weight-attached", sentences),
        *matches.within("covering-note", sentences),
        *matches.within("encloses-no-answer", sentences, denied=None),
    )
    plain = [s for s in sentences if not matches.has_any(_SUPPOSES, s)]
    return (
        *apart_from(matches.within("discloses", sentences), other),
        *matches.within("hands-over", plain),
    )


def _states_something(passages: Sequence[Passage], matches: Matches) -> bool:
    """Whether an answer, which takes up a request and tells how to complain, has a sentence that
    speaks neither of the request nor to who made it and leaves nothing undone: "The boiler was
    installed in 2009."."""
    answers = any(p.part == "rights" for p in passages) and any(
        matches.has("restates-request", p.span) for p in passages if p.part == "response"
    )
    return answers and any(
        not matches.has_any(_TELLS_NOTHING, sentence)
        and (matches.has("tells-you", sentence) or not matches.has_any(_OF_THE_MATTER, sentence))
        for index, passage in enumerate(passages)
        if passage.part == "response" and passage.kind != "heading"
        if not _of_the_head_or_foot(index, passages, matches)
        and not matches.opens("label-of-a-letterhead", passage.span)
        for sentence in passage.sentences
    )


def _of_the_head_or_foot(index: int, passages: Sequence[Passage], matches: Matches) -> bool:
    """Above the salutation, where there is one, or behind the closing."""
    greeted = any(is_salutation(p.span, matches) for p in passages[index:])
    closed = any(is_closing(p.span, matches) for p in passages[: index + 1])
    return greeted or closed


def decide(found: Sequence[Found], unnamed: bool, seen: Signals, *, denies: bool = False) -> Kind:
    """The first kind that fits, in the order of the label guide; `denies` where the refusal that
    names nothing neither confirms nor denies."""
    claims = bool(found)
    refuses = claims or unnamed
    if seen.reported or (
        not claims and (seen.subject_access or seen.regulation_7 or seen.transfers)
    ):
        return "other"
    if not refuses:
        return _without_refusal(seen)
    effects = {f.effect for f in found}
    if seen.reviews:
        return "internal_review"
    if seen.pending and (not effects or not effects <= {"refuse"}):
        return "public_interest_extension"
    if effects == {"ncnd"} or (denies and not claims):
        return "ncnd"
    if effects == {"refuse"}:
        sections = {section_of(f.provision) for f in found}
        return "cost_limit" if "s12" in sections else "vexatious_or_repeated"
    if claims and all(map(refuses_as_not_held, found)):
        return "not_held"
    gives = bool(seen.discloses) or seen.answers > 0 or seen.in_part
    return "partial_refusal" if gives else "full_refusal"


def _without_refusal(seen: Signals) -> Kind:
    gives = bool(seen.discloses) or seen.answers >= 1 or seen.in_full
    if seen.reviews and not seen.acknowledges:
        return "internal_review"
    if seen.clarifies and not seen.in_full and not seen.not_held and seen.answers <= 1:
        return "other"
    if seen.transfers or seen.fees or seen.regulation_7 or seen.subject_access or seen.reported:
        return "other"
    if seen.pending:
        return "public_interest_extension"
    if seen.acknowledges and not seen.in_full and not seen.not_held and seen.answers <= 2:
        return "acknowledgement"
    if seen.covering and seen.words < _SHORT and seen.answers == 0:
        return "other"
    if seen.not_held and not seen.in_full and len(seen.not_held) >= seen.answers:
        return "not_held"
    if seen.outside and not seen.in_full:
        return "other"
    return "full_disclosure" if gives or seen.states else "other"
