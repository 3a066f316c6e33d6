"""What a page has that is not in its text: linked documents, pictures, words not said."""

from __future__ import annotations

import re
from dataclasses import field
from urllib.parse import unquote, urlsplit

from lxml import etree

from noticecheck.late import dataclass, regex
from noticecheck.read.extract import one_line
from noticecheck.read.html.parts import Role
from noticecheck.read.html.source import words_of
from noticecheck.read.wording import wording

_DOCUMENT = regex(
    r"\.(?:pdf|docx?|docm|odt|rtf|msg|eml|xlsx?|xlsm|ods|csv|zip|tiff?)\Z", re.IGNORECASE
)
# "Response (PDF, 120KB)": servers of documents often have addresses without a suffix.
_SIZED = regex(
    r"[(\[][^()\[\]]{0,40}\b(?:pdf|docx?|word|odt|xlsx?|csv|[\d.]+ ?[km]b)\b[^()\[\]]{0,40}[)\]]",
    re.IGNORECASE,
)
_LEAST = 250
"""A letter says as much before its sign-off; a note that only points to one says less."""
_FEW_WORDS = 1000
"""A page that says less than this beside links to documents is not itself the letter."""
_HARDLY_ANY = 200
_LONG_ALT = 80
_ICON = {"width": 300, "height": 100}
_MOST_NAMED = 5
_MOST_QUOTED = 3


@dataclass(slots=True)
class Elsewhere:
    """Collected while a page is walked."""

    documents: dict[str, bool] = field(default_factory=dict)
    """The words of each link to a document, and whether it may lead to the letter: it stands apart
    from running text, and in no foot."""
    pictures: int = 0
    described: list[str] = field(default_factory=list)
    signed: bool = False
    """A letter has ended: what follows belongs to its signature."""

    def words(self, text: str, said: int) -> None:
        """Some words of the page, before which it has `said` so many characters."""
        if said >= _LEAST and not self.signed and len(text) < 100:
            self.signed = wording().sign_off.fullmatch(text.strip()) is not None

    def link(self, element: etree._Element, apart: bool) -> None:
        """A link; only one to a document counts."""
        address = element.get("href", "")[:2000]
        words = one_line(words_of(element)[:500])
        if address.startswith(("mailto:", "tel:", "javascript:")) or not address:
            return
        if _DOCUMENT.search(_path(address)) or _SIZED.search(words):
            name = words or one_line(_path(address).rpartition("/")[2]) or one_line(address)
            apart = apart and not self.signed and not wording().site_link.search(name)
            self.documents[name] = self.documents.get(name, False) or apart

    def frame(self, address: str) -> None:
        """A document that is shown in a frame; frames with other pages serve maps and videos."""
        if _DOCUMENT.search(_path(address)):
            self.documents[one_line(_path(address).rpartition("/")[2])] = True

    def picture(self, element: etree._Element) -> None:
        """A picture that is no icon, and no part of a mail, whose reader looks at it itself."""
        if element.get("src", "").startswith("cid:"):
            return
        for name, small in _ICON.items():
            size = element.get(name, "").removesuffix("px")[:9]
            if size.isdecimal() and int(size) < small:
                return
        self.pictures += 1
        alternative = element.get("alt", "").strip()
        if len(alternative) >= _LONG_ALT:
            self.described.append(one_line(alternative))

    def warnings(self, said: int) -> tuple[tuple[str, ...], bool]:
        """What a reader of the text alone must know, and whether the letter may be elsewhere.

        `said` is how many characters of running text the page has.
        """
        warnings: list[str] = []
        incomplete = False
        if self.documents:
            named = _listed([f'"{name}"' for name in self.documents])
            one = len(self.documents) == 1
            noun, them = ("a document is", "it") if one else ("documents are", "them")
            warnings.append(
                f"{noun} linked, not included: {named}: download {them} and check {them} too"
            )
            incomplete = said < _FEW_WORDS and any(self.documents.values())
        if self.pictures and said < _HARDLY_ANY:
            warnings.append(
                "a picture stands there with hardly any words: save the picture and check it"
            )
            incomplete = True
        for description in self.described[:_MOST_NAMED]:
            warnings.append(
                f'a picture on the page is not read; it is described as "{description}"'
            )
        return tuple(warnings), incomplete


@dataclass(slots=True)
class LeftOut:
    """Words that are in the page's code, but not said on the page."""

    struck: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)

    def of(self, role: Role) -> list[str] | None:
        """Where such words are gathered; None for those that are not lost."""
        return {"struck": self.struck, "unseen": self.unseen}.get(role)

    def warnings(self) -> list[str]:
        told = ((self.struck, "struck out on the page"), (self.unseen, "that the page hides"))
        warnings = []
        for passages, what in told:
            words = [one_line(text) for text in passages if sum(map(str.isalpha, text)) > 2]
            if words:
                quoted = ", ".join(f'"{text}"' for text in words[:_MOST_QUOTED])
                more = len(words) - _MOST_QUOTED
                quoted += f" and {more} more" if more > 0 else ""
                warnings.append(f"words {what} are left out: {quoted}")
        return warnings


def is_signature(element: etree._Element) -> bool:
    """The signature of a mail, as mail programs mark it."""
    names = f"{element.get('class', '')[:100]} {element.get('id', '')[:100]}".lower()
    return any(name.endswith("signature") for name in names.split())


def _path(address: str) -> str:
    try:
        return unquote(urlsplit(address.strip()).path)
    except ValueError:
        return ""


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    return f"{shown} and {more} more" if more > 0 else shown
