"""How accurate an audit is, from the labels of a sample of its letters.

For each element, a case of precision is a gap that the audit found, and a case of recall one that
a reader found. What the reader left open does not count; what the audit found unclear is no gap
found.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from noticecheck.accuracy import answer
from noticecheck.audit.places import folder
from noticecheck.audit.rates import percent
from noticecheck.audit.sample import Drawn, read_strata
from noticecheck.audit.store import opened
from noticecheck.audit.weighted import Estimate, Found, estimate
from noticecheck.errors import UsageError
from noticecheck.labels import ELEMENTS_OF_CLAIMS, ELEMENTS_OF_NOTICE, Label, load_labels
from noticecheck.late import dataclass
from noticecheck.model import Assessment

FILE = "estimate.csv"
ALL = "all elements"
_COLUMNS = (
    "what", "measure", "share", "low", "high", "hits", "cases", "letters", "effective_cases",
)  # fmt: skip

Measure = tuple[str, str]
"""What is measured, and how: ("claims", "precision")."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What an audit found in one letter."""

    kind: str | None
    claims: frozenset[tuple[str, str]]
    assessments: tuple[Assessment, ...]


def run(out: str, labels: str) -> str:
    """Write estimate.csv beside the tables; the same as text. Raises UsageError."""
    drawn = read_strata(out)
    strata = {slug: n for n, stratum in enumerate(drawn.strata) for slug in stratum.slugs}
    given = load_labels(Path(labels))
    labelled = [label for label in given if label.slug in strata]
    if not labelled:
        raise UsageError(
            f"{labels}: has no label of a letter of the sample that was drawn in {out}"
        )
    found: dict[Measure, list[Found]] = defaultdict(list)
    judged = _judged(out, [label.slug for label in labelled])
    for label in labelled:
        if label.slug not in judged:
            raise UsageError(
                f"{out}: letter {label.slug} is not in it: the sample is of other tables"
            )
        counts = dict(cases(label, judged[label.slug]))
        for measure in _measures():
            hits, number = counts.get(measure, (0, 0))
            found[measure].append(Found(strata[label.slug], hits, number))
    sizes = {number: stratum.letters for number, stratum in enumerate(drawn.strata)}
    estimates = {measure: estimate(ones, sizes) for measure, ones in found.items()}
    folder(out).write(FILE, _to_csv(estimates))
    others = len(given) - len(labelled)
    return _to_text(estimates, drawn, [strata[label.slug] for label in labelled], others, out)


def cases(label: Label, judged: Judged) -> Iterator[tuple[Measure, tuple[int, int]]]:
    """For each measure that a letter has cases of: hits, and cases."""
    if label.kinds:
        yield ("kind", "agreement"), (int(judged.kind in label.kinds), 1)
    if label.claims is not None:
        hits = len(label.claims & judged.claims)
        yield ("claims", "precision"), (hits, len(judged.claims))
        yield ("claims", "recall"), (hits, len(label.claims))
    true = raised = owed = 0
    for element in (*ELEMENTS_OF_CLAIMS, *ELEMENTS_OF_NOTICE):
        pairs = [
            (point.want, answer(point, judged.assessments))
            for point in label.points
            if point.element == element and point.want is not None
        ]
        pairs += [("not_applicable", "gap")] * _not_due(element, label, judged)
        same = sum(want == got or (want, got) == ("not_applicable", "met") for want, got in pairs)
        right = pairs.count(("gap", "gap"))
        said, wanted = sum(got == "gap" for _, got in pairs), sum(w == "gap" for w, _ in pairs)
        yield (element, "agreement"), (same, len(pairs))
        yield (element, "precision"), (right, said)
        yield (element, "recall"), (right, wanted)
        true, raised, owed = true + right, raised + said, owed + wanted
    yield (ALL, "precision"), (true, raised)
    yield (ALL, "recall"), (true, owed)


def _not_due(element: str, label: Label, judged: Judged) -> int:
    """Gaps about claims of which the reader, who knows the claims, says nothing: none is due."""
    if label.claims is None or element not in ELEMENTS_OF_CLAIMS:
        return 0
    known = {point.subject for point in label.points if point.element == element}
    return sum(
        one.element == element and one.level == "must" and one.status == "gap"
        and one.subject is not None and one.subject not in known
        for one in judged.assessments
    )  # fmt: skip


