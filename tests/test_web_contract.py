"""The API answers whatever it is sent as its OpenAPI page says: schemathesis finds no failure."""

from __future__ import annotations

import subprocess

import pytest

from served import served
from share import ALL_TOOLS


@pytest.mark.skipif(
    not ALL_TOOLS, reason="needs schemathesis and a minute: NOTICECHECK_ALL_TOOLS=1 runs it"
)
def test_no_request_is_answered_otherwise_than_the_api_says() -> None:
    with served() as address:
        command = ["schemathesis", "run", f"{address}/openapi.json", "--max-examples", "25"]
        done = subprocess.run(
            [*command, "--generation-deterministic"], capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    assert "No issues found" in done.stdout
