"""What comes in: bodies of a limited size, and forms that touch no disk."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from noticecheck.read.archive import packed
from noticecheck.web.asked import Form
from noticecheck.web.limits import MEGABYTE, Limits
from noticecheck.web.work import SEVERAL, Refused

_FILES = 8
"""Letters of one request that can be sent together."""
_FIELDS = 400
"""A page with many findings has two or three for each."""


async def read_body(request: Request, limits: Limits) -> bytes:
    """The body; raises Refused for one that is too large, before it is all here."""
    too_large = Refused(413, "too_large", str(limits.upload // MEGABYTE))
    said = request.headers.get("content-length", "")
    if said.isdigit() and int(said) > limits.upload:
        raise too_large
    held = bytearray()
    async for chunk in request.stream():
        held += chunk
        if len(held) > limits.upload:
            raise too_large
    return bytes(held)


async def read_form(request: Request, limits: Limits) -> Form:
    """A form as browsers send it with a file; raises Refused."""
    body = await read_body(request, limits)
    kind = request.headers.get("content-type", "")
    if not kind.lower().startswith("multipart/form-data"):
        raise Refused(415, "bad_type", kind[:80] or "nothing")

    async def stream() -> AsyncGenerator[bytes, None]:
        yield body

    parser = MultiPartParser(
        request.headers, stream(), max_files=_FILES, max_fields=_FIELDS, max_part_size=limits.upload
    )
    # A file that is larger would be written to a disk.
    parser.spool_max_size = limits.upload + 1
    try:
        found = await parser.parse()
    except MultiPartException as error:
        if error.message.startswith("Too many files"):
            raise Refused(400, "too_many", str(_FILES)) from None
        raise Refused(400, "bad_form", error.message) from None
    except (KeyError, ValueError, LookupError):
        raise Refused(400, "bad_form", "it is not multipart/form-data") from None
    fields: list[tuple[str, str]] = []
    files: list[tuple[str, bytes]] = []
    for key, value in found.multi_items():
        if isinstance(value, UploadFile):
            data = await value.read()
            if key == "file" and data:
                files.append((value.filename or "", data))
            await value.close()
        else:
            fields.append((key, value))
    if len(files) > 1:
        return Form(tuple(fields), SEVERAL, packed(files))
    name, data = files[0] if files else ("", b"")
    return Form(tuple(fields), name, data)
