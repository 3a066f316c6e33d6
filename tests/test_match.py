"""Phrases to matches: what a wording finds, in which text, and where that stands in the source."""

from __future__ import annotations

import marshal
import re
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from noticecheck.checker import Checker
from noticecheck.language.load import load as load_rule_files
from noticecheck.match import Matcher, Matches, normal, normalise
from noticecheck.match.compile import compile_phrases
from noticecheck.model import Span

ROOT = Path(__file__).resolve().parent.parent
PACK = ROOT / "rules" / "foia2000" / "pack.toml"
CORPUS = ROOT / "corpus" / "letters"


def matcher(folder: Path, *lines: str) -> Matcher:
    """Phrases written as in a rule file, compiled."""
    pack = folder / "foia2000"
    pack.mkdir()
    (pack / "pack.toml").write_text(PACK.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "shared.rule").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return compile_phrases(load_rule_files([folder]).phrases)


def found(folder: Path, wording: str, text: str, denied: bool = False) -> list[str]:
    """The words of a text that one wording finds."""
    matches = matcher(folder, "phrase wanted", f'    "{wording}"').scan(text)
    return [
        text[hit.span.start : hit.span.end] for hit in matches.of("wanted") if hit.denied == denied
    ]


# --- normal text ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Public  Interest", "public interest"),
        ("public\ninterest", "public interest"),
        ("public \t\n interest", "public interest"),
        ("public\r\ninterest", "public interest"),
        ("public\n\ninterest", "public\ninterest"),
        ("public\n \t\ninterest", "public\ninterest"),
        ("public\u00a0interest", "public interest"),
        ("the Council\u2019s", "the council's"),
        ("\u201cexempt\u201d", '"exempt"'),
        ("2019\u20132020", "2019-2020"),
        ("con\ufb01dential of\ufb01ce", "confidential office"),
        ("com-\nmercial", "commercial"),
        ("(foi-\nreviews@council.example)", "(foi-reviews@council.example)"),
        ("non-Commercial", "non-commercial"),
        ("Don\u2019t, CANNOT and Can't", "do not, can not and can not"),
        ("YOU DON'T AGREE", "you do not agree"),
        (
            "You Don\u2019T, it ISN'T, we WON'T, nobody CAN\u2019T",
            "you do not, it is not, we will not, nobody can not",
        ),
        ("**public** __interest__", "public interest"),
        ("public <b>interest</b>", "public interest"),
        ("public<br>interest", "public interest"),
        ("public&nbsp;interest &amp; more", "public interest & more"),
        ("ex\u00adempt", "exempt"),
        ("\ufeffexempt\u200b", "exempt"),
        ("> public\n> interest", "> public interest"),
        ("exempt.[3] We", "exempt. we"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("", ""),
    ],
)
def test_normal_text(text: str, wanted: str) -> None:
    assert normalise(text).text == wanted


def test_places_lead_back_to_the_source() -> None:
    text = "A con\ufb01dential **paper**\u00a0of the Council\u2019s"
    normal = normalise(text)
    for word, source in (
        ("confidential", "con\ufb01dential"),
        ("paper", "paper"),
        ("council's", "Council\u2019s"),
    ):
        start = normal.text.index(word)
        span = normal.source(start, start + len(word))
        assert text[span.start : span.end] == source
        assert normal.within(span) == word


def test_a_hyphenated_word_leads_back_to_both_lines() -> None:
    text = "on com-\nmercial grounds"
    normal = normalise(text)
    start = normal.text.index("commercial")
    span = normal.source(start, start + len("commercial"))
    assert text[span.start : span.end] == "com-\nmercial"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="aB 1.-\n\u00a0\u2019\ufb01*_<b>&amp;[2]\u00ad\t>İß", max_size=60))
