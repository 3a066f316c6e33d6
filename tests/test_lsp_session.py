"""A real client talks to `noticecheck lsp` over standard input and output; one session for all."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="the extra `lsp` is not installed")

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

EXPECTED = Path(__file__).parent / "lsp_expected" / "session.json"
LETTER = """Dear Ms Example,

Your request of 3 March 2025 \N{GRINNING FACE}: we refuse it under section 43(2) of the Freedom of Information Act 2000.

Yours sincerely,
A Officer
"""
RULES = """phrase house-thanks
    "thank you"

phrase house-uses
    "<house-thanks> very much"
    "<house-thank>"
"""
WATCHES = lsp.ClientCapabilities(
    workspace=lsp.WorkspaceClientCapabilities(
        did_change_watched_files=lsp.DidChangeWatchedFilesClientCapabilities(
            dynamic_registration=True
        )
    )
)
PROGRAM = "from noticecheck.cli import main; main()"


async def _session(folder: Path) -> list[tuple[str, Any]]:
    client = LanguageClient("test", "1")
    shown: asyncio.Queue[lsp.PublishDiagnosticsParams] = asyncio.Queue()

    @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def published(params: lsp.PublishDiagnosticsParams) -> None:
        shown.put_nowait(params)

    watched: list[str] = []

    @client.feature(lsp.CLIENT_REGISTER_CAPABILITY)
    def registered(params: lsp.RegistrationParams) -> None:
        watched.extend(each.method for each in params.registrations)

    await client.start_io(sys.executable, "-c", PROGRAM, "lsp")
    log: list[tuple[str, Any]] = []

    def note(name: str, value: Any) -> Any:
        raw = client.protocol._converter.unstructure(value)
        log.append((name, json.loads(json.dumps(raw).replace(folder.as_uri(), "file:///folder"))))
        return value

    started = await client.initialize_async(lsp.InitializeParams(WATCHES, root_uri=folder.as_uri()))
    log.append(("position encoding", str(started.capabilities.position_encoding)))
    client.initialized(lsp.InitializedParams())

    async def newest(version: int) -> lsp.PublishDiagnosticsParams:
        while True:
            found = await asyncio.wait_for(shown.get(), 60)
            if found.version == version:
                return found

    letter = lsp.TextDocumentIdentifier((folder / "draft.txt").as_uri())
    client.text_document_did_open(
        lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(letter.uri, "plaintext", 1, LETTER))
    )
    first = note("draft opened", await newest(1))
    place = lsp.Position(2, LETTER.splitlines()[2].index("43(2)") + 1)
    note("hover", await client.text_document_hover_async(lsp.HoverParams(letter, place)))
    note("fixes", await client.text_document_code_action_async(
        lsp.CodeActionParams(letter, first.diagnostics[0].range, lsp.CodeActionContext(first.diagnostics))
    ))  # fmt: skip
    note(
        "outline",
        await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(letter)),
    )
    for version in range(2, 12):
        client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                lsp.VersionedTextDocumentIdentifier(version, letter.uri),
                [
                    lsp.TextDocumentContentChangeWholeDocument(
                        "We will answer soon." + "." * version
                    )
                ],
            )
        )
    note("the newest of ten edits", await newest(11))

    rules = lsp.TextDocumentIdentifier((folder / "house" / "own.rule").as_uri())
    client.text_document_did_open(
        lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(rules.uri, "noticecheck-rule", 1, RULES))
    )
    note("rules opened", await newest(1))
    within = lsp.Position(4, 8)
    note(
        "definition",
        await client.text_document_definition_async(lsp.DefinitionParams(rules, within)),
    )
    note("phrase", await client.text_document_hover_async(lsp.HoverParams(rules, within)))
    items = await client.text_document_completion_async(lsp.CompletionParams(rules, within))
    assert isinstance(items, list)
    note("completion", [i.insert_text for i in items if i.label.startswith("house-")])

    draft = lsp.TextDocumentIdentifier((folder / "office" / "draft.txt").as_uri())
    client.text_document_did_open(
        lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(draft.uri, "plaintext", 1, LETTER))
    )
    (fault,) = (await newest(1)).diagnostics
    log.append(("draft beside broken settings", fault.message.partition(" C002 ")[2]))
    note(
        "hover without a check",
        await client.text_document_hover_async(lsp.HoverParams(draft, place)),
    )
    settings = folder / "office" / "noticecheck.toml"
    settings.write_text('[levels]\n"foia2000/s17-7-a" = "off"\n', encoding="utf-8")
    client.workspace_did_change_watched_files(
        lsp.DidChangeWatchedFilesParams(
            [lsp.FileEvent(settings.as_uri(), lsp.FileChangeType.Changed)]
        )
    )
    mended = await newest(1)
    while mended.uri != draft.uri:
        mended = await newest(1)
    note("settings mended", [each.code for each in mended.diagnostics])
    log.append(("asked of the editor", list(watched)))
    await client.shutdown_async(None)
    client.exit(None)
    await asyncio.sleep(0)
    server = client._server
    assert server is not None
    log.append(("exit code", await asyncio.wait_for(server.wait(), 10)))
    await client.stop()
    return log


def test_session_is_as_it_was(tmp_path: Path) -> None:
    house = tmp_path / "house"
    house.mkdir()
    (house / "own.rule").write_text(RULES, encoding="utf-8")
    office = tmp_path / "office"
    office.mkdir()
    (office / "noticecheck.toml").write_text('fail_onn = "must"\n', encoding="utf-8")
    log = asyncio.run(_session(tmp_path))
    text = "".join(
        json.dumps({name: value}, indent=1, ensure_ascii=False) + "\n" for name, value in log
    )
    if os.environ.get("REGENERATE"):
        EXPECTED.write_text(text, encoding="utf-8")
    assert text == EXPECTED.read_text(encoding="utf-8")
