"""Mail (.eml) to text: which of its parts are the body, and which are attached."""

from __future__ import annotations

from noticecheck.read.extract import Extract, Reading, Unreadable, one_line
from noticecheck.read.formats import detect, suffix_of
from noticecheck.read.mail.attached import (
    ELSEWHERE,
    ENCRYPTED,
    Attached,
    is_tnef,
    known_problem,
    unread_body,
)
from noticecheck.read.mail.body import (
    choose,
    decode_as,
    decode_html,
    decode_words,
    html_body,
    plain_body,
    unpack,
)
from noticecheck.read.mail.compose import HEADERS, REPORT, Mail, compose
from noticecheck.read.mail.mime import Part, outermost, parse

_TEXTS = ("text/plain", "text/html")
_TOO_DEEP = "its parts are nested too deeply: save the letter as a file of its own"
_BROKEN_OFF = "the mail breaks off before its end: what follows is missing"
_PIECE = "one piece of a mail that was sent in several: get the whole mail"


def read_email(data: bytes, reading: Reading) -> Extract:
    """Headers, body and readable attachments of one mail; the others are named in warnings.

    Raises Unreadable for a mail that holds no text.
    """
    return compose(parts_of(data), reading)


def parts_of(data: bytes) -> Mail:
    """What the parts of a mail hold, sorted. Raises Unreadable."""
    data, root = parse(data)
    sorting = _Sorting(data)
    mail = sorting.sort(root, "")
    mail.bodies = choose([(True, mail.bodies), (False, sorting.unpacked)])
    mail.headers = _headers(root)
    return mail


def headers_of(data: bytes) -> dict[str, str]:
    """The headers of a mail that are shown, whatever follows them."""
    return _headers(outermost(data)[1])


def _headers(root: Part) -> dict[str, str]:
    return {name: _header(root, name) for name in HEADERS}


def _header(part: Part, name: str) -> str:
    """A header as it is read; the first one of several."""
    return decode_words(str(part.headers.get(name, ""))).strip()


class _Sorting:
    """Sorts the parts of one mail; as deep as MAX_MULTIPARTS lets them nest."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.unpacked: list[Extract] = []
        """The text of the mail as a winmail.dat has it."""

    def sort(self, part: Part, parent: str) -> Mail:
        """What a part holds, and all parts within it."""
        mail = Mail()
        if part.broken_off:
            mail.warnings.append(_BROKEN_OFF)
            mail.incomplete = True
        if part.lost:
            mail.warnings.append(f"{part.lost} of its parts were not read: they are too many")
            mail.incomplete = True
        if part.children:
            self._sort_multipart(part, mail)
        else:
            self._sort_leaf(part, parent, mail)
        return mail

    def _sort_multipart(self, part: Part, mail: Mail) -> None:
        if part.kind == "multipart/encrypted":
            mail.attached.append(Attached("message", part.kind, problem=ENCRYPTED))
            return
        found = [self.sort(child, part.kind) for child in part.children]
        if part.kind != "multipart/alternative":
            for one in found:
                mail.add(one)
            if part.kind == "multipart/report":
                mail.returned = True
                mail.warnings.append(REPORT)
            return
        for one in found:
            mail.add_all_but_bodies(one)
        plain = [child.kind == "text/plain" for child in part.children]
        mail.bodies = choose([(p, one.bodies) for p, one in zip(plain, found, strict=True)])

    def _sort_leaf(self, part: Part, parent: str, mail: Mail) -> None:
        kind = part.kind
        if part.too_deep:
            mail.attached.append(Attached("parts", kind, problem=_TOO_DEEP))
            return
        if kind.startswith("multipart/"):
            # It says that it has parts, but where they begin and end is lost: all of it is text.
            kind = "text/plain"
        name = _name(part)
        payload = unpack(
            self._data[part.start : part.end],
            str(part.headers.get("content-transfer-encoding", "")),
            kind.startswith("text/"),
        )
        if kind in _TEXTS and not _is_attached(part, name):
            self._add_body(part, kind, payload, mail)
            return
        if kind in ("message/rfc822", "message/global"):
            title = name or headers_of(payload)["Subject"] or "mail"
            title = title if suffix_of(title) == ".eml" else f"{one_line(title, 76)}.eml"
            mail.attached.append(Attached(title, "message/rfc822", payload))
            return
        if is_tnef(kind, payload) and self._unpack(payload, mail):
            return
        problem = {"message/partial": _PIECE, "message/external-body": ELSEWHERE}.get(kind, "")
        problem = problem or known_problem(name, kind, payload)
        if kind == "text/plain" and not problem:
            payload = _as_utf_8(payload, part.parameter("charset"))
        in_body = kind.startswith("image/") and (
            parent == "multipart/related"
            or (part.disposition != "attachment" and "content-id" in part.headers)
        )
        content_id = str(part.headers.get("content-id", ""))
        mail.attached.append(Attached(name, kind, payload, in_body, content_id, problem))

    def _unpack(self, payload: bytes, mail: Mail) -> bool:
        """Take what is within a winmail.dat for parts of the mail; False for a broken one."""
        from noticecheck.read.mail.tnef import read_tnef

        try:
            inner = read_tnef(payload)
        except Unreadable:
            return False
        mail.add_all_but_bodies(inner)
        self.unpacked.extend(inner.bodies)
        return True

    def _add_body(self, part: Part, kind: str, payload: bytes, mail: Mail) -> None:
        charset = part.parameter("charset")
        try:
            if kind == "text/plain" and _is_page(payload):
                kind = "text/html"
            if kind == "text/html":
                source = decode_html(payload, charset)
                mail.see(source)
                body = html_body(source)
            else:
                flowed = part.parameter("format").lower() == "flowed"
                joined = part.parameter("delsp").lower() == "yes"
                body = plain_body(decode_as(payload, charset), flowed, joined)
        except Unreadable as reason:
            mail.attached.append(unread_body(kind, payload, str(reason)))
            return
        if body.text.strip():
            mail.bodies.append(body)


def _is_attached(part: Part, name: str) -> bool:
    """A text that is shown in place is of the body, even where it has a name."""
    if part.disposition == "inline":
        return False
    return part.disposition == "attachment" or bool(name)


def _is_page(payload: bytes) -> bool:
    """Some senders' plain text is the source of a page."""
    try:
        return payload.lstrip()[:1] == b"<" and detect(payload, "") == "html"
    except Unreadable:
        return False


def _as_utf_8(payload: bytes, charset: str) -> bytes:
    """An attached text in an encoding that only its header tells, so that it is read rightly."""
    try:
        return decode_as(payload, charset).encode("utf-8", "replace")
    except Unreadable:
        return payload


def _name(part: Part) -> str:
    try:
        name = part.headers.get_filename() or ""
    except Exception:
        # As for parameters; a part without a name is known by its type.
        name = part.parameter("filename", "content-disposition") or part.parameter("name")
    return one_line(decode_words(name), 200)
