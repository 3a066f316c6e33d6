"""What a citation does in its sentence: the provision is relied on, only named, or set aside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, cast

from noticecheck.late import regex
from noticecheck.law import Catalogue
from noticecheck.match import Matches, apart_from
from noticecheck.model import Passage, Span
from noticecheck.notice.citations import cites
from noticecheck.notice.denials import denials_of, is_set_aside
from noticecheck.notice.sentences import asks, is_quoted
from noticecheck.notice.supposed import (
    applied_after,
    is_only_weighed,
    is_supposed,
    is_then_weighed,
)

Role = Literal["relied", "recited", "statute", "request", "thread", "negated", "withdrawn",
               "hypothetical", "procedural", "other_act", "spoken_of"]  # fmt: skip
_ADJOINING = 8
"""Characters between a word and the citation that it governs."""
_BLANK = 6
"""Characters between what brings a citation in and the citation: "by the", a comma."""
_NUMBER = regex(r"(?<![\w(.])\d{1,4}(?![\w)])")
_LONG_WORD = regex(r"[A-Za-z]{4,}")
_MARK = regex(r"[:,]|\.(?= )")
_LABEL = regex(r"(?:q?\d{0,2}|[a-h])\W*\Z")
"""Before a title: nothing, or what numbers it."""
_OF_AN_ACT = regex(
    r"^,? (?:of|in|under) (?:the|that) (?:[a-z()]+ ){0,5}(?:act|regulations?)(?: \d{4})?"
)
_TITLE_GOES_ON = regex(
    r"\W*$| ?(?:[-:;.(/]|,(?! (?:which|but|though|too|however|like|as|we|on)\b))"
)
TERMS = {"s12": "cost-limit", "s14": "vexatious"}
"""Sections that letters rely on in the statute's own terms, and the phrase of those terms."""
_NUMBERS = regex(r"\.? ?\d+(?:[-–, ]+\d+)*")
_FEWEST_FIGURES = 2


def role_of(
    text: str,
    span: Span,
    sentence: Span,
    index: int,
    passages: Sequence[Passage],
    matches: Matches,
    catalogue: Catalogue,
    provision: str,
) -> Role:
    """The role of a provision where it is cited, in the passage of that index."""
    passage = passages[index]
    role = _role(text, span, sentence, passage, matches, catalogue, provision)
    if role == "relied" and passage.kind == "heading":
        return _role_of_title(index, passages, matches)
    if role == "relied" and _counts(text, span, passage, matches):
        return "statute"
    if role in ("hypothetical", "spoken_of") and is_then_weighed(index, passages, matches):
        return "relied"
    if role == "spoken_of" and _applied_below(sentence, index, passages, matches):
        return "relied"
    return role


def _applied_below(
    sentence: Span, index: int, passages: Sequence[Passage], matches: Matches
) -> bool:
    """ "I explained section 42 to them." and below: "it is kept back under that section"."""
    below = [Span(sentence.end, passages[index].span.end)]
    below += [p.span for p in passages[index + 1 : index + 3] if p.part == "response"]
    return matches.has("by-the-one-named", *below)


def _role_of_title(index: int, passages: Sequence[Passage], matches: Matches) -> Role:
    """A title that cites is set aside where the last word of what stands under it denies it."""
    under = [p for p in passages[index + 1 :] if p.heading == index and p.part == "response"]
    sentences = [s for p in under for s in p.sentences]
    for name, role in (("withdrawn", "withdrawn"), ("not-relied-on", "negated")):
        for at, sentence in enumerate(sentences):
            hits = denials_of(name, sentence, matches)
            if hits and not cites(sentence, matches):
                later = sentences[at:]
                if not matches.has_any(("relies-on", "withholds", "balance-concluded"), *later):
                    return cast(Role, role)
    return "relied"


def _counts(text: str, span: Span, passage: Passage, matches: Matches) -> bool:
    """A row of figures: how often a provision was used, not that it is used here. Where something
    stands in a document is no figure."""
    if passage.kind != "row":
        return False
    row = passage.span
    places = [
        Span(hit.start, numbers.end())
        for hit in matches.within("part-of-a-document", (row,), denied=None)
        if (numbers := _NUMBERS.match(text, hit.end, row.end))
    ]
    around, position = "", row.start
    for left_out in sorted([span, *places]):
        around += text[position : left_out.start] + " "
        position = max(position, left_out.end)
    around += text[position : row.end]
    return len(_NUMBER.findall(around)) >= _FEWEST_FIGURES and len(_LONG_WORD.findall(around)) <= 1


