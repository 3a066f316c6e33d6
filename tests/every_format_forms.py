"""All forms of a letter by name, and the bytes of each."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

import every_format_docx as word
import every_format_mail as mail
import every_format_pdf as pdf
import every_format_text as plain
from every_format import LETTERS, Source, source
from share import ALL_TOOLS

Tool = Literal["", "soffice", "tesseract"]


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which a letter comes."""

    family: Literal["text", "html", "pdf", "docx", "mail", "zip", "office", "scan"]
    suffix: str
    write: Callable[[Source], bytes]
    needs: Tool = ""
    """Needed to make it or to read it."""


@dataclass(frozen=True, slots=True)
class Made:
    """A letter in one form."""

    name: str
    data: bytes


_SHARE = {"text": 1, "html": 1, "office": 10, "scan": 20}
"""Of how many letters one is made in a form of this family; the more, the slower they are."""


def names_for(form: str) -> list[str]:
    """The letters that are made in a form; a share of them differs from form to form."""
    family = FORMS[form].family
    # Recognition takes seconds a page: all scans are for who asks for them.
    whole = ALL_TOOLS == "scans" or (ALL_TOOLS and family != "scan")
    step = 1 if whole else _SHARE.get(family, 2)
    return list(LETTERS)[list(FORMS).index(form) % step :: step]


def _converted(form: str) -> Callable[[Source], bytes]:
    suffix = form.partition("-")[0]
    return lambda letter: word.converted(
        suffix, tuple(dict.fromkeys((*names_for(form), letter.name)))
    )[letter.name]


FORMS: dict[str, Form] = {
    "utf-8": Form("text", "txt", lambda s: plain.text(s.blocks).encode()),
    "utf-8-mark": Form("text", "txt", lambda s: plain.text(s.blocks).encode("utf-8-sig")),
    "utf-16": Form("text", "txt", lambda s: plain.text(s.blocks).encode("utf-16")),
    "cp1252": Form("text", "txt", lambda s: plain.text(s.blocks).encode("cp1252")),
    "wrapped": Form("text", "txt", lambda s: plain.text(s.blocks, plain.WIDTH).encode()),
    "crlf": Form("text", "txt", lambda s: plain.text(s.blocks, 80).replace("\n", "\r\n").encode()),
    "no-suffix": Form("text", "", lambda s: plain.text(s.blocks).encode()),
    "markdown": Form("text", "md", lambda s: plain.markdown(s.blocks).encode()),
    "html": Form("html", "html", lambda s: plain.html(s).encode()),
    "html-council": Form("html", "html", lambda s: plain.council_page(s).encode()),
    "html-word": Form("html", "htm", lambda s: plain.word_page(s).encode("cp1252")),
    "pdf": Form("pdf", "pdf", pdf.write_pdf),
    "pdf-running": Form("pdf", "pdf", lambda s: pdf.write_pdf(s, "running")),
    "pdf-columns": Form("pdf", "pdf", lambda s: pdf.write_pdf(s, "columns")),
    "pdf-justified": Form("pdf", "pdf", lambda s: pdf.write_pdf(s, "justified")),
    "docx": Form("docx", "docx", word.write_docx),
    "docx-tracked": Form("docx", "docx", lambda s: word.write_docx(s, "tracked")),
    "docx-controls": Form("docx", "docx", lambda s: word.write_docx(s, "controls")),
    "docx-letterhead": Form("docx", "docx", lambda s: word.write_docx(s, "letterhead")),
    "mail": Form("mail", "eml", mail.plain),
    "mail-base64": Form("mail", "eml", lambda s: mail.plain(s, "base64")),
    "mail-quoted-printable": Form("mail", "eml", mail.quoted_printable),
    "mail-html": Form("mail", "eml", mail.html_only),
    "mail-alternative": Form("mail", "eml", mail.alternative),
    "mail-flowed": Form("mail", "eml", mail.flowed),
    "mail-docx": Form("mail", "eml", mail.with_docx),
    "mail-pdf": Form("mail", "eml", mail.with_pdf),
    "mail-forwarded": Form("mail", "eml", mail.forwarded),
    "mail-thread": Form("mail", "eml", mail.thread),
    "msg": Form("mail", "msg", mail.msg),
    "msg-html": Form("mail", "msg", mail.msg_html),
    "msg-docx": Form("mail", "msg", mail.msg_docx),
    "zip": Form("zip", "zip", mail.archive),
    "pdf-office": Form("office", "pdf", _converted("pdf-office"), "soffice"),
    "odt": Form("office", "odt", _converted("odt"), "soffice"),
    "rtf": Form("office", "rtf", _converted("rtf"), "soffice"),
    "doc": Form("office", "doc", _converted("doc"), "soffice"),
    "scan-pdf": Form("scan", "pdf", pdf.scanned_pdf, "tesseract"),
    "scan-png": Form("scan", "png", pdf.scanned_png, "tesseract"),
}


def missing(form: str) -> str:
    """Which program is missing for a form; "" for none."""
    needs = FORMS[form].needs
    if needs == "soffice":
        return "" if word.office() else "LibreOffice"
    return needs if needs and shutil.which(needs) is None else ""


@cache
def make(form: str, name: str) -> Made:
    """One letter in one form, with the name of its file."""
    letter = source(name)
    stem = name.rpartition(".")[0]
    suffix = FORMS[form].suffix
    return Made(f"{stem}.{suffix}" if suffix else stem, FORMS[form].write(letter))
