"""The pipeline on one screen: read, scan, parse, evaluate, report.

from noticecheck import check
report = check("letter.pdf")
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, fields, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from noticecheck import evaluate, late, notice
from noticecheck.cache import remembered
from noticecheck.confidence import Shares, graded, load_shares
from noticecheck.installed import all_roots
from noticecheck.language.model import Phrase, Rule, RuleSet
from noticecheck.language.roots import HOLIDAYS_FILE, PROVISIONS_FILE, read_roots
from noticecheck.late import dataclass
from noticecheck.law import Catalogue, Entry, load_bank_holidays, load_catalogue
from noticecheck.match import Matcher, Matches
from noticecheck.model import (
    Assessment,
    Correction,
    Document,
    LevelSet,
    Notice,
    Report,
    Span,
    Verdict,
)
from noticecheck.notice import cautions, chosen
from noticecheck.report.words import REGIMES, all_of

if TYPE_CHECKING:
    from noticecheck.corrections import House
    from noticecheck.language.roots import RuleFile
    from noticecheck.model import Sender


@dataclass(frozen=True)
class Checker:
    """Rules, law and matcher, loaded once and used for any number of documents."""

    ruleset: RuleSet
    law: Mapping[str, Catalogue]
    """The catalogue of each pack by its name; of built-in packs that are not loaded, too: a letter
    may be under them in part."""
    matcher: Matcher
    shares: Shares
    chosen: str | None = None
    """The one pack that was asked for: letters are judged under it, whatever law they name."""
    forms: late.Forms | None = field(default=None, repr=False)
    """What the program would compile of its own, where a cache keeps that."""

    @property
    def catalogues(self) -> Mapping[str, Catalogue]:
        """Of the law, that of the packs that are loaded."""
        return {pack.name: self.law[pack.name] for pack in self.ruleset.packs}

    def check(
        self,
        document: Document,
        *,
        received: date | None = None,
        dated: date | None = None,
        as_of: date | None = None,
        house: House | None = None,
    ) -> Report:
        """The report on one document; `house` holds what readers and the authority say."""
        if not document.text.strip():
            return self.not_assessed(document, "the document has no text")
        known = house.sender if house else None
        parsed, matches = self.parse_under(self.chosen, document, received, dated, as_of, known)
        corrections: tuple[Correction, ...] = ()
        levels: tuple[LevelSet, ...] = ()
        told: tuple[str, ...] = ()
        if house is not None:
            # Late: a check without a house does without it.
            from noticecheck.corrections.house import as_readers_say

            parsed, corrections, told = as_readers_say(house, parsed, matches, self.law)
        loaded = [pack.name for pack in self.ruleset.packs]
        if reason := cautions.cannot_judge(parsed, matches) or chosen.of_other_law(parsed, loaded):
            return replace(self.not_assessed(document, reason), notice=replace(parsed, claims=()))
        judged = evaluate.evaluate(self.ruleset, parsed, matches, self.law, as_of)
        assessments = graded(judged, parsed, self.shares)
        whole, parsed = parsed, chosen.part_under(parsed, loaded)
        if house is not None:
            from noticecheck.corrections.house import as_the_house_has_it

            assessments, levels, more = as_the_house_has_it(house, assessments)
            told = (*told, *more)
        verdict, decided_by = _verdict(parsed, assessments)
        return Report(
            document, parsed, assessments, verdict, decided_by, self._packs(), self.ruleset.hash,
            (
                *document.warnings, *cautions.completeness(parsed),
                *cautions.older(parsed, matches, verdict),
                *cautions.only_named(parsed, matches, verdict, all_of),
                *cautions.by_others(parsed, matches),
                *cautions.other_part(parsed, matches),
                *chosen.other_law_named(whole, loaded, REGIMES),
                *told,
            ),
            corrections, levels,
        )  # fmt: skip

    def parse(
        self,
        document: Document,
        *,
        received: date | None = None,
        dated: date | None = None,
        as_of: date | None = None,
    ) -> tuple[Notice, Matches]:
        """What the letter says, and where the phrases stand in it."""
        return self.parse_under(self.chosen, document, received, dated, as_of)

    def parse_under(
        self, law: str | None, document: Document, received: date | None = None,
        dated: date | None = None, as_of: date | None = None, known: Sender | None = None,
    ) -> tuple[Notice, Matches]:  # fmt: skip
        """What the letter says: under the law that is chosen for it, if one is.

        What a template left open says nothing, and is read as a blank.
        """
        whole, matches = document, self.matcher.scan(document.text)
        if left := notice.placeholders(document.text, matches):
            document = notice.blanked(document, left)
            matches = self.matcher.scan(document.text)
        read = notice.parse if law is None else partial(chosen.parse_under, law)
        found = read(
            document, matches, self.law, received=received, dated=dated, as_of=as_of, known=known
        )
        return replace(found, document=whole, placeholders=left), matches

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
        matches = Matches(report.document.text, self.matcher, self._personal)
        return redact(report, find_personal(report.notice, matches), self.is_of_files)

    def is_of_files(self, word: str) -> bool:
        """Whether files of letters are named with a word, which tells nothing of persons."""
        hits = self._personal.scan(word).of("word-of-files")
        return any(hit.span == Span(0, len(word)) for hit in hits)

    @cached_property
    def _personal(self) -> Matcher:
        """Compiled when a report is to be shared, and not before: it takes its time."""
        from noticecheck.match.compile import compile_phrases

        return remembered(
            f"personal {self.ruleset.hash}",
            Matcher,
            lambda: compile_phrases(self.ruleset.phrases, notice.PERSONAL).compiled(),
        )

    def explain(
        self, rule: Rule, document: Document, *, received: date | None = None,
        dated: date | None = None, as_of: date | None = None, house: House | None = None,
    ) -> tuple[evaluate.Trace, ...]:  # fmt: skip
        """How a rule came out for a document, subject by subject and clause by clause."""
        known = house.sender if house else None
        parsed, matches = self.parse_under(self.chosen, document, received, dated, as_of, known)
        if house is not None:
            from noticecheck.corrections.house import as_readers_say

            parsed, _, _ = as_readers_say(house, parsed, matches, self.law)
        return evaluate.trace(rule, parsed, matches, self.law, as_of)

    def _packs(self) -> tuple[str, ...]:
        return tuple(f"{pack.name}@{pack.version}" for pack in self.ruleset.packs)


@dataclass(frozen=True)
class PhrasesLater(Mapping[str, Phrase]):
    """The phrases of rules that a cache holds compiled: read when they are asked for themselves."""

    roots: tuple[Path, ...]
    packs: tuple[str, ...] | None
    more: tuple[RuleFile, ...] = ()

    @cached_property
    def _read(self) -> Mapping[str, Phrase]:
        from noticecheck.language.load import load as load_rule_files

        return load_rule_files(self.roots, self.packs, self.more).phrases

    def __getitem__(self, name: str) -> Phrase:
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read)

    def __len__(self) -> int:
        return len(self._read)


_KEPT = (Checker, RuleSet, Rule, Catalogue, Entry, Matcher)
"""Whose fields what is kept on disk depends on, besides the rules and the version."""


def load(
    rules: Sequence[Path] = (),
    packs: Sequence[str] | None = None,
    phrases: Sequence[RuleFile] = (),
    *,
    root: Path | None = None,
) -> Checker:
    """A checker with the built-in rules, those of installed packs, those of further folders, and
    those of files that are given themselves, such as the phrases of a house; from the cache, if
    there. `root` is a folder in place of the built-in rules, such as an older state of them.

    Raises RuleErrors with every fault of every file.
    """
    roots = all_roots(rules, root)
    files = read_roots(roots, phrases)
    wanted = None if packs is None else tuple(packs)
    if files.unread:
        return _load(roots, wanted, phrases)
    shape = [[own.name for own in fields(kind)] for kind in _KEPT]
    key = repr(("checker", files.hash, [str(root.absolute()) for root in roots], wanted, shape))

    def compiled() -> Checker:
        made = _load(roots, wanted, phrases)
        later = PhrasesLater(roots, wanted, tuple(phrases))
        return replace(
            made,
            ruleset=replace(made.ruleset, phrases=later),
            matcher=made.matcher.compiled(),
            forms=late.forms(),
        )

    found = remembered(key, Checker, compiled)
    if found.forms is not None:
        late.use(found.forms)
    return found


def _load(
    roots: Sequence[Path], packs: Sequence[str] | None, phrases: Sequence[RuleFile]
) -> Checker:
    from noticecheck.language.load import load as load_rule_files
    from noticecheck.language.load import load_packs
    from noticecheck.match.compile import compile_phrases
    from noticecheck.required import require_phrases

    ruleset = load_rule_files(roots, packs, phrases)
    holidays = load_bank_holidays(roots[0] / HOLIDAYS_FILE)
    known = {} if packs is None else {p.name: p for p in load_packs(roots[:1])}
    law = {
        pack.name: load_catalogue(
            Path(pack.directory) / PROVISIONS_FILE,
            holidays.working_days(
                pack.bank_holidays, pack.answer_within, pack.longer_time, pack.review_within
            ),
        )
        for pack in (known | {pack.name: pack for pack in ruleset.packs}).values()
    }
    require_phrases(ruleset, {pack.name: law[pack.name] for pack in ruleset.packs})
    judging = ruleset.phrases.keys() - notice.PERSONAL.keys()
    matcher = compile_phrases(ruleset.phrases, judging)
    only = ruleset.packs[0].name if packs is not None and len(ruleset.packs) == 1 else None
    return Checker(ruleset, law, matcher, load_shares(), only)


def _verdict(parsed: Notice, assessments: Sequence[Assessment]) -> tuple[Verdict, tuple[str, ...]]:
    """Gaps at must decide first, then what is unclear at must.

    What refuses nothing may owe something all the same: an answer under Scotland's section 17. That
    it is under a certain law is nothing owed.
    """
    must = [a for a in assessments if a.level == "must"]
    for status, verdict in (("gap", "gaps"), ("unclear", "unclear")):
        keys = tuple(a.key for a in must if a.status == status)
        if keys:
            return verdict, keys  # type: ignore[return-value]
    owed = any(a.status == "met" and a.element != "regime" for a in must)
    if not parsed.claims and parsed.unnamed is None and not owed:
        return "not_a_refusal", ()
    return "no_gap_found", ()
