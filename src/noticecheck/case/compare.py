"""Reports of one request -> what its letters show together.

Only letters under the same law are held against each other. A claim stands for its whole section:
that section 31(1)(a) is followed by 31(1)(b) is no change of exemption.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from noticecheck.case.model import Case, CaseFinding, Told
from noticecheck.case.wording import CaseWordings
from noticecheck.evaluate.wording import in_words, long_date
from noticecheck.law import Provision
from noticecheck.model import UNNAMED, Assessment, Claim, Notice, Report, Span, Status
from noticecheck.report.estimate import estimate_of
from noticecheck.report.items import Item, quotes_refusal
from noticecheck.report.layout import clean
from noticecheck.report.sentences import whole_sentences
from noticecheck.report.words import lower_first

_HOLDING = ("acknowledgement", "public_interest_extension")
_NO_DECISION = (*_HOLDING, "other")
_LASTING = ("time_limit", "complaints_procedure", "regime", "consistency", "pending_estimate")
"""Elements that no later letter can put right, or that are over with the review itself."""
_STATUS: dict[str, Status] = {"must": "gap", "should": "gap", "info": "note"}


def case_of(reports: Sequence[Report], wordings: CaseWordings) -> Case:
    """The case of these letters, in the order of their dates where every letter has one.

    A letter that is given twice counts once; what could not be assessed is left out with a warning.
    """
    warnings: list[str] = []
    letters: list[tuple[Report, Notice]] = []
    for report in reports:
        if report.notice is None or report.verdict == "not_assessed":
            warnings.append(f"{report.document.path} is left out: it could not be assessed.")
        elif any(report.document.text == other.document.text for other, _ in letters):
            warnings.append(
                f"{report.document.path} is left out: the same letter is there already."
            )
        else:
            letters.append((report, report.notice))
    dated = [notice.dated for _, notice in letters]
    by_date = all(dated) and len(set(dated)) == len(dated)
    if by_date:
        letters.sort(key=lambda one: one[1].dated or date.min)
    elif len(letters) > 1:
        warnings.append(
            "The letters are taken in the order given: not each of them has a date of its own."
        )
    warnings += _other_references([notice for _, notice in letters])
    found = _Comparison(letters, wordings)
    return Case(
        tuple(report for report, _ in letters),
        "dates" if by_date else "given",
        tuple(found.findings()),
        tuple(warnings),
    )


def _other_references(notices: Sequence[Notice]) -> list[str]:
    names = [notice.reference for notice in notices if notice.reference]
    if len({_plain(name) for name in names}) < 2:
        return []
    told = " and ".join(clean(name) for name in dict.fromkeys(names))
    return [f"The letters have different references ({told}): are they about one request?"]


def _plain(reference: str) -> str:
    """A reference without the words around its number: an answer and its review differ in those."""
    return "".join(char for char in reference if char.isdigit()) or reference.lower()


class _Comparison:
    """The letters of a case, and the words for what they show."""

    def __init__(self, letters: Sequence[tuple[Report, Notice]], wordings: CaseWordings) -> None:
        self._letters = letters
        self._wordings = wordings

    def findings(self) -> Iterator[CaseFinding]:
        if len(self._letters) < 2:
            return
        for at, (report, notice) in enumerate(self._letters[:-1]):
            if notice.kind == "public_interest_extension":
                yield from self._after_estimate(at)
            if notice.kind not in _NO_DECISION:
                yield from self._gaps_of(at, report, notice)
        yield from self._after_extensions()
        yield from self._changes()
        yield from self._no_decision()
        yield from self._receipts()

    # --- gaps of an answer, and what a later letter makes of them ---------------------------------

    def _gaps_of(self, at: int, report: Report, notice: Notice) -> Iterator[CaseFinding]:
        later = [
            (n, other, its)
            for n, (other, its) in enumerate(self._letters[at + 1 :], at + 1)
            if its.kind not in _NO_DECISION
            and (set(its.regimes) & set(notice.regimes) or not its.regimes)
        ]
        if not later:
            return
        for point in report.assessments:
            counts = point.level == "must" and point.status == "gap" and point.set_aside is None
            if counts and point.element not in _LASTING:
                yield from self._since(at, point, notice, later)

    def _since(
        self, at: int, point: Assessment, notice: Notice,
        later: Sequence[tuple[int, Report, Notice]],
    ) -> Iterator[CaseFinding]:  # fmt: skip
        """What became of one gap: the best that any later letter gives."""
        pack = point.rule.partition("/")[0]
        best: tuple[str, int, tuple[Span, ...]] | None = None
        for n, other, its in later:
            if _answers_nothing(its):
                best = ("still-unclear", n, ())
                continue
            named = point.subject not in (None, UNNAMED) and its.claims
            if named and not _relies(its, point.subject or ""):
                continue
            if other.verdict == "not_a_refusal":
                return  # What was refused is given, or is not refused any more.
            alike = [a for a in other.assessments if _alike(a, point)]
            statuses = {a.status for a in alike}
            evidence = tuple(span for a in alike for span in a.evidence[:1])
            if alike and statuses <= {"met"}:
                best = ("put-right", n, evidence)
                break
            if "unclear" in statuses or not alike:
                best = ("still-unclear", n, evidence)
            elif best is None:
                best = ("still-open", n, evidence)
        if best is None:
            return
        name, n, spans = best
        # What a letter does not say at all shows in none of its words.
        item = Item((point,))
        nowhere = item.about_letter and quotes_refusal(self._letters[at][0], item)
        told = (
            *(Told(at, span) for span in point.evidence[:1] if not nowhere),
            *(Told(n, span) for span in spans[:1]),
        )
        yield from self._tell(
            pack, name, point.subject, told, rule=point.rule, law="; ".join(point.law[:1]),
            what=lower_first(clean(point.message).rstrip(".")), advice=point.advice,
            first=self._name(at), later=self._name(n),
        )  # fmt: skip

    # --- exemptions that come and go --------------------------------------------------------------

    def _changes(self) -> Iterator[CaseFinding]:
        for earlier, n in pairwise(self._decisions()):
            old, new = (self._claims(at) for at in (earlier, n))
            if not old or not new:
                continue
            for name, here, there, at in (("dropped", old, new, earlier), ("added", new, old, n)):
                for section, claim in here.items():
                    if section not in there:
                        yield from self._tell(
                            claim.regime, name, claim.provision, (_told(at, claim),),
                            claim=in_words(claim.provision),
                            first=self._name(earlier), later=self._name(n),
                        )  # fmt: skip

    def _after_estimate(self, at: int) -> Iterator[CaseFinding]:
        """What came after the day by which a holding letter expected the decision: the next one
        that gives a day of its own in time takes its place."""
        report, notice = self._letters[at]
        estimate = estimate_of(report)
        if estimate is None:
            return
        day, span = estimate
        for n, (other, its) in enumerate(self._letters[at + 1 :], at + 1):
            if its.kind in ("acknowledgement", "other") or its.dated is None:
                continue
            if its.dated > day:
                yield from self._tell(
                    notice.regimes[0] if notice.regimes else "", "estimate-missed", None,
                    (Told(at, span),), day=long_date(day), first=self._name(at),
                    later=self._name(n),
                )  # fmt: skip
                return
            if its.kind != "public_interest_extension" or estimate_of(other):
                return

    def _after_extensions(self) -> Iterator[CaseFinding]:
        """The exemptions for which more time was taken, and those that the answer rests on."""
        decision = next(iter(self._decisions()), len(self._letters))
        holding = [
            n
            for n, (_, its) in enumerate(self._letters[:decision])
            if its.kind == "public_interest_extension"
        ]
        if not holding or decision == len(self._letters):
            return
        last, pack = holding[-1], next(iter(self._letters[holding[-1]][1].regimes), "")
        old = {section: (n, claim) for n in holding for section, claim in self._claims(n).items()}
        new = self._claims(decision)
        for section, (n, claim) in old.items():
            if new and section not in new:
                yield from self._tell(
                    pack, "extension-dropped", claim.provision, (_told(n, claim),),
                    claim=in_words(claim.provision), first=self._name(n),
                    later=self._name(decision),
                )  # fmt: skip
        for section, claim in new.items():
            if old and section not in old and claim.effect == "withhold":
                yield from self._tell(
                    pack, "extension-other", claim.provision, (_told(decision, claim),),
                    claim=in_words(claim.provision), first=self._name(last),
                    later=self._name(decision),
                )  # fmt: skip

    # --- the case as a whole ----------------------------------------------------------------------

    def _no_decision(self) -> Iterator[CaseFinding]:
        if any(notice.kind not in _NO_DECISION for _, notice in self._letters):
            return
        pack = next((law for _, notice in self._letters for law in notice.regimes), "")
        yield from self._tell(pack, "no-decision", None, ())

    def _receipts(self) -> Iterator[CaseFinding]:
        days = {
            notice.received: n
            for n, (_, notice) in enumerate(self._letters)
            if notice.received and notice.kind != "internal_review"
        }
        if len(days) < 2:
            return
        pack = next((law for _, notice in self._letters for law in notice.regimes), "")
        told = tuple(
            Told(n, found.span)
            for day, n in days.items()
            for found in self._letters[n][1].receipts
            if found.day == day
        )
        names = " and ".join(long_date(day) for day in sorted(day for day in days if day))
        yield from self._tell(pack, "receipts-differ", None, told, days=names)

    def _decisions(self) -> list[int]:
        """The letters that decide on the request, or review that."""
        return [n for n, (_, its) in enumerate(self._letters) if its.kind not in _NO_DECISION]

    def _claims(self, at: int) -> dict[str, Claim]:
        """The claims of a letter by their section, the first of each."""
        found: dict[str, Claim] = {}
        for claim in self._letters[at][1].claims:
            found.setdefault(_section(claim.provision), claim)
        return found

    def _name(self, at: int) -> str:
        notice = self._letters[at][1]
        return self._wordings.names.name(notice.kind, notice.dated, at + 1)

    def _tell(
        self, pack: str, name: str, subject: str | None, told: tuple[Told, ...], *,
        rule: str | None = None, law: str = "", **fields: str,
    ) -> Iterator[CaseFinding]:  # fmt: skip
        words = self._wordings.packs.get(pack, {}).get(name)
        if words is None:
            return
        status: Status = "unclear" if name == "still-unclear" else _STATUS[words.level]
        message = words.say.format_map(fields)
        whole = tuple(
            Told(one.letter, whole_sentences(self._letters[one.letter][1], one.span))
            for one in told
        )
        yield CaseFinding(
            name, words.level, status, subject, message[:1].upper() + message[1:],
            words.advise.format_map(fields), law or words.law, whole, rule,
        )  # fmt: skip


def _section(provision: str) -> str:
    """What two letters have to share to be about the same exemption: the section of an Act, or the
    paragraph of a regulation with its letter, as regulation 12 holds all exceptions."""
    found = Provision.parse(provision)
    depth = 1 if found.unit == "s" else 3
    return str(Provision(found.unit, found.parts[:depth]))


def _relies(notice: Notice, provision: str) -> bool:
    return any(_section(claim.provision) == _section(provision) for claim in notice.claims)


def _answers_nothing(its: Notice) -> bool:
    """A review that gives nothing, and names nothing on which the refusal would rest."""
    silent = not its.claims and its.unnamed is None
    return its.kind == "internal_review" and silent and not its.discloses


def _alike(one: Assessment, point: Assessment) -> bool:
    """Whether an assessment is about the same duty and the same exemption as an earlier one."""
    if one.level != "must" or one.element != point.element:
        return False
    if point.subject is None or one.subject is None:
        return point.subject is one.subject
    if UNNAMED in (point.subject, one.subject):
        return True
    return _section(one.subject) == _section(point.subject)


def _told(at: int, claim: Claim) -> Told:
    return Told(at, claim.citations[0].span)
