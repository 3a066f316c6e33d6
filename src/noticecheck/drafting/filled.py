"""Paragraphs as they stand in one letter: the variant that fits, with its fields filled in."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from noticecheck.drafting.paragraphs import Paragraph, Variant, Wording
from noticecheck.drafting.writer import Writer
from noticecheck.evaluate.wording import in_words, listed
from noticecheck.language.model import Pack
from noticecheck.law import Catalogue, Entry, Provision
from noticecheck.model import Effect

_LONGEST_TITLE = 60
_NOTE = re.compile(
    r" \((?:section|regulation|no) [^()]*\)$|, where .* (?:is|are) met$| in \d+\(.*$"
)
"""What a title says of its place in the catalogue, or of a condition."""
_PROMPT_OF_AUTHORITY = "[insert the name of the authority]"
_PROMPT_OF_REVIEW = "[insert the address for reviews]"
_PROMPT_OF_EXEMPTION = "[exemption: say which exemption would apply if we held it]"
_MAY_LACK = ("words", "needs", "condition", "limb")


@dataclass(frozen=True, slots=True)
class Setting:
    """The letter that paragraphs are for: its law, who writes it, and of which kind it is."""

    pack: Pack
    catalogue: Catalogue
    wording: Wording
    writer: Writer
    kind: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What a paragraph is about: provisions with one effect and test each, or the whole letter."""

    entry: Entry | None = None
    condition: Entry | None = None
    """What makes it apply: section 40(3A)(a) for section 40(2)."""
    effects: Collection[str] = ()
    test: str = ""
    through: Collection[str] = ()
    """The exemptions on which a general power to neither confirm nor deny rests."""


def variant_of(paragraph: Paragraph, setting: Setting, subject: Subject) -> Variant:
    """The first variant that fits."""
    return next(v for v in paragraph.variants if _fits(v, setting, subject))


def text_of(paragraph: Paragraph, setting: Setting, subject: Subject) -> str:
    """What a paragraph says; "" where it has nothing to say here."""
    text = variant_of(paragraph, setting, subject).text
    values = fields(setting, subject)
    if any(f"{{{name}}}" in text and not values[name] for name in _MAY_LACK):
        return ""
    return text.format_map(values)


def heading_of(paragraph: Paragraph, setting: Setting, subject: Subject) -> str:
    """The line above a paragraph; "" without one."""
    return paragraph.heading.format_map(fields(setting, subject))


def fields(setting: Setting, subject: Subject) -> dict[str, str]:
    """The values of the fields that a text may hold."""
    entry, writer = subject.entry, setting.writer
    provision = entry.provision if entry else None
    claim = in_words(str(provision)) if provision else "[insert the provision, down to its limb]"
    return {
        "claim": claim,
        "Claim": claim[:1].upper() + claim[1:],
        "section": in_words(str(provision.section)) if provision else claim,
        "title": _title(setting.catalogue, entry) if entry else "",
        "words": statute_words(setting.catalogue, provision) if provision else "",
        "needs": _needs(entry) if entry else "why this information must be withheld",
        "statute": setting.pack.statute,
        "regulator": setting.pack.regulator,
        "authority": writer.name or _PROMPT_OF_AUTHORITY,
        "review": _listed(writer) or _PROMPT_OF_REVIEW,
        "condition": in_words(str(subject.condition.provision)) if subject.condition else "",
        "limb": _limb(_limbs(setting.catalogue, subject)),
        "through": " and ".join(map(in_words, subject.through)) or _PROMPT_OF_EXEMPTION,
        "contact": writer.regulator or setting.wording.contact,
    }


def statute_words(catalogue: Catalogue, provision: Provision) -> str:
    """The statute's own words for a limb behind those that lead to it; "" where none are known."""
    entries = catalogue.entries(provision)
    own = entries[-1].words[:1] if entries else ()
    if not own or own[0].rstrip().endswith((" if", " that")):
        return ""
    above = provision.parent
    lead = catalogue.entries(above)[-1].words[:1] if above and catalogue.entries(above) else ()
    words = own[0].rstrip(" ,;:")
    if lead and words[:1].islower() and not lead[0].rstrip().endswith(" if"):
        return f"{lead[0].rstrip(' ,;:–—-')} … {words}"
    return words


def _limbs(catalogue: Catalogue, subject: Subject) -> list[str]:
    """The limbs of what is named, any of which could be named in its place."""
    if subject.entry is None:
        return []
    effect: Effect = "ncnd" if "ncnd" in subject.effects else "withhold"
    return [in_words(limb) for limb in catalogue.limbs(subject.entry.provision, effect)]


def _limb(limbs: Sequence[str]) -> str:
    """The limb that is meant: the only one, or a prompt for which of them."""
    if len(limbs) < 2:
        return "".join(limbs)
    return f"[limb: say which of {listed(limbs)}]"


def _title(catalogue: Catalogue, entry: Entry) -> str:
    """The name of an exemption, or of what it stands under where its own names another section (a
    heading that names a section relies on it) or is too long for a heading."""
    places = (entry.provision, entry.provision.parent, entry.provision.section)
    entries = [catalogue.nearest(place) for place in places if place]
    titles = [_NOTE.sub("", at.title) for at in entries if at]
    fit = [title for title in titles if len(title) <= _LONGEST_TITLE and "(" not in title]
    return (fit or titles)[0]


def _needs(entry: Entry) -> str:
    said = entry.needs.strip().rstrip(".")
    return said[:1].lower() + said[1:]


def _listed(writer: Writer) -> str:
    return " or ".join(filter(None, (writer.review_address, writer.review_email)))


def _fits(variant: Variant, setting: Setting, subject: Subject) -> bool:
    entries = [entry for entry in (subject.entry, subject.condition) if entry]
    asked = (
        (variant.test, [subject.test]),
        (variant.effect, subject.effects),
        (variant.kind, [setting.kind]),
        (variant.basis, [entry.basis for entry in entries[:1]]),
        (variant.authority, [setting.writer.type]),
    )
    return (
        not variant.cites
        or any(cited.covers(entry.provision) for cited in variant.cites for entry in entries)
    ) and all(not want or (bool(have) and set(have) <= set(want)) for want, have in asked)
