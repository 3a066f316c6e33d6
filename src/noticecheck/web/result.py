"""Reports -> the page that shows them, with what is to be asked, done and corrected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from noticecheck.case import GROUPS, case_of, wordings_of
from noticecheck.corrections.told import told_of_corrections
from noticecheck.evaluate.wording import long_date
from noticecheck.letter import After, after
from noticecheck.model import UNNAMED, Assessment, Document, Report
from noticecheck.report import words
from noticecheck.report.items import Item, items
from noticecheck.report.page import page_environment
from noticecheck.report.statutes import link
from noticecheck.report.view import TONES, Finding, Page, page
from noticecheck.version import VERSION
from noticecheck.web import texts
from noticecheck.web.carried import pack
from noticecheck.web.said import Said, in_words, write_said

if TYPE_CHECKING:
    from jinja2 import Environment

    from noticecheck.checker import Checker

ASSETS = {
    "report.css": ("noticecheck.report", "templates/report.css", "text/css"),
    "page.css": ("noticecheck.web", "assets/page.css", "text/css"),
    "page.js": ("noticecheck.web", "assets/page.js", "text/javascript"),
}
"""What pages load, by its name: package, place in it, and type."""
_REASONS = {"explains_why": "explanation", "public_interest": "public-interest"}


@dataclass(frozen=True, slots=True)
class Result:
    """A report with what was sent for it."""

    report: Report
    document: Document
    said: tuple[Said, ...]
    received: str
    dated: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A claim that can be corrected."""

    key: str
    """As fields of the form have it: "s40(2)#withhold"."""
    name: str
    provision: str
    not_claim: str
    """What the button says that it is none."""


@dataclass(frozen=True, slots=True)
class Point:
    """A finding, with what the law asks and what can be said against it."""

    finding: Finding
    asks: str
    subjects: tuple[Subject, ...]
    gives: str
    """What words of the letter could give here: "explanation", "public-interest" or nothing."""
    aside: str
    wrong: str
    """Name of the text that says what else can be corrected where no section is; or nothing."""


@dataclass(frozen=True, slots=True)
class Shown:
    """All that is shown of one letter."""

    page: Page
    form: str
    groups: tuple[tuple[str, str, tuple[Point, ...]], ...]
    """Tone, title and findings."""
    claims: tuple[Subject, ...]
    said: tuple[tuple[str, str], ...]
    carried: str
    received: str
    dated: str
    after: After | None = None
    """The next steps with their days, and the ready letters; None where there are none."""
    silent: bool = False
    """No answer has come: the letter to the authority is a reminder."""


def result_page(
    results: Sequence[Result], checker: Checker, root: str, alone: bool = False,
    problems: Sequence[str] = (),
) -> str:  # fmt: skip
    """The whole page for the letters of one file; `problems` are what of a form was not taken."""
    titles = {rule.full_id: rule.title for rule in checker.ruleset.rules}
    shown = [
        _shown(one, titles, f"letter{n}", after(one.report, checker))
        for n, one in enumerate(results, 1)
    ]
    case = None
    if len(results) > 1:
        case = case_of([one.report for one in results], wordings_of(checker.ruleset.packs))
    return render(
        "result.html.jinja", root, alone,
        results=shown,
        problems=problems,
        case=case,
        case_groups=GROUPS,
        pages=[one.page for one in shown],
        packs=", ".join(sorted({p for one in results for p in one.report.packs})),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Anchored:
    anchor: str


@dataclass(frozen=True, slots=True)
class _Silence:
    """What next.jinja shows where there is no letter."""

    after: After
    page: _Anchored = _Anchored("silence")
    silent: bool = True


def silence_page(found: After, received: date, root: str) -> str:
    """The page for who got no answer."""
    title = texts.TEXTS["silence_found"].format(day=long_date(received))
    return render("silence.html.jinja", root, one=_Silence(found), title=title)


def _shown(one: Result, titles: dict[str, str], anchor: str, then: After | None) -> Shown:
    report = one.report
    own = set(told_of_corrections(report.corrections))
    report = replace(report, warnings=tuple(w for w in report.warnings if w not in own))
    seen = page(report, anchor)
    listed = [item for _, level, status in TONES for item in items(report, level, status)]
    points = [
        _point(finding, item, titles) for finding, item in zip(seen.findings, listed, strict=True)
    ]
    groups = tuple(
        (tone, title, tuple(p for p in points if p.finding.tone == tone))
        for tone, title in words.TONE_TITLES.items()
    )
    claims = report.notice.claims if report.notice else ()
    return Shown(
        seen,
        f"{anchor}-form",
        groups,
        tuple(_subject(claim.provision, claim.effect) for claim in claims),
        tuple((write_said(said), in_words(said, texts.TEXTS)) for said in one.said),
        pack(one.document),
        one.received,
        one.dated,
        then,
    )


def _point(finding: Finding, item: Item, titles: dict[str, str]) -> Point:
    first = item.points[0]
    named = dict.fromkeys(
        (point.subject, point.effect)
        for point in item.points
        if point.subject is not None and point.subject != UNNAMED
    )
    return Point(
        finding,
        titles.get(first.rule, ""),
        tuple(_subject(str(provision), effect or "") for provision, effect in named),
        _REASONS.get(first.element, ""),
        write_said(Said("aside", first.rule)),
        "" if named else _how_wrong(first),
    )


def _how_wrong(point: Assessment) -> str:
    """How a point that is about no section is put right."""
    if point.subject == UNNAMED:
        return "wrong_unnamed"
    return "wrong_dates" if point.element == "time_limit" else "wrong_letter"


def _subject(provision: str, effect: str) -> Subject:
    return Subject(
        f"{provision}#{effect}",
        words.provision(provision),
        provision,
        write_said(Said("not_claim", provision, effect)),
    )


def render(template: str, root: str, alone: bool = False, **values: Any) -> str:
    """A page; `root` is the prefix of its addresses, `alone` for one that no server shows."""
    return (
        _environment()
        .get_template(template)
        .render(
            root=root, alone=alone, t=texts.ALONE if alone else texts.TEXTS,
            language=texts.LANGUAGE, version=VERSION, **values,
        )
    )  # fmt: skip


def asset_of(name: str) -> bytes:
    """One of ASSETS."""
    package, path, _kind = ASSETS[name]
    return (files(package) / path).read_bytes()


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import ChoiceLoader, PackageLoader

    own = PackageLoader("noticecheck.web")
    reports = page_environment()
    reports.filters |= {"link": link, "first_upper": lambda text: text[:1].upper() + text[1:]}
    return reports.overlay(loader=ChoiceLoader([own, PackageLoader("noticecheck.report")]))
