"""Saved pages of request sites that run Alaveteli: one letter for each message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noticecheck.checker import Checker
from noticecheck.model import Document, Region
from noticecheck.read import read_letters
from noticecheck.read.alaveteli import read_messages
from noticecheck.read.alaveteli_text import read_text_messages
from noticecheck.read.extract import Extract, Letter

HEAD = """<html><head><title>Trees - a request</title></head><body>
<a class="skip-to-link" href="#content">Skip to content</a>
<div id="banner"><ul class="navigation"><li><a href="/new">Make a request</a></li></ul></div>
<div class="request-header"><h1>Trees of the
 park</h1><p class="request-header__subtitle"><a href="https://site.example/user/kit">Kit Abara</a>
 made this request to <a href="https://site.example/body/vale">Vale Council</a></p>
<p id="request_status">The request was <strong>refused</strong> by
 <a href="/body/other">Vale Council</a>.</p></div><div id="left_column">"""
FOOT = (
    "</div><div id=right_column><h2>Act on it</h2></div><div id=footer>Contact</div></body></html>"
)


def incoming(
    body: str, attachments: str = "", author: str = "Info Team,\n Vale Council", extra: str = ""
) -> str:
    return f"""<div class="incoming correspondence normal js-collapsable" id="incoming-902">
<div class="correspondence__header"><span class="correspondence__header__author">{author}</span>
<a class="correspondence__header__date" href="#"><time datetime="2025-02-03T15:00:00+00:00"
 title="x">February 03, 2025</time></a></div>{extra}
<div class="correspondence_text">{attachments}<div id="incoming_message_902">{body}</div></div>
<p class="event_actions"></p><div class="correspondence__footer"><input value="u"><a
 class="cplink__button">Link to this</a><a class="cplink__button">Report</a></div></div>"""


OUTGOING = """<div class="outgoing correspondence" id="outgoing-501"><div
 class="correspondence__header"><div class="correspondence__header__from--with-delivery-status">
Kit Abara <a class="correspondence__header__date" href="#"><time
 datetime="2025-01-06T09:12:44Z">06 January 2025</time></a></div>
<div class="correspondence__header__delivery-status"><a href="/log">Delivered</a></div></div>
<div class="js-delivery-log-ajax-error" hidden style="display: none;"><p>No logs.</p></div>
<div class="correspondence_text"><p>Dear Vale Council,</p>
<p>Please send me the contract.</p></div></div>"""
COMMENT = """<div class="comment_in_request box" id="comment-77"><h2>Sam left an annotation</h2>
<div class="comment_in_request_text"><p>They will use section 12.</p></div></div>"""
RESENT = """<div class="outgoing correspondence box" id="outgoing-501"><h2>5 February 2025</h2>
<p class="event_plain">Sent request to Vale Council again.</p></div>"""
ANSWER = "<p>Dear Kit,</p>\n<p>We refuse under section 12<br />\nof the Act.</p>"


def letters(*parts: str) -> list[Letter]:
    found = read_messages((HEAD + "".join(parts) + FOOT).encode())
    assert found is not None
    return found


def attached(*names: str) -> str:
    items = "".join(
        f"<li class=attachment><a href='/attach/3/{name}'><img src=i.png alt=Attachment></a>"
        f"<p class=attachment__name>{name}</p><p class=attachment__meta>84K <a href=v>View</a></p>"
        for name in names
    )
    return (
        f"<div class=attachments><h3>{len(names)} Attachments</h3>"
        f"<ul class=list-of-attachments>{items}</ul></div>"
    )


def own_words(extract: Extract) -> str:
    """What the message itself says: all that is in no region of another."""
    text = extract.text
    others = [r for r in extract.regions if r.kind != "request"]
    for region in sorted(others, key=lambda r: r.span.start, reverse=True):
        text = text[: region.span.start] + text[region.span.end :]
    return " ".join(text.split())


def header(extract: Extract) -> list[str]:
    region: Region = extract.regions[0]
    assert (region.kind, region.span.start) == ("header", 0)
    return extract.text[: region.span.end].split("\n")


def test_each_message_is_a_letter_in_the_order_of_the_page() -> None:
    found = letters(OUTGOING, COMMENT, incoming(ANSWER), RESENT)
    assert [letter.name for letter in found] == ["outgoing-501", "incoming-902"]
    request, answer = (letter.extract for letter in found)
    assert header(request) == [
        "From: Kit Abara",
        "To: Vale Council",
        "Date: 6 January 2025",
        "Subject: Trees of the park",
    ]
    assert header(answer) == [
        "From: Info Team, Vale Council",
        "To: Kit Abara",
        "Date: 3 February 2025",
        "Subject: Trees of the park",
    ]
    assert own_words(request) == "Dear Vale Council, Please send me the contract."
    assert own_words(answer) == "Dear Kit, We refuse under section 12 of the Act."
    assert "We refuse under section 12\nof the Act." in answer.text
    assert request.warnings == (
        "1 annotation by readers of the page left out: no part of the correspondence",
    )
    assert (answer.warnings, answer.incomplete) == ((), False)


def test_pages_of_2009() -> None:
    found = letters(
        """<div class="incoming correspondence box normal" id="incoming-4">
