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
    """A provision and its neighbours, by their limbs alone: "31(1)(g) and (h)", "31(1)(g)-(h)"."""
    parts = draw(st.sampled_from([p for p in PROVISIONS if p[-1] in NEXT and len(p) > 2]))
    second = (*parts[:-1], NEXT[parts[-1]])
    joint = draw(st.sampled_from((" and ", " or ", " & ", "-", " to ", ", ", "–", "")))
    text = f"{draw(st.sampled_from(ONE))}{draw(_path(parts))}{joint}({second[-1]})"
    # Without a joint, it is one level down or the next limb: only letters after letters are read so.
    if not joint:
        text = f"{draw(st.sampled_from(ONE))}{draw(_path(parts))} and ({second[-1]})"
    return Written(text, (normal(parts), normal(second)))


@st.composite
def several(draw: st.DrawFn) -> Written:
    """Several provisions after one keyword."""
    chosen = draw(st.lists(st.sampled_from(PROVISIONS), min_size=2, max_size=4, unique=True))
    text = draw(st.sampled_from(SEVERAL)) + draw(_path(chosen[0]))
    for parts in chosen[1:]:
        text += draw(st.sampled_from(JOINTS)) + draw(_path(parts))
    return Written(text, tuple(map(normal, chosen)))


written = st.one_of(one(), limbs(), several())
"""Any citation."""
