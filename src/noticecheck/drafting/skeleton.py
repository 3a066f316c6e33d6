"""A skeleton notice: a heading and a paragraph for every duty that its claims bring with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from noticecheck.drafting.filled import Setting, Subject, heading_of, text_of
from noticecheck.drafting.paragraphs import Paragraph
from noticecheck.drafting.wanted import Wanted


@dataclass(frozen=True, slots=True)
class Block:
    """A heading or a paragraph of the letter; lines within it are lines of the letter."""

    kind: Literal["heading", "paragraph"]
    text: str


def skeleton(setting: Setting, claims: Sequence[Wanted]) -> tuple[Block, ...]:
    """The letter for these claims; what only the officer knows stands in square brackets."""
    paragraphs = [p for p in setting.wording.paragraphs if p.draft]
    subjects = subjects_of(claims)
    whole = _whole(subjects)
    blocks: list[Block] = []
    for part in ("opening", "claim", "rights", "closing"):
        here = [p for p in paragraphs if p.at == part and not p.once]
        if part != "claim":
            blocks += _blocks(here, setting, whole)
            continue
        for subject in subjects:
            blocks += _blocks(here, setting, subject)
        blocks += _blocks([p for p in paragraphs if p.once], setting, whole)
    return tuple(blocks)


def subjects_of(claims: Sequence[Wanted]) -> tuple[Subject, ...]:
    """What the paragraphs about claims are about: a general power to neither confirm nor deny
    (Scotland's section 18) takes with it the exemptions that it rests on."""
    powers = {claim.entry.provision for claim in claims if claim.effect == "ncnd"}
    resting = [claim.entry for claim in claims if claim.entry.ncnd_through in powers]
    subjects = []
    for claim in claims:
        if claim.entry in resting:
            continue
        through = [str(e.provision) for e in resting if e.ncnd_through == claim.entry.provision]
        subjects.append(Subject(claim.entry, claim.condition, (claim.effect,), claim.test, through))
    return tuple(subjects)


def _whole(subjects: Sequence[Subject]) -> Subject:
    """The letter as a whole; with one claim, that too."""
    effects = {effect for subject in subjects for effect in subject.effects}
    only = subjects[0].entry if len(subjects) == 1 else None
    return Subject(only, effects=tuple(sorted(effects)))


def _blocks(paragraphs: Sequence[Paragraph], setting: Setting, subject: Subject) -> Iterator[Block]:
    above = ""
    for paragraph in paragraphs:
        text = text_of(paragraph, setting, subject)
        if not text:
            continue
        heading = heading_of(paragraph, setting, subject)
        if heading and heading != above:
            yield Block("heading", heading)
            above = heading
        for one in text.split("\n\n"):
            yield Block("paragraph", one)
