"""Regular expressions in the form to which this Python compiles them, so that a cache can hold it.

To compile an expression takes a hundred times what it takes to load it. The form is Python's own
affair: where it is not what is expected, the expression is compiled as usual.
"""

from __future__ import annotations

import re
from array import array
from typing import Any

Form = tuple[int, bytes, int, dict[str, int]]
"""Flags, code, number of groups, and the groups that have names."""


def form_of(source: str, flags: int = 0) -> Form | None:
    """The compiled form of an expression; None for a faulty one, or where Python hides it."""
    try:
        from re import _compiler, _parser  # type: ignore[attr-defined]

        parsed = _parser.parse(source, flags)
        state = parsed.state
        code = array("I", _compiler._code(parsed, flags)).tobytes()
        return flags | state.flags, code, state.groups - 1, dict(state.groupdict)
    except (ImportError, AttributeError, TypeError, ValueError, OverflowError, re.error):
        return None


def from_form(source: str, form: Form | None, flags: int = 0) -> re.Pattern[str]:
    """The expression of a source, its flags and the form that `form_of` gave for both."""
    if form is None:
        return re.compile(source, flags)
    all_flags, code, groups, named = form
    names: list[str | None] = [None] * (groups + 1)
    for name, number in named.items():
        names[number] = name
    try:
        sre: Any = __import__("_sre")
        words = array("I")
        words.frombytes(code)
        pattern: re.Pattern[str] = sre.compile(
            source, all_flags, words.tolist(), groups, named, tuple(names)
        )
    except (ImportError, AttributeError, TypeError, ValueError, RuntimeError):
        return re.compile(source, flags)
    return pattern


def code_of(source: str) -> bytes:
    """The compiled form of an expression without flags and groups; empty where there is none."""
    form = form_of(source)
    return form[1] if form is not None and not form[2] else b""


def from_code(source: str, code: bytes) -> re.Pattern[str]:
    """The expression of a source and the form that `code_of` gave for it."""
    return from_form(source, (_PLAIN, code, 0, {}) if code else None)


_PLAIN = int(re.compile("").flags)
