"""Comments in Word: where they stand, and that nothing else of the file changes."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from every_format import source
from every_format_docx import write_docx
from noticecheck.annotate import CannotAnnotate, Note, notes
from noticecheck.annotate.docx import annotate, cautions
from noticecheck.checker import Checker
from noticecheck.model import Document, Span
from noticecheck.read import read_bytes
from share import ALL_TOOLS

GAPS = "fails_every_rule.txt"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")


def of(data: bytes, checker: Checker) -> bytes:
    """A file with comments on what is found in it."""
    document = read_bytes(data, "letter.docx")
    found = notes(checker.check(document), checker.matcher.scan(document.text))
    return annotate(data, document, found)


def noted(data: bytes, *quotes: str) -> bytes:
    """A file with a summary, and with comments on these words of it."""
    document = read_bytes(data, "letter.docx")
    spans = [(quote, document.text.index(quote)) for quote in quotes]
    found = [Note(Span(at, at + len(q)), "gap", q, ("Text",)) for q, at in spans]
    return annotate(data, document, [Note(None, "summary", "top", ("Text",)), *found])


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def made(*paragraphs: str, change: Callable[[Any], None] = lambda document: None) -> bytes:
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    change(document)
    return saved(document)


def comments(data: bytes) -> list[tuple[str, str, str]]:
    """Author, first line and marked words of every comment, in the order of the letter."""
    opened = docx.Document(io.BytesIO(data))
    begun: dict[str, list[str]] = {}
    marked: dict[str, str] = {}
    for element in opened.element.body.iter():
        identity = element.get(qn("w:id"))
        if element.tag == qn("w:commentRangeStart"):
            begun[identity] = []
        elif element.tag == qn("w:commentRangeEnd"):
            marked[identity] = "".join(begun.pop(identity))
        elif element.tag == qn("w:t"):
            for words in begun.values():
                words.append(element.text or "")
    assert not begun
    return [
        (comment.author, comment.text.partition("\n")[0], marked[str(comment.comment_id)])
        for comment in opened.comments
    ]


def member(data: bytes, name: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(data)).read(name)


def without_marks(data: bytes) -> bytes:
    """The letter's XML without marks of comments, its split runs put together again."""
    parser = etree.XMLParser(remove_blank_text=True)
    root = etree.fromstring(member(data, "word/document.xml"), parser)
    for name in MARKS:
        for element in list(root.iter(f"{{{WORD}}}{name}")):
            run = element.getparent()
            run.remove(element)
            if run.tag == qn("w:r") and len(run) == 0:
                run.getparent().remove(run)
    for run in list(root.iter(f"{{{WORD}}}r")):
        before = run.getprevious()
        if before is not None and before.tag == run.tag and shape(before) == shape(run):
            for element in [e for e in run if e.tag != qn("w:rPr")]:
                last = before[-1] if len(before) else None
                if element.tag == qn("w:t") and last is not None and last.tag == element.tag:
                    last.text = (last.text or "") + (element.text or "")
                else:
                    before.append(element)
            run.getparent().remove(run)
    for text in root.iter(f"{{{WORD}}}t"):
        text.attrib.clear()
    return etree.tostring(root, method="c14n")


def shape(run: Any) -> bytes:
    properties = run.find(qn("w:rPr"))
    return b"" if properties is None else etree.tostring(properties, method="c14n")


@pytest.mark.parametrize("variant", ["", "tracked", "controls", "letterhead"])
def test_every_gap_has_its_comment_at_its_words(checker: Checker, variant: str) -> None:
    found = comments(of(write_docx(source(GAPS), variant), checker))
    assert {author for author, _, _ in found} == {"noticecheck"}
    words = {(title, marked) for _, title, marked in found}
    assert found[0][1] == "noticecheck: summary"
    assert found[0][2].startswith("KELSBOROUGH")
    assert ("Required by law (FOIA 2000, s.17(1)(b))", "section 43") in words
    assert ("Required by law (FOIA 2000, s.17(1)(c))", "Refused, section 43.") in words
    # The end of what is said of the claim is where its public interest belongs.
    assert ("Required by law (FOIA 2000, s.17(3)(b))", "Refused, section 31(1)(g).") in words
    # Rights belong before the signature.
    end = "I trust that this answers your questions and the matter is now closed."
    assert ("Required by law (FOIA 2000, s.17(7)(b))", end) in words


