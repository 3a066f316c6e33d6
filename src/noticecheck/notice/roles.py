"""What each citation does in its sentence: relied on, only named, or set aside."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from noticecheck.law import Catalogue
from noticecheck.match import Matches
from noticecheck.model import Passage, Span
from noticecheck.notice.acts import Acts
from noticecheck.notice.citations import Reference, cites, find_references, normal_form
from noticecheck.notice.sentences import is_quoted

Role = Literal["relied", "recited", "statute", "request", "thread", "negated", "withdrawn",
               "hypothetical", "procedural", "other_act"]  # fmt: skip
_UNSAID = ""
"""Stands for the Act of the letter, to see whether a citation names an Act itself."""
_ADJOINING = 8
"""Characters between a word and the citation that it governs."""
_NUMBER = re.compile(r"(?<![\w(.])\d{1,4}(?![\w)])")
_LONG_WORD = re.compile(r"[A-Za-z]{4,}")
_FEWEST_FIGURES = 2
_NEARBY = 2
"""Passages behind a citation in which the balance for it may stand."""
_POINTS_BACK = (" it", " that", " this", " them")
_SPEAKS_OF_ALL = (" either", " both", " any of them", " either of them", " any of these", " these")
_DENIED_LATER = {"not-relied-on": "exemption-denied"}
"""A later sentence sets a citation aside only where it speaks of the exemption itself."""


@dataclass(frozen=True, slots=True)
class Cited:
    """One provision named at one place, with the passage it stands in and the role it has."""

    provision: str
    regime: str
    span: Span
    passage: int
    sentence: Span
    role: Role


def cited_provisions(
    text: str,
    passages: tuple[Passage, ...],
    acts: Acts,
    catalogues: Mapping[str, Catalogue],
    default: str,
) -> list[Cited]:
    """Every provision of a known regime that the text names, in order."""
    matches = acts.matches
    normal = matches.normal
    index = 0
    found: list[Cited] = []
    foreign: set[str] = set()
    foreign_here: set[tuple[int, str, bool]] = set()
    for start, reference in find_references(normal.text):
        span = normal.source(start, start + reference.length)
        while index < len(passages) - 1 and passages[index].span.end <= span.start:
            index += 1
        passage = passages[index]
        if _is_postcode(text, span):
            continue
        regime, unit = _resolve(acts, start, reference, catalogues, default)
        here = {(index, parts[0], len(parts) > 1) for parts in reference.parts}
        if regime in catalogues and here & foreign_here:
            regime = _resolve(acts, start, reference, catalogues, _UNSAID)[0]
        if regime not in catalogues:
            foreign.update(parts[0] for parts in reference.parts)
            foreign_here |= here
            continue
        sentence = next((s for s in passage.sentences if s.end > span.start), passage.span)
        catalogue = catalogues[regime]
        for parts in reference.parts:
            provision = _known(catalogue, unit, parts)
            if provision is None:
                continue
            role = _role(text, span, sentence, passage, matches, catalogue, provision)
            if role == "relied" and passage.kind == "heading":
                role = _role_of_title(index, passages, matches)
            elif role == "relied" and _counts(text, span, passage):
                role = "statute"
            elif role == "hypothetical" and _then_weighed(index, passages, matches):
                role = "relied"
            found.append(Cited(provision, regime, span, index, sentence, role))
    return [c for c in found if not _of_another_act(c, foreign, matches)]


def _role_of_title(index: int, passages: Sequence[Passage], matches: Matches) -> Role:
    """A title that cites is set aside where the last word of what stands under it denies it."""
    under = [p for p in passages[index + 1 :] if p.heading == index and p.part == "response"]
    sentences = [s for p in under for s in p.sentences]
    for name, role in (("withdrawn", "withdrawn"), ("not-relied-on", "negated")):
        for at, sentence in enumerate(sentences):
            hits = _denials(name, sentence, matches)
            if hits and not cites(matches.normal.within(sentence)):
                later = sentences[at:]
                if not matches.has_any(("relies-on", "withholds", "balance-concluded"), *later):
                    return cast(Role, role)
    return "relied"


def _counts(text: str, span: Span, passage: Passage) -> bool:
    """A row of figures: how often a provision was used, not that it is used here."""
    if passage.kind != "row":
        return False
    around = text[passage.span.start : span.start] + " " + text[span.end : passage.span.end]
    return len(_NUMBER.findall(around)) >= _FEWEST_FIGURES and len(_LONG_WORD.findall(around)) <= 1


def _then_weighed(index: int, passages: Sequence[Passage], matches: Matches) -> bool:
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


def _of_another_act(cited: Cited, foreign: set[str], matches: Matches) -> bool:
    """A bare section that the letter elsewhere gives to another Act, with nothing refused by it."""
    number = re.sub(r"^(?:s|reg)", "", cited.provision).lower()
    return number in foreign and not matches.has("applies", cited.sentence)


def _resolve(
    acts: Acts, start: int, reference: Reference, catalogues: Mapping[str, Catalogue], default: str
) -> tuple[str, str]:
    """Regime and unit; a citation without a keyword takes the unit of the Act it fits."""
    unit = reference.unit
    end = start + reference.length
    if unit:
        regime = acts.of(start, end, unit, default)
        if unit == "s" and regime in ("eir2004",):
            return ("eir2004", "reg")
        return regime, unit
    first = reference.parts[0]
    environmental = (
        first[0] in ("12", "13")
        and "eir2004" in catalogues
        and (catalogues["eir2004"].known(normal_form("reg", first)))
    )
    named = acts.of(start, end, "reg" if environmental else "s", default)
    return (named, "reg") if named == "eir2004" else (named, "s")


def _known(catalogue: Catalogue, unit: str, parts: tuple[str, ...]) -> str | None:
    """The provision, or the deepest known one above it (an unknown limb is kept as written)."""
    try:
        provision = normal_form(unit, parts)
        known = catalogue.known(provision) or catalogue.known(normal_form(unit, parts[:1]))
    except ValueError:
        return None
    return provision if known else None


def _is_postcode(text: str, span: Span) -> bool:
    window = text[span.start : span.end + 8]
    return bool(re.match(r"S\d{1,2}\s+\d[A-Z]{2}\b", window))


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
        ("refuses", "relies-on"), sentence
    ):
        return "request"
    if passage.part == "rights" and not matches.has("relies-on", sentence):
        return "procedural"
    if is_quoted(text, passage.span, span):
        return "request"
    if re.search(r"\?\W*$", text[sentence.start : sentence.end]) and passage.kind != "heading":
        return "request"
    return _in_own_words(provision, span, sentence, passage, matches)


def _in_own_words(
    provision: str,
    span: Span,
    sentence: Span,
    passage: Passage,
    matches: Matches,
) -> Role:
    before = Span(max(sentence.start, span.start - 90), span.start)
    if any(
        hit.end >= span.start - _ADJOINING for hit in matches.within("exempt-if-held", (before,))
    ):
        return "hypothetical"
    if any(hit.end >= span.start - _ADJOINING for hit in matches.within("pointed-to", (before,))):
        return "hypothetical"
    excluded = [
        hit
        for hit in matches.within("excluded-provision", (before,), denied=None)
        if hit.end >= span.start - _ADJOINING
    ]
    # "No exemption other than section 43(2) is used" relies on section 43(2).
    if excluded:
        denied_before = any(
            hit.end <= excluded[0].start for hit in matches.within("not-relied-on", (before,))
        )
        return "relied" if denied_before and matches.has("save-for", *excluded) else "negated"
    if any(
        hit.overlaps(span) for hit in matches.within("counterfactual", (sentence,), denied=None)
    ):
        return "hypothetical"
    if matches.has("balance-for-release", sentence):
        return "negated"
    if _denied_by_requester(sentence, passage, matches):
        return "relied"
    if _set_aside("withdrawn", span, sentence, passage, matches):
        return "withdrawn"
    if _set_aside("not-relied-on", span, sentence, passage, matches):
        return "negated"
    if _hypothetical(span, sentence, matches):
        return "hypothetical"
    if _only_weighed(span, sentence, passage, matches):
        return "hypothetical"
    if (
        matches.has("only-considered", Span(before.start, span.end))
        and not matches.has("considered-under", before)
        and not matches.has_any(("relies-on", "withholds", "public-interest"), sentence)
    ):
        return "hypothetical"
    if "(" not in provision and not _operative(span, sentence, passage, matches):
        return "hypothetical"
    after = Span(span.end, min(sentence.end, span.end + 90))
    applied = any(hit.start <= span.end + 20 for hit in matches.within("relies-on", (after,))) or (
        matches.has("relies-on", Span(sentence.start, span.end))
        or matches.has("relies-on-it", Span(span.end, sentence.end))
    )
    if not applied and any(
        hit.start <= span.end + 45 for hit in matches.within("recital", (after,))
    ):
        return "recited"
    if passage.kind == "heading" and matches.has("recital-heading", passage.span):
        return "recited"
    return "relied"


def _applied_after(supposed: Span, span: Span, matches: Matches) -> bool:
    """A new clause applies what was only asked for before: "The supplier asked us to withhold the
    prices, and they are exempt under section 43(2)"."""
    turns = _turning(Span(supposed.start, span.start), matches)
    return bool(turns) and matches.has("relies-on", Span(turns[-1].start, span.end))


