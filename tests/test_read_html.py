"""HTML: blocks, lists, tables, furniture, quoted mail."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noticecheck.checker import Checker
from noticecheck.errors import ReadError, UsageError
from noticecheck.model import Document
from noticecheck.read import read_bytes
from noticecheck.read.html import html_to_text
from noticecheck.read.numerals import format_number
from noticecheck.read.wording import read_wording, wording


def page(body: str, path: str = "a.html") -> Document:
    return read_bytes(body.encode(), path)


def text(body: str) -> str:
    return page(body).text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h1>FOI\n  1</h1><p>Dear <b>Ms</b> A,</p><p>Hello", "FOI 1\n\nDear Ms A,\n\nHello"),
        ("<p>one<br>two<br/><br/>three</p>", "one\ntwo\n\nthree"),
        ("<div>one</div><div><div>two</div></div>", "one\n\ntwo"),
        ("<p>a &amp; b&nbsp;c &rsquo; &#8211;</p>", "a & b\u00a0c ’ –"),
        ("<p>see <a href='x'>our page</a>.</p>", "see our page."),
        ("<p>s<sub>4</sub>0 <!-- note -->(2)</p>", "s40 (2)"),
        ("<p>x<script>var a;</script><style>p{}</style>y</p>", "xy"),
        ("<head><title>T</title></head><body>x</body>", "x"),
        ("<p>a</p><pre>one  two\n  three</pre><p>b</p>", "a\n\none  two\n  three\n\nb"),
        ("<ul><li>one<li>two</ul>after", "- one\n- two\n\nafter"),
        ("<p>a:</p><ol><li>one</li><li>two</li></ol>", "a:\n\n1. one\n2. two"),
        ("<ol start=3><li>one<li value=7>two<li>three</ol>", "3. one\n7. two\n8. three"),
        ("<ol type=a><li>one<li>two</ol>", "a. one\nb. two"),
        ("<ol><li>one<ul><li>sub<li>sub 2</ul><li>two</ol>", "1. one\n- sub\n- sub 2\n2. two"),
        ("<ul><li><p>one</p></li><li><p>two</p></li></ul>", "- one\n\n- two"),
        ("<table><tr><th>Exemption<th>Why<tr><td>s40<td>personal<br>data</table>",
         "Exemption | Why\ns40 | personal data"),
        ("<table><tr><td><p>s40</p></td><td><p>why</p></td></tr></table>", "s40 | why"),
        ("<table><tr><td>a<td><td>c</table>", "a |  | c"),
        ("<table><tr><td><p>one</p><p>two</p></td><td>side</td></tr></table>", "one\n\ntwo\n\nside"),
        ("<table><tr><td><table><tr><td>a<td>b</table></table>", "a | b"),
        ("<dl><dt>Ref<dd>1<dt>Day<dd>2 May</dl>x", "Ref | 1\nDay | 2 May\n\nx"),
        ("<dl><div><dt>Ref</dt><dd>1</dd></div></dl>", "Ref | 1"),
        ("<dl><dt>Q<dd><p>one</p><p>two</p></dl>", "Q\n\none\n\ntwo"),
        ("<dl><dt>Q</dt><dd>one</dd><dd>two</dd></dl>", "Q\n\none\n\ntwo"),
        ("<ol type=a><li>one<li type=I>two</ol>", "a. one\nII. two"),
        ("<ol reversed><li>one<li>two</ol>", "2. one\n1. two"),
        ("<ol style='list-style-type: lower-roman'><li>one</ol>", "i. one"),
        ("<ol style='list-style:none'><li>(a) one</ol>", "(a) one"),
        ("<ol><li>one<ol type=a><li>sub</ol><li>two</ol>", "1. one\na. sub\n2. two"),
        ("<p>one</p><p>&nbsp;</p><p>two</p>", "one\n\ntwo"),
        ("one<br>&nbsp;<br>two", "one\n\ntwo"),
        ("<p>s.<b>&nbsp;</b>40</p>", "s. 40"),
        ("<p>section 40<sup>2</sup>, 1<sup>st</sup></p>", "section 40[2], 1st"),
        ("<p>a <q>b</q> c</p>", "a “b” c"),
        ("<div style='white-space: pre-wrap'>one\ntwo\n\n  three\n</div>four",
         "one\ntwo\n\n  three\n\nfour"),
        ("<pre>one\n<b>two</b>\n\nthree</pre>", "one\ntwo\n\nthree"),
        ("<label>Ref</label> <input readonly value='FOI 7'><input value=typed>", "Ref FOI 7"),
        ("<textarea>one\ntwo</textarea>", "one\ntwo"),
        ("<html><body><p>one</p></body></html>two<p>three", "one\n\ntwo\n\nthree"),
        ("<p>one<svg><p>two</svg><p>three", "one\n\ntwo\n\nthree"),
        ("<p>one<svg><text>picture</text></svg></p>", "one"),
        ("<h2><button aria-expanded=false>Answer</button></h2><p>x</p>", "Answer\n\nx"),
        ("<x-y><template shadowrootmode=open><p>one</p></template>two</x-y>", "one\n\ntwo"),
        ("<template><p>one</p></template>two", "two"),
        ("<p>one</p><iframe srcdoc='<p>two'>no</iframe><p>three", "one\n\ntwo\n\nthree"),
        ("<p>one</p><noscript>one</noscript>", "one"),
        ("<noscript>all the words</noscript><p>x</p>", "all the words\n\nx"),
        ("<p>a<o:p>&nbsp;</o:p></p><v:textbox>box</v:textbox>", "a\n\nbox"),
        ("<blockquote>Act</blockquote>after", "Act\n\nafter"),
    ],
)  # fmt: skip
def test_blocks(body: str, expected: str) -> None:
    assert text(body) == expected


LETTER = "<main><p>We refuse under section 40(2) of the Act, as it is personal data.</p></main>"


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav>Home</nav>",
        "<header>Home</header>",
        "<footer>Home</footer>",
        "<aside>Home</aside>",
        "<form>Home</form>",
        "<div class='cookie-bar'>Home</div>",
        "<div id=top-banner>Home</div>",
        "<ul class=site-menu>Home</ul>",
        "<div role=navigation>Home</div>",
        "<p class='Breadcrumb'>Home</p>",
        "<div id=footer>Home</div>",
        "<div id=header>Home</div>",
        "<div class=siteNav>Home</div>",
        "<div class=social-media>Home</div>",
        "<div class=sharedaddy>Home</div>",
        "<div class=related-pages>Home</div>",
        "<div class=newsletter-signup>Home</div>",
        "<div id=s4-ribbonrow>Home</div>",
        "<div class=feedback>Home<input></div>",
        "<div class='modal fade'>Home</div>",
        "<div id=toc><a href='#a'>Home</a></div>",
        "<div class=page-rating><a href=x>Home</a></div>",
        "<a class=skip-link href='#x'>Home</a>",
        "<button>Home</button>",
        "<select><option>Home</select>",
        "<div style='display: none'>Home</div>",
        "<p hidden>Home</p>",
        "<dialog>Home</dialog>",
    ],
)
def test_furniture_is_marked_not_dropped(furniture: str) -> None:
    document = page(furniture + LETTER)
    assert document.text.startswith("Home\n\nWe refuse")
    assert [(r.kind, document.quote(r.span)) for r in document.regions] == [("furniture", "Home")]


@pytest.mark.parametrize(
    "frame",
    [
        "<body class='has-cookie-banner'>{}</body>",
        "<form>{}</form>",
        "<div class='page-with-menu'>{}</div>",
        "<main class=menu>{}</main>",
    ],
)
def test_frame_around_the_letter_is_no_furniture(frame: str) -> None:
    assert page(frame.format(LETTER)).regions == ()
    assert page(frame.format("<p>We refuse under section 40(2).</p>")).regions == ()


REFUSAL = "<p>We refuse under section 40(2) of the Act, as it is personal data.</p>"
LINKS = "<ul>" + "<li><a href=x>A page of ours</a>" * 40 + "</ul>"


@pytest.mark.parametrize(
    "part",
    [
        f"<div class=one-sidebar>{REFUSAL}</div>",
        f"<div class=with-menu>{REFUSAL}</div>",
        f"<div class='post category-search'>{REFUSAL}</div>",
        f"<div class=feedback>{REFUSAL}</div>",
        f"<div class=contents>{REFUSAL}</div>",
        f"<div class=toc>{REFUSAL}</div>",
        f"<article><header>{REFUSAL}</header><p>x</p></article>",
        f"<main><div class=header>{REFUSAL}</div><p>x</p></main>",
        f"<p class=MsoFooter>{REFUSAL[3:]}",
        f"<div class=sidebar>{REFUSAL}</div>",
        f"<aside>{REFUSAL * 40}</aside>",
        f"<div role=dialog>{REFUSAL * 40}</div>",
        f"<div id=p role=tabpanel hidden>{REFUSAL}</div>",
        f"<div class=accordion__panel style='display:none'>{REFUSAL}</div>",
        f"<button aria-controls=p1>+</button><div id=p1 hidden>{REFUSAL}</div>",
        f"<a href='#p2'>+</a><div id=p2 style='display:none'>{REFUSAL}</div>",
        f"<div style='visibility:hidden'>{REFUSAL}</div>",
        f"<details><summary>Answer</summary>{REFUSAL}</details>",
        f"<p>{REFUSAL[3:-4]} <span class=sr-only>(a new page)</span></p>",
    ],
)
def test_no_name_takes_the_letter_away(part: str) -> None:
    """Around it a page of many links and a long notice of cookies."""
    document = page(
        f"<nav>{LINKS}</nav><div class=cookie-notice>{'We like cookies. ' * 60}</div>"
        f"{part}<footer>{LINKS}</footer>"
    )
    start = document.text.index("We refuse under section 40(2)")
    assert not any(region.span.start <= start < region.span.end for region in document.regions)
    assert document.text.startswith("- A page") and document.regions[0].span.start == 0
    cookies = document.text.index("We like")
    assert any(region.span.start == cookies for region in document.regions)


def test_main_part_is_not_an_article_beside_it() -> None:
    document = page(
        f"<article class=page-with-menu>{REFUSAL}</article>"
        f"<aside><article><p>{'News of the town. ' * 20}</article></aside>"
    )
    assert [document.quote(r.span)[:4] for r in document.regions] == ["News"]


def test_words_within_a_line_that_are_not_said() -> None:
    document = page(
        "<p>We <del>rely on section 43</del> do <span style='display:none'>not</span> answer"
        "<span style='text-decoration: line-through'>, sorry</span>.</p>"
    )
    assert document.text == "We do answer."
    assert document.warnings == (
        'words struck out on the page are left out: "rely on section 43", ", sorry"',
        'words that the page hides are left out: "not"',
    )
    assert text("<del>A letter that is struck out as a whole</del>") != ""


def test_page_that_is_mostly_hidden_says_so() -> None:
    document = page("<p>FOI 7</p>" + "<div hidden><p>Some words of an answer.</p></div>" * 3)
    assert document.incomplete
    assert document.warnings[0].startswith("most words of the page are hidden")


@pytest.mark.parametrize(
    ("body", "named", "incomplete"),
    [
        ("<p>Summary</p><ul><li><a href='a/b.PDF?x=1'>The answer</a></ul>", "The answer", True),
        ("<p>See</p><p><a href=/d/7>Answer (PDF, 12 KB)</a></p>", "Answer (PDF, 12 KB)", True),
        ("<p>x</p><a href='our%20reply.docx'></a>", "our reply.docx", False),
        ("<p>x</p><object data=x/reply.pdf></object>", "reply.pdf", True),
        ("<p>x</p><iframe src='https://h.example/reply.pdf'></iframe>", "reply.pdf", True),
        ("<p>You may use our <a href=c.pdf>form</a> to complain.</p>", "form", False),
        (REFUSAL * 20 + "<p><a href=a.xlsx>Annex A</a></p>", "Annex A", False),
        ("<p>x</p><nav><a href=a.pdf>A</a></nav>", "", False),
        ("<p><a href=a.html>A</a> <a href='mailto:a@b.example'>doc</a></p>", "", False),
    ],
)
def test_documents_that_the_page_only_links_to(body: str, named: str, incomplete: bool) -> None:
    document = page(f"<main>{body}</main>")
    expected = (
        (f'a document is linked, not included: "{named}": download it and check it too',)
        if named
        else ()
    )
    assert document.warnings == expected
    assert document.incomplete == incomplete


REASONS = (
    "<p>Dear Ms Hale</p><p>We refuse your request under section 43(2) of the Act, since to tell the "
    "prices would prejudice our commercial interests, and that outweighs the interest in them.</p><p>You may ask for an internal review "
    "within 40 working days, and then complain to the Commissioner.</p><p>Yours sincerely,</p>"
    "<p>Ann Clerk<br>Officer</p>"
)
NOTE = "<p>Dear Ms Hale</p><p>Our answer is below.</p>"
DOCUMENT = "<p><a href='https://c.example/a.pdf'>{}</a></p>"


@pytest.mark.parametrize(
    ("body", "incomplete"),
    [
        (REASONS + DOCUMENT.format("Privacy notice (PDF)"), False),
        (REASONS + DOCUMENT.format("Our service standards"), False),
        (REASONS + "<table><tr><td><img src=logo.png></td><td><a href=a.pdf>Visit us</a></td></table>", False),
        (f"{NOTE}<footer>{DOCUMENT.format('How we work')}</footer>", False),
        (f"{NOTE}<div class=gmail_signature>{DOCUMENT.format('How we work')}</div>", False),
        (f"{NOTE}<div id=Signature><div>Ann</div>{DOCUMENT.format('How we work')}</div>", False),
        (NOTE + DOCUMENT.format("Privacy notice (PDF)"), False),
        (NOTE + DOCUMENT.format("Response (PDF)"), True),
        (f"{NOTE}<footer>x</footer>{DOCUMENT.format('Response (PDF)')}", True),
        (f"{NOTE}<p>Kind regards</p>{DOCUMENT.format('Response (PDF)')}", True),
        (NOTE + DOCUMENT.format("Response (PDF)") + "<p>Kind regards</p><p>Ann</p>", True),
    ],
)  # fmt: skip
def test_links_below_a_letter_do_not_take_it_away(body: str, incomplete: bool) -> None:
    mail = f"Subject: a\nContent-Type: text/html\n\n<html><body>{body.replace('logo.png', 'cid:x')}"
    for data, name in ((f"<main>{body}</main>", "a.html"), (mail, "a.eml")):
        document = read_bytes(data.encode(), name)
        assert document.incomplete == incomplete
        furniture = any(region.kind == "furniture" for region in document.regions)
        assert furniture or "not included" in document.warnings[0]


def test_picture_of_a_letter() -> None:
    document = page(f"<h1>Our reply</h1><img src=a.png alt='{'Letter of the council. ' * 5}'>")
    assert document.incomplete
    assert document.warnings[0].startswith("a picture stands there with hardly any words")
    assert "Letter of the council." in document.warnings[1]
    assert not page("<h1>Our reply</h1><p>x</p><img src=a.png width=20>").incomplete
    assert not page(f"<main>{REFUSAL * 4}<img src=a.png></main>").incomplete


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<body><script>go()</script></body>", "a script fills in"),
        ("<frameset><frame src=a></frameset>", "a page of frames"),
        ("<br>" * 300_001, "too many elements"),
        ("<div>" * 5000 + "x", "nested too deeply"),
    ],
)
def test_page_without_words(body: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        page(f"<html>{body}")


def test_word_saved_as_web_page() -> None:
    item = (
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>"
        "<span {}><span style='mso-list:Ignore'>{}<span style='font:7pt'>&nbsp;&nbsp; </span>"
        "</span></span><![endif]>{}<o:p></o:p></p>"
    )
    document = page(
        "<!--[if gte mso 9]><xml>x</xml><![endif]-->"
        + item.format("", "1)", "one")
        + item.format("", "(a)", "two")
        + item.format("style='font-family:Symbol'", "·", "three")
        + item.format("style='font-family:\"Courier New\"'", "o", "four")
        + "<p>x<a href='#_ftn1'><span class=MsoFootnoteReference>[1]</span></a></p>"
        "<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1>"
        "<p>[1] the Act</p></div></div>"
    )
    assert document.text == "1) one\n\n(a) two\n\n- three\n\n- four\n\nx[1]\n\n[1] the Act"
    assert [(r.kind, document.quote(r.span)) for r in document.regions] == [
        ("footnote", "[1] the Act")
    ]


def test_lists_that_a_style_sheet_counts() -> None:
    counter = "counter(lst-ctn-kix_list_1-{},{})"
    style = (
        "<style>.lst-kix_list_1-0>li:before{content:\"(\" "
        + counter.format(0, "lower-latin")
        + ' ") "} .lst-kix_list_1-1 > li:before{content:""'
        + counter.format(0, "decimal") + ' "." ' + counter.format(1, "decimal")
        + ' ". "} .lst-kix_b-0>li:before{content:"\\0025cf  "}</style>'
    )  # fmt: skip
    assert (
        text(
            f"{style}<ol class='lst-kix_list_1-0 start' start=1><li>one<li>two</ol>"
            "<ol class=lst-kix_list_1-1 start=1><li>sub</ol><ol class=lst-kix_list_1-0 start=3><li>x</ol>"
            "<ul class=lst-kix_b-0><li>dot</ul>"
        )
        == "(a) one\n(b) two\n\n2.1. sub\n\n(c) x\n\n- dot"
    )


def test_saved_source_of_a_page() -> None:
    document = page(
        "<html><body id=viewsource class=highlight><pre id=line1><span>&lt;<b>p</b>&gt;</span>"
        "We refuse\n<span>&lt;/p&gt;</span>&lt;p&gt;Yours</pre></body></html>"
    )
    assert document.text == "We refuse\n\nYours"


def test_long_text_in_a_box_called_menu_is_no_furniture() -> None:
    letter = "<p>We refuse under section 40(2) of the Act, as it is personal data.</p>" * 40
    links = "<ul>" + "<li><a href=x>A service of ours</a>" * 300 + "</ul>"
    document = page(f"<div class=with-sidebar>{letter}</div><div class=menu>{links}</div>{letter}")
    assert document.text.startswith("We refuse")
    assert [document.quote(r.span)[:9] for r in document.regions] == ["- A servi"]


def test_furniture_within_furniture_is_one_region() -> None:
    document = page(f"<header><nav>A</nav><nav>B</nav></header>{LETTER}<footer>C</footer>")
    assert [document.quote(r.span) for r in document.regions] == ["A\n\nB", "C"]


def test_quoted_mail_is_thread() -> None:
    document = page(
        "<p>New words of the answer</p><blockquote type=cite>older<blockquote class=gmail_quote>"
        "oldest</blockquote></blockquote><blockquote>the Act</blockquote>"
    )
    assert document.text == "New words of the answer\n\nolder\n\noldest\n\nthe Act"
    assert [(r.kind, document.quote(r.span)) for r in document.regions] == [
        ("thread", "older\n\noldest"),
        ("thread", "oldest"),
    ]


def test_quoted_mail_within_furniture() -> None:
    document = page(f"<aside>A<blockquote type=cite>B</blockquote></aside>{LETTER}<nav>C</nav>")
    assert [(r.kind, document.quote(r.span)) for r in document.regions] == [
        ("furniture", "A\n\nB"),
        ("thread", "B"),
        ("furniture", "C"),
    ]


@pytest.mark.parametrize("end", ["\r", "\r\n", "&#13;", "&#13;\n", "&#xd;", "&#12;", "\f"])
@pytest.mark.parametrize("around", ["p", "pre", "textarea", "td", "button", "sup", "h1", "li"])
def test_line_ends_of_any_sort(end: str, around: str) -> None:
    document = page(
        f"<main><table><tr><{around}>a{end}b {end}</{around}> c</table><input readonly value='x{end}'>"
    )
    assert "a" in document.text and "c" in document.text
    assert not {"\r", "\f"} & {*document.text, *"".join(document.warnings)}
    assert page(f"<pre>a{end}b</pre>").text == "a\nb"


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-15", "koi8-r", "nonsense"])
def test_declared_encoding(charset: str) -> None:
    words = "Привет" if charset == "koi8-r" else "café £5"
    encoding = "utf-8" if charset == "nonsense" else charset
    data = f"<html><meta charset='{charset}'><p>{words}</p>".encode(encoding)
    assert read_bytes(data, "a.html").text == words


def test_xhtml_with_a_declaration() -> None:
    body = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html><body><p>é</p></body></html>'
    assert page(body, "-").text == "é"


def test_deep_nesting() -> None:
    assert text("<div>" * 1500 + "x" + "</div>" * 1500) == "x"


@pytest.mark.parametrize(
    "data",
    [
        "<meta charset=utf-8><p>“£5”".encode("windows-1252"),
        "<meta charset=windows-1252><p>“£5”".encode(),
        "<meta charset=iso-8859-15><p>“£5”".encode("windows-1252"),
        "<meta charset=utf-8><p>“£5”".encode("utf-16"),
        "<meta charset=punycode><p>“£5”".encode(),
        b"<p>&#147;&pound;5&#148;",
        "<meta charset=gb2312><p>“£5”".encode("gb18030"),
        "<meta charset=gb2312><p>“£5”".encode(),
        "<meta charset=iso-8859-9><p>“£5”".encode("cp1254"),
    ],
)
def test_encoding_that_is_not_as_declared(data: bytes) -> None:
    assert read_bytes(data, "a.html").text == "“£5”"


def test_formatting_that_is_never_closed() -> None:
    document = page("<p><font>word " * 3000)
    assert document.text.count("word") == 3000
    assert not document.incomplete


TAGS = st.sampled_from(
    ["p", "div", "b", "ul", "ol", "li", "table", "tr", "td", "dl", "dt", "dd", "pre", "nav", "del",
     "sup", "q", "a", "button", "details", "form", "article", "svg", "template", "span hidden",
     "div hidden", "blockquote type=cite", "div class=menu", "div class=footnotes"]
)  # fmt: skip


SHOWN = st.sampled_from(
    ["p", "div", "b", "ul", "ol", "li", "table", "tr", "td", "th", "dl", "dt", "dd", "pre", "nav",
     "q", "a", "button", "form", "article", "main", "section", "span", "br", "h2", "aside",
     "select", "option", "blockquote", "div class=menu", "div class=accordion hidden"]
)  # fmt: skip


@given(st.lists(st.tuples(SHOWN, st.booleans()), max_size=60))
def test_every_word_that_is_shown_is_in_the_text_once_and_in_order(
    soup: list[tuple[str, bool]],
) -> None:
    source = "".join(
        f"</{tag.split()[0]}> w{number} " if closes else f"<{tag}> w{number} "
        for number, (tag, closes) in enumerate(soup)
    )
    words = re.findall(r"\bw\d+\b", html_to_text(f"<html><body>{source}").text)
    assert words == [f"w{number}" for number in range(len(soup))]


@given(st.lists(st.tuples(TAGS, st.booleans(), st.sampled_from(["", "word", "two words", " "]))))
def test_any_soup_of_tags_is_read(soup: list[tuple[str, bool, str]]) -> None:
    source = "".join(
        (f"</{tag.split()[0]}>" if closes else f"<{tag}>") + words for tag, closes, words in soup
    )
    extract = html_to_text(f"<html><body>{source}<p>the end")
    assert extract.text == extract.text.strip("\n")
    assert all(0 <= r.span.start < r.span.end <= len(extract.text) for r in extract.regions)
    spans = [region.span for region in extract.regions]
    assert spans == sorted(spans, key=lambda span: (span.start, -span.end))
    left_out = sum("left out" in warning for warning in extract.warnings)
    assert "the end" in extract.text or left_out or "<template>" in source


def test_text_that_the_parser_gives_up_on_is_reported() -> None:
    document = page("<p>before</p>" + "<div>" * 5000 + "x" + "</div>" * 5000)
    assert document.text == "before"
    assert document.incomplete
    assert document.warnings == (
        "elements are nested too deeply: the text from there on was not read",
    )


@pytest.mark.parametrize(
    ("number", "style", "shown"),
    [(1, "a", "a"), (28, "a", "ab"), (2, "A", "B"), (4, "i", "iv"), (39, "I", "XXXIX"),
     (40, "i", "40"), (7, "1", "7"), (0, "a", "0")],
)  # fmt: skip
def test_format_number(number: int, style: str, shown: str) -> None:
    assert format_number(number, style) == shown


# --- rights at the foot of a page -------------------------------------------------------------

WHOLE_LETTER = (
    "<p>Dear Ms A</p><p>The prices are withheld under section 43(2) of the Freedom of Information "
    "Act 2000, because a rival could undercut the supplier in the coming tender. On balance the "
    "public interest in a fair tender outweighs that in seeing the prices now.</p>"
)
RIGHTS = (
    "<p>If you are unhappy with this response you may ask us for an internal review within 40 "
    "working days. You may then apply to the Information Commissioner for a decision.</p>"
)
SITE_LINKS = "<a href='/f'>Freedom of information</a> <a href='/c'>Complaints</a> <a href='/u'>Contact us</a>"
FOOTS = [
    f"<footer>{RIGHTS}</footer>",
    f"<footer>{RIGHTS}<p>{SITE_LINKS}</p></footer>",
    f"<div class='footer'><h2>Complaints</h2>{RIGHTS}</div>",
    f"<aside>{RIGHTS}</aside>",
]
NO_RIGHTS = [
    f"<footer>{SITE_LINKS}</footer>",
    f"<footer>{SITE_LINKS}<p>You can complain about a council service, or appeal against a decision.</p></footer>",
    "<div class='cookie-banner'>We use cookies. You may complain of that to the Information Commissioner.</div>",
    "<footer><p>If you are unhappy with how we use your personal data, you have the right to complain to "
    "the Information Commissioner.</p></footer>",
    "<footer><p>To make a freedom of information request, write to us.</p></footer>",
    f"<div hidden>{RIGHTS}</div>",
    f"<nav>{RIGHTS}{SITE_LINKS * 9}</nav>",
]


def rights_missing(checker: Checker, foot: str) -> list[str]:
    body = f"<nav>{SITE_LINKS}</nav><main>{WHOLE_LETTER}</main>{foot}"
    report = checker.check(page(f"<html><body>{body}</body></html>"))
    return [a.rule for a in report.assessments if a.status == "gap" and "s17-7" in a.rule]


@pytest.mark.parametrize("foot", FOOTS)
def test_rights_in_the_foot_of_a_page_belong_to_its_letter(checker: Checker, foot: str) -> None:
    assert rights_missing(checker, foot) == []


@pytest.mark.parametrize("foot", NO_RIGHTS)
def test_what_a_site_says_at_its_foot_tells_no_rights(checker: Checker, foot: str) -> None:
    assert rights_missing(checker, foot) == ["foia2000/s17-7-a", "foia2000/s17-7-b"]


def test_rights_above_the_letter_are_the_sites_own(checker: Checker) -> None:
    body = f"<header>{RIGHTS}</header><main>{WHOLE_LETTER}</main>"
    report = checker.check(page(f"<html><body>{body}</body></html>"))
    assert [a.rule for a in report.assessments if a.status == "gap"][-2:] == [
        "foia2000/s17-7-a",
        "foia2000/s17-7-b",
    ]


# --- the words that readers go by -------------------------------------------------------------


@pytest.mark.parametrize(
    ("list_", "words", "found"),
    [
        ("annex", "03 annexe b - costs", True),
        ("annex", "AppendicesToLetter", True),
        ("annex", "reannexed", False),
        ("annex_title", "Schedule 12 prices", True),
        ("annex_title", "schedule of prices", False),
        ("sign_off", "Yours  sincerely,", True),
        ("sign_off", "regards your request", False),
        ("site_link", "Our Privacy notice", True),
        ("site_link", "Decision on cookiecutters", False),
        ("forward", "----- Forwarded message -----", True),
        ("forward", "We forwarded by post", False),
        ("forward_subject", " FWD : your request", True),
        ("forward_subject", "Forms: your request", False),
    ],
)
def test_the_words_of_the_built_in_file(list_: str, words: str, found: bool) -> None:
    pattern: re.Pattern[str] = getattr(wording(), list_)
    search = {"sign_off": pattern.fullmatch, "forward": pattern.match,
              "forward_subject": pattern.match}.get(list_, pattern.search)  # fmt: skip
    assert (search(words) is not None) == found


GOOD = (
    'annexes = ["annex"]\nsign_offs = ["regards"]\nsite_links = ["cookies"]\n'
    'forwards = ["forwarded"]\nforward_subjects = ["fw"]\n'
)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("annexes = [", "not TOML (line 1)"),
        ("annexes = ['\udcff']", "not UTF-8 text"),
        (GOOD.replace('["annex"]', "[]"), "annexes must be a list of words"),
        (GOOD.replace('"regards"', "3"), "sign_offs must be a list of words"),
        (GOOD.replace("site_links", "sitelinks"), "site_links must be a list of words"),
        (f'{GOOD}others = ["x"]', "'others' is none of its lists"),
        (None, "cannot be read"),
    ],
)
def test_a_broken_file_of_words_is_one_clear_line(
    tmp_path: Path, content: str | None, fault: str
) -> None:
    path = tmp_path / "reading.toml"
    if content is not None:
        path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(UsageError) as raised:
        read_wording(path)
    assert str(raised.value).startswith(f"{path}: ") and fault in str(raised.value)
    assert "\n" not in str(raised.value)


def test_control_characters_alone_are_no_words() -> None:
    assert html_to_text("<body><pre>\x01</pre><p>Refused").text == "Refused"
