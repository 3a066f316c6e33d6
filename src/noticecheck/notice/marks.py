"""Citations that by themselves mark what is withheld, in a letter that says nowhere else that it
refuses: a limb beside a document, a section in a cell, "2 and 3. Section 12."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from noticecheck.late import regex
from noticecheck.match import Matches
from noticecheck.model import Passage, Span
from noticecheck.notice.cited import Cited
from noticecheck.notice.roles import is_brought_in, is_the_last_word

_ACT_BEHIND = regex(r"^\W*(?:of|in|under) (?:the|that) \w+")
_WORDS_OF_AN_ACT = 7
_MARK = 60
"""Length up to which a sentence that cites is a mark rather than a statement."""
_LEADS_TO_IT = ("(", ":", ";", "-", " is", " are", " namely", " see")
"""What a citation stands behind that is the last thing said."""
_DECIDES = (
    "applies",
    "withheld-mark",
    "exempt-mark",
    "bare-claim",
    "reason-connective",
    "harm-named",
    "public-interest",
    "exemption-nature",
    "leaves-undone",
    "covers-it",
    "upholds",
    "exemption-kept",
    "recital",
)
"""Phrases of sentences in which something is refused or argued."""


def marks(cited: Cited, passages: Sequence[Passage], matches: Matches) -> bool:
    """A citation down to a limb, or one that titles or fills a cell: it marks what is withheld."""
    return (
        ("(" in cited.provision and _says_more_than_the_name(cited, matches))
        or passages[cited.passage].kind in ("heading", "row")
        or matches.has_any(("relies-on", "covers-it", "leaves-undone"), cited.sentence)
        or matches.has("relies-on-it", Span(cited.span.end, cited.sentence.end))
        or (
            is_brought_in(cited.span, cited.sentence, matches)
            and matches.has("in-own-name", cited.sentence, denied=None)
        )
        or stands_alone(cited, matches)
        or is_the_last_word(cited.span, cited.sentence, matches)
        or (
            cited.sentence.end - cited.sentence.start <= _MARK
            and matches.has("exempt-mark", cited.sentence)
        )
    )


def _says_more_than_the_name(cited: Cited, matches: Matches) -> bool:
    """A limb that is named beside little else, in brackets, at the end, or where something is
    argued or decided; in a long sentence that does none of it a limb is only spoken of."""
    before = matches.normal.within(Span(cited.sentence.start, cited.span.start)).rstrip()
    behind = matches.normal.within(Span(cited.span.end, cited.sentence.end))
    return (
        cited.sentence.end - cited.sentence.start <= _MARK
        or before.endswith(_LEADS_TO_IT)
        or _names_the_act_at_most(behind)
        or matches.has_any(_DECIDES, cited.sentence)
    )


def stands_alone(cited: Cited, matches: Matches) -> bool:
    """A sentence that is nothing but the citation, with its Act: "2 and 3. Section 12."."""
    before = matches.normal.within(Span(cited.sentence.start, cited.span.start))
    after = matches.normal.within(Span(cited.span.end, cited.sentence.end))
    return _names_the_act_at_most(after, before)


def _names_the_act_at_most(behind: str, before: str = "") -> bool:
    """What stands around a citation is no more than "of the Freedom of Information Act 2000"."""
    words = re.findall(r"[a-z]{2,}", f"{before} {behind}")
    return len(words) <= (_WORDS_OF_AN_ACT if _ACT_BEHIND.match(behind) else 1)
