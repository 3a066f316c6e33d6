"""DOCX: paragraphs, numbering, tables, notes, text boxes, tracked changes, margins."""

from __future__ import annotations

import io
import zipfile

import docx as python_docx
import pytest

from noticecheck.model import Document
from noticecheck.read import read_bytes

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def package(body: str, namespace: str = W, **parts: str) -> Document:
    """A document with this body and further parts, each related to it under its own name."""
    relations = "".join(
        f'<Relationship Id="r-{name}" Type="{KIND}{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for name in parts
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f"<w:document {namespace} {R} {MC}><w:body>{body}</w:body></w:document>",
        )
        archive.writestr(
            "word/_rels/document.xml.rels", f"<Relationships>{relations}</Relationships>"
        )
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return read_bytes(buffer.getvalue(), "a.docx")


def p(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner if '<' in inner else t(inner)}</w:p>"


def t(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def tc(*paragraphs: str) -> str:
    return f"<w:tc>{''.join(p(words) for words in paragraphs)}</w:tc>"


def test_python_docx_letter() -> None:
    document = python_docx.Document()
    document.add_heading("Your request", 1)
    document.add_paragraph("Dear Ms A")
    document.add_paragraph("first", style="List Number")
    document.add_paragraph("second", style="List Number")
    document.add_paragraph("point", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ["Exemption", "Why", "s40(2)", "personal"], strict=True):
        cell.text = words
    document.sections[0].header.paragraphs[0].text = "Council"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    buffer = io.BytesIO()
    document.save(buffer)
    read = read_bytes(buffer.getvalue(), "a.docx")
    assert read.text == (
        "Council\n\nYour request\n\nDear Ms A\n\n1. first\n2. second\n- point\n\n"
        "Exemption | Why\ns40(2) | personal\n\nPage 1"
    )
    assert [(r.kind, r.name, read.quote(r.span)) for r in read.regions] == [
        ("furniture", "header", "Council"),
        ("furniture", "footer", "Page 1"),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("one") + p("") + p("two"), "one\n\ntwo"),
        (p(t("s") + t("40") + "<w:r><w:tab/><w:t>x</w:t><w:br/><w:t>y</w:t></w:r>"), "s40\tx\ny"),
        (p("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/></w:r>"), "a-b"),
        (p("a &amp; b\u00a0c"), "a & b\u00a0c"),
        (p(f"<w:hyperlink>{t('our page')}</w:hyperlink>"), "our page"),
        (p(f"{t('a')}<w:ins>{t('b')}</w:ins><w:del><w:r><w:delText>c</w:delText></w:r></w:del>"), "ab"),
        (p(f"<w:moveFrom>{t('a')}</w:moveFrom><w:moveTo>{t('b')}</w:moveTo>"), "b"),
        (p(t("a"), "<w:rPr><w:del/></w:rPr>") + p("b") + p("c"), "a b\n\nc"),
        (p("<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>" + t("y")), "y"),
        (p('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>x</w:t></w:r>'), "x"),
        (p(f"<w:r><w:instrText>PAGE</w:instrText></w:r>{t('3')}"), "3"),
        (f"<w:sdt><w:sdtContent>{p('a')}</w:sdtContent></w:sdt>{p('b')}", "a\n\nb"),
        (p(f"<w:fldSimple>{t('a')}</w:fldSimple><!-- note --><w:smartTag>{t('b')}</w:smartTag>"), "ab"),
        (f"<w:tbl><w:tr>{tc('a')}{tc('b', 'c')}</w:tr><w:tr>{tc('')}{tc('d')}</w:tr></w:tbl>{p('e')}",
         "a | b c\nd\n\ne"),
        (f"<w:tbl><w:tr>{tc('a', 'b')}</w:tr></w:tbl>", "a\n\nb"),
        (f"<w:tbl><w:tr>{tc('a' * 200, 'b' * 200)}{tc('c')}</w:tr></w:tbl>",
         f"{'a' * 200}\n\n{'b' * 200}\n\nc"),
        (f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{tc('a')}{tc('b')}</w:tr></w:tbl>{p('c')}", "c"),
        (f"<w:tbl><w:tr><w:tc><w:tbl><w:tr>{tc('a')}{tc('b')}</w:tr></w:tbl></w:tc></w:tr></w:tbl>", "a | b"),
        (p(f"{t('a')}<w:r><w:pict><w:txbxContent>{p('box')}</w:txbxContent></w:pict></w:r>{t('b')}"),
         "ab\n\nbox"),
        (p("<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>" + p("box")
           + "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>" + p("box")
           + "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"), "box"),
    ],
)  # fmt: skip
def test_body(body: str, expected: str) -> None:
    assert package(body).text == expected
    assert package(body, STRICT).text == expected