def _role(
    text: str,
    span: Span,
    sentence: Span,
    passage: Passage,
    matches: Matches,
    catalogue: Catalogue,
    provision: str,
) -> Role:
    entry = catalogue.get(provision) or catalogue.nearest(provision)
    refuses = catalogue.fits(provision, "refuse") is True
    if entry is not None and entry.role in ("procedural", "certificate") and not refuses:
        return "procedural"
    if passage.part == "thread":
        return "thread"
    if passage.part == "statute":
        return "statute"
    if passage.part in ("request", "furniture"):
        return "request"
    if matches.opens("restates-request", sentence) and not matches.has_any(
        ("refuses", "relies-on", "refuses-whole-request"), sentence
    ):
        return "request"
    if passage.part == "rights" and not matches.has("relies-on", sentence):
        return "procedural"
    if is_quoted(text, passage.span, span):
        return "request"
    if asks(text[sentence.start : sentence.end]) and passage.kind != "heading":
        return "request"
    before = Span(max(sentence.start, span.start - 90), span.start)
    of_denial = catalogue.fits(provision, "withhold") is False
    if not of_denial and _points_to_matters(before, sentence, matches):
        return "hypothetical"
    entry = catalogue.get(provision)
    denies_by_way_of = entry is not None and entry.ncnd_through is not None
    return _in_own_words(provision, span, sentence, passage, matches, of_denial, denies_by_way_of)


def _in_own_words(
    provision: str,
    span: Span,
    sentence: Span,
    passage: Passage,
    matches: Matches,
    of_denial: bool,
    denies_by_way_of: bool,
) -> Role:
    before = Span(max(sentence.start, span.start - 90), span.start)
    governed = _governed(before, matches)
    if governed is not None:
        return governed
    if any(
        hit.overlaps(span) for hit in matches.within("counterfactual", (sentence,), denied=None)
    ):
        return "hypothetical"
    if matches.has("balance-for-release", sentence):
        return "negated"
    if _denied_by_requester(sentence, passage, matches):
        return "relied"
    if is_set_aside("withdrawn", span, sentence, passage, matches) or matches.fills(
        "falls-away", Span(span.end, sentence.end)
    ):
        return "withdrawn"
    if is_set_aside("not-relied-on", span, sentence, passage, matches):
        return "negated"
    if is_supposed(span, sentence, matches, denies_by_way_of) or _names_a_sort(
        provision, span, sentence, matches
    ):
        return "hypothetical"
    if is_only_weighed(span, sentence, passage, matches):
        return "hypothetical"
    if (
        matches.has("only-considered", Span(before.start, span.end))
        and not matches.has("considered-under", before)
        and not matches.has_any(("relies-on", "withholds", "public-interest"), sentence)
    ):
        return "hypothetical"
    if "(" not in provision and not _operative(provision, span, sentence, passage, matches):
        return "spoken_of"
    general = matches.within("told-in-general", (Span(sentence.start, span.start),))
    if (
        general
        and not applied_after(general[-1], span, matches)
        and not matches.has("done-here-too", Span(span.end, sentence.end))
    ):
        return "recited"
    after = Span(span.end, min(sentence.end, span.end + 90))
    applied = any(hit.start <= span.end + 20 for hit in matches.within("relies-on", (after,))) or (
        matches.has("relies-on", Span(sentence.start, span.end))
        or matches.has_any(("relies-on-it", "permitted-and-done"), Span(span.end, sentence.end))
    )
    denies = of_denial and matches.has(
        "neither-confirm-nor-deny", Span(sentence.start, span.start), denied=None
    )
    if not (applied or denies or _covers_this(span, sentence, matches)) and any(
        hit.start <= span.end + 45 for hit in matches.within("recital", (after,))
    ):
        return "recited"
    if passage.kind == "heading" and matches.has("recital-heading", passage.span):
        return "recited"
    return "relied"


def _covers_this(span: Span, sentence: Span, matches: Matches) -> bool:
    """ "Section 43(2) covers the rates, because a rival could undercut the firm"."""
    covers = matches.opens("covers-it", Span(span.end, sentence.end))
    return covers is not None and not matches.has("covers-in-general", covers, denied=None)


