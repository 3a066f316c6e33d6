"""How many questions of a request, or parts of an answer, are answered with information."""

from __future__ import annotations

from collections.abc import Sequence, Set

from noticecheck.late import regex
from noticecheck.match import Matches, apart_from
from noticecheck.model import Passage, Span
from noticecheck.notice.answer_lists import answers_in_lists
from noticecheck.notice.lines import is_closing, is_salutation

# Question marks, numbers and their Q, sums and figures, and where they stand: phrases see none.
_BEHIND_QUESTION = regex(r"[?:]\s+(?=[A-Z0-9£])")
_NUMBERED_ANSWER = regex(r"(?m)^\s*\d{1,2}[.)]\s.{3,80}(?:\s[-–]\s?|:\s|\?\s)\S")
_BEHIND_TOLD = regex(r"\W{0,3}£?\d")
_BEHIND_COLON = regex(r"[^.?!\n:]{0,60}:\s*£?\d")
_MARKED_ANSWER = r"(?:A(?:ns(?:wer)?)?|Reply|Response)[ \t]?\d{0,2}[ \t]?[:.)–-][ \t]*\S"
_ANSWERED = regex(rf"\?[ \t]+(?:£?\d|\w+$|[-–][ \t]+\w|{_MARKED_ANSWER})")
_FIGURE_ALONE = regex(r"£?\d[\d,.]*%?(?:\s[a-z]{2,5}\s[^.;\n]{1,40})?\W*$")
"""Under a numbered title: "£782 from April 2025."."""
_ANSWERED_BEHIND = regex(rf"\?\s+{_MARKED_ANSWER}")
_NUMBER_ALONE = regex(r"\W{0,4}[A-Za-z]{1,9}\.? ?\d{1,2}\W*")
"""A heading that is nothing but "Question 1"."""
_COUNTED_LINE = regex(r"[A-Z][^:|@/\d]{2,60}:\s*(?:£?\d{1,3}(?:,\d{3})*(?:\.\d+)?%?)")
"""A line of its own beside others: "Drugs recovered: 139"."""
_QUESTION_NUMBER = regex(r"[*_ ]*(?:[Qq]\.?)? ?\d{1,2}[.):]?\s+(?=[A-Z])")
_LETTERED = regex(r"(?<!\w)\(?[ai]\)")
_INLINE = regex(r"\b[Qq](?:uestion )?\d\b")
_FIGURE = regex(r"£\s?\d|\b\d[\d,.]*\b")
_NO_FIGURE = regex(
    r"\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]+(?: \d{4})?|\b(?:19|20)\d\d\b|"
    r"[A-Z]+[/-][\w/-]+|\d{4,} \d{3,}|\(\d{1,2}\)"
)
"""Days, years, references, telephone numbers, and what numbers the parts of a request."""
_BEHIND_NOUN = regex(r"\.? ?\d+")
_FEWEST_CHARACTERS = 60
"""Of a statement that tells more than a figure."""
_GIVES_NOTHING = ("not-held", "refuses", "cost-limit", "look-again", "courtesy", "handled-under",
                  "refuses-generally", "seeks-clarification")  # fmt: skip
"""Phrases of passages that reply, if at all, without giving what was asked for."""
_NO_ANSWER = ("not-held", "refuses", "refuses-generally", "restates-request")
"""Phrases of sentences that name a question by its number without answering it."""
_ARGUED = ("public-interest", "factors-headed", "for-disclosure", "reasons-headed",
           "heading-of-reasons")  # fmt: skip
"""Of headings under which a refusal is still argued."""
_ARGUES = ("public-interest", "for-withholding", "for-disclosure", "reason-connective", "recital",
           "conditional")  # fmt: skip
_LONGEST = 700
"""Characters of a passage in which its figures are looked for."""


