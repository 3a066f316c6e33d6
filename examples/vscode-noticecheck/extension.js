// Starts `noticecheck lsp` and shows what it says of letters and rule files.
"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

async function activate() {
  const [command, ...args] = vscode.workspace
    .getConfiguration("noticecheck")
    .get("command", ["noticecheck", "lsp"]);
  client = new LanguageClient(
    "noticecheck",
    "noticecheck",
    { command, args },
    {
      documentSelector: ["plaintext", "markdown", "noticecheck-rule"].flatMap((language) => [
        { scheme: "file", language },
        { scheme: "untitled", language },
      ]),
    },
  );
  await client.start();
}

function deactivate() {
  return client ? client.stop() : undefined;
}

module.exports = { activate, deactivate };