def _governed(before: Span, matches: Matches) -> Role | None:
    """The role that the words right before a citation give it; None where they give none."""
    nearby = before.end - _ADJOINING
    for name in ("exempt-if-held", "pointed-to"):
        if any(hit.end >= nearby for hit in matches.within(name, (before,))):
            return "hypothetical"
    excluded = [
        hit
        for hit in apart_from(
            matches.within("excluded-provision", (before,), denied=None),
            matches.within("neither-confirm-nor-deny", (before,), denied=None),
        )
        # "The fee is not: section 43(2)" denies what is told, and not the section.
        if hit.end >= nearby and not _MARK.search(matches.normal.within(Span(hit.end, before.end)))
    ]
    if not excluded:
        return None
    # "No exemption other than section 43(2) is used" relies on section 43(2).
    denied_before = any(
        hit.end <= excluded[0].start for hit in matches.within("not-relied-on", (before,))
    )
    return "relied" if denied_before and matches.has("save-for", *excluded) else "negated"


def _denied_by_requester(sentence: Span, passage: Passage, matches: Matches) -> bool:
    """ "You say that section 43(2) does not apply. We disagree and withhold the file." """
    if not matches.has("requester-argues", sentence):
        return False
    following = next((s for s in passage.sentences if s.start >= sentence.end), None)
    return (
        following is not None
        and matches.has("we-disagree", following, denied=None)
        and matches.has_any(("withholds", "relies-on"), Span(following.start, passage.span.end))
    )


def _points_to_matters(before: Span, sentence: Span, matches: Matches) -> bool:
    """Another provision is applied, and this one only says to what: "section 31(3) excludes the
    duty where that would harm the matters in section 31(1)". But what is withheld because it would
    harm "the matters mentioned in section 31(1)(a)", and nothing else, relies on that."""
    nearby = before.end - _ADJOINING
    duty = matches.has("duty-of-saying", sentence, denied=None)
    if duty and any(hit.end >= nearby for hit in matches.within("matters-of-another", (before,))):
        return True
    described = [hit for hit in matches.within("described-there", (before,)) if hit.end >= nearby]
    return bool(described) and (
        duty
        or cites(Span(sentence.start, described[0].start), matches)
        or not matches.has_any(("withholds", "refuses", "relies-on"), sentence)
    )


def _names_a_sort(provision: str, span: Span, sentence: Span, matches: Matches) -> bool:
    """The number only says what sort of thing is meant: "it came from no section 23 body"."""
    return (
        "(" not in provision
        and matches.opens("sort-by-section", Span(span.end, sentence.end)) is not None
        and not matches.has_any(("relies-on", "withholds"), sentence)
    )


def _titles(span: Span, sentence: Span, matches: Matches) -> bool:
    """ "Section 31, law enforcement.": it opens its sentence, and a mark stands behind it."""
    before = matches.normal.within(Span(sentence.start, span.start))
    behind = _OF_AN_ACT.sub("", matches.normal.within(Span(span.end, sentence.end)))
    return bool(_LABEL.match(before)) and _TITLE_GOES_ON.match(behind) is not None


def _operative(
    provision: str, span: Span, sentence: Span, passage: Passage, matches: Matches
) -> bool:
    """A bare section is relied on where its sentence applies something, or where it titles a
    passage, an item or a cell; one that is only spoken of is not."""
    if passage.kind in ("heading", "row") or _titles(span, sentence, matches):
        return True
    terms = TERMS.get(provision)
    if terms is not None and matches.has(terms, passage.span):
        return True
    if matches.normal.within(Span(max(0, span.start - 1), span.end)).startswith("("):
        return True
    if is_the_last_word(span, sentence, matches) or is_brought_in(span, sentence, matches):
        return True
    return matches.has_any(
        ("applies", "withheld-mark", "vexatious", "recital", "public-interest",
         "exemption-nature", "bare-claim", "refuses-whole-request", "leaves-undone"),
        sentence,
    )  # fmt: skip


def is_brought_in(span: Span, sentence: Span, matches: Matches) -> bool:
    """ "Because of section 44 we cannot say", "section 40 stops us", "our ground is section 43"."""
    before = Span(sentence.start, span.start)
    return (
        any(hit.end >= span.start - _BLANK for hit in matches.within("brings-in", (before,)))
        or matches.opens("does-it", Span(span.end, sentence.end)) is not None
    )


def is_the_last_word(span: Span, sentence: Span, matches: Matches) -> bool:
    """ "They are on our website, so you can get at them without us: section 21." """
    before = matches.normal.within(Span(sentence.start, span.start)).rstrip()
    behind = matches.normal.within(Span(span.end, sentence.end))
    return before.endswith((":", ";", "-", "(")) and not behind.strip(" .)")