def _denied_by_requester(sentence: Span, passage: Passage, matches: Matches) -> bool:
    """ "You say that section 43(2) does not apply. We disagree and withhold the file." """
    following = next((s for s in passage.sentences if s.start >= sentence.end), None)
    return (
        following is not None
        and matches.has("requester-argues", sentence)
        and matches.has("we-disagree", following, denied=None)
        and matches.has_any(("withholds", "relies-on"), Span(following.start, passage.span.end))
    )


def _hypothetical(span: Span, sentence: Span, matches: Matches) -> bool:
    """The sentence supposes; but not where only a later clause does, behind what it applies:
    "exempt under section 43(2), which says that an authority may refuse"."""
    applied = matches.has("relies-on", Span(sentence.start, span.end))
    later = ("recital", "clause-turn", "reason-connective")
    return any(
        not _applied_after(hit, span, matches)
        if hit.start < span.end
        else not applied or not matches.has_any(later, Span(span.end, hit.start))
        for hit in matches.within("hypothetical", (sentence,))
    )


def _only_weighed(span: Span, sentence: Span, passage: Passage, matches: Matches) -> bool:
    """ "We considered whether section 43(2) applied", with nothing behind it that applies it."""
    if not matches.has("whether-applied", Span(sentence.start, span.end)):
        return False
    rest = Span(span.end, passage.span.end)
    denials = matches.within("not-relied-on", (rest,))
    found = [
        hit
        for hit in matches.within("found-to-apply", (rest,))
        if not any(hit.overlaps(denial) for denial in denials)
    ]
    applied = [
        hit
        for hit in matches.within("relies-on", (Span(span.end, sentence.end),))
        if hit.start > span.end + 30 and not any(hit.overlaps(denial) for denial in denials)
    ]
    return not found and not applied


