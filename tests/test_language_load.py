"""Rule folders to a RuleSet: what is read, added, replaced, and how faults are collected."""

from __future__ import annotations

import pickle
import string
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noticecheck.errors import RuleErrors, UsageError
from noticecheck.language import roots
from noticecheck.language.blocks import parse_file
from noticecheck.language.load import load, parse_phrase
from noticecheck.language.model import (
    And,
    Attribute,
    Choice,
    Doubt,
    Exception_,
    Fact,
    Gap,
    Include,
    LawReference,
    Maybe,
    Near,
    Not,
    Or,
    PhraseUse,
    RuleSet,
    Scoped,
    Sequence,
    Subject,
    Word,
)
from noticecheck.language.roots import default_root, fingerprint

PACK = """\
name = "{name}"
version = "1.0"
statute = "Freedom of Information Act 2000"
short_name = "FOIA"
regulator = "Information Commissioner"
jurisdiction = "United Kingdom"
elements = ["explains_why"]
"""
RULE = '''\
rule {id} "Say why the exemption applies"
    element  explains_why
    law      "FOIA 2000, s.17(1)(c)"
    verified statute
    for      each claim that withholds
    must     {must}
    say      "No reason for {{claim}}."
    advise   "Give one."
    example met "a reason"
        """
        A rival could undercut the supplier.
        """
    example gap "none"
        """
        Section 43(2) applies.
        """
'''


def write(root: Path, **files: str) -> Path:
    """A rules root; keyword `foia2000__a` is foia2000/a.rule, `…__pack` is its pack.toml."""
    for name, text in files.items():
        path = root / name.replace("__", "/")
        path = path.with_name("pack.toml") if path.name == "pack" else path.with_suffix(".rule")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def pack(name: str = "foia2000") -> str:
    return PACK.format(name=name)


def rule(rule_id: str = "s17-1-c", must: str = "own-reasons") -> str:
    return RULE.format(id=rule_id, must=must)


def ids(ruleset: RuleSet) -> list[str]:
    return [each.full_id for each in ruleset.rules]


FULL = '''\
rule s17-3-b "Give \\"public interest\\" reasons"   # a comment
    element  explains_why
    law      "FOIA 2000, s.17(3)(b)"  "outweighs"
    law      "FOIA 2000, s.2(2)(b)"
    source   "a decision notice"
    source   "another"
    verified statute
    in force from 2005-01-01 until 2030-12-31
    for      each refusal that (withholds or neither confirms nor denies)
                 and is qualified and not cites s40(5B)(a)(i)
    should   balance-for-this-claim
    or instead  <harm> within 5 words of <loss> in the letter
    unless   decision-pending  under "FOIA 2000, s.17(2)"
    unless   kind is internal_review
    unclear when  (denied <harm> or thin-reasons) in its discussion
    say      "{claim} # no comment"
    advise   "Set out both sides."
    example met for s31(3)#ncnd dated 2019-02-01 received 2019-01-02 authority local "met"
        """
        # no comment

          "Quoted"
        """
    example met for unnamed "also"
        """
        x
        """
    example gap for the notice "gap"
        """
        x
        """
    example unclear "open"
        """
        x
        """
    example not_applicable "one"
        """
        x
        """
    example not_applicable "two"
        """
        x
        """
phrase harm
    "harm*"
phrase loss
    "loss"
'''


def test_every_clause_arrives_in_the_model(tmp_path: Path) -> None:
    loaded = load([write(tmp_path, foia2000__pack=pack(), foia2000__a=FULL)]).rules[0]
    assert loaded.title == 'Give "public interest" reasons'
    assert loaded.law == (
        LawReference("FOIA 2000, s.17(3)(b)", "outweighs"),
        LawReference("FOIA 2000, s.2(2)(b)"),
    )
    assert loaded.sources == ("a decision notice", "another")
    assert (loaded.verified, loaded.level, loaded.element) == ("statute", "should", "explains_why")
    assert (loaded.in_force_from, loaded.in_force_to) == (date(2005, 1, 1), date(2030, 12, 31))
    either = Or((Attribute("withholds"), Attribute("neither-confirms-nor-denies")))
    cites = Not(Attribute("cites", "s40(5B)(a)(i)"))
    assert loaded.subject == Subject("refusal", And((either, Attribute("is-qualified"), cites)))
    assert loaded.force == Fact("balance-for-this-claim")
    assert loaded.or_instead == (Scoped(Near("harm", "loss", 5), "letter"),)
    assert loaded.unless == (
        Exception_(Fact("decision-pending"), "FOIA 2000, s.17(2)"),
        Exception_(Attribute("kind-is", "internal_review")),
    )
    open_question = Or((PhraseUse("harm", denied=True), Fact("thin-reasons")))
    assert loaded.unclear_when == (Doubt(Scoped(open_question, "discussion")),)
    assert loaded.say == "{claim} # no comment"
    assert (loaded.place.line, loaded.place.column) == (1, 1)
    first = loaded.examples[0]
    assert (first.status, first.subject, first.authority) == ("met", "s31(3)#ncnd", "local")
    assert (first.dated, first.received) == (date(2019, 2, 1), date(2019, 1, 2))
    assert first.text == '# no comment\n\n  "Quoted"'
    assert first.place.line == 18
    assert [e.subject for e in loaded.examples[1:3]] == ["unnamed", "the notice"]


