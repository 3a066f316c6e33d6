"""What a sentence only supposes, asks or weighs: a provision is named there, and not applied."""

from __future__ import annotations

from collections.abc import Sequence

from noticecheck.late import regex
from noticecheck.match import Matches, apart_from
from noticecheck.model import Passage, Span
from noticecheck.notice.citations import cites
from noticecheck.notice.denials import clause_turns

_MARK = regex(r"[,:;(]")
_NEARBY = 2
"""Passages behind a citation in which the balance for it may stand."""


def is_supposed(
    span: Span, sentence: Span, matches: Matches, denies_by_way_of: bool = False
) -> bool:
    """The sentence supposes; but not where only a later clause does, behind what it applies:
    "exempt under section 43(2), which says that an authority may refuse". Nor what would be if
    something were held, behind what neither confirms nor denies that it is."""
    applied = matches.has("relies-on", Span(sentence.start, span.end))
    later = ("recital", "clause-turn", "reason-connective")
    rest = (Span(span.end, sentence.end),)
    permits = (
        *matches.within("law-permits", rest, denied=None),
        *matches.within("permitted-and-done", rest),
    )
    return any(
        not applied_after(hit, span, matches)
        if hit.start < span.end
        else not applied or not matches.has_any(later, Span(span.end, hit.start))
        for hit in matches.within("hypothetical", (sentence,), denied=None)
        if not any(hit.overlaps(one) for one in permits)
        and not (
            (denies_by_way_of or span.end <= hit.start) and _behind_denial(sentence, hit, matches)
        )
    )


def applied_after(supposed: Span, span: Span, matches: Matches) -> bool:
    """A new clause applies what was only asked for before: "The supplier asked us to withhold the
    prices, and they are exempt under section 43(2)"."""
    turns = clause_turns(Span(supposed.start, span.start), matches)
    return bool(turns) and matches.has("relies-on", Span(turns[-1].start, span.end))


def _behind_denial(sentence: Span, supposed: Span, matches: Matches) -> bool:
    """ "We neither confirm nor deny under section 40(5B) that it is held: if it were, ..."."""
    before = Span(sentence.start, max(sentence.start, supposed.start))
    return matches.has("neither-confirm-nor-deny", before, denied=None)


def is_only_weighed(span: Span, sentence: Span, passage: Passage, matches: Matches) -> bool:
    """ "We considered whether section 43(2) applied", with nothing behind it that applies it."""
    supposed = matches.has("whether-applied", Span(sentence.start, span.end))
    if not supposed and not _is_asked(span, sentence, matches):
        return False
    rest = Span(span.end, passage.span.end)
    denials = matches.within("not-relied-on", (rest,))
    found = apart_from(matches.within("found-to-apply", (rest,)), denials)
    later = matches.within("relies-on", (Span(span.end, sentence.end),))
    applied = apart_from((hit for hit in later if hit.start > span.end + 30), denials)
    if found or applied or _withheld_within(Span(span.end, sentence.end), matches):
        return False
    behind = [s for s in passage.sentences if s.start >= sentence.end and not cites(s, matches)]
    return bool(denials) or not any(_withheld_within(s, matches) for s in behind)


def _is_asked(span: Span, sentence: Span, matches: Matches) -> bool:
    """ "I will tell you whether any of it falls under section 43". "Whether we hold it" is another
    question, and so is "whether the public interest is in maintaining section 36"."""
    return any(
        hit.overlaps(span)
        and not _MARK.search(matches.normal.within(hit))
        and not matches.has_any(("public-interest", "whether-of-another"), hit, denied=None)
        for hit in matches.within("asked-whether", (sentence,), denied=None)
    )


def _withheld_within(span: Span, matches: Matches) -> bool:
    """ "Having considered whether it is exempt under section 43(2), we are withholding it"."""
    for hit in matches.within("withholds", (span,)):
        own = matches.within("in-own-name", (Span(span.start, hit.start),), denied=None)
        if own and not matches.has("left-open", Span(own[-1].start, hit.start), denied=None):
            return True
    return False


def is_then_weighed(index: int, passages: Sequence[Passage], matches: Matches) -> bool:
    """ "I have looked at whether section 43(2) applies": what follows is weighed, and kept."""
    passage = passages[index]
    if not matches.has("whether-applied", *passage.sentences):
        return False
    rest = [
        p.span
        for p in passages[index + 1 : index + 1 + _NEARBY]
        if p.part == "response" and p.kind != "heading"
    ]
    return (
        matches.has("exemption-kept", *rest)
        and not matches.has("not-relied-on", passage.span, *rest)
        and not matches.has("withdrawn", passage.span, *rest)
    )
