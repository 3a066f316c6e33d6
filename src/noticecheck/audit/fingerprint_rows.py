"""The table of fingerprints, one row a letter, of which `similar` makes sense."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from noticecheck.audit.rows import Row

if TYPE_CHECKING:
    import pyarrow as pa


def schema() -> pa.Schema:
    """The columns, which are those of `similar.FINGERPRINTS` beside the letter and authority."""
    import pyarrow as pa

    from noticecheck.audit.similar import FINGERPRINTS

    whose = [pa.field("letter", pa.string()), pa.field("authority", pa.string())]
    return pa.schema([*whose, *FINGERPRINTS])


def row(notice: Row, text: str) -> list[Row]:
    """The row of one letter."""
    from noticecheck.audit.similar import fingerprint

    whose = {"letter": notice["letter"], "authority": notice["authority"]}
    return [whose | asdict(fingerprint(text))]
