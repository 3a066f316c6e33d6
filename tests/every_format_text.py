"""The letters as text, Markdown and HTML."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from html import escape

from every_format import BULLET, Block, Source, numbers, runs

WIDTH = 72


def text(blocks: Sequence[Block], width: int = 0) -> str:
    """Plain text; one line a paragraph, or wrapped."""
    parts: list[str] = []
    for is_table, group in runs(blocks):
        pieces = _columns(group) if is_table else [_lines(block, width) for block in group]
        for block, piece in zip(group, pieces, strict=True):
            parts.append(("\n" if block.tight else "\n\n") + piece)
    return "".join(parts).strip("\n") + "\n"


def _lines(block: Block, width: int) -> str:
    if block.kind == "lines":
        return "\n".join(block.parts)
    if not width:
        return block.words
    indent = " " * (len(block.label) + 1) if block.label else ""
    lines = textwrap.wrap(
        block.words, width, subsequent_indent=indent,
        break_on_hyphens=False, break_long_words=False,
    )  # fmt: skip
    return "\n".join(lines)


def _columns(rows: Sequence[Block]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*(row.parts for row in rows), strict=True)]
    return [
        "    ".join(
            cell.ljust(width) for cell, width in zip(row.parts, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


def markdown(blocks: Sequence[Block]) -> str:
    """Markdown, with the marks of headings, lists and tables."""
    parts: list[str] = []
    for is_table, group in runs(blocks):
        for index, block in enumerate(group):
            piece = block.words
            if is_table:
                piece = f"| {piece} |"
                if index == 0:
                    piece += "\n" + "|---" * len(block.parts) + "|"
            elif block.kind == "heading":
                piece = f"## {piece}"
            elif block.kind == "lines":
                piece = "  \n".join(block.parts)
            parts.append(("\n" if block.tight else "\n\n") + piece)
    return "".join(parts).strip("\n") + "\n"


def html(source: Source) -> str:
    """A plain page."""
    return (
        '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        f"<title>{escape(source.authority)}</title></head>\n<body>\n{body(source)}</body></html>\n"
    )


def body(source: Source) -> str:
    """The letter as elements: real lists and tables, numbers in the text where HTML has none."""
    parts: list[str] = []
    numbered = iter(list(numbers(source.blocks)))
    for is_table, group in runs(source.blocks):
        elements = [_element(*next(numbered)) for _ in group]
        if is_table:
            rows = "".join(_row(block) for block in group)
            parts.append(f"<table>{rows}</table>")
        else:
            parts.extend(line for element in elements for line in element)
    return "\n".join(_merged(parts)) + "\n"


def _row(block: Block) -> str:
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in block.parts) + "</tr>\n"


_TYPES = {"decimal": "1", "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i"}


def _element(block: Block, number: tuple[str, str, int, int] | None) -> Iterator[str]:
    words = escape(block.text)
    if block.kind == "lines":
        yield "<p>" + "<br>\n".join(map(escape, block.parts)) + "</p>"
    elif block.kind == "heading":
        yield f"<h2>{escape(block.words)}</h2>"
    elif block.label == BULLET:
        yield from ("<ul>", f"<li>{words}</li>", "</ul>")
    elif number and number[1] == "%.":
        form, _, _, position = number
        yield from (f'<ol start="{position}" type="{_TYPES[form]}">', f"<li>{words}</li>", "</ol>")
    else:
        yield f"<p>{escape(block.words)}</p>"


def _merged(parts: Sequence[str]) -> list[str]:
    """Items that follow one another are of one list."""
    merged: list[str] = []
    for part in parts:
        if merged and merged[-1] in ("</ul>", "</ol>") and part[:3] == f"<{merged[-1][2:4]}":
            merged.pop()
        else:
            merged.append(part)
    return merged


def council_page(source: Source) -> str:
    """A page of a council's site: cookie banner, menu, breadcrumb, search, footer."""
    title = escape(source.authority)
    return f"""<!DOCTYPE html>
<html lang="en" class="no-js has-cookie-banner">
<head><title>Disclosure log: {title}</title>
<script>var menu = "section 12";</script><style>p {{ margin: 0 }}</style></head>
<body class="page page--publication">
<a class="skip-link" href="#content">Skip to main content</a>
<div id="cookie-banner" role="region" aria-label="Cookies on this site">
<h2>Cookies on this site</h2>
<p>We use some essential cookies to make this website work. We'd like to set more cookies.</p>
<button>Accept all cookies</button> <button>Reject</button> <a href="/cookies">View cookies</a></div>
<header class="site-header"><a href="/">Home</a>
<form action="/search" role="search"><label for="q">Search</label><input id="q" name="q"></form>
<nav class="main-menu"><ul><li><a href="/bins">Bins and recycling</a></li>
<li><a href="/tax">Council tax</a></li><li><a href="/foi">Freedom of information</a></li>
<li><a href="/foi/exemptions">Exemptions: section 12, section 40, section 43</a></li></ul></nav>
</header>
<ol class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/foi">Requests</a></li>
<li>Disclosure log</li></ol>
<main id="content"><article>
{body(source)}</article></main>
<aside class="sidebar"><h2>Related pages</h2><ul><li><a href="/foi/make">Make a request</a></li>
<li><a href="/foi/review">Ask for an internal review</a></li></ul></aside>
<footer class="site-footer"><ul><li><a href="/privacy">Privacy notice</a></li>
<li><a href="/access">Accessibility statement</a></li></ul>
<p>&copy; All content is available under the Open Government Licence, except where stated.</p></footer>
</body></html>
"""


