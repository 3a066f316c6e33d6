"""Generated wordings, conditions and rule files for the property tests of the rule language."""

from __future__ import annotations

from hypothesis import strategies as st

from noticecheck.language.conditions import format_condition
from noticecheck.language.facts import FACTS
from noticecheck.language.model import (
    And,
    Attribute,
    Choice,
    Condition,
    Fact,
    Gap,
    Include,
    Item,
    Maybe,
    Near,
    Not,
    Or,
    PhraseUse,
    Scoped,
    Sequence,
    Word,
)
from noticecheck.language.pattern import format_pattern
from noticecheck.language.vocabulary import SCOPES

NAMES = st.sampled_from(["public-interest", "harm", "a1", "in-the-letter", "and-so-on"])

# --- wordings ---------------------------------------------------------------------------------

plain_words = st.text(alphabet="abcdefgzé0129'-£/.,:%&()[]<>*|\\\"", min_size=1, max_size=8).map(
    Word
)
stems = st.text(alphabet="abcxyz", min_size=3, max_size=8).map(lambda text: Word(text, stem=True))
solid = st.one_of(plain_words, stems, NAMES.map(Include))


def _maybe(options: tuple[Sequence, ...]) -> Maybe:
    return Maybe(options[0] if len(options) == 1 else Sequence((Choice(options),)))


def _sequences(items: st.SearchStrategy[Item]) -> st.SearchStrategy[Sequence]:
    """Sequences that begin and end with something certain, so that they are always allowed."""
    middle = st.lists(st.one_of(items, st.just(Gap())), max_size=3).map(_without_double_gaps)
    return st.tuples(solid, middle, solid).map(lambda t: Sequence((t[0], *t[1], t[2])))


def _without_double_gaps(items: list[Item]) -> list[Item]:
    kept: list[Item] = []
    for item in items:
        if not (isinstance(item, Gap) and kept and isinstance(kept[-1], Gap)):
            kept.append(item)
    return kept


def _nest(inner: st.SearchStrategy[Item]) -> st.SearchStrategy[Item]:
    options = st.lists(_sequences(inner), min_size=1, max_size=3).map(tuple)
    return st.one_of(options.map(Choice), options.map(_maybe))


items = st.recursive(solid, _nest, max_leaves=6)
sequences = _sequences(items)

# --- conditions -------------------------------------------------------------------------------

looking = st.one_of(
    st.builds(PhraseUse, NAMES, st.booleans()),
    st.builds(Near, NAMES, NAMES, st.integers(1, 50)),
)
atoms = st.one_of(
    looking,
    st.sampled_from(sorted(FACTS)).map(Fact),
    st.sampled_from(
        [
            Attribute("withholds"),
            Attribute("neither-confirms-nor-denies"),
            Attribute("needs-its-limb"),
            Attribute("cites", "s40(5B)(a)(i)"),
            Attribute("kind-is", "internal_review"),
            Attribute("regime-is", "other"),
            Attribute("authority-is", "parliament"),
        ]
    ),
)


def _join(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
    wording = st.tuples(looking, inner).map(And)
    return st.one_of(
        parts.map(And),
        parts.map(Or),
        inner.map(Not),
        st.builds(Scoped, st.one_of(looking, wording), st.sampled_from(sorted(SCOPES.values()))),
    )


conditions = st.recursive(atoms, _join, max_leaves=6)

# --- files ------------------------------------------------------------------------------------

blanks = st.sampled_from([" ", "  ", "   ", "\n             "])
comments = st.sampled_from(["", "", "", "  # why", " #why \n        # and more"])
lines_between = st.sampled_from(["", "", "\n", "    # a comment\n", "\n\n# in column 1\n"])
titles = st.text(alphabet="abc \"\\'{}#()é", min_size=1, max_size=12).filter(str.strip)
letters = st.lists(
    st.sampled_from(["", "We refuse.", "  Indented # not a comment", 'He said "no".', "rule 3"]),
    min_size=1,
    max_size=5,
).filter(lambda lines: any(line.strip() for line in lines))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@st.composite
def rule_files(draw: st.DrawFn) -> str:
    """A readable file in a careless layout; what its rules owe is not looked at."""
    parts = [draw(lines_between)]
    for number in range(draw(st.integers(1, 3))):
        if draw(st.booleans()):
            parts.append(f"phrase  p{number}{draw(comments)}\n".replace("\n        #", "\n    #"))
            for sequence in draw(st.lists(sequences, min_size=1, max_size=3)):
                parts.append(f'    "{format_pattern(sequence)}"{draw(comments)}\n')
                parts.append(draw(lines_between))
        else:
            parts.append(_rule(draw, number))
        parts.append(draw(lines_between).replace("    ", ""))
    return "".join(parts)


def _rule(draw: st.DrawFn, number: int) -> str:
    def condition() -> str:
        words = format_condition(draw(conditions)).split(" ")
        joined = words[0] + "".join(
            (f"{draw(comments)}\n         " if draw(st.integers(0, 9)) == 0 else " ") + word
            for word in words[1:]
        )
        return draw(blanks) + joined + draw(comments) + "\n"

    def message() -> str:
        return draw(blanks) + _quoted(draw(titles).replace("{", "").replace("}", "") + "x") + "\n"

    clauses = [
        "    element quality\n",
        f'    law{draw(blanks)}"FOIA 2000, s.17(1)"{draw(blanks)}"its words"\n',
        f"    source{message()}",
        "    verified statute  # read\n",
        "    in  force from 2018-05-25 until   2019-01-01\n",
        f"    for each   claim that{condition()}",
        f"    must{condition()}",
        f"    or  instead{condition()}",
        f'    unless{condition().rstrip()}\n         under "s.17(4)"\n',
        f"    unclear when{condition()}",
        f"    unclear when{condition().rstrip()}\n         because{message()}",
        f"    say{message()}",
        f"    advise{message()}",
    ]
    text = f"rule r{number} {_quoted(draw(titles))}{draw(comments).split(chr(10))[0]}\n"
    for clause in clauses:
        text += draw(lines_between) + clause
    for status in ("met", "gap"):
        body = "".join(f"      {line}\n" if line else "\n" for line in draw(letters))
        head = f"    example {status} for s31(3)#ncnd  dated 2019-02-01 {_quoted(draw(titles))}"
        text += f'{draw(lines_between)}{head}{draw(comments)}\n      """\n{body}      """\n'
    return text


@st.composite
def edited_files(draw: st.DrawFn, files: tuple[str, ...]) -> str:
    """A file of rules with lines and words dropped, doubled, moved or taken from another file."""
    lines = draw(st.sampled_from(files)).split("\n")
    start = draw(st.integers(0, len(lines) - 1))
    kept = lines[start : start + draw(st.integers(1, 40))]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(kept) - 1))
        words = kept[at].split(" ")
        word = draw(st.integers(0, len(words) - 1))
        other = draw(st.sampled_from(lines))
        change = draw(st.sampled_from(("drop", "double", "line", "cut", "insert")))
        if change == "drop":
            kept[at] = " ".join(words[:word] + words[word + 1 :])
        elif change == "double":
            kept[at] = " ".join(words[: word + 1] + words[word:])
        elif change == "cut":
            kept[at] = kept[at][: draw(st.integers(0, len(kept[at])))]
        elif change == "line":
            kept[at] = other
        else:
            kept.insert(at, other)
    return "\n".join(kept) + draw(st.sampled_from(("", "\n")))
