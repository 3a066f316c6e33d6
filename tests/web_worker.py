"""A worker of the web page that hangs or dies where it is told to."""

from __future__ import annotations

import json
import os
import time
from multiprocessing.connection import Connection


def stuck(line: Connection, _settings: object) -> None:
    """Answer jobs, but for those that hang it or end it."""
    line.send_bytes(b"ready")
    while True:
        job = json.loads(line.recv_bytes())
        line.recv_bytes()
        if job["do"] == "die":
            os._exit(1)
        if job["do"] == "hang":
            time.sleep(60)
        head = {"status": 200, "code": "", "detail": "", "leave": False}
        line.send_bytes(json.dumps(head).encode())
        line.send_bytes(b"done")
