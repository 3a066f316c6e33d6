"""The three catalogues that are shipped: complete trees, limbs, tests, effects, dates."""

from __future__ import annotations

import pickle
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from noticecheck.law import Catalogue, Provision, load_catalogue
from noticecheck.model import ELEMENTS, Effect, Test

RULES = Path(__file__).parent.parent / "rules"
PACKS = ("foia2000", "eir2004", "foisa2002")
CATALOGUES = {name: load_catalogue(RULES / name / "provisions.toml") for name in PACKS}
FOIA, EIR, FOISA = (CATALOGUES[name] for name in PACKS)

# Every citable provision that the research for this project lists, and the procedural ones that
# letters name beside them; the unit (s or reg) is left out.
CITABLE = {
    "foia2000": """
        1(3) 9(1) 11(3) 12 12(1) 12(2) 12(4) 14 14(1) 14(2) 21 21(1) 21(2) 21(2)(a) 21(2)(b) 21(3)
        22 22(1) 22(1)(a) 22(1)(b) 22(1)(c) 22(2) 22A 22A(1) 22A(1)(a) 22A(1)(b) 22A(1)(b)(i)
        22A(1)(b)(ii) 22A(1)(b)(iii) 22A(1)(b)(iv) 22A(2) 23 23(1) 23(2) 23(3) 23(5) 24 24(1) 24(2)
        24(3) 25 26 26(1) 26(1)(a) 26(1)(b) 26(2) 26(3) 27 27(1) 27(1)(a) 27(1)(b) 27(1)(c) 27(1)(d)
        27(2) 27(3) 27(4) 27(4)(a) 27(4)(b) 28 28(1) 28(2) 28(3) 29 29(1) 29(1)(a) 29(1)(b) 29(2)
        30 30(1) 30(1)(a) 30(1)(a)(i) 30(1)(a)(ii) 30(1)(b) 30(1)(c) 30(2) 30(2)(a) 30(2)(a)(i)
        30(2)(a)(ii) 30(2)(a)(iii) 30(2)(a)(iv) 30(2)(b) 30(3) 31 31(1) 31(1)(a) 31(1)(b) 31(1)(c)
        31(1)(d) 31(1)(e) 31(1)(f) 31(1)(g) 31(1)(h) 31(1)(i) 31(2) 31(2)(a) 31(2)(b) 31(2)(c)
        31(2)(d) 31(2)(e) 31(2)(f) 31(2)(g) 31(2)(h) 31(2)(i) 31(2)(j) 31(3) 32 32(1) 32(1)(a)
        32(1)(b) 32(1)(c) 32(1)(c)(i) 32(1)(c)(ii) 32(2) 32(2)(a) 32(2)(b) 32(3) 33 33(1) 33(1)(a)
        33(1)(b) 33(2) 33(3) 34 34(1) 34(2) 34(3) 35 35(1) 35(1)(a) 35(1)(b) 35(1)(c) 35(1)(d) 35(2)
        35(3) 35(4) 36 36(1) 36(1)(a) 36(1)(b) 36(2) 36(2)(a) 36(2)(a)(i) 36(2)(a)(ii) 36(2)(a)(iii)
        36(2)(b) 36(2)(b)(i) 36(2)(b)(ii) 36(2)(c) 36(3) 36(4) 36(5) 36(7) 37 37(1) 37(1)(a) 37(1)(aa)
        37(1)(ab) 37(1)(ac) 37(1)(ad) 37(1)(b) 37(2) 38 38(1) 38(1)(a) 38(1)(b) 38(2) 39 39(1)
        39(1)(a) 39(1)(b) 39(2) 40 40(1) 40(2) 40(2)(a) 40(2)(b) 40(3) 40(3)(a) 40(3)(a)(i)
        40(3)(a)(ii) 40(3)(b) 40(3A) 40(3A)(a) 40(3A)(b) 40(3B) 40(4) 40(4A) 40(4A)(a) 40(4A)(b)
        40(5) 40(5)(a) 40(5)(b) 40(5)(b)(i) 40(5)(b)(ii) 40(5A) 40(5B) 40(5B)(a) 40(5B)(a)(i)
        40(5B)(a)(ii) 40(5B)(b) 40(5B)(c) 40(5B)(d) 40(7) 40(8) 41 41(1) 41(1)(a) 41(1)(b) 41(2)
        42 42(1) 42(2) 43 43(1) 43(2) 43(3) 44 44(1) 44(1)(a) 44(1)(b) 44(1)(c) 44(2)
        1(1)(a) 1(1)(b) 2 8 9 10 10(3) 11 16 17 17(1) 17(1)(a) 17(1)(b) 17(1)(c) 17(2) 17(3) 17(4)
        17(5) 17(6) 17(7) 17(7)(a) 17(7)(b) 45 50
    """,
    "eir2004": """
        5(3) 6(1)(a) 6(1)(b) 7(1) 10 12 12(1) 12(2) 12(3) 12(4) 12(4)(a) 12(4)(b) 12(4)(c) 12(4)(d)
        12(4)(e) 12(5) 12(5)(a) 12(5)(b) 12(5)(c) 12(5)(d) 12(5)(e) 12(5)(f) 12(5)(g) 12(6) 12(7)
        12(8) 12(9) 12(11) 13 13(1) 13(1)(a) 13(1)(b) 13(2)(a)(i) 13(2)(a)(ii) 13(2)(b) 13(2A)
        13(2A)(a) 13(2A)(b) 13(2B) 13(2B)(a) 13(2B)(b) 13(3) 13(3A) 13(3A)(a) 13(3A)(b) 13(3A)(c)
        13(5) 13(5A) 13(5A)(a) 13(5A)(b) 13(5B) 13(5B)(a) 13(5B)(a)(i) 13(5B)(a)(ii) 13(5B)(b)
        13(5B)(c) 13(5B)(d) 13(5B)(e) 13(6) 9 11 14 14(3)(a) 14(3)(b) 14(4) 14(5)(a) 14(5)(b) 18
    """,
    "foisa2002": """
        12 12(1) 12(2) 14 14(1) 14(2) 17(1) 18 18(1) 25 25(1) 25(2) 25(3) 26 26(a) 26(b) 26(c) 27
        27(1) 27(2) 27(2)(b)(i) 27(2)(b)(ii) 27(2)(b)(iii) 27(2)(b)(iv) 28 28(1) 29 29(1) 29(1)(a)
        29(1)(b) 29(1)(c) 29(1)(d) 30 30(a) 30(b) 30(b)(i) 30(b)(ii) 30(c) 31 31(1) 31(2) 31(4)
        31(4)(a) 31(4)(b) 32 32(1) 32(1)(a) 32(1)(a)(i) 32(1)(a)(ii) 32(1)(a)(iii) 32(1)(a)(iv)
        32(1)(b) 33 33(1) 33(1)(a) 33(1)(b) 33(2) 33(2)(a) 33(2)(b) 34 34(1) 34(1)(a) 34(1)(a)(i)
        34(1)(a)(ii) 34(1)(b) 34(1)(c) 34(2) 34(2)(a) 34(2)(b) 34(3) 34(4) 35 35(1) 35(1)(a) 35(1)(b)
        35(1)(c) 35(1)(d) 35(1)(e) 35(1)(f) 35(1)(g) 35(1)(h) 35(2) 35(2)(a) 35(2)(b) 35(2)(c)
        35(2)(d) 35(2)(e) 35(2)(f) 35(2)(g) 35(2)(h) 35(2)(i) 35(2)(j) 36 36(1) 36(2) 37 37(1)
        37(1)(a)(i) 37(1)(a)(ii) 37(1)(a)(iii) 37(1)(b)(i) 37(1)(b)(ii) 38 38(1) 38(1)(a) 38(1)(b)
        38(1)(c) 38(1)(d) 38(2)(a)(i) 38(2)(b) 38(2A) 38(2B) 38(3A) 39 39(1) 39(2) 40 40(a) 40(b)
        41 41(a) 41(b) 1 9 10 16 16(1)(c) 16(2) 19 19(a) 19(b) 20 20(1) 21 21(10) 47 47(1)
    """,
}
UNIT = {"foia2000": "s", "eir2004": "reg", "foisa2002": "s"}


