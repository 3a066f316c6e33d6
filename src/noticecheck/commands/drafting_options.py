"""What `draft`, `fix` and `lint-template` share: who writes, by which paragraphs, and whereto."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from noticecheck.errors import UsageError
from noticecheck.writing import write_whole

if TYPE_CHECKING:
    from noticecheck.checker import Checker
    from noticecheck.config.settings import Settings
    from noticecheck.drafting.filled import Setting
    from noticecheck.drafting.writer import Writer

AuthorityName = Annotated[
    str, typer.Option("--authority", metavar="NAME", help="The authority that writes the letter.")
]
AuthorityType = Annotated[
    str,
    typer.Option(
        "--authority-type",
        metavar="TYPE",
        help="What it is (local, central_government, parliament, nhs …): the cost limit depends "
        "on it.",
    ),
]
ReviewAddress = Annotated[
    str,
    typer.Option("--review-address", metavar="TEXT", help="Where to write to ask for a review."),
]
ReviewEmail = Annotated[
    str, typer.Option("--review-email", metavar="ADDRESS", help="The e-mail address for reviews.")
]


def writer_of(
    name: str, kind: str, review_address: str, review_email: str, settings: Settings | None
) -> Writer:
    """Who writes: the options, and `[authority]` of a configuration where they say
    nothing. Who names another authority than the configuration does is given nothing of it."""
    from noticecheck.config.settings import Settings
    from noticecheck.drafting.writer import Writer
    from noticecheck.law import AUTHORITY_TYPES

    if kind and kind not in AUTHORITY_TYPES:
        raise UsageError(f"--authority-type: no such type {kind}; use {', '.join(AUTHORITY_TYPES)}")
    known = (settings or Settings()).authority
    if name.strip() and known.name and name.strip() != known.name:
        known = Settings().authority
    sender = known.sender()
    return Writer(
        name.strip() or known.name or "",
        review_address.strip() or known.review_address or "",
        review_email.strip() or known.review_email or "",
        known.regulator_contact or "",
        kind or (sender.type if sender else None) or "",
    )


def setting_of(
    checker: Checker, pack: str, writer: Writer, kind: str, rules: Sequence[Path]
) -> Setting:
    """What paragraphs of a pack are written for; UsageError where there is no such pack."""
    from noticecheck.drafting.filled import Setting
    from noticecheck.drafting.paragraphs import load_wording
    from noticecheck.installed import all_roots

    packs = {p.name: p for p in checker.ruleset.packs}
    if pack not in packs:
        raise UsageError(f"there is no pack {pack}; there are {', '.join(packs)}")
    wording = load_wording(all_roots(rules), pack, checker.ruleset)
    if kind and kind not in wording.kinds:
        raise UsageError(f"--kind: {pack} drafts no {kind}; choose {', '.join(wording.kinds)}")
    return Setting(packs[pack], checker.catalogues[pack], wording, writer, kind)


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, whole or not at all."""
    if os.path.lexists(path):
        raise UsageError(f"{path}: is there already; choose another name, or take it away first")
    write_whole(path, data)
