"""The facts of Scotland's section 18, which denies by way of another exemption."""

from __future__ import annotations

from noticecheck.evaluate import facts_of_claim
from noticecheck.evaluate.context import Context, Shown, Subject
from noticecheck.law import Provision
from noticecheck.model import Claim


def allowed_by_section_18(context: Context, subject: Subject) -> Shown:
    """Another claim that denies is of an exemption by way of which this one may be used."""
    found = [claim.citations[0].span for claim in _behind(context, subject) if claim.citations]
    return tuple(found) or None


def reasons_by_way_of(context: Context, subject: Subject) -> Shown:
    """The reasons for the exemption by way of which this claim denies, even for one by way of which
    it may not."""
    others = [c for c in context.claims if c.effect == "ncnd" and c != subject]
    for claim in others if isinstance(subject, Claim) else ():
        for reasons in (facts_of_claim.own_reasons, facts_of_claim.topic_reason):
            if shown := reasons(context, claim):
                return shown
    return None


def _behind(context: Context, subject: Subject) -> list[Claim]:
    """The claims that a claim such as section 18 rests on."""
    if not isinstance(subject, Claim):
        return []
    own = Provision.parse(subject.provision).section
    return [
        claim
        for claim in context.claims
        if claim.effect == "ncnd"
        and (entry := context.catalogue.get(claim.provision)) is not None
        and entry.ncnd_through is not None
        and entry.ncnd_through.section == own
    ]
