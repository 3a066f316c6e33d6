"""Around every answer: headers that keep a browser safe, and a log and counts without letters."""

from __future__ import annotations

import logging
import time

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from noticecheck.web import texts
from noticecheck.web.metrics import Metrics

LOG = logging.getLogger("noticecheck.web")
_HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_ROUTES = (
    "/api/v1/check",
    "/check",
    "/letter.docx",
    "/no-answer",
    "/example",
    "/assets",
    "/healthz",
    "/metrics",
    "/api",
)


class Guard:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, metrics: Metrics, root_path: str) -> None:
        self._app = app
        self._metrics = metrics
        self._root_path = root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        # Of a proxy that leaves the prefix in the path as of one that takes it away.
        scope["root_path"] = self._root_path
        status, began = 0, time.perf_counter()

        async def guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": _with_ours(message["headers"])}
            await send(message)

        try:
            await self._app(scope, receive, guarded)
        except Exception as error:
            # Its message may quote a letter; where it was raised may not.
            trace = error.__traceback__
            while trace is not None and trace.tb_next is not None:
                trace = trace.tb_next
            where = f"{trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}" if trace else ""
            LOG.error("%s in %s", type(error).__name__, where)
            if not status:
                answer = PlainTextResponse(texts.error("fault"), 500)
                await answer(scope, receive, guarded)
        seconds = time.perf_counter() - began
        route = _route(scope)
        self._metrics.count(route, status, seconds)
        LOG.info("%s %s %d %.0f ms", scope["method"], route, status, seconds * 1000)


def _with_ours(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    held = {name.lower() for name, _ in headers}
    ours = dict(_HEADERS)
    ours["cache-control"] = "no-store"
    added = [(k.encode(), v.encode()) for k, v in ours.items() if k.encode() not in held]
    return [*headers, *added]


def _route(scope: Scope) -> str:
    """What the path is of, without what a stranger may have written into it."""
    path = scope["path"].removeprefix(scope.get("root_path", ""))
    if path == "/":
        return "/"
    found = (name for name in _ROUTES if path == name or path.startswith(f"{name}/"))
    return next(found, "other")
