"""`noticecheck serve`: the page for requesters, and the API."""

from __future__ import annotations

import logging
from typing import Annotated

import typer

from noticecheck.commands.options import Debug, Packs, RuleFolders
from noticecheck.errors import UsageError


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on.")] = 8017,
    root_path: Annotated[
        str, typer.Option(metavar="/PATH", help="Where a proxy in front shows the page.")
    ] = "",
    proxy: Annotated[
        bool, typer.Option("--proxy", help="Believe the X-Forwarded-For of a proxy in front.")
    ] = False,
    workers: Annotated[
        int, typer.Option(min=0, help="Processes for pasted letters, and as many for files.")
    ] = 0,
    rate: Annotated[
        int, typer.Option(min=0, help="Letters a minute from one address; 0 for any number.")
    ] = 60,
    upload: Annotated[int, typer.Option(min=1, max=50, help="Megabytes of one upload.")] = 10,
    rules: RuleFolders = None,
    pack: Packs = None,
    debug: Debug = False,
) -> None:
    """Serve the page where a letter is pasted or uploaded, and the API. Nothing is kept."""
    try:
        import fastapi  # noqa: F401
        import python_multipart  # noqa: F401
        import uvicorn
    except ModuleNotFoundError:
        raise UsageError("the page needs more: pip install 'noticecheck[web]'") from None
    from noticecheck.checker import load
    from noticecheck.web.app import make_app
    from noticecheck.web.limits import MEGABYTE, Limits
    from noticecheck.web.service import Service

    if root_path and (not root_path.startswith("/") or root_path.endswith("/")):
        raise UsageError(f"--root-path {root_path}: begin it with / and end it without one")
    # Faults in rules are told here, not by each worker.
    load(rules or (), pack or None)
    limits = Limits(upload=upload * MEGABYTE, a_minute=rate)
    service = Service(limits, tuple(rules or ()), pack or None, proxy, workers)
    logging.basicConfig(
        level=logging.DEBUG if debug else logging.INFO, format="%(asctime)s %(message)s"
    )
    uvicorn.run(
        make_app(service, root_path), host=host, port=port, log_config=None, access_log=False,
        server_header=False, proxy_headers=False, h11_max_incomplete_event_size=64 * 1024,
        timeout_keep_alive=15,
    )  # fmt: skip
