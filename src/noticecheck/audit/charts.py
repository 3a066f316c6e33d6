"""Charts as inline SVG: bars and intervals without any text, which stands beside them in HTML.

Without text in it a chart can be as narrow as a telephone: it is stretched, letters would be too.
Each has a text alternative that says all it shows.
"""

from __future__ import annotations

from markupsafe import Markup

from noticecheck.audit.figures import Tally
from noticecheck.audit.rates import Rate, interval_words, share_words

WIDTH = 1000
HEIGHT = 24


def shares(tally: Tally) -> Markup:
    """One bar cut into met, unclear and gap, from the left."""
    text = (
        f"Of {tally.of:,}: {tally.met:,} met, {tally.unclear:,} unclear, {tally.gap:,} with a gap."
    )
    parts, start = [], 0.0
    for name, number in (("met", tally.met), ("unclear", tally.unclear), ("gap", tally.gap)):
        width = WIDTH * number / tally.of if tally.of else 0.0
        if width:
            parts.append(_bar(name, start, width))
        start += width
    return _svg(text, parts)


def interval(rate: Rate) -> Markup:
    """A line from the lower to the upper end of the interval, with a mark at the share."""
    text = f"{share_words(rate)}; 95% interval {interval_words(rate)}."
    parts = [_box("axis", 0, HEIGHT / 2 - 0.5, WIDTH, 1)]
    if rate.interval is not None and rate.share is not None:
        low, high = rate.interval
        parts.append(_box("range", low * WIDTH, 8, (high - low) * WIDTH, HEIGHT - 16))
        # With few letters the range is all there is to say.
        if not rate.few:
            at = min(max(rate.share * WIDTH - 4, 0), WIDTH - 8)
            parts.append(_box("mark", at, 2, 8, HEIGHT - 4))
    return _svg(text, parts)


def _bar(name: str, start: float, width: float) -> str:
    return _box(name, start, 0, width, HEIGHT)


def _box(name: str, x: float, y: float, width: float, height: float) -> str:
    return (
        f'<rect class="{name}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
    )


def _svg(text: str, parts: list[str]) -> Markup:
    """All of it is ours: numbers and names of classes; the text is escaped all the same."""
    return Markup(
        '<svg class="chart" role="img" aria-label="{}" viewBox="0 0 {} {}"'
        ' preserveAspectRatio="none" focusable="false">{}</svg>'
    ).format(text, WIDTH, HEIGHT, Markup("".join(parts)))
