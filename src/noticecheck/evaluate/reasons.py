"""How much a discussion says of its own: what is left of it when the statute's words, the names
of things every notice speaks of, and the notice's own formulas are taken away."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from noticecheck.evaluate.context import Context, Subject, discussion_of
from noticecheck.evaluate.no_reasons import (
    argues_nothing,
    beside_a_balance,
    restates,
    tells_of_the_delay,
)
from noticecheck.evaluate.own_words import own_words, sender_words, statute_words
from noticecheck.evaluate.topic import topic_words
from noticecheck.evaluate.weighing import TITLE, is_balance
from noticecheck.late import dataclass, regex
from noticecheck.model import Claim, Passage, Span
from noticecheck.notice.lines import goes_on_with_a_row
from noticecheck.notice.rights import tells_of_rights

ENOUGH = 8
"""Distinct words of its own from which on a discussion counts as a reason."""
SOME = 3
"""Distinct words of its own from which on it is worth a person's look."""
HINT = 2
"""Distinct words of its own in a sentence about the topic that are worth a person's look."""
FACTOR = 4
"""Distinct words of its own in one sentence that make it a factor of the balance."""

_COLON = regex(r":\s|\s[-–—]\s|;\s")
_STOP = regex(r"[.;:] +(?=[A-Z])")
_EMPTY_SENTENCES = ("exemption-nature", "no-balance-needed", "explaining-would-disclose",
                    "cannot-explain", "separate-reasons")  # fmt: skip
_OF_THE_LETTER = ("courtesy", "procedural-sentence")
"""Phrases of sentences about the letter itself, unless they give a because of their own."""


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of a discussion with the words of its own."""

    span: Span
    words: frozenset[str]
    balances: bool
    """It is part of weighing the public interest."""


def said(context: Context, subject: Subject) -> tuple[Said, ...]:
    """The sentences of a subject's discussion that are not headings, with their own words."""
    return context.memo("said", subject, lambda: _said(context, subject))


def _said(context: Context, subject: Subject) -> tuple[Said, ...]:
    statute = statute_words(context, subject) | sender_words(context)
    topic = topic_words(context, subject)
    absolute = isinstance(subject, Claim) and subject.test == "absolute"
    ncnd = isinstance(subject, Claim) and subject.effect == "ncnd"
    weighs = (
        not absolute or (ncnd and not beside_a_balance(context)) or _weighs_within(context, subject)
    )
    anchors = _anchors(context, subject)
    pending = context.notice.kind == "public_interest_extension"
    result: list[Said] = []
    concluded_at = -1
    for sentence, index in context.sentences(discussion_of(subject)):
        passage = context.notice.passages[index]
        if passage.kind == "heading":
            continue
        matches = context.matches
        empty = matches.has_any(_EMPTY_SENTENCES, sentence)
        weighed = is_balance(context, sentence, passage)
        balances = not absolute and weighed
        # What is laid on the scales needs no because; a conclusion does.
        laid = balances and matches.has("weighing", sentence) and not matches.has(
            "balance-concluded", sentence
        )  # fmt: skip
        argued = sentence if laid else _because(context, sentence)
        words = own_words(context, argued, statute)
        argues = matches.has("reason-connective", sentence)
        if (
            matches.has("separate-reasons", sentence)
            or (empty and not balances and not (argues and len(words) >= ENOUGH))
            or (matches.has("confirms-holding", sentence) and not argues)
        ):
            words = frozenset()
        told = matches.opens("signs-off", sentence) is not None or (
            restates(context, sentence) and not matches.has("refuses", sentence)
        )
        own = argues and len(words) >= SOME
        if (
            told
            or (not own and matches.has_any(_OF_THE_LETTER, sentence))
            or (not balances and argues_nothing(context, sentence))
            or tells_of_rights(sentence, matches)
            or (pending and tells_of_the_delay(context, sentence))
            # What is weighed for another claim is no reason for one that nothing is weighed for.
            or (weighed and not weighs)
            # Other rows answer other questions; behind the conclusion comes other business.
            or (index not in anchors and _is_of_another_question(context, passage))
            or (-1 < concluded_at < index and not balances and index not in anchors)
        ):
            words = frozenset()
        if balances and matches.has("balance-concluded", sentence):
            concluded_at = index
        if not balances and not (
            _anchored(context, anchors, sentence, index)
            or _gives_reasons(context, passage)
            or _argues(context, topic, sentence)
        ):
            words = frozenset()
        result.append(Said(sentence, words, balances))
    return tuple(result)


