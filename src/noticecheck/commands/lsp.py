"""`noticecheck lsp`: the language server, for editors."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from noticecheck.commands.options import ConfigFile, Debug, Isolated, Packs, RuleFolders
from noticecheck.commands.settings import STDIN, Loaded, plan_of
from noticecheck.errors import UsageError

if TYPE_CHECKING:
    from noticecheck.drafting.filled import Setting
    from noticecheck.lsp.judging import JudgedWith


def lsp(
    rules: RuleFolders = None,
    pack: Packs = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
    debug: Debug = False,
) -> None:
    """Serve an editor: findings in a letter, or in a rule file, as it is typed.

    Editors start it themselves and talk to it over standard input and output.
    """
    try:
        import pygls  # noqa: F401
    except ModuleNotFoundError:
        raise UsageError("editors need more: pip install 'noticecheck[lsp]'") from None
    from noticecheck.lsp.server import make_server

    logging.basicConfig(stream=sys.stderr, level=logging.DEBUG if debug else logging.WARNING)
    # Only the protocol may be written to standard output: whatever else is goes to the log.
    protocol = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    judged_with = _judged_with(config, isolated, rules, pack)
    make_server(rules or (), pack or None, judged_with).start_io(sys.stdin.buffer, protocol)


def _judged_with(
    config: Path | None,
    isolated: bool,
    rules: list[Path] | None,
    packs: list[str] | None,
) -> JudgedWith:
    """The settings of letters, as those of `check`; rules that are loaded already are kept."""
    from noticecheck.commands.drafting_options import setting_of, writer_of
    from noticecheck.lsp.judging import Judging

    def look_up(path: str | None) -> Judging:
        file = path or STDIN
        plan = plan_of([file], config, isolated, rules, packs, loaded)
        checker = plan.checker(file)
        writer = writer_of("", "", "", "", plan.settings(file))

        def setting(pack: str) -> Setting:
            return setting_of(checker, pack, writer, "", plan.folders(file))

        return Judging(checker, plan.house(file, file), setting)

    loaded: Loaded = {}
    return look_up