@pytest.mark.parametrize("variant", ["", "tracked", "controls", "letterhead"])
def test_the_text_and_every_other_part_stay_as_they_are(checker: Checker, variant: str) -> None:
    before = write_docx(source(GAPS), variant)
    after = of(before, checker)
    assert without_marks(after) == without_marks(before)
    assert read_bytes(after, "a.docx").text == read_bytes(before, "a.docx").text
    names = zipfile.ZipFile(io.BytesIO(before)).namelist()
    assert zipfile.ZipFile(io.BytesIO(after)).namelist()[: len(names)] == names
    changed = {name for name in names if member(before, name) != member(after, name)}
    assert changed <= {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml",
                       "word/comments.xml"}  # fmt: skip


def test_a_second_run_replaces_its_own_comments_and_no_others(checker: Checker) -> None:
    def comment(document: Any) -> None:
        run = document.paragraphs[1].runs[0]
        document.add_comment(run, text="Ask the lawyers.", author="A Clerk", initials="AC")

    before = made("Dear Ms Hale", "It is exempt under section 43(2).", change=comment)
    once = of(before, checker)
    assert of(once, checker) == once
    by_others = [found for found in comments(once) if found[0] == "A Clerk"]
    assert by_others == comments(before) == [("A Clerk", "Ask the lawyers.", before_words(before))]
    assert len(comments(once)) > 2
    corrected = noted(once)
    assert [(a, t) for a, t, _ in comments(corrected)] == [
        ("A Clerk", "Ask the lawyers."),
        ("noticecheck", "top"),
    ]
    assert without_marks(corrected) == without_marks(before)


def before_words(data: bytes) -> str:
    return str(docx.Document(io.BytesIO(data)).paragraphs[1].text)


