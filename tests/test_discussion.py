"""Discussion: which words argue which claim."""

from __future__ import annotations

from noticecheck.checker import Checker
from short_letters import FOIA, RIGHTS, discussion, parse

HEADED = f"""Dear Ms Hale

Section 43(2) - commercial interests

The unit prices are withheld under section 43(2) {FOIA}. A rival could undercut the supplier.

The tender opens in the autumn.

Section 40(2) - personal information

The names are withheld under section 40(2). Junior clerks would not expect to be named.

{RIGHTS}
Yours sincerely

A Clerk
"""


def test_under_its_heading(checker: Checker) -> None:
    parsed = parse(checker, HEADED)
    prices, names = discussion(parsed, "s43(2)"), discussion(parsed, "s40(2)")
    assert "A rival could" in prices and "tender opens" in prices
    assert "Junior clerks" not in prices
    assert "Junior clerks" in names
    assert "A rival" not in names and "tender" not in names


def test_rights_and_signature_argue_nothing(checker: Checker) -> None:
    parsed = parse(checker, HEADED)
    for provision in ("s43(2)", "s40(2)"):
        words = discussion(parsed, provision)
        assert "internal review" not in words and "A Clerk" not in words and "Dear" not in words


def test_one_claim_has_the_whole_answer(checker: Checker) -> None:
    parsed = parse(
        checker,
        f"Dear Ms Hale\n\nThe prices are withheld under section 43(2) {FOIA}.\n\nA rival could undercut "
        f"the supplier.\n\nTaxpayers would pay more.\n\n{RIGHTS}",
    )
    words = discussion(parsed, "s43(2)")
    assert "A rival" in words and "Taxpayers" in words


def test_side_by_side_in_one_paragraph(checker: Checker) -> None:
    parsed = parse(
        checker,
        f"The prices are withheld under section 43(2) {FOIA}. A rival could undercut the supplier. "
        "The names are withheld under section 40(2). Junior clerks would not expect to be named.\n",
    )
    assert "A rival" in discussion(parsed, "s43(2)")
    assert "Junior" not in discussion(parsed, "s43(2)")
    assert "Junior" in discussion(parsed, "s40(2)")
    assert "A rival" not in discussion(parsed, "s40(2)")


def test_a_list_of_exemptions_leaves_each_its_own_part(checker: Checker) -> None:
    parsed = parse(
        checker,
        f"""Parts of the file are exempt under sections 40(2) and 43(2) {FOIA}.

Section 40(2)

Junior clerks would not expect to be named.

Section 43(2)

A rival could undercut the supplier.
""",
    )
    assert "Junior" in discussion(parsed, "s40(2)")
    assert "A rival" not in discussion(parsed, "s40(2)")
    assert "A rival" in discussion(parsed, "s43(2)")
    assert "Junior" not in discussion(parsed, "s43(2)")


def test_a_joint_passage_serves_both(checker: Checker) -> None:
    parsed = parse(
        checker,
        f"""We neither confirm nor deny that we hold this, under sections 24(2) and 31(3) {FOIA}.

Sections 24(2) and 31(3)

A cell that learnt what is watched would change its plans.
""",
    )
    assert "A cell" in discussion(parsed, "s24(2)")
    assert "A cell" in discussion(parsed, "s31(3)")


def test_a_balance_under_a_general_heading_serves_all(checker: Checker) -> None:
    parsed = parse(
        checker,
        f"""Section 43(2)

The prices are withheld under section 43(2) {FOIA}.

Section 42(1)

Counsel's opinion is withheld under section 42(1).

Overall balance of the public interest

Openness about spending speaks for disclosure of both.
""",
    )
    assert "Openness" in discussion(parsed, "s43(2)")
    assert "Openness" in discussion(parsed, "s42(1)")


def test_a_balance_under_one_exemption_serves_that_one(checker: Checker) -> None:
    parsed = parse(
        checker,
        f"""SECTION 43(2)

The prices are withheld under section 43(2) {FOIA}.

Public interest test

Openness about spending speaks for disclosure.

SECTION 42(1)

Counsel's opinion is withheld under section 42(1).

Public interest test

Candour between lawyer and client speaks against it.
""",
    )
    assert "Openness" in discussion(parsed, "s43(2)")
    assert "Candour" not in discussion(parsed, "s43(2)")
    assert "Candour" in discussion(parsed, "s42(1)")
    assert "Openness" not in discussion(parsed, "s42(1)")


def test_an_annex_under_its_name(checker: Checker) -> None:
    parsed = parse(
        checker,
        f"""The prices are withheld under section 43(2) {FOIA} and the names under section 40(2).

{RIGHTS}
Annex A - Section 43(2)

A rival could undercut the supplier.

Annex B - Section 40(2)

Junior clerks would not expect to be named.
""",
    )
    assert "A rival" in discussion(parsed, "s43(2)")
    assert "A rival" not in discussion(parsed, "s40(2)")
    assert "Junior" in discussion(parsed, "s40(2)")


def test_answers_by_label(checker: Checker) -> None:
    parsed = parse(
        checker,
        f"""(a) The prices are withheld under section 43(2) {FOIA}.

(b) The names are withheld under section 40(2).

As to item (a), a rival could undercut the supplier in the coming tender.
""",
    )
    assert "a rival" in discussion(parsed, "s43(2)")


def test_the_request_argues_nothing(checker: Checker) -> None:
    parsed = parse(
        checker,
        f"""You asked:

Please send the prices. A rival could not use them, as the tender is over.

We have decided to withhold them under section 43(2) {FOIA}.
""",
    )
    assert "tender is over" not in discussion(parsed, "s43(2)")


def test_a_table_row_argues_its_own_claim(checker: Checker) -> None:
    parsed = parse(
        checker,
        f"""We withhold parts of the file {FOIA}:

| Prices | section 43(2) | a rival could undercut the supplier |
| Names | section 40(2) | junior clerks would not expect it |
""",
    )
    assert "rival" in discussion(parsed, "s43(2)")
    assert "rival" not in discussion(parsed, "s40(2)")


def test_discussion_is_whole_passages_or_sentences_in_order(checker: Checker) -> None:
    parsed = parse(checker, HEADED)
    units = {p.span for p in parsed.passages} | {s for p in parsed.passages for s in p.sentences}
    for one in parsed.claims:
        assert list(one.discussion) == sorted(one.discussion)
        assert set(one.discussion) <= units
