"""A condition of the rule language, decided for one subject, with the words that decide it."""

from __future__ import annotations

from noticecheck.evaluate.context import Context, Subject, Unnamed, discussion_of
from noticecheck.evaluate.facts import shown as shown_fact
from noticecheck.language.model import (
    And,
    Attribute,
    Condition,
    Fact,
    Near,
    Not,
    Or,
    PhraseUse,
    Scope,
    Scoped,
)
from noticecheck.late import dataclass
from noticecheck.law import Provision
from noticecheck.model import Claim, Span


@dataclass(frozen=True, slots=True)
class Step:
    """One condition, or one clause, with its outcome: what `explain` shows."""

    clause: str
    condition: Condition | str
    """What was asked, or in words what else decided."""
    holds: bool
    spans: tuple[Span, ...]
    parts: tuple[Step, ...] = ()

    @property
    def text(self) -> str:
        # The grammar of rules is not loaded to check a letter, only to explain one.
        from noticecheck.language.conditions import format_condition

        asked = self.condition
        return asked if isinstance(asked, str) else format_condition(asked)


def decide(
    condition: Condition, context: Context, subject: Subject, scope: Scope | None = None
) -> Step:
    """Whether a condition holds, by which words it does or does not, and how its parts came out."""
    whole, spans, parts = _decide(condition, context, subject, scope)
    return Step("", condition, whole, spans, parts)


def holds(
    condition: Condition, context: Context, subject: Subject, scope: Scope | None = None
) -> bool:
    """Whether a condition holds, and nothing more: what cannot change that is not looked at."""
    match condition:
        case Attribute(name, argument):
            return _attribute(name, argument, context, subject)
        case And(parts):
            return all(holds(part, context, subject, scope) for part in parts)
        case Or(parts):
            return any(holds(part, context, subject, scope) for part in parts)
        case Not(part):
            return not holds(part, context, subject, scope)
        case Scoped(part, inner):
            return holds(part, context, subject, inner)
        case PhraseUse(name, denied):
            return context.matches.has(name, *_scope(context, subject, scope), denied=denied)
        case _:
            return _decide(condition, context, subject, scope)[0]


def _decide(
    condition: Condition, context: Context, subject: Subject, scope: Scope | None
) -> tuple[bool, tuple[Span, ...], tuple[Step, ...]]:
    match condition:
        case And(parts) | Or(parts):
            steps = tuple(decide(part, context, subject, scope) for part in parts)
            every = isinstance(condition, And)
            whole = all(s.holds for s in steps) if every else any(s.holds for s in steps)
            spans = tuple(span for s in steps if s.holds == whole for span in s.spans)
            return whole, spans, steps
        case Not(part):
            step = decide(part, context, subject, scope)
            return not step.holds, step.spans, (step,)
        case Scoped(part, inner):
            step = decide(part, context, subject, inner)
            return step.holds, step.spans, (step,)
        case PhraseUse(name, denied):
            found = context.matches.within(name, _scope(context, subject, scope), denied=denied)
            return bool(found), found, ()
        case Near():
            found = _near(condition, context, _scope(context, subject, scope))
            return bool(found), found, ()
        case Fact(name):
            shown = context.memo(name, subject, lambda: shown_fact(name, context, subject))
            return shown is not None, shown or (), ()
        case Attribute(name, argument):
            return _attribute(name, argument, context, subject), (), ()


def _scope(context: Context, subject: Subject, scope: Scope | None) -> tuple[Span, ...]:
    """Where a phrase is looked for; a claim's discussion and the letter are the defaults."""
    match scope or ("letter" if subject is None else "discussion"):
        case "discussion":
            if subject is None:
                return context.letter
            return context.uncovered(discussion_of(subject))
        case "rights":
            return tuple(p.span for p in context.passages("rights"))
        case "request":
            return tuple(p.span for p in context.passages("request"))
        case "thread":
            return tuple(p.span for p in context.passages("thread"))
        case _:
            return context.letter


def _near(condition: Near, context: Context, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Pairs of the two phrases with at most so many words between, in one passage."""
    matches = context.matches
    found: list[Span] = []
    for left in matches.within(condition.left, spans):
        passage = context.notice.passages[context.passage_at(left)]
        for right in matches.within(condition.right, (passage.span,)):
            first, second = sorted((left, right))
            if first.overlaps(second):
                continue
            between = matches.normal.within(Span(first.end, second.start)).split()
            if len(between) <= condition.words:
                found.append(Span(first.start, second.end))
    return tuple(found)


def _attribute(name: str, argument: str | None, context: Context, subject: Subject) -> bool:
    notice = context.notice
    claim = subject if isinstance(subject, Claim) else None
    match name:
        case "withholds":
            return claim is not None and claim.effect == "withhold"
        case "neither-confirms-nor-denies":
            return claim is not None and claim.effect == "ncnd"
        case "refuses":
            if subject is not None:
                return claim is not None and claim.effect == "refuse"
            return bool(context.claims) or context.unnamed is not None
        case "is-qualified" | "is-absolute" | "is-undetermined":
            return claim is not None and claim.test == name.removeprefix("is-")
        case "is-prejudice-based":
            entry = context.catalogue.get(claim.provision) if claim else None
            return entry is not None and entry.basis == "prejudice"
        case "needs-its-limb":
            if claim is None:
                return False
            section = str(Provision.parse(claim.provision).section)
            return context.catalogue.limb_level(section, claim.effect) == "must"
        case "is-unnamed":
            return isinstance(subject, Unnamed)
        case "cites":
            wanted = Provision.parse(argument or "")
            named = (claim.provision, *claim.conditions) if claim else ()
            return any(wanted.covers(Provision.parse(provision)) for provision in named)
        case "kind-is":
            return notice.kind == argument
        case "regime-is":
            return argument in notice.regimes
        case "makes-a-claim":
            return bool(context.claims)
        case "is-pending":
            return notice.kind == "public_interest_extension"
        case "is-cut-off":
            return not notice.complete
        case "authority-is":
            return notice.authority_type == argument
        case _:
            raise AssertionError(f"attribute {name} is not known to the evaluator")
