"""What is to be said of a letter beside its assessments: why it cannot be judged, what is missing,
and whose words were left aside."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from noticecheck.late import regex
from noticecheck.match import Matches
from noticecheck.model import Document, Notice, Region, Span, Verdict
from noticecheck.notice.addressed import is_addressed
from noticecheck.notice.completeness import only_attached
from noticecheck.notice.lines import names_attachment
from noticecheck.notice.several import holds_two_letters

_NOT_JUDGED = {
    "eisr2004": "it is under the Environmental Information (Scotland) Regulations 2004, "
    "for which there are no rules yet",
}
_WORD = regex(r"[^\W\d_]+")
_FEWEST_WORDS = 5
_SENTENCE = 12
"""Number of words from which on the common ones tell the language."""
_ENGLISH_SHARE = 0.08
_WELSH_SHARE = 0.15


def cannot_judge(parsed: Notice, matches: Matches) -> str | None:
    """Why a letter is beyond the rules: its regime has none, or its content is elsewhere."""
    for regime in parsed.regimes:
        if regime in _NOT_JUDGED:
            return _NOT_JUDGED[regime]
    response = [p for p in parsed.passages if p.part == "response"]
    words = sum(p.span.end - p.span.start for p in response)
    if (
        parsed.kind == "other"
        and words < 600
        and (
            matches.within("covering-note", [p.span for p in response])
            or only_attached(parsed.document.text, parsed.passages, matches)
        )
    ):
        return "the letter only points to an attachment: check the attachment itself"
    if reason := _not_a_letter(parsed, matches):
        return reason
    if second := holds_two_letters(parsed.document, parsed.passages, matches):
        line = parsed.document.text.count("\n", 0, second.start) + 1
        return f"a second letter seems to begin at line {line}: save each as a file of its own"
    return None


def _not_a_letter(parsed: Notice, matches: Matches) -> str | None:
    """Why the text is nothing that the rules can read: hardly any words, or few English ones."""
    # Neither the head of a mail nor the names of its attachments are words of a letter.
    heads = [region.span for region in parsed.document.regions if region.kind == "header"]
    spans = [
        p.span
        for p in parsed.passages
        if not any(head.contains(p.span) for head in heads)
        and not names_attachment(p.span, matches)
    ]
    counted = {p.span: len(_WORD.findall(parsed.document.quote(p.span))) for p in parsed.passages}
    words = sum(counted[span] for span in spans)
    if words < _FEWEST_WORDS:
        return "there are hardly any words in it: check that this is the whole letter"
    if words < _SENTENCE and parsed.document.incomplete:
        return "hardly any words of it could be read: see what is said of the rest"
    # The menus of a page and the tables that are released may hold no sentence.
    own = [p.span for p in parsed.passages if p.part != "furniture"]
    own_words = sum(counted[span] for span in own)
    if own_words >= _SENTENCE:
        spans, words = own, own_words
    common = sum(matches.count("english", span, denied=None) for span in spans)
    if words >= _SENTENCE and common < _ENGLISH_SHARE * words:
        # Refusals in Welsh are read as far as their wordings are known; what shows none is not.
        known = sum(matches.count("welsh", span, denied=None) for span in spans)
        if known >= _WELSH_SHARE * words and parsed.claims:
            return None
        return "it does not seem to be in English, the only language that the rules are for"
    return None


def older(parsed: Notice, matches: Matches, verdict: Verdict) -> tuple[str, ...]:
    """That a refusal stands in a message below one that refuses nothing."""
    older = [p.span for p in parsed.passages if p.part == "thread"]
    if verdict != "not_a_refusal" or not matches.within("relies-on", older):
        return ()
    return (
        "An older message below this one seems to refuse something, and was not judged: save it as "
        "a file of its own to check it.",
    )


def only_named(
    parsed: Notice, matches: Matches, verdict: Verdict, in_words: Callable[[Sequence[str]], str]
) -> tuple[str, ...]:
    """That an answer without a refusal names exemptions in its own words, neither to deny them nor
    as what may happen: whether something is held back under them is for the reader to see."""
    if verdict != "not_a_refusal" or not is_addressed(
        parsed.document.text, parsed.passages, matches
    ):
        return ()
    denied = {m.provision for m in parsed.mentions if m.role in ("negated", "withdrawn")}
    own = [p for p in parsed.passages if p.part == "response" and p.kind != "row"]
    sentences = [sentence for passage in own for sentence in passage.sentences]
    starts = [sentence.start for sentence in sentences]
    named: dict[str, Span] = {}
    for mention in parsed.mentions:
        told = mention.role in ("statute", "hypothetical")
        if not told or mention.provision in denied or mention.provision in named:
            continue
        place = bisect_right(starts, mention.span.start) - 1
        if (
            place >= 0
            and sentences[place].contains(mention.span)
            and not matches.has_any(
                ("conditional", "whether-applied"), sentences[place], denied=None
            )
        ):
            named[mention.provision] = sentences[place]
    if not named:
        return ()
    quote = _quoted(parsed.document, next(iter(named.values())))
    return (
        f'It names {in_words(tuple(named))} ("{quote}"), but seems to refuse nothing for that. If '
        "something is held back, this is a refusal that was misread: see for yourself.",
    )


def by_others(parsed: Notice, matches: Matches) -> tuple[str, ...]:
    """That the words are the requester's own, or that a released document cites exemptions."""
    parts = {p.part for p in parsed.passages}
    if "request" in parts and not parts & {"response", "rights", "statute"}:
        return ("It seems to be written by the person who made the request, not by the authority.",)
    if (
        parsed.kind == "other"
        and matches.has("relies-on", *(p.span for p in parsed.passages))
        and not is_addressed(parsed.document.text, parsed.passages, matches)
    ):
        return ("It speaks of exemptions, but to nobody who asked for information: not judged.",)
    return tuple(
        f'The attachment "{region.name}" speaks of exemptions, but not to the person who made the '
        "request: it was taken for a released document, and not judged."
        for region in parsed.document.regions
        if region.kind == "attachment" and _is_released(region, parsed, matches)
    )


