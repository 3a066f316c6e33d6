"""Citations as letters write them, each with the provisions that it names in normal form."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st


@dataclass(frozen=True, slots=True)
class Written:
    """A citation and what it names, in order: "31(1)(a) and (b)" is s31(1)(a), s31(1)(b)."""

    text: str
    provisions: tuple[str, ...]


PROVISIONS: tuple[tuple[str, ...], ...] = (
    ("22",), ("24", "1"), ("26", "1", "a"), ("27", "1", "c"), ("30", "1", "a"), ("31",),
    ("31", "1", "g"), ("33", "2"), ("35", "1", "b"), ("36", "2", "b", "i"), ("36", "2", "c"),
    ("38", "1", "b"), ("40", "2"), ("40", "3A", "a"), ("40", "5B", "a", "i"), ("41", "1"),
    ("42", "1"), ("43", "2"), ("44", "1", "a"), ("22A", "1"),
)  # fmt: skip
"""Provisions of Part II of the Freedom of Information Act 2000, as parts from the outside in."""
NEXT = {"a": "b", "b": "c", "c": "d", "g": "h", "i": "ii"}
ONE = (
    "section ",
    "Section ",
    "s.",
    "s. ",
    "s",
    "S",
    "sec. ",
    "§ ",
    "§",
    "section\u00a0",
    "Section\n",
)
SEVERAL = ("sections ", "Sections ", "ss.", "ss ")
JOINTS = (", ", " and ", " or ", " & ", ", and ", "; ")


def normal(parts: tuple[str, ...]) -> str:
    """("31", "1", "g") as s31(1)(g)."""
    return f"s{parts[0]}" + "".join(f"({part})" for part in parts[1:])


@st.composite
def _path(draw: st.DrawFn, parts: tuple[str, ...]) -> str:
    blank = draw(st.sampled_from(["", "", " "]))
    limbs = [
        part.upper() if draw(st.booleans()) and part[0].isdigit() else part for part in parts[1:]
    ]
    return parts[0] + "".join(f"{blank}({limb})" for limb in limbs)


@st.composite
def one(draw: st.DrawFn) -> Written:
    """One provision."""
    parts = draw(st.sampled_from(PROVISIONS))
    text = draw(st.sampled_from(ONE)) + draw(_path(parts))
    return Written(text, (normal(parts),))


@st.composite
def limbs(draw: st.DrawFn) -> Written:
    """A provision and its neighbour by its limb alone: "31(1)(g) and (h)", "31(1)(g)-(h)"."""
    parts = draw(st.sampled_from([p for p in PROVISIONS if p[-1] in NEXT and len(p) > 2]))
    second = (*parts[:-1], NEXT[parts[-1]])
    joint = draw(st.sampled_from((" and ", " or ", " & ", "-", " to ", ", ", "–", " – ")))
    text = f"{draw(st.sampled_from(ONE))}{draw(_path(parts))}{joint}({second[-1]})"
    return Written(text, (normal(parts), normal(second)))


@st.composite
def ranges(draw: st.DrawFn) -> Written:
    """A range of limbs: "31(1)(a) to (d)" is four of them."""
    first = draw(st.integers(0, 4))
    last = draw(st.integers(first + 1, 7))
    joint = draw(st.sampled_from(("-", " - ", " to ", "–", " through ")))
    text = f"{draw(st.sampled_from(ONE))}31(1)({'abcdefgh'[first]}){joint}({'abcdefgh'[last]})"
    return Written(text, tuple(f"s31(1)({limb})" for limb in "abcdefgh"[first : last + 1]))


IN_WORDS = {"twenty-one": "s21", "thirty six": "s36", "forty": "s40", "forty-three": "s43"}


@st.composite
def in_words(draw: st.DrawFn) -> Written:
    """A section by the name of its number."""
    word = draw(st.sampled_from(sorted(IN_WORDS)))
    return Written(draw(st.sampled_from(("section ", "Section "))) + word, (IN_WORDS[word],))


@st.composite
def regulations(draw: st.DrawFn) -> Written:
    """A provision of the Environmental Information Regulations 2004."""
    limb = draw(st.sampled_from("abcdefg"))
    keyword = draw(st.sampled_from(("regulation ", "Regulation ", "reg. ", "reg ")))
    return Written(f"{keyword}12(5)({limb})", (f"reg12(5)({limb})",))


@st.composite
def several(draw: st.DrawFn) -> Written:
    """Several provisions after one keyword."""
    chosen = draw(st.lists(st.sampled_from(PROVISIONS), min_size=2, max_size=4, unique=True))
    text = draw(st.sampled_from(SEVERAL)) + draw(_path(chosen[0]))
    for parts in chosen[1:]:
        text += draw(st.sampled_from(JOINTS)) + draw(_path(parts))
    return Written(text, tuple(map(normal, chosen)))


written = st.one_of(one(), limbs(), ranges(), several(), in_words(), regulations())
"""Any citation."""
