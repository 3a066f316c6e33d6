"""The wiring: which message of an editor is answered by which function. No judgement here.

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
from pygls.uris import from_fs_path, to_fs_path

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
from noticecheck.version import VERSION

PAUSE = 0.2
"""Seconds without a key after which a document is checked."""
SETTINGS_FILES = ("*noticecheck.toml", "pyproject.toml")
"""The configuration, and the companions of letters."""
_LOG = logging.getLogger("noticecheck.lsp")


@dataclass
class Session:
    """What a server holds between two messages."""

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
        return {rule.full_id: rule for rule in self.judged[uri].checker.ruleset.rules}

    @cached_property
    def required(self) -> set[str]:
        built_in = load()
        return {*required_phrases(), *catalogue_phrases(built_in.catalogues)}


def is_rule_file(uri: str) -> bool:
    return uri.lower().endswith(".rule")


def make_server(
    roots: Sequence[Path] = (),
    packs: Sequence[str] | None = None,
    judged_with: JudgedWith | None = None,
) -> LanguageServer:
    """A language server that is ready to be started; `judged_with` looks up a letter's settings."""
    # Whole texts, not changes: editors and Python disagree on what ends a line (form feeds).
    server = LanguageServer(
        "noticecheck", VERSION, text_document_sync_kind=lsp.TextDocumentSyncKind.Full
    )
    session = Session(roots, packs, judged_with)
    _follow_documents(server, session)
    _follow_settings(server, session)
    _answer_both(server, session)
    _answer_rules(server, session)
    return server


def _lines(server: LanguageServer, uri: str) -> Lines:
    workspace = server.workspace
    return Lines(workspace.get_text_document(uri).source, workspace.position_encoding)


def _work(server: LanguageServer, session: Session, uri: str) -> Callable[[], Letter | RuleFiles]:
    """The check of a document as it stands now, to be run in the worker."""
    document = server.workspace.get_text_document(uri)
    encoding = server.workspace.position_encoding
    if not is_rule_file(uri):
        markdown = document.language_id == "markdown" or uri.lower().endswith(".md")
        text = document.source

        def check() -> Letter:
            own = session.of(uri)
            return letters.check_letter(
                own.checker, uri, text, encoding, markdown=markdown, house=own.house
            )

        return check
    path = Path(to_fs_path(uri) or "untitled.rule").resolve()
    texts = {
        Path(to_fs_path(other) or other): Lines(each.source).text
        for other, each in server.workspace.text_documents.items()
        if is_rule_file(other)
    }
    return lambda: rule_files.read_files(
        path, texts, session.parsed, session.roots, session.required
    )


async def _current(server: LanguageServer, session: Session, uri: str) -> Letter | RuleFiles:
    """What was found in the newest version of a document."""
    version = server.workspace.get_text_document(uri).version
    return await session.checks.of(uri, version, _work(server, session, uri))


async def _known(server: LanguageServer, session: Session, uri: str) -> Letter | RuleFiles | None:
    """The same for a question about an open document; None where the check failed, which its
    diagnostic says already."""
    if uri not in server.workspace.text_documents:
        return None
    try:
        return await _current(server, session, uri)
    except Exception as error:
        _LOG.info("%s", error)
        return None


async def _publish(server: LanguageServer, session: Session, uri: str, pause: float) -> None:
    await asyncio.sleep(pause)
    document = server.workspace.get_text_document(uri)
    version, lines = document.version, _lines(server, uri)
    try:
        found = await _current(server, session, uri)
        shown: list[lsp.Diagnostic] = []
        if isinstance(found, Letter):
            shown = letters.diagnostics(found, session.rules(uri))
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
    open_documents = server.workspace.text_documents
    if uri in open_documents and open_documents[uri].version == version:
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, shown, version))


def _schedule(server: LanguageServer, session: Session, uri: str, pause: float) -> None:
    if earlier := session.waiting.pop(uri, None):
        earlier.cancel()
    session.waiting[uri] = asyncio.get_running_loop().create_task(
        _publish(server, session, uri, pause)
    )


