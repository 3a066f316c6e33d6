"""Letters of a requester: a request for review, a complaint to the regulator, a reminder.

A letter asserts only what the law requires, what is missing, and what is nearly sure to be missing
(`Wording.certain`); what is unclear, or less sure, it asks. Every word that it quotes stands in the
letter that it is about. What only the person knows stands in square brackets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from noticecheck.drafting.render import prompts
from noticecheck.evaluate.wording import long_date
from noticecheck.letter.steps import sender_of, stage_of
from noticecheck.letter.wording import Addressee, LetterTable, Wording
from noticecheck.model import UNNAMED, Notice, Report, Span
from noticecheck.report.estimate import estimate_of
from noticecheck.report.items import Item, items, quotes_refusal
from noticecheck.report.layout import clean, shorten
from noticecheck.report.sentences import whole_sentences
from noticecheck.report.words import QUESTIONS, each_of, lower_first

_QUOTED = 300
_MOST_QUOTES = 2
_LONGEST_LINK = 1900
"""Characters of an e-mail link that every program takes."""
_WITHIN = str.maketrans("“”", "‘’")
_OF_THE_CHECK = ("regime",)
"""Elements that are about which law to check under, not about what the letter lacks."""
_PASTE = "[paste the letter here]"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to fill in and send."""

    subject: str
    paragraphs: tuple[str, ...]
    """In order, from the address to the name; lines within one are lines of the letter."""
    cited: tuple[str, ...] = ()
    """Keys of the assessments that are asserted."""
    asked: tuple[str, ...] = ()
    """Keys of those that are asked about."""

    @property
    def text(self) -> str:
        """The whole letter, without its subject, as plain text with lines of any length."""
        return "\n\n".join(self.paragraphs) + "\n"

    @property
    def prompts(self) -> tuple[str, ...]:
        """What the person has to fill in, in order."""
        return tuple(prompts(f"{self.subject}\n{self.text}"))

    @property
    def mailto(self) -> str:
        """A link that opens a mail with this letter (RFC 6068); with a prompt in place of a text
        that is too long for a link."""
        return self._link if self.fits_link else self._link_with(_PASTE)

    @property
    def fits_link(self) -> bool:
        """Whether the link holds the letter itself."""
        return len(self._link) <= _LONGEST_LINK

    @property
    def _link(self) -> str:
        return self._link_with(self.text.replace("\n", "\r\n"))

    def _link_with(self, body: str) -> str:
        return f"mailto:?subject={quote(self.subject, safe='')}&body={quote(body, safe='')}"


def review(report: Report, wording: Wording, *, late: bool = False) -> Letter:
    """A request to the authority to review what it has decided; `late`: its time has passed."""
    return _about(report, wording, wording.letters["review"], late)


def commissioner(report: Report, wording: Wording, *, late: bool = False) -> Letter:
    """A complaint to the regulator about what the authority has decided."""
    return _about(report, wording, wording.letters["commissioner"], late)


def no_answer(
    wording: Wording, to: Addressee, received: date, due: date | None, authority: str = "",
    *, school: bool = False, sure: bool = True,
) -> Letter:  # fmt: skip
    """A reminder to the authority, or a complaint to the regulator, where no answer came.

    `due` is the last day for it; of a `school` the last that there can be, and `sure` whether it
    has passed.
    """
    table = wording.letters["reminder" if to == "review" else "silence"]
    prompts = wording.common.prompts
    fields = {
        **_general(wording),
        "authority": authority or prompts.authority,
        "received": long_date(received),
        "due": long_date(due) if due else prompts.due,
    }
    of_school = (table.school if sure else table.school_unsure) if school else ""
    texts = (of_school or table.opening, table.argument, table.closing)
    return Letter(table.subject.format_map(fields), _whole(wording, fields, texts))


def _about(report: Report, wording: Wording, table: LetterTable, late: bool) -> Letter:
    notice = report.notice
    assert notice is not None, "a letter that was not assessed has nothing to complain of"
    fields = _fields(report, notice, wording)
    gaps = [item for item in items(report, "must", "gap") if _counts(item)]
    certain = [item for item in gaps if _is_certain(item, wording)]
    unclear = [item for item in items(report, "must", "unclear") if _counts(item)]
    open_ = [*(item for item in gaps if item not in certain), *unclear]
    stage = stage_of(notice)
    texts = [table.opening_at.get(stage, table.opening), table.history.get(stage, "")]
    if certain:
        texts.append(table.gaps)
    elif open_:
        texts.append(table.nothing_certain)
    body = [text.format_map(fields) for text in texts if text]
    body += _gaps(report, certain, wording, table, fields)
    if open_:
        body.append(table.questions.format_map(fields))
        body += [table.question.format(question=_question(item, wording, table)) for item in open_]
    why_late = table.late_at.get(stage, table.late) if late else ""
    ending = (why_late, table.argument, table.closing)
    body += [text.format_map(fields) for text in ending if text]
    return Letter(
        table.subject.format_map(fields),
        _whole(wording, fields, body, filled=True),
        tuple(point.key for item in certain for point in item.points),
        tuple(point.key for item in open_ for point in item.points),
    )


