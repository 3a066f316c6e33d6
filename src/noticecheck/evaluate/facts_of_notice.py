"""The facts about a notice: what it refuses, what is still to come, and where to complain."""

from __future__ import annotations

from noticecheck.evaluate.context import Context, Shown, Subject, hits
from noticecheck.model import Claim, Span
from noticecheck.notice.questions import Question, numbered_questions
from noticecheck.notice.relied import NOT_HELD
from noticecheck.notice.rights import offers_regulator, offers_review


def refusal_stated(context: Context, subject: Subject) -> Shown:
    spans = tuple(p.span for p in context.passages("response"))
    return (
        hits(context, "refuses", spans)
        or hits(context, "refuses-generally", spans)
        or hits(context, "disclosure-barred", spans)
        or hits(context, "relies-on", _citing_sentences(context))
        or hits(context, "exempt-mark", _citing_sentences(context))
        or (hits(context, "not-held", spans) if _is_of_nothing_held(subject) else None)
    )


def _is_of_nothing_held(subject: Subject) -> bool:
    return isinstance(subject, Claim) and (subject.regime, subject.provision) in NOT_HELD


def _citing_sentences(context: Context) -> tuple[Span, ...]:
    return tuple(context.sentence_at(c.span) for claim in context.claims for c in claim.citations)


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


def separate_reasons_promised(context: Context, subject: Subject) -> Shown:
    return hits(context, "separate-reasons", context.letter)


def place_named(context: Context, subject: Subject) -> Shown:
    spans = tuple(p.span for p in context.passages("response"))
    return hits(context, "place", spans)


def cost_or_vexatious_stated(context: Context, subject: Subject) -> Shown:
    spans = [c.span for claim in context.claims if claim.effect == "refuse"
             for c in claim.citations]  # fmt: skip
    return tuple(spans[:2]) or None


def complaints_procedure_stated(context: Context, subject: Subject) -> Shown:
    found = [
        sentence
        for passage in context.passages("response", "rights")
        for sentence in passage.sentences
        if offers_review(sentence, context.matches, in_rights=passage.part == "rights")
    ]
    return tuple(found[:2]) or None


def no_complaints_procedure_stated(context: Context, subject: Subject) -> Shown:
    return hits(context, "no-review-procedure", context.letter)


def regulator_right_stated(context: Context, subject: Subject) -> Shown:
    """The right to apply to this regime's Commissioner, not to the other one."""
    if context.matches.within("regulator-denied", context.letter):
        return None
    scottish = context.pack == "foisa2002"
    found = [
        sentence
        for passage in context.passages("response", "rights")
        for sentence in passage.sentences
        if offers_regulator(sentence, passage.part == "rights", context.matches, scottish=scottish)
    ]
    return tuple(found[:2]) or None


def wrong_body_named(context: Context, subject: Subject) -> Shown:
    return hits(context, "wrong-body", tuple(p.span for p in context.passages("rights"))) or (
        hits(context, "wrong-body", context.letter)
    )


def rights_elsewhere(context: Context, subject: Subject) -> Shown:
    return hits(context, "rights-elsewhere", context.letter)


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