def test_wordings_arrive_in_the_model() -> None:
    text = r"Section 40\(2\) [the|a|] ... (harm*|<loss or>) “x”"
    with pytest.raises(RuleErrors):
        parse_phrase(text)
    pattern = parse_phrase(r"Section 40\(2\) [the|an] ... (harm*|<loss> of) [client’s]")
    assert pattern.sequence == Sequence(
        (
            Word("section"),
            Word("40(2)"),
            Maybe(Sequence((Choice((Sequence((Word("the"),)), Sequence((Word("an"),)))),))),
            Gap(),
            Choice((Sequence((Word("harm", stem=True),)), Sequence((Include("loss"), Word("of"))))),
            Maybe(Sequence((Word("client's"),))),
        )
    )


def test_rules_come_in_path_order_with_their_subfolders(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        b__pack=pack("b"),
        b__x=rule("one"),
        a__pack=pack("a"),
        a__z=rule("two") + rule("three"),
        a__deeper__y=rule("four"),
    )
    assert ids(load([root])) == ["a/four", "a/two", "a/three", "b/one"]
    assert [each.name for each in load([root]).packs] == ["a", "b"]


def test_a_later_root_adds_rules_wording_and_packs(tmp_path: Path) -> None:
    built_in = write(
        tmp_path / "rules",
        shared='phrase harm\n    "harm"\n',
        foia2000__pack=pack(),
        foia2000__a=rule(must="<harm>"),
    )
    mine = write(
        tmp_path / "mine",
        wording='extend phrase harm\n    "damage"\n',
        foia2000__extra=rule("extra"),
        byelaws__pack=pack("byelaws"),
        byelaws__a=rule("b1"),
    )
    ruleset = load([built_in, mine])
    assert ids(ruleset) == ["foia2000/s17-1-c", "byelaws/b1", "foia2000/extra"]
    assert [p.source for p in ruleset.phrases["harm"].patterns] == ["harm", "damage"]
    assert ruleset.phrases["harm"].patterns[1].place.path == str(mine / "wording.rule")
    assert ruleset.hash == fingerprint([built_in, mine]) != load([built_in]).hash


def test_a_pack_file_of_the_same_name_replaces_the_pack(tmp_path: Path) -> None:
    built_in = write(
        tmp_path / "rules", foia2000__pack=pack(), foia2000__a=rule("old"), eir__pack=pack("eir")
    )
    mine = write(tmp_path / "mine", foia2000__pack=pack(), foia2000__b=rule("new"))
    ruleset = load([built_in, mine])
    assert ids(ruleset) == ["foia2000/new"]
    assert {each.name: each.directory for each in ruleset.packs} == {
        "eir": str(built_in / "eir"),
        "foia2000": str(mine / "foia2000"),
    }


def test_only_the_packs_asked_for_with_the_phrases_that_they_use(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        shared='phrase everywhere\n    "x"\n',
        a__pack=pack("a"),
        a__r=rule(must="<theirs> in the letter"),
        b__pack=pack("b"),
        b__r='phrase theirs\n    "<inner> y"\nphrase inner\n    "z"\nphrase unused\n    "u"\n'
        + rule(),
    )
    ruleset = load([root], ["a"])
    assert ids(ruleset) == ["a/s17-1-c"]
    assert set(ruleset.phrases) == {"everywhere", "theirs", "inner"}
    with pytest.raises(UsageError, match="there is no pack c "):
        load([root], ["c"])