def word_page(source: Source) -> str:
    """What a word processor saves as a web page: labels as text, its own elements, hard wraps."""
    parts: list[str] = []
    for is_table, group in runs(source.blocks):
        if is_table:
            rows = "".join(
                "<tr style='mso-yfti-irow:0'>"
                + "".join(_word_cell(cell) for cell in row.parts)
                + "</tr>\n"
                for row in group
            )
            parts.append(f"<table class=MsoTableGrid border=1>{rows}</table>\n")
            continue
        parts.extend(_word_paragraph(block) for block in group)
    letter = "".join(parts)
    return f"""<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns="http://www.w3.org/TR/REC-html40">

<head>
<meta http-equiv=Content-Type content="text/html; charset=windows-1252">
<meta name=Generator content="Microsoft Word 15">
<title>{escape(source.authority)}</title>
<!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>Section 41</o:Author></o:DocumentProperties></xml><![endif]-->
<style><!-- p.MsoNormal {{margin:0cm; font-family:"Calibri",sans-serif;}} --></style>
</head>

<body lang=EN-GB link=blue vlink=purple style='word-wrap:break-word'>
<div class=WordSection1>
{letter}</div>
</body></html>
"""


def _word_cell(cell: str) -> str:
    return (
        "<td width=200 valign=top style='border:solid windowtext 1.0pt'>"
        f"<p class=MsoNormal>{escape(cell)}<o:p></o:p></p></td>"
    )


def _word_paragraph(block: Block) -> str:
    if block.kind == "lines":
        inner = "<br>\n".join(map(escape, block.parts))
    else:
        # The label stands in the text, once, with blanks that set it off.
        inner = "\n".join(textwrap.wrap(escape(block.text), 76, break_on_hyphens=False))
    label = "·" if block.label == BULLET else escape(block.label)
    if label:
        inner = (
            "<![if !supportLists]><span style='mso-list:Ignore'>"
            f"{label}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp; </span>"
            f"</span><![endif]>{inner}"
        )
    if block.kind == "heading":
        return f"<h2>{inner}<o:p></o:p></h2>\n\n"
    name = "MsoListParagraph" if label else "MsoNormal"
    return (
        f"<p class={name} style='margin-bottom:8.0pt'><span style='font-size:11.0pt'>"
        f"{inner}<o:p></o:p></span></p>\n\n"
    )
