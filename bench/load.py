"""A page under load: so many letters a second for so long, at fixed times whatever the answers do.

    bench/load.py [--rate 50] [--seconds 60] [--hostile]

Starts `noticecheck serve` on this machine and sends the letters of corpus/ in turn to its API. With
--hostile, files that are made to be slow come in as well, two a second. Prints percentiles and what
was not answered; nothing is sent anywhere but to 127.0.0.1.
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


async def load(port: int, rate: float, seconds: float, hostile: bool) -> None:
    letters = [(p.name, p.read_bytes()) for p in sorted((ROOT / "corpus/letters").glob("*.txt"))]
    took: list[float] = []
    slow: list[float] = []
    codes: Counter[object] = Counter()
    hostile_codes: Counter[object] = Counter()
    limits = httpx.Limits(max_connections=500)
    base = f"http://127.0.0.1:{port}"
    async with httpx.AsyncClient(base_url=base, limits=limits, timeout=60) as client:
        for _ in range(600):
            try:
                if (await client.get("/healthz")).status_code == 200:
                    break
            except httpx.HTTPError:
                pass
            await asyncio.sleep(0.1)
        for letter in letters[:40]:  # the workers have judged a letter before
            await send(client, *letter, [], Counter())
        tasks: list[asyncio.Task[None]] = []
        began = time.perf_counter()
        files = hostile_files() if hostile else []
        for n in range(int(rate * seconds)):
            await asyncio.sleep(max(0.0, began + n / rate - time.perf_counter()))
            tasks.append(asyncio.create_task(send(client, *letters[n % len(letters)], took, codes)))
            if files and n % (rate // 2) == 0:
                bad = files[n % len(files)]
                tasks.append(asyncio.create_task(send(client, *bad, slow, hostile_codes)))
        await asyncio.gather(*tasks)
    cuts = statistics.quantiles(took, n=100)
    print(f"{len(took)} letters, {rate:g} a second: {dict(codes)}")
    print(f"ms: median {cuts[49] * 1e3:.0f}, 95th {cuts[94] * 1e3:.0f}, 99th {cuts[98] * 1e3:.0f}, "
          f"longest {max(took) * 1e3:.0f}")  # fmt: skip
    if slow:
        print(f"{len(slow)} hostile files: {dict(hostile_codes)}, longest {max(slow):.1f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=float, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--hostile", action="store_true")
    given = parser.parse_args()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "noticecheck", "serve", "--rate", "0", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            asyncio.run(load(port, given.rate, given.seconds, given.hostile))
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
