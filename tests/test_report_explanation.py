"""`explain`: the rule and its law, then clause by clause what holds in a letter."""

from __future__ import annotations

import report_samples as samples
from noticecheck.evaluate import Step, Trace
from noticecheck.language.load import load
from noticecheck.language.roots import default_root
from noticecheck.report.explanation import rule_text, traces_text

RULE = next(r for r in load([default_root()]).rules if r.full_id == "foia2000/s17-3-b")


def test_a_rule_shows_law_clauses_and_remedy() -> None:
    text = rule_text(RULE)
    assert text.startswith(f"foia2000/s17-3-b: {RULE.title}\n")
    for part in (
        "FOIA 2000, s.17(3)(b)",
        "each claim that withholds and (is qualified",
        "unless",
    ):
        assert part in text
    assert "where balance-for-this-claim: " in text
    assert max(map(len, text.splitlines())) <= 80 and "\x1b" not in text


def test_a_trace_shows_each_clause_with_its_words() -> None:
    inner = Step("", "own-reasons", False, (), ())
    found = Step("", "<public-interest>", True, (samples.span("The public interest"),), ())
    steps = (
        Step("for", "withholds", True, (), ()),
        Step("must", "own-reasons and <public-interest>", False, (), (inner, found)),
    )
    text = traces_text(samples.document(), (Trace("s43(2)", "withhold", "gap", steps),))
    assert "  Section 43(2), relied on to withhold\n" in text
    assert "    holds          for: withholds\n" in text
    assert "    does not hold  must: own-reasons and <public-interest>\n" in text
    assert "      does not hold  own-reasons\n" in text
    assert 'Line 11: "The public interest"' in text
    assert "Outcome: gap: the letter does not do this" in text
    assert max(map(len, text.splitlines())) <= 80


def test_a_rule_without_a_subject_says_so() -> None:
    assert "nothing that this rule is about" in traces_text(samples.document(), ())
