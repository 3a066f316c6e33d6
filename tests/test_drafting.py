"""Drafts: what each provision obliges a notice to say is there once the prompts are answered."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafts import (
    COUNCIL,
    DEPARTMENT,
    PACKS,
    PROMPT,
    TODAY,
    answered,
    citable,
    claim,
    draft,
    setting,
)
from loaded import the_checker
from noticecheck.checker import Checker
from noticecheck.commands.draft import _doubts
from noticecheck.drafting.filled import Subject, fields
from noticecheck.drafting.paragraphs import load_wording
from noticecheck.drafting.skeleton import skeleton
from noticecheck.drafting.wanted import wanted
from noticecheck.drafting.writer import Writer
from noticecheck.errors import UsageError
from noticecheck.model import Report
from noticecheck.notice import placeholders
from short_letters import check

NOBODYS = {
    # What the letter owes depends on who writes it: a council is no department, no auditor.
    ("foia2000", "s33-auditor"),
    ("foia2000", "s35-department"),
    ("foia2000", "s12-limit-matches"),
}
OTHER_LAW = ("foisa2002", "s39(2)")
"""Scotland's Regulations have no pack: a letter that rests on them alone is not assessed."""


NAMED_BESIDE = {("s35(1)(a)", "ncnd")}
"""The exemption that Scotland's section 18 rests on, as it is answered here."""


def claims(report: Report) -> set[tuple[str, str]]:
    assert report.notice is not None
    return {(one.provision, one.effect) for one in report.notice.claims}


def relied_on(pack: str, provision: str) -> tuple[str, str]:
    one = claim(pack, provision)
    return str(one.entry.provision), one.effect


def faults(report: Report) -> list[str]:
    """What is missing or unclear of what the law or good practice asks for."""
    return [
        f"{a.status} {a.rule}: {a.message}"
        for a in report.assessments
        if a.status in ("gap", "unclear") and a.level != "info"
        and tuple(a.rule.split("/")) not in NOBODYS
    ]  # fmt: skip


@pytest.mark.parametrize("pack", PACKS)
def test_a_draft_is_whole_once_its_prompts_are_answered(pack: str, checker: Checker) -> None:
    """For every provision that a refusal can rest on, and it rests on nothing else."""
    for provision in citable(pack):
        if (pack, provision) == OTHER_LAW:
            continue
        report = check(checker, answered(draft(pack, [provision])))
        assert report.verdict == "no_gap_found", provision
        assert faults(report) == [], provision
        assert claims(report) - NAMED_BESIDE == {relied_on(pack, provision)}


@pytest.mark.parametrize("pack", PACKS)
def test_a_prompt_that_is_left_is_found(pack: str, checker: Checker) -> None:
    for provision in citable(pack)[::8]:
        report = check(checker, draft(pack, [provision]))
        left = [a for a in report.assessments if a.rule == f"{pack}/placeholder-left"]
        assert [a.status for a in left] == ["gap"], provision


@pytest.mark.parametrize("provision", ["s43(2)", "s31(1)(a)", "s36(2)(c)", "s42(1)", "s27(2)"])
def test_a_prompt_for_a_reason_is_no_reason(provision: str, checker: Checker) -> None:
    report = check(checker, draft("foia2000", [provision]))
    statuses = {a.rule: a.status for a in report.assessments}
    assert statuses["foia2000/s17-1-c"] == "gap"
    assert statuses["foia2000/s17-3-b"] in ("gap", "unclear")
    assert report.verdict == "gaps"


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.sampled_from(PACKS).flatmap(
    lambda pack: st.tuples(
        st.just(pack),
        st.lists(st.sampled_from(citable(pack)), min_size=2, max_size=2, unique=True),
        st.sampled_from(["full_refusal", "partial_refusal", "internal_review"]),
    )
))  # fmt: skip
def test_two_provisions_in_one_letter(drawn: tuple[str, list[str], str]) -> None:
    pack, provisions, kind = drawn
    if OTHER_LAW[1] in provisions and pack == OTHER_LAW[0]:
        return
    report = check(the_checker(), answered(draft(pack, provisions, kind)))
    assert [f for f in faults(report) if f.startswith("gap")] == []
    assert report.verdict in ("no_gap_found", "unclear")