def test_a_reply_to_a_comment_that_goes_stays() -> None:
    """Word keeps who answers whom in a part of its own, by the names of paragraphs."""
    more = "http://schemas.microsoft.com/office/word/2012/wordml"
    names = "http://schemas.microsoft.com/office/word/2010/wordml"
    once = noted(made("It is exempt."), "exempt")
    opened = docx.Document(io.BytesIO(once))
    for number, comment in enumerate(opened.comments):
        comment._comment_elm[0].set(f"{{{names}}}paraId", f"0000000{number}")
    opened.add_comment(opened.paragraphs[0].runs[0], text="Done.", author="A Clerk")
    reply = list(opened.comments)[-1]
    reply._comment_elm[0].set(f"{{{names}}}paraId", "0000000A")
    part = docx.opc.part.Part(
        docx.opc.packuri.PackURI("/word/commentsExtended.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml",
        f'<x:commentsEx xmlns:x="{more}"><x:commentEx x:paraId="00000001"/><x:commentEx x:paraId='
        '"0000000A" x:paraIdParent="00000001"/></x:commentsEx>'.encode(),
        opened.part.package,
    )
    opened.part.relate_to(
        part, "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    )
    again = noted(saved(opened), "is exempt")
    assert [author for author, _, _ in comments(again)].count("A Clerk") == 1
    kept = etree.fromstring(member(again, "word/commentsExtended.xml"))
    assert [list(entry.attrib.values()) for entry in kept] == [["0000000A"]]


def test_a_run_is_split_with_its_properties_and_everything_in_it() -> None:
    def bold(document: Any) -> None:
        run = document.paragraphs[0].runs[0]
        run.bold = True
        run.add_break()
        run.add_text("  Section 43(2) applies. ")

    before = made("Refused.", change=bold)
    after = noted(before, "Section 43(2)")
    runs = docx.Document(io.BytesIO(after)).paragraphs[0].runs
    written = [(run.text, run.bold) for run in runs if run.text]
    assert written == [("Refused.\n  ", True), ("Section 43(2)", True), (" applies. ", True)]
    assert without_marks(after) == without_marks(before)


def test_inside_a_tracked_insertion_and_a_link() -> None:
    def wrap(document: Any) -> None:
        run = document.paragraphs[0].runs[0]._r
        for element in (
            f'<w:ins {nsdecls("w")} w:id="7" w:author="A Clerk"/>',
            f'<w:hyperlink {nsdecls("w")} w:anchor="top"/>',
        ):
            around = parse_xml(element)
            run.addprevious(around)
            around.append(run)

    after = noted(made("Exempt under section 43(2).", change=wrap), "section 43(2)")
    assert comments(after)[1][2] == "section 43(2)"
    paragraph = docx.Document(io.BytesIO(after)).paragraphs[0]._p
    references = list(paragraph.iter(qn("w:commentReference")))
    # None of the runs of noticecheck is a part of the clerk's change.
    assert [run.getparent().getparent() for run in references] == [paragraph, paragraph]


@pytest.mark.parametrize("variant", ["", "tracked", "controls"])
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_any_words_can_be_marked_and_nothing_else_changes(
    variant: str, data: st.DataObject
) -> None:
    before, document = written(variant)
    places = [place.span for place in document.places]
    spans = []
    for _ in range(8):
        around = data.draw(st.sampled_from(places))
        start = data.draw(st.integers(around.start, around.end - 1))
        spans.append(Span(start, data.draw(st.integers(start + 1, around.end))))
    found = [Note(span, "gap", str(number), ()) for number, span in enumerate(spans)]
    after = annotate(before, document, found)
    assert without_marks(after) == without_marks(before)
    assert annotate(after, document, found) == after
    for span, (_, _, words) in zip(spans, comments(after), strict=True):
        wanted = squeezed(document.quote(span))
        # A list's own number, which Word writes, cannot be marked: its paragraph's first letter is.
        assert wanted.endswith(squeezed(words)) or len(squeezed(words)) == 1


@cache
def written(variant: str) -> tuple[bytes, Document]:
    data = write_docx(source(GAPS), variant)
    return data, read_bytes(data, "letter.docx")


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_words_of_text_boxes_footnotes_and_headers_are_noted_beside_them() -> None:
    boxed = write_docx(source(GAPS), "letterhead")
    assert "KELSBOROUGH" in comments(noted(boxed, "KELSBOROUGH BOROUGH COUNCIL"))[1][2]
    headed = made("Dear Ms Hale", "It is exempt.", change=with_header)
    assert comments(noted(headed, "Millbrook District"))[1][2] == "Dear Ms Hale"


def with_header(document: Any) -> None:
    document.sections[0].header.paragraphs[0].text = "Millbrook District Council"


def test_cells_of_a_table() -> None:
    def table(document: Any) -> None:
        cells = document.add_table(rows=1, cols=2).rows[0].cells
        cells[0].text, cells[1].text = "Plans", "Exempt under section 38(1)(a)"

    found = comments(
        noted(made("Dear Ms Hale", change=table), "section 38(1)(a)", "Plans | Exempt")
    )
    assert [words for _, _, words in found[1:]] == ["section 38(1)(a)", "Plans"]


def test_what_word_itself_lets_nobody_change_is_left_alone() -> None:
    def protect(kind: str) -> Callable[[Any], None]:
        def change(document: Any) -> None:
            document.settings.element.append(
                parse_xml(
                    f'<w:documentProtection {nsdecls("w")} w:edit="{kind}" w:enforcement="1"/>'
                )
            )

        return change

    with pytest.raises(CannotAnnotate, match="Stop Protection"):
        noted(made("It is exempt.", change=protect("readOnly")))
    assert comments(noted(made("It is exempt.", change=protect("comments"))))


def test_a_signature_is_told_of() -> None:
    plain = made("It is exempt.")
    assert cautions(plain) == ()
    signed = io.BytesIO()
    with zipfile.ZipFile(signed, "w") as archive:
        for name in zipfile.ZipFile(io.BytesIO(plain)).namelist():
            content = member(plain, name)
            if name == "_rels/.rels":
                origin = b'<Relationship Id="s" Type="/origin" Target="s.sigs"/></Relationships>'
                content = content.replace(b"</Relationships>", origin)
            archive.writestr(name, content)
    assert cautions(signed.getvalue()) == (
        "the document is signed: the signature does not hold for the copy with comments",
    )


def test_the_flat_form_is_to_be_saved_as_docx() -> None:
    with pytest.raises(CannotAnnotate, match=r"save it as \.docx"):
        annotate(b"<?xml version='1.0'?><pkg:package/>", read_bytes(made("x"), "a.docx"), [])


def test_an_office_program_opens_it_and_shows_every_comment(
    checker: Checker, tmp_path: Path
) -> None:
    """LibreOffice makes a PDF, in which comments are notes again."""
    from pypdf import PdfReader

    if shutil.which("soffice") is None:
        assert not ALL_TOOLS, "soffice is missing"
        pytest.skip("needs LibreOffice (soffice)")
    letter = tmp_path / "letter.docx"
    letter.write_bytes(of(write_docx(source(GAPS), "tracked"), checker))
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless",
         "--convert-to", 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}',
         "--outdir", str(tmp_path), str(letter)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    pages = PdfReader(tmp_path / "letter.pdf").pages
    shown = [note.get_object() for page in pages for note in page.get("/Annots", ())]
    texts = [note["/Contents"] for note in shown if note["/Subtype"] == "/Text"]
    assert len(texts) == len(comments(letter.read_bytes()))
    assert any("What to write: Say how, where and by when" in text for text in texts)
