"""What a configuration and a companion file may say; validated by pydantic, which is loaded only
where there is such a file."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, field_validator, model_validator

from noticecheck import tables
from noticecheck.choices import FailOn, Format
from noticecheck.law import AuthorityType, Provision
from noticecheck.model import UNNAMED

HouseLevel = Literal["must", "should", "info", "off"]
EffectName = Literal["withhold", "ncnd", "refuse"]
NOTICE = "notice"
Words = Annotated[str, Field(min_length=1)]


class Table(tables.Table):
    """A table of a file, whose keys have hyphens."""

    model_config = ConfigDict(alias_generator=lambda name: name.rstrip("_").replace("_", "-"))


class Said(Table):
    """What somebody says of letters: why, and for how long."""

    reason: Words = Field(description="Why; it is shown in every report.")
    until: date | None = Field(None, description="The last day on which it holds.")
    paths: list[Words] | None = Field(
        None, description="In a configuration: the letters, by patterns from its folder."
    )
    letter: Words | None = Field(
        None,
        description="Beside an archive or a mailbox: the letter in it, by its name or a pattern.",
    )


class ClaimTable(Said):
    """A claim that is none, that was overlooked, or that is another one."""

    claim: str = Field(description="The claim as reports name it: s40(2), or s40(2)#ncnd.")
    words: Words | None = Field(None, description="Only where these words of the letter stand.")
    relied_on: bool | None = Field(
        None, description="false: it is no claim; true: it is one, made by `words`."
    )
    limb: str | None = Field(None, description="The provision that is really relied on.")
    effect: EffectName | None = Field(None, description="What it is really relied on to do.")

    @field_validator("claim", "limb")
    @classmethod
    def _is_provision(cls, value: str | None) -> str | None:
        return value if value is None else _claim(value)

    @model_validator(mode="after")
    def _says_something(self) -> ClaimTable:
        if self.relied_on is None and self.limb is None and self.effect is None:
            raise ValueError("say what is so: `relied-on`, `limb` or `effect`")
        if self.relied_on is False and (self.limb or self.effect):
            raise ValueError("what is no claim (`relied-on = false`) has no limb and no effect")
        if self.relied_on and self.limb:
            raise ValueError("name the claim itself by its limb, without `limb`")
        if self.relied_on and not self.words:
            raise ValueError("`relied-on = true` needs `words`: where the letter makes the claim")
        return self


class ReasonTable(Said):
    """Words of the letter that give a claim's reason, or weigh its public interest."""

    claim: str = Field(description="The claim as reports name it, or unnamed.")
    words: Words | list[Words] = Field(description="Words of the letter, as they stand there.")
    is_: Literal["explanation", "public-interest"] = Field(description="What these words are.")

    @field_validator("claim")
    @classmethod
    def _is_provision(cls, value: str) -> str:
        return value if value == UNNAMED else _claim(value)


class SuppressTable(Said):
    """Findings of a rule that are known, and are not to fail a build."""

    rule: Words = Field(description="foia2000/s17-7-a, or s17-7-a, or a pattern with *.")
    subject: str | None = Field(
        None, description="Only for this claim (s40(2)), for unnamed, or for the notice."
    )

    @field_validator("subject")
    @classmethod
    def _is_subject(cls, value: str | None) -> str | None:
        return value if value in (None, UNNAMED, NOTICE) else _claim(str(value))


class AuthorityTable(Table):
    """What is known of the authority; it wins over what a letter seems to say."""

    name: Words | None = Field(None, description="As letters are to name it.")
    type: AuthorityType | None = Field(
        None, description="Decides between limits of £450 and £600, and the test of section 36."
    )
    school: bool | None = Field(None, description="Whether it is a school, with more time.")
    law: Words | None = Field(None, description="The pack for letters that name no law.")
    review_address: Words | None = Field(None, description="Where to write for a review.")
    review_email: Words | None = Field(None, description="The e-mail address for reviews.")
    regulator_contact: Words | None = Field(None, description="How to reach the regulator.")

    @model_validator(mode="after")
    def _agrees(self) -> AuthorityTable:
        known = self.school is not None and self.type is not None
        if known and self.school != (self.type == "school"):
            raise ValueError(f"`school` and `type` do not agree: {self.type}")
        return self


Levels = dict[str, HouseLevel]


class OverrideTable(Table):
    """What holds for some letters only; of several the last one counts."""

    paths: list[Words] = Field(min_length=1, description="Patterns from the file's folder.")
    packs: list[Words] | None = None
    levels: Levels = Field(default_factory=dict)
    fail_on: FailOn | None = None
    authority: AuthorityTable | None = None


class CompanionTable(Table):
    """The companion file of a letter: letter.noticecheck.toml."""

    claims: list[ClaimTable] = Field(default_factory=list)
    reasons: list[ReasonTable] = Field(default_factory=list)
    suppress: list[SuppressTable] = Field(default_factory=list)


class ConfigTable(CompanionTable):
    """The configuration of a house: noticecheck.toml, or [tool.noticecheck] in pyproject.toml."""

    packs: list[Words] | None = Field(
        None, description="Judge letters under these packs, as --pack does."
    )
    rules: list[Words] = Field(
        default_factory=list, description="Folders of rules, from the file's folder."
    )
    phrases: dict[str, list[Words]] = Field(
        default_factory=dict,
        description="Wordings that add to phrases of the rules, as `extend phrase` does.",
    )
    levels: Levels = Field(
        default_factory=dict,
        description="Levels by rule (foia2000/s17-3-b, s17-3-b, or with *); the last one counts.",
    )
    fail_on: FailOn | None = Field(None, description="What makes the exit code 1.")
    level: Literal["must", "should", "info"] | None = Field(
        None, description="The lowest level shown in the terminal."
    )
    format: Format | None = Field(None, description="As --format.")
    output: list[Words] = Field(default_factory=list, description="As --output: FORMAT:FILE.")
    baseline: Words | None = Field(None, description="A baseline, from the file's folder.")
    authority: AuthorityTable | None = None
    overrides: list[OverrideTable] = Field(default_factory=list)


def _claim(value: str) -> str:
    provision, _, effect = value.partition("#")
    if effect and effect not in EffectName.__args__:  # type: ignore[attr-defined]
        raise ValueError(f"#{effect} is no effect: withhold, ncnd or refuse")
    try:
        normal = str(Provision.parse(provision))
    except ValueError:
        raise ValueError(
            f'"{provision}" is no provision: write it as s40(2), reg12(5)(e) or s31(1)(a)'
        ) from None
    return f"{normal}#{effect}" if effect else normal


def json_schema(table: type[Table], identifier: str, title: str) -> dict[str, Any]:
    """The JSON Schema of a file, for editors."""
    found = _plain(table.model_json_schema(by_alias=True))
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": identifier}
    return {**head, "title": title, **found}


def _plain(node: Any) -> Any:
    """A schema without what TOML has none of (null), and without titles that repeat names."""
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    found = {key: _plain(value) for key, value in node.items() if not _is_noise(key, value)}
    options = [one for one in found.get("anyOf", ()) if one != {"type": "null"}]
    if len(options) == 1:
        del found["anyOf"]
        return {**options[0], **found}
    return found | ({"anyOf": options} if options else {})


def _is_noise(key: str, value: Any) -> bool:
    return (key == "title" and isinstance(value, str)) or (key == "default" and not value)
