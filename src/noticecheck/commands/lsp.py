"""`noticecheck lsp`: the language server, for editors."""

from __future__ import annotations

import logging
import os
import sys

from noticecheck.commands.options import Debug, Packs, RuleFolders
from noticecheck.errors import UsageError


def lsp(rules: RuleFolders = None, pack: Packs = None, debug: Debug = False) -> None:
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
    make_server(rules or (), pack or None).start_io(sys.stdin.buffer, protocol)
