"""Which Act a citation belongs to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from noticecheck.checker import Checker, load
from noticecheck.model import Span
from noticecheck.notice.acts import Acts, default_regime
from noticecheck.notice.citations import find_references
from short_letters import check, parse

Resolve = Callable[..., list[str]]


@pytest.fixture
def acts(checker: Checker) -> Resolve:
    """The Act of each citation of a text."""

    def resolved(text: str, default: str = "foia2000") -> list[str]:
        named = Acts(checker.matcher.scan(text))
        return [
            named.of(start, start + found.length, found.unit or "s", default)
            for start, found in find_references(named.matches)
        ]

    return resolved


def regime(checker: Checker, text: str) -> str:
    """What "the Act" means in a text."""
    return default_regime(Acts(checker.matcher.scan(text)).counts([Span(0, len(text))]))


@pytest.mark.parametrize(
    "text",
    [
        "It is exempt under section 43(2).",
        "It is exempt under section 43(2) of the Act.",
        "It is exempt under section 43(2) of that Act.",
        "It is exempt under section 43(2) of the same Act.",
        "It is exempt under section 43(2) of the Freedom of Information Act 2000.",
        "It is exempt under section 43(2) of the Freedom of Information Act.",
        "It is exempt under section 43(2) of FOIA.",
        "It is exempt under section 43(2) FOIA.",
        "It is exempt under section 43(2) (commercial interests) of the FOI Act 2000.",
        "Under FOIA section 43(2) it is exempt.",
        "Under the Freedom of Information Act 2000, section 43(2), it is exempt.",
        "It is exempt under section 43(2), as the report shows.",
        "It is exempt under section 43(2) and we refuse in accordance with our policy.",
        "It is exempt under section 42(1) as legal advice on the Care Act 2014.",
        "It is exempt under section 31(1)(a). The Police Act 1996 governs the rest.",
        "Mae'r wybodaeth wedi'i heithrio o dan adran 43(2) Deddf Rhyddid Gwybodaeth 2000.",
    ],
)
def test_freedom_of_information_act(acts: Resolve, text: str) -> None:
    assert acts(text) == ["foia2000"]


@pytest.mark.parametrize(
    "text",
    [
        "The charge is made under section 12 of the Local Government Act 2003.",
        "The charge is made under section 12 Local Government Act 2003.",
        "The charge is made under s.12 of the Localism Act.",
        "The duty in section 40 of the Care Act 2014 applies.",
        "The duty in section 40(1) of that Care Act 2014 applies.",
        "Under the Care Act 2014, section 40, the duty applies.",
        "Under the Care Act 2014 (section 40) the duty applies.",
        "The road is subject to a section 38 agreement.",
        "The developer signed a section 38 agreement under the Highways Act.",
        "Section 44 of the Data Protection Act 2018 applies.",
        "See regulation 12 of the Licensing Regulations 2005.",
        "See section 12 of the contract.",
        "See section 31 of our policy on records.",
        "See section 40 of this report.",
        "See section 22 above.",
        "A patient under section 37 orders may leave.",
        "The council's Constitution applies: section 36 of the Constitution.",
    ],
)
def test_any_other_text(acts: Resolve, text: str) -> None:
    assert acts(text) == ["other"]


@pytest.mark.parametrize(
    "text",
    [
        "It is excepted under regulation 12(5)(b).",
        "It is excepted under regulation 12(5)(b) of the Environmental Information Regulations 2004.",
        "It is excepted under EIR 12(5)(b).",
        "It is excepted under regulation 12(5)(b) of the EIRs.",
        "It is excepted under the EIR, regulation 12(5)(b).",
        "It is excepted under section 12(5)(b) of the Environmental Information Regulations.",
    ],
)
def test_environmental_regulations(acts: Resolve, text: str) -> None:
    assert acts(text) == ["eir2004"]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        (
            "exempt under section 38(1)(b) of the Freedom of Information (Scotland) Act 2002",
            "foisa2002",
        ),
        ("exempt under section 38(1)(b) of FOISA", "foisa2002"),
        (
            "excepted under regulation 10(4)(e) of the Environmental Information (Scotland) Regulations 2004",
            "eisr2004",
        ),
        ("excepted under regulation 10(4)(e) of the EISRs", "eisr2004"),
    ],
)
def test_scotland(acts: Resolve, text: str, act: str) -> None:
    assert acts(f"It is {text}.") == [act]


def test_the_act_means_scotlands_where_the_letter_is_scottish(
    acts: Resolve, checker: Checker
) -> None:
    assert acts("It is exempt under section 38(1)(b) of the Act.", "foisa2002") == ["foisa2002"]
    scottish = "The Freedom of Information (Scotland) Act 2002 (FOISA). FOISA says"
    assert regime(checker, scottish) == "foisa2002"
    assert regime(checker, "the Freedom of Information Act 2000") == "foia2000"
    assert regime(checker, "") == "foia2000"


def test_a_name_for_an_act_can_be_added(tmp_path: Path) -> None:
    wording = 'extend phrase act-of-eir2004\n    "open land code"\n'
    (tmp_path / "wording.rule").write_text(wording, encoding="utf-8")
    text = "It is excepted under section 12(5)(b) of the Open Land Code."
    named = Acts(load([tmp_path]).matcher.scan(text))
    start, found = next(find_references(named.matches))
    assert named.of(start, start + found.length, found.unit, "foia2000") == "eir2004"


def test_a_name_within_a_word_names_nothing(checker: Checker) -> None:
    text = "They gave their heirs a weir."
    assert Acts(checker.matcher.scan(text)).counts([Span(0, len(text))]) == {}


def test_that_act_is_the_one_named_last(acts: Resolve) -> None:
    text = (
        "The Care Act 2014 governs assessments. Section 40 of that Act moves them between councils."
    )
    assert acts(text) == ["other"]
    text = "We answer under the Freedom of Information Act 2000. Section 40 of that Act applies."
    assert acts(text) == ["foia2000"]


def test_one_letter_may_hold_two_regimes(checker: Checker) -> None:
    parsed = parse(
        checker,
        "The prices are withheld under section 43(2) of the Freedom of Information Act 2000.\n\n"
        "The survey is withheld under regulation 12(5)(e) of the Environmental Information "
        "Regulations 2004.\n",
    )
    assert {(c.provision, c.regime) for c in parsed.claims} == {
        ("s43(2)", "foia2000"),
        ("reg12(5)(e)", "eir2004"),
    }
    assert set(parsed.regimes) == {"foia2000", "eir2004"}


def test_numbers_without_a_keyword_follow_the_regulations_where_they_fit(checker: Checker) -> None:
    parsed = parse(
        checker,
        "Environmental Information Regulations 2004\n\nThe survey is withheld. 12(5)(e) applies, as "
        "a rival could use it.\n",
    )
    assert [(c.provision, c.regime) for c in parsed.claims] == [("reg12(5)(e)", "eir2004")]


def test_scottish_environmental_letters_are_not_assessed(checker: Checker) -> None:
    report = check(
        checker,
        "The survey is withheld under regulation 10(4)(e) of the Environmental Information "
        "(Scotland) Regulations 2004.\n",
    )
    assert report.verdict == "not_assessed"
    assert report.assessments == ()
    assert any("Scotland" in warning for warning in report.warnings)