def count_answers(
    text: str, passages: Sequence[Passage], claimed: Set[int], matches: Matches
) -> int:
    """Replies to questions that are neither a refusal nor "not held"."""
    count = 0
    after_question = arguing = closed = False
    cells = lines = 0
    in_lists = answers_in_lists(text, [p.span for p in passages], matches)
    own_numbers = _numbers_its_paragraphs(passages)
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
        if index in in_lists and index not in claimed:
            count += not matches.has_any(_GIVES_NOTHING, passage.span)
            after_question = False
            continue
        tells = index not in claimed and _tells_figure(text, passage.span, matches)
        if passage.kind == "heading":
            counts = _COUNTED_LINE.fullmatch(words) is not None
            lines = lines + 1 if counts and not _of_the_head(passage.span, matches) else 0
            count += lines == 2 and not arguing
            asks = bool(passage.label) or _asks(words, passage.span, matches)
            given = asks and _ANSWERED.search(words) is not None
            count += tells or (given and not matches.has_any(_GIVES_NOTHING, passage.span))
            after_question = (asks and words.rstrip(" *_").endswith("?")) or (
                after_question and matches.has("response-opening", passage.span)
            )
            arguing = index in claimed or (arguing and matches.has_any(_ARGUED, passage.span))
            count += _alone_under_its_number(text, passages, index, matches)
            continue
        arguing = index in claimed or (arguing and not passage.label)
        count += tells and not arguing
        if passage.kind == "row":
            cells += not _of_the_head(passage.span, matches)
            count += cells == 2 and not arguing
            count += bool(matches.has("cell-given", passage.span))
            continue
        cells = 0
        if len(passage.sentences) == 1 and matches.opens("restates-request", passage.span):
            # "You asked for the reports.": what was asked for follows what thanks for asking.
            continue
        if index > 0 and passages[index - 1].label and _FIGURE_ALONE.match(words):
            count += not arguing
            continue
        if matches.has_any(_GIVES_NOTHING, passage.span):
            after_question = False
            count += len(_NUMBERED_ANSWER.findall(words)) >= 2
            count += _answers_within(text, passage, matches) >= 2
            continue
        under = index > 0 and (passages[index - 1].kind == "heading" or passages[index - 1].label)
        if (
            (under or passage.label or after_question)
            and matches.opens("cell-given", passage.span)
            and not _argues(passage, matches)
        ):
            # "Part D: complaints received" has under it "Enclosed (two pages)."
            count += 1
            after_question = False
            continue
        if _ANSWERED_BEHIND.search(words) and not arguing:
            count += 1
            after_question = False
            continue
        goes_on = own_numbers and passage.label.isdigit()
        after_question = after_question and not goes_on
        numbered = bool(passage.label) and (lettered or not passage.label.isalpha()) and not goes_on
        count += _is_answer(text, passage, after_question, arguing, numbered, matches)
        after_question = False
    return count


def _argues(passage: Passage, matches: Matches) -> bool:
    return matches.has_any(_ARGUES, passage.sentences[0])


def _numbers_its_paragraphs(passages: Sequence[Passage]) -> bool:
    """Whether the numbers go on into the paragraphs about complaints: they are of the letter's
    paragraphs, as lawyers number them, and of no questions."""
    last = 0
    for passage in passages:
        if not passage.label.isdigit():
            continue
        if passage.part == "rights" and 1 <= last == int(passage.label) - 1:
            return True
        last = int(passage.label) if passage.part in ("response", "statute") else last
    return False


def _answers_within(text: str, passage: Passage, matches: Matches) -> int:
    """Sentences of a paragraph that answer a question by its number with figures, beside others
    that refuse: "Q1 there were 14 exclusions. Q2 we spent £300. Q3 is refused."."""
    count = 0
    for sentence in passage.sentences:
        numbers = list(_INLINE.finditer(text, sentence.start, sentence.end))
        if len(numbers) != 1 or matches.has_any(_NO_ANSWER, sentence):
            continue
        words = text[numbers[0].end() : sentence.end]
        count += _FIGURE.search(words) is not None and not words.rstrip().endswith("?")
    return count


def _alone_under_its_number(
    text: str, passages: Sequence[Passage], index: int, matches: Matches
) -> bool:
    """A line that looks like a title and is all that stands between "Question 1" and the next."""
    if not 0 < index < len(passages) - 1:
        return False
    before, following = passages[index - 1], passages[index + 1]
    return (
        all(p.kind == "heading" and bool(p.label) for p in (before, following))
        and _NUMBER_ALONE.fullmatch(text, before.span.start, before.span.end) is not None
        and not passages[index].label
        and not matches.has_any(_GIVES_NOTHING, passages[index].span)
    )


def _of_the_head(line: Span, matches: Matches) -> bool:
    return matches.opens("label-of-a-letterhead", line) is not None


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
        of_the_law = matches.has_any(("act-named", "tells-of-the-act"), passage.span, denied=None)
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
    if span.end - span.start <= _FEWEST_CHARACTERS and text.count("£", span.start, span.end) < 2:
        return False
    top = Span(span.start, min(span.end, span.start + _LONGEST))
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
