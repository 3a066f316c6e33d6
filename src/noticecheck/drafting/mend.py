"""What a letter with gaps would have to say, and where: paragraphs at their places.

    mending = mend(report, matches, settings)
    mending.insertions        paragraphs, each behind the passage that it follows
    mending.left              gaps that no added paragraph closes

No reason is invented: what only the officer knows is a prompt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from noticecheck.drafting.filled import Setting, Subject, text_of
from noticecheck.drafting.paragraphs import Paragraph
from noticecheck.law import Provision
from noticecheck.match import Matches
from noticecheck.model import UNNAMED, Assessment, Claim, Level, Notice, Passage, Report
from noticecheck.notice.lines import is_closing, is_salutation

_LEVELS: tuple[Level, ...] = ("must", "should")


@dataclass(frozen=True, slots=True)
class Insertion:
    """Paragraphs that belong behind an offset of the letter."""

    offset: int
    """The end of a passage; 0 where the letter has none before it."""
    before: bool
    """It goes to the top, above all that the letter has."""
    paragraphs: tuple[str, ...]
    rules: tuple[str, ...]
    """Keys of the assessments that it answers."""


@dataclass(frozen=True, slots=True)
class Mending:
    """What is to be added to a letter, in its order, and what adding does not mend."""

    insertions: tuple[Insertion, ...]
    left: tuple[Assessment, ...]


@dataclass(frozen=True, slots=True)
class _Chosen:
    paragraph: Paragraph
    subject: Subject
    at: int
    order: int
    key: str


def mend(
    report: Report, matches: Matches, settings: Mapping[str, Setting], lowest: Level = "should"
) -> Mending:
    """The paragraphs for every gap down to a level. Pure; `settings` by the name of the pack."""
    notice = report.notice
    if notice is None:
        return Mending((), ())
    levels = _LEVELS[: _LEVELS.index(lowest) + 1] if lowest in _LEVELS else _LEVELS
    gaps = [a for a in report.assessments if a.status == "gap" and a.level in levels]
    gaps = [gap for gap in gaps if gap.set_aside is None]
    gaps.sort(key=lambda gap: levels.index(gap.level))
    chosen: list[_Chosen] = []
    left: list[Assessment] = []
    for gap in gaps:
        pack, _, rule = gap.rule.partition("/")
        setting = _of_letter(settings[pack], notice)
        subject = _subject(setting, notice, gap)
        found = _choose(setting, rule, subject, chosen)
        if found is None:
            left.append(gap)
            continue
        at = _place(notice, matches, found, gap)
        order = setting.wording.paragraphs.index(found)
        chosen.append(_Chosen(found, subject, at, order, gap.key))
    return Mending(_together(chosen, settings, notice), tuple(left))


def _of_letter(setting: Setting, notice: Notice) -> Setting:
    """The setting for this letter: its kind, and its own name for who writes it."""
    writer = setting.writer
    if not writer.name and notice.authority:
        writer = replace(writer, name=notice.authority)
    if not writer.type and notice.authority_type:
        writer = replace(writer, type=notice.authority_type)
    return replace(setting, kind=notice.kind, writer=writer)


def _subject(setting: Setting, notice: Notice, gap: Assessment) -> Subject:
    claim = _claim(notice, gap)
    if claim is None:
        unnamed = ("withhold",) if gap.subject == UNNAMED else ()
        effects = tuple({one.effect for one in notice.claims}) or unnamed
        return Subject(effects=effects)
    entry = setting.catalogue.nearest(claim.provision)
    conditions = [setting.catalogue.nearest(one) for one in claim.conditions]
    condition = next((one for one in conditions if one and one.condition_of), None)
    test = "qualified" if claim.test == "undetermined" else claim.test
    return Subject(entry, condition, (claim.effect,), test, ())


def _claim(notice: Notice, gap: Assessment) -> Claim | None:
    here = (gap.subject, gap.effect)
    return next((c for c in notice.claims if (c.provision, c.effect) == here), None)


def _choose(
    setting: Setting, rule: str, subject: Subject, chosen: Sequence[_Chosen]
) -> Paragraph | None:
    """The paragraph for a rule: one that is there already for another, else the most special."""
    if rule in setting.wording.change:
        return None
    fitting = [p for p in setting.wording.meeting(rule) if text_of(p, setting, subject)]
    for paragraph in fitting:
        if any(one.paragraph == paragraph and one.subject == subject for one in chosen):
            return paragraph
    return min(fitting, key=lambda paragraph: paragraph.draft, default=None)


def _place(notice: Notice, matches: Matches, paragraph: Paragraph, gap: Assessment) -> int:
    """Index of the passage behind which it goes; -1 for the top."""
    passages = notice.passages
    if paragraph.at == "opening":
        greeting = [i for i, p in enumerate(passages) if is_salutation(p.span, matches)]
        return greeting[0] if greeting else -1
    end = _end_of_response(notice, matches)
    claim = _claim(notice, gap)
    if paragraph.at == "claim" and claim is not None:
        return _behind(passages, claim, end)
    if paragraph.at == "claim" and gap.subject == UNNAMED and notice.unnamed is not None:
        return _passage_at(passages, notice.unnamed.end)
    if paragraph.at == "claim":
        rights = [i for i, p in enumerate(passages) if p.part == "rights" and i <= end]
        return rights[0] - 1 if rights else end
    return end


def _behind(passages: Sequence[Passage], claim: Claim, end: int) -> int:
    """The last passage of the claim's discussion, with the rest of its table or list."""
    spans = claim.discussion or tuple(citation.span for citation in claim.citations)
    own = [_passage_at(passages, span.end) for span in spans]
    within = [i for i in own if passages[i].part == "response" and i <= end]
    at = max(within, default=max(own, default=end))
    while (
        at + 1 < len(passages)
        and passages[at].kind in ("row", "item")
        and passages[at + 1].kind == passages[at].kind
        and passages[at + 1].part == passages[at].part
    ):
        at += 1
    return at


