"""The facts about a notice: what it refuses, what is still to come, and where to complain."""

from __future__ import annotations

from collections.abc import Iterator

from noticecheck.evaluate.context import Context, Shown, Subject, hits
from noticecheck.evaluate.places import places
from noticecheck.late import regex
from noticecheck.law import ACT_PREFIX
from noticecheck.model import Claim, Passage, Span
from noticecheck.notice.offers import (
    is_labelled_offer,
    leads_to_review,
    offers_review,
    reaches_authority,
)
from noticecheck.notice.questions import Question, numbered_questions
from noticecheck.notice.rights import names_regulator, offers_regulator
from noticecheck.notice.sentences import split_sentences

_CELL = regex(r"[^|\t]*\w[^|\t]*")


def decision_pending(context: Context, subject: Subject) -> Shown:
    if context.notice.kind != "public_interest_extension":
        return None
    said = hits(context, "public-interest-pending", context.letter) or ()
    return None if said and _pending_of_others(context, subject, said) else said


def _pending_of_others(context: Context, subject: Subject, said: tuple[Span, ...]) -> bool:
    """What is undecided is said of other claims, and of this one that it is refused."""
    if not isinstance(subject, Claim):
        return False

    def concerns(claim: Claim) -> bool:
        return any(span.contains(hit) for span in claim.discussion for hit in said)

    others = [claim for claim in context.claims if claim != subject]
    own = {context.sentence_at(citation.span) for citation in subject.citations}
    return (
        not concerns(subject)
        and any(concerns(claim) for claim in others)
        and context.matches.has("withholds", *own)
    )


def placeholder_left(context: Context, subject: Subject) -> Shown:
    return context.notice.placeholders or None


def separate_reasons_promised(context: Context, subject: Subject) -> Shown:
    return hits(context, "separate-reasons", context.letter)


def place_named(context: Context, subject: Subject) -> Shown:
    return places(context, (p.span for p in context.passages("response"))) or None


def cost_or_vexatious_stated(context: Context, subject: Subject) -> Shown:
    spans = [c.span for claim in context.claims if claim.effect == "refuse"
             for c in claim.citations]  # fmt: skip
    return tuple(spans[:2]) or None


def complaints_procedure_stated(context: Context, subject: Subject) -> Shown:
    return _offers_of_review(context, headings=False)


def complaints_procedure_headed(context: Context, subject: Subject) -> Shown:
    """A heading over a review; what is under it does not say how to ask for one."""
    return _offers_of_review(context, headings=True)


def _offers_of_review(context: Context, *, headings: bool) -> Shown:
    """Sentences that offer a review; or the headings that do, with nothing under them."""
    found = [
        sentence
        for sentence, in_rights, led in _said_of_complaints(context)
        if offers_review(sentence, context.matches, in_rights=in_rights, led=led)
        and _is_empty_heading(context, sentence) == headings
    ]
    return tuple(found[:2]) or None


def complaints_hinted(context: Context, subject: Subject) -> Shown:
    """Where the letter speaks of the regulator it names somebody of its own to write to, too."""
    matches = context.matches
    if not any(matches.has("regulator", p.span) for p in context.passages("rights")):
        return None
    return (
        tuple(
            sentence
            for passage in context.passages("rights")
            for sentence in passage.sentences
            if reaches_authority(sentence, matches)
            and matches.has("writes-to-authority", sentence, denied=None)
        )
        or None
    )


def _said_of_complaints(context: Context) -> tuple[tuple[Span, bool, bool], ...]:
    """Every sentence of the letter, whether it stands among the rights, and whether the one before
    it asks if the reader is unhappy."""
    return context.memo("said of complaints", None, lambda: tuple(_of_complaints(context)))


def _of_complaints(context: Context) -> Iterator[tuple[Span, bool, bool]]:
    for passage in context.passages("response", "rights"):
        led = _is_first_resort(context, passage)
        for sentence in (*passage.sentences, *_cells(context, passage)):
            yield sentence, passage.part == "rights", led
            led = leads_to_review(sentence, context.matches, in_rights=passage.part == "rights")


