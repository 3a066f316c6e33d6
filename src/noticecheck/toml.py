"""TOML text to tables; what is wrong with a text is told with its place, which tomllib only says in
words."""

from __future__ import annotations

import re
from typing import Any


class NotToml(ValueError):  # noqa: N818 - it is a state of a text
    """A text that is no TOML: `reason`, and the line and column (from 1) where it shows."""

    def __init__(self, reason: str, line: int = 1, column: int = 1, source_line: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column
        self.source_line = source_line
        """The line itself; "" where the fault is at the end, or of the text as a whole."""


def parse_toml(text: str) -> dict[str, Any]:
    """The tables of a text; raises NotToml."""
    import tomllib

    try:
        return tomllib.loads(text)
    except RecursionError:
        raise NotToml("nested too deeply") from None
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        lines = text.split("\n")
        at = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", message)
        reason = message[: at.start()] if at else message
        if at is None or at[1] is None:
            raise NotToml(reason, len(lines)) from None
        line = int(at[1])
        raise NotToml(reason, line, int(at[2]), lines[line - 1].rstrip("\r")) from None
