"""The pipeline on one screen: read, scan, parse, evaluate, report.

from noticecheck import check
report = check("letter.pdf")
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from noticecheck import evaluate, notice
from noticecheck.errors import RuleError, RuleErrors
from noticecheck.language.load import load as load_rule_files
from noticecheck.language.model import Example, Rule, RuleSet
from noticecheck.language.roots import HOLIDAYS_FILE, PROVISIONS_FILE, default_root
from noticecheck.law import Catalogue, load_bank_holidays, load_catalogue
from noticecheck.match import Matcher, Matches, compile_phrases
from noticecheck.model import Assessment, Document, Notice, Region, Report, Span, Status, Verdict
from noticecheck.read import read

_NOT_JUDGED = {
    "eisr2004": "it is under the Environmental Information (Scotland) Regulations 2004, "
    "for which there are no rules yet",
}
_FEWEST_WORDS = 5
_SENTENCE = 12
"""Number of words from which on the common ones tell the language."""
_ENGLISH_SHARE = 0.08


@dataclass(frozen=True)
class ExampleResult:
    """What a rule makes of one of its examples, and by which clause."""

    example: Example
    got: Status
    ok: bool
    branch: str


@dataclass(frozen=True)
class Checker:
    """Rules, catalogues and matcher, loaded once and used for any number of documents."""

    ruleset: RuleSet
    catalogues: Mapping[str, Catalogue]
    matcher: Matcher

    def check(
        self, document: Document, *, received: date | None = None, as_of: date | None = None
    ) -> Report:
        """The report on one document."""
        if not document.text.strip():
            return self.not_assessed(document, "the document has no text")
        parsed, matches = self.parse(document, received=received, as_of=as_of)
        loaded = [pack.name for pack in self.ruleset.packs]
        if reason := _cannot_judge(parsed, matches) or _other_law(parsed, loaded):
            return replace(self.not_assessed(document, reason), notice=replace(parsed, claims=()))
        assessments = evaluate.evaluate(self.ruleset, parsed, matches, self.catalogues, as_of)
        verdict, decided_by = _verdict(parsed, assessments)
        return Report(
            document, parsed, assessments, verdict, decided_by, self._packs(), self.ruleset.hash,
            (
                *document.warnings, *_completeness(parsed), *_older(parsed, matches, verdict),
                *_by_others(parsed, matches),
            ),
        )  # fmt: skip

    def parse(
        self, document: Document, *, received: date | None = None, as_of: date | None = None
    ) -> tuple[Notice, Matches]:
        """What the letter says, and where the phrases stand in it."""
        matches = self.matcher.scan(document.text)
        return notice.parse(
            document, matches, self.catalogues, received=received, as_of=as_of
        ), matches

    def not_assessed(self, document: Document | str, reason: str, sha256: str = "") -> Report:
        """The report on what could not be judged, or on a path that could not be read.

        `sha256` is that of the bytes of the path, if there were any to be had.
        """
        if isinstance(document, str):
            document = Document(document, "", "application/octet-stream", sha256)
        warnings = (*document.warnings, f"Not assessed: {reason}.")
        return Report(
            document, None, (), "not_assessed", (), self._packs(), self.ruleset.hash, warnings
        )

    def redacted(self, report: Report) -> Report:
        """The same report for sharing: names, addresses and numbers of persons are blanked."""
        from noticecheck.notice.personal import find_personal
        from noticecheck.report.redact import redact

        if report.notice is None:
            return redact(report, (), self.is_of_files)
        text = report.document.text
        found = self.matcher.scan(text)
        personal = self._personal.scan(text)
        matches = replace(found, hits={**found.hits, **personal.hits})
        return redact(report, find_personal(report.notice, matches), self.is_of_files)

    def is_of_files(self, word: str) -> bool:
        """Whether files of letters are named with a word, which tells nothing of persons."""
        hits = self._personal.scan(word).of("word-of-files")
        return any(hit.span == Span(0, len(word)) for hit in hits)

    @cached_property
    def _personal(self) -> Matcher:
        """Compiled when a report is to be shared, and not before: it takes its time."""
        return compile_phrases(self.ruleset.phrases, notice.PERSONAL)

    def explain(
        self, rule: Rule, document: Document, *, received: date | None = None,
        as_of: date | None = None,
    ) -> tuple[evaluate.Trace, ...]:  # fmt: skip
        """How a rule came out for a document, subject by subject and clause by clause."""
        parsed, matches = self.parse(document, received=received, as_of=as_of)
        return evaluate.trace(rule, parsed, matches, self.catalogues, as_of)

    def run_examples(self, rule: Rule) -> tuple[ExampleResult, ...]:
        """What the rule makes of each of its own examples."""
        return tuple(self._run(rule, example) for example in rule.examples)

    def _run(self, rule: Rule, example: Example) -> ExampleResult:
        digest = hashlib.sha256(example.text.encode()).hexdigest()
        document = Document(str(example.place), example.text, "text/plain", digest)
        parsed, matches = self.parse(document, received=example.received, as_of=example.dated)
        if rule.pack not in parsed.regimes:
            parsed = replace(parsed, regimes=(*parsed.regimes, rule.pack))
        if example.authority:
            parsed = replace(parsed, authority_type=example.authority)
        traces = [
            t
            for t in evaluate.trace(rule, parsed, matches, self.catalogues, example.dated)
            if _is_subject(t, example.subject)
        ]
        order = ["gap", "note", "unclear", "met", "not_applicable"]
        traces.sort(key=lambda t: order.index(t.status))
        got: Status = traces[0].status if traces else "not_applicable"
        branch = (
            next((s.clause for s in reversed(traces[0].steps) if s.holds), "") if traces else ""
        )
        wanted = "note" if example.status == "gap" and rule.level == "info" else example.status
        return ExampleResult(example, got, got == wanted, branch)

    def _packs(self) -> tuple[str, ...]:
        return tuple(f"{pack.name}@{pack.version}" for pack in self.ruleset.packs)


def load(rules: Sequence[Path] = (), packs: Sequence[str] | None = None) -> Checker:
    """A checker with the built-in rules and those of further folders.

    Raises RuleErrors with every fault of every file.
    """
    ruleset = load_rule_files([default_root(), *rules], packs)
    holidays = load_bank_holidays(default_root() / HOLIDAYS_FILE)
    catalogues = {
        pack.name: load_catalogue(
            Path(pack.directory) / PROVISIONS_FILE,
            holidays.working_days(pack.bank_holidays, pack.answer_within),
        )
        for pack in ruleset.packs
    }
    _require_phrases(ruleset, catalogues)
    judging = ruleset.phrases.keys() - notice.PERSONAL.keys()
    return Checker(ruleset, catalogues, compile_phrases(ruleset.phrases, judging))


def check(
    path: str | Path, *, rules: Sequence[Path] = (), packs: Sequence[str] | None = None,
    received: date | None = None, as_of: date | None = None,
) -> Report:  # fmt: skip
    """Check one file. Raises ReadError for what cannot be read, RuleErrors for broken rules."""
    return load(rules, packs).check(read(str(path)), received=received, as_of=as_of)


def required_phrases() -> dict[str, str]:
    """Name and purpose of every phrase that the program itself relies on."""
    return {**notice.REQUIRED, **notice.PERSONAL, **evaluate.REQUIRED}


def catalogue_phrases(catalogues: Mapping[str, Catalogue]) -> dict[str, str]:
    """Name and purpose of every phrase that the provisions of the packs ask for."""
    return {
        phrase: f"it describes the exemption of {section} in {pack}"
        for pack, catalogue in catalogues.items()
        for section, phrase in catalogue.descriptions().items()
    }


def _require_phrases(ruleset: RuleSet, catalogues: Mapping[str, Catalogue]) -> None:
    from noticecheck.errors import Place

    required = required_phrases() | catalogue_phrases(catalogues)
    missing = [
        RuleError(
            "R190",
            Place("personal.rule" if name in notice.PERSONAL else "shared.rule", 1, 1),
            f"phrase `{name}` is missing: noticecheck reads letters by it ({purpose})",
        )
        for name, purpose in required.items()
        if name not in ruleset.phrases
    ]
    if missing:
        raise RuleErrors(missing)


def _is_subject(trace: evaluate.Trace, wanted: str | None) -> bool:
    if wanted is None:
        return True
    if wanted == "the notice":
        return trace.subject is None
    provision, _, effect = wanted.partition("#")
    return trace.subject == provision and (not effect or trace.effect == effect)


def _cannot_judge(parsed: Notice, matches: Matches) -> str | None:
    """Why a letter is beyond the rules: its regime has none, or its content is elsewhere."""
    for regime in parsed.regimes:
        if regime in _NOT_JUDGED:
            return _NOT_JUDGED[regime]
    if reason := _not_a_letter(parsed, matches):
        return reason
    response = [p for p in parsed.passages if p.part == "response"]
    words = sum(p.span.end - p.span.start for p in response)
    if (
        parsed.kind == "other"
        and words < 600
        and matches.within("covering-note", [p.span for p in response])
    ):
        return "the letter only points to an attachment: check the attachment itself"
    return None


def _other_law(parsed: Notice, loaded: Sequence[str]) -> str | None:
    """Why none of the loaded packs has a say: the letter is under other law."""
    if any(regime in loaded for regime in parsed.regimes):
        return None
    return (
        f"it is under {' and '.join(parsed.regimes)}, and of that pack no rules are loaded "
        f"(loaded: {', '.join(loaded)})"
    )


def _not_a_letter(parsed: Notice, matches: Matches) -> str | None:
    """Why the text is nothing that the rules can read: hardly any words, or few English ones."""
    words = re.findall(r"[^\W\d_]+", parsed.document.text)
    if len(words) < _FEWEST_WORDS:
        return "there are hardly any words in it: check that this is the whole letter"
    if len(words) >= _SENTENCE and len(matches.of("english")) < _ENGLISH_SHARE * len(words):
        return "it does not seem to be in English, the only language that the rules are for"
    return None


def _verdict(parsed: Notice, assessments: Sequence[Assessment]) -> tuple[Verdict, tuple[str, ...]]:
    """Gaps at must decide first, then what is unclear at must."""
    must = [a for a in assessments if a.level == "must"]
    for status, verdict in (("gap", "gaps"), ("unclear", "unclear")):
        keys = tuple(a.key for a in must if a.status == status)
        if keys:
            return verdict, keys  # type: ignore[return-value]
    if not parsed.claims and parsed.unnamed is None:
        return "not_a_refusal", ()
    return "no_gap_found", ()


def _older(parsed: Notice, matches: Matches, verdict: Verdict) -> tuple[str, ...]:
    """That a refusal stands in a message below one that refuses nothing."""
    older = [p.span for p in parsed.passages if p.part == "thread"]
    if verdict != "not_a_refusal" or not matches.within("relies-on", older):
        return ()
    return (
        "An older message below this one seems to refuse something, and was not judged: save it as "
        "a file of its own to check it.",
    )


def _by_others(parsed: Notice, matches: Matches) -> tuple[str, ...]:
    """That the words are the requester's own, or that a released document cites exemptions."""
    parts = {p.part for p in parsed.passages}
    if "request" in parts and not parts & {"response", "rights", "statute"}:
        return ("It seems to be written by the person who made the request, not by the authority.",)
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


def _completeness(parsed: Notice) -> tuple[str, ...]:
    warnings = []
    if parsed.document.incomplete:
        warnings.append("What was not read may hold what seems to be missing: it is unclear.")
    elif not parsed.complete and not parsed.absent:
        warnings.append(
            "The text may be incomplete: it seems to break off. What the missing part may hold "
            "is reported as unclear."
        )
    if parsed.absent:
        sentence = next(
            s for p in parsed.passages for s in p.sentences if s.contains(parsed.absent[0])
        )
        quote = " ".join(parsed.document.quote(sentence).split())
        warnings.append(
            f'The letter points to a document that is not here ("{quote}"). What it may hold is '
            "reported as unclear."
        )
    return tuple(warnings)