def _passage_at(passages: Sequence[Passage], offset: int) -> int:
    return max((i for i, p in enumerate(passages) if p.span.start < offset), default=0)


def _end_of_response(notice: Notice, matches: Matches) -> int:
    """The last passage before the signature, or of the response where nothing signs it."""
    passages = notice.passages
    own = [i for i, p in enumerate(passages) if p.part in ("response", "rights") and not p.older]
    started = [c.span.end for claim in notice.claims for c in claim.citations]
    first = min((_passage_at(passages, end) for end in started), default=0)
    closings = [i for i in own if i > first and is_closing(passages[i].span, matches)]
    if closings:
        return max((i for i in own if i < closings[0]), default=closings[0] - 1)
    return max(own, default=len(passages) - 1)


def _together(
    chosen: Iterable[_Chosen], settings: Mapping[str, Setting], notice: Notice
) -> tuple[Insertion, ...]:
    """Each paragraph once, those of one place in the order of a letter."""
    places: dict[int, dict[tuple[int, str], list[_Chosen]]] = {}
    for one in chosen:
        name = str(one.subject.entry.provision) if one.subject.entry else ""
        here = places.setdefault(one.at, {})
        here.setdefault((one.order, name), []).append(one)
    found: list[Insertion] = []
    for at, paragraphs in sorted(places.items()):
        texts: list[str] = []
        keys: list[str] = []
        for ones in sorted(paragraphs.values(), key=lambda ones: _sorting(ones[0])):
            pack = ones[0].key.partition("/")[0]
            setting = _of_letter(settings[pack], notice)
            texts += text_of(ones[0].paragraph, setting, ones[0].subject).split("\n\n")
            keys += [one.key for one in ones]
        offset = notice.passages[at].span.end if at >= 0 else 0
        found.append(Insertion(offset, at < 0, tuple(texts), tuple(keys)))
    return tuple(found)


def _sorting(one: _Chosen) -> tuple[object, ...]:
    """Claim by claim, and within each as a letter has them."""
    entry = one.subject.entry
    return (entry is None, entry.provision if entry else Provision("s", ("0",)), one.order)
