"""What the server knows of each document: what it is checked with, and what was found in it.

Each document is checked a moment after the last key, in one thread beside the one that listens, so
that a long check keeps nobody from typing; of several versions only the newest is told.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from noticecheck.checker import Checker, load
from noticecheck.errors import NoticecheckError
from noticecheck.language.model import Rule
from noticecheck.lsp import letters, rule_files
from noticecheck.lsp.checks import Checks
from noticecheck.lsp.judging import JudgedWith, Judging
from noticecheck.lsp.letters import Letter
from noticecheck.lsp.positions import Lines
from noticecheck.lsp.rule_files import Parsed, RuleFiles
from noticecheck.required import catalogue_phrases, required_phrases

PAUSE = 0.2
"""Seconds without a key after which a document is checked."""
_LOG = logging.getLogger("noticecheck.lsp")


def is_rule_file(uri: str) -> bool:
    """Whether a document holds rules; every other is taken for a letter."""
    return uri.lower().endswith(".rule")


@dataclass
class Session:
    """What a server holds between two messages."""

    server: LanguageServer
    roots: Sequence[Path]
    packs: Sequence[str] | None
    judged_with: JudgedWith | None = None
    judged: dict[str, Judging] = field(default_factory=dict)
    """By address: with what a letter was judged last."""
    parsed: Parsed = field(default_factory=Parsed)
    checks: Checks[Letter | RuleFiles] = field(default_factory=Checks)
    waiting: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    @cached_property
    def checker(self) -> Checker:
        """The rules for letters for which nothing else is said."""
        return load(self.roots, self.packs)

    def of(self, uri: str) -> Judging:
        """What a letter is judged with, looked up anew each time: files of settings change."""
        path = to_fs_path(uri) if uri.startswith("file:") else None
        found = self.judged_with(path) if self.judged_with else Judging(self.checker)
        self.judged[uri] = found
        return found

    def rules(self, uri: str) -> dict[str, Rule]:
        """The rules that a letter was judged with last, by their full ids."""
        return {rule.full_id: rule for rule in self.judged[uri].checker.ruleset.rules}

    @cached_property
    def required(self) -> set[str]:
        """The phrases that are used though no rule names them."""
        built_in = load()
        return {*required_phrases(), *catalogue_phrases(built_in.catalogues)}

    def lines(self, uri: str) -> Lines:
        """The text of a document as it stands now, with places as the editor counts them."""
        workspace = self.server.workspace
        return Lines(workspace.get_text_document(uri).source, workspace.position_encoding)

    def _work(self, uri: str) -> Callable[[], Letter | RuleFiles]:
        """The check of a document as it stands now, to be run in the worker."""
        document = self.server.workspace.get_text_document(uri)
        encoding = self.server.workspace.position_encoding
        if not is_rule_file(uri):
            markdown = document.language_id == "markdown" or uri.lower().endswith(".md")
            text = document.source

            def check() -> Letter:
                own = self.of(uri)
                return letters.check_letter(
                    own.checker, uri, text, encoding, markdown=markdown, house=own.house
                )

            return check
        path = Path(to_fs_path(uri) or "untitled.rule").resolve()
        texts = {
            Path(to_fs_path(other) or other): Lines(each.source).text
            for other, each in self.server.workspace.text_documents.items()
            if is_rule_file(other)
        }
        return lambda: rule_files.read_files(path, texts, self.parsed, self.roots, self.required)

    async def _current(self, uri: str) -> Letter | RuleFiles:
        """What was found in the newest version of a document."""
        version = self.server.workspace.get_text_document(uri).version
        return await self.checks.of(uri, version, self._work(uri))

    async def found(self, uri: str) -> Letter | RuleFiles | None:
        """What was found in an open document, for a question about it; None where the check failed,
        which its diagnostic says already."""
        if uri not in self.server.workspace.text_documents:
            return None
        try:
            return await self._current(uri)
        except Exception as error:
            _LOG.info("%s", error)
            return None

    async def _publish(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        document = self.server.workspace.get_text_document(uri)
        version, lines = document.version, self.lines(uri)
        try:
            found = await self._current(uri)
            shown: list[lsp.Diagnostic] = []
            if isinstance(found, Letter):
                shown = letters.diagnostics(found, self.rules(uri))
            else:
                path = str(Path(to_fs_path(uri) or "").resolve())
                shown = rule_files.diagnostics(found, path, lines)
        except asyncio.CancelledError:
            raise
        except Exception as error:
            own = not isinstance(error, NoticecheckError)
            _LOG.error("%s", error, exc_info=own)
            why = "this is a fault of noticecheck" if own else str(error).splitlines()[0]
            shown = [
                lsp.Diagnostic(
                    lines.range(0, 1),
                    f"Not assessed: {why}",
                    lsp.DiagnosticSeverity.Error,
                    source=letters.SOURCE,
                )
            ]
        open_documents = self.server.workspace.text_documents
        if uri in open_documents and open_documents[uri].version == version:
            self.server.text_document_publish_diagnostics(
                lsp.PublishDiagnosticsParams(uri, shown, version)
            )

    def schedule(self, uri: str, pause: float) -> None:
        """Check a document after a pause in seconds, unless it changes before that."""
        if earlier := self.waiting.pop(uri, None):
            earlier.cancel()
        self.waiting[uri] = asyncio.get_running_loop().create_task(self._publish(uri, pause))

    def forget(self, uri: str) -> None:
        """Drop all that is known of a document that was closed."""
        if earlier := self.waiting.pop(uri, None):
            earlier.cancel()
        self.checks.forget(uri)
        self.judged.pop(uri, None)
