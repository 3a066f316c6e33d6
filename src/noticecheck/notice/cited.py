"""Every provision that a letter names, of which Act it is, and the role that it has there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from heapq import merge
from operator import attrgetter, itemgetter

from noticecheck.late import dataclass, regex
from noticecheck.law import Catalogue, Provision
from noticecheck.match import Matches
from noticecheck.model import Passage, Span
from noticecheck.notice.acts import Acts
from noticecheck.notice.citations import Reference, find_references, normal_form
from noticecheck.notice.columns import bare_references, rows_of_laws, rows_of_the_past
from noticecheck.notice.roles import Role, role_of
from noticecheck.notice.tables import Table

_ACT = ("foia2000", "s")
_UNIT = regex(r"^(?:s|reg)")
_POSTCODE = regex(r"S\d{1,2}\s+\d[A-Z]{2}\b")
_CODE = regex(r"(?:[Tt]he\s)?S\d{2}")
_PLACE = regex(r"[A-Z][a-z]{2,}\s?[,>/»]\s?\Z")
"""One of a row of places that lead to a document: "Policies, Students, S14"."""
_COUNT = regex(r"\s?[:=]\s?(?P<figure>£?\d+(?:,\d{3})*(?=[.;]?(?:\s|$)))?")
_QUESTION_MARK = regex(r"\?(?=[\s\"'’”)]|$)")
_NEARBY = 60
"""Characters beside a citation in which its noun may stand."""
_MANY = 6
"""Sections of a range from which on it names a part of an Act."""
_RANGE = regex(r"\d ?(?:-|to|through) ?\D{0,12}\d")
_UNSAID = ""
"""Stands for the Act of the letter, to see whether a citation names an Act itself."""


@dataclass(frozen=True, slots=True)
class Cited:
    """One provision named at one place, with the passage it stands in and the role it has."""

    provision: str
    regime: str
    span: Span
    passage: int
    sentence: Span
    role: Role


def section_of(provision: str) -> str:
    """The section or regulation that a provision is of."""
    return str(Provision.parse(provision).section)


def cited_provisions(
    text: str,
    passages: tuple[Passage, ...],
    acts: Acts,
    catalogues: Mapping[str, Catalogue],
    default: str,
    tables: Sequence[Table] = (),
) -> list[Cited]:
    """Every provision of a known regime that the text names, in order; in the tables, also where a
    title alone says that a number is one."""
    matches = acts.matches
    normal = matches.normal
    index = 0
    found: list[Cited] = []
    foreign: set[str] = set()
    foreign_here: set[tuple[int, str, bool]] = set()
    bare = sorted(bare_references(tables, matches))
    of_laws, of_the_past = rows_of_laws(tables), rows_of_the_past(tables)
    for start, reference in merge(find_references(matches), bare, key=itemgetter(0)):
        span = normal.source(start, start + reference.length)
        while index < len(passages) - 1 and passages[index].span.end <= span.start:
            index += 1
        passage = passages[index]
        first = bisect_right(passage.sentences, span.start, key=attrgetter("end"))
        sentence = passage.sentences[first] if first < len(passage.sentences) else passage.span
        if _is_postcode(text, span) or _is_other_number(text, span, sentence, matches):
            continue
        if not reference.unit and index in of_laws:
            continue
        regime, unit = _resolve(acts, start, reference, catalogues, default)
        here = {(index, parts[0], len(parts) > 1) for parts in reference.parts}
        if regime in catalogues and here & foreign_here:
            regime = _resolve(acts, start, reference, catalogues, _UNSAID)[0]
        if regime not in catalogues:
            foreign.update(parts[0] for parts in reference.parts)
            foreign_here |= here
            continue
        catalogue = catalogues[regime]
        for parts in reference.parts:
            provision = _known(catalogue, unit, parts)
            if provision is None:
                continue
            role: Role = "statute"
            if not _names_the_part(reference, normal.text[start : start + reference.length]):
                role = role_of(text, span, sentence, index, passages, matches, catalogue, provision)
            if role == "relied" and is_asked(text, span, sentence, passage):
                role = "request"
            if role == "relied" and index in of_the_past:
                role = "statute"
            found.append(Cited(provision, regime, span, index, sentence, role))
    bare_here = {(at, number) for at, number, has_limb in foreign_here if not has_limb}
    own = [c for c in found if not _of_another_act(c, foreign, bare_here, matches)]
    return _with_what_is_relied_on(own)


def _with_what_is_relied_on(cited: Sequence[Cited]) -> list[Cited]:
    """What only speaks of a section is about the claim of it, where the letter relies on it
    elsewhere ("as to section 43, ..."), and claims nothing where it does not."""
    relied = {(c.regime, section_of(c.provision)) for c in cited if c.role == "relied"}
    roles: dict[bool, Role] = {True: "relied", False: "hypothetical"}
    return [
        replace(c, role=roles[(c.regime, section_of(c.provision)) in relied])
        if c.role == "spoken_of"
        else c
        for c in cited
    ]


def _names_the_part(reference: Reference, words: str) -> bool:
    """ "Sections 25 to 41": all the exemptions of an Act, on each of which no letter relies."""
    whole = sum(len(parts) == 1 for parts in reference.parts)
    return whole >= _MANY and _RANGE.search(words) is not None


def _of_another_act(
    cited: Cited, foreign: set[str], bare_here: set[tuple[int, str]], matches: Matches
) -> bool:
    """A bare section that the letter elsewhere gives to another Act, or a limb of a section that
    its own passage gives to one, with nothing refused by it."""
    number = _UNIT.sub("", cited.provision).lower()
    given = number in foreign or (cited.passage, number.partition("(")[0]) in bare_here
    return given and not matches.has("applies", cited.sentence)


def _resolve(
    acts: Acts, start: int, reference: Reference, catalogues: Mapping[str, Catalogue], default: str
) -> tuple[str, str]:
    """Regime and unit; a citation without a keyword takes the unit of the Act it fits."""
    unit = reference.unit
    end = start + reference.length
    if unit:
        regime = acts.of(start, end, unit, default)
        if unit == "s" and regime == "eir2004":
            # "Section 12(5)(e) of the EIR" is a regulation, section 43(2) one of the Act.
            return ("eir2004", "reg") if _of_the_regulations(reference, catalogues) else _ACT
        return regime, unit
    first = reference.parts[0]
    environmental = (
        first[0] in ("12", "13")
        and "eir2004" in catalogues
        and (catalogues["eir2004"].known(normal_form("reg", first)))
    )
    named = acts.of(start, end, "reg" if environmental else "s", default)
    return (named, "reg") if named == "eir2004" else (named, "s")


def _of_the_regulations(reference: Reference, catalogues: Mapping[str, Catalogue]) -> bool:
    catalogue = catalogues.get("eir2004")
    return catalogue is None or _known(catalogue, "reg", reference.parts[0]) is not None


def _known(catalogue: Catalogue, unit: str, parts: tuple[str, ...]) -> str | None:
    """The provision, or the deepest known one above it (an unknown limb is kept as written)."""
    try:
        provision = normal_form(unit, parts)
        known = catalogue.known(provision) or catalogue.known(normal_form(unit, parts[:1]))
    except ValueError:
        return None
    return provision if known else None


def is_asked(text: str, span: Span, sentence: Span, passage: Passage) -> bool:
    """Words of a question with its answer behind it: "3. Any under section 33? - Four"."""
    rest = text[span.end : sentence.end]
    return passage.kind == "item" and _QUESTION_MARK.search(rest) is not None


def _is_other_number(text: str, span: Span, sentence: Span, matches: Matches) -> bool:
    """The number of a policy or a form, a section that is counted, or one that makes an offence."""
    words = text[span.start : span.end]
    before = Span(max(sentence.start, span.start - _NEARBY), span.start)
    after = Span(span.end, min(sentence.end, span.end + _NEARBY))
    if _CODE.fullmatch(words) and not matches.has("applies", before):
        if _touches("bears-a-number", before, after, matches):
            return True
        place = _PLACE.search(text, before.start, before.end)
        if place and not matches.has("exempt-mark", Span(*place.span())):
            return True
    if "(" not in words and (number := _COUNT.match(text, span.end, sentence.end)):
        told = matches.at("counted-in-words", number.end(), sentence.end)
        if number["figure"] or (told and told.end >= sentence.end - 1):
            return not matches.has("exempt-mark", sentence)
    offences = matches.within("offence-by-section", (before,), denied=None)
    return any(not text[hit.end : span.start].strip() for hit in offences)


def _touches(name: str, before: Span, after: Span, matches: Matches) -> bool:
    """A phrase ends right before, or begins right behind, what stands between two spans."""
    return any(hit.end >= before.end - 1 for hit in matches.within(name, (before,))) or any(
        hit.start <= after.start + 1 for hit in matches.within(name, (after,))
    )


def _is_postcode(text: str, span: Span) -> bool:
    window = text[span.start : span.end + 8]
    return bool(_POSTCODE.match(window))