def level(depth: int, form: str, pattern: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{pattern}"/>{more}</w:lvl>'
    )


NUMBERING = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">'
    + level(0, "decimal", "%1.")
    + level(1, "lowerLetter", "(%2)")
    + level(2, "lowerRoman", "%1.%3", "<w:isLgl/>")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + level(0, "bullet", "\uf0b7")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    + level(0, "decimal", "Annex %1", '<w:pStyle w:val="Annex"/>')
    + "</w:abstractNum>"
    + "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(3))
    + '<w:num w:numId="9"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>'
)
STYLES = (
    f'<w:styles {W}><w:style w:styleId="Annex"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>'
    '</w:style><w:style w:styleId="Child"><w:basedOn w:val="Annex"/></w:style>'
    '<w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style></w:styles>'
)


def item(words: str, number: int, depth: int = 0) -> str:
    return p(words, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def test_numbering() -> None:
    body = (
        item("one", 1) + item("a", 1, 1) + item("b", 1, 1) + item("i", 1, 2) + item("two", 1)
        + item("a", 1, 1) + p("between") + item("dot", 2) + item("three", 1) + item("again", 9)
        + item("six", 9) + item("unknown", 77) + item("", 1) + item("eight", 1)
    )  # fmt: skip
    assert package(body, numbering=NUMBERING, styles=STYLES).text == (
        "1. one\n(a) a\n(b) b\n1.1 i\n2. two\n(a) a\n\nbetween\n\n- dot\n3. three\n5. again\n6. six"
        "\n\nunknown\n\n8. eight"
    )


def test_numbering_by_style() -> None:
    body = (
        p("first", '<w:pStyle w:val="Annex"/>') + p("second", '<w:pStyle w:val="Child"/>')
        + p("none", '<w:pStyle w:val="Annex"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("loop", '<w:pStyle w:val="Loop"/>')
    )  # fmt: skip
    assert package(body, numbering=NUMBERING, styles=STYLES).text == (
        "Annex 1 first\nAnnex 2 second\n\nnone\n\nloop"
    )


def test_numbers_in_a_table() -> None:
    row = f"<w:tr><w:tc>{item('', 1)}{item('x', 1)}</w:tc>{tc('y')}</w:tr>"
    assert package(f"<w:tbl>{row}{row}</w:tbl>", numbering=NUMBERING).text == "2. x | y\n4. x | y"


def test_notes() -> None:
    body = (
        p(t("a") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
        + p(t("b") + '<w:r><w:endnoteReference w:id="2"/></w:r>')
        + p(t("c") + '<w:r><w:footnoteReference w:id="8"/></w:r>')
    )
    notes = {
        f"{kind}s": f'<w:x {W}><w:{kind} w:id="0">{p("separator")}</w:{kind}>'
        f'<w:{kind} w:id="2">{p(kind)}{p("more")}</w:{kind}></w:x>'
        for kind in ("footnote", "endnote")
    }
    document = package(body, **notes)
    assert document.text == ("a[1]\n\nb[2]\n\nc[3]\n\n[1] footnote\n\nmore\n\n[2] endnote\n\nmore")
    assert [(r.kind, r.name, document.quote(r.span)) for r in document.regions] == [
        ("footnote", "1", "[1] footnote\n\nmore"),
        ("footnote", "2", "[2] endnote\n\nmore"),
    ]


def test_each_header_and_footer_once() -> None:
    references = "".join(
        f'<w:sectPr><w:{kind}Reference r:id="r-{kind}{n}"/></w:sectPr>'
        for kind in ("footer", "header")
        for n in (1, 2, 3)
    )
    parts = {
        f"{kind}{n}": f"<w:x {W}>{p(words)}</w:x>"
        for kind in ("header", "footer")
        for n, words in ((1, kind), (2, ""), (3, kind))
    }
    document = package(p("letter") + references, **parts)
    assert document.text == "header\n\nletter\n\nfooter"
    assert [r.name for r in document.regions] == ["header", "footer"]


def test_broken_side_part_is_an_error_not_a_traceback() -> None:
    from noticecheck.errors import ReadError

    with pytest.raises(ReadError):
        package(p("x"), numbering="<broken")
