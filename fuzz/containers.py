"""How the bytes of the readers' target become a file: under a name, or packed in a sound file.

Files whose parts are packed or summed up are hardly ever sound after a change: what is packed for
the fuzzer lets it reach the code behind.
"""

from __future__ import annotations

import io
import zipfile
from base64 import encodebytes
from collections.abc import Callable

from compound_file import make_msg

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _as_it_is(data: bytes) -> bytes:
    return data


def _zip(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


def _word_body(data: bytes) -> bytes:
    """A DOCX whose body is these bytes."""
    begin = f'<w:document xmlns:w="{_WORD}"><w:body>'.encode()
    return _zip(word__document_xml=begin + data + b"</w:body></w:document>")


def _pdf_page(data: bytes) -> bytes:
    """A PDF with one page, which is drawn by these bytes."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(data), data),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"xref\n0 6\n0000000000 65535 f \n%btrailer<</Size 6/Root 1 0 R>>\n" % table
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % out.index(b"xref\n0 6")


def _rich_text_of_outlook(data: bytes) -> bytes:
    """An Outlook message whose body is rich text, in these bytes."""
    return make_msg(subject="Your request", rtf=data)


def _winmail(data: bytes) -> bytes:
    """A mail with a winmail.dat of these bytes."""
    head = (
        b"From: clerk@example.org\nSubject: Your request\nMIME-Version: 1.0\n"
        b"Content-Type: application/ms-tnef; name=winmail.dat\n"
        b"Content-Transfer-Encoding: base64\n\n"
    )
    return head + encodebytes(data)


CONTAINERS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    ".txt": ("letter.txt", _as_it_is),
    ".md": ("letter.md", _as_it_is),
    ".html": ("letter.html", _as_it_is),
    ".pdf": ("letter.pdf", _as_it_is),
    ".docx": ("letter.docx", _as_it_is),
    ".odt": ("letter.odt", _as_it_is),
    ".rtf": ("letter.rtf", _as_it_is),
    ".doc": ("letter.doc", _as_it_is),
    ".eml": ("letter.eml", _as_it_is),
    ".msg": ("letter.msg", _as_it_is),
    ".zip": ("letter.zip", _as_it_is),
    ".png": ("letter.png", _as_it_is),
    "": ("letter", _as_it_is),
    ".word-body": ("letter.docx", _word_body),
    ".pdf-page": ("letter.pdf", _pdf_page),
    ".outlook-rtf": ("letter.msg", _rich_text_of_outlook),
    ".tnef": ("letter.eml", _winmail),
}
"""By the ending of a seed's name: the name of the file, and what makes it of the bytes."""
KINDS = tuple(CONTAINERS)