def _measures() -> list[Measure]:
    ways = ("precision", "recall")
    return [
        ("kind", "agreement"),
        *(("claims", way) for way in ways),
        *((ALL, way) for way in ways),
        *(
            (element, way)
            for element in (*ELEMENTS_OF_CLAIMS, *ELEMENTS_OF_NOTICE)
            for way in (*ways, "agreement")
        ),
    ]


def _judged(out: str, slugs: Sequence[str]) -> dict[str, Judged]:
    by_letter: dict[str, list[Assessment]] = defaultdict(list)
    with opened(out) as tables:
        for letter, rule, element, level, subject, effect, status in tables.execute(
            "select letter, rule, element, level, subject, effect, status "
            "from assessments where list_contains(?, letter)",
            [slugs],
        ).fetchall():
            point = Assessment(rule, element, level, subject, effect, status, "", "", (), ())
            by_letter[letter].append(point)
        rows = tables.execute(
            "select letter, kind, claims from notices where list_contains(?, letter)", [slugs]
        ).fetchall()
    return {letter: _one(kind, claims, by_letter[letter]) for letter, kind, claims in rows}


def _one(kind: str | None, claims: Any, assessments: Sequence[Assessment]) -> Judged:
    pairs = frozenset((claim["provision"], claim["effect"]) for claim in claims or ())
    return Judged(kind, pairs, tuple(assessments))


def _to_csv(estimates: Mapping[Measure, Estimate | None]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for measure, one in estimates.items():
        values: tuple[object, ...] = ("", "", "", 0, 0, 0, "")
        if one is not None:
            shares = (f"{number:.4f}" for number in (one.share, one.low, one.high))
            values = (*shares, one.hits, one.cases, one.letters, f"{one.effective:.1f}")
        writer.writerow((*measure, *values))
    return text.getvalue().encode()


def _to_text(
    estimates: Mapping[Measure, Estimate | None], drawn: Drawn, strata: Sequence[int],
    others: int, out: str,
) -> str:  # fmt: skip
    in_sample = sum(len(one.slugs) for one in drawn.strata)
    unseen = [one for n, one in enumerate(drawn.strata) if n not in strata]
    whole = sum(one.letters for one in drawn.strata) - sum(one.letters for one in unseen)
    lines = [
        f"{len(strata):,} of {in_sample:,} letters of the sample are labelled; they stand for "
        f"{whole:,} letters",
        "",
        f"  {'':26}{'measure':11}{'share':>6}  {'95 in 100':18}{'cases':>6}{'letters':>8}",
    ]
    lines += [_row(measure, one) for measure, one in estimates.items() if one is not None]
    none = [f"{what} {way}" for (what, way), one in estimates.items() if one is None]
    lines += [""]
    if none:
        lines.append(f"No case in the sample, so nothing is known of: {', '.join(none)}.")
    if unseen:
        names = ", ".join(f"{one.kind} with {one.verdict}" for one in unseen)
        lines.append(f"No letter is labelled of these, of which the shares say nothing: {names}.")
    if others:
        lines.append(f"Labels of letters that are not of this sample, and not counted: {others:,}.")
    if any(one.few for one in estimates.values() if one is not None):
        lines.append("few: less than 30 letters have such a case; quote the interval, not a share.")
    lines += [
        "precision: of the gaps (claims) that the audit found, those that readers find too.",
        "recall: of those that readers find, the ones that the audit found; unclear is not found.",
        "agreement: points on which both say the same. Each letter counts for the letters it was",
        "drawn from (weights in strata.json). Wilson intervals over the effective number of cases,",
        f"which takes account of the strata and of cases in one letter. Written to {out}/{FILE}",
    ]
    return "\n".join(lines) + "\n"


def _row(measure: Measure, one: Estimate) -> str:
    what, way = measure
    share = "few" if one.few else percent(one.share, 0)
    interval = f"{percent(one.low, 0)} to {percent(one.high, 0)}"
    return f"  {what:26}{way:11}{share:>6}  {interval:18}{one.cases:6,}{one.letters:8,}"
