"""Where a letter says that its reasons would themselves disclose exempt information, and which of
the reasons it says so of."""

from __future__ import annotations

from noticecheck.evaluate.context import Context, Shown, Subject, discussion_of, hits
from noticecheck.model import Claim, Span

_SAID = "explaining-would-disclose"
_WHY_IT_APPLIES = "why-it-applies"

REQUIRED = {
    _WHY_IT_APPLIES: "why an exemption applies, or why something is refused",
}


def explaining_would_disclose(context: Context, subject: Subject) -> Shown:
    """Said in the claim's own discussion, or of all exemptions, or naming its section."""
    own = hits(context, _SAID, discussion_of(subject))
    if own:
        return own
    if not isinstance(subject, Claim):
        return None
    cited = {context.sentence_at(citation.span) for citation in subject.citations}
    said = [
        sentence
        for sentence in context.letter_sentences
        if context.matches.has(_SAID, sentence)
        and (sentence in cited or context.matches.has("applies-to-all", sentence))
    ]
    return tuple(said) or None


def reasons_would_disclose(context: Context, subject: Subject) -> Shown:
    """Said of why the exemption applies, or of reasons of any kind."""
    said = explaining_would_disclose(context, subject) or ()
    return tuple(span for span in said if not _of_the_balance_alone(context, span)) or None


def _of_the_balance_alone(context: Context, span: Span) -> bool:
    """ "Under section 16(3) we are not obliged to give our reasons on the public interest." """
    sentence, matches = context.sentence_at(span), context.matches
    balance = matches.within("public-interest", (sentence,), denied=None)
    # "Why the public interest favours withholding" is of the balance, too.
    why = matches.within(_WHY_IT_APPLIES, (sentence,), denied=None)
    return bool(balance) and all(any(hit.overlaps(words) for words in balance) for hit in why)
