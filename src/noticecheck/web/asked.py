"""What a form asks for, as a job: the same whether a server has it or the page itself."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from noticecheck.web import texts
from noticecheck.web.carried import Broken, unpack
from noticecheck.web.limits import MAX_CHARACTERS, MAX_CORRECTIONS, MAX_NAME, MEGABYTE
from noticecheck.web.result import render
from noticecheck.web.said import from_form
from noticecheck.web.work import Refused

PASTED = "pasted letter.txt"


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form in their order, and the file that came with it."""

    fields: tuple[tuple[str, str], ...]
    name: str = ""
    data: bytes = b""

    def get(self, name: str) -> str:
        """The first value of a field, or nothing."""
        return next((value for key, value in self.fields if key == name), "")


EMPTY = Form(())


def job(
    do: str, *, name: str = "", pasted: bool = False, carried: bool = False,
    received: str | None = None, dated: str | None = None, packs: Sequence[str] = (),
    said: Sequence[str] = (), root: str = "", alone: bool = False, problems: Sequence[str] = (),
) -> dict[str, Any]:  # fmt: skip
    """A job for a worker; `alone` for a page that no server shows. `problems` are told on it."""
    return {
        "do": do, "name": name, "pasted": pasted, "carried": carried, "received": received,
        "dated": dated, "packs": list(packs), "said": list(said), "root": root, "alone": alone,
        "problems": list(problems),
    }  # fmt: skip


def page_of(form: Form, root: str, alone: bool = False) -> tuple[dict[str, Any], bytes]:
    """The job of a form and the bytes of its letter; raises Refused where there is none.

    What is wrong in a form that comes with a result is told beside the result, which the rest of
    the form makes anew: nothing that was said before is lost.
    """
    wrong: list[Refused] = []
    received = _day(form, "received", wrong, not_to_come=True)
    dated = _day(form, "dated", wrong)
    said, none = from_form(form.fields)
    wrong += [Refused(422, "bad_provision", value[:40]) for value in none]
    said = said[:MAX_CORRECTIONS]
    if carried := form.get("carried"):
        asked = job(
            "page", pasted=True, carried=True, received=received, dated=dated, said=said, root=root,
            alone=alone, problems=[texts.error(why.code, why.detail) for why in wrong],
        )  # fmt: skip
        return asked, carried.encode("utf-8", "replace")
    if wrong:
        raise wrong[0]
    text = form.get("text").replace("\r\n", "\n")
    if text.strip() and form.data:
        raise Refused(422, "both")
    if not text.strip() and not form.data:
        raise Refused(422, "empty")
    if len(text) > MAX_CHARACTERS:
        raise Refused(422, "too_long", f"{MAX_CHARACTERS:,}")
    asked = job(
        "page", name=PASTED if text.strip() else form.name or "letter", pasted=not form.data,
        received=received, dated=dated, said=said, root=root, alone=alone,
    )  # fmt: skip
    return asked, form.data or text.encode("utf-8", "replace")


def _day(form: Form, name: str, wrong: list[Refused], *, not_to_come: bool = False) -> str | None:
    """The day of a field; what is none is added to what is wrong."""
    try:
        day = read_date(form.get(name))
        if not_to_come and day and day > date.today().isoformat():
            raise Refused(422, "future", form.get(name).strip()[:40])
    except Refused as why:
        wrong.append(why)
        return None
    return day


def page_without_answer(form: Form, root: str) -> tuple[dict[str, Any], bytes]:
    """The job of the form for who got no answer, and what it is about; raises Refused."""
    wrong: list[Refused] = []
    received = _day(form, "silent-since", wrong, not_to_come=True)
    if wrong:
        raise wrong[0]
    if received is None:
        raise Refused(422, "no_day")
    asked = {"authority": form.get("authority").strip()[:MAX_NAME], "pack": form.get("law")}
    return job("silence", received=received, root=root), json.dumps(asked).encode("ascii")


def page_of_example(name: str, root: str, alone: bool = False) -> tuple[dict[str, Any], bytes]:
    """The job of a letter of `texts.EXAMPLES`, and its bytes."""
    data = (files("noticecheck.web") / "examples" / f"{name}.txt").read_bytes()
    return job("page", name=f"{name}.txt", pasted=True, root=root, alone=alone), data


def start_page(form: Form, why: Refused | None, root: str, upload: int, alone: bool = False) -> str:
    """The page with the form, as it was filled in, and why nothing was checked."""
    return render(
        "start.html.jinja", root, alone,
        problem=texts.error(why.code, why.detail) if why else "",
        text=form.get("text") or _carried_text(form),
        received=form.get("received"), dated=form.get("dated"),
        silent_since=form.get("silent-since"), authority=form.get("authority"),
        law=form.get("law"), laws=texts.LAWS,
        examples=texts.EXAMPLES, megabytes=upload // MEGABYTE,
    )  # fmt: skip


def _carried_text(form: Form) -> str:
    """The letter that a result carries, for whoever has to begin anew with it."""
    try:
        return unpack(form.get("carried").encode("utf-8", "replace")).text
    except Broken:
        return ""


def read_date(text: str) -> str | None:
    """A day as ISO has it; raises Refused for what is none."""
    text = text.strip()
    if not text:
        return None
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y"):
        try:
            day: date = datetime.strptime(text, form).date()
        except ValueError:
            continue
        if 1900 <= day.year < 2100:
            return day.isoformat()
    raise Refused(422, "bad_date", text[:40])
