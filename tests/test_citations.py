"""Citations as people write them: where they start, what they name, and what is none."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaded import the_checker
from noticecheck.match import Matcher
from noticecheck.match.compile import compile_phrases
from noticecheck.notice import cited_paths
from noticecheck.notice.citations import find_references, normal_form
from short_letters import document


@cache
def matcher() -> Matcher:
    """Of the phrases that citations are read by."""
    names = {"numbers-something-else", "makes-a-quantity"}
    return compile_phrases(the_checker().ruleset.phrases, names)


def named(text: str) -> list[str]:
    """Every provision that a text names, in normal form, in order."""
    return [
        normal_form(reference.unit or "s", parts)
        for _, reference in find_references(matcher().scan(text))
        for parts in reference.parts
    ]


def quoted(text: str) -> list[str]:
    """The words of each citation, as the text has them."""
    matches = matcher().scan(text)
    document_ = document(text)
    return [
        document_.quote(matches.normal.source(start, start + reference.length))
        for start, reference in find_references(matches)
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Section 43(2)", ["s43(2)"]),
        ("SECTION 43(2)", ["s43(2)"]),
        ("section 43 (2)", ["s43(2)"]),
        ("section 43( 2 )", ["s43(2)"]),
        ("section 43.2", ["s43(2)"]),
        ("section 40[2]", ["s40(2)"]),
        ("section 43", ["s43"]),
        ("section 43.", ["s43"]),
        ("section 43, because", ["s43"]),
        ("section 43: prices", ["s43"]),
        ("s43(2)", ["s43(2)"]),
        ("s.43(2)", ["s43(2)"]),
        ("s. 43(2)", ["s43(2)"]),
        ("S 43(2)", ["s43(2)"]),
        ("sec. 43(2)", ["s43(2)"]),
        ("Sect 43(2)", ["s43(2)"]),
        ("§ 43(2)", ["s43(2)"]),
        ("§43(2)", ["s43(2)"]),
        ("Section-43(2)", ["s43(2)"]),
        ("Adran 43(2)", ["s43(2)"]),
        ("exemption 43(2)", ["s43(2)"]),
        ("FOIA 40(2)", ["s40(2)"]),
        ("section 22A", ["s22A"]),
        ("section 22a(1)(b)", ["s22A(1)(b)"]),
        ("section 40(3A)(a)", ["s40(3A)(a)"]),
        ("section 40(5B)(a)(i)", ["s40(5B)(a)(i)"]),
        ("section 36(2)(b)(ii)", ["s36(2)(b)(ii)"]),
        ("section forty", ["s40"]),
        ("Section Forty-Three", ["s43"]),
        ("section twenty two", ["s22"]),
        ("section fourteen (1)", ["s14(1)"]),
        ("regulation 12(5)(e)", ["reg12(5)(e)"]),
        ("reg. 12(4)(b)", ["reg12(4)(b)"]),
        ("regs 12(4)(b) and 13", ["reg12(4)(b)", "reg13"]),
        ("Regulation 12 (5) (b)", ["reg12(5)(b)"]),
        ("section 43 (commercial interests) subsection 2", ["s43(2)"]),
        ("section 43 (Commercial interests) subsection [2]", ["s43(2)"]),
        ("section 31, subsection (1)(a)", ["s31(1)(a)"]),
        ("section 43 sub-section 2", ["s43(2)"]),
        ("section 31(1), paragraph (a)", ["s31(1)(a)"]),
    ],
)
def test_one_provision(text: str, wanted: list[str]) -> None:
    assert named(f"We rely on {text}") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("subsection (2) of section 43", ["s43(2)"]),
        ("sub-section 2 of section 43", ["s43(2)"]),
        ("paragraph (b) of subsection (1) of section 30", ["s30(1)(b)"]),
        ("sub-paragraph (i) of paragraph (b) of section 36(2)", ["s36(2)(b)(i)"]),
        ("paragraphs (b)(i) and (ii) of section 36(2)", ["s36(2)(b)(i)", "s36(2)(b)(ii)"]),
        ("both (b)(i) and (c) of section 36(2)", ["s36(2)(b)(i)", "s36(2)(c)"]),
        ("limbs (a) to (c) of section 31(1)", ["s31(1)(a)", "s31(1)(b)", "s31(1)(c)"]),
        ("paragraph (5)(e) of regulation 12", ["reg12(5)(e)"]),
        ("section 43(2), and paragraph (a) of section 31(1)", ["s43(2)", "s31(1)(a)"]),
        ("paragraph (a) of section 31(1)(a)", ["s31(1)(a)"]),
        ("subsection (3) of section 31(1)(a)", ["s31(1)(a)"]),
        ("part of section 43", ["s43"]),
        ("the terms (see a) of section 43", ["s43"]),
    ],
)
def test_limbs_that_stand_before_their_section(text: str, wanted: list[str]) -> None:
    assert named(f"We rely on {text}") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Sections 40(2) and 43(2)", ["s40(2)", "s43(2)"]),
        ("ss.40(2) and 43(2)", ["s40(2)", "s43(2)"]),
        ("section 40(2) & 43(2)", ["s40(2)", "s43(2)"]),
        ("section 31/43", ["s31", "s43"]),
        ("section 31, 40 and 43", ["s31", "s40", "s43"]),
        ("sections 31, 40(2), and 43", ["s31", "s40(2)", "s43"]),
        ("sections 31 (law enforcement), 40(2) and 43", ["s31", "s40(2)", "s43"]),
        ("section 31 or section 43", ["s31", "s43"]),
        ("s31 and s43(2)", ["s31", "s43(2)"]),
        ("sections 31; 43(2)", ["s31", "s43(2)"]),
        ("section 31(1)(a) and (b)", ["s31(1)(a)", "s31(1)(b)"]),
        ("section 31(1)(a), (b) and (g)", ["s31(1)(a)", "s31(1)(b)", "s31(1)(g)"]),
        ("section 31(1)(a)-(c)", ["s31(1)(a)", "s31(1)(b)", "s31(1)(c)"]),
        ("section 31(1)(a) to (c)", ["s31(1)(a)", "s31(1)(b)", "s31(1)(c)"]),
        ("section 36(2)(b)(i) and (ii)", ["s36(2)(b)(i)", "s36(2)(b)(ii)"]),
        ("section 36(2)(b)(i) & (ii)", ["s36(2)(b)(i)", "s36(2)(b)(ii)"]),
        ("section 36(2)(b)(i), (ii) and (c)", ["s36(2)(b)(i)", "s36(2)(b)(ii)", "s36(2)(c)"]),
        ("section 40(2)&(3A)(a)", ["s40(2)", "s40(3A)(a)"]),
        ("section 40(2)(3A)(a)", ["s40(2)", "s40(3A)(a)"]),
        ("section 40(2)(a)(b)", ["s40(2)(a)", "s40(2)(b)"]),
        (
            "section 40(2)(a)(b) and (3A)(a)",
            ["s40(2)(a)", "s40(2)(b)", "s40(3A)(a)"],
        ),
        ("section 23(5) and 24(2)", ["s23(5)", "s24(2)"]),
        ("regulations 12(5)(b) and (e)", ["reg12(5)(b)", "reg12(5)(e)"]),
        ("sections 22A, 36 and 43", ["s22A", "s36", "s43"]),
        ("sections 31(1)(a) and (b) and 43(2)", ["s31(1)(a)", "s31(1)(b)", "s43(2)"]),
    ],
)
def test_several_provisions(text: str, wanted: list[str]) -> None:
    assert named(f"We rely on {text} of the Act.") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We rely on section\u00a043(2).", ["s43(2)"]),
        ("We rely on Section **43(2)**.", ["s43(2)"]),
        ("We rely on **Section 43**(2).", ["s43(2)"]),
        ("We rely on __section 43(2)__.", ["s43(2)"]),
        ("We rely on section\n43(2).", ["s43(2)"]),
        ("We rely on section 43\n(2).", ["s43(2)"]),
        ("We rely on section <b>43(2)</b>.", ["s43(2)"]),
        ("We rely on section&nbsp;43(2).", ["s43(2)"]),
        ("We rely on sec\u00adtion 43(2).", ["s43(2)"]),
        ("We rely on section 31(1)(a)\u2013(c).", ["s31(1)(a)", "s31(1)(b)", "s31(1)(c)"]),
        ("40(2)(a) of the Act covers the names.", ["s40(2)(a)"]),
        ("The Act applies. 43(2) covers the prices.", ["s43(2)"]),
    ],
)
def test_marks_blanks_and_breaks_do_not_hide_a_citation(text: str, wanted: list[str]) -> None:
    assert named(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "the Council's 12 libraries",
        "the force's 14,000 records",
        "it's 40 pages",
        "article 12(5) of the Convention",
        "clause 31(2) of the lease",
        "page 40(2)",
        "S1727 Eighth Floor",
        "section 117 aftercare",
        "an s106 agreement",
        "the section 106 agreement",
        "section 143",
        "in 12 weeks",
        "£43(2) million",
        "a fee of £40.20",
        "room 12, floor 4",
        "call 020 7946 0031 (43)",
        "12 March 2024",
        "between 31 and 43 people",
        "page 40 of 43",
        "version 3.31",
        "flats 31, 40 and 43",
        "it is 40.2 degrees",
    ],
)
def test_other_numbers_are_no_exemption(text: str) -> None:
    found = {name.split("(")[0] for name in named(f"This is about {text} in all.")}
    assert not found & {f"s{n}" for n in (10, 11, 12, 14, *range(21, 45))}, found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("section 31, 12 March 2024", ["s31"]),
        ("section 43 or 12 weeks later", ["s43"]),
        ("section 43 and 14 days from today", ["s43"]),
        ("section 31 and 40 records", ["s31"]),
        ("section 43, 25,000 pounds", ["s43"]),
        ("section 40(2) and 40 pages", ["s40(2)"]),
        ("section 43 and 12 other councils", ["s43"]),
        ("section 43 and 12 of them", ["s43"]),
        ("section 43(2), 31% of it", ["s43(2)"]),
        ("section 43, 24 hours a day", ["s43"]),
        ("section 22, 31/03/2024 being the date", ["s22"]),
    ],
)
def test_a_number_behind_a_citation_is_not_drawn_in(text: str, wanted: list[str]) -> None:
    assert named(f"We rely on {text}.") == wanted


def test_the_words_of_a_citation_are_those_of_the_letter() -> None:
    text = "We rely on **Section\u00a043**(2), and\non sections 31\n(1)(a) & 40(2)."
    assert [q.strip("*") for q in quoted(text)] == [
        "Section\u00a043**(2)",
        "sections 31\n(1)(a) & 40(2)",
    ]


def test_a_citation_ends_with_its_sentence() -> None:
    assert named("This is exempt under section 43. 12 people asked.") == ["s43"]
    assert named("It is exempt under section 43.\n\n31 people asked.") == ["s43"]


_NUMBER = st.sampled_from(["21", "22", "22A", "23", "31", "36", "40", "43", "44"])
_SUBSECTION = st.sampled_from(["1", "2", "3A", "5B"])
_LETTER = st.sampled_from("abcdfg")
_ROMAN = st.sampled_from(["i", "ii"])
_PARTS = st.one_of(
    st.tuples(_NUMBER),
    st.tuples(_NUMBER, _SUBSECTION),
    st.tuples(_NUMBER, _SUBSECTION, _LETTER),
    st.tuples(_NUMBER, _SUBSECTION, _LETTER, _ROMAN),
)
_BLANK = st.sampled_from(["", " "])


@settings(max_examples=60, deadline=None)
@given(_PARTS, st.sampled_from(["section ", "s", "s.", "Section\n", "s. "]), _BLANK)
def test_normal_form_is_read_back(parts: tuple[str, ...], keyword: str, blank: str) -> None:
    written = keyword + parts[0] + "".join(f"{blank}({part})" for part in parts[1:])
    provision = "s" + parts[0] + "".join(f"({part})" for part in parts[1:])
    assert named(f"We rely on {written} here.") == [provision]


@settings(max_examples=40, deadline=None)
@given(st.lists(_PARTS, min_size=1, max_size=4, unique=True))
def test_every_provision_of_a_list_is_read(several: list[tuple[str, ...]]) -> None:
    names = [p[0] + "".join(f"({part})" for part in p[1:]) for p in several]
    joined = ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1]
    assert set(named(f"We rely on sections {joined} here.")) == {f"s{name}" for name in names}


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="section 4301()&,.-/abi§\n", max_size=80))
def test_any_text_is_read_without_an_error(text: str) -> None:
    matches = matcher().scan(text)
    for start, reference in find_references(matches):
        assert 0 <= start < start + reference.length <= len(matches.normal.text)
        assert reference.parts


def test_references_do_not_overlap() -> None:
    text = "Sections 31(1)(a), 40(2) and section 43(2); regulation 12(5)(e) & s.24(1)."
    ends = 0
    for start, reference in find_references(matcher().scan(text)):
        assert start >= ends
        ends = start + reference.length


@given(
    st.lists(
        st.sampled_from(
            [
                "40",
                "12",
                "31",
                "43a",
                "(2)",
                "(a)",
                "(3a)",
                " (1)",
                "(iv)",
                "(ia)",
                " ",
                ".",
                ",",
                ";",
                ")",
                " of the act",
                " is",
                " and 43",
                " or (b)",
                " to (c)",
                ", which",
                " subsection",
                " para 3",
                "-",
                "/",
                ":",
                "'",
                " a 4",
                " in 2018",
                ".5",
                ",000",
                "%",
                " because of",
                " (the title)",
                "\n",
            ]
        ),
        min_size=1,
        max_size=6,
    ).map("".join)
)
@settings(max_examples=400)
def test_the_plain_form_is_read_as_the_grammar_reads_it(body: str) -> None:
    assert cited_paths.read_provisions(body) == cited_paths._by_grammar(body)
