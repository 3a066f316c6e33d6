"""Pictures of letters: what text recognition sees, where it stands, and what is said without it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noticecheck.model import Box
from noticecheck.read import extract_bytes, ocr
from noticecheck.read.extract import Reading, Unreadable
from noticecheck.read.layout import Word
from noticecheck.read.ocr import tesseract
from noticecheck.read.ocr.scan import Scan
from share import every

PIL = pytest.importorskip("PIL", reason="needs the extra ocr")

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont  # noqa: E402

from noticecheck.read.ocr.marks import mended  # noqa: E402
from noticecheck.read.ocr.picture import frames, grey, is_blank, prepared  # noqa: E402
from noticecheck.read.ocr.ruled import rules_of, without  # noqa: E402

MISSING = ocr.why_not()
recognises = pytest.mark.skipif(MISSING is not None, reason=f"to recognise text, {MISSING}")
needs_scripts = pytest.mark.skipif(sys.platform == "win32", reason="the fakes are shell scripts")

LINES = (
    "Tannerby Borough Council",
    "Reference: FOI-2024-118",
    "",
    "Dear Mr Ashgrove",
    "",
    "Thank you for your request about the market stalls, which we",
    "received on 4 March 2024. We hold the rents that you asked for.",
    "",
    "We are withholding them under section 43(2) of the Freedom of",
    "Information Act 2000, and the names under section 40(2), because",
    "a rival could use them when the stalls are let again in June.",
)
WORDS = " ".join(LINES).split()
DPI = 150
A5 = (420.0, 595.0)


def page(lines: tuple[str, ...] = LINES) -> Image.Image:
    """A page of A5 with these lines, black on white."""
    image = Image.new("L", (round(A5[0] / 72 * DPI), round(A5[1] / 72 * DPI)), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=23)
    for number, line in enumerate(lines):
        draw.text((70, 90 + 34 * number), line, font=font, fill=0)
    return image


def saved(image: Image.Image, form: str = "PNG", **options: Any) -> bytes:
    data = io.BytesIO()
    image.save(data, form, **options)
    return data.getvalue()


def recognised(image: Image.Image, width: float = A5[0], height: float = A5[1]) -> list[Word]:
    return ocr.recognise(image, width, height, Reading())


def texts(words: list[Word]) -> list[str]:
    return [word.text for word in words]


# Without the program, or with one that fails


Fake = Callable[[str], None]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """Puts a shell script in the place of tesseract; it says that it knows English."""

    def put(script: str, languages: str = "eng") -> None:
        path = tmp_path / "tesseract"
        listing = f'if [ "$1" = --list-langs ]; then echo "{languages}"; exit; fi'
        path.write_text(f"#!/bin/sh\n{listing}\n{script}\n")
        path.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    return put


def test_without_the_program_an_image_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "install the program tesseract" in (ocr.why_not() or "")
    with pytest.raises(Unreadable, match="holds no text as it is: install the program tesseract"):
        ocr.read_image(saved(page()), Reading())
    with pytest.raises(Unreadable, match="install the program tesseract"):
        recognised(page())


def test_without_the_extra_an_image_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    monkeypatch.setitem(sys.modules, "PIL.Image", None)
    with pytest.raises(Unreadable, match=r"pip install 'noticecheck\[ocr\]'"):
        ocr.read_image(b"\x89PNG\r\n\x1a\n", Reading())


def test_everything_but_scans_works_without_the_extra() -> None:
    lines = "import sys; sys.modules['PIL'] = None; from noticecheck.read import ocr; ocr.why_not()"
    subprocess.run([sys.executable, "-c", lines], check=True)


@needs_scripts
def test_without_english_it_says_what_to_install(program: Any) -> None:
    program("", languages="deu fra")
    assert "install English for tesseract" in (ocr.why_not() or "")


@needs_scripts
def test_welsh_is_read_too_where_it_is_installed(program: Any, tmp_path: Path) -> None:
    program(f'echo "$@" > {tmp_path}/arguments', languages="cym eng osd")
    with pytest.raises(Unreadable, match="failed"):
        ocr.read_image(saved(page()), Reading())
    assert "-l eng+cym " in (tmp_path / "arguments").read_text()


@needs_scripts
@pytest.mark.parametrize(
    "script", ["exit 1", "kill -9 $$", "true", "echo 'no markup'", "head -c 1000 /dev/zero"]
)
def test_a_program_that_fails_is_one_line(program: Any, script: str) -> None:
    program(script)
    with pytest.raises(Unreadable, match="the program tesseract failed") as raised:
        ocr.read_image(saved(page()), Reading())
    assert "\n" not in str(raised.value)


@needs_scripts
@pytest.mark.parametrize(
    "answer", every(2, ["<html/>", "<html><span class='ocr_line'><p", "<a b='c' "])
)
def test_an_answer_without_words_is_a_picture_without_them(program: Any, answer: str) -> None:
    program(f'echo "{answer}"')
    with pytest.raises(Unreadable, match="no text was recognised"):
        ocr.read_image(saved(page()), Reading())


@needs_scripts
def test_what_takes_too_long_is_stopped(
    program: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(f"echo $$ > {tmp_path}/pid; sleep 30; touch {tmp_path}/ended")
    monkeypatch.setattr(ocr, "RECOGNISE_SECONDS", 0.3)
    asked: list[float] = []
    with pytest.raises(Unreadable, match="takes too long"):
        ocr.recognise(page(), *A5, Reading(more_time=asked.append))
    assert asked == [0.3]
    assert not (tmp_path / "ended").exists()
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def seen(*words: tuple[str, int], turned: int = 0) -> str:
    """A script that says it saw these words with these percentages in one line."""
    spans = "".join(
        f"<span class='ocrx_word' title='bbox {100 * n} 10 {100 * n + 90} 30; x_wconf {sure}'>"
        f"{text}</span> "
        for n, (text, sure) in enumerate(words)
    )
    angle = f"; textangle {90 * turned}" if turned else ""
    line = f'<span class="ocr_line" title="bbox 0 10 900 30; baseline 0 -4{angle}">{spans}</span>'
    return f"cat <<'END'\n<html><body>{line}</body></html>\nEND"


@needs_scripts
def test_words_of_which_it_is_unsure_make_the_letter_incomplete(program: Any) -> None:
    program(seen(*[("word", 40)] * 30))
    extract = ocr.read_image(saved(page()), Reading())
    assert extract.incomplete
    assert any("unsure of its words (40%)" in warning for warning in extract.warnings)
    assert {place.confidence for place in extract.places} == {0.4}


@needs_scripts
def test_what_was_left_out_is_looked_at_again_by_itself(program: Any) -> None:
    """The program sees the words of a line, but not the number that stands far before them."""
    image = Image.new("L", (round(A5[0] / 72 * 300), round(A5[1] / 72 * 300)), 255)
    draw = ImageDraw.Draw(image)
    draw.rectangle((200, 300, 230, 340), fill=0)
    draw.rectangle((900, 300, 990, 340), fill=0)
    program(f"""case "$*" in *"--psm 6"*) {seen_at((15, 15, 40, 50), "2.")};;
        *) {seen_at((900, 300, 990, 340), "the")};; esac""")
    words = ocr.recognise(image, *A5, Reading())
    assert texts(words) == ["the", "2."]
    left, _, right, _ = words[1].box
    assert 200 - 15 <= left * 300 / 72 <= right * 300 / 72 <= 230 + 15
    program(f"""case "$*" in *"--psm 6"*) {seen_at((15, 15, 40, 50), "2.", 40)};;
        *) {seen_at((900, 300, 990, 340), "the")};; esac""")
    assert texts(ocr.recognise(image, *A5, Reading())) == ["the"]


def seen_at(area: tuple[int, int, int, int], text: str, sure: int = 95) -> str:
    """A command that says it saw one word there."""
    where = " ".join(map(str, area))
    word = f"<span class='ocrx_word' title='bbox {where}; x_wconf {sure}'>{text}</span>"
    line = f"<span class='ocr_line' title='bbox {where}; baseline 0 -4'>{word}</span>"
    return f'echo "<html><body>{line}</body></html>"'


@pytest.mark.parametrize(
    ("seen", "mended_marks"),
    [
        ("(i) (i1) (iii)", "(i) (ii) (iii)"), ("(i) Gi) (iii) (iv)", "(i) (ii) (iii) (iv)"),
        ("(@) (ii) (iii)", "(i) (ii) (iii)"), ("6. lis 8.", "6. 7. 8."), ("D. E: F.", "D. E. F."),
        ("(i) (11) (iii)", "(i) (ii) (iii)"), ("(1) (ii) (iii)", "(i) (ii) (iii)"),
        # What the neighbours do not show stays as it is.
        ("(a) (i)", "(a) (i)"), ("(i) (ii) (ili)", "(i) (ii) (ili)"), ("1. (a) 4.", "1. (a) 4."),
        ("The (ii) (iii)", "The (ii) (iii)"), ("1. we and 3.", "1. we and 3."),
        ("1. section 3.", "1. section 3."), ("1. 5. 3.", "1. 5. 3."),
    ],
)  # fmt: skip
def test_misread_marks_of_a_list(seen: str, mended_marks: str) -> None:
    words = [
        Word(text, (left, 700.0 - 14 * n, left + 5.0 * len(text), 710.0 - 14 * n), n, 10.0, 0.8)
        for n, mark in enumerate(seen.split())
        for left, text in ((50.0, mark), (80.0, "under"), (110.0, "36(5)(o)(ii1)"))
    ]
    found = texts(mended(words))
    assert found[::3] == mended_marks.split()
    assert set(found[1::3] + found[2::3]) == {"under", "36(5)(o)(ii1)"}


@needs_scripts
def test_hardly_any_words_make_the_letter_incomplete(program: Any) -> None:
    program(seen(("Dear", 95), ("Sir", 95)))
    extract = ocr.read_image(saved(page()), Reading())
    assert extract.text == "Dear Sir"
    assert extract.incomplete
    assert any("no more than 2 words" in warning for warning in extract.warnings)


@needs_scripts
def test_words_that_it_is_sure_of_are_complete_but_to_be_compared(program: Any) -> None:
    program(seen(*[("word", 90)] * 30))
    extract = ocr.read_image(saved(page()), Reading())
    assert not extract.incomplete
    assert len(extract.warnings) == 1
    assert "compare" in extract.warnings[0]


# Pictures


@pytest.mark.parametrize(
    "mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr", "LAB", "I", "I;16", "F", "HSV"]
)
def test_every_kind_of_picture_becomes_dark_letters_on_light_paper(mode: str) -> None:
    source = page()
    if mode == "LAB":
        image = Image.merge("LAB", [source, *[Image.new("L", source.size, 128)] * 2])
    elif mode in ("I", "I;16"):
        image = source.convert("I").point(lambda v: v * 200).convert(mode)
    else:
        image = (
            source.convert("RGB").convert(mode) if mode in ("P", "HSV") else source.convert(mode)
        )
    made = grey(image)
    assert made.mode == "L"
    assert made.size == source.size
    difference = ImageChops.difference(made, source)
    assert sum(difference.histogram()[100:]) < 0.01 * source.width * source.height


def test_what_lets_light_through_lies_on_white_paper() -> None:
    clear = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    clear.paste((0, 0, 0, 255), (100, 100, 200, 120))
    made = grey(clear)
    assert made.getpixel((10, 10)) == 255
    assert made.getpixel((150, 110)) == 0


def test_a_photo_taken_sideways_is_turned_by_its_own_note() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = saved(page().transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif)
    (picture,) = frames(data, 5)
    assert picture.image is not None
    assert picture.image.width < picture.image.height
    assert picture.width < picture.height
    assert ImageChops.difference(picture.image, page()).getextrema()[1] < 100


@pytest.mark.parametrize(
    ("dpi", "size"),
    [
        ((150, 150), A5),
        (None, (842 * A5[0] / A5[1], 842)),
        ((1, 1), (842 * A5[0] / A5[1], 842)),
        ((9999, 9999), (842 * A5[0] / A5[1], 842)),
    ],
)
def test_a_page_is_as_large_as_its_resolution_says_if_that_can_be(
    dpi: tuple[int, int] | None, size: tuple[float, float]
) -> None:
    options = {"dpi": dpi} if dpi else {}
    (picture,) = frames(saved(page(), **options), 5)
    assert (picture.width, picture.height) == pytest.approx(size, abs=1.5)


def test_a_fax_with_flat_pixels_gets_square_ones() -> None:
    flat = page().resize((page().width, page().height // 2))
    (picture,) = frames(saved(flat.convert("1"), "TIFF", dpi=(150, 75), compression="group4"), 5)
    assert (picture.width, picture.height) == pytest.approx(A5, abs=1.5)
    assert picture.image is not None
    made = prepared(picture.image, picture.width, picture.height)
    assert made.height / made.width == pytest.approx(A5[1] / A5[0], abs=0.01)


def test_each_frame_is_a_page_and_no_more_are_decoded_than_asked_for() -> None:
    small = page().resize((200, 280))
    data = saved(small, "TIFF", save_all=True, append_images=[small] * 9)
    assert len(list(frames(data, 20))) == 10
    assert len(list(frames(data, 3))) == 4


def test_a_frame_that_is_a_smaller_copy_is_no_page() -> None:
    data = io.BytesIO()
    page().save(
        data, "TIFF", save_all=True, append_images=[page().resize((50, 70))], tiffinfo={254: 0}
    )
    assert len(list(frames(data.getvalue(), 5))) == 2
    copies = [page().resize((50, 70))]
    copies[0].encoderinfo = {"tiffinfo": {254: 1}}  # type: ignore[attr-defined]
    data = io.BytesIO()
    page().save(data, "TIFF", save_all=True, append_images=copies)
    assert len(list(frames(data.getvalue(), 5))) == 1


def test_a_page_half_in_shadow_is_made_equally_light() -> None:
    shadow = Image.new("L", page().size, 255)
    shadow.paste(70, (0, 0, shadow.width // 2, shadow.height))
    dark = ImageChops.multiply(page(), shadow.filter(ImageFilter.GaussianBlur(20)))
    made = prepared(dark, *A5)
    left, right = made.size[0] // 20, made.size[0] * 19 // 20
    low = made.height - 20
    assert abs(made.getpixel((left, low)) - made.getpixel((right, low))) < 20  # type: ignore[operator]


def test_bare_paper_is_told_from_a_page_with_lines() -> None:
    assert is_blank(Image.new("L", (1000, 1400), 240))
    assert is_blank(ImageChops.add(page(("",)), Image.effect_noise(page().size, 20), 1, -128))
    assert not is_blank(page())


def test_pictures_that_cannot_be_read_are_one_line() -> None:
    whole = saved(page())
    huge = bytearray(whole)
    huge[16:24] = (60000).to_bytes(4) * 2
    for data in (whole[: len(whole) // 2], whole[:40], b"\x89PNG\r\n\x1a\n", bytes(huge), b"II*\0"):
        with pytest.raises(Unreadable) as raised:
            extract_bytes(data, "letter.png")
        assert len(str(raised.value)) < 200
        assert "\n" not in str(raised.value)


@needs_scripts
def test_a_broken_page_is_named_and_the_others_are_read(program: Any) -> None:
    program(seen(*[("word", 90)] * 30))
    data = bytearray(
        saved(page(), "TIFF", save_all=True, append_images=[page()], compression="tiff_lzw")
    )
    second = len(data) * 3 // 4
    data[second - 2000 : second] = b"\xff" * 2000
    extract = ocr.read_image(bytes(data), Reading())
    assert extract.incomplete
    assert any(w.startswith("page 2 was not read") for w in extract.warnings)
    assert extract.pages is not None
    assert len(extract.pages) == 2


@needs_scripts
def test_pages_beyond_the_limit_are_named(program: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    program(seen(*[("word", 90)] * 30))
    monkeypatch.setattr(ocr, "MAX_RECOGNISED_PAGES", 1)
    data = saved(page(), "TIFF", save_all=True, append_images=[page()] * 2)
    extract = ocr.read_image(data, Reading())
    assert extract.incomplete
    assert any("page 2 was not read" in w for w in extract.warnings)


# Places


@given(
    st.integers(0, 3),
    st.floats(-0.3, 0.3),
    st.floats(200, 900),
    st.floats(200, 900),
    st.floats(0.2, 0.8),
    st.floats(0.2, 0.8),
)
def test_a_box_leads_back_to_the_page_as_it_lies(
    turned: int, tilted: float, width: float, height: float, across: float, up: float
) -> None:
    x, y = across * width, up * height
    box: Box = (x - 20, y - 5, x + 20, y + 5)
    lying = (height, width) if turned % 2 else (width, height)
    straight = Scan([], width, height, turned).on_page(box)
    assert straight[0] >= -0.1 - 20 and straight[2] <= lying[0] + 20.1
    assert sorted((straight[2] - straight[0], straight[3] - straight[1])) == pytest.approx(
        [10, 40], abs=0.1
    )
    # What is tilted stays as far from the middle of the page.
    crooked = Scan([], width, height, turned, tilted).on_page(box)
    assert away(crooked, lying) == pytest.approx(away(straight, lying), abs=0.1)


def away(box: Box, page_size: tuple[float, float]) -> float:
    x, y = (box[0] + box[2] - page_size[0]) / 2, (box[1] + box[3] - page_size[1]) / 2
    return (x * x + y * y) ** 0.5


# With the program


@recognises
def test_every_word_is_seen_where_it_stands() -> None:
    words = straight()
    assert texts(words) == WORDS
    assert all(0.5 < word.confidence <= 1 for word in words)
    assert all(8 < word.size < 14 for word in words)
    assert [b.line - a.line for a, b in pairwise(words)].count(1) == 7
    for word in words:
        assert on_ink(page(), word.box)


@cache
def straight() -> list[Word]:
    return recognised(page())


def on_ink(image: Image.Image, box: Box) -> bool:
    """Whether there are letters within a box."""
    scale = DPI / 72
    left, bottom, right, top = box
    area = (left * scale, image.height - top * scale, right * scale, image.height - bottom * scale)
    return bool(image.crop(tuple(map(round, area))).getextrema()[0] < 100)  # type: ignore[operator]


@recognises
@pytest.mark.parametrize("degrees", every(3, [90, 180, -4, 7]))
def test_a_page_that_lies_on_its_side_or_crooked_is_read_upright(degrees: int) -> None:
    lying = page().rotate(
        degrees, Image.Resampling.BICUBIC, expand=degrees % 90 == 0, fillcolor=255
    )
    size = A5 if lying.height > lying.width else A5[::-1]
    scan = ocr.scan(lying, *size, Reading())
    assert texts(scan.words) == WORDS
    for word, same in zip(scan.words, straight(), strict=True):
        assert word.box[:2] == pytest.approx(same.box[:2], abs=3)
        assert on_ink(lying, scan.on_page(word.box))


ROWS = [
    ("Part", "What you asked for", "Decision"),
    ("Rents", "Rents of all stalls", "Released"),
    ("Names", "Names of the holders", "section 40(2)"),
    ("Plans", "Our plans for June", "section 43(2)"),
]


def table(ruled: bool = True) -> Image.Image:
    """A page with a table below a line of prose, in thin lines or in none."""
    image = page(LINES[5:7])
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=21)
    edges = (70, 170, 420, 640)
    for number, row in enumerate(ROWS):
        for left, words in zip(edges, row, strict=False):
            draw.text((left + 6, 206 + 32 * number), words, font=font, fill=0)
    for number in range(len(ROWS) + 1 if ruled else 0):
        draw.line((70, 200 + 32 * number, 640, 200 + 32 * number), fill=0, width=2)
    for left in edges if ruled else ():
        draw.line((left, 200, left, 200 + 32 * len(ROWS)), fill=0, width=2)
    return image


@pytest.mark.parametrize("degrees", [0, 0.6, -1.5])
def test_the_lines_of_a_table_are_told_from_letters(degrees: float) -> None:
    askew, bare = (
        table(ruled).rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
        for ruled in (True, False)
    )
    rules = rules_of(askew, DPI / 72)
    assert len(rules) == 4 + 5
    left = without(askew, rules)
    # Letters stay, lines go.
    assert rules_of(left, DPI / 72) == []
    dark = [sum(image.histogram()[:128]) for image in (askew, left, bare)]
    assert 0.97 * dark[2] < dark[1] < 1.03 * dark[2] < dark[0]
    for kept in (page(), page(LINES[5:7]).filter(ImageFilter.MinFilter(3))):
        assert rules_of(kept, DPI / 72) == []


@recognises
@pytest.mark.parametrize("degrees", [0, -1.5])
def test_a_table_in_a_picture_is_one(degrees: float) -> None:
    askew = table().rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    text = ocr.read_image(saved(askew, dpi=(DPI, DPI)), Reading()).text
    assert [" | ".join(row) for row in ROWS] == text.split("\n\n")[-1].replace("\t", " | ").split(
        "\n"
    )


def shaded(image: Image.Image) -> Image.Image:
    light = Image.linear_gradient("L").resize(image.size).point(lambda v: 50 + v * 4 // 5)
    return ImageChops.multiply(image, light)


BAD_SCANS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "coarse": lambda image: image.resize(
        (image.width // 2, image.height // 2), Image.Resampling.BOX
    ),
    "two colours": lambda image: image.convert("1", dither=Image.Dither.NONE),
    "grey of dots": lambda image: image.point(lambda v: 60 + v * 140 // 255).convert("1"),
    "white on black": ImageChops.invert,
    "noise": lambda image: ImageChops.add(image, Image.effect_noise(image.size, 50), 1, -128),
    "grey paper": lambda image: image.point(lambda v: 90 + v // 3),
    "in shadow": shaded,
}


@recognises
@pytest.mark.parametrize("kind", every(2, list(BAD_SCANS)))
def test_bad_scans_are_read_whole(kind: str) -> None:
    words = texts(recognised(BAD_SCANS[kind](page())))
    assert sum(word in words for word in WORDS) > 0.93 * len(WORDS)
    assert "40(2)," in words
    assert "43(2)" in words


@recognises
def test_a_scan_of_two_pages_becomes_a_letter_with_places() -> None:
    second = page(("We have weighed the public interest.", "", "Yours sincerely"))
    data = saved(
        page(), "TIFF", save_all=True, append_images=[second.rotate(180), page(("",))],
        dpi=(DPI, DPI), compression="tiff_lzw",
    )  # fmt: skip
    media_type, extract = extract_bytes(data, "scan.tif")
    assert media_type == "image/*"
    assert "under section 43(2) of the Freedom of\nInformation Act 2000" in extract.text
    assert "Dear Mr Ashgrove\n\nThank you" in extract.text
    assert extract.text.endswith("Yours sincerely")
    assert not extract.incomplete
    assert extract.pages is not None
    assert len(extract.pages) == 3
    assert extract.text[extract.pages[1] :].startswith("We have weighed")
    covered = "".join(extract.text[place.span.start : place.span.end] for place in extract.places)
    assert covered.replace(" ", "") == "".join(extract.text.split())
    last = extract.places[-1]
    assert last.page == 2
    assert last.box is not None
    # The second page lies upside down in the file.
    assert last.box[1] < A5[1] / 2
    assert on_ink(second.rotate(180), last.box)


@recognises
def test_the_same_picture_gives_the_same_words() -> None:
    noisy = ImageChops.add(page(), Image.effect_noise(page().size, 30), 1, -128)
    assert recognised(noisy) == recognised(noisy)


@recognises
def test_a_picture_without_words_is_no_letter() -> None:
    draw = ImageDraw.Draw(empty := page(("",)))
    draw.ellipse((200, 200, 500, 500), fill=90)
    with pytest.raises(Unreadable, match="no text was recognised"):
        ocr.read_image(saved(empty), Reading())


@recognises
def test_nothing_of_the_letter_is_left_in_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with pytest.raises(Unreadable, match="takes too long"):
        tesseract.rows(page(), 0.05)
    assert list(tmp_path.iterdir()) == []
