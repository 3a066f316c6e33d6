"""Provisions: normal form, round trip, family, and the order of the statute."""

from __future__ import annotations

import pickle
import random
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noticecheck.law import Provision

UNITS: tuple[Literal["s", "reg"], ...] = ("s", "reg")
numbers = st.builds(
    lambda number, letters: f"{number}{letters}",
    st.integers(min_value=1, max_value=99),
    st.sampled_from(["", "A", "B", "AA"]),
)
paragraphs = st.sampled_from(["a", "b", "g", "i", "aa", "ad", "gb", "x"])
romans = st.sampled_from(["i", "ii", "iii", "iv", "v", "ix", "x"])
provisions = st.one_of(
    st.tuples(numbers),
    st.tuples(numbers, numbers),
    st.tuples(numbers, paragraphs),
    st.tuples(numbers, paragraphs, romans),
    st.tuples(numbers, numbers, paragraphs),
    st.tuples(numbers, numbers, paragraphs, romans),
).flatmap(lambda parts: st.sampled_from(UNITS).map(lambda unit: Provision(unit, parts)))


@given(provisions)
def test_text_and_provision_round_trip(provision: Provision) -> None:
    assert Provision.parse(str(provision)) == provision


@given(provisions)
def test_family(provision: Provision) -> None:
    assert provision.covers(provision)
    assert provision.section.covers(provision)
    assert provision.section.depth == 1
    parent = provision.parent
    if parent is None:
        assert provision.depth == 1
    else:
        assert parent.depth == provision.depth - 1
        assert parent.covers(provision) and not provision.covers(parent)
        assert parent < provision


@given(provisions, provisions)
def test_order_is_total(left: Provision, right: Provision) -> None:
    assert (left < right) + (right < left) + (left == right) == 1


@pytest.mark.parametrize(
    "text",
    [
        "s31(1)(a)",
        "s40(5B)(a)(i)",
        "reg12(5)(e)",
        "s22A(1)(b)(iv)",
        "s26(a)",
        "s30(b)(ii)",
        "s37(1)(aa)",
    ],
)
def test_normal_form_is_read(text: str) -> None:
    assert str(Provision.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "", "31(1)(a)", "section 31", "s31 (1)", "S31(1)", "s31(1)(A)", "s31()", "s0", "s031", "s31(1)(a",
        "s31(1)(a)(i)(x)", "s40(2)&(3A)", "s31(1)a", "regs12", "reg 12(5)(e)", "s31(1)(iii)", "s36(2)(b)(iiii)",
        "s31(1)(a)\n", "s22a", "s1234", "s31(0)",
    ],
)  # fmt: skip
def test_anything_else_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(ValueError, match="normal form") as caught:
        Provision.parse(text)
    assert "write it like" in str(caught.value)


def test_order_of_the_statute() -> None:
    ordered = [
        "s2", "s12", "s22", "s22(1)", "s22A", "s22A(1)(b)(ii)", "s22A(1)(b)(iv)", "s31(1)", "s31(1)(a)",
        "s31(1)(h)", "s31(1)(i)", "s31(2)(a)", "s31(2)(j)", "s36(2)(b)(i)", "s36(2)(b)(ii)", "s36(2)(c)",
        "s37(1)(a)", "s37(1)(aa)", "s37(1)(ad)", "s37(1)(b)", "s40(3)", "s40(3A)", "s40(3B)", "s40(4A)",
        "s40(5)", "s40(5A)", "s40(5B)", "s40(7)",
    ]  # fmt: skip
    shuffled = [Provision.parse(text) for text in ordered]
    random.Random(17).shuffle(shuffled)
    assert [str(provision) for provision in sorted(shuffled)] == ordered


def test_ninth_sub_paragraph_comes_before_the_tenth() -> None:
    assert (
        Provision.parse("s1(1)(a)(v)")
        < Provision.parse("s1(1)(a)(ix)")
        < Provision.parse("s1(1)(a)(x)")
    )


def test_covers_is_by_level_and_not_by_spelling() -> None:
    parse = Provision.parse
    assert parse("s40").covers(parse("s40(5B)(a)(i)"))
    assert not parse("s40(5)").covers(parse("s40(5A)"))
    assert not parse("s4").covers(parse("s40(2)"))
    assert not parse("s12").covers(parse("reg12(4)"))


def test_compares_only_with_its_like_and_pickles() -> None:
    provision = Provision.parse("s43(2)")
    with pytest.raises(TypeError):
        assert provision < "s44"
    assert pickle.loads(pickle.dumps(provision)) == provision
