"""Lint, the scaffold of a new rule, and the page that describes the language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from noticecheck.errors import RuleErrors, UsageError
from noticecheck.language.clauses import read_clause
from noticecheck.language.covers import covers, written_out
from noticecheck.language.facts import FACTS, facts_table
from noticecheck.language.format import format_text
from noticecheck.language.lint import lint
from noticecheck.language.load import load, parse_phrase
from noticecheck.language.model import Phrase
from noticecheck.language.scaffold import scaffold
from noticecheck.language.source import Piece, cut
from noticecheck.language.vocabulary import ATTRIBUTES, CLAUSES, FIELDS, attributes_table
from test_language_load import pack, rule, write

README = Path(__file__).parent.parent / "rules" / "README.md"


def codes(root: Path, *used: str) -> list[str]:
    return [fault.code for fault in lint(load([root]), used)]


def test_phrases_used_by_rules_by_python_or_by_used_phrases_are_no_fault(tmp_path: Path) -> None:
    shared = "".join(f'phrase {name}\n    "{name} word"\n' for name in ("a", "b", "lonely"))
    shared += 'phrase outer\n    "<inner> x"\nphrase inner\n    "y"\n'
    text = rule(must="<a> within 3 words of <b>")
    root = write(tmp_path, shared=shared, foia2000__pack=pack(), foia2000__a=text)
    faults = lint(load([root]), ["outer"])
    assert [fault.message for fault in faults] == ["nothing uses phrase `lonely`"]


@pytest.mark.parametrize(
    ("condition", "reachable"),
    [
        ("withholds and is qualified", True),
        ("withholds and neither confirms nor denies", False),
        ("withholds or neither confirms nor denies", True),
        ("is qualified and (withholds and is absolute)", False),
        ("is qualified and not is qualified", False),
        ("(withholds and refuses) or (is absolute and is qualified)", False),
        ("(withholds and refuses) or is absolute", True),
        ("withholds and ((is absolute and is qualified) or (refuses and withholds))", False),
        ("kind is ncnd and kind is cost_limit", False),
        ("regime is foia2000 and regime is other", True),
        ("is unnamed", False),
    ],
)
def test_rules_that_can_never_apply(tmp_path: Path, condition: str, reachable: bool) -> None:
    text = rule().replace("that withholds", f"that {condition}")
    root = write(tmp_path, foia2000__pack=pack(), foia2000__a=text)
    assert codes(root) == ([] if reachable else ["L002"])


@pytest.mark.parametrize(
    ("wide", "narrow", "expected"),
    [
        ("likely to [harm|damage]", "likely to", True),
        ("likely to [harm|damage]", "likely to damage", True),
        ("likely to [harm|damage]", "likely to (harm|damage)", True),
        ("likely to [harm|damage]", "likely to (harm|hurt)", False),
        ("likely to harm*", "likely to harmful", True),
        ("likely to harmful", "likely to harm*", False),
        ("likely ... harm", "likely to do great harm", True),
        ("likely ... harm", "likely a b c d e f g harm", False),
        ("likely ... harm", "likely ... to harm", False),
        ("would <verb>", "would damage", True),
        ("would <verb>", "would <verb>", False),
    ],
)
def test_which_wordings_cover_which(wide: str, narrow: str, expected: bool) -> None:
    verb = parse_phrase("(harm|damage)")
    phrases = {"verb": Phrase("verb", (verb,), verb.place)}
    readings = written_out(parse_phrase(narrow).sequence)
    assert covers(parse_phrase(wide).sequence, readings, phrases) is expected


def test_a_statute_of_another_pack_is_named(tmp_path: Path) -> None:
    other = pack("eir").replace('"FOIA"', '"EIR"').replace("Freedom of Information Act 2000", "X")
    text = rule().replace("FOIA 2000, s.17(1)(c)", "EIR 2004, reg.14(3)")
    root = write(tmp_path, eir__pack=other, foia2000__pack=pack(), foia2000__a=text)
    assert [fault.message for fault in lint(load([root]))] == [
        "`EIR 2004, reg.14(3)` is not of FOIA, but of EIR"
    ]


# --- rules new --------------------------------------------------------------------------------


def test_a_new_rule_loads_once_its_prompts_are_replaced(tmp_path: Path) -> None:
    text = scaffold("s17-1-c", "foia2000", "explains_why")
    root = write(tmp_path, foia2000__pack=pack(), foia2000__new=text)
    with pytest.raises(RuleErrors) as caught:
        load([root])
    assert {error.code for error in caught.value.errors} == {"R218"}
    answers = {
        "statute": "statute",
        "whom": "each claim that withholds",
        "the condition": "own-reasons",
        "another condition": "reason-apparent",
        "when it does not": "explaining-would-disclose",
        "when a person": "thin-reasons",
    }
    for start, answer in answers.items():
        text, count = re.subn(rf"‹{start}[^›]*›", answer, text)
        assert count == 1, start
    write(tmp_path, foia2000__new=re.sub("‹([^›]*)›", r"\1", text).replace("in ‹ ›", ""))
    loaded = load([root]).rules[0]
    assert (loaded.full_id, loaded.element) == ("foia2000/s17-1-c", "explains_why")


def test_a_new_rule_needs_a_name_and_an_element() -> None:
    with pytest.raises(UsageError, match="small letters"):
        scaffold("S17", "foia2000", "explains_why")
    with pytest.raises(UsageError, match="did you mean `explains_why`"):
        scaffold("s17", "foia2000", "explain_why")


# --- the page ---------------------------------------------------------------------------------


def test_the_page_has_all_facts_attributes_clauses_and_fields() -> None:
    page = README.read_text(encoding="utf-8")
    assert f"-->\n{facts_table()}<!-- /facts -->" in page
    assert attributes_table() in page
    assert all(f"`{keyword} " in page for keyword in CLAUSES)
    assert all(f"`{{{name}}}`" in page for name in FIELDS)


def test_the_rule_of_the_page_loads_and_is_in_canonical_layout(tmp_path: Path) -> None:
    page = README.read_text(encoding="utf-8")
    first, second = re.findall(r"^```\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    assert format_text(first) == first
    assert format_text(second) == second
    root = write(tmp_path / "a", foia2000__pack=pack(), foia2000__a=first)
    mine = write(tmp_path / "b", wording=second)
    assert len(load([root, mine]).phrases["public-interest"].patterns) == 3


def test_no_fact_reads_like_an_attribute_or_a_keyword() -> None:
    assert not {*FACTS} & {spec.words for spec in ATTRIBUTES.values()}
    for name in FACTS:
        source = cut("a.rule", f"must {name}")
        clause = read_clause(source, Piece(0, len(source.text)))
        assert clause is not None
        assert not source.errors
