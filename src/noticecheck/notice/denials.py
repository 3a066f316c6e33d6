"""Where a letter says that it does not rely on a provision, or no longer."""

from __future__ import annotations

from noticecheck.match import Matches, apart_from
from noticecheck.model import Passage, Span
from noticecheck.notice.citations import cites

_DENIED_LATER = {"not-relied-on": "exemption-denied"}
"""A later sentence sets a citation aside only where it speaks of the exemption itself."""


def is_set_aside(name: str, span: Span, sentence: Span, passage: Passage, matches: Matches) -> bool:
    """A denial in the same sentence, or in a later one of the passage before another citation."""
    if denials_of(name, sentence, matches):
        return _nearest(name, span, sentence, matches)
    later = Span(sentence.end, passage.span.end)
    denials = denials_of(_DENIED_LATER.get(name, name), later, matches)
    hits = [
        hit
        for hit in denials
        if not _names_its_own(hit, passage, matches) and not _of_a_part(hit, passage, matches)
    ]
    if not hits:
        return False
    between = Span(span.end, hits[0].start)
    # "We do not rely on either" speaks of what has been cited in between, too.
    own = not cites(between, matches) or _ends_with("speaks-of-all-before", hits[0], matches)
    return own and not matches.has("relies-on", Span(sentence.end, hits[0].start))


def denials_of(name: str, sentence: Span, matches: Matches) -> list[Span]:
    """Denials of a sentence; "the duty to confirm or deny does not apply" is none, and neither is
    "we are not obliged to say why section 31(3) applies" or "had we not relied on it"."""
    hits = matches.within(name, (sentence,))
    if not hits:
        return []
    duty = [
        *matches.within("neither-confirm-nor-deny", (sentence,)),
        *matches.within("no-balance-needed", (sentence,)),
        *matches.within("need-not-say", (sentence,), denied=None),
        *matches.within("duty-denied", (sentence,), denied=None),
        *matches.within("counterfactual", (sentence,), denied=None),
    ]
    return list(apart_from(hits, duty))


def _of_a_part(denial: Span, passage: Passage, matches: Matches) -> bool:
    """ "It does not apply to the cover page": what is denied of a part holds of the rest."""
    after = Span(denial.end, passage.span.end)
    beginning = matches.normal.within(after)[:4]
    return beginning == " to " and matches.at("all-of-it", denial.end + 4, after.end) is None


def _names_its_own(hit: Span, passage: Passage, matches: Matches) -> bool:
    """The sentence of a denial names a provision itself: it speaks of that one, unless it denies
    "that"."""
    if _ends_with("points-at-one-before", hit, matches):
        return False
    sentence = next((s for s in passage.sentences if s.contains(hit)), hit)
    return cites(sentence, matches)


def _ends_with(name: str, denial: Span, matches: Matches) -> bool:
    """Whether a denial ends with some wording, as its object: "we do not rely on that"."""
    return any(
        denial.start < hit.start and hit.end == denial.end
        for hit in matches.within(name, (denial,), denied=None)
    )


def _nearest(name: str, span: Span, sentence: Span, matches: Matches) -> bool:
    """Within one sentence a denial speaks of the citations of its own clause."""
    for hit in denials_of(name, sentence, matches):
        low, high = sorted((hit, span))
        if low.overlaps(high):
            # "It has not been waived, so section 42(1) is engaged."
            if hit < span and clause_turns(Span(hit.start, span.end), matches):
                continue
            return True
        if cites(hit, matches):
            continue
        gap = Span(low.end, high.start)
        # "As section 30 is made out, the point about section 31 does not arise."
        applied = matches.within("relies-on", (gap,)) if low == span else ()
        if applied and applied[0].start <= span.end + 1 and cites(gap, matches):
            continue
        if _turns(hit, span, sentence, matches):
            continue
        turns = any(mark in matches.normal.within(gap) for mark in ";:")
        parted = turns or matches.has("but-clause", gap, denied=None)
        if not parted or (hit.start > span.start and not cites(gap, matches)):
            return True
    return False


def clause_turns(span: Span, matches: Matches) -> tuple[Span, ...]:
    """Where new clauses begin in a span, behind a negation or not."""
    turns = matches.within("clause-turn", (span,), denied=None)
    return apart_from(turns, matches.within("but-no-turn", (span,), denied=None))


def _turns(denial: Span, cited: Span, sentence: Span, matches: Matches) -> bool:
    """A new clause stands between denial and citation, and the citation's own clause applies it:
    "it is not right to release the prices, which are exempt under section 43(2)"."""
    gap = Span(min(denial.end, cited.end), max(denial.start, cited.start))
    after = Span(cited.end, min(sentence.end, cited.end + 30))
    # "... the exemption in section 44(1)(a), which applies to the file."
    if denial < cited and clause_turns(after, matches) and matches.has("relies-on", after):
        return True
    turns = clause_turns(gap, matches)
    if not turns or matches.has("whether-applied", Span(sentence.start, cited.end)):
        return False
    own = (
        Span(turns[-1].start, cited.end) if denial < cited else Span(sentence.start, turns[0].start)
    )
    return any(
        not hit.overlaps(denial)
        for name in ("relies-on", "withholds", "bare-claim")
        for hit in matches.within(name, (own,))
    )
