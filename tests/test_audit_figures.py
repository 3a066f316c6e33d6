"""Figures: what counts, once, and under what."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit_tables import BORLEY, notice, point, small, write
from noticecheck.audit import evidence, figures, store
from noticecheck.audit.figures import Figures
from noticecheck.audit.tables import NOTICES
from noticecheck.model import ELEMENTS, Verdict


def gather(folder: Path) -> Figures:
    with store.opened(folder) as connection:
        figures.prepare(connection)
        return figures.gather(connection)


def counts(tally: figures.Tally) -> tuple[int, int, int, int, int]:
    return tally.of, tally.met, tally.unclear, tally.gap, tally.letters


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    return gather(small(tmp_path_factory.mktemp("audit")))


def test_every_letter_is_in_one_number(found: Figures) -> None:
    view = found.overview
    assert view.letters == 10
    assert view.duplicates + view.not_assessed + view.not_a_refusal + view.judged.of == 10
    assert (view.duplicates, view.not_assessed, view.not_a_refusal, view.errors) == (1, 1, 1, 2)
    assert view.incomplete == 1
    assert dict(view.kinds)["partial_refusal"] == 2, "the duplicate is not counted again"


def test_several_rules_of_a_duty_are_one_case_and_the_worst_counts(found: Figures) -> None:
    # a1 names section 43 but not its limb, and section 40 exactly; a2 names section 43.
    assert counts(dict(found.elements)["specifies_exemption"]) == (3, 2, 0, 1, 2)


def test_what_is_unclear_is_neither_met_nor_a_gap_and_duplicates_do_not_count(
    found: Figures,
) -> None:
    assert counts(dict(found.elements)["public_interest"]) == (4, 2, 1, 1, 4)


def test_good_practice_is_in_no_duty_but_among_the_rules(found: Figures) -> None:
    assert "quality" not in dict(found.elements)
    rule = next(one for one in found.rules if one.level == "should")
    assert (rule.rule, counts(rule.tally)) == ("foia2000/placeholder-left", (1, 0, 0, 1, 1))


def test_figures_are_given_by_authority_exemption_and_year(found: Figures) -> None:
    by_authority = dict(found.authorities)
    assert counts(by_authority["Aldmoor District Council"]) == (4, 3, 0, 1, 4)
    assert counts(by_authority[BORLEY]) == (3, 2, 1, 0, 3)
    assert counts(dict(found.years)[2024]) == (5, 3, 1, 1, 5)
    assert found.years[-1][0] is None
    by_exemption = {(one.regime, one.section): one for one in found.exemptions}
    commercial = by_exemption["foia2000", "s43"]
    assert (commercial.claims, commercial.letters) == (3, 3)
    assert counts(commercial.public_interest) == (3, 2, 0, 1, 3)
    assert by_exemption["eir2004", "reg12(5)(e)"].public_interest.unclear == 1
    assert ("foisa2002", "s33") in by_exemption
    assert ("foia2000", "s14") not in by_exemption, "it refuses a request, and exempts nothing"
    assert counts(found.by_authority["public_interest"][BORLEY]) == (2, 1, 1, 0, 2)


def test_cases_in_one_letter_are_counted_as_alike(tmp_path: Path) -> None:
    sections = ["s22", "s31(1)(a)", "s43(2)", "s42"]
    rows = [point("a", "s17-3-b", "met", section) for section in sections]
    rows.append(point("b", "s17-3-b", "met", "s43(2)"))
    out = write(tmp_path, [notice("a"), notice("b")], rows)
    tally = dict(gather(out).elements)["public_interest"]
    assert (tally.of, tally.letters) == (5, 2)
    assert tally.effective == pytest.approx(25 / 17)


def test_an_audit_without_letters_has_no_figures(tmp_path: Path) -> None:
    empty = gather(write(tmp_path, []))
    assert empty.overview.judged == figures.NONE
    assert not (empty.elements or empty.authorities or empty.exemptions or empty.years)


def test_the_words_of_a_gap_are_shown_once_a_case_and_counted_whole(tmp_path: Path) -> None:
    letters = [notice(f"a{i}", url=f"https://foi.example/{i}") for i in range(5)]
    letters[0]["url"] = "javascript:alert(1)"
    rows = [
        point(f"a{i}", rule, "gap", "s43(2)")
        for i in range(5)
        for rule in ("s17-1-b", "s17-1-b-limb")
    ]
    out = write(tmp_path, letters, rows, more=["url"])
    with store.opened(out) as connection:
        figures.prepare(connection)
        (shown,) = evidence.gather(connection, str(out))["specifies_exemption"]
    assert (shown.gaps, shown.letters) == (5, 5)
    quotes = shown.quotes
    assert [quote.whence.path for quote in quotes] == [f"letters/a{i}.txt" for i in range(3)]
    assert [quote.whence.link for quote in quotes] == [
        None,
        "https://foi.example/1",
        "https://foi.example/2",
    ]
    assert (quotes[0].quote, quotes[0].line) == ("words of a0", 3)


def test_every_element_and_verdict_has_its_place() -> None:
    from noticecheck.audit import words

    assert set(words.ELEMENTS) == set(ELEMENTS)
    others = {"not_a_refusal", "not_assessed"}
    assert {*figures.JUDGED, *others} == set(Verdict.__args__)  # type: ignore[attr-defined]
    assert {"letter", "verdict", "duplicate_of"} <= set(NOTICES.names)
