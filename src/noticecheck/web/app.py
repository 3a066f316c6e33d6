"""The wiring: which routes there are, and what stands around them. No judgement here."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from noticecheck.version import VERSION
from noticecheck.web import api, pages
from noticecheck.web.guard import Guard
from noticecheck.web.service import Service
from noticecheck.web.work import Refused


def make_app(service: Service, root_path: str = "") -> ASGIApp:
    """The application, ready for a server; its workers start and end with it."""

    @asynccontextmanager
    async def running(_app: FastAPI) -> AsyncIterator[None]:
        await service.start()
        try:
            yield
        finally:
            service.stop()

    app = FastAPI(
        title="noticecheck",
        version=VERSION,
        description="Checks whether a freedom of information refusal says all the law requires.",
        docs_url=None,
        redoc_url=None,
        lifespan=running,
    )

    @app.exception_handler(HTTPException)
    async def wrong_address(request: Request, error: HTTPException) -> Response:
        why = Refused(404, "not_found")
        if error.status_code == 405:
            why = Refused(405, "method", request.method)
        seen_by_a_person = "text/html" in request.headers.get("accept", "")
        answer = pages.start_of(request, service, why=why) if seen_by_a_person else api.problem(why)
        answer.headers.update(error.headers or {})
        return answer

    app.include_router(pages.routes(service))
    app.include_router(api.routes(service))
    return Guard(app, service.metrics, root_path)