@pytest.mark.parametrize("pack", PACKS)
def test_every_citable_provision_has_an_entry(pack: str) -> None:
    missing = [
        text
        for text in CITABLE[pack].split()
        if not CATALOGUES[pack].entries(f"{UNIT[pack]}{text}")
    ]
    assert missing == []


@pytest.mark.parametrize("pack", PACKS)
def test_the_tree_is_closed(pack: str) -> None:
    catalogue = CATALOGUES[pack]
    for provision in (*catalogue.versions, *catalogue.shared):
        assert provision.parent is None or catalogue.known(provision.parent), provision
        assert provision.unit == UNIT[pack]
    assert list(catalogue.versions) == sorted(catalogue.versions)


@pytest.mark.parametrize("pack", PACKS)
def test_what_can_be_relied_on_says_what_a_notice_needs(pack: str) -> None:
    for entry in CATALOGUES[pack]:
        if entry.role in ("disclosure", "ncnd", "bare", "purpose"):
            assert entry.needs.endswith("."), entry.provision
            assert entry.topic, entry.provision
        assert entry.source.startswith("https://www.legislation.gov.uk/"), entry.provision


@pytest.mark.parametrize("pack", PACKS)
def test_every_exemption_has_a_name_in_lower_case(pack: str) -> None:
    catalogue = CATALOGUES[pack]
    names = catalogue.section_names()
    for provision in catalogue.versions:
        entry = catalogue.get(provision)
        if provision.depth == 1 and entry is not None and entry.role in ("bare", "disclosure"):
            assert names[str(provision)], provision
    assert all(name == name.lower() for group in names.values() for name in group)


