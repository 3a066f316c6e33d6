"""The page that no server shows: what a server would answer, made by Python in the browser itself.

tools/build_static.py makes the files of such a page; assets/worker.js calls what is here.
"""

from __future__ import annotations

import json
from typing import Any

from noticecheck.read.formats import Format
from noticecheck.read.reader import Reader
from noticecheck.web import texts
from noticecheck.web.asked import EMPTY, Form, page_of, page_of_example, start_page
from noticecheck.web.limits import MEGABYTE, Limits
from noticecheck.web.work import Refused, Settings, answer

READ: tuple[Format, ...] = ("text", "markdown", "pdf")
"""What is read: for the others no library is to be had that runs in a browser."""
_HERE = "."
_LIMITS = Limits()
_SETTINGS = Settings()
_READER = Reader(only=READ)


def prepare() -> None:
    """Have all ready that a letter needs."""
    example(next(iter(texts.EXAMPLES)))


def checked(fields: str, name: str, data: Any) -> str:
    """The page that answers a form: its fields as JSON, in pairs; name and bytes of its file."""
    form = Form(tuple((key, value) for key, value in json.loads(fields)), name, bytes(data))
    try:
        if len(form.data) > _LIMITS.upload:
            raise Refused(413, "too_large", str(_LIMITS.upload // MEGABYTE))
        return _made(*page_of(form, _HERE, alone=True))
    except Refused as why:
        return start(form, why)


def example(name: str) -> str:
    """The page about one of the letters to try."""
    return _made(*page_of_example(name, _HERE, alone=True))


def refused(code: str) -> str:
    """The page that says that nothing was checked, and why: a code of `texts.ERRORS`."""
    return start(EMPTY, Refused(422, code))


def start(form: Form = EMPTY, why: Refused | None = None) -> str:
    """The page with the form."""
    return start_page(form, why, _HERE, _LIMITS.upload, alone=True)


def _made(job: dict[str, Any], data: bytes) -> str:
    status, body, code, detail = answer(job, data, _READER, _SETTINGS)
    if code:
        raise Refused(status, code, detail)
    return body.decode("utf-8")