<h2>From: Jo Marsh<br>Vale Council<br><br>2 April 2009</h2><div class="correspondence_text">
<div class="attachments"><hr class="top"><p class="attachment"><a href="/a"><img alt="Attachment"
 src="i.png"></a><strong>FOI 44.doc</strong><br>31K <a href="/d">Download</a></p></div>
<p>Dear Kit,<br><br>We refuse.<br><br><span class="unfold_link"><a href="?unfold=1">show quoted
 sections</a></span></p></div><p class="event_actions"><a href="x">Link to this</a></p></div>"""
    )
    extract = found[0].extract
    assert header(extract)[0] == "From: Jo Marsh, Vale Council"
    assert header(extract)[2] == "Date: 2 April 2009"
    assert own_words(extract) == "Dear Kit, We refuse."
    assert extract.warnings == (
        "attachment FOI 44.doc is named on the page, not in it: download it and check it",
    )
    assert extract.incomplete


def test_what_the_site_says_of_a_message_is_not_the_message() -> None:
    guess = "<div class=correspondence__suggestion><p>It looks like a refusal under s.14.</p></div>"
    note = "<div style='padding: 0'><p>We think this response is a refusal.</p></div>"
    extract = letters(incoming(ANSWER, extra=guess + note))[0].extract
    assert own_words(extract) == "Dear Kit, We refuse under section 12 of the Act."
    for kept in ("s.14", "We think", "Link to this"):
        assert kept in extract.text


@pytest.mark.parametrize(
    ("names", "body", "incomplete"),
    [
        (["Response.pdf"], "<p>Please see the attached.</p>", True),
        (["Response.pdf"], "<p>We refuse under section 12.</p>" * 60, False),
        (["image001.png"], "<p>We refuse under section 12 of the Act.</p>" * 8, False),
        (["data.xlsx"], "<p>We refuse under section 12 of the Act.</p>" * 8, False),
        (["data.xlsx"], "<p>Attached.</p>", True),
        (["scan.jpg", "b.txt"], "", True),
    ],
)
def test_attachments_are_not_on_the_page(names: list[str], body: str, incomplete: bool) -> None:
    extract = letters(incoming(body, attached(*names)))[0].extract
    assert list(extract.warnings) == [
        f"attachment {name} is named on the page, not in it: download it and check it"
        for name in names
    ]
    assert extract.incomplete == incomplete


def test_folded_quotes_are_furniture_and_told_of_where_nothing_else_is_said() -> None:
    fold = "<p><span class=unfold_link><a href='?unfold=1'>show quoted sections</a></span></p>"
    some = letters(incoming(f"<p>No.</p>{fold}<p>Jo</p>"))[0].extract
    assert own_words(some) == "No. Jo"
    assert not some.incomplete
    nothing = letters(incoming(f"<p>[Subject only] Re: Trees</p>{fold}"))[0].extract
    assert nothing.incomplete
    assert "folded away" in nothing.warnings[0]


def test_hidden_message() -> None:
    notice = "<p id=hidden_message class=hidden_message>This message has been hidden.</p>"
    hidden = f"<div class='incoming correspondence hidden' id=incoming-5>{notice}</div>"
    extract = letters(hidden)[0].extract
    assert own_words(extract) == ""
    assert extract.incomplete
    assert extract.warnings == ("the site hides this message: ask the requester for it",)
    shown_to_requester = letters(incoming(ANSWER, extra=notice))[0].extract
    assert not shown_to_requester.incomplete
    assert own_words(shown_to_requester).startswith("Dear Kit")


def test_marks_of_the_censor_stay_in_their_sentence() -> None:
    body = "<p>Write to [<a href='/help'>email address</a>] or [mobile number].</p>"
    assert "Write to [email address] or [mobile number]." in letters(incoming(body))[0].extract.text


@pytest.mark.parametrize(
    "source",
    [
        "<p>We refuse</p>",
        "<div id=incoming-4>We refuse</div>",
        "<div class='incoming correspondence'>We refuse</div>",
        "<p id=incoming-4 class=correspondence>We refuse</p>",
        "<!-- <div id=incoming-4 class='incoming correspondence'> --><p>We refuse",
        "",
    ],
)
def test_other_pages_are_none(source: str) -> None:
    assert read_messages(f"<html>{source}".encode()) is None


def test_message_within_a_message_is_one_letter() -> None:
    nested = incoming(ANSWER + incoming("<p>inner</p>"))
    assert len(letters(nested)) == 1


def test_page_in_utf_16_and_without_quotes_around_attributes() -> None:
    page = "<div class='incoming correspondence' id=incoming-4><div class=correspondence_text>£5"
    assert [letter.name for letter in read_letters(page.encode("utf-16"), "a.html")] == [
        "incoming-4"
    ]


def test_deep_page_says_what_is_cut_off() -> None:
    found = letters(OUTGOING, incoming(ANSWER + "<div>" * 3000))
    assert found[-1].extract.incomplete
    assert "nested too deeply" in found[-1].extract.warnings[-1]


PARTS = st.lists(
    st.sampled_from([OUTGOING, COMMENT, RESENT, incoming(ANSWER), incoming("", attached("a.pdf"))]),
    max_size=6,
)


@given(PARTS, st.integers(0, 200))
def test_no_message_is_lost(parts: list[str], cut: int) -> None:
    source = HEAD + "".join(parts) + FOOT[: len(FOOT) - min(cut, len(FOOT))]
    found = read_messages(source.encode()) or []
    assert len(found) == len([part for part in parts if part not in (COMMENT, RESENT)])
    for letter in found:
        for region in letter.extract.regions:
            assert 0 <= region.span.start < region.span.end <= len(letter.extract.text)


RULE = "-" * 31 + "\n"
CORRESPONDENCE = f"""A plain-text version of the request "Trees".