def _is_released(region: Region, parsed: Notice, matches: Matches) -> bool:
    own = [p for p in parsed.passages if region.span.contains(p.span)]
    return all(p.part == "furniture" for p in own) and matches.has(
        "relies-on", *(p.span for p in own)
    )


def other_part(parsed: Notice, matches: Matches) -> tuple[str, ...]:
    """That a letter under Scotland's Act answers a part under its Regulations, too."""
    response = [p.span for p in parsed.passages if p.part == "response"]
    if parsed.own_regimes or "foisa2002" not in parsed.regimes:
        return ()
    if not matches.has("act-of-eisr2004", *response):
        return ()
    return (
        "What this letter answers under the Environmental Information (Scotland) Regulations 2004 "
        "was not assessed: there are no rules for them yet.",
    )


def completeness(parsed: Notice) -> tuple[str, ...]:
    """That the letter breaks off, or points to what is not here."""
    warnings = []
    if parsed.document.incomplete:
        warnings.append("What was not read may hold what seems to be missing: it is unclear.")
    elif not parsed.complete and not parsed.absent:
        warnings.append(
            "The text may be incomplete: it seems to break off. What the missing part may hold "
            "is reported as unclear."
        )
    if parsed.foreign:
        warnings.append(
            "Part of the letter is in another language, which the rules do not read. What it may "
            "hold is reported as unclear."
        )
    if parsed.absent:
        sentence = next(
            s for p in parsed.passages for s in p.sentences if s.contains(parsed.absent[0])
        )
        quote = _quoted(parsed.document, sentence)
        warnings.append(
            f'The letter points to a document that is not here ("{quote}"). What it may hold is '
            "reported as unclear."
        )
    return tuple(warnings)


def _quoted(document: Document, span: Span) -> str:
    """The words of a span on one line."""
    return " ".join(document.quote(span).split())
