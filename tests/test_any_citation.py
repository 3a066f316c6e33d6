"""Every way in which a citation is written names the same provisions (strategies/citations.py)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from strategies import citations, examples
from strategies.citations import Written
from test_citations import named

BEFORE = ("", "We rely on ", "(", "withheld under ", "exempt by virtue of ", "- ", "The names (")
BEHIND = (
    ".",
    " of the Act.",
    ", since it would do harm.",
    ")",
    ":",
    " FOIA",
    " because of 3 rivals.",
)


@examples(150)
@given(st.sampled_from(BEFORE), citations.written, st.sampled_from(BEHIND))
def test_a_citation_names_its_provisions(before: str, cited: Written, behind: str) -> None:
    assert named(before + cited.text + behind) == list(cited.provisions)


@examples(60)
@given(citations.written, citations.written, st.sampled_from((" ", "\n\n", ". ", "; as well as ")))
def test_citations_apart_are_read_apart(first: Written, second: Written, between: str) -> None:
    text = f"Prices are exempt under {first.text}{between}names under {second.text}."
    assert named(text) == [*first.provisions, *second.provisions]
