"""The shape of one table of provisions.toml, checked with pydantic when the file is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from noticecheck.law.entry import (
    Basis,
    DecidedBy,
    EntryTest,
    LimbLevel,
    Role,
    Verified,
)
from noticecheck.model import Test
from noticecheck.tables import Table

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Limb = Annotated[str, StringConstraints(pattern=r"^\([0-9a-zA-Z]+\)(\([a-z]+\))?$")]
LowerText = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^A-Z]+$")]


class ChangeTable(Table):
    """`{ test = "qualified", conditions = [...] }`: what turns a conditional provision."""

    test: Test
    conditions: Sequence[Text] = ()
    authorities: Sequence[Text] = ()
    before: date | None = None


class EntryTable(Table):
    """One provision. Fields that are None are taken from the provision above it."""

    title: Text
    role: Role
    basis: Basis | None = None
    test: EntryTest | None = None
    default: Test | None = None
    changes: Sequence[ChangeTable] | None = None
    formal: bool | None = None
    limb: LimbLevel = "none"
    ncnd_limb: Sequence[Text] = ()
    ncnd_through: Text | None = None
    ncnd_through_from: date | None = None
    condition_of: Sequence[Text] = ()
    partners: Sequence[Text] = ()
    names: Sequence[LowerText] = ()
    words: Sequence[Text] = ()
    topic: Sequence[LowerText] | None = None
    only_topic: bool | None = None
    weighs_within: bool | None = None
    described_by: Text | None = None
    needs: Text | None = None
    also: Sequence[Limb] = ()
    valid_from: date | None = Field(default=None, alias="from")
    until: date | None = None
    decided_by: DecidedBy | None = None
    verified: Verified = "statute"
    source: Text | None = None