def _follow_documents(server: LanguageServer, session: Session) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        _schedule(server, session, params.text_document.uri, 0)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        _schedule(server, session, uri, PAUSE)
        if is_rule_file(uri):
            for other in session.checks.addresses():
                if other != uri and is_rule_file(other):
                    session.checks.forget(other)
                    _schedule(server, session, other, PAUSE)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        if earlier := session.waiting.pop(uri, None):
            earlier.cancel()
        session.checks.forget(uri)
        session.judged.pop(uri, None)
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))


def _follow_settings(server: LanguageServer, session: Session) -> None:
    """A letter is judged anew when the settings that lie beside it are saved."""

    @server.feature(lsp.INITIALIZED)
    async def initialised(params: lsp.InitializedParams) -> None:
        workspace = server.client_capabilities.workspace
        watched = workspace.did_change_watched_files if workspace else None
        if watched is None or not watched.dynamic_registration:
            return
        watchers = [lsp.FileSystemWatcher(f"**/{name}") for name in SETTINGS_FILES]
        options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
        name = lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES
        await server.client_register_capability_async(
            lsp.RegistrationParams([lsp.Registration("settings", name, options)])
        )

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def saved(params: lsp.DidChangeWatchedFilesParams) -> None:
        for uri in server.workspace.text_documents:
            session.checks.forget(uri)
            _schedule(server, session, uri, PAUSE)


def _answer_both(server: LanguageServer, session: Session) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    async def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        uri = params.text_document.uri
        found = await _known(server, session, uri)
        if isinstance(found, Letter):
            return letters.hover(found, session.judged[uri].checker, params.position)
        return rule_files.hover(found, _lines(server, uri), params.position) if found else None

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix]),
    )
    async def code_action(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        uri = params.text_document.uri
        found = await _known(server, session, uri)
        if not isinstance(found, Letter):
            return []
        return letters.code_actions(found, params.context.diagnostics, session.judged.get(uri))

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def symbols(params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        uri = params.text_document.uri
        found = await _known(server, session, uri)
        if isinstance(found, Letter):
            return letters.symbols(found)
        if not is_rule_file(uri):
            return []
        lines = _lines(server, uri)
        return rule_files.rules_in(session.parsed(_path(uri), lines.text, ""), lines)


def _answer_rules(server: LanguageServer, session: Session) -> None:
    async def current(uri: str) -> RuleFiles | None:
        found = await _known(server, session, uri) if is_rule_file(uri) else None
        return found if isinstance(found, RuleFiles) else None

    @server.feature(
        lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=["<", " "])
    )
    async def completion(params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
        uri = params.text_document.uri
        files = await current(uri)
        return rule_files.completions(files, _lines(server, uri), params.position) if files else []

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    async def definition(params: lsp.DefinitionParams) -> list[lsp.Location]:
        uri = params.text_document.uri
        files = await current(uri)
        places = rule_files.definition(files, _lines(server, uri), params.position) if files else ()
        return [_location(server, each) for each in places]

    @server.feature(lsp.TEXT_DOCUMENT_REFERENCES)
    async def references(params: lsp.ReferenceParams) -> list[lsp.Location]:
        uri = params.text_document.uri
        files = await current(uri)
        if files is None:
            return []
        name = rule_files.name_at(_lines(server, uri), params.position)[0]
        texts = {each.source.path: each.source.text for each in files.sources}
        encoding = server.workspace.position_encoding
        return [
            lsp.Location(from_fs_path(path) or path, Lines(texts[path], encoding).range(start, end))
            for path, start, end in rule_files.references(files, name)
        ]

    @server.feature(lsp.TEXT_DOCUMENT_FORMATTING)
    async def formatting(params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit]:
        uri = params.text_document.uri
        return rule_files.formatted(_lines(server, uri)) if is_rule_file(uri) else []


def _path(uri: str) -> str:
    return str(Path(to_fs_path(uri) or uri).resolve())


def _location(server: LanguageServer, place: rule_files.Definition) -> lsp.Location:
    # A name and what stands before it in its line are plain letters: units and columns agree.
    start = lsp.Position(place.line - 1, place.column - 1)
    end = lsp.Position(place.line - 1, place.column - 1 + len(place.name))
    return lsp.Location(from_fs_path(place.path) or place.path, lsp.Range(start, end))
