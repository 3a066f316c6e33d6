"""What sort of letter it is, by what is claimed and what is given."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from noticecheck.match import Matches, apart_from
from noticecheck.model import Kind, Passage, Span
from noticecheck.notice.cited import section_of
from noticecheck.notice.claims import Found
from noticecheck.notice.completeness import only_attached
from noticecheck.notice.lines import is_closing, is_salutation
from noticecheck.notice.pending import is_pending
from noticecheck.notice.relied import refuses_as_not_held

_SHORT = 700
_POINTS_ELSEWHERE = frozenset({("foia2000", "s21"), ("foisa2002", "s25"), ("eir2004", "reg6")})
"""Regimes with their section for what the requester can get elsewhere: citing it gives nothing."""
# Question marks, numbers, sums and figures, and where they stand: no words, so no phrases.
_BEHIND_QUESTION = re.compile(r"[?:]\s+(?=[A-Z0-9£])")
_NUMBERED_ANSWER = re.compile(r"(?m)^\s*\d{1,2}[.)]\s.{3,80}(?:\s[-–]\s?|:\s|\?\s)\S")
_BEHIND_TOLD = re.compile(r"\W{0,3}£?\d")
_BEHIND_COLON = re.compile(r"[^.?!\n:]{0,60}:\s*£?\d")
_ANSWERED = re.compile(r"\?[ \t]+(?:£?\d|\w+$|[-–][ \t]+\w)")
_QUESTION_NUMBER = re.compile(r"[*_ ]*(?:[Qq]\.?)? ?\d{1,2}[.):]?\s+(?=[A-Z])")
_LETTERED = re.compile(r"(?<!\w)\(?[ai]\)")
_INLINE = re.compile(r"\b[Qq](?:uestion )?\d\b")
_FIGURE = re.compile(r"£\s?\d|\b\d[\d,.]*\b")
_NO_FIGURE = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]+(?: \d{4})?|\b(?:19|20)\d\d\b|"
    r"[A-Z]+[/-][\w/-]+|\d{4,} \d{3,}"
)
"""Days, years, references and telephone numbers."""
_BEHIND_NOUN = re.compile(r"\.? ?\d+")
_FEWEST_CHARACTERS = 60
"""Of a statement that tells more than a figure."""
_FIRST_WORDS = 8
"""Passages in which a letter says what it is an answer to."""
_OPENING = 15
"""Passages of a letter that may announce what it is."""
_GIVES_NOTHING = ("not-held", "refuses", "cost-limit", "look-again", "courtesy", "handled-under",
                  "refuses-generally", "seeks-clarification")  # fmt: skip
"""Phrases of passages that reply, if at all, without giving what was asked for."""
_ARGUED = ("public-interest", "factors-headed", "for-disclosure", "reasons-headed")
"""Of headings under which a refusal is still argued."""
_ARGUES = ("public-interest", "for-withholding", "for-disclosure", "reason-connective", "recital",
           "conditional")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signals:
    """What the response part of a letter does, by its own words."""

    words: int
    reviews: bool
    pending: bool
    acknowledges: bool
    clarifies: bool
    transfers: bool
    fees: bool
    regulation_7: bool
    outside: bool
    subject_access: bool
    reported: bool
    covering: bool
    not_held: tuple[Span, ...]
    discloses: tuple[Span, ...]
    answers: int
    """Questions of the request, or numbered parts, that are answered without a refusal."""
    in_part: bool
    in_full: bool
    refuses: tuple[Span, ...]
    whole: bool


def signals(
    text: str, passages: Sequence[Passage], found: Sequence[Found], matches: Matches
) -> Signals:
    """The signals that decide the kind."""
    response = [p for p in passages if p.part == "response"]
    spans = [p.span for p in response]
    sentences = [s for p in response for s in p.sentences]

    def hits(name: str) -> tuple[Span, ...]:
        return matches.within(name, spans)

    claimed = {cited.passage for claim in found for cited in claim.cited}
    return Signals(
        words=sum(len(text[s.start : s.end]) for s in spans),
        reviews=_is_review(response, passages[:_FIRST_WORDS], matches),
        pending=is_pending(sentences, matches),
        acknowledges=bool(hits("acknowledges")) and bool(hits("promises-reply")),
        clarifies=any(
            matches.has("seeks-clarification", s) and not matches.has("conditional", s)
            for s in sentences
        ),
        transfers=bool(hits("transfers")),
        fees=bool(hits("fees-notice")),
        regulation_7=bool(hits("extends-under-regulation-7")) and bool(hits("promises-reply")),
        outside=bool(hits("outside-the-act")),
        subject_access=bool(hits("subject-access")),
        reported=len(hits("press-report")) >= 2,
        covering=bool(hits("covering-note")) or only_attached(text, passages, matches),
        not_held=hits("not-held"),
        discloses=_disclosures(found, passages, matches),
        answers=_answers(text, passages, claimed, matches),
        in_part=bool(hits("in-part")),
        in_full=bool(hits("discloses-in-full")),
        refuses=hits("refuses"),
        whole=bool(hits("refuses-whole-request")),
    )


def _is_review(response: Sequence[Passage], opening: Sequence[Passage], matches: Matches) -> bool:
    """A review outcome says so in a heading, or in two places at least."""
    spans = [p.span for p in response]
    count = len({(h.start // 60) for h in matches.within("reviews", spans)})
    headed = any(
        p.kind == "heading" and (matches.has("reviews", p.span) or _titles_review(matches, p.span))
        for p in response[:_OPENING]
    )
    announced = any(
        matches.has("announces-review", p.span)
        for p in (*response[:_OPENING], *opening)
        # "Thank you for asking for a review" looks like what tells of the right to one.
        if p.part in ("response", "rights")
    )
    return headed or announced or count >= 3 or (count >= 2 and matches.has("reviews", *spans[:6]))


def _titles_review(matches: Matches, heading: Span) -> bool:
    """A heading near the top that begins with the review itself, not with how to ask for one."""
    return matches.opens("review-title", heading) is not None and not matches.has(
        "way-of-asking", heading, denied=None
    )


def _disclosures(
    found: Sequence[Found],
    passages: Sequence[Passage],
    matches: Matches,
) -> tuple[Span, ...]:
    """Where information is given, but for what a section only points to."""
    elsewhere = {
        c.passage
        for f in found
        if (f.regime, section_of(f.provision)) in _POINTS_ELSEWHERE
        for c in f.cited
    }
    sentences = [
        sentence
        for index, passage in enumerate(passages)
        if passage.part == "response" and index not in elsewhere and index + 1 not in elsewhere
        for sentence in passage.sentences
        if not matches.has("elsewhere", sentence)
    ]
    # Neither weight that is attached to something nor the letter itself is information given.
    other = (
        *matches.within("weight-attached", sentences),
        *matches.within("covering-note", sentences),
    )
    return apart_from(matches.within("discloses", sentences), other)


def _answers(text: str, passages: Sequence[Passage], claimed: Set[int], matches: Matches) -> int:
    """Replies to questions that are neither a refusal nor "not held"."""
    count = 0
    after_question = arguing = closed = False
    cells = 0
    lettered = any(
        p.label if p.part == "request" else _LETTERED.search(text, p.span.start, p.span.end)
        for p in passages
        if p.part == "request" or matches.has("restates-request", p.span)
    )
    for index, passage in enumerate(passages):
        words = text[passage.span.start : passage.span.end]
        if passage.part == "request":
            after_question, arguing = True, False
            listed = bool(passage.label) or passage.kind == "item"
            count += _answers_inside(words, passage.span, matches) if listed else 0
            continue
        # A covering note closes, and the letter that it covers greets anew.
        if is_closing(passage.span, matches) or is_salutation(passage.span, matches):
            closed = is_closing(passage.span, matches)
            after_question = False
        if closed or passage.part != "response":
            continue
        tells = index not in claimed and _tells_figure(text, passage.span, matches)
        if passage.kind == "heading":
            asks = bool(passage.label) or _asks(words, passage.span, matches)
            given = asks and _ANSWERED.search(words) is not None
            count += tells or (given and not matches.has_any(_GIVES_NOTHING, passage.span))
            after_question = (asks and words.rstrip(" *_").endswith("?")) or (
                after_question and matches.has("response-opening", passage.span)
            )
            arguing = index in claimed or (arguing and matches.has_any(_ARGUED, passage.span))
            continue
        arguing = index in claimed or (arguing and not passage.label)
        count += tells and not arguing
        if passage.kind == "row":
            cells += 1
            count += cells == 2 and not arguing
            count += bool(matches.has("cell-given", passage.span))
            continue
        cells = 0
        if len(passage.sentences) == 1 and matches.opens("restates-request", passage.span):
            # "You asked for the reports.": what was asked for follows what thanks for asking.
            continue
        if matches.has_any(_GIVES_NOTHING, passage.span):
            after_question = False
            count += len(_NUMBERED_ANSWER.findall(words)) >= 2
            continue
        numbered = bool(passage.label) and (lettered or not passage.label.isalpha())
        count += _is_answer(text, passage, after_question, arguing, numbered, matches)
        after_question = False
    return count


def _asks(words: str, heading: Span, matches: Matches) -> bool:
    """A heading repeats a question of the request: "2  How many were sold?"."""
    number = _QUESTION_NUMBER.match(words)
    begin = heading.start + (number.end() if number else 0)
    return number is not None or matches.at("asks-for", begin, heading.end) is not None


def _answers_inside(words: str, span: Span, matches: Matches) -> int:
    """Questions of a list that have their answer behind them: what follows does not ask again."""
    return sum(
        matches.at("asks-for", span.start + mark.end(), span.end) is None
        for mark in _BEHIND_QUESTION.finditer(words)
    )


def _is_answer(
    text: str,
    passage: Passage,
    after_question: bool,
    arguing: bool,
    numbered: bool,
    matches: Matches,
) -> bool:
    """A reply behind a question, under a number, or with plain figures."""
    words = text[passage.span.start : passage.span.end]
    if after_question and not arguing and not matches.has("reply-follows", passage.span):
        of_the_law = matches.has("act-named", passage.span, denied=None)
        return not of_the_law or _tells_figures(text, passage.span, matches)
    if len(_NUMBERED_ANSWER.findall(words)) >= 2 or len(_INLINE.findall(words)) >= 2:
        return True
    if arguing or matches.has_any(_ARGUES, passage.span):
        return False
    if numbered and not matches.opens("asks-for", passage.span):
        return True
    restates = matches.has("restates-request", passage.sentences[0])
    return not restates and _tells_figures(text, passage.span, matches)


def _tells_figure(text: str, span: Span, matches: Matches) -> bool:
    """A number is given for what can be counted or paid: "the rent for a plot is £38"."""
    return any(
        pattern.match(text, hit.end, span.end) is not None
        for name, pattern in (("figure-told", _BEHIND_TOLD), ("counted", _BEHIND_COLON))
        for hit in matches.within(name, (span,))
    )


def _tells_figures(text: str, span: Span, matches: Matches) -> bool:
    """A plain statement with figures: two numbers at least that are no times, dates, provisions or
    references."""
    if span.end - span.start <= _FEWEST_CHARACTERS:
        return False
    top = Span(span.start, min(span.end, span.start + _SHORT))
    others = [Span(*found.span()) for found in _NO_FIGURE.finditer(text, top.start, top.end)]
    others += [
        Span(hit.start, number.end())
        for hit in matches.within("provision-noun", (top,), denied=None)
        if (number := _BEHIND_NOUN.match(text, hit.end, top.end))
    ]
    figures = [Span(*found.span()) for found in _FIGURE.finditer(text, top.start, top.end)]
    told = apart_from(figures, others)
    return sum(not _is_of_time(text, figure.end, matches) for figure in told) >= 2


def _is_of_time(text: str, end: int, matches: Matches) -> bool:
    """Behind a number stands that it counts days or pages, or a bracket."""
    behind = end + text.startswith((" ", "\n"), end)
    return (
        text.startswith("(", behind) or matches.at("time-or-pages", behind, len(text)) is not None
    )


def decide(found: Sequence[Found], unnamed: bool, seen: Signals) -> Kind:
    """The first kind that fits, in the order of the label guide."""
    claims = bool(found)
    refuses = claims or unnamed
    if seen.reported or (
        not claims and (seen.subject_access or seen.regulation_7 or seen.transfers)
    ):
        return "other"
    if not refuses:
        return _without_refusal(seen)
    effects = {f.effect for f in found}
    if seen.reviews:
        return "internal_review"
    if seen.pending and (not effects or not effects <= {"refuse"}):
        return "public_interest_extension"
    if effects == {"ncnd"}:
        return "ncnd"
    if effects == {"refuse"}:
        sections = {section_of(f.provision) for f in found}
        return "cost_limit" if "s12" in sections else "vexatious_or_repeated"
    if claims and all(map(refuses_as_not_held, found)):
        return "not_held"
    gives = bool(seen.discloses) or seen.answers > 0 or seen.in_part
    return "partial_refusal" if gives else "full_refusal"


def _without_refusal(seen: Signals) -> Kind:
    gives = bool(seen.discloses) or seen.answers >= 1 or seen.in_full
    if seen.reviews and not seen.acknowledges:
        return "internal_review"
    if seen.clarifies and not seen.in_full and not seen.not_held and seen.answers <= 1:
        return "other"
    if seen.transfers or seen.fees or seen.regulation_7 or seen.subject_access or seen.reported:
        return "other"
    if seen.pending:
        return "public_interest_extension"
    if seen.acknowledges and not seen.in_full and not seen.not_held and seen.answers <= 2:
        return "acknowledgement"
    if seen.covering and seen.words < _SHORT and seen.answers == 0:
        return "other"
    if seen.not_held and not seen.in_full and len(seen.not_held) >= seen.answers:
        return "not_held"
    if seen.outside and not seen.in_full:
        return "other"
    return "full_disclosure" if gives else "other"
