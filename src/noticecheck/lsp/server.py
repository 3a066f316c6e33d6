"""The wiring: which message of an editor is answered by which function. No judgement here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from noticecheck.lsp import letters, rule_files
from noticecheck.lsp.judging import JudgedWith
from noticecheck.lsp.letters import Letter
from noticecheck.lsp.positions import Lines
from noticecheck.lsp.rule_files import RuleFiles
from noticecheck.lsp.session import PAUSE, Session, is_rule_file
from noticecheck.version import VERSION

SETTINGS_FILES = ("*noticecheck.toml", "pyproject.toml")
"""The configuration, and the companions of letters."""


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
    session = Session(server, roots, packs, judged_with)
    _follow_documents(server, session)
    _follow_settings(server, session)
    _answer_both(server, session)
    _answer_rules(server, session)
    return server


def _follow_documents(server: LanguageServer, session: Session) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        session.schedule(params.text_document.uri, 0)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        session.schedule(uri, PAUSE)
        if is_rule_file(uri):
            for other in session.checks.addresses():
                if other != uri and is_rule_file(other):
                    session.checks.forget(other)
                    session.schedule(other, PAUSE)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        session.forget(uri)
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
            session.schedule(uri, PAUSE)


def _answer_both(server: LanguageServer, session: Session) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    async def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        uri = params.text_document.uri
        found = await session.found(uri)
        if isinstance(found, Letter):
            return letters.hover(found, session.judged[uri].checker, params.position)
        return rule_files.hover(found, session.lines(uri), params.position) if found else None

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix]),
    )
    async def code_action(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        uri = params.text_document.uri
        found = await session.found(uri)
        if not isinstance(found, Letter):
            return []
        return letters.code_actions(found, params.context.diagnostics, session.judged.get(uri))

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def symbols(params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        uri = params.text_document.uri
        found = await session.found(uri)
        if isinstance(found, Letter):
            return letters.symbols(found)
        if not is_rule_file(uri):
            return []
        lines = session.lines(uri)
        return rule_files.rules_in(session.parsed(_path(uri), lines.text, ""), lines)


def _answer_rules(server: LanguageServer, session: Session) -> None:
    async def current(uri: str) -> RuleFiles | None:
        found = await session.found(uri) if is_rule_file(uri) else None
        return found if isinstance(found, RuleFiles) else None

    @server.feature(
        lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=["<", " "])
    )
    async def completion(params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
        uri = params.text_document.uri
        files = await current(uri)
        return rule_files.completions(files, session.lines(uri), params.position) if files else []

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    async def definition(params: lsp.DefinitionParams) -> list[lsp.Location]:
        uri = params.text_document.uri
        files = await current(uri)
        places = rule_files.definition(files, session.lines(uri), params.position) if files else ()
        return [_location(server, each) for each in places]

    @server.feature(lsp.TEXT_DOCUMENT_REFERENCES)
    async def references(params: lsp.ReferenceParams) -> list[lsp.Location]:
        uri = params.text_document.uri
        files = await current(uri)
        if files is None:
            return []
        name = rule_files.name_at(session.lines(uri), params.position)[0]
        texts = {each.source.path: each.source.text for each in files.sources}
        encoding = server.workspace.position_encoding
        return [
            lsp.Location(from_fs_path(path) or path, Lines(texts[path], encoding).range(start, end))
            for path, start, end in rule_files.references(files, name)
        ]

    @server.feature(lsp.TEXT_DOCUMENT_FORMATTING)
    async def formatting(params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit]:
        uri = params.text_document.uri
        return rule_files.formatted(session.lines(uri)) if is_rule_file(uri) else []


def _path(uri: str) -> str:
    return str(Path(to_fs_path(uri) or uri).resolve())


def _location(server: LanguageServer, place: rule_files.Definition) -> lsp.Location:
    # A name and what stands before it in its line are plain letters: units and columns agree.
    start = lsp.Position(place.line - 1, place.column - 1)
    end = lsp.Position(place.line - 1, place.column - 1 + len(place.name))
    return lsp.Location(from_fs_path(place.path) or place.path, lsp.Range(start, end))
