"""Rates: the interval, and the words for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noticecheck.audit.rates import (
    Rate,
    Z,
    few_words,
    interval_words,
    of_letters,
    percent,
    share_words,
    wilson,
)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_its_ends_are_the_shares_that_the_cases_only_just_do_not_rule_out(
    case: tuple[int, int],
) -> None:
    hits, n = case
    for end in wilson(hits / n, n):
        # The equation that Wilson solved: so far from the share found, and so much is chance.
        assert (hits / n - end) ** 2 == pytest.approx(Z**2 * end * (1 - end) / n, abs=1e-12)


def test_the_interval_of_a_few_cases_in_figures() -> None:
    assert wilson(7 / 12, 12) == pytest.approx((0.3195, 0.8067), abs=5e-5)
    assert wilson(0, 10) == pytest.approx((0, 0.2775), abs=5e-5)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_mirrors_its_opposite(case: tuple[int, int]) -> None:
    hits, n = case
    low, high = wilson(hits / n, n)
    assert 0 <= low <= hits / n <= high <= 1
    assert wilson((n - hits) / n, n) == pytest.approx((1 - high, 1 - low))


def test_cases_that_share_letters_make_it_wider() -> None:
    apart, together = of_letters(50, 100), Rate(50, 100, 25, 25.0)
    assert apart.interval is not None and together.interval is not None
    assert together.interval[0] < apart.interval[0] < apart.interval[1] < together.interval[1]


@pytest.mark.parametrize(
    "share, n, text",
    [
        (0, 100, "0%"),
        (1, 5000, "100%"),
        (0.001, 100, "under 1%"),
        (0.999, 100, "over 99%"),
        (0.9999, 5000, "over 99.9%"),
        (0.614, 100, "61%"),
        (0.614, 1000, "61.4%"),
    ],
)
def test_none_and_all_are_said_only_where_they_are_so(share: float, n: int, text: str) -> None:
    assert percent(share, n) == text


def test_few_letters_are_told_in_words_and_never_as_a_percentage() -> None:
    assert share_words(of_letters(7, 12)) == "7 of 12"
    assert few_words(of_letters(7, 12)) == "12 letters: too few to say more than 32% to 81%"
    assert few_words(of_letters(1, 1)) == "1 letter: too few for any rate"
    assert share_words(of_letters(61, 100)) == "61%"
    assert interval_words(of_letters(61, 100)) == "51% to 70%"
    # Many claims in few letters are few letters.
    assert share_words(Rate(50, 100, 12, 12.0)) == "50 of 100"


def test_no_case_has_no_rate() -> None:
    nothing = of_letters(0, 0)
    assert nothing.share is None and nothing.interval is None
    assert (share_words(nothing), interval_words(nothing)) == ("none", "no cases")
