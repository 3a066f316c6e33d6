"""Provision: the normal form of a citation such as `s31(1)(a)` or `reg12(5)(e)`, and its order."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache, total_ordering
from typing import Literal

from noticecheck.late import dataclass, regex

Unit = Literal["s", "reg"]

_NORMAL_FORM = regex(
    r"""
    (?P<unit>s|reg)
    (?P<number>[1-9][0-9]{0,2}[A-Z]{0,2})
    (?P<rest>
        (?:\([1-9][0-9]?[A-Z]{0,2}\))?     # subsection; FOISA 26(a) has none
        (?:\([a-z]{1,2}\)                 # paragraph
            (?:\((?P<roman>[ivx]{1,5})\))? # sub-paragraph
        )?
    )
    """,
    re.VERBOSE,
)
_BRACKETED = regex(r"\(([^)]*)\)")
_NUMBERED = regex(r"([0-9]+)([A-Z]*)")
_ROMAN = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10,
    "xi": 11, "xii": 12, "xiii": 13, "xiv": 14, "xv": 15,
}  # fmt: skip


@total_ordering
@dataclass(frozen=True)
class Provision:
    """One provision of one enactment, such as section 40(5B)(a)(i).

    `unit` says what its outermost number counts (sections of an Act, regulations of a statutory
    instrument); `parts` holds the numbers and letters from the outside in: ("40", "5B", "a", "i").
    Which enactment it belongs to is not part of it: a Catalogue knows only its own.
    """

    unit: Unit
    parts: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> Provision:
        """Read the normal form, `s40(5B)(a)(i)` or `reg12(5)(e)`; ValueError for anything else.

        Strict on purpose: how letters write a citation is the business of the notice stage.
        """
        return _parse(text)

    def __str__(self) -> str:
        return f"{self.unit}{self.parts[0]}" + "".join(f"({part})" for part in self.parts[1:])

    @cached_property
    def section(self) -> Provision:
        """The section or regulation in which it stands: s31 for s31(1)(a)."""
        return self if len(self.parts) == 1 else Provision(self.unit, self.parts[:1])

    @cached_property
    def parent(self) -> Provision | None:
        """The provision one level up: s31(1) for s31(1)(a); None for a section."""
        return None if len(self.parts) == 1 else Provision(self.unit, self.parts[:-1])

    @property
    def depth(self) -> int:
        """How many levels it names, from 1 for a section to 4 for s36(2)(b)(i)."""
        return len(self.parts)

    def covers(self, other: Provision) -> bool:
        """True when the other one is this one or stands below it."""
        return self.unit == other.unit and self.parts == other.parts[: len(self.parts)]

    def _order(self) -> tuple[str, tuple[tuple[int, str], ...]]:
        keys: list[tuple[int, str]] = []
        after_letter = False
        for part in self.parts:
            numbered = _NUMBERED.fullmatch(part)
            if numbered:
                keys.append((int(numbered[1]), numbered[2]))
            else:
                # "(i)" is the number one below a paragraph, and the letter i directly below
                # a subsection: 31(1)(i) follows 31(1)(h), 36(2)(b)(ii) follows 36(2)(b)(i).
                keys.append((_ROMAN[part] if after_letter else 0, part))
            after_letter = numbered is None
        return self.unit, tuple(keys)

    def __lt__(self, other: object) -> bool:
        """The order of the statute: s2, s12, s22, s22A, s31(1)(a), s36(2)(b)(ix), s36(2)(b)(x)."""
        if not isinstance(other, Provision):
            return NotImplemented
        return self._order() < other._order()


@lru_cache(maxsize=4096)
def _parse(text: str) -> Provision:
    match = _NORMAL_FORM.fullmatch(text)
    if match is None or (match["roman"] and match["roman"] not in _ROMAN):
        raise ValueError(
            f'"{text}" is no provision in normal form: write it like s31(1)(a) or reg12(5)(e)'
        )
    unit: Unit = "s" if match["unit"] == "s" else "reg"
    return Provision(unit, (match["number"], *_BRACKETED.findall(match["rest"])))