@pytest.mark.parametrize("pack", PACKS)
def test_words_and_topics_can_serve_as_phrases(pack: str) -> None:
    for entry in CATALOGUES[pack]:
        for words in entry.words:
            assert len(words.split()) >= 3, (entry.provision, words)
        for stem in entry.topic:
            assert re.fullmatch(r"[a-z0-9£' -]+\*?", stem), (entry.provision, stem)


@pytest.mark.parametrize("pack", PACKS)
def test_no_must_rests_on_an_inference(pack: str) -> None:
    for entry in CATALOGUES[pack]:
        assert not (entry.limb == "must" and entry.verified == "inference"), entry.provision


# --- limbs ------------------------------------------------------------------------------------

MUST = """
    26 27 29 30 31 32 35 36 37 38 40 43 44 26(1) 27(1) 29(1) 30(1) 31(1) 32(1) 32(2) 35(1) 36(2)
    36(2)(a) 36(2)(b) 37(1) 38(1) 40(5B) 44(1)
"""
SHOULD = """
    22 22A 23 24 28 33 34 39 41 42 22A(1)(b) 30(2)(a) 23(3) 36(1)
"""
PRECISE = """
    21 21(1) 22(1) 22(2) 23(5) 24(2) 27(2) 27(4) 30(1)(a) 30(2) 31(1)(a) 31(3) 32(1)(c) 33(2)
    36(2)(b)(i) 36(2)(c) 37(1)(ad) 38(1)(b) 39(1) 40(1) 40(2) 40(3A) 40(5A) 40(5B)(a) 40(5B)(a)(i)
    40(5B)(c) 41(1) 41(1)(a) 42(1) 43(2) 44(1)(a) 12 12(1) 14 14(2)
"""


@pytest.mark.parametrize(("listed", "level"), [(MUST, "must"), (SHOULD, "should"), (PRECISE, None)])
def test_level_of_a_citation_that_goes_no_deeper(listed: str, level: str | None) -> None:
    texts = listed.split()
    levels = {text: FOIA.limb_level(f"s{text}", "withhold") for text in texts}
    assert levels == dict.fromkeys(texts, level)


@pytest.mark.parametrize("pack", ["eir2004", "foisa2002"])
def test_scottish_limbs_are_never_a_must(pack: str) -> None:
    levels = {
        str(entry.provision): entry.limb for entry in CATALOGUES[pack] if entry.limb == "must"
    }
    expected = ["reg12", "reg12(1)", "reg12(1)(a)", "reg12(1)(b)", "reg12(4)", "reg12(5)"]
    assert list(levels) == (expected if pack == "eir2004" else [])


def test_regulation_13_needs_its_limb_only_while_nothing_deeper_is_cited() -> None:
    assert EIR.limb_level("reg13", "withhold") == "should"
    assert EIR.limb_level("reg13", "withhold", ["reg13(1)"]) is None
    assert EIR.limb_level("reg13", "withhold", ["reg13(2A)(a)"]) is None
    assert EIR.limb_level("reg13", "withhold", ["reg12(3)"]) == "should"


