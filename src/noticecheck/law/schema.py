"""The shape of one table of provisions.toml, checked with pydantic when the file is loaded."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from noticecheck.law.catalogue import (
    Basis,
    DecidedBy,
    EntryTest,
    LimbLevel,
    Role,
    Verified,
)
from noticecheck.model import Test

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
LowerText = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^A-Z]+$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ChangeTable(_Strict):
    """`{ test = "qualified", conditions = [...] }`: what turns a conditional provision."""

    test: Test
    conditions: list[Text] = []
    authorities: list[Text] = []
    before: date | None = None


class EntryTable(_Strict):
    """One provision. Fields that are None are taken from the provision above it."""

    title: Text
    role: Role
    basis: Basis | None = None
    test: EntryTest | None = None
    default: Test | None = None
    changes: list[ChangeTable] | None = None
    formal: bool | None = None
    limb: LimbLevel = "none"
    ncnd_limb: list[Text] = []
    ncnd_through: Text | None = None
    ncnd_through_from: date | None = None
    condition_of: list[Text] = []
    partners: list[Text] = []
    names: list[LowerText] = []
    words: list[Text] = []
    topic: list[LowerText] | None = None
    only_topic: bool | None = None
    weighs_within: bool | None = None
    described_by: Text | None = None
    needs: Text | None = None
    also: list[Annotated[str, StringConstraints(pattern=r"^\([0-9a-zA-Z]+\)(\([a-z]+\))?$")]] = []
    valid_from: date | None = Field(default=None, alias="from")
    until: date | None = None
    decided_by: DecidedBy | None = None
    verified: Verified = "statute"
    source: Text | None = None