def _weighs_within(context: Context, subject: Subject) -> bool:
    """Interests are weighed within the exemption itself: for personal data, and confidences."""
    if not isinstance(subject, Claim):
        return False
    entry = context.catalogues[subject.regime].nearest(subject.provision)
    return entry is not None and entry.weighs_within


def _anchors(context: Context, subject: Subject) -> dict[int, int]:
    """For each passage that names the subject's provision, where it first does."""
    anchors: dict[int, int] = {}
    if isinstance(subject, Claim):
        for citation in subject.citations:
            index = context.passage_at(citation.span)
            sentence = context.sentence_at(citation.span)
            passage = context.notice.passages[index]
            # "(Section 22 of the Act.)" at the end of a paragraph is about all of it.
            closes = (
                sentence == passage.sentences[-1]
                and _length(context, sentence) <= TITLE
                and not context.matches.has_any(("relies-on", "withholds"), sentence)
            )
            start = passage.span.start if closes else citation.span.start
            place = bisect_left(passage.sentences, sentence)
            if place and _refuses_there(context, passage.sentences[place - 1]):
                # "You cannot have the rota: two wardens were followed home. Section 38 applies."
                start = passage.sentences[place - 1].start
            anchors[index] = min(anchors.get(index, start), start)
            for below in _rows_that_go_on(context, index):
                anchors[below] = context.notice.passages[below].span.start
    return anchors


def _refuses_there(context: Context, sentence: Span) -> bool:
    """The sentence refuses, and names nothing by which it does."""
    return context.matches.has_any(("refuses", "withholds"), sentence) and not context.citations_in(
        sentence
    )


def _rows_that_go_on(context: Context, index: int) -> Iterator[int]:
    """The lines of a table that go on with the cells of one, or that it goes on with itself: their
    first cells are empty, but for the line with which the row begins."""
    passages, text = context.notice.passages, context.notice.document.text
    if passages[index].kind != "row":
        return
    above = index
    while goes_on_with_a_row(text, passages[above]) and passages[above - 1].kind == "row":
        above -= 1
        yield above
    for below in range(index + 1, len(passages)):
        if not goes_on_with_a_row(text, passages[below]):
            return
        yield below


def _anchored(context: Context, anchors: dict[int, int], sentence: Span, index: int) -> bool:
    """The sentence is plainly about the claim: it follows the citation in its passage or in the
    next one, stands under a heading that cites, or is said of this claim and of few others."""
    if not anchors:
        return False
    passages = context.notice.passages
    passage = passages[index]
    if index in anchors and anchors[index] < sentence.end:
        return True
    if index - 1 in anchors and not passage.label and passages[index - 1].part == "response":
        return True
    if passage.heading is not None and passage.heading in anchors:
        return True
    if passage.span.start < min(anchors.values()):
        return False
    claims = len({c.provision for c in context.notice.claims})
    return claims > 1 and context.sharing[index] < max(2, claims - 1)


def _argues(context: Context, topic: re.Pattern[str] | None, sentence: Span) -> bool:
    """The sentence gives a because, or speaks of what this exemption's reason is about."""
    if context.matches.has("reason-connective", sentence):
        return True
    return topic is not None and bool(topic.search(context.matches.normal.within(sentence)))


def _length(context: Context, span: Span) -> int:
    """Characters of a span, however its lines are broken."""
    return len(context.matches.normal.within(span))


