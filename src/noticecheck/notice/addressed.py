"""Whether a text answers somebody who asked for information, or only speaks of such answers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from noticecheck.late import regex
from noticecheck.match import Matches
from noticecheck.model import Passage, Span
from noticecheck.notice.acts import Acts
from noticecheck.notice.lines import is_closing, is_salutation
from noticecheck.notice.sentences import is_quoted

# "FOI2223-0990": in one word with its number phrases do not see it.
_REFERENCE = regex(r"\b(?:FOIA?|EIR|FOISA)[ /_-]?\d", re.IGNORECASE)
_SHORT = 400
"""Characters of a text that may be a part of a letter, without whom it is to."""
_LINE = 120
"""Characters of a passage that may be the lines of who signs."""
_FOOT = 4
"""Passages at the end of a letter in which its sender is named."""
_REFUSES = ("refuses", "refuses-generally", "relies-on", "neither-confirm-nor-deny", "cost-limit",
            "vexatious")  # fmt: skip


def is_about_access(
    text: str, passages: Sequence[Passage], refusals: Sequence[Span], acts: Acts, matches: Matches
) -> bool:
    """The letter names a law of access to information or its Commissioner, or speaks of a request
    for information; else its sections are those of a lease, a licence or a tender."""
    whole = _without(Span(0, len(text)), _below(passages, refusals, matches))
    if acts.counts(whole) or matches.has_any(("regulator", "about-information"), *whole):
        return True
    if any(_REFERENCE.search(text, span.start, span.end) for span in whole):
        return True
    # "You asked for copies" stands in other letters, too: what is refused must stand behind it.
    if matches.has("other-business", *whole, denied=None) or _is_private(
        passages, refusals, matches
    ):
        return False
    if matches.has("answers-questions", *whole):
        return True
    asked = [p.span for p in passages if matches.has("asked-for-papers", p.span)]
    return bool(asked) and any(refusal.end > asked[0].start for refusal in refusals)


def _below(passages: Sequence[Passage], refusals: Sequence[Span], matches: Matches) -> list[Span]:
    """Who signs a letter and what stands on all its paper, behind the last refusal: that a body is
    under an Act, has an officer for it or looks after data tells nothing of the letter."""
    if not refusals:
        return []
    last = max(refusal.end for refusal in refusals)
    below, signed = [], False
    for passage in passages:
        own = passage.part in ("response", "furniture") and not passage.older
        signed = own and passage.span.start >= last and (signed or _signs(passage, matches))
        of_data = passage.span.start >= last and matches.has("use-of-your-data", passage.span)
        if signed or of_data:
            below.append(passage.span)
    return below


def _is_private(passages: Sequence[Passage], refusals: Sequence[Span], matches: Matches) -> bool:
    """A line at the foot of the letter shows that its sender is a firm or a society."""
    last = max((refusal.end for refusal in refusals), default=0)
    own = [p for p in passages if p.part in ("response", "furniture") and p.span.start >= last]
    return any(
        passage.kind in ("heading", "paragraph")
        and passage.span.end - passage.span.start <= _LINE
        and matches.has("private-body", passage.span)
        for passage in own[-_FOOT:]
    )


def _signs(passage: Passage, matches: Matches) -> bool:
    """ "Yours sincerely", or a line that holds an office: "Freedom of Information Manager"."""
    short = passage.span.end - passage.span.start <= _LINE
    return is_closing(passage.span, matches) or (
        short and matches.has("office-of-access", passage.span)
    )


def _without(whole: Span, taken: Sequence[Span]) -> list[Span]:
    """What is left of a span when others, in order, are taken out."""
    starts = [whole.start, *(span.end for span in taken)]
    ends = [*(span.start for span in taken), whole.end]
    return [Span(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def is_addressed(text: str, passages: Sequence[Passage], matches: Matches) -> bool:
    """The text is to somebody: it greets, closes, tells a request or the reader's rights, or
    refuses in its own name. A report, a contract or a policy that cites exemptions does none."""
    spans = [p.span for p in passages if p.part != "furniture"]
    if sum(span.end - span.start for span in spans) < _SHORT:
        return True
    return (
        matches.has("speaks-to-requester", *spans, denied=None)
        or any(_shows_reader(passage, matches) for passage in passages)
        or any(
            _in_own_name(text, passage, sentence, matches) and matches.has_any(_REFUSES, sentence)
            for passage in passages
            if passage.part == "response"
            for sentence in passage.sentences
        )
    )


def _in_own_name(text: str, passage: Passage, sentence: Span, matches: Matches) -> bool:
    """The writer speaks as "we" or "I", and not somebody whose words are quoted."""
    return any(
        not is_quoted(text, passage.span, hit)
        for hit in matches.within("in-own-name", (sentence,), denied=None)
    )


def _shows_reader(passage: Passage, matches: Matches) -> bool:
    if passage.part == "request" or is_salutation(passage.span, matches):
        return True
    if is_closing(passage.span, matches):
        return True
    return passage.part == "rights"