@pytest.mark.parametrize(
    ("provision", "effect", "limbs"),
    [
        ("s43", "withhold", ("s43(1)", "s43(2)")),
        ("s43", "ncnd", ("s43(3)",)),
        ("s40", "withhold", ("s40(1)", "s40(2)")),
        ("s40(2)", "ncnd", ("s40(5A)", "s40(5B)(a)", "s40(5B)(b)", "s40(5B)(c)", "s40(5B)(d)")),
        ("s30", "withhold", ("s30(1)(a)", "s30(1)(b)", "s30(1)(c)", "s30(2)")),
        ("s36(2)(b)", "withhold", ("s36(2)(b)(i)", "s36(2)(b)(ii)")),
        ("s23(3)", "withhold", ("s23(1)",)),
        ("s31(2)(a)", "ncnd", ("s31(3)",)),
        ("s21", "ncnd", ()),
    ],
)
def test_what_could_be_cited_instead(
    provision: str, effect: Effect, limbs: tuple[str, ...]
) -> None:
    assert FOIA.limbs(provision, effect) == limbs


@pytest.mark.parametrize(
    ("catalogue", "provision", "effect", "fits"),
    [
        (FOIA, "s40(2)", "withhold", True),
        (FOIA, "s40(2)", "ncnd", False),
        (FOIA, "s40(5B)(a)(i)", "ncnd", True),
        (FOIA, "s40(5B)(a)(i)", "withhold", False),
        (FOIA, "s40(5B)", "ncnd", True),
        (FOIA, "s40", "ncnd", None),
        (FOIA, "s31(1)", "ncnd", False),
        (FOIA, "s31(3)", "ncnd", True),
        (FOIA, "s31(2)(c)", "withhold", False),
        (FOIA, "s24(3)", "withhold", False),
        (FOIA, "s17(1)", "withhold", False),
        (FOIA, "s21", "ncnd", False),
        (FOIA, "s21", "withhold", True),
        (FOIA, "s41(1)(a)", "withhold", True),
        (FOIA, "s12", "refuse", True),
        (FOIA, "s12(2)", "ncnd", None),
        (FOIA, "s99", "withhold", None),
        (EIR, "reg12(5)(e)", "withhold", True),
        (EIR, "reg12(5)(e)", "ncnd", False),
        (EIR, "reg12(5)(a)", "ncnd", True),
        (EIR, "reg12(6)", "ncnd", True),
        (EIR, "reg6(1)(b)", "withhold", True),
        (EIR, "reg13", "ncnd", None),
        (FOISA, "s34(1)(b)", "ncnd", True),
        (FOISA, "s18", "ncnd", True),
        (FOISA, "s18(1)", "withhold", False),
        (FOISA, "s39(1)", "ncnd", True),
        (FOISA, "s39(2)", "ncnd", False),
        (FOISA, "s39", "ncnd", None),
        (FOISA, "s36(1)", "ncnd", False),
        (FOISA, "s25", "ncnd", False),
    ],
)
def test_whether_a_limb_fits_the_wording(
    catalogue: Catalogue, provision: str, effect: Effect, fits: bool | None
) -> None:
    assert catalogue.fits(provision, effect) is fits


def test_a_condition_below_the_claim_can_make_it_fit() -> None:
    assert EIR.fits("reg13", "ncnd", ["reg13(5A)"]) is True
    assert EIR.fits("reg13", "withhold", ["reg13(5A)"]) is False
    assert FOIA.fits("s40(2)", "ncnd", ["s40(3A)(a)"]) is False


# --- absolute or qualified --------------------------------------------------------------------

NI, HOUSE = "northern_ireland", "parliament"
Case = tuple[str, Effect, tuple[str, ...], str | None, date | None, Test]