def _operative(span: Span, sentence: Span, passage: Passage, matches: Matches) -> bool:
    """A bare section is relied on where its sentence applies something, or where it titles a
    passage, an item or a cell; one that is only spoken of is not."""
    if passage.kind in ("heading", "row") or span.start - sentence.start <= 45:
        return True
    if sentence.end - sentence.start <= 90:
        return True
    if matches.normal.within(Span(max(0, span.start - 1), span.end)).startswith("("):
        return True
    return matches.has_any(
        ("applies", "withheld-mark", "vexatious", "recital", "public-interest",
         "exemption-nature", "bare-claim"),
        sentence,
    )  # fmt: skip


def _set_aside(name: str, span: Span, sentence: Span, passage: Passage, matches: Matches) -> bool:
    """A denial in the same sentence, or in a later one of the passage before another citation."""
    if _denials(name, sentence, matches):
        return _nearest(name, span, sentence, matches)
    later = Span(sentence.end, passage.span.end)
    denials = _denials(_DENIED_LATER.get(name, name), later, matches)
    hits = [
        hit
        for hit in denials
        if not _names_its_own(hit, passage, matches) and not _of_a_part(hit, passage, matches)
    ]
    if not hits:
        return False
    between = matches.normal.within(Span(span.end, hits[0].start))
    # "We do not rely on either" speaks of what has been cited in between, too.
    own = not cites(between) or matches.normal.within(hits[0]).endswith(_SPEAKS_OF_ALL)
    return own and not matches.has("relies-on", Span(sentence.end, hits[0].start))


