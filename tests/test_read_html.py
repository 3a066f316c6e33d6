"""HTML: blocks, lists, tables, furniture, quoted mail."""

from __future__ import annotations

import pytest

from noticecheck.model import Document
from noticecheck.read import read_bytes
from noticecheck.read.numerals import format_number


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
        ("<dl><dt>Ref<dd>1</dl>", "Ref\n\n1"),
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
