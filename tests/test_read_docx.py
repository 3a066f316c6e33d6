"""DOCX: paragraphs, numbering, tables, notes, text boxes, tracked changes, margins."""

from __future__ import annotations

import io
import re
import zipfile

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noticecheck.errors import ReadError
from noticecheck.model import Document
from noticecheck.read import read_bytes
from noticecheck.read.docx import LEFT_OUT, TRACKED
from noticecheck.read.docx.numbers import write_number
from noticecheck.read.formats import BROKEN, PASSWORD

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
MC = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:a="a" xmlns:v="v" '
    'xmlns:m="m" xmlns:o="o" xmlns:dgm="dgm" xmlns:wp="wp"'
)
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def package(body: str, namespace: str = W, **parts: str) -> Document:
    """A document with this body and further parts, each related to it under its own name."""
    return read_bytes(package_bytes(body, namespace, **parts), "a.docx")


def package_bytes(body: str, namespace: str = W, **parts: str) -> bytes:
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
    return buffer.getvalue()


def p(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner if '<' in inner else t(inner)}</w:p>"


def t(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def tc(*paragraphs: str) -> str:
    return f"<w:tc>{''.join(p(words) for words in paragraphs)}</w:tc>"


def begin(data: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'


def separate() -> str:
    return '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'


def end() -> str:
    return '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def field(instruction: str, result: str, data: str = "") -> str:
    """A field; one without a result has no mark between the two either."""
    told = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return begin(data) + told + (separate() + result if result else "") + end()


def form_field(kind: str) -> str:
    return field(" FORM ", "", f"<w:ffData><w:name/>{kind}</w:ffData>")


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
        # Blanks at the ends of a run count where the run says so.
        (p("<w:r><w:t> a </w:t></w:r>" + t(" b")), "a b"),
        (p("<w:r><w:t>a\n\tb</w:t></w:r>"), "a  b"),
        (p(f'{t("a")}<w:r><w:br w:type="page"/></w:r>{t("b")}'), "a\n\nb"),
        # A paragraph whose end is hidden or moved away, and a large first letter.
        (p(t("Head."), "<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + p("Text"), "Head. Text"),
        (p(t("a"), "<w:rPr><w:moveFrom/></w:rPr>") + p("b"), "a b"),
        (p("D", '<w:framePr w:dropCap="drop"/>') + p("ear Ms A"), "Dear Ms A"),
        # Fields show their results, never their instructions.
        (p(field(" REF x ", t("3"))), "3"),
        (p(begin() + field(" REF y ", t("1")) + separate() + t("yes") + end() + t(" end")), "yes end"),
        (p(begin() + t("lost?") + t(" no")), "lost? no"),
        (p(begin() + "<w:r><w:instrText> TOC </w:instrText></w:r>" + separate() + t("one"))
         + p(t("two") + end()) + p("three"), "one\n\ntwo\n\nthree"),
        (p("<w:del>" + field(" REF x ", "") + "</w:del>" + t("a")), "a"),
        (p(field(' SYMBOL 252 \\f "Wingdings" \\s 11 ', "")), "✓"),
        (p(field(" MACROBUTTON NoMacro [Type the name] ", "")), "[Type the name]"),
        (p(form_field('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>') + t(" yes")), "☒ yes"),
        (p(form_field('<w:checkBox><w:default w:val="0"/></w:checkBox>') + t(" no")), "☐ no"),
        (p(form_field('<w:ddList><w:result w:val="1"/><w:listEntry w:val="a"/><w:listEntry w:val="b"/></w:ddList>')), "b"),
        (p('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>x</w:t><w:sym w:font="Symbol" w:char="F0B7"/></w:r>'), "☑x•"),
        (p('<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>ü</w:t></w:r>' + t(" \uf0b7")), "✓ •"),
        (p("<w:r><w:ruby><w:rt>" + t("above") + "</w:rt><w:rubyBase>" + t("base") + "</w:rubyBase></w:ruby></w:r>"), "base"),
        (p("<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"), "1/2"),
        (p(f"<w:unheardOf>{t('a')}</w:unheardOf><mc:AlternateContent><mc:Choice>{t('b')}</mc:Choice><mc:Fallback>{t('c')}</mc:Fallback></mc:AlternateContent>"), "ab"),
        (p("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + t("Click or tap here.") + "</w:sdtContent></w:sdt>"), "Click or tap here."),
        (f"<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent>{tc('a')}</w:sdtContent></w:sdt>{tc('b')}</w:tr></w:sdtContent></w:sdt></w:tbl>", "a | b"),
        (f"<w:tbl><w:tr>{tc('a')}<w:tc><w:tcPr><w:cellDel/></w:tcPr>{p('x')}</w:tc>{tc('b')}</w:tr><w:tr><w:trPr><w:hidden/></w:trPr>{tc('c')}</w:tr></w:tbl>", "a | b"),
        (p('<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>') + p("a"), "DRAFT\n\na"),
        (p("<w:r><w:drawing><a:lockedCanvas><a:txBody><a:p><a:r><a:t>drawn</a:t></a:r></a:p></a:txBody></a:lockedCanvas></w:drawing></w:r>"), "drawn"),
        (p("<w:del><w:r><w:pict><w:txbxContent>" + p("gone") + "</w:txbxContent></w:pict></w:r></w:del>" + t("a")), "a"),
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
        f'<w:sectPr><w:{kind}Reference w:type="default" r:id="r-{kind}{n}"/></w:sectPr>'
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


@pytest.mark.parametrize(
    ("section", "has_even", "expected"),
    [
        ("", "", "default\n\na"),
        ("<w:titlePg/>", "", "first\n\ndefault\n\na"),
        ("", "<w:evenAndOddHeaders/>", "default\n\neven\n\na"),
        ('<w:titlePg w:val="0"/>', '<w:evenAndOddHeaders w:val="0"/>', "default\n\na"),
    ],
)
def test_only_headers_in_effect(section: str, has_even: str, expected: str) -> None:
    kinds = ("default", "first", "even")
    references = "".join(
        f'<w:headerReference w:type="{kind}" r:id="r-header{n}"/>' for n, kind in enumerate(kinds)
    )
    parts = {f"header{n}": f"<w:hdr {W}>{p(kind)}</w:hdr>" for n, kind in enumerate(kinds)}
    parts["settings"] = f"<w:settings {W}>{has_even}</w:settings>"
    assert package(p("a") + f"<w:sectPr>{references}{section}</w:sectPr>", **parts).text == expected


def test_lists_of_a_header_are_its_own() -> None:
    header = f"<w:hdr {W}>{item('in the header', 1)}</w:hdr>"
    section = '<w:sectPr><w:headerReference r:id="r-header1"/></w:sectPr>'
    document = package(item("a", 1) + section, numbering=NUMBERING, header1=header)
    assert document.text == "1. in the header\n\n1. a"


def test_hidden_by_style() -> None:
    styles = (
        f'<w:styles {W}><w:style w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Child"><w:basedOn w:val="Secret"/></w:style></w:styles>'
    )
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>shown</w:t></w:r>'
    by_run = '<w:r><w:rPr><w:rStyle w:val="Child"/></w:rPr><w:t>never</w:t></w:r>'
    body = p("never", '<w:pStyle w:val="Child"/>') + p(by_run + t("a"))
    body += p(t("never") + shown, '<w:pStyle w:val="Secret"/>')
    assert package(body, styles=styles).text == "a\n\nshown"


def test_a_note_is_written_once_and_keeps_its_own_mark() -> None:
    reference = '<w:r><w:footnoteReference w:id="{}"{}/></w:r>'
    own = reference.format(3, ' w:customMarkFollows="1"') + t("*")
    body = p(t("a") + reference.format(2, "") + reference.format(2, "") + own)
    notes = (
        f'<w:footnotes {W}><w:footnote w:id="2">{p("first")}</w:footnote>'
        f'<w:footnote w:id="3">{p("* starred")}</w:footnote></w:footnotes>'
    )
    assert package(body, footnotes=notes).text == "a[1][1]*\n\n[1] first\n\n* starred"


@pytest.mark.parametrize(
    ("form", "numbers", "expected"),
    [
        ("lowerLetter", (1, 26, 27, 28, 53), "a z aa bb aaa"),
        ("upperLetter", (2, 29), "B CC"),
        ("lowerRoman", (4, 40, 99, 1994), "iv xl xcix mcmxciv"),
        ("upperRoman", (9, 4000), "IX 4000"),
        ("ordinal", (1, 2, 3, 4, 11, 21, 112), "1st 2nd 3rd 4th 11th 21st 112th"),
        ("cardinalText", (1, 20, 21, 105), "One|Twenty|Twenty-one|One hundred five"),
        ("ordinalText", (1, 8, 20, 32), "First|Eighth|Twentieth|Thirty-second"),
        ("decimalZero", (9, 10), "09 10"),
        ("chicago", (1, 4, 5), "* § **"),
        ("decimalEnclosedCircle", (1, 20, 21), "① ⑳ 21"),
        ("noSuchForm", (7,), "7"),
    ],
)
def test_write_number(form: str, numbers: tuple[int, ...], expected: str) -> None:
    shown = [write_number(number, form) for number in numbers]
    assert shown == expected.split("|" if "|" in expected else " ")


def numbering(levels: str, *lists: str) -> str:
    """One definition, and a list of it for each of these overrides."""
    nums = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/>{more}</w:num>'
        for n, more in enumerate(lists, 1)
    )
    return f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{nums}</w:numbering>'


LEGAL = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2") + level(2, "lowerLetter", "(%3)")


@pytest.mark.parametrize(
    ("levels", "lists", "items", "labels"),
    [
        # A level that was left out counts as begun.
        (LEGAL, [""], [(1, 1), (1, 1), (1, 0), (1, 2)], "1.1 1.2 2. (a)"),
        (LEGAL, [""], [(1, 0), (1, 2), (1, 1), (1, 2), (1, 2)], "1. (a) 1.2 (a) (b)"),
        # Two lists of one definition count on; one that starts anew does so once.
        (LEGAL, ["", ""], [(1, 0), (2, 0), (1, 1), (2, 1)], "1. 2. 2.1 2.2"),
        (LEGAL, ["", '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'],
         [(1, 0), (2, 0), (2, 0), (1, 0)], "1. 5. 6. 7."),
        (LEGAL, ["", f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'],
         [(1, 0), (2, 0)], "1. B)"),
        # A level that never begins again, and one that does so only after the first level.
        (level(0, "decimal", "%1.") + level(1, "lowerLetter", "(%2)", '<w:lvlRestart w:val="0"/>'), [""],
         [(1, 0), (1, 1), (1, 0), (1, 1)], "1. (a) 2. (b)"),
        (LEGAL.replace('"(%3)"/>', '"(%3)"/><w:lvlRestart w:val="1"/>'), [""],
         [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)], "1. 1.1 (a) 1.2 (b) 2. (a)"),
        (level(0, "bullet", "\uf0a7") + level(1, "bullet", "Note:") + level(2, "bullet", "", "<w:lvlPicBulletId/>"),
         [""], [(1, 0), (1, 1), (1, 2)], "- Note: -"),
        (level(0, "none", "Annex") + level(1, "custom", "x"), [""], [(1, 0)], "Annex"),
    ],
)  # fmt: skip
def test_lists(levels: str, lists: list[str], items: list[tuple[int, int]], labels: str) -> None:
    body = "".join(item("x", number, depth) for number, depth in items)
    text = package(body, numbering=numbering(levels, *lists)).text
    assert text == "\n".join(f"{label} x" for label in labels.split())


def test_deleted_items_do_not_count() -> None:
    gone = p("<w:del><w:r><w:delText>x</w:delText></w:r></w:del>",
             '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>')  # fmt: skip
    split = p(t("b"), '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>')
    document = package(
        item("a", 1) + gone + split + item("c", 1) + item("d", 1), numbering=NUMBERING
    )
    assert document.text == "1. a\n2. b c\n3. d"
    assert document.warnings == (TRACKED,)
    assert package(p("a")).warnings == ()


def test_lists_of_one_list_style_count_together() -> None:
    part = numbering('<w:styleLink w:val="S"/>' + LEGAL, "").replace(
        "<w:num ", '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="S"/></w:abstractNum>'
        '<w:num w:numId="8"><w:abstractNumId w:val="7"/></w:num><w:num ', 1
    )  # fmt: skip
    styles = f'<w:styles {W}><w:style w:styleId="S"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    body = item("a", 8) + item("b", 8, 1) + item("c", 1)
    assert package(body, numbering=part, styles=styles).text == "1. a\n1.1 b\n2. c"


def picture(width: int, height: int) -> str:
    """In points."""
    return p(
        f'<w:r><w:drawing><wp:extent cx="{width * 12700}" cy="{height * 12700}"/><a:blip/></w:drawing></w:r>'
    )


def test_a_letter_that_is_a_picture() -> None:
    with pytest.raises(ReadError, match="the letter is a picture in it"):
        package(picture(500, 700))
    words = "one two three " * 20
    page = package(p(words) + picture(500, 700) + picture(450, 600))
    assert page.incomplete and "2 pictures as large as a page" in page.warnings[0]
    few = package(p("See below.") + picture(300, 300))
    assert few.incomplete and "hardly any text" in few.warnings[0]
    for harmless in (
        package(p("See below.") + picture(150, 60)),
        package(p(words) + picture(300, 300)),
    ):
        assert not harmless.incomplete and harmless.warnings == ()


@pytest.mark.parametrize(
    ("inner", "named"),
    [
        ('<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>', "an embedded object (Excel.Sheet.12)"),
        ('<w:r><w:drawing><a:chart r:id="x"/></w:drawing></w:r>', "a chart"),
        ('<w:r><w:drawing><dgm:relIds r:dm="x"/></w:drawing></w:r>', "a diagram"),
        ('<w:r><w:object><w:control w:name="TextBox1"/></w:object></w:r>', "a form control TextBox1"),
        (field(" LISTNUM ", ""), "what a field computes (LISTNUM)"),
        ('</w:p><w:altChunk r:id="x"/><w:p>', "an inserted document"),
        ('</w:p><w:subDoc r:id="x"/><w:p>', "a document that it only refers to"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_named(inner: str, named: str) -> None:
    document = package(p("a") + f"<w:p>{inner}</w:p>")
    assert document.text == "a"
    assert document.warnings == (f"not read, and may hold text: {named}",)


def test_words_of_a_diagram() -> None:
    data = '<dgm:dataModel xmlns:dgm="d" xmlns:a="a"><dgm:t><a:p><a:r><a:t>first</a:t></a:r></a:p></dgm:t></dgm:dataModel>'
    body = p("a") + p('<w:r><w:drawing><dgm:relIds r:dm="r-diagramData1"/></w:drawing></w:r>')
    document = package(body, diagramData1=data)
    assert (document.text, document.warnings) == ("a\n\nfirst", ())


def test_inserted_documents() -> None:
    body = p("a") + '<w:altChunk r:id="x"/>' + p("b")
    inner = package_bytes(p("within"))
    for name, content in (("c.html", "<p>within</p>"), ("c.txt", "within"), ("c.docx", inner)):
        buffer = io.BytesIO(package_bytes(body))
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr(f"word/{name}", content)
        data = buffer.getvalue().replace(b"", b"")
        relations = f'<Relationships><Relationship Id="x" Type="{KIND}aFChunk" Target="{name}"/></Relationships>'
        document = read_bytes(with_part(data, "word/_rels/document.xml.rels", relations), "a.docx")
        assert document.text == "a\n\nwithin\n\nb", name
        assert [place.paragraph for place in document.places] == [1, 2]


def with_part(data: bytes, name: str, content: str | bytes, twice: bool = False) -> bytes:
    """The package with another content of one part, or with both."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            if info.filename != name or twice:
                new.writestr(info.filename, old.read(info))
        new.writestr(name, content)
    return buffer.getvalue()


def reason(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "a.docx")
    return caught.value.reason


DEEP = "its elements lie too deep within one another: save it as .pdf and try again"
LARGE = "it unpacks to far more than a letter holds: save the letter alone and try again"
ENTITIES = (
    f'<!DOCTYPE x [<!ENTITY e "lol">]><w:document {W}><w:body>{p("&e;")}</w:body></w:document>'
)


def nested(depth: int) -> str:
    return f"<w:tbl><w:tr><w:tc>{p('x')}" * depth + "</w:tc></w:tr></w:tbl>" * depth


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_hostile_packages() -> None:
    plain = package_bytes(p("a"))
    main = "word/document.xml"
    assert reason(with_part(plain, main, ENTITIES)) == BROKEN["docx"]
    assert reason(package_bytes(nested(100))) == DEEP
    assert reason(package_bytes("<w:ins>" * 9999 + "</w:ins>" * 9999)) == DEEP
    assert reason(with_part(plain, main, "x" * 30_000_000)) == LARGE
    assert reason(with_part(plain, main, "<w:document/>", twice=True)) == BROKEN["docx"]
    assert reason(with_part(plain, main, "<w:document/>")) == BROKEN["docx"]
    assert (
        reason(plain.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"))
        == PASSWORD
    )
    assert read_bytes(package_bytes(nested(80)), "a.docx").text.count("x") == 80


def test_a_bomb_spread_over_parts() -> None:
    header = f"<w:hdr {W}>{' ' * 4_000_000}</w:hdr>"
    references = "".join(
        f'<w:headerReference w:type="default" r:id="r-header{n}"/>' for n in range(9)
    )
    data = package_bytes(p("a") + "".join(
        f'<w:sectPr><w:headerReference r:id="r-header{n}"/></w:sectPr>' for n in range(9)
    ) + references, **{f"header{n}": header for n in range(9)})  # fmt: skip
    packed = with_part(data, "word/none.xml", "")
    assert len(packed) < 100_000 and reason(packed) == LARGE


def test_parts_of_odd_names() -> None:
    plain = package_bytes(p("a") + '<w:sectPr><w:headerReference r:id="h"/></w:sectPr>')
    relations = f'<Relationships><Relationship Id="h" Type="{KIND}header" Target="/word/../../Top%20header.xml"/></Relationships>'
    data = with_part(plain, "word/_rels/document.xml.rels", relations)
    data = with_part(data, "top HEADER.xml", f"<w:hdr {W}>{p('Council')}</w:hdr>")
    assert read_bytes(data, "a.docx").text == "Council\n\na"
    windows = package_bytes(p("a")).replace(b"word/document.xml", b"word\\document.xml")
    assert read_bytes(windows, "a.docx").text == "a"


def test_flat_forms() -> None:
    flat = (
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="pkg">'
        '<pkg:part pkg:name="/word/document.xml"><pkg:xmlData>'
        f"<w:document {W}><w:body>{p('a')}</w:body></w:document></pkg:xmlData></pkg:part></pkg:package>"
    )
    assert read_bytes(flat.encode(), "a.xml").text == "a"
    old = (
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument '
        'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:wx="wx" xmlns:aml="aml" xml:space="preserve">'
        '<w:lists><w:listDef w:listDefId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:nfc w:val="4"/>'
        '<w:lvlText w:val="(%1)"/></w:lvl></w:listDef><w:list w:ilfo="1"><w:ilst w:val="0"/></w:list>'
        "</w:lists><w:body><wx:sect><w:p><w:pPr><w:listPr><w:ilfo w:val='1'/></w:listPr></w:pPr>"
        f"{t('first ')}<w:r><w:footnote>{p('note')}</w:footnote></w:r>"
        "<aml:annotation w:type='Word.Insertion'><aml:content>" + t("new") + "</aml:content>"
        "</aml:annotation><aml:annotation w:type='Word.Deletion'><aml:content>" + t("old")
        + "</aml:content></aml:annotation></w:p><w:sectPr><w:hdr w:type='odd'>" + p("Council")
        + "</w:hdr></w:sectPr></wx:sect></w:body></w:wordDocument>"
    )  # fmt: skip
    document = read_bytes(old.encode(), "a.doc")
    assert document.text == "Council\n\n(a) first [1]new\n\n[1] note"
    assert document.warnings == (TRACKED,)


@pytest.mark.parametrize("space", ["http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                                   "http://schemas.microsoft.com/office/word/2003/wordml"])  # fmt: skip
@pytest.mark.parametrize(
    ("document", "paragraph", "run", "shown"),
    [
        ("", "", "", "nordde links"),
        ("preserve", "", "", "nor dde links"),
        ("", "preserve", "", "nor dde links"),
        ("preserve", "", "default", "nordde links"),
        ("default", "default", "preserve", "nor dde links"),
    ],
)
def test_the_nearest_word_on_blanks_counts(
    space: str, document: str, paragraph: str, run: str, shown: str
) -> None:
    on, over, around = (
        f'xml:space="{said}"' if said else "" for said in (document, paragraph, run)
    )
    body = (
        f"<w:body><w:p {over}><w:r><w:t {around}>nor </w:t></w:r><w:proofErr w:type='spellStart'/>"
        f"<w:r><w:t {around}>dde</w:t></w:r><w:r><w:t xml:space='preserve'> links</w:t></w:r></w:p></w:body>"
    )
    if space.endswith("main"):
        data = with_part(
            package_bytes(p("x")),
            "word/document.xml",
            f'<w:document xmlns:w="{space}" {on}>{body}</w:document>',
        )
        assert read_bytes(data, "a.docx").text == shown
        return
    data = (
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
        f'<w:wordDocument xmlns:w="{space}" {on}>{body}</w:wordDocument>'
    ).encode()
    assert read_bytes(data, "a.xml").text == shown


WORDS = st.integers(0, 10**9).map(lambda number: f"w{number:010d}")
RUNS = st.lists(
    st.one_of(
        WORDS.map(t),
        WORDS.map(lambda words: f"<w:ins>{t(words)}</w:ins>"),
        WORDS.map(lambda words: f"<w:sdt><w:sdtContent>{t(words)}</w:sdtContent></w:sdt>"),
        WORDS.map(lambda words: field(" REF ", t(words))),
        WORDS.map(lambda words: f"<w:del>{t('gone' + words)}</w:del>"),
        WORDS.map(lambda words: f"<w:r><w:instrText>gone{words}</w:instrText></w:r>"),
        WORDS.map(lambda words: f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>gone{words}</w:t></w:r>"),
        st.just("<w:r><w:tab/></w:r>"),
        st.just("<w:r><w:br/></w:r>"),
    ),
    max_size=4,
).map(lambda runs: t(" ").join(runs) or t(""))
PARAGRAPHS = st.tuples(
    RUNS,
    st.sampled_from(("", '<w:numPr><w:numId w:val="1"/></w:numPr>', "<w:rPr><w:del/></w:rPr>")),
).map(lambda both: p(*both))
BLOCKS = st.recursive(
    PARAGRAPHS,
    lambda inner: st.one_of(
        st.lists(st.lists(inner, min_size=1, max_size=3), min_size=1, max_size=3).map(
            lambda rows: (
                "<w:tbl>"
                + "".join(
                    "<w:tr>" + "".join(f"<w:tc>{c}</w:tc>" for c in row) + "</w:tr>" for row in rows
                )
                + "</w:tbl>"
            )
        ),
        inner.map(lambda block: f"<w:sdt><w:sdtContent>{block}</w:sdtContent></w:sdt>"),
        inner.map(
            lambda block: p(f"<w:r><w:pict><w:txbxContent>{block}</w:txbxContent></w:pict></w:r>")
        ),
        st.lists(inner, max_size=3).map("".join),
    ),
    max_leaves=12,
)


@settings(max_examples=100, deadline=None)
@given(BLOCKS)
def test_every_word_stands_in_its_paragraph(body: str) -> None:
    body += p("last")
    document = package(body, numbering=NUMBERING)
    # Paragraphs are counted where they begin; a word's is the innermost one around it.
    open_paragraphs: list[int] = []
    expected: list[tuple[str, int]] = []
    count = 0
    for token in re.findall(r"<w:p>|</w:p>|\bw\d{10}\b|\blast\b", body):
        if token == "<w:p>":
            count += 1
            open_paragraphs.append(count)
        elif token == "</w:p>":
            open_paragraphs.pop()
        else:
            expected.append((token, open_paragraphs[-1]))
    found = [
        (word, place.paragraph)
        for place in document.places
        for word in re.findall(r"\bw\d{10}\b|\blast\b", document.quote(place.span))
    ]
    assert sorted(found) == sorted(expected)
    assert "gone" not in document.text
    assert all(
        a.span.end <= b.span.start
        for a, b in zip(document.places, document.places[1:], strict=False)
    )


def test_broken_side_part_is_an_error_not_a_traceback() -> None:
    with pytest.raises(ReadError):
        package(p("x"), numbering="<broken")


@pytest.mark.parametrize("mark", ["strike", "dstrike", "vanish"])
def test_what_is_struck_out_or_hidden_is_not_said_and_not_passed_over(mark: str) -> None:
    gone = f"<w:r><w:rPr><w:{mark}/></w:rPr><w:t>We weighed it.</w:t></w:r>"
    extract = package(p(t("We refuse.") + gone))
    assert extract.text == "We refuse."
    assert extract.warnings == (LEFT_OUT,)
    shown = gone.replace("/></w:rPr>", ' w:val="0"/></w:rPr>')
    extract = package(p(t("We refuse. ") + shown))
    assert (extract.text, extract.warnings) == ("We refuse. We weighed it.", ())


def test_a_letter_that_refers_to_itself() -> None:
    body = p("a") + '<w:altChunk r:id="x"/><w:sectPr><w:headerReference r:id="h"/></w:sectPr>'
    kinds = {"x": "aFChunk", "h": "header", "s": "styles", "n": "numbering", "f": "footnotes"}
    relations = "".join(
        f'<Relationship Id="{i}" Type="{KIND}{kind}" Target="DOCUMENT.xml"/>'
        for i, kind in kinds.items()
    )
    name = "word/_rels/document.xml.rels"
    data = with_part(package_bytes(body), name, f"<Relationships>{relations}</Relationships>")
    document = read_bytes(data, "a.docx")
    assert document.text == "a" and document.incomplete
    assert any("inserted document" in warning for warning in document.warnings)


def test_entities_within_one_another_are_no_depth_of_elements() -> None:
    entities = "".join(f'<!ENTITY e{n} "&e{n + 1};">' for n in range(60))
    chain = f'<!DOCTYPE x [{entities}<!ENTITY e60 "a">]><w:document {W}><w:body>&e0;</w:body></w:document>'
    data = with_part(package_bytes(p("a")), "word/document.xml", chain)
    assert reason(data) == BROKEN["docx"]