{RULE}  From: Kit Abara
  To: Vale Council
  Date: January 6, 2025
  Dear Vale Council,

Please send me the contract.

{RULE}Sam left an annotation: (January 10, 2025)
They will use section 12.

{RULE}

  From: Info Team, Vale Council
  To: Kit Abara
  Date: <time datetime="2025-02-03T15:00:00+00:00" title="x">February 03, 2025</time>

  Dear Kit,

We refuse under section 12.
----------
{RULE}over and out

    Attachment: Response (final).pdf (84K)

    Attachment: data.xlsx (1.2M)
"""


def test_text_of_a_zip() -> None:
    found = read_text_messages(CORRESPONDENCE.replace(RULE + "over", "over").encode())
    assert found is not None
    assert [letter.name for letter in found] == ["message-1", "message-2"]
    request, answer = (letter.extract for letter in found)
    assert header(request) == ["From: Kit Abara", "To: Vale Council", "Date: January 6, 2025"]
    assert own_words(request) == "Dear Vale Council, Please send me the contract."
    assert "They will use" in request.text
    assert header(answer)[2] == "Date: February 03, 2025"
    assert own_words(answer).startswith("Dear Kit, We refuse")
    assert own_words(answer).endswith("over and out")
    assert [w.split(" is named")[0] for w in answer.warnings] == [
        "attachment Response (final).pdf",
        "attachment data.xlsx",
    ]
    assert answer.incomplete


@pytest.mark.parametrize(
    "source", ["", "Dear Kit", f"{RULE}Dear Kit", f"{RULE}From: Kit\nTo: me\n"]
)
def test_other_texts_are_none(source: str) -> None:
    assert read_text_messages(source.encode()) is None


def test_rule_of_the_author_is_not_the_end_of_the_message() -> None:
    found = read_text_messages(CORRESPONDENCE.encode())
    assert found is not None
    assert own_words(found[-1].extract).count("over and out") == 1


def test_what_the_requester_wrote_is_marked() -> None:
    mine, theirs = letters(OUTGOING, incoming(ANSWER))
    (region,) = [r for r in mine.extract.regions if r.kind == "request"]
    assert "Dear Vale Council" in mine.extract.text[region.span.start : region.span.end]
    assert not [r for r in theirs.extract.regions if r.kind == "request"]


def test_what_the_requester_wrote_refuses_nothing(checker: Checker) -> None:
    cites = (
        "<p>You refused the contract under section 43(2) of the Freedom of Information Act. That is "
        "a qualified exemption. I do not accept that the public interest favours withholding it.</p>"
    )
    mine = OUTGOING.replace("<p>Please send me the contract.</p>", cites)
    (letter,) = letters(mine)
    document = Document("a", letter.extract.text, "text/html", "", regions=letter.extract.regions)
    report = checker.check(document)
    assert report.verdict == "not_a_refusal"
    assert report.notice is not None and report.notice.claims == ()