def _whole(
    wording: Wording, fields: dict[str, str], texts: list[str] | tuple[str, ...],
    *, filled: bool = False,
) -> tuple[str, ...]:  # fmt: skip
    """The paragraphs between head and end; those that are not filled in yet are."""
    body = texts if filled else [text.format_map(fields) for text in texts if text]
    head, end = wording.head.format_map(fields), wording.end.format_map(fields)
    return tuple(p for text in (head, *body, end) for p in _paragraphs(text))


def _paragraphs(text: str) -> Iterator[str]:
    yield from (part.strip() for part in text.strip().split("\n\n") if part.strip())


def _counts(item: Item) -> bool:
    return item.points[0].element not in _OF_THE_CHECK


def _is_certain(item: Item, wording: Wording) -> bool:
    return min(point.confidence for point in item.points) >= wording.certain


def _gaps(
    report: Report, found: Sequence[Item], wording: Wording, table: LetterTable,
    fields: dict[str, str],
) -> Iterator[str]:  # fmt: skip
    """A paragraph for each point: what is missing, the law, the words that it shows in where no
    other paragraph has quoted them, and what to do."""
    quoted: set[str] = set()
    for item in found:
        rule = item.points[0].rule
        message = clean(_said(item, wording))
        quotes = [quote for quote in _quotes(report, item) if quote not in quoted]
        quoted.update(quotes)
        words = "” and “".join(quotes)
        end = "”" if words[-1:] in (".", "!", "?") else "”."
        yield table.gap.format(
            **fields,
            message=_headed(message.rstrip("."), table),
            law=item.law[0],
            advice=lower_first(clean(wording.asks.get(rule) or " ".join(item.advice))),
            quote=table.quote.format(quote=words) + end if words else "",
        )


def _said(item: Item, wording: Wording) -> str:
    """What is missing, in the words of the letter or, where it has none of its own, the rule's."""
    own = wording.says.get(item.points[0].rule, "")
    named = [point.subject for point in item.points if point.subject not in (None, UNNAMED)]
    subjects = [subject for subject in named if subject is not None]
    if not own or ("{claim}" in own and len(subjects) < len(item.points)):
        return " ".join(item.messages)
    return own.format(claim=each_of(subjects)) if subjects else own


def _quotes(report: Report, item: Item) -> list[str]:
    """The sentences that a gap shows in; none where what is missing has no place of its own."""
    if item.about_letter and quotes_refusal(report, item):
        return []
    firsts = dict.fromkeys(point.evidence[0] for point in item.points if point.evidence)
    return list(dict.fromkeys(_quote(report, span) for span in firsts))[:_MOST_QUOTES]


def _quote(report: Report, span: Span) -> str:
    """The sentence of a span or, where that is long, its own words; quotes within it are single."""
    assert report.notice is not None
    whole = clean(report.document.quote(whole_sentences(report.notice, span)))
    words = clean(report.document.quote(span))
    if len(whole) > _QUOTED >= len(words):
        before, _, after = whole.partition(words)
        whole = f"{'... ' * bool(before)}{words}{' ...' * bool(after)}"
    return shorten(whole, _QUOTED).translate(_WITHIN)


def _question(item: Item, wording: Wording, table: LetterTable) -> str:
    """What is asked about a point that is not sure, as the person who signs would ask it."""
    element = item.points[0].element
    by_rule = wording.wonders.get(item.points[0].rule.partition("/")[2])
    own = by_rule or wording.wonders.get(element if element in QUESTIONS else "other")
    return _headed(clean(own.format(law=item.law[0]) if own else item.question), table)


def _headed(text: str, table: LetterTable) -> str:
    """A text that begins as it does in this letter: "Your letter", to the authority."""
    for head, own in table.heads.items():
        if text.startswith(f"{head} "):
            return own + text.removeprefix(head)
    return text


def _general(wording: Wording) -> dict[str, str]:
    return {"statute": wording.statute, "regulator": wording.regulator, "reference": ""}


def _fields(report: Report, notice: Notice, wording: Wording) -> dict[str, str]:
    estimate = estimate_of(report)
    reference, prompts = clean(notice.reference or ""), wording.common.prompts
    return {
        **_general(wording),
        "authority": clean(sender_of(notice) or "") or prompts.authority,
        "dated": long_date(notice.dated) if notice.dated else prompts.dated,
        "received": long_date(notice.received) if notice.received else prompts.received,
        "estimate": long_date(estimate[0]) if estimate else "",
        "reference": wording.common.reference.format(reference=reference) if reference else "",
    }