def test_one_broken_block_hides_nothing_of_the_others(tmp_path: Path) -> None:
    broken = 'phrase a\n    "(x"\nrule x\n    mst own-reasons\nphrase b\n    "y)"\n'
    root = write(tmp_path, a__pack=pack("a"), a__one=broken, a__two='phrase c\n    "..."\n')
    with pytest.raises(RuleErrors) as caught:
        load([root])
    found = [(Path(e.place.path).name, e.place.line, e.code) for e in caught.value.errors]
    assert found == [
        ("one.rule", 2, "R021"),
        ("one.rule", 3, "R005"),
        ("one.rule", 4, "R006"),
        ("one.rule", 6, "R021"),
        ("two.rule", 2, "R023"),
    ]


def test_a_root_that_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder of rules"):
        load([tmp_path / "none"])


@pytest.mark.parametrize("names", [[], ["foia2000/a.rule"], ["notes.txt"]])
def test_a_root_without_a_rule_is_refused(tmp_path: Path, names: list[str]) -> None:
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("\n  # nothing yet\n", encoding="utf-8")
    with pytest.raises(UsageError, match=f"^{tmp_path}: no rule in it") as caught:
        load([default_root(), tmp_path])
    assert "\n" not in str(caught.value)


def test_a_folder_of_rules_has_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, foia2000__a=rule("extra"), foia2000__b=rule("more"))
    load([default_root(), tmp_path])
    size = (tmp_path / "foia2000" / "a.rule").stat().st_size
    most = max(path.stat().st_size for path in default_root().rglob("*.rule"))
    everything = sum(path.stat().st_size for path in default_root().rglob("*.*"))
    assert 10 * most < roots.MAX_FILE_BYTES and 10 * everything < roots.MAX_BYTES
    for name, limit, told in (
        ("MAX_FILE_BYTES", size - 1, "a file of rules has at most"),
        ("MAX_BYTES", size, "a folder of rules has at most"),
        ("MAX_FILES", 1, "a folder of rules has at most"),
    ):
        with monkeypatch.context() as changed:
            changed.setattr(roots, name, limit)
            with pytest.raises(UsageError, match=told):
                roots.read_roots([tmp_path])


def test_a_folder_or_a_dead_link_with_the_name_of_a_rule_file(tmp_path: Path) -> None:
    write(tmp_path, foia2000__a=rule("extra"))
    path = tmp_path / "foia2000" / "b.rule"
    path.mkdir()
    with pytest.raises(UsageError, match=r"b\.rule: not a file"):
        load([default_root(), tmp_path])
    path.rmdir()
    path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(UsageError, match=r"b\.rule: not a file"):
        load([default_root(), tmp_path])


def test_files_that_nothing_reads_are_all_named(tmp_path: Path) -> None:
    built_in = write(tmp_path / "rules", foia2000__pack=pack(), foia2000__a=rule("old"))
    mine = write(tmp_path / "mine", foia2000__a=rule("extra"))
    names = ["bank-holidays.toml", "foia2000/provisions.toml", "foia2000/deep/pack.toml"]
    for name in names:
        (mine / name).parent.mkdir(exist_ok=True)
        (mine / name).write_text("x =", encoding="utf-8")
    with pytest.raises(RuleErrors) as caught:
        load([built_in, mine])
    assert {error.code for error in caught.value.errors} == {"R117"}
    assert {error.place.path for error in caught.value.errors} == {str(mine / n) for n in names}


def test_provisions_alone_are_no_folder_of_rules(tmp_path: Path) -> None:
    built_in = write(tmp_path / "rules", foia2000__pack=pack(), foia2000__a=rule("old"))
    (tmp_path / "mine" / "foia2000").mkdir(parents=True)
    (tmp_path / "mine" / "foia2000" / "provisions.toml").write_text('["s1"]\n')
    with pytest.raises(RuleErrors, match="R117 nothing reads this: folder foia2000 has no pack"):
        load([built_in, tmp_path / "mine"])


def test_a_pack_file_that_is_nested_too_deeply(tmp_path: Path) -> None:
    with pytest.raises(RuleErrors, match="R114 not readable: nested too deeply"):
        load([write(tmp_path, foia2000__pack="x = " + "[" * 100_000)])


def test_provisions_are_those_of_the_pack_that_a_folder_extends(tmp_path: Path) -> None:
    built_in = write(tmp_path / "rules", foia2000__pack=pack(), foia2000__a=rule("old"))
    (built_in / "foia2000" / "provisions.toml").write_text('["s43"]\nalso = ["(1)"]\n')
    text = rule("new").replace("that withholds", "that cites s43(1) or cites s43(7)")
    mine = write(tmp_path / "mine", foia2000__b=text)
    with pytest.raises(RuleErrors) as caught:
        load([built_in, mine])
    assert [(error.code, error.message, error.suggestion) for error in caught.value.errors] == [
        ("R116", "pack foia2000 has no provision `s43(7)`", "`s43(1)`")
    ]