@pytest.mark.parametrize(
    "case",
    [
        # s2(3)(a)-(d), (f), (g), (h): whole sections, NCND limbs included
        *[
            (item, effect, (), None, None, "absolute")
            for item, effect in [
                ("s21", "withhold"), ("s21(1)", "withhold"), ("s23", "withhold"),
                ("s23(1)", "withhold"), ("s23(5)", "ncnd"), ("s32", "withhold"),
                ("s32(1)(c)(i)", "withhold"), ("s32(3)", "ncnd"), ("s34(1)", "withhold"),
                ("s34(2)", "ncnd"), ("s40(1)", "withhold"), ("s41(1)", "withhold"),
                ("s41(1)(a)", "withhold"), ("s41(2)", "ncnd"), ("s44", "withhold"),
                ("s44(1)(a)", "withhold"), ("s44(2)", "ncnd"),
            ]
        ],
        # not in the list
        *[
            (item, effect, (), None, None, "qualified")
            for item, effect in [
                ("s22", "withhold"), ("s22(2)", "ncnd"), ("s22A(1)(b)(i)", "withhold"),
                ("s24(1)", "withhold"), ("s24(2)", "ncnd"), ("s26(1)(b)", "withhold"),
                ("s27(2)", "withhold"), ("s27(4)", "ncnd"), ("s28(1)", "withhold"),
                ("s29(1)(a)", "withhold"), ("s30(1)(a)(i)", "withhold"), ("s30(3)", "ncnd"),
                ("s31(1)(g)", "withhold"), ("s31(3)", "ncnd"), ("s33(2)", "withhold"),
                ("s35(1)(a)", "withhold"), ("s38(1)(b)", "withhold"), ("s39(1)", "withhold"),
                ("s42(1)", "withhold"), ("s43(2)", "withhold"), ("s43(3)", "ncnd"),
            ]
        ],
        # (e): section 36, the two Houses only
        ("s36", "withhold", (), None, None, "qualified"),
        ("s36(2)(b)(i)", "withhold", (), "local", None, "qualified"),
        ("s36(2)(b)(i)", "withhold", (), HOUSE, None, "absolute"),
        ("s36(3)", "ncnd", (), HOUSE, None, "absolute"),
        ("s36(3)", "ncnd", (), None, None, "qualified"),
        # (ea): section 37
        ("s37(1)(a)", "withhold", (), None, None, "absolute"),
        ("s37(1)(aa)", "withhold", (), None, date(2024, 1, 1), "absolute"),
        ("s37(1)(ab)", "withhold", (), None, None, "absolute"),
        ("s37(1)(ac)", "withhold", (), None, None, "qualified"),
        ("s37(1)(ad)", "withhold", (), None, None, "qualified"),
        ("s37(1)(b)", "withhold", (), None, None, "qualified"),
        ("s37(1)(a)", "withhold", (), NI, None, "qualified"),
        ("s37(1)(a)", "withhold", (), None, date(2011, 1, 18), "qualified"),
        ("s37(1)(a)", "withhold", (), None, date(2011, 1, 19), "absolute"),
        ("s37", "withhold", (), None, None, "undetermined"),
        ("s37(1)", "withhold", (), None, None, "undetermined"),
        ("s37", "withhold", (), NI, None, "qualified"),
        ("s37", "withhold", (), None, date(2010, 5, 1), "qualified"),
        ("s37(2)", "ncnd", (), None, None, "undetermined"),
        ("s37(2)", "ncnd", ("s37(1)(a)",), None, None, "absolute"),
        ("s37(2)", "ncnd", ("s37(1)(b)",), None, None, "qualified"),
        ("s37(2)", "ncnd", ("s37(1)(a)",), NI, None, "qualified"),
        # (fa): 40(2) so far as the first condition is met
        ("s40(2)", "withhold", (), None, None, "absolute"),
        ("s40(2)", "withhold", ("s40(3A)(a)",), None, None, "absolute"),
        ("s40(2)", "withhold", ("s40(2)(a)", "s40(2)(b)"), None, None, "absolute"),
        ("s40(2)", "withhold", ("s40(3B)",), None, None, "qualified"),
        ("s40(2)", "withhold", ("s40(4A)(b)",), None, None, "qualified"),
        ("s40(2)", "withhold", ("s40(3A)(a)", "s40(3B)"), None, None, "undetermined"),
        ("s40(2)", "withhold", ("s40(3)(a)(ii)",), None, date(2016, 3, 1), "qualified"),
        ("s40(2)", "withhold", ("s40(3)(a)(i)",), None, date(2016, 3, 1), "absolute"),
        ("s40(2)", "withhold", ("s40(4)",), None, date(2016, 3, 1), "qualified"),
        ("s40", "withhold", (), None, None, "undetermined"),
        ("s40", "ncnd", (), None, None, "undetermined"),
        # never in the list, and never reported as owing a balance
        ("s40(5A)", "ncnd", (), None, None, "undetermined"),
        ("s40(5B)(a)(i)", "ncnd", (), None, None, "undetermined"),
        ("s40(5)(b)(i)", "ncnd", (), None, date(2015, 6, 1), "undetermined"),
        # outside Part II
        ("s12", "refuse", (), None, None, "none"),
        ("s14(1)", "refuse", (), None, None, "none"),
        # what does not exist takes what stands above it, and else stays open
        ("s31(1)(z)", "withhold", (), None, None, "qualified"),
        ("s99", "withhold", (), None, None, "undetermined"),
    ],
)  # fmt: skip
def test_foia_public_interest_test(case: Case) -> None:
    provision, effect, conditions, authority, on, expected = case
    assert FOIA.test_of(provision, effect, conditions, authority, on) == expected


