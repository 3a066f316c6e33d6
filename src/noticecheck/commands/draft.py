"""`noticecheck draft`: a skeleton notice, with a prompt for what only the officer knows."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from noticecheck.commands import console
from noticecheck.commands.drafting_options import (
    AuthorityName,
    AuthorityType,
    ReviewAddress,
    ReviewEmail,
    setting_of,
    write_new,
    writer_of,
)
from noticecheck.commands.options import ConfigFile, Debug, Isolated, RuleFolders
from noticecheck.commands.settings import STDIN, plan_of
from noticecheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from noticecheck.checker import Checker
    from noticecheck.config.settings import Settings
    from noticecheck.drafting.skeleton import Block
    from noticecheck.drafting.wanted import Wanted
    from noticecheck.drafting.writer import Writer

_SUFFIXES = (".txt", ".md", ".docx")


def draft(
    claim: Annotated[
        list[str],
        typer.Option(
            "--claim",
            metavar="PROVISION",
            help="A provision that the letter relies on, down to its limb: s40(2), reg12(5)(e). "
            "May be given several times.",
        ),
    ],
    pack: Annotated[
        str | None,
        typer.Option(
            "--pack",
            metavar="NAME",
            help="The law: foia2000 (the default for sections), eir2004 (for regulations) or "
            "foisa2002.",
        ),
    ] = None,
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="full_refusal, partial_refusal, internal_review or public_interest_extension.",
        ),
    ] = "full_refusal",
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="Write it to this file: .txt, .md or .docx. Without it, plain text is printed.",
        ),
    ] = None,
    authority: AuthorityName = "",
    authority_type: AuthorityType = "",
    review_address: ReviewAddress = "",
    review_email: ReviewEmail = "",
    rules: RuleFolders = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
    debug: Debug = False,
) -> None:
    """Write the skeleton of a refusal notice: everything that these provisions oblige it to say.

    What only you know stands in square brackets. Fill them in, then run noticecheck check.
    """
    from noticecheck.drafting.skeleton import skeleton
    from noticecheck.drafting.wanted import wanted

    if output is not None and output.suffix.lower() not in _SUFFIXES:
        raise UsageError(f"{output}: its name must end with {', '.join(_SUFFIXES)}")
    path = STDIN if output is None else str(output)
    plan = plan_of([path], config, isolated, rules)
    settings = plan.settings(path)
    writer = writer_of(authority, authority_type, review_address, review_email, settings)
    law = pack or _law_of(claim[0], settings)
    checker = plan.of_every_pack(path)
    setting = setting_of(checker, law, writer, kind, plan.folders(path))
    claims: list[Wanted] = []
    for one in dict.fromkeys(claim):
        _check_law(one, law, checker)
        claims.append(wanted(one, setting.catalogue, setting.wording, writer.type, date.today()))
    _check_kind(kind, claims)
    blocks = skeleton(setting, claims)
    _write(blocks, output)
    for doubt in _doubts(blocks, checker, writer):
        console.complain(doubt)


def _law_of(claim: str, settings: Settings | None) -> str:
    """The pack of a provision: what the configuration names for such, or else the usual one."""
    from noticecheck.drafting.wanted import normal_form

    if normal_form(claim).unit == "reg":
        return "eir2004"
    named = [settings.authority.law, *(settings.packs or ())] if settings else []
    return next((law for law in named if law and law != "eir2004"), "foia2000")


def _check_law(claim: str, law: str, checker: Checker) -> None:
    """A provision of another law than the letter's belongs into a letter of its own."""
    from noticecheck.drafting.wanted import normal_form

    provision = normal_form(claim)
    having = [name for name, catalogue in checker.catalogues.items() if catalogue.get(provision)]
    if having and law not in having:
        raise UsageError(
            f"{claim}: there is no such provision in pack {law}, which this letter is under; "
            f"draft another letter for it, with --pack {' or '.join(having)}"
        )


def _doubts(blocks: Sequence[Block], checker: Checker, writer: Writer) -> list[str]:
    """What the letter says that does not go together, as far as that is told already: that an
    authority relies on what only others can, for one."""
    from noticecheck.corrections import House
    from noticecheck.drafting.render import to_text
    from noticecheck.model import Document, Sender

    sender = Sender(writer.name or None, writer.type or None, None, None)
    house = House(sender) if sender != Sender() else None
    report = checker.check(Document("draft", to_text(blocks), "text/plain", ""), house=house)
    return [
        f"{point.message} {point.advice}"
        for point in report.assessments
        if point.element == "consistency" and point.status in ("gap", "unclear")
    ]


def _check_kind(kind: str, claims: Sequence[Wanted]) -> None:
    """More time can be taken for weighing the public interest only where it is weighed."""
    if kind != "public_interest_extension":
        return
    for claim in claims:
        if claim.test in ("absolute", "none"):
            raise UsageError(
                f"--kind {kind}: no public interest is weighed under {claim.entry.provision}, so "
                "that no more time can be taken for it"
            )


def _write(blocks: Sequence[Block], output: Path | None) -> None:
    from noticecheck.drafting.render import to_docx, to_markdown, to_text

    if output is None:
        console.out(to_text(blocks))
        return
    suffix = output.suffix.lower()
    if suffix == ".docx":
        write_new(output, to_docx(blocks))
    else:
        text = to_markdown(blocks) if suffix == ".md" else to_text(blocks)
        write_new(output, text.encode())
    prompts = sum(block.text.count("[") for block in blocks)
    console.out(f"{output}: {prompts} prompts to answer, then: noticecheck check {output}\n")
