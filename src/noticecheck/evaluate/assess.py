"""Rules x notice to assessments; pure, the same for any order of rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from noticecheck.evaluate.conditions import Step, decide, holds
from noticecheck.evaluate.context import Context, Subject, Unnamed, effect_of, name_of
from noticecheck.evaluate.listed import items_in_words
from noticecheck.evaluate.wording import in_words, listed, long_date
from noticecheck.language.model import Condition, Pack, Rule, RuleSet
from noticecheck.late import dataclass, regex
from noticecheck.law import Catalogue, Provision
from noticecheck.match import Matches
from noticecheck.model import Assessment, Claim, Effect, Notice, Span, Status

MAX_EVIDENCE = 4
_AUTHORITY = "the authority"
"""What an authority is called whose name is not known."""
_AUTHORITY_FIRST = regex(r"(?:^|(?<=[.?!] ))\{authority\}")
_MAY_STAND_ELSEWHERE = frozenset({"explains_why", "public_interest"})


@dataclass(frozen=True, slots=True)
class Trace:
    """How one rule came out for one subject, clause by clause."""

    subject: str | None
    effect: Effect | None
    status: Status
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a rule makes of a subject, and the reason that it gives itself where that is open."""

    status: Status
    evidence: tuple[Span, ...]
    steps: tuple[Step, ...]
    because: str | None = None


def evaluate(
    rules: RuleSet,
    notice: Notice,
    matches: Matches,
    catalogues: Mapping[str, Catalogue],
    as_of: date | None = None,
) -> tuple[Assessment, ...]:
    """Every assessment that the loaded rules make of a notice, in the order of the rules."""
    found: list[Assessment] = []
    contexts = {p.name: Context(notice, matches, catalogues, p.name) for p in rules.packs}
    for rule in rules.rules:
        in_force = _in_force(rule, notice, as_of)
        if rule.pack not in notice.regimes or in_force is False:
            continue
        context = contexts[rule.pack]
        pack = next(p for p in rules.packs if p.name == rule.pack)
        for subject in _subjects(rule, context):
            dated = in_force is not None
            outcome = _outcome(rule, context, subject, dated=dated, in_full=False)
            found.append(_assessment(rule, pack, context, subject, outcome))
    return tuple(found)


def trace(
    rule: Rule,
    notice: Notice,
    matches: Matches,
    catalogues: Mapping[str, Catalogue],
    as_of: date | None = None,
) -> tuple[Trace, ...]:
    """How a rule came out for each of its subjects, those that it passes over included."""
    in_force = _in_force(rule, notice, as_of)
    if in_force is False:
        step = Step("in force", _period(rule), False, ())
        return (Trace(None, None, "not_applicable", (step,)),)
    context = Context(notice, matches, catalogues, rule.pack)
    result: list[Trace] = []
    for subject in _candidates(rule, context):
        chosen = _chosen(rule, context, subject)
        if chosen is not None and not chosen.holds:
            result.append(Trace(name_of(subject), effect_of(subject), "not_applicable", (chosen,)))
            continue
        outcome = _outcome(rule, context, subject, dated=in_force is not None, in_full=True)
        steps = (chosen, *outcome.steps) if chosen is not None else outcome.steps
        result.append(Trace(name_of(subject), effect_of(subject), outcome.status, steps))
    return tuple(result)


def _in_force(rule: Rule, notice: Notice, as_of: date | None) -> bool | None:
    """Whether a rule was in force on the day of the letter; None where its day is not known."""
    day = notice.dated or as_of
    if rule.in_force_from is None and rule.in_force_to is None:
        return True
    if day is None:
        return None
    return (rule.in_force_from is None or rule.in_force_from <= day) and (
        rule.in_force_to is None or day <= rule.in_force_to
    )


def _candidates(rule: Rule, context: Context) -> list[Subject]:
    if rule.subject.kind == "notice":
        return [None]
    claims: list[Subject] = [*context.claims]
    if rule.subject.kind == "refusal" and context.unnamed is not None:
        claims.append(context.unnamed)
    return claims


def _chosen(rule: Rule, context: Context, subject: Subject) -> Step | None:
    if rule.subject.condition is None:
        return None
    return _clause("for", rule.subject.condition, context, subject)


def _subjects(rule: Rule, context: Context) -> list[Subject]:
    return [
        subject
        for subject in _candidates(rule, context)
        if rule.subject.condition is None or holds(rule.subject.condition, context, subject)
    ]


def _clause(
    name: str, condition: Condition, context: Context, subject: Subject, *, in_full: bool = True
) -> Step:
    """How a clause comes out; of one that does not hold, unless `in_full`, nothing but that."""
    if not in_full and not holds(condition, context, subject):
        return Step(name, condition, False, ())
    step = decide(condition, context, subject)
    return Step(name, step.condition, step.holds, step.spans, step.parts)


def _period(rule: Rule) -> str:
    first, last = rule.in_force_from, rule.in_force_to
    return " ".join(([f"from {first}"] if first else []) + ([f"until {last}"] if last else []))


