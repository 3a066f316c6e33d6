"""Short letters for tests: a text becomes a document, and a report is asked plain questions."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date

from noticecheck.checker import Checker
from noticecheck.evaluate.context import Context, Subject
from noticecheck.evaluate.facts import COMPUTED
from noticecheck.match import Matches
from noticecheck.model import Claim, Document, Notice, Passage, Report, Span, worst

FOIA = "of the Freedom of Information Act 2000"
RIGHTS = (
    "If you are unhappy with this answer, you can ask for an internal review by writing to the "
    "Clerk.\n\nIf you remain dissatisfied, you may apply to the Information Commissioner for a "
    "decision.\n"
)


def document(text: str, **changes: object) -> Document:
    """A plain text document with this text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document("letter.txt", text, "text/plain", digest, **changes)  # type: ignore[arg-type]


def check(
    checker: Checker, text: str, *, received: date | None = None, as_of: date | None = None
) -> Report:
    """The report on a letter with this text."""
    return checker.check(document(text), received=received, as_of=as_of)


def letter(*paragraphs: str) -> str:
    """A letter to Ms Quill about a request under the Act, with these paragraphs."""
    opening = ("Dear Ms Quill", "Your request under the Freedom of Information Act 2000")
    return "\n\n".join((*opening, *paragraphs)) + "\n"


def parse(checker: Checker, text: str, *, as_of: date | None = None) -> Notice:
    """What a letter with this text says."""
    return checker.parse(document(text), as_of=as_of)[0]


def claims(parsed: Notice | Report | None) -> set[tuple[str, str]]:
    """Provision and effect of every claim."""
    if isinstance(parsed, Report):
        parsed = parsed.notice
    return {(c.provision, c.effect) for c in parsed.claims} if parsed else set()


def provisions(parsed: Notice | Report | None) -> set[str]:
    """The provisions claimed, whatever the effect."""
    return {provision for provision, _ in claims(parsed)}


def claim(parsed: Notice, provision: str, effect: str | None = None) -> Claim:
    """The claim of a provision; it must be there."""
    found = [c for c in parsed.claims if c.provision == provision and effect in (None, c.effect)]
    assert len(found) == 1, f"{provision}: {sorted(claims(parsed))}"
    return found[0]


def status(
    report: Report, element: str, subject: str | None = None, effect: str | None = None
) -> str:
    """The worst status that a `must` rule gave to an element (of one subject)."""
    return worst(
        a.status
        for a in report.assessments
        if a.level == "must"
        and a.element == element
        and (subject is None or a.subject == subject)
        and (effect is None or a.effect == effect)
    )


def gaps(report: Report) -> set[str]:
    """The `must` rules of the Act that found a gap, without the name of their pack."""
    return {
        a.rule.removeprefix("foia2000/")
        for a in report.assessments
        if a.status == "gap" and a.level == "must"
    }


def statuses(report: Report) -> dict[str, str]:
    """Status by assessment key."""
    return {a.key: a.status for a in report.assessments}


def passage_of(parsed: Notice, words: str) -> Passage:
    """The passage that holds these words."""
    place = parsed.document.text.index(words)
    return next(p for p in parsed.passages if p.span.start <= place < p.span.end)


def part_of(parsed: Notice, words: str) -> str:
    """The part of the letter to which these words belong."""
    return passage_of(parsed, words).part


def discussion(parsed: Notice, provision: str, effect: str | None = None) -> str:
    """The words that argue a claim."""
    one = claim(parsed, provision, effect)
    return "\n".join(parsed.document.quote(span) for span in one.discussion)


@dataclass(frozen=True)
class Asked:
    """A letter, read and ready for conditions and facts to be asked of it."""

    notice: Notice
    matches: Matches
    context: Context

    def subject(self, name: str | None, effect: str | None = None) -> Subject:
        """The claim of a provision, "unnamed", or None for the notice."""
        if name is None:
            return None
        if name == "unnamed":
            assert self.context.unnamed is not None, "no unnamed refusal"
            return self.context.unnamed
        return claim(self.notice, name, effect)

    def fact(self, name: str, subject: str | None = None) -> tuple[Span, ...] | None:
        """The words that show a fact, or None where it does not hold."""
        return COMPUTED[name](self.context, self.subject(subject))


def ask(checker: Checker, text: str, pack: str = "foia2000") -> Asked:
    """A letter in the context of one pack, which is chosen for it."""
    parsed, matches = replace(checker, chosen=pack).parse(document(text))
    return Asked(parsed, matches, Context(parsed, matches, checker.catalogues, pack))