@pytest.mark.parametrize("pack", PACKS)
def test_other_kinds_of_letter(pack: str, checker: Checker) -> None:
    for kind in setting(pack).wording.kinds:
        provision = {"foia2000": "s43(2)", "eir2004": "reg12(5)(e)", "foisa2002": "s33(1)(b)"}[pack]
        report = check(checker, answered(draft(pack, [provision], kind)))
        assert report.notice is not None
        assert report.notice.kind == kind or kind == "full_refusal"
        assert report.verdict == "no_gap_found"
        assert faults(report) == []


def test_a_department_has_a_higher_limit_of_cost(checker: Checker) -> None:
    assert "£600" in draft("foia2000", ["s12(1)"], writer=DEPARTMENT)
    assert "£450" in draft("foia2000", ["s12(1)"])
    assert "is [limit: say which" in draft("foia2000", ["s12(1)"], writer=Writer("Hale Office"))


def test_an_authority_is_told_what_only_others_can_rely_on(checker: Checker) -> None:
    blocks = skeleton(setting("foia2000", writer=COUNCIL), [claim("foia2000", "s35(1)(a)")])
    (doubt,) = _doubts(blocks, checker, COUNCIL)
    assert "which is for information held by government departments" in doubt
    assert _doubts(blocks, checker, DEPARTMENT) == []


@pytest.mark.parametrize(
    ("provision", "says"),
    [
        ("s31", "cite section 31(1)(a)"),
        ("s14", "cite section 14(1) (Vexatious request) or section 14(2)"),
        ("s33(1)(b)", "cite section 33(2) (Prejudice to audit functions)"),
        ("s40(2)(a)", "cite section 40(2)"),
        ("s31(2)(a)", "cite section 31(1)(g)"),
        ("s40(3)", "no longer the law"),
        ("s17", "nothing that a refusal can rest on"),
        ("s12(3)", "nothing that a refusal can rest on"),
        ("s99", "no such provision"),
        ("banana", "is not a provision"),
    ],
)
def test_what_nothing_can_rest_on_is_refused(provision: str, says: str) -> None:
    here = setting("foia2000")
    with pytest.raises(UsageError, match=says.replace("(", r"\(").replace(")", r"\)")):
        wanted(provision, here.catalogue, here.wording, "", TODAY)


@pytest.mark.parametrize("typed", ["s40(2)", "Section 40(2)", "section 40 (2)", "40(2)", "S.40(2)"])
def test_provisions_are_read_as_officers_type_them(typed: str) -> None:
    here = setting("foia2000")
    found = wanted(typed, here.catalogue, here.wording, "", TODAY)
    assert str(found.entry.provision) == "s40(2)"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[x]\nat = 'claim'\nmeets = ['s17-1-z']", "no rule `s17-1-z` - did you mean"),
        ("[x]\nat = 'claim'\ntext = 'under {clam}'", "no field `{clam}`"),
        ("[x]\nat = 'top'", "x: `at` must be opening, claim, rights or closing"),
        (
            "[x]\nat = 'claim'\nmets = []",
            "x: there is no key `mets` here (there are: at, heading, meets, text, draft, once, variant)",
        ),
        (
            "[x]\nat = 'claim'\n[[x.variant]]\nefect = 'ncnd'\ntext = ''",
            "no key `efect` here (there are: text, cites, effect, test, kind, basis, authority) - did you mean `effect`?",
        ),
        (
            "[x]\nat = 'claim'\n[[x.variant]]\neffect = 'deny'\ntext = ''",
            "`effect` must be withhold, ncnd or refuse",
        ),
        ("[x]\nat = 'claim'\n[[x.variant]]\ncites = ['nine']\ntext = ''", "list of provisions"),
        ("[x]\nat = 'claim'\ntext = 'an open { brace'", "brace is open"),
        ("kinds = ['refusal']", "`kinds` must be other"),
        ("x = ", "not TOML"),
    ],
)
def test_a_fault_in_draft_toml_is_named(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "foia2000").mkdir()
    (tmp_path / "foia2000" / "draft.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        load_wording([tmp_path], "foia2000", the_checker().ruleset)
    assert says in str(raised.value)
    assert "draft.toml" in str(raised.value)


@pytest.mark.parametrize("pack", PACKS)
def test_every_prompt_begins_so_that_it_is_found_again(pack: str, checker: Checker) -> None:
    for paragraph in setting(pack).wording.paragraphs:
        for variant in paragraph.variants:
            text = variant.text.format_map(fields(setting(pack), Subject()))
            found = placeholders(text, checker.matcher.scan(text))
            assert [text[a:b] for a, b in found] == [m[0] for m in PROMPT.finditer(text)]