def test_provisions_of_a_pack_of_ones_own(tmp_path: Path) -> None:
    built_in = write(tmp_path / "rules", foia2000__pack=pack(), foia2000__a=rule("old"))
    (built_in / "foia2000" / "provisions.toml").write_text('["s43"]\n')
    text = rule("new").replace("that withholds", "that cites s43(7)")
    mine = write(tmp_path / "mine", foia2000__pack=pack(), foia2000__b=text)
    assert ids(load([built_in, mine])) == ["foia2000/new"]
    provisions = mine / "foia2000" / "provisions.toml"
    # What does not read as TOML is reported by whoever needs the catalogue.
    for accepted in ("=", '["s43"', '["s43"]\n["s43(7) [old]"]\n', '["s43"]\nalso = ["(7)"]\n'):
        provisions.write_text(accepted)
        assert ids(load([built_in, mine])) == ["foia2000/new"]
    provisions.write_text('["s43"]\n["s43(1)"]\n')
    with pytest.raises(RuleErrors, match="R116"):
        load([built_in, mine])


def test_an_example_may_speak_of_a_provision_that_does_not_exist(tmp_path: Path) -> None:
    text = rule("new").replace("example gap", "example gap for s99(9)")
    root = write(tmp_path, foia2000__pack=pack(), foia2000__a=text)
    (root / "foia2000" / "provisions.toml").write_text('["s43"]\n')
    assert ids(load([root])) == ["foia2000/new"]


def test_a_rule_set_survives_the_cache(tmp_path: Path) -> None:
    ruleset = load([write(tmp_path, foia2000__pack=pack(), foia2000__a=FULL)])
    assert pickle.loads(pickle.dumps(ruleset)) == ruleset


def test_the_built_in_rules_are_found_and_load() -> None:
    assert load([default_root()]).packs


def test_a_cached_rule_set_needs_no_parser() -> None:
    code = (
        "import sys, noticecheck.language.roots, noticecheck.language.model;"
        "sys.exit('pyparsing' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    plain = parse_file("a.rule", FULL)
    other = parse_file("a.rule", "\ufeff" + FULL.replace("\n", "\r\n"))
    assert [b.block for b in other.blocks] == [b.block for b in plain.blocks]
    assert not other.source.errors


PIECES = ['"""', '"', "#", "\n", "\n    ", "\n        ", "rule x ", "phrase y", "must ", "example ",
          "met ", "in force ", "from ", "for ", "each claim that ", "<y>", "(", ")", "not ", "and ",
          "within 3 words of ", "in the letter", "cites ", "s31(1)", "\\", "‹", "\t", "é", "..."]  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(string.printable, max_size=5))))
def test_no_text_is_too_odd_to_be_refused_in_good_order(pieces: list[str]) -> None:
    source = parse_file("a.rule", "".join(pieces)).source
    lines = source.text.split("\n")
    for error in source.errors:
        assert 1 <= error.place.line <= len(lines)
        assert 1 <= error.place.column <= len(lines[error.place.line - 1]) + 1


def test_time_for_an_answer_stands_in_the_pack(tmp_path: Path) -> None:
    text = pack() + 'answer_within = 10\nbank_holidays = ["scotland"]\n'
    text += "longer_time = { from = 2020-04-07, until = 2020-05-26, days = 60 }\n"
    (known,) = load([write(tmp_path, foia2000__pack=text, foia2000__a=rule("extra"))]).packs
    assert (known.answer_within, known.bank_holidays) == (10, ("scotland",))
    assert known.longer_time == (date(2020, 4, 7), date(2020, 5, 26), 60)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("answer_within = 0", "`answer_within` must be a number of working days"),
        ("answer_within = true", "`answer_within` must be a number of working days"),
        ("review_within = 0", "`review_within` must be a number of working days"),
        ("longer_time = 60", "`longer_time` needs the days"),
        (
            "longer_time = { from = 2020-04-07, until = 2020-04-06, days = 60 }",
            "`longer_time` needs the days",
        ),
        ('bank_holidays = "scotland"', "`bank_holidays` must be a list of parts"),
        ('bank_holidays = ["scotlnd"]', "there is no part `scotlnd` - did you mean `scotland`?"),
    ],
)
def test_fault_in_the_time_for_an_answer(tmp_path: Path, line: str, message: str) -> None:
    text = f"{pack()}{line}\n"
    with pytest.raises(RuleErrors) as caught:
        load([write(tmp_path, foia2000__pack=text, foia2000__a=rule("extra"))])
    assert message in str(caught.value)
