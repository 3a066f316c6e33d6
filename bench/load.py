"""A page under load: so many letters a second for so long, at fixed times whatever the answers do.

    bench/load.py [--rate 50] [--seconds 60] [--hostile]

Starts `noticecheck serve` on this machine and sends the letters of corpus/ in turn to its API. With
--hostile, files that are made to be slow come in as well, two a second, from a process of their
own, so that what is measured is the server. Prints percentiles and what was not answered; nothing
is sent anywhere but to 127.0.0.1.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import socket
import statistics
import subprocess
import sys
import time
import zipfile
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parent.parent


def hostile_files() -> list[tuple[str, bytes]]:
    """A ZIP bomb, one line of ten megabytes, HTML without an end, and a PDF of many pages."""
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("letter.txt", b"0" * 300_000_000)
    kids = b" ".join(b"3 0 R" for _ in range(100_000))
    pdf = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 100000"
        b"/Kids["
        + kids
        + b"]>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF"
    )
    return [
        ("bomb.zip", bomb.getvalue()),
        ("line.txt", b"section 40(2) " * 700_000),
        ("endless.html", b"<div>" * 1_900_000),
        ("pages.pdf", pdf),
    ]


async def send(
    client: httpx.AsyncClient, name: str, data: bytes, took: list[float], codes: Counter[object]
) -> None:
    """Letters come as text, as they are pasted; what is hostile comes as a file."""
    pasted = name.endswith(".txt") and len(data) < 30_000
    sent: dict[str, Any] = (
        {"json": {"text": data.decode()}} if pasted else {"files": {"file": (name, data)}}
    )
    began = time.perf_counter()
    try:
        answer = await client.post("/api/v1/check", **sent)
        codes[answer.status_code] += 1
    except httpx.HTTPError as error:
        codes[type(error).__name__] += 1
    took.append(time.perf_counter() - began)


async def load(port: int, rate: float, seconds: float) -> None:
    """Send the letters and print how long their answers took."""
    letters = [(p.name, p.read_bytes()) for p in sorted((ROOT / "corpus/letters").glob("*.txt"))]
    took: list[float] = []
    codes: Counter[object] = Counter()
    async with _client(port) as client:
        for letter in letters[:40]:  # the workers have judged a letter before
            await send(client, *letter, [], Counter())
        await _at_times(client, letters, rate, seconds, took, codes)
    cuts = statistics.quantiles(took, n=100)
    print(f"{len(took)} letters, {rate:g} a second: {dict(codes)}")
    print(f"ms: median {cuts[49] * 1e3:.0f}, 95th {cuts[94] * 1e3:.0f}, 99th {cuts[98] * 1e3:.0f}, "
          f"longest {max(took) * 1e3:.0f}")  # fmt: skip


async def attack(port: int, seconds: float) -> None:
    """Send the hostile files in turn, and print what became of them."""
    took: list[float] = []
    codes: Counter[object] = Counter()
    async with _client(port) as client:
        await _at_times(client, hostile_files(), 2, seconds, took, codes)
    print(f"{len(took)} hostile files: {dict(codes)}, longest {max(took):.1f} s")


def _client(port: int) -> httpx.AsyncClient:
    limits = httpx.Limits(max_connections=500)
    return httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", limits=limits, timeout=60)


async def _at_times(
    client: httpx.AsyncClient, files: list[tuple[str, bytes]], rate: float, seconds: float,
    took: list[float], codes: Counter[object],
) -> None:  # fmt: skip
    began = time.perf_counter()
    tasks = []
    for n in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, began + n / rate - time.perf_counter()))
        tasks.append(asyncio.create_task(send(client, *files[n % len(files)], took, codes)))
    await asyncio.gather(*tasks)


def _wait_for(port: int) -> None:
    for _ in range(600):
        try:
            if httpx.get(f"http://127.0.0.1:{port}/healthz").status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    raise SystemExit("the server did not start within a minute")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=float, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--hostile", action="store_true")
    parser.add_argument("--attack", type=int, metavar="PORT", help="only send hostile files there")
    given = parser.parse_args()
    if given.attack:
        asyncio.run(attack(given.attack, given.seconds))
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "noticecheck", "serve", "--rate", "0", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(port)
            with ExitStack() as beside:
                if given.hostile:
                    again = [sys.executable, __file__, "--attack", str(port)]
                    again += ["--seconds", str(given.seconds)]
                    beside.enter_context(subprocess.Popen(again))
                asyncio.run(load(port, given.rate, given.seconds))
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
