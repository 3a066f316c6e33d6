"""The routes of the page: the form, its result, the examples, and what pages load."""

from __future__ import annotations

from importlib.resources import files

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool

from noticecheck.letter.render import MEDIA_TYPE, as_docx
from noticecheck.web import texts
from noticecheck.web.forms import Form, read_date, read_form
from noticecheck.web.limits import MAX_CHARACTERS, MAX_CORRECTIONS, MAX_LETTER, MEGABYTE
from noticecheck.web.result import render
from noticecheck.web.said import from_form
from noticecheck.web.service import Service, job
from noticecheck.web.work import Refused

_ASSETS = {
    "report.css": ("noticecheck.report", "templates/report.css", "text/css"),
    "page.css": ("noticecheck.web", "assets/page.css", "text/css"),
    "page.js": ("noticecheck.web", "assets/page.js", "text/javascript"),
}
PASTED = "pasted letter.txt"


def routes(service: Service) -> APIRouter:
    """All that a browser asks for."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    async def start(request: Request) -> Response:
        return _start(request, service)

    @router.post("/check")
    async def check(request: Request) -> Response:
        form = Form(())
        try:
            form = await read_form(request, service.limits)
            return HTMLResponse(await _check(request, form, service))
        except Refused as why:
            return _start(request, service, form, why)

    @router.get("/check")
    async def again(request: Request) -> Response:
        # Where a result is loaded anew, there is no letter any more.
        return _start(request, service)

    @router.post("/letter.docx")
    async def letter(request: Request) -> Response:
        try:
            form = await read_form(request, service.limits)
            subject, text = form.get("subject"), form.get("text")
            if len(subject) + len(text) > MAX_LETTER:
                raise Refused(422, "too_long", f"{MAX_LETTER:,}")
        except Refused as why:
            return _start(request, service, why=why)
        data = await run_in_threadpool(as_docx, subject, text)
        named = {"content-disposition": 'attachment; filename="letter.docx"'}
        return Response(data, media_type=MEDIA_TYPE, headers=named)

    @router.get("/example/{name}")
    async def example(request: Request, name: str) -> Response:
        if name not in texts.EXAMPLES:
            return _start(request, service, why=Refused(404, "not_found"))
        data = (files("noticecheck.web") / "examples" / f"{name}.txt").read_bytes()
        asked = job("page", name=f"{name}.txt", pasted=True, root=_root(request))
        try:
            return HTMLResponse(await service.ask(request, asked, data))
        except Refused as why:
            return _start(request, service, why=why)

    @router.get("/assets/{name}")
    async def asset(name: str) -> Response:
        if name not in _ASSETS:
            return Response(status_code=404)
        package, path, kind = _ASSETS[name]
        data = (files(package) / path).read_bytes()
        return Response(data, media_type=kind, headers={"cache-control": "max-age=3600"})

    return router


async def _check(request: Request, form: Form, service: Service) -> bytes:
    received, dated = read_date(form.get("received")), read_date(form.get("dated"))
    said, bad = from_form(form.fields)
    if bad:
        raise Refused(422, "bad_provision", bad[:40])
    said = said[:MAX_CORRECTIONS]
    root = _root(request)
    if carried := form.get("carried"):
        asked = job(
            "page", pasted=True, carried=True, received=received, dated=dated, said=said, root=root
        )
        return await service.ask(request, asked, carried.encode("utf-8", "replace"))
    text = form.get("text").replace("\r\n", "\n")
    if text.strip() and form.data:
        raise Refused(422, "both")
    if not text.strip() and not form.data:
        raise Refused(422, "empty")
    if len(text) > MAX_CHARACTERS:
        raise Refused(422, "too_long", f"{MAX_CHARACTERS:,}")
    asked = job(
        "page", name=PASTED if text.strip() else form.name or "letter", pasted=not form.data,
        received=received, dated=dated, said=said, root=root,
    )  # fmt: skip
    return await service.ask(request, asked, form.data or text.encode("utf-8", "replace"))


def _start(
    request: Request, service: Service, form: Form | None = None, why: Refused | None = None
) -> Response:
    form = form or Form(())
    page = render(
        "start.html.jinja", _root(request),
        problem=texts.error(why.code, why.detail) if why else "",
        text=form.get("text"), received=form.get("received"), dated=form.get("dated"),
        examples=texts.EXAMPLES, megabytes=service.limits.upload // MEGABYTE,
    )  # fmt: skip
    headers = {"retry-after": why.detail} if why and why.code == "rate" else {}
    return HTMLResponse(page, why.status if why else 200, headers)


def _root(request: Request) -> str:
    return str(request.scope.get("root_path", ""))