@pytest.mark.parametrize(
    ("provision", "effect", "conditions", "expected"),
    [
        ("reg12(4)(a)", "withhold", (), "qualified"),
        ("reg12(5)(e)", "withhold", (), "qualified"),
        ("reg12(6)", "ncnd", (), "qualified"),
        ("reg12(5)(a)", "ncnd", (), "qualified"),
        ("reg13", "withhold", (), "absolute"),
        ("reg13", "withhold", ("reg13(1)", "reg13(2A)(a)"), "absolute"),
        ("reg13", "withhold", ("reg13(1)(b)",), "qualified"),
        ("reg13", "withhold", ("reg13(2B)",), "qualified"),
        ("reg13", "withhold", ("reg13(3A)(b)",), "qualified"),
        ("reg13", "ncnd", ("reg13(5A)",), "absolute"),
        ("reg13(5A)", "ncnd", (), "absolute"),
        ("reg13(5A)", "ncnd", ("reg13(5B)(a)(i)",), "absolute"),
        ("reg13(5A)", "ncnd", ("reg13(5A)(b)",), "qualified"),
        ("reg13", "ncnd", ("reg13(5B)(c)",), "qualified"),
        ("reg13(1)", "withhold", (), "absolute"),
        ("reg13(1)(b)", "withhold", (), "qualified"),
        ("reg12(3)", "withhold", (), "absolute"),
        ("reg5(3)", "withhold", (), "absolute"),
    ],
)
def test_eir_public_interest_test(
    provision: str, effect: Effect, conditions: tuple[str, ...], expected: Test
) -> None:
    assert EIR.test_of(provision, effect, conditions) == expected


@pytest.mark.parametrize(
    ("provision", "effect", "conditions", "expected"),
    [
        ("s25(1)", "withhold", (), "absolute"),
        ("s26(a)", "withhold", (), "absolute"),
        ("s36(1)", "withhold", (), "qualified"),
        ("s36(2)", "withhold", (), "absolute"),
        ("s36", "withhold", (), "undetermined"),
        ("s37(1)(a)(i)", "withhold", (), "absolute"),
        ("s38(1)(a)", "withhold", (), "absolute"),
        ("s38(1)(b)", "withhold", (), "absolute"),
        ("s38(1)(b)", "withhold", ("s38(2A)",), "absolute"),
        ("s38(1)(b)", "withhold", ("s38(2B)",), "qualified"),
        ("s38(1)(b)", "withhold", ("s38(3A)(a)",), "qualified"),
        ("s38(1)(d)", "withhold", (), "absolute"),
        ("s38", "withhold", (), "undetermined"),
        ("s30(b)(i)", "withhold", (), "qualified"),
        ("s41(a)", "withhold", (), "qualified"),
        ("s33(1)(b)", "withhold", (), "qualified"),
        # s18(2): a notice that neither confirms nor denies owes no public interest reasons
        ("s18(1)", "ncnd", (), "none"),
        ("s34(1)(b)", "ncnd", (), "none"),
        ("s38(1)(b)", "ncnd", (), "none"),
        ("s12(1)", "refuse", (), "none"),
    ],
)
def test_foisa_public_interest_test(
    provision: str, effect: Effect, conditions: tuple[str, ...], expected: Test
) -> None:
    assert FOISA.test_of(provision, effect, conditions) == expected