def _outcome(
    rule: Rule, context: Context, subject: Subject, *, dated: bool, in_full: bool
) -> _Outcome:
    """An `unless` that holds lifts the duty; the force or an alternative meets it; `unclear when`
    leaves it open; else it is a gap, lowered where the text may lack what is missing, or where
    nobody knows whether the rule was in force."""
    steps: list[Step] = []
    for exception in rule.unless:
        step = _clause("unless", exception.condition, context, subject, in_full=in_full)
        steps.append(step)
        if step.holds:
            return _Outcome("not_applicable", step.spans, tuple(steps))
    force = _clause(rule.level, rule.force, context, subject)
    steps.append(force)
    if force.holds:
        return _Outcome("met", force.spans or _about(context, subject), tuple(steps))
    for alternative in rule.or_instead:
        step = _clause("or instead", alternative, context, subject, in_full=in_full)
        steps.append(step)
        if step.holds:
            return _Outcome("met", step.spans, tuple(steps))
    for doubt in rule.unclear_when:
        step = _clause("unclear when", doubt.condition, context, subject, in_full=in_full)
        steps.append(step)
        if step.holds:
            evidence = step.spans or _about(context, subject)
            return _Outcome("unclear", evidence, tuple(steps), doubt.because)
    missing = _missing_text(rule, context, subject)
    if missing is not None:
        steps.append(Step("unclear when", "the text may lack what is missing", True, missing))
        return _Outcome("unclear", missing or _about(context, subject), tuple(steps))
    if not dated:
        steps.append(
            Step("unclear when", f"in force {_period(rule)}; the letter has no date", True, ())
        )
        return _Outcome("unclear", force.spans or _about(context, subject), tuple(steps))
    status: Status = "note" if rule.level == "info" else "gap"
    return _Outcome(status, force.spans or _about(context, subject), tuple(steps))


def _missing_text(rule: Rule, context: Context, subject: Subject) -> tuple[Span, ...] | None:
    """Where the text is cut off, or what explains stands in a document that is not here.

    How an exemption is named shows where it is named; that none is may be for want of the rest.
    """
    if rule.element == "specifies_exemption" and isinstance(subject, Claim):
        return None
    if not context.notice.complete:
        return ()
    if context.notice.foreign:
        return context.notice.foreign
    if rule.element in _MAY_STAND_ELSEWHERE and context.notice.absent:
        return context.notice.absent
    return None


def _about(context: Context, subject: Subject) -> tuple[Span, ...]:
    """What a gap rests on: the sentence that makes the claim, or that refuses."""
    if isinstance(subject, Claim):
        listed = [item.span for item in context.notice.items]
        if all(any(span.contains(c.span) for span in listed) for c in subject.citations):
            # Only a schedule names it: for each document that it lists.
            return tuple(context.sentence_at(c.span) for c in subject.citations)
        return tuple(context.sentence_at(c.span) for c in subject.citations[:1])
    if isinstance(subject, Unnamed):
        return (subject.span,)
    if context.claims:
        return tuple(context.sentence_at(c.citations[0].span) for c in context.claims[:1])
    if context.notice.unnamed:
        return (context.notice.unnamed,)
    return context.matches.within("public-interest-pending", context.letter)[:1]


def _assessment(
    rule: Rule,
    pack: Pack,
    context: Context,
    subject: Subject,
    outcome: _Outcome,
) -> Assessment:
    evidence, told = outcome.evidence, outcome.status in ("gap", "unclear", "note")
    fields = _fields(pack, context, subject, evidence) if told else {}
    return Assessment(
        rule=rule.full_id,
        element=rule.element,
        level=rule.level,
        subject=name_of(subject),
        effect=effect_of(subject),
        status=outcome.status,
        message=_filled(outcome.because or rule.say, fields) if told else "",
        advice=_filled(rule.advise, fields) if told else "",
        law=tuple(reference.citation for reference in rule.law),
        evidence=tuple(dict.fromkeys(sorted(evidence)))[:MAX_EVIDENCE],
    )


def _fields(
    pack: Pack, context: Context, subject: Subject, evidence: Sequence[Span]
) -> dict[str, str]:
    claim = subject if isinstance(subject, Claim) else None
    provision = claim.provision if claim else ""
    entry = context.catalogue.get(provision) if claim else None
    limbs = context.catalogue.limbs(provision, claim.effect) if claim else ()
    return {
        "claim": in_words(provision) if claim else "an exemption",
        "provision": provision,
        "section": in_words(str(Provision.parse(provision).section)) if claim else "",
        "limbs": listed([in_words(limb) for limb in limbs]),
        "title": entry.title if entry else "",
        "authority": context.notice.authority or _AUTHORITY,
        "statute": pack.statute,
        "regulator": pack.regulator,
        "evidence": context.notice.document.quote(evidence[0]) if evidence else "",
        "kind": context.notice.kind.replace("_", " "),
        "pending": listed([in_words(c.provision) for c in context.claims]),
        "received": _day(context.notice.received),
        "due": _day(context.due),
        "dated": _day(context.notice.dated),
        "asked": _day(next((r.day for r in context.notice.review_receipts), None)),
        "review_due": _day(context.review_due),
        "items": items_in_words(context.notice),
    }


def _filled(text: str, fields: Mapping[str, str]) -> str:
    """A text with its fields; "the authority" has a capital where it begins a sentence."""
    if fields["authority"] == _AUTHORITY:
        text = _AUTHORITY_FIRST.sub(_AUTHORITY.capitalize(), text)
    return text.format_map(fields)


def _day(day: date | None) -> str:
    return long_date(day) if day else "an unknown day"
