"""The routes for programs: one letter in, its report as JSON out; errors as problem JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse

from noticecheck.web import texts
from noticecheck.web.asked import PASTED, job, read_date
from noticecheck.web.forms import read_body, read_form
from noticecheck.web.limits import MAX_CHARACTERS
from noticecheck.web.result import render
from noticecheck.web.service import Service
from noticecheck.web.work import Refused

_DATE = {
    "type": "string",
    "format": "date",
    "pattern": "^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$",
}
_COMMON: dict[str, Any] = {
    "received": {**_DATE, "description": "The day on which the request came in."},
    "dated": {**_DATE, "description": "The day on which the letter was sent."},
    "pack": {"type": "string", "description": "Judge under these rules, such as foia2000."},
}


def _body(packs: Sequence[str]) -> dict[str, Any]:
    """What is to be sent, in either of two forms."""
    common = {**_COMMON, "pack": {**_COMMON["pack"], "enum": list(packs)}}
    text = {"type": "string", "minLength": 1, "maxLength": MAX_CHARACTERS}
    sent = {
        "type": "object",
        "required": ["text"],
        "additionalProperties": False,
        "properties": {"text": text, **common},
    }
    file = {"type": "string", "format": "binary", "minLength": 1}
    form = {"type": "object", "required": ["file"], "properties": {"file": file, **common}}
    return {
        "required": True,
        "content": {"application/json": {"schema": sent}, "multipart/form-data": {"schema": form}},
    }


_PROBLEM: dict[str, Any] = {
    "content": {
        "application/problem+json": {
            "schema": {
                "type": "object",
                "required": ["title", "status", "detail", "code"],
                "properties": {
                    "type": {"type": "string"},
                    "title": {"type": "string"},
                    "status": {"type": "integer"},
                    "detail": {"type": "string"},
                    "code": {"type": "string"},
                },
            }
        }
    }
}
_ANSWERS: dict[int | str, dict[str, Any]] = {
    400: {"description": "The request is not as described.", **_PROBLEM},
    413: {"description": "The request is too large.", **_PROBLEM},
    415: {"description": "The body is of another kind.", **_PROBLEM},
    422: {"description": "The letter cannot be checked, or a value cannot be used.", **_PROBLEM},
    429: {"description": "Too many letters from one address.", **_PROBLEM},
    500: {"description": "A fault of the server.", **_PROBLEM},
    503: {"description": "Too many letters at once.", **_PROBLEM},
}
_REPORT = {
    "description": "The report, as docs/report.schema.json describes it. What cannot be read has "
    "the verdict not_assessed, and a warning that says why.",
    "content": {
        "application/json": {
            "schema": {"type": "object", "required": ["schema", "document", "verdict"]}
        }
    },
}


def routes(service: Service) -> APIRouter:
    """All that programs ask for."""
    router = APIRouter()
    body = _body(known_packs(service))

    @router.post(
        "/api/v1/check",
        summary="Check one letter",
        operation_id="check",
        responses={200: _REPORT, **_ANSWERS},
        openapi_extra={"requestBody": body},
    )
    async def check(request: Request) -> Response:
        try:
            report = await _check(request, service)
        except Refused as why:
            return problem(why)
        return Response(report, media_type="application/json")

    @router.get("/healthz", summary="Whether the server is up", response_class=JSONResponse)
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @router.get(
        "/metrics", summary="Counts and durations, for Prometheus",
        response_class=PlainTextResponse,
    )  # fmt: skip
    async def metrics() -> PlainTextResponse:
        kind = "text/plain; version=0.0.4"
        return PlainTextResponse(service.metrics.text(service.waiting), media_type=kind)

    @router.get("/api", include_in_schema=False)
    async def described(request: Request) -> HTMLResponse:
        return HTMLResponse(_described(request, body))

    return router


def problem(why: Refused) -> JSONResponse:
    """An error as RFC 9457 has it."""
    told = {
        "type": "about:blank",
        "title": texts.TEXTS["error_title"],
        "status": why.status,
        "detail": texts.error(why.code, why.detail),
        "code": why.code,
    }
    headers = {"retry-after": why.detail or "60"} if why.status in (429, 503) else {}
    return JSONResponse(told, why.status, headers, media_type="application/problem+json")


async def _check(request: Request, service: Service) -> bytes:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        values = _values(await read_body(request, service.limits))
        name, data, pasted = PASTED, values["text"].encode("utf-8", "replace"), True
    else:
        form = await read_form(request, service.limits)
        values = {key: value for key, value in form.fields if key in _COMMON}
        name, data, pasted = form.name or "letter", form.data, False
    if not data:
        raise Refused(422, "empty")
    pack, packs = values.get("pack"), known_packs(service)
    if pack is not None and pack not in packs:
        raise Refused(422, "bad_pack", f"“{pack[:40]}” (there are {', '.join(packs)})")
    received, dated = _day(values.get("received")), _day(values.get("dated"))
    asked = job(
        "report", name=name, pasted=pasted, received=received, dated=dated,
        packs=[] if pack is None else [pack],
    )  # fmt: skip
    return await service.ask(request, asked, data)


def _day(text: str | None) -> str | None:
    """A day as the schema has it; people may write it otherwise, programs may not."""
    if text is not None and read_date(text) != text:
        raise Refused(422, "bad_date", f"“{text[:40]}”")
    return text


def _values(body: bytes) -> dict[str, str]:
    """The strings of a JSON object; raises Refused for anything else."""
    try:
        values = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(400, "bad_json", "it cannot be parsed") from None
    if not isinstance(values, dict):
        raise Refused(400, "bad_json", "it is no object")
    for name, value in values.items():
        if name not in ("text", *_COMMON):
            raise Refused(400, "bad_json", f"{name[:40]} is not among its names")
        if not isinstance(value, str):
            raise Refused(400, "bad_json", f"{name} is no string")
    if "text" not in values:
        raise Refused(400, "bad_json", "text is missing")
    if len(values["text"]) > MAX_CHARACTERS:
        raise Refused(422, "too_long", f"{MAX_CHARACTERS:,}")
    return values


def known_packs(service: Service) -> tuple[str, ...]:
    """The packs that a letter may be judged under."""
    from noticecheck.web.work import checker_of

    packs = tuple(service.packs) if service.packs else None
    checker = checker_of(tuple(service.rules), packs)
    return tuple(pack.name for pack in checker.ruleset.packs)


def _described(request: Request, body: dict[str, Any]) -> str:
    """The description for people, which loads nothing from anywhere."""
    return render(
        "api.html.jinja", str(request.scope.get("root_path", "")),
        body=json.dumps(body, indent=2), answers={200: _REPORT, **_ANSWERS},
        here=str(request.url_for("check")),
    )  # fmt: skip