@pytest.mark.parametrize("pack", PACKS)
def test_conditions_that_roll_up_keep_the_answer_of_the_claim(pack: str) -> None:
    catalogue = CATALOGUES[pack]
    for entry in catalogue:
        for target in entry.condition_of:
            above = catalogue.get(target)
            assert above is not None and not set(above.condition_of) & {entry.provision}


def test_balances_that_are_owed_only_in_form() -> None:
    assert {str(entry.provision) for entry in EIR if entry.formal} == {"reg12(4)(a)"}
    assert {str(entry.provision.section) for entry in FOIA if entry.formal} == {"s39"}


# --- versions and what lies between entries -----------------------------------------------------


def test_the_day_chooses_the_version() -> None:
    old, new = FOIA.get("s40(2)", date(2018, 5, 24)), FOIA.get("s40(2)", date(2018, 5, 25))
    assert old is not None and new is not None and old != new
    assert old.in_force_to == date(2018, 5, 24)
    assert FOIA.get("s40(2)") == new
    assert FOIA.decided_by("s40(2)") == "dealt_with"
    assert FOIA.decided_by("s37(1)(a)") == "received"
    assert FOIA.decided_by("s43(2)") is None


def test_a_superseded_provision_stays_known() -> None:
    entry = FOIA.get("s40(5)(b)(i)", date(2024, 1, 1))
    assert entry is not None
    assert not entry.in_force(date(2024, 1, 1)) and entry.in_force(date(2018, 5, 24))
    research = FOIA.get("s22A(1)")
    assert research is not None and not research.in_force(date(2014, 9, 30))


def test_deeper_than_the_catalogue_goes() -> None:
    assert FOIA.known("s23(3)(n)")
    listed = FOIA.get("s23(3)(n)")
    assert listed is not None and str(listed.provision) == "s23(3)"
    assert not FOIA.known("s31(1)(z)") and FOIA.get("s31(1)(z)") is None
    assert not FOIA.known("s99") and FOIA.get("s99") is None
    below = FOIA.get("s43(2)(a)")
    assert below is not None and str(below.provision) == "s43(2)" and not FOIA.known("s43(2)(a)")


def test_what_rolls_up_into_what() -> None:
    def into(catalogue: Catalogue, text: str) -> list[str]:
        return [str(item) for item in catalogue.entries(text)[-1].condition_of]

    for text in (
        "s40(2)(a)",
        "s40(2)(b)",
        "s40(3A)(a)",
        "s40(3B)",
        "s40(4A)",
        "s40(3)(a)(i)",
        "s40(4)",
    ):
        assert into(FOIA, text) == ["s40(2)"]
    assert into(FOIA, "s31(2)(c)") == ["s31(1)(g)", "s31(1)(h)", "s31(1)(i)"]
    assert into(FOIA, "s41(1)(a)") == into(FOIA, "s36(4)") == into(FOIA, "s40(5B)(a)") == []
    assert into(EIR, "reg13(2A)(a)") == into(EIR, "reg12(3)") == ["reg13"]
    assert into(EIR, "reg13(5B)(a)(i)") == ["reg13(5A)"]
    assert into(EIR, "reg13(1)") == into(EIR, "reg13(5A)") == []
    assert into(FOISA, "s38(2A)") == into(FOISA, "s38(3A)(b)") == ["s38(1)(b)"]
    for letter in "ghi":
        assert FOIA.entries(f"s31(1)({letter})")[0].partners == (Provision.parse("s31(2)"),)


def test_catalogues_can_be_cached() -> None:
    assert pickle.loads(pickle.dumps(FOIA)) == FOIA


@pytest.mark.parametrize("pack", PACKS)
def test_pack_names_itself_and_known_elements(pack: str) -> None:
    facts = tomllib.loads((RULES / pack / "pack.toml").read_text(encoding="utf-8"))
    assert facts["name"] == pack == CATALOGUES[pack].name
    assert facts["version"] == "1.0"
    assert set(facts["elements"]) <= set(ELEMENTS)
    for key in ("statute", "short_name", "regulator", "jurisdiction"):
        assert facts[key]