def _because(context: Context, sentence: Span) -> Span:
    """Of a sentence that claims an exemption, what follows its because or its colon (nothing
    without one); of any other sentence all: what is exempt is described, why is argued."""
    cited = context.citations_in(sentence)
    if cited and context.notice.passages[context.passage_at(sentence)].kind == "row":
        text = context.notice.document.text
        cell = text.find("|", cited[-1].end, sentence.end)
        if cell >= 0:
            # The next cell of a table says why, or what follows in the same one.
            goes_on = _STOP.search(text, cited[-1].end, cell)
            return Span(goes_on.end() if goes_on else cell + 1, sentence.end)
    if not cited and not context.matches.has("bare-claim", sentence):
        return sentence
    starts = [hit.start for hit in context.matches.within("reason-connective", (sentence,))]
    behind = _length(context, Span(cited[0].end, sentence.end)) if cited else 0
    if cited and starts and behind <= TITLE and min(starts) < cited[0].start:
        # The argument comes first: "they would not expect it, so section 40(2) applies".
        return sentence
    text = context.notice.document.text
    colon = _COLON.search(text, cited[-1].end if cited else sentence.end, sentence.end)
    if colon:
        starts.append(colon.end())
    if cited:
        # "It applies to the notes, which were taken by the officers who looked into the fire."
        behind_it = Span(cited[-1].end, sentence.end)
        starts += [hit.start for hit in context.matches.within("describes-it", (behind_it,))]
    return Span(min(starts, default=sentence.end), sentence.end)


def _is_of_another_question(context: Context, passage: Passage) -> bool:
    """A row of a table that gives no reasons."""
    return passage.kind == "row" and not _gives_reasons(context, passage)


def _gives_reasons(context: Context, passage: Passage) -> bool:
    """A field of a form: "Reason: …"."""
    return passage.kind == "row" and context.matches.opens("reason-field", passage.span) is not None


def reasons(context: Context, subject: Subject) -> tuple[int, tuple[Span, ...]]:
    """How many words of its own the discussion has outside the balance, and where.

    What confirming or denying would do is told within the balance as often as before it.
    """
    either = isinstance(subject, Claim) and subject.effect == "ncnd"
    sentences = [
        s
        for s in said(context, subject)
        if s.words
        and (
            not s.balances
            or (
                either
                and len(s.words) >= FACTOR
                and context.matches.has("reason-connective", s.span)
                and not context.matches.has_any(("disclosure-side", "for-disclosure"), s.span)
            )
        )
    ]
    return count_words(sentences), tuple(s.span for s in sentences if len(s.words) >= 2)


def argued(context: Context, subject: Subject, spans: Sequence[Span]) -> bool:
    """One of the sentences gives a because, names a harm, or speaks of what this exemption's reason
    is about: telling what there is, or what was done, argues nothing."""
    topic = topic_words(context, subject)
    return any(
        _argues(context, topic, span) or context.matches.has("harm-named", span) for span in spans
    )


def unassigned(context: Context) -> tuple[Span, ...]:
    """Sentences that argue, in passages that are in no claim's discussion."""
    return context.memo("unassigned", None, lambda: _unassigned(context))


def _unassigned(context: Context) -> tuple[Span, ...]:
    matches = context.matches
    taken = {
        context.passage_at(span) for claim in context.notice.claims for span in claim.discussion
    }
    if context.unnamed is not None:
        taken |= {context.passage_at(span) for span in context.unnamed.discussion}
    # Beside a single claim a part that refuses something else may argue what this one is about.
    single = len({claim.provision for claim in context.notice.claims}) == 1
    topic = topic_words(context, context.notice.claims[0]) if single else None
    found: list[Span] = []
    for index, passage in enumerate(context.notice.passages):
        if index in taken or passage.part != "response" or passage.kind in ("heading", "row"):
            continue
        found.extend(
            sentence
            for sentence in passage.sentences
            if matches.has("reason-connective", sentence)
            and (
                matches.has_any(("harm-named", "disclosure-barred", "balance-concluded"), sentence)
                or (topic is not None and topic.search(matches.normal.within(sentence)))
            )
            and not matches.has_any((*_EMPTY_SENTENCES, "conditional"), sentence)
            and not tells_of_rights(sentence, matches)
            and not restates(context, sentence)
            and len(own_words(context, sentence, frozenset())) >= FACTOR
        )
    return tuple(found)


def count_words(sentences: Iterable[Said]) -> int:
    """How many distinct words of their own some sentences have together."""
    words: set[str] = set()
    for sentence in sentences:
        words |= sentence.words
    return len(words)
