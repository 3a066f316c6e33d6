"""The formatter and its parts keep meaning, keep comments, and come to rest."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from noticecheck.errors import Place, RuleErrors
from noticecheck.language.blocks import PhraseBlock, RuleSource, parse_file
from noticecheck.language.clauses import Value, read_clause
from noticecheck.language.conditions import format_condition
from noticecheck.language.format import format_text
from noticecheck.language.model import Condition, Example, Sequence
from noticecheck.language.pattern import format_pattern, read_pattern
from noticecheck.language.scaffold import scaffold
from noticecheck.language.source import Piece, cut
from strategies.rules import conditions, rule_files, sequences

NOWHERE = Place("", 0, 0)


def read_condition(text: str) -> Condition:
    source = cut("c.rule", f"must {text}")
    clause = read_clause(source, Piece(0, len(source.text)))
    assert not source.errors, "\n".join(map(str, source.errors))
    assert clause is not None
    assert isinstance(clause.value, Condition)
    return clause.value


def meaning(file: RuleSource) -> list[object]:
    """What a file says, without places."""

    def bare(value: Value | None) -> object:
        return replace(value, place=NOWHERE) if isinstance(value, Example) else value

    return [
        (block.name, block.extends, [pattern.sequence for pattern in block.patterns])
        if isinstance(block, PhraseBlock)
        else (block.id, block.title, [(c.keyword, bare(c.value)) for c in block.clauses])
        for block in file.blocks
    ]


@given(sequences)
def test_a_wording_written_and_read_is_the_same(sequence: Sequence) -> None:
    assert read_pattern(format_pattern(sequence))[0] == sequence


@given(conditions)
def test_a_condition_written_and_read_is_the_same(condition: Condition) -> None:
    assert read_condition(format_condition(condition)) == condition


@settings(max_examples=150, deadline=None)
@given(rule_files())
def test_formatting_keeps_meaning_and_comments_and_comes_to_rest(text: str) -> None:
    formatted = format_text(text)
    before, after = parse_file("a.rule", text), parse_file("a.rule", formatted)
    assert meaning(after) == meaning(before)
    assert [c.text for c in after.source.comments] == [c.text for c in before.source.comments]
    assert format_text(formatted) == formatted


UNTIDY = '''\
#  wording
phrase   harm   # the harm
  "LIKELY   to [(harm|damage)]"

extend phrase harm
    "would harm"
rule s17-1-c   "Say why"
  element explains_why
  law "FOIA 2000, s.17(1)(c)" "state (if that would not otherwise be apparent)"
  # how far
  verified statute
  for each claim that
     withholds
  must own-reasons and (not thin-reasons) or topic-reason and reason-apparent and balance-for-this-claim and <harm>
  unless explaining-would-disclose under "FOIA 2000, s.17(4)"
  unless decision-pending under "FOIA 2000, s.17(2)"
  say "x"
  advise "y"
  example   gap   "no reason"
    """
      A letter.

        Indented.
    """
  # the end
'''
TIDY = '''\
#  wording
phrase harm  # the harm
    "likely to [harm|damage]"

extend phrase harm
    "would harm"

rule s17-1-c "Say why"
    element  explains_why
    law      "FOIA 2000, s.17(1)(c)"  "state (if that would not otherwise be apparent)"
    # how far
    verified statute
    for      each claim that withholds
    must     own-reasons and not thin-reasons
             or topic-reason and reason-apparent and balance-for-this-claim and <harm>
    unless   explaining-would-disclose  under "FOIA 2000, s.17(4)"
    unless   decision-pending           under "FOIA 2000, s.17(2)"
    say      "x"
    advise   "y"

    example gap "no reason"
        """
        A letter.

          Indented.
        """
    # the end
'''


def test_the_canonical_layout() -> None:
    assert format_text(UNTIDY) == TIDY
    assert format_text(TIDY) == TIDY
    assert format_text("") == ""
    assert format_text("# only a comment") == "# only a comment\n"


def test_a_file_that_cannot_be_read_is_not_formatted() -> None:
    with pytest.raises(RuleErrors) as caught:
        format_text("phrase harm\n    likely\n", "wording.rule")
    assert [str(error.place) for error in caught.value.errors] == ["wording.rule:2:5"]
    with pytest.raises(RuleErrors, match="R218"):
        format_text(scaffold("s17-1-c", "foia2000", "explains_why"))


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("( own-reasons )", "own-reasons"),
        ("(own-reasons and thin-reasons) and <a>", "(own-reasons and thin-reasons) and <a>"),
        ("not(withholds or refuses)", "not (withholds or refuses)"),
        ("(not <a>) in the letter", "(not <a>) in the letter"),
        ("not <a> in the letter", "not <a> in the letter"),
        ("denied   <a> in  the   rights", "denied <a> in the rights"),
        ("<a>  within 1 word of <b>", "<a> within 1 words of <b>"),
        ("kind   is\n other", "kind is other"),
    ],
)
def test_conditions_in_canonical_form(text: str, canonical: str) -> None:
    assert format_condition(read_condition(text)) == canonical