def _is_first_resort(context: Context, passage: Passage) -> bool:
    """Under "How to appeal", whom to write to first: "First, to the Clerk within 40 days"; under
    "Review" and nothing else, where to write: "By mail to foi@hale.example"."""
    if passage.heading is None or passage.kind == "heading":
        return False
    matches, passages = context.matches, context.notice.passages
    heading = passages[passage.heading].span
    if matches.fills("review-label", heading) and "@" in matches.normal.within(passage.span):
        return reaches_authority(passage.sentences[0], matches)
    if passage.part != "rights":
        return False
    begins_list = passage.kind == "item" and passages[passage.heading + 1] == passage
    return (
        (begins_list or matches.opens("first-resort", passage.span) is not None)
        and matches.has("review-label", heading)
        and not matches.has("regulator", heading)
    )


def _cells(context: Context, passage: Passage) -> Iterator[Span]:
    """The sentences of a line with bars, such as a signature: "Not happy? Write to us | ..."."""
    text = context.notice.document.text
    if passage.kind == "row":
        for cell in _CELL.finditer(text, passage.span.start, passage.span.end):
            yield from split_sentences(text, Span(*cell.span()))


def _is_empty_heading(context: Context, sentence: Span) -> bool:
    """A heading, and nothing under it tells how to complain to the authority."""
    matches = context.matches
    heading = context.passage_at(sentence)
    if context.notice.passages[heading].kind != "heading" or is_labelled_offer(sentence, matches):
        return False
    return not any(
        matches.has("way-to-complain", sentence) and not matches.has("regulator", sentence)
        for passage in context.notice.passages
        if passage.heading == heading
        for sentence in passage.sentences
    )


def no_complaints_procedure_stated(context: Context, subject: Subject) -> Shown:
    return hits(context, "no-review-procedure", context.letter)


def regulator_right_stated(context: Context, subject: Subject) -> Shown:
    """The right to apply to this regime's Commissioner, not to the other one."""
    if context.matches.has("regulator-denied", *context.letter):
        return None
    scottish = context.pack == "foisa2002"
    found = [
        sentence
        for sentence, in_rights, led in _said_of_complaints(context)
        if offers_regulator(sentence, in_rights, context.matches, scottish=scottish, led=led)
    ]
    return tuple(found[:2]) or None


def regulator_hinted(context: Context, subject: Subject) -> Shown:
    """Among what is said of complaints the Commissioner is named, and no right to go there."""
    scottish = context.pack == "foisa2002"
    return (
        tuple(
            sentence
            for sentence, in_rights, led in _said_of_complaints(context)
            if (in_rights or led)
            and names_regulator(sentence, context.matches, scottish=scottish)
            and not context.matches.has_any(
                ("reviews", "review-presumed", "regulator-denied"), sentence
            )
            and not context.matches.has("approach-regulator", sentence, denied=True)
        )[:2]
        or None
    )


def wrong_body_named(context: Context, subject: Subject) -> Shown:
    return hits(context, "wrong-body", tuple(p.span for p in context.passages("rights"))) or (
        hits(context, "wrong-body", context.letter)
    )


def rights_elsewhere(context: Context, subject: Subject) -> Shown:
    """In a leaflet, or behind a link, which is not to the Commissioner's own page."""
    linked = tuple(
        hit
        for hit in context.matches.within("rights-behind-a-link", context.letter)
        if not context.matches.has("regulator-found", context.sentence_at(hit))
    )
    return hits(context, "rights-elsewhere", context.letter) or linked or None


def exemption_named(context: Context, subject: Subject) -> Shown:
    spans = [c.span for claim in context.claims for c in claim.citations[:1]]
    return tuple(spans) or None


def questions_numbered(context: Context, subject: Subject) -> Shown:
    return tuple(question.span for question in _questions(context)) or None


def question_unanswered(context: Context, subject: Subject) -> Shown:
    return tuple(q.span for q in _questions(context) if not q.answered) or None


def answer_empty(context: Context, subject: Subject) -> Shown:
    return tuple(q.span for q in _questions(context) if q.empty) or None


def _questions(context: Context) -> tuple[Question, ...]:
    notice = context.notice
    return context.memo(
        "questions", None,
        lambda: numbered_questions(notice.document.text, notice.passages, context.matches),
    )  # fmt: skip


def another_law_named(context: Context, subject: Subject) -> Shown:
    """Where the letter names the law that it is under by its own words, if another was chosen."""
    regimes = context.notice.own_regimes
    if not regimes:
        return None
    named = (context.matches.within(ACT_PREFIX + name, context.letter) for name in regimes)
    return tuple(span for spans in named for span in spans)[:2]


def authority_unnamed(context: Context, subject: Subject) -> Shown:
    """No body is named from which the letter could be."""
    return () if context.notice.authority is None else None
