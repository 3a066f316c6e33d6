"""Where lines end, how a table is set and what a mail puts around a letter change nothing of it."""

from __future__ import annotations

import textwrap
from html import unescape
from pathlib import Path

import pytest

from every_format import LETTERS, source
from every_format_check import Comparison
from every_format_text import text
from noticecheck.checker import Checker
from noticecheck.model import Document, Region, Span
from same_report import differences, facts, quotes
from short_letters import FOIA, RIGHTS, document, parse


@pytest.mark.parametrize("name", LETTERS)
@pytest.mark.parametrize("width", [58, 66, 76, 90])
def test_width_of_lines(letters: Comparison, name: str, width: int) -> None:
    plain = letters.plain(name)
    wrapped = letters.checker.check(document(text(source(name).blocks, width)))
    assert differences(facts(plain), facts(wrapped)) == []
    assert quotes(wrapped) == quotes(plain)


CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "letters"


@pytest.mark.parametrize("name", ["nat_04_railpaperb.txt", "nat_13_gallery.txt"])
@pytest.mark.parametrize("width", [66, 72, 80, 90])
def test_width_of_lines_that_no_blank_line_parts(
    letters: Comparison, name: str, width: int
) -> None:
    """Titles stand right below full lines, and words break at their hyphens."""
    lines = unescape((CORPUS / name).read_text("utf-8")).splitlines()
    plain = letters.checker.check(document("\n".join(lines)))
    filled = "\n".join(textwrap.fill(line, width) for line in lines)
    wrapped = letters.checker.check(document(filled))
    assert differences(facts(plain), facts(wrapped)) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("A | The rates | section 43(2)", "B | The names | section 40(2)"),
        ("The rates | section 43(2)", "The names | section 40(2)"),
        ("The rates        section 43(2)", "The names        section 40(2)"),
    ],
)
def test_rows_of_a_table(checker: Checker, first: str, second: str) -> None:
    found = parse(checker, f"Dear Ms Quill\n\nWe withhold this {FOIA}.\n\n{first}\n{second}\n")
    rows = [found.document.quote(p.span) for p in found.passages if p.kind == "row"]
    assert rows == [first, second]


@pytest.mark.parametrize(
    "line",
    ["Ref:       24/117", "The rates are withheld, as          follows here from the table."],
)
def test_one_line_alone_is_no_table(checker: Checker, line: str) -> None:
    found = parse(checker, f"Dear Ms Quill\n\n{line}\nA further line.\n")
    assert "row" not in {p.kind for p in found.passages}


def test_each_note_is_its_own(checker: Checker) -> None:
    notes = ("[1] By an authorisation of 3 June.", "[2] The opinion can be had on request.")
    found = parse(checker, "Dear Ms Quill\n\nWe withhold it.[1][2]\n\n" + "\n".join(notes) + "\n")
    assert [found.document.quote(p.span) for p in found.passages[-2:]] == list(notes)


REFUSAL = (
    f"Outcome of the internal review\n\n1. I uphold the refusal under section 43(2) {FOIA}, since a "
    "rival who knew the rates could undercut the supplier in the tender this spring.\n\n"
    "2. Residents want to see how the contract was priced. Against that, a supplier undercut by a "
    "rival would cost taxpayers more. On balance the public interest favours withholding.\n\n"
    "3. You asked for the rates of all three suppliers, and the papers of the panel that chose them, "
    "and that is what has been looked at again.\n\n"
    "4. You may apply to the Information Commissioner for a decision.\n"
)
REQUEST = (
    "\n-----Original Message-----\nFrom: A Requester\nSent: 3 May 2024\nTo: FOI\nSubject: Rates\n\n"
    "Dear Sir or Madam\n\nPlease send me the rates.\n"
)


def test_the_greeting_of_an_older_mail_is_not_that_of_the_letter(checker: Checker) -> None:
    alone, above = parse(checker, REFUSAL), parse(checker, REFUSAL + REQUEST)
    assert [c.discussion for c in above.claims] == [c.discussion for c in alone.claims]


def test_the_head_of_an_attached_mail_begins_no_older_mail(checker: Checker) -> None:
    head = "From: FOI team\nSent: 3 May 2024\nTo: A Requester\nSubject: Rates"
    letter = f"Dear Ms Quill\n\nThe rates are withheld under section 43(2) {FOIA}.\n\n{RIGHTS}"
    before = "To: A Requester\n\nFor your information.\n\n[Attachment: Rates.eml]\n\n"
    start = len(before)
    mail = Document(
        "a.eml", f"{before}{head}\n\n{letter}", "message/rfc822", "",
        regions=(
            Region(Span(start, start + len(head) + 2 + len(letter)), "attachment", "Rates.eml"),
            Region(Span(start, start + len(head)), "header"),
        ),
    )  # fmt: skip
    parsed, _ = checker.parse(mail)
    assert [c.provision for c in parsed.claims] == ["s43(2)"]
    assert "thread" not in {p.part for p in parsed.passages}


@pytest.mark.parametrize("note", ["Please see the attached letter.", "Our response is attached."])
def test_a_letter_that_is_attached_is_nothing_given(checker: Checker, note: str) -> None:
    letter = f"Dear Ms Quill\n\nThe rates are withheld under section 43(2) {FOIA}.\n\n{RIGHTS}"
    before = f"{note}\n\n[Attachment: Reply.docx]\n\n"
    region = Region(Span(len(before), len(before) + len(letter)), "attachment", "Reply.docx")
    mail = Document("a.eml", before + letter, "message/rfc822", "", regions=(region,))
    parsed, _ = checker.parse(mail)
    assert parsed.kind == parse(checker, letter).kind == "full_refusal"


def test_a_note_that_covers_a_letter_shows_nothing_of_it(checker: Checker) -> None:
    letter = (
        "Dear Ms Quill\n\nThe terms are enclosed. The rates are withheld under section 43(2) "
        f"{FOIA}.\n\n{RIGHTS}"
    )
    note = "Please see the attached letter.\n\n[Attachment: Reply.docx]\n\n"
    region = Region(Span(len(note), len(note) + len(letter)), "attachment", "Reply.docx")
    mail = Document("a.eml", note + letter, "message/rfc822", "", regions=(region,))
    shown = [span for a in checker.check(mail).assessments for span in a.evidence]
    assert shown
    assert [mail.quote(span) for span in shown if span.start < len(note)] == []