def test_every_normal_character_has_a_place_in_the_source(text: str) -> None:
    normal = normalise(text)
    assert len(normal.text) == len(normal.starts) == len(normal.ends)
    assert list(normal.starts) == sorted(normal.starts)
    assert all(0 <= a < b <= len(text) for a, b in zip(normal.starts, normal.ends, strict=True))
    assert normal.within(Span(0, len(text))) == normal.text


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="abc XYZ'.,\n", max_size=60))
def test_normal_text_is_already_normal(text: str) -> None:
    assume("-" not in text)  # a hyphen before a paragraph's end is none before a line's end
    once = normalise(f"x{text}x").text
    assert normalise(once).text.replace("\n", " ") == once.replace("\n", " ")


def test_the_work_is_linear_in_the_text(checker: Checker) -> None:
    """A text of one word without end is read; a step that looks back over it would never return."""
    for text in (
        "a" * 200_000,
        "section " * 20_000,
        "(" * 100_000,
        "not " * 30_000,
        " \n" * 80_000,
    ):
        assert len(normalise(text).text) <= len(text)
    checker.matcher.scan("not " * 20_000)


# --- wordings -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        ("public interest", "The Public Interest matters"),
        ("public interest", "the public\ninterest"),
        ("public interest", "the public-interest"),
        ("public interest", 'the "public interest"'),
        ("public interest", "the **public** interest"),
        ("internal (review|appeal)", "an internal appeal"),
        ("internal [formal] review", "an internal review"),
        ("internal [formal] review", "an internal formal review"),
        ("[a] review", "a review"),
        ("[a] review", "review"),
        ("withh*", "we withhold it"),
        ("exempt*", "it is exempted"),
        ("the ... outweighs", "the harm to the supplier outweighs"),
        ("the ... outweighs", "the outweighs"),
        ("the ... outweighs", "the one two three four five six outweighs"),
        (r"section 17\(4\)", "by section 17(4) we"),
        ("re-use", "the re-use of"),
        ("re-use", "the reuse of"),
        ("re-use", "the re use of"),
        ("n't rely", "we don't rely"),
        ("we have refused", "We\u2019ve refused"),
        ("you're free", "you are free"),
        ("we will write", "we'll write"),
        ("i am sorry", "I'm sorry"),
        ("it is exempt", "It's exempt"),
        ("(not|n't) rely", "we don\u2019t rely"),
    ],
)
def test_wording_is_found(tmp_path: Path, wording: str, text: str) -> None:
    assert found(tmp_path, wording, text)


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        ("public interest", "the public has an interest"),
        ("public interest", "republic interest"),
        ("public interest", "public interesting"),
        ("public interest", "open to the public. Interest rates"),
        ("public interest", "for the public\n\ninterest"),
        ("review", "reviewed"),
        ("exempt*", "unexempted"),
        ("the ... outweighs", "the one two three four five six seven outweighs"),
        ("the ... outweighs", "the harm. It outweighs"),
        ("the ... outweighs", "the harm\n\noutweighs"),
        ("internal (review|appeal)", "internal audit"),
    ],
)
def test_wording_is_not_found(tmp_path: Path, wording: str, text: str) -> None:
    assert not found(tmp_path, wording, text)


@pytest.mark.parametrize(
    "wording",
    ["harm would", "harm* would", "(hurt|harm) would", "[some] harm would", "(so|[no] harm) would",
     "((hurt|harm) | bad* ) would", "ill-harm would", "harm ... would"],
)  # fmt: skip
def test_wording_begins_where_a_word_does(tmp_path: Path, wording: str) -> None:
    """However it begins: with words, which are looked for first, or with what may be left out."""
    first = "ill-harm" if "ill-" in wording else "harm"
    text = f"{first} would: a self{first} would, 1{first} would, ({first} would) {first} would"
    assert found(tmp_path, wording, text) == [f"{first} would"] * 3


def test_the_words_found_are_those_of_the_text(tmp_path: Path) -> None:
    text = "On balance, the PUBLIC\n  interest favours it."
    assert found(tmp_path, "public interest favours", text) == ["PUBLIC\n  interest favours"]


