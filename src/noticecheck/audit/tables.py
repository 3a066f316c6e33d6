"""The tables of an audit: their columns, with what each one holds.

A letter's own text is not kept: what a finding rests on is quoted with it.
"""

from __future__ import annotations

import pyarrow as pa

SCHEMA = "noticecheck.audit/1"

_CLAIM = pa.struct(
    [
        pa.field("provision", pa.string()),
        pa.field("effect", pa.string()),
        pa.field("test", pa.string()),
        pa.field("conditions", pa.list_(pa.string())),
        pa.field("confidence", pa.float32()),
    ]
)

NOTICES = pa.schema(
    [
        # 16 hex digits, from the name of the letter within its source and its content, and, of
        # several that share both, which of them it is.
        pa.field("letter", pa.string(), nullable=False),
        # As its source names it: path below the folder, member of the archive, id of the row.
        pa.field("path", pa.string(), nullable=False),
        # The file that it was read from, as the command named it: its own, or the table, mailbox
        # or archive that it is in; and which row or mail of it, counted from 1.
        pa.field("source", pa.string()),
        pa.field("row", pa.int64()),
        pa.field("sha256", pa.string(), nullable=False),
        pa.field("media_type", pa.string()),
        pa.field("characters", pa.int32()),
        pa.field("pages", pa.int32()),
        # What the source gives, or else what the letter says; the day, too.
        pa.field("authority", pa.string()),
        pa.field("date", pa.date32()),
        pa.field("year", pa.int16()),
        pa.field("authority_in_letter", pa.string()),
        pa.field("reference", pa.string()),
        pa.field("received", pa.date32()),
        pa.field("dated", pa.date32()),
        pa.field("kind", pa.string()),
        pa.field("regimes", pa.list_(pa.string())),
        pa.field("complete", pa.bool_()),
        pa.field("claims", pa.list_(_CLAIM)),
        pa.field("verdict", pa.string(), nullable=False),
        # Of level must.
        pa.field("gaps", pa.int16()),
        pa.field("unclear", pa.int16()),
        pa.field("warnings", pa.list_(pa.string())),
        # The first letter, in the order of the audit, of those that say nearly the same as this
        # one; null for a letter that is the first or the only one.
        pa.field("duplicate_of", pa.string()),
        # The share of its words that stand in sentences which other letters of its authority have
        # too, 0 to 1; null where there is no other letter.
        pa.field("boilerplate", pa.float32()),
    ]
)
"""One row a letter; the columns that only the source knows follow under their own names, with
`given_` before a name that stands here already."""

ASSESSMENTS = pa.schema(
    [
        pa.field("letter", pa.string(), nullable=False),
        # Full id with the pack: "foia2000/s17-3-b".
        pa.field("rule", pa.string(), nullable=False),
        pa.field("element", pa.string(), nullable=False),
        pa.field("level", pa.string(), nullable=False),
        # Provision of the claim, "unnamed", or null for the notice.
        pa.field("subject", pa.string()),
        pa.field("effect", pa.string()),
        pa.field("status", pa.string(), nullable=False),
        pa.field("confidence", pa.float32()),
        pa.field("message", pa.string()),
        pa.field("law", pa.string()),
        # Whether the verdict on the letter rests on it.
        pa.field("decides", pa.bool_()),
        # The first of the stretches that it rests on, in code points of the letter's text, the
        # line and page, counted from 1, and the words.
        pa.field("start", pa.int32()),
        pa.field("end", pa.int32()),
        pa.field("line", pa.int32()),
        pa.field("page", pa.int32()),
        pa.field("quote", pa.string()),
    ]
)
"""One row for each rule and subject of a letter that it applies to."""

ERRORS = pa.schema(
    [
        pa.field("path", pa.string(), nullable=False),
        # As in notices.
        pa.field("source", pa.string()),
        pa.field("row", pa.int64()),
        pa.field("sha256", pa.string()),
        # "source", "read", "check", "limit" (of time or memory) or "crash" (the process ended).
        pa.field("stage", pa.string(), nullable=False),
        pa.field("reason", pa.string(), nullable=False),
    ]
)
"""One row for each letter that could not be judged, and for each part of a source that could not
be read."""
