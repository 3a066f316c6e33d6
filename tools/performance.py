"""The tables of docs/performance.md, from bench/results/figures.json: nothing is measured here."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parent.parent / "bench" / "results" / "figures.json"
Figures = Mapping[str, Any]
Met = Callable[[float], bool]

NOT_MEASURED = "Not measured."
STAGES = {
    "read": "read: bytes to text",
    "normal_text": "of the scan: the text in its normal form",
    "scan": "scan for phrases",
    "parse": "parse: passages, citations, claims",
    "evaluate": "evaluate: the rules",
    "check": "scan, parse and evaluate together",
    "report": "report as JSON",
}


def page() -> str:
    """All of it, a section for each sort of figure."""
    saved: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    parts = {name: part["figures"] for name, part in saved.items()}
    sections = (
        ("Aims", _aims(parts)),
        ("Where it was measured", _machines(saved)),
        ("Start", _start(parts.get("start"))),
        ("Stages of a letter", _stages(parts.get("stages"))),
        ("The scan beside its ceiling", _scan(parts.get("scan"))),
        ("Ten times the wordings", _phrases(parts.get("phrases"))),
        ("The size of a letter", _size(parts.get("size"))),
        ("An audit, end to end", _audits(_all_audits(parts))),
        ("Killed at random", _kills(parts.get("kills"))),
        ("Formats", _formats(parts.get("formats"))),
        ("Other tools", _tools(parts.get("tools"))),
    )
    return "\n" + "\n".join(f"## {title}\n\n{text}\n" for title, text in sections)


def _aims(parts: Mapping[str, Any]) -> str:
    """Each aim with what was measured, met or not."""
    return _table(("Aim", "Wanted", "Measured", "Met"), [
        (aim, wanted, *_judged(value, shape, met))
        for aim, wanted, shape, value, met in _wanted(parts)
    ])  # fmt: skip


def _judged(value: float | None, shape: str, met: Met) -> tuple[str, str]:
    if value is None:
        return "not measured", "-"
    return shape.format(value), "yes" if met(value) else "**no**"


def _wanted(parts: Mapping[str, Any]) -> Iterator[tuple[str, str, str, float | None, Met]]:
    audits = _all_audits(parts)
    one, two = _largest(audits, 1), _largest(audits, 2)
    rate = one and one["rate"]["median"]
    letters = one and one["letters"]
    pair = next((a for a in audits if (a["letters"], a["workers"]) == (letters, 2)), None)
    most = next((a for a in audits if a["letters"] >= 100_000 and a["workers"] == 2), None)
    yield (
        "`check` of one letter, warm cache, whole process, in starts of a bare interpreter",
        "at most 15, better 10", "{:.0f}", _median(parts, "start", "ratio"), lambda x: x <= 15,
    )  # fmt: skip
    yield "audit, letters a second on one core", "at least 300", "{:.0f}", rate, lambda x: x >= 300
    yield (
        "audit, two cores to one", "at least 1.8", "{:.2f}",
        pair["rate"]["median"] / rate if pair and rate else None, lambda x: x >= 1.8,
    )  # fmt: skip
    yield (
        "ten times the wordings, in times", "at most 1.3", "{:.2f}",
        _median(parts, "phrases", "ratio"), lambda x: x <= 1.3,
    )  # fmt: skip
    yield (
        "a letter of 5 MB, in times of one of 50 kB", "about 100", "{:.0f}",
        _median(parts, "size", "ratio"), lambda x: x <= 125,
    )  # fmt: skip
    yield (
        "memory of an audit of 100,000 letters with two workers", "at most 800 MB", "{:.0f} MB",
        most and most["megabytes"], lambda x: x <= 800,
    )  # fmt: skip
    if two and most is None:
        yield (
            f"the same of {two['letters']:,} letters", "at most 800 MB", "{:.0f} MB",
            two["megabytes"], lambda x: x <= 800,
        )  # fmt: skip
    kills = parts.get("kills")
    yield (
        "kills after which the tables are the same, byte by byte", "20", "{:.0f}",
        kills and kills["kills"], lambda x: x >= 20,
    )  # fmt: skip


def _machines(saved: Mapping[str, Any]) -> str:
    """The classes of machine, with the parts that each measured."""
    by_machine: dict[str, list[str]] = {}
    for name, part in saved.items():
        about = part["machine"]
        told = (
            f"{about['cores']} cores, {about['memory']}, {about['processor']}, "
            f"{about['system']}, Python {about['python']}; "
            f"noticecheck {part['version']}, {part['day']}"
            f"{' (**beside other work**: only ratios say much)' if part['busy'] else ''}"
        )
        by_machine.setdefault(told, []).append(name.split()[0])
    if len(by_machine) == 1:
        return f"{next(iter(by_machine))}."
    return "\n".join(
        f"- {told}: {', '.join(dict.fromkeys(names))}" for told, names in by_machine.items()
    )


def _start(found: Figures | None) -> str:
    if not found:
        return NOT_MEASURED
    return _table(("", "Median", "Quartiles", "Runs"), [
        ("a bare interpreter (`python -c pass`), ms", *_spread(found["bare_ms"])),
        ("`noticecheck check letter.txt`, warm cache, ms", *_spread(found["check_ms"])),
        ("the second in times of the first, pair by pair", *_spread(found["ratio"])),
    ])  # fmt: skip


def _stages(found: Figures | None) -> str:
    if not found:
        return NOT_MEASURED
    rows = [(STAGES.get(name, name), *_spread(one)) for name, one in found["stages"].items()]
    return (
        f"Milliseconds a letter, over {found['letters']} letters of the corpus of "
        f"{found['characters']:,} characters on average, none of whose sentences was met before. "
        "What a stage asks for first, it pays for: places of phrases are looked for when a rule "
        "asks.\n\n" + _table(("Stage", "Median", "Quartiles", "Runs"), rows)
    )


def _scan(found: Figures | None) -> str:
    if not found:
        return NOT_MEASURED
    rows = [
        ("the scan for phrases, with their places", *_spread(found["scan_ms"])),
        ("the whole check", *_spread(found["check_ms"])),
    ]
    if "raw_ms" in found:
        rows.insert(0, ("hyperscan, whether a wording is there", *_spread(found["raw_ms"])))
        rows.append(("the scan in times of hyperscan", *_spread(found["scan_to_raw"])))
    return (
        f"Milliseconds a letter of {found['characters']:,} characters, {found['wordings']:,} "
        "wordings. Hyperscan is the ceiling: it tells that a wording is there and not from where, "
        "for which it calls so many wordings too large, and takes some 20 s to be made ready.\n\n"
        + _table(("", "Median", "Quartiles", "Runs"), rows)
    )


def _phrases(found: Figures | None) -> str:
    if not found:
        return NOT_MEASURED
    median, quartiles, runs = _spread(found["ratio"])
    return (
        f"{found['before']:,} wordings, and {found['after']:,}, of which those that came rarely "
        f"stand in a letter: {median} of the time (quartiles {quartiles}, {runs} runs)."
    )


def _size(found: Figures | None) -> str:
    if not found:
        return NOT_MEASURED
    return _table(("", "Median", "Quartiles", "Runs"), [
        (f"{found['small_characters']:,} characters, s", *_spread(found["small_seconds"])),
        (f"{found['large_characters']:,} characters, s", *_spread(found["large_seconds"])),
        ("the second in times of the first", *_spread(found["ratio"])),
    ])  # fmt: skip


def _audits(audits: list[Figures]) -> str:
    if not audits:
        return NOT_MEASURED
    rows = [
        (f"{one['letters']:,}", str(one["workers"]), *_spread(one["rate"]), f"{one['megabytes']}")
        for one in audits
    ]
    return (
        "Generated letters of some 6 kB, plain text, from the command to its end: start, reading, "
        "checking, tables, page and summary. Few letters show more of the start than of the work. "
        "Memory is that of all processes together, at its highest, with what they share counted "
        "once.\n\n"
        + _table(
            ("Letters", "Workers", "Letters a second", "Quartiles", "Runs", "Memory, MB"), rows
        )
    )


def _kills(found: Figures | None) -> str:
    if not found:
        return NOT_MEASURED
    done = "; ".join(f"{number} times it {what}" for what, number in sorted(found["done"].items()))
    return (
        f"An audit of {found['letters']:,} letters, disturbed {found['kills']} times at random "
        f"moments by SIGKILL: {done}. In the end the tables were the same, byte by byte, as those "
        "of an audit that was left alone."
    )


def _formats(found: list[Figures] | None) -> str:
    if not found:
        return NOT_MEASURED
    rows = [
        (one["form"], f"{one['bytes']:,}", f"{one['read_ms']:.1f}", f"{one['both_ms']:.0f}",
         f"{one['read_ratio']:.2f}", f"{one['both_ratio']:.2f}")
        for one in found
    ]  # fmt: skip
    return (
        "One letter of 700 words in each format: reading it, and reading and checking it; the "
        "ratios are to the same letter as plain text.\n\n"
        + _table(("Form", "Bytes", "Read, ms", "Both, ms", "Read : plain", "Both : plain"), rows)
    )


def _tools(found: Figures | None) -> str:
    if not found:
        return NOT_MEASURED
    ours = found["noticecheck"]
    rows = [
        (name, "not installed" if rate is None else f"{rate:.3g}",
         "-" if rate is None else f"{ours / rate:.2f}")
        for name, rate in found.items() if name != "letters"
    ]  # fmt: skip
    return (
        f"Whole processes over {found['letters']} letters, start included; one run. proselint with "
        "its own checks, textlint (with textlint-rule-prh) and semgrep with 400 of our wordings. "
        "None of them tells a claim from a mention: they show what finding words costs.\n\n"
        + _table(("Tool", "Letters a second", "In times of our time"), rows)
    )


def _all_audits(parts: Mapping[str, Any]) -> list[Figures]:
    """By letters and workers."""
    found = [part for name, part in parts.items() if name.startswith("audit ")]
    return sorted(found, key=lambda one: (one["letters"], one["workers"]))


def _largest(audits: list[Figures], workers: int) -> Figures | None:
    """The audit of the most letters with so many workers."""
    return next((one for one in reversed(audits) if one["workers"] == workers), None)


def _median(parts: Mapping[str, Any], name: str, figure: str) -> float | None:
    found = parts.get(name)
    return None if found is None else float(found[figure]["median"])


def _spread(found: Mapping[str, float]) -> tuple[str, str, str]:
    low, high = _number(found["low"]), _number(found["high"])
    return _number(found["median"]), f"{low} to {high}", f"{found['runs']:.0f}"


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def _table(titles: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    head = f"| {' | '.join(titles)} |\n|---|{'---:|' * (len(titles) - 1)}\n"
    return head + "\n".join(f"| {' | '.join(row)} |" for row in rows)
