"""The page and the API, served by a process of their own, as somebody starts it."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

_START = "from noticecheck.cli import main; main()"


@contextmanager
def served(root_path: str = "") -> Iterator[str]:
    """Its address, once it answers; any number of letters a minute."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--port", str(port), "--workers", "1", "--rate", "0", "--root-path", root_path]
    server = subprocess.Popen(
        [sys.executable, "-c", _START, "serve", *options], stderr=subprocess.PIPE
    )
    address = f"http://127.0.0.1:{port}{root_path}"
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{address}/healthz").close()
                break
            except OSError:
                assert server.poll() is None, server.stderr and server.stderr.read()
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.communicate()
