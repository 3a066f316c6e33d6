"""Image files to grey pictures, one a page; pictures made fit for text recognition."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO
from itertools import accumulate
from typing import Any

from PIL import Image, ImageFilter, ImageMath, ImageOps

from noticecheck.late import dataclass
from noticecheck.read.extract import Unreadable
from noticecheck.read.formats import BROKEN
from noticecheck.read.limits import MAX_PIXELS

TOO_MANY_PIXELS = "an image with more pixels than any letter needs: save it smaller"
_A4_HEIGHT = 842.0
# Widths and heights of pages in points, from a note to a plan; others are a wrong resolution.
_SMALLEST, _LARGEST = 200.0, 2400.0
_REDUCED = 254
# Of a page: a hole or a staple covers as much, three short lines of words cover more.
_SPECKS = 0.0015
_CONTRAST = 60
_BEST = 300
"""Dots per inch at which letters of common size are read best."""
_COARSE, _FINE = 200, 400
_MOST_ENLARGED = 4.0
_SOFT, _SOFT_DOTS = 0.7, 0.9
_UNEVEN = 50
"""Levels of grey between the darker and the lighter tenth of the paper."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One page of an image file, or None where it is broken."""

    image: Image.Image | None
    width: float
    """In points, and so is the height."""
    height: float


def frames(data: bytes, limit: int) -> Iterator[Picture]:
    """The pages of an image file, at most `limit` and one more, which says that there are more."""
    with warnings.catch_warnings():
        # What is too large for its taste is made smaller below.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            image = Image.open(BytesIO(data))
        except Image.DecompressionBombError:
            raise Unreadable(TOO_MANY_PIXELS) from None
        # Further pictures of a phone's photo are previews.
        last = 0 if image.format == "MPO" else limit
        for number in range(last + 1):
            try:
                image.seek(number)
            except EOFError:
                return
            except Image.DecompressionBombError:
                yield _NOTHING
                continue
            if number and _is_preview(image):
                continue
            try:
                yield _page(image)
            except MemoryError:
                raise
            except Exception:
                # Broken files make the decoders raise whatever they like.
                if not number:
                    raise Unreadable(BROKEN["image"]) from None
                yield _NOTHING


_NOTHING = Picture(None, 0, 0)


def _is_preview(image: Image.Image) -> bool:
    tags = getattr(image, "tag_v2", None)
    return tags is not None and bool(tags.get(_REDUCED, 0) & 1)


def _page(image: Image.Image) -> Picture:
    pixels = image.size
    width, height = _size_in_points(image)
    if image.width * image.height > MAX_PIXELS:
        # A JPEG is made smaller while it is decoded; this does nothing to others.
        image.draft(None, (image.width // 2, image.height // 2))
    image.load()
    try:
        upright = ImageOps.exif_transpose(image)
    except Exception:
        # Broken notes about a good picture.
        upright = image
    if (upright.width > upright.height) != (pixels[0] > pixels[1]):
        width, height = height, width
    return Picture(_bounded(grey(upright)), width, height)


def _size_in_points(image: Image.Image) -> tuple[float, float]:
    """By its resolution; by that of a page of A4 where it has none, or one that cannot be."""
    across, down = image.info.get("dpi", (0, 0))
    if across > 0 and down > 0:
        width, height = image.width / across * 72, image.height / down * 72
        if _SMALLEST <= width <= _LARGEST and _SMALLEST <= height <= _LARGEST:
            return float(width), float(height)
    scale = _A4_HEIGHT / max(image.size)
    return image.width * scale, image.height * scale


def grey(image: Image.Image) -> Image.Image:
    """The picture in grey, on white paper where it lets light through; a copy in any case."""
    mode = image.mode
    if mode.startswith("I") or mode == "F":
        # However many bits: from its darkest to its lightest spot.
        extremes: Any = image.getextrema()
        low, high = extremes
        scale = 255 / ((high - low) or 1)
        return image.convert("F").point(lambda v: v * scale - low * scale).convert("L")
    if image.has_transparency_data:
        clear = image if "A" in mode else image.convert("RGBA")
        paper = Image.new("L", image.size, 255)
        paper.paste(clear.convert("L"), mask=clear.getchannel("A"))
        return paper
    if mode in ("LAB", "YCbCr"):
        return image.getchannel(0)
    if mode == "CMYK":
        image = image.convert("RGB")
    return image.convert("L")


def _bounded(image: Image.Image) -> Image.Image:
    factor = 1
    while image.width * image.height > MAX_PIXELS * factor * factor:
        factor += 1
    return image.reduce(factor) if factor > 1 else image


def shade_of_paper(image: Image.Image) -> int:
    """The level of most of the pixels of a grey picture."""
    counts = image.histogram()
    return counts.index(max(counts))


def is_blank(image: Image.Image) -> bool:
    """Whether a grey picture is one of bare paper."""
    paper = shade_of_paper(image)
    marks = sum(
        count for level, count in enumerate(image.histogram()) if abs(level - paper) > _CONTRAST
    )
    return marks < _SPECKS * image.width * image.height


def prepared(image: Image.Image, width: float, height: float) -> Image.Image:
    """The picture of a page of this size in points, as text recognition reads it best."""
    made = grey(image)
    if len(made.getcolors(256) or ()) <= 2:
        # Grey of black dots, before the dots grow with the picture.
        made = made.filter(ImageFilter.GaussianBlur(_SOFT_DOTS))
    picture = _levelled(_in_best_size(made, width, height))
    # Speckles would be taken for letters; letters do not suffer.
    return picture.filter(ImageFilter.GaussianBlur(_SOFT))


def _in_best_size(image: Image.Image, width: float, height: float) -> Image.Image:
    """With square pixels, and letters neither too coarse nor needlessly fine."""
    across, down = image.width / width * 72, image.height / height * 72
    finest = max(across, down)
    fits = _COARSE <= finest <= _FINE
    if fits and abs(across - down) < 0.01 * finest:
        return image
    wanted = finest if fits else min(_BEST, finest * _MOST_ENLARGED)
    size = round(width / 72 * wanted), round(height / 72 * wanted)
    if size[0] * size[1] > MAX_PIXELS or min(size) < 1:
        return image
    return image.resize(size, Image.Resampling.LANCZOS)


def _levelled(image: Image.Image) -> Image.Image:
    """With paper that is equally light everywhere: half a page in shadow would not be seen."""
    # What is lightest nearby is paper.
    paper = image.reduce(8).filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(1))
    if _quantile(paper, 0.9) - _quantile(paper, 0.1) < _UNEVEN:
        return image
    paper = paper.resize(image.size, Image.Resampling.BILINEAR)

    def divided(given: Any) -> Any:
        shares = given["image"] * 255 / (given["paper"] + 1)
        return given["convert"](given["min"](shares, 255), "L")

    even: Image.Image = ImageMath.lambda_eval(divided, image=image, paper=paper)
    return even


def _quantile(image: Image.Image, share: float) -> int:
    """The level below which this share of the pixels are."""
    counts = image.histogram()
    wanted = share * sum(counts)
    return next(level for level, below in enumerate(accumulate(counts)) if below >= wanted)
