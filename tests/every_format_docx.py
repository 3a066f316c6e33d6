"""The letters as DOCX, and through an office program as ODT, RTF, DOC and PDF."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from every_format import BULLET, Block, Source, numbers, runs

DELETED = "The whole of it is withheld under section 41 of the Act, as provided in confidence."
"""Stands in the variant with tracked changes as a paragraph that was taken out."""


def write_docx(source: Source, variant: str = "") -> bytes:
    """A Word file with automatic numbers, real tables, a running header and a footer.

    Variants: "tracked" (changes whose accepted state is the letter), "controls" (all of it in
    content controls), "letterhead" (the first lines in a text box).
    """
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = source.authority
    _add_page_numbers(section.footer.paragraphs[0])
    lists: dict[int, int] = {}
    numbered = iter(list(numbers(source.blocks)))
    for is_table, group in runs(source.blocks):
        marks = [next(numbered)[1] for _ in group]
        if is_table:
            table = document.add_table(rows=0, cols=len(group[0].parts))
            table.style = "Table Grid"
            for row in group:
                for cell, words in zip(table.add_row().cells, row.parts, strict=True):
                    cell.text = words
            continue
        for block, number in zip(group, marks, strict=True):
            paragraph = _add(document, block)
            if number:
                form, shape, series, position = number
                if series not in lists:
                    lists[series] = _add_list(document, form, shape, position)
                _number(paragraph, lists[series])
    if variant == "tracked":
        _track(document)
    elif variant == "controls":
        _control(document)
    elif variant == "letterhead":
        _box(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add(document: Any, block: Block) -> Any:
    if block.kind == "heading":
        return document.add_heading(block.text, level=2)
    if block.kind == "lines":
        return document.add_paragraph("\n".join(block.parts))
    style = "List Bullet" if block.label == BULLET else None
    return document.add_paragraph(block.text, style=style)


def _add_list(document: Any, form: str, shape: str, start: int) -> int:
    """A new automatic numbering in numbering.xml; its identity."""
    numbering = document.part.numbering_part.element
    identity = 500 + len(numbering.findall(qn("w:num")))
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{identity}">'
        f'<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="{start}"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{shape.replace("%", "%1")}"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="567" w:hanging="567"/></w:pPr></w:lvl>'
        "</w:abstractNum>"
    )
    numbering.insert(0, abstract)
    numbering.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{identity}"><w:abstractNumId w:val="{identity}"/></w:num>'
        )
    )
    return identity


def _number(paragraph: Any, identity: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = identity


def _add_page_numbers(paragraph: Any) -> None:
    for words, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        paragraph.add_run(words)
        for kind, content in (
            ("begin", ""),
            ("", field),
            ("separate", ""),
            ("text", "1"),
            ("end", ""),
        ):
            run = paragraph.add_run()._r
            if kind == "text":
                run.text = content
            elif content:
                run.append(parse_xml(f"<w:instrText {nsdecls('w')}>{content}</w:instrText>"))
            else:
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
                run.append(mark)


def _track(document: Any) -> None:
    """In every longer paragraph some words taken out and others put in; one taken out whole."""
    for index, paragraph in enumerate(list(document.paragraphs)):
        words = paragraph.text.split(" ")
        if len(words) < 12 or len(paragraph.runs) != 1:
            continue
        at = len(words) // 3
        first, added, rest = words[:at], words[at : at + 3], words[at + 3 :]
        run = paragraph.runs[0]._r
        run.text = " ".join(first) + " "
        change = f'w:id="{900 + index}" w:author="A Clerk" w:date="2024-05-03T10:00:00Z"'
        deleted = parse_xml(
            f"<w:del {nsdecls('w')} {change}><w:r><w:delText>not under section 22 </w:delText></w:r></w:del>"
        )
        inserted = parse_xml(f"<w:ins {nsdecls('w')} {change}><w:r><w:t/></w:r></w:ins>")
        inserted[0].text = " ".join(added)
        last = parse_xml(f"<w:r {nsdecls('w')}><w:t/></w:r>")
        last.text = " " + " ".join(rest)
        run.addnext(deleted)
        deleted.addnext(inserted)
        inserted.addnext(last)
    gone = parse_xml(
        f"<w:p {nsdecls('w')}><w:pPr><w:rPr><w:del w:id='1' w:author='A Clerk'/></w:rPr></w:pPr>"
        f"<w:del w:id='2' w:author='A Clerk'><w:r><w:delText>{DELETED}</w:delText></w:r></w:del></w:p>"
    )
    document.paragraphs[len(document.paragraphs) // 2]._p.addprevious(gone)


def _control(document: Any) -> None:
    """Every paragraph and table in a content control, and the first run of each in another."""
    body = document.element.body
    for element in list(body):
        if element.tag == qn("w:sectPr"):
            continue
        for run in list(element.iterchildren(qn("w:r")))[:1]:
            _wrap(run)
        _wrap(element)


def _wrap(element: Any) -> None:
    control = parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="Field"/></w:sdtPr><w:sdtContent/></w:sdt>'
    )
    element.addprevious(control)
    control[1].append(element)


def _box(document: Any) -> None:
    """What stands first in a text box, in both of the renderings that Word writes."""
    first = document.paragraphs[0]
    content = "".join(
        f"<w:p><w:r><w:t>{_escape(line)}</w:t></w:r></w:p>" for line in first.text.split("\n")
    )
    for run in first.runs:
        run._r.getparent().remove(run._r)
    names = (
        f'{nsdecls("w", "wp", "a")} xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    size = '<wp:extent cx="5400000" cy="900000"/>'
    first._p.append(
        parse_xml(
            f'<w:r {names}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
            f'<wp:inline distT="0" distB="0" distL="0" distR="0">{size}'
            '<wp:docPr id="7" name="Text Box 7"/><a:graphic><a:graphicData '
            'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
            '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
            '<a:ext cx="5400000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
            f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
            "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
            '<v:shape style="width:425pt;height:71pt"><v:textbox><w:txbxContent>'
            f"{content}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )
    )


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


OFFICE = ("soffice", "libreoffice")


def office() -> str | None:
    """The path of an office program that converts; None where there is none."""
    return next((found for name in OFFICE if (found := shutil.which(name))), None)


@cache
def converted(suffix: str, names: tuple[str, ...]) -> Mapping[str, bytes]:
    """What an office program makes of the DOCX of some letters, in one run; by name of letter."""
    from every_format import source

    program = office()
    assert program is not None
    with tempfile.TemporaryDirectory() as work:
        stems = {name: Path(name).stem for name in names}
        for name, stem in stems.items():
            (Path(work) / f"{stem}.docx").write_bytes(write_docx(source(name)))
        files: Sequence[str] = [f"{stem}.docx" for stem in stems.values()]
        subprocess.run(
            [program, "--headless", f"-env:UserInstallation=file://{work}/profile",
             "--convert-to", suffix, *files],
            cwd=work, check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        return {
            name: (Path(work) / f"{stem}.{suffix}").read_bytes() for name, stem in stems.items()
        }