def _denials(name: str, sentence: Span, matches: Matches) -> list[Span]:
    """Denials of a sentence; "the duty to confirm or deny does not apply" is none, and neither is
    "we are not obliged to say why section 31(3) applies"."""
    hits = matches.within(name, (sentence,))
    if not hits:
        return []
    duty = [
        *matches.within("neither-confirm-nor-deny", (sentence,)),
        *matches.within("no-balance-needed", (sentence,)),
        *matches.within("need-not-say", (sentence,), denied=None),
    ]
    return [hit for hit in hits if not any(hit.overlaps(span) for span in duty)]


def _of_a_part(denial: Span, passage: Passage, matches: Matches) -> bool:
    """ "It does not apply to the cover page": what is denied of a part holds of the rest."""
    after = Span(denial.end, passage.span.end)
    beginning = matches.normal.within(after)[:4]
    return beginning == " to " and matches.at("all-of-it", denial.end + 4, after.end) is None


def _names_its_own(hit: Span, passage: Passage, matches: Matches) -> bool:
    """The sentence of a denial names a provision itself: it speaks of that one, unless it denies
    "that"."""
    if matches.normal.within(hit).endswith(_POINTS_BACK):
        return False
    sentence = next((s for s in passage.sentences if s.contains(hit)), hit)
    return cites(matches.normal.within(sentence))


def _nearest(name: str, span: Span, sentence: Span, matches: Matches) -> bool:
    """Within one sentence a denial speaks of the citations of its own clause."""
    for hit in _denials(name, sentence, matches):
        low, high = sorted((hit, span))
        if low.overlaps(high):
            # "It has not been waived, so section 42(1) is engaged."
            if hit < span and _turning(Span(hit.start, span.end), matches):
                continue
            return True
        gap = Span(low.end, high.start)
        between = matches.normal.within(gap)
        if _turns(hit, span, sentence, matches):
            continue
        turns = any(mark in between for mark in ";:")
        parted = turns or matches.has("but-clause", gap, denied=None)
        if not parted or (hit.start > span.start and not cites(between)):
            return True
    return False


def _turning(span: Span, matches: Matches) -> tuple[Span, ...]:
    """Where new clauses begin in a span, behind a negation or not."""
    return matches.within("clause-turn", (span,), denied=None)


def _turns(denial: Span, cited: Span, sentence: Span, matches: Matches) -> bool:
    """A new clause stands between denial and citation, and the citation's own clause applies it:
    "it is not right to release the prices, which are exempt under section 43(2)"."""
    gap = Span(min(denial.end, cited.end), max(denial.start, cited.start))
    after = Span(cited.end, min(sentence.end, cited.end + 30))
    # "... the exemption in section 44(1)(a), which applies to the file."
    if denial < cited and _turning(after, matches) and matches.has("relies-on", after):
        return True
    turns = _turning(gap, matches)
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