def test_every_place_is_found(tmp_path: Path) -> None:
    assert len(found(tmp_path, "review", "A review of the review. Review!")) == 3


def test_an_include_finds_what_the_included_finds(tmp_path: Path) -> None:
    compiled = matcher(
        tmp_path,
        "phrase inner", '    "supplier*"', '    "contractor*"',
        "phrase outer", '    "harm to the <inner>"', '    "the <inner> alone"',
    )  # fmt: skip
    text = "harm to the suppliers and the contractor alone"
    matches = compiled.scan(text)
    assert [text[h.span.start : h.span.end] for h in matches.of("outer")] == [
        "harm to the suppliers",
        "the contractor alone",
    ]
    assert len(matches.of("inner")) == 2


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("it does not outweigh the harm", True),
        ("it cannot outweigh the harm", True),
        ("it doesn't outweigh the harm", True),
        ("it no longer does outweigh the harm", True),
        ("it would never outweigh the harm", True),
        ("it does not in our view outweigh", False),
        ("it does outweigh the harm", False),
        ("We do not know. These outweigh the harm", False),
        ("notably they outweigh the harm", False),
        ("We did not; these outweigh it", False),
    ],
)
def test_denied_wordings_are_kept_apart(tmp_path: Path, text: str, denied: bool) -> None:
    matches = matcher(tmp_path, "phrase wanted", '    "outweigh"').scan(text)
    assert [hit.denied for hit in matches.of("wanted")] == [denied]
    whole = [Span(0, len(text))]
    assert bool(matches.within("wanted", whole, denied=True)) is denied
    assert bool(matches.within("wanted", whole)) is not denied


def test_within_keeps_to_its_spans(tmp_path: Path) -> None:
    text = "review one review two review"
    matches = matcher(tmp_path, "phrase wanted", '    "review"').scan(text)
    assert matches.within("wanted", [Span(0, 6)]) == (Span(0, 6),)
    assert matches.within("wanted", [Span(0, 5)]) == ()
    assert matches.within("wanted", [Span(7, 20), Span(11, 20)]) == (Span(11, 17),)
    assert matches.has("wanted", Span(20, len(text)))
    assert not matches.has("wanted", Span(6, 11))
    assert matches.of("unknown") == ()


def test_several_phrases_are_looked_for_at_once(tmp_path: Path) -> None:
    """Whichever matcher knows them: the places are those that each phrase has alone."""
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    lines = ("phrase first", '    "review"', "phrase second", '    "review of it"', '    "harm"')
    text = "A review of it. No harm. It can't be an appeal, so no review. Harm."
    matches = Matches(text, matcher(one, *lines), matcher(two, "phrase third", '    "appeal"'))
    names, sentences = ("third", "second", "first", "unknown"), (Span(0, 15), Span(25, len(text)))
    for spans in ((Span(0, len(text)),), sentences, sentences[:1], ()):
        for denied in (False, True, None):
            alone = [matches.within(name, spans, denied=denied) for name in names]
            found = matches.within_any(names, spans, denied=denied)
            assert found == tuple(sorted({span for places in alone for span in places}))
            assert matches.has_any(names, *spans, denied=denied) is bool(found)
            for name, places in zip(names, alone, strict=True):
                assert sum(matches.count(name, span, denied=denied) for span in spans) == len(
                    places
                )
    assert len(matches.within_any(names, sentences, denied=None)) == 5


@pytest.mark.parametrize(
    ("text", "opens", "fills"),
    [
        ("Kind regards", True, True),
        ("  **Kind regards,**", True, True),
        ("(a) Kind regards", True, True),
        ("2. kind\nregards!", True, True),
        ("Not kind regards", False, False),
        ("Kind regards from us all", True, False),
        ("", False, False),
        ("* - *", False, False),
    ],
)
def test_what_stands_at_the_beginning(tmp_path: Path, text: str, opens: bool, fills: bool) -> None:
    matches = matcher(tmp_path, "phrase wanted", '    "kind regards"').scan(f"We end. {text}")
    span = Span(8, 8 + len(text))
    assert (matches.opens("wanted", span) is not None) is opens
    assert matches.fills("wanted", span) is fills


