"""Regular expressions in the form to which this Python compiles them, so that a cache can hold it.

To compile an expression takes a hundred times what it takes to load it. The form is Python's own
affair: where it is not what is expected, the expression is compiled as usual.
"""

from __future__ import annotations

import re
from array import array
from typing import Any


def code_of(source: str) -> bytes:
    """The compiled form of an expression without groups; empty where Python keeps it to itself."""
    try:
        from re import _compiler, _parser  # type: ignore[attr-defined]

        parsed = _parser.parse(source)
        if parsed.state.groups != 1:
            return b""
        return array("I", _compiler._code(parsed, 0)).tobytes()
    except (ImportError, AttributeError, TypeError, ValueError, OverflowError):
        return b""


def from_code(source: str, code: bytes) -> re.Pattern[str]:
    """The expression of a source and the form that `code_of` gave for it."""
    if not code:
        return re.compile(source)
    try:
        sre: Any = __import__("_sre")
        words = array("I")
        words.frombytes(code)
        flags = int(re.compile("").flags)
        pattern: re.Pattern[str] = sre.compile(source, flags, words.tolist(), 0, {}, (None,))
    except (ImportError, AttributeError, TypeError, ValueError, RuntimeError):
        return re.compile(source)
    return pattern
