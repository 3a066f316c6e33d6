"""`eval --mutate`: words are taken out cleanly, and falls and side effects are counted as declared."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import report_samples as samples
from noticecheck import cli
from noticecheck.checker import Checker
from noticecheck.errors import UsageError
from noticecheck.labels import ELEMENTS_OF_CLAIMS, ELEMENTS_OF_NOTICE, parse_label
from noticecheck.model import Place, Region, Report, Span
from noticecheck.mutation import (
    TABLE_FILE,
    Mutant,
    Mutation,
    Table,
    mutate,
    places_of,
    read_table,
    without,
)
from noticecheck.mutation.changes import changes_of, losses_of
from short_letters import check, document

TEXT = """Dear Ms Quill

Your request under the Freedom of Information Act 2000

We are refusing to send the unit prices. They are exempt under section 43(2) of the Act. A rival
could undercut the supplier in the tender that opens in the autumn.

People want to see how the contract was priced. A supplier who is undercut would cost taxpayers more
next year. On balance the public interest favours withholding the prices.

If you are unhappy with this answer, you can ask for an internal review by writing to the Clerk.

If you remain dissatisfied, you may apply to the Information Commissioner for a decision.
"""
REASON = "A rival could undercut the supplier in the tender that opens in the autumn."
BALANCE = (
    "People want to see how the contract was priced. A supplier who is undercut would cost taxpayers "
    "more next year. On balance the public interest favours withholding the prices."
)
FACTOR = "A supplier who is undercut would cost taxpayers more next year."
REVIEW = "If you are unhappy with this answer, you can ask for an internal review by writing to the Clerk."
LABEL: dict[str, Any] = {
    "slug": "prices",
    "checks": {
        "complaints_procedure": "met",
        "right_to_regulator": "met",
        "pending_estimate": "na",
        "specifies_exemption": {"s43(2)": "met"},
        "explains_why": {"s43(2)": "met"},
        "public_interest": {"s43(2)": "met"},
    },
    "parts": {
        "complaints_procedure": [REVIEW],
        "specifies_exemption s43(2)": ["section 43(2) of the Act"],
        "explains_why s43(2)": [REASON, FACTOR],
        "public_interest s43(2)": [BALANCE],
    },
}


def table(**changes: str) -> Table:
    """The table that comes with the program, or one that allows nothing but these lines."""
    if not changes:
        return read_table(TABLE_FILE.read_text(encoding="utf-8"), "table.toml")
    elements = (*ELEMENTS_OF_CLAIMS, *ELEMENTS_OF_NOTICE)
    return read_table("\n".join(f"[{e}]\n{changes.get(e, '')}" for e in elements), "table.toml")


def run(checker: Checker, parts: dict[str, list[str]], allowed: Table | None = None) -> Mutation:
    label = parse_label({**LABEL, "parts": parts})
    return mutate([(label, check(checker, TEXT))], checker.check, allowed or table())


def one(checker: Checker, name: str, *quotes: str, allowed: Table | None = None) -> Mutant:
    (mutant,) = run(checker, {name: list(quotes or LABEL["parts"][name])}, allowed).mutants
    return mutant


def test_every_point_falls_and_nothing_else_changes(checker: Checker) -> None:
    result = run(checker, LABEL["parts"])
    assert dict(result.measures) == {"mutation fell": 1, "mutation clean": 1}
    assert [(m.element, m.status) for m in result.mutants] == [
        ("complaints_procedure", "gap"),
        ("specifies_exemption", "not_applicable"),
        ("explains_why", "unclear"),
        ("public_interest", "gap"),
    ]
    assert sum(row.mutants for row in result.elements) == 4 and result.unmet == ()


def test_words_that_are_not_all_of_them_leave_a_survivor(checker: Checker) -> None:
    mutant = one(checker, "explains_why s43(2)", "in the autumn")
    assert (mutant.status, mutant.fell, mutant.changes) == ("met", False, ())


def test_not_applicable_is_a_fall_only_where_the_claim_goes_and_may(checker: Checker) -> None:
    name = "specifies_exemption s43(2)"
    assert one(checker, name).fell
    assert not one(checker, name, allowed=table(specifies_exemption="may_go = false")).fell


def test_what_changes_besides_is_allowed_by_the_table_only(checker: Checker) -> None:
    everything = [REASON, BALANCE, REVIEW]
    name = "public_interest s43(2)"
    strict = one(checker, name, *everything, allowed=table(explains_why="may_go = false"))
    assert {(c.element, c.after, c.allowed) for c in strict.changes} == {
        ("explains_why", "unclear", False),
        ("complaints_procedure", "gap", False),
    }
    lines = 'same_claim = ["explains_why"]\nletter = ["complaints_procedure"]'
    free = one(checker, name, *everything, allowed=table(public_interest=lines))
    assert len(free.changes) == 2 and all(change.allowed for change in free.changes)


def test_a_duty_of_the_letter_may_go_and_nothing_else_may_become_of_it(checker: Checker) -> None:
    name = "specifies_exemption s43(2)"
    refusal = "We are refusing to send the unit prices."
    strict = table(specifies_exemption='letter_goes = ["complaints_procedure"]')
    gone = one(checker, name, "They are exempt under section 43(2) of the Act.", refusal,
               allowed=strict)  # fmt: skip
    assert ("complaints_procedure", "not_applicable", True) in outcomes(gone)
    assert ("right_to_regulator", "not_applicable", False) in outcomes(gone)
    fallen = one(checker, name, *LABEL["parts"][name], REVIEW, allowed=strict)
    assert ("complaints_procedure", "gap", False) in outcomes(fallen)


def outcomes(mutant: Mutant) -> set[tuple[str, str, bool]]:
    return {(change.element, change.after, change.allowed) for change in mutant.changes}


def test_words_of_another_element_are_taken_out_together(checker: Checker) -> None:
    parts = {"explains_why s43(2)": [REASON], "public_interest s43(2)": [BALANCE]}
    alone = run(checker, parts, table(pending_estimate="may_go = false"))
    assert {m.element: m.fell for m in alone.mutants}["explains_why"] is False
    lines = table(explains_why='together = ["public_interest"]')
    reasons = next(m for m in run(checker, parts, lines).mutants if m.element == "explains_why")
    assert reasons.fell and reasons.quotes == (REASON, BALANCE)
    assert [(c.element, c.allowed) for c in reasons.changes] == [("public_interest", True)]


def test_words_of_the_other_limbs_of_a_section_are_taken_out_together(checker: Checker) -> None:
    reasons = {"s36(2)(b)(i)": "met", "s36(2)(b)(ii)": "met", "s43(2)": "met"}
    checks = {**LABEL["checks"], "explains_why": reasons}
    parts = {
        f"explains_why {limb}": [word]
        for limb, word in zip(reasons, ("open", "wide", "shut"), strict=True)
    }
    label = parse_label({**LABEL, "checks": checks, "parts": parts})
    text = (
        "Your request under the Freedom of Information Act 2000\n\nThe notes are exempt under section "
        "36(2)(b)(i) and (ii) of the Act, and the prices under section 43(2). If the notes were open or "
        "read far and wide, planners would stop telling members what worries them about the harbour "
        "wall, and a rival firm could undercut the supplier before the shut tender is let in May.\n"
    )
    mutants = mutate([(label, check(checker, text))], checker.check, table()).mutants
    assert {m.key: m.quotes for m in mutants} == {
        "s36(2)(b)(i)": ("open", "wide"),
        "s36(2)(b)(ii)": ("wide", "open"),
        "s43(2)": ("shut",),
    }


def test_a_point_may_change_whose_own_words_were_hit(checker: Checker) -> None:
    parts = {"public_interest s43(2)": [BALANCE, REASON], "explains_why s43(2)": [REASON]}
    result = run(checker, parts, table(explains_why="may_go = false"))
    (balance,) = (m for m in result.mutants if m.element == "public_interest")
    assert [(c.element, c.after, c.allowed) for c in balance.changes] == [
        ("explains_why", "unclear", True)
    ]


def test_losing_words_never_may_turn_a_gap_into_met() -> None:
    label = parse_label({**LABEL, "parts": {}})
    point = next(p for p in label.points if p.name == "right_to_regulator")
    better = tuple(
        replace(a, status="met") if a.element == "complaints_procedure" else a
        for a in samples.POINTS
    )
    after = replace(samples.REPORT, assessments=better)
    allowed = table(right_to_regulator='letter = ["complaints_procedure"]')["right_to_regulator"]
    losses = losses_of(label, samples.REPORT, ())

    def found(before: Report, after: Report) -> list[tuple[str, bool]]:
        changes = changes_of(point, before, after, allowed, losses)
        return [(change.element, change.allowed) for change in changes]

    assert found(samples.REPORT, after) == [("complaints_procedure", False)]
    assert found(after, samples.REPORT) == [("complaints_procedure", True)]
    assert found(after, after) == []


def test_points_that_are_not_met_at_first_are_told_apart(checker: Checker) -> None:
    bare = check(checker, TEXT.replace(REVIEW, ""))
    result = mutate([(parse_label(LABEL), bare)], checker.check, table())
    assert result.unmet == ("prices: complaints_procedure",) and len(result.mutants) == 3
    nothing = mutate([(parse_label(LABEL), None)], checker.check, table())
    assert len(nothing.unmet) == 4 and nothing.measures == {}


def test_a_part_must_be_in_the_letter(checker: Checker) -> None:
    with pytest.raises(UsageError, match='prices: "parts" quotes words that the letter lacks'):
        one(checker, "complaints_procedure", "You can ask for a review.")


@pytest.mark.parametrize(
    ("quote", "text", "found"),
    [
        ("section 31", "section 31(1)(a), section 31, subsection 31", ["section 31"]),
        ('the Clerk\'s "list"', "the\n  Clerk\u2019s \u201clist\u201d", None),
        ("rota", "rotas, rota, rota", ["rota", "rota"]),
        ("10-12", "10\u201312", None),
        ("[s40(2)]", "[s40(2)] | 27", ["[s40(2)]"]),
        ("(i)-", "section 36(2)(b)(i)-(ii)", ["(i)-"]),
    ],
)
def test_places_of_a_quote(quote: str, text: str, found: list[str] | None) -> None:
    assert [text[s.start : s.end] for s in places_of(quote, text)] == (found or [text])


@given(
    text=st.text("ab\n", min_size=1, max_size=30),
    cuts=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4),
    places=st.sets(st.integers(0, 29), max_size=6),
)
def test_what_is_left_keeps_its_place(
    text: str, cuts: list[tuple[int, int]], places: set[int]
) -> None:
    lost = [Span(min(c), max(c)) for c in cuts if max(c) <= len(text) and c[0] != c[1]]
    kept = [i for i in range(len(text)) if not any(s.start <= i < s.end for s in lost)]
    own = tuple(Place(Span(i, i + 1), page=i) for i in sorted(places) if i < len(text))
    whole = document(text, places=own, regions=(Region(Span(0, len(text)), "thread"),), pages=(0,))
    left = without(whole, lost)
    assert left.text == "".join(text[i] for i in kept)
    assert [(p.page, left.quote(p.span)) for p in left.places] == [
        (p.page, whole.quote(p.span)) for p in own if p.page in kept
    ]
    assert [r.span for r in left.regions] == ([Span(0, len(kept))] if kept else [])
    assert left.pages == (0,)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("=", "not TOML"),
        ("[states_refusal]", "must have one table for each of"),
        ("EXTRA", "'nearby', which is none of its keys"),
        ("STRANGE", "'reasons' is no element"),
    ],
)
def test_a_bad_table_says_why(text: str, reason: str) -> None:
    lines = {"EXTRA": "nearby = []", "STRANGE": 'letter = ["reasons"]'}
    with pytest.raises(UsageError, match=reason):
        if text in lines:
            table(explains_why=lines[text])
        read_table(text, "table.toml")


@pytest.fixture
def folder(rules_loaded_once: None, tmp_path: Path) -> Path:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "prices.txt").write_text(TEXT, encoding="utf-8")
    parts = {
        **LABEL["parts"],
        "explains_why s43(2)": ["A rival could undercut the supplier in the tender"],
        "complaints_procedure": ["by writing to the Clerk"],
    }
    label = json.dumps({**LABEL, "parts": parts})
    (tmp_path / "labels.jsonl").write_text(label + "\n", encoding="utf-8")
    (tmp_path / "floors.toml").write_text('"mutation fell" = 0.9\n"gap recall" = 0.5\n')
    return tmp_path


def command(*arguments: str | Path) -> int:
    return cli.run([str(argument) for argument in arguments])


def test_the_command_lists_survivors(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("eval", folder, "--mutate", "--floors", folder / "floors.toml") == 1
    printed = capsys.readouterr()
    assert 'complaints_procedure is met without "by writing to the Clerk"' in printed.out
    assert "below its floor of 0.900" in printed.err and "gap recall" not in printed.err


def test_the_command_prints_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("eval", folder, "--mutate", "--json", "--min", "mutation clean=1") == 0
    result = json.loads(capsys.readouterr().out)
    assert result["letters"] == 1 and result["below_floor"] == []
    assert {m["element"] for m in result["mutants"] if not m["fell"]} >= {"complaints_procedure"}


def test_without_mutate_its_floors_do_not_count(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "floors.toml").write_text('"mutation fell" = 0.9\n')
    assert command("eval", folder, "--floors", folder / "floors.toml") == 0
    assert command("eval", folder, "--min", "mutation fell=0.9") == 1


def test_labels_without_parts_cannot_be_mutated(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "labels.jsonl").write_text('{"slug": "prices"}\n')
    assert command("eval", folder, "--mutate") == 2
    assert 'no label has "parts"' in capsys.readouterr().err