def test_the_longest_place_at_a_position(tmp_path: Path) -> None:
    matches = matcher(tmp_path, "phrase wanted", '    "not a copy"', '    "not"').scan("not a copy")
    assert matches.at("wanted", 0, 10) == Span(0, 10)
    assert matches.at("wanted", 0, 9) == Span(0, 3)
    assert matches.at("wanted", 4, 10) is None
    assert matches.at("unknown", 0, 10) is None


def test_phrases_that_include_one_another_find_the_same(tmp_path: Path) -> None:
    lines = ("phrase one", '    "we refuse"', "phrase all", '    "<one>"', '    "we withhold"')
    matches = matcher(tmp_path, *lines).scan("We refuse. We withhold. We do not say we refuse.")
    assert matches.of("one") == tuple(h for h in matches.of("all") if h in matches.of("one"))
    assert len(matches.of("all")) == 3
    whole = [Span(0, 48)]
    assert len(matches.within("one", whole)) == len(matches.within("one", whole, denied=True)) == 1
    assert len(matches.within("one", whole, denied=None)) == 2


def test_every_phrase_of_the_rules_finds_its_own_plain_wordings(checker: Checker) -> None:
    """A wording without choices is itself a text that the phrase must find."""
    matcher = compile_phrases(checker.ruleset.phrases)
    for name, phrase in checker.ruleset.phrases.items():
        for pattern in phrase.patterns:
            source = pattern.source.strip('"')
            if any(mark in source for mark in "(|[<*.\\"):
                continue
            text = f"xx {source} xx"
            spans = {text[h.span.start : h.span.end] for h in matcher.scan(text).of(name)}
            assert source in spans, f"{name}: {source}"


@settings(max_examples=300)
@given(
    text=st.lists(
        st.sampled_from(
            [
                *" \n\t-‐\xad’'\"&<>[]()*_#\\ACanowWNTlfs01.ﬁ…\u200b\xa0İ",
                "&amp;",
                "&nbsp;",
                "<b>",
                "<br/>",
                "</p>",
                "[1]",
                "(a) ",
                "can't",
                "WON’T",
                "DON'T",
                "isnt",
                "\n\n",
                "\n> ",
                "**",
                "__",
                "ln",
                "lf ",
                "section [12]",
            ]
        ),
        max_size=30,
    ).map("".join)
)
def test_no_special_place_is_passed_over(text: str) -> None:
    """Normal text is the same when every character is looked at, and not only the candidates."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(normal, "_CANDIDATE", re.compile(r"(?s)."))
        wanted = normalise(text)
    assert normalise(text) == wanted


def test_a_wording_is_tried_wherever_it_stands(checker: Checker) -> None:
    """Heads lose nothing: of every phrase the places are those that its expressions have alone."""
    found = checker.matcher
    for letter in sorted(CORPUS.glob("*.txt"))[::9]:
        matches = found.scan(letter.read_text(encoding="utf-8"))
        for name, numbers in found.wordings.items():
            alone = {
                matches.normal.source(*place.span())
                for number in numbers
                for place in found.expression(number).finditer(matches.normal.text)
            }
            assert {hit.span for hit in matches.of(name)} == alone, (letter.name, name)


def test_heads_of_a_word_with_many_hyphens_are_few(tmp_path: Path) -> None:
    """Each hyphen may be a blank or nothing; two words are enough to begin with."""
    many = "-".join(f"word{number}" for number in range(60))
    matches = matcher(tmp_path, "phrase wanted", f'    "{many}"')
    assert sum(len(marshal.loads(table)) for table in matches.heads.values()) < 100
    for written in (many, many.replace("-", " "), many.replace("-", ""), many.replace("1-", "1")):
        assert len(matches.scan(f"of {written}.").of("wanted")) == 1
