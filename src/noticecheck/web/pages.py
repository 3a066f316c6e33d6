"""The routes of the page: the form, its result, the examples, and what pages load."""

from __future__ import annotations

import json

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from noticecheck.letter.render import MEDIA_TYPE
from noticecheck.web import texts
from noticecheck.web.asked import (
    EMPTY,
    Form,
    job,
    page_of,
    page_of_example,
    page_without_answer,
    start_page,
)
from noticecheck.web.forms import read_form
from noticecheck.web.limits import MAX_LETTER
from noticecheck.web.result import ASSETS, asset_of
from noticecheck.web.service import Service
from noticecheck.web.work import Refused


def routes(service: Service) -> APIRouter:
    """All that a browser asks for."""
    router = APIRouter(include_in_schema=False)

    @router.api_route("/", methods=["GET", "HEAD"])
    async def start(request: Request) -> Response:
        return start_of(request, service)

    @router.post("/check")
    async def check(request: Request) -> Response:
        form = EMPTY
        try:
            form = await read_form(request, service.limits)
            return HTMLResponse(await service.ask(request, *page_of(form, _root(request))))
        except Refused as why:
            return start_of(request, service, form, why)

    @router.get("/check")
    async def again(request: Request) -> Response:
        # Where a result is loaded anew, there is no letter any more.
        return start_of(request, service, why=Refused(200, "gone"))

    @router.post("/letter.docx")
    async def letter(request: Request) -> Response:
        try:
            form = await read_form(request, service.limits)
            subject, text = form.get("subject"), form.get("text")
            if len(subject) + len(text) > MAX_LETTER:
                raise Refused(422, "letter_too_long", f"{MAX_LETTER:,}")
            letter = json.dumps({"subject": subject, "text": text}).encode("ascii")
            data = await service.ask(request, job("docx"), letter)
        except Refused as why:
            return start_of(request, service, why=why)
        named = {"content-disposition": 'attachment; filename="letter.docx"'}
        return Response(data, media_type=MEDIA_TYPE, headers=named)

    @router.post("/no-answer")
    async def no_answer(request: Request) -> Response:
        form = EMPTY
        try:
            form = await read_form(request, service.limits)
            asked = page_without_answer(form, _root(request))
            return HTMLResponse(await service.ask(request, *asked))
        except Refused as why:
            return start_of(request, service, form, why)

    @router.get("/example/{name}")
    async def example(request: Request, name: str) -> Response:
        if name not in texts.EXAMPLES:
            return start_of(request, service, why=Refused(404, "not_found"))
        try:
            return HTMLResponse(await service.ask(request, *page_of_example(name, _root(request))))
        except Refused as why:
            return start_of(request, service, why=why)

    @router.get("/assets/{name}")
    async def asset(name: str) -> Response:
        if name not in ASSETS:
            return Response(status_code=404)
        kind = ASSETS[name][2]
        return Response(asset_of(name), media_type=kind, headers={"cache-control": "max-age=3600"})

    return router


def start_of(
    request: Request, service: Service, form: Form = EMPTY, why: Refused | None = None
) -> Response:
    """The page with the form, and why nothing was checked."""
    page = start_page(form, why, _root(request), service.limits.upload)
    headers = {"retry-after": why.detail} if why and why.code == "rate" else {}
    return HTMLResponse(page, why.status if why else 200, headers)


def _root(request: Request) -> str:
    return str(request.scope.get("root_path", ""))
