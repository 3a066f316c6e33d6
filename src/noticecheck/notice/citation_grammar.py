"""The grammar that reads one citation: "31(1)(a) to (c)" to parts such as ("31", "1", "a").

It works on normal text (match/normal.py), behind the keyword; pyparsing never scans with it.
"""

from __future__ import annotations

from functools import lru_cache

import pyparsing as pp

_MOST_IN_RANGE = 26
"""Provisions that a range may stand for."""
_RANGES = ("to", "dash")
_WORDS = {
    "twelve": "12", "fourteen": "14", "twenty one": "21", "twenty two": "22",
    "twenty three": "23", "twenty four": "24", "twenty six": "26", "twenty seven": "27",
    "twenty eight": "28", "twenty nine": "29", "thirty": "30", "thirty one": "31",
    "thirty two": "32", "thirty three": "33", "thirty four": "34", "thirty five": "35",
    "thirty six": "36", "thirty seven": "37", "thirty eight": "38", "thirty nine": "39",
    "forty": "40", "forty one": "41", "forty two": "42", "forty three": "43", "forty four": "44",
}  # fmt: skip


def _grammar() -> pp.ParserElement:
    """reference = number, limbs, then any number of continuations."""
    gap = pp.Opt(pp.Literal(" ")).suppress()
    word_number = pp.Regex(
        "|".join(sorted((w.replace(" ", "[ -]") for w in _WORDS), key=len, reverse=True))
        + r"(?!\w)"
    ).add_parse_action(lambda tokens: _WORDS[tokens[0].replace("-", " ")])
    digits = pp.Regex(r"\d{1,3}[a-c]?(?![\w£%]|[.,]\d{3}|:\d|/\d{1,2}/)") | pp.Regex(
        r"\d{1,3}(?=s\d|ofthe|of\b)"
    )
    inner = pp.Regex(r"\d{1,2}[a-z]{0,2}|[a-z]{1,4}")
    bracketed = pp.Regex(r"[(\[] ?").suppress() + inner + pp.Regex(r" ?[)\]]").suppress()
    dotted = pp.Regex(r"\.(?=\d{1,2}[a-b]?(?!\d|\.\d))").suppress() + pp.Regex(r"\d{1,2}[a-b]?")
    spaced = pp.Regex(r" (?=\d[ab]? ?\()").suppress() + pp.Regex(r"\d[ab]?")
    limb = pp.Group(bracketed).set_results_name("limb")
    first_limb = pp.Group(dotted | spaced) | (gap + pp.Group(bracketed))
    title = pp.Regex(r" ?\([a-z][^()\n]{5,60}\)").suppress()
    subsection = pp.Regex(
        r"[ ,:-]{1,3}(?:sub-?[ ]?(?:section|paragraph|regulation)s?|subs?\.?|ss|para(?:graph)?s?) ?"
    ).suppress()
    more_limbs = pp.ZeroOrMore((gap + limb) | (subsection + gap + limb))
    titled = (title + pp.Opt(subsection) + gap + limb + more_limbs) | (
        pp.Opt(title) + subsection + (limb | pp.Group(pp.Regex(r"\d[ab]?(?!\w)"))) + more_limbs
    )
    direct = first_limb + more_limbs
    aside = pp.Opt(title + pp.FollowedBy(pp.Regex(r",? ?(?:and|or|&) ?\d|, ?\d\d[ab]? ?\(")))
    number = word_number | digits
    reference = pp.Group(
        number.set_results_name("number")
        + pp.Group(pp.Opt(titled | direct)).set_results_name("limbs")
        + aside
    )
    keyword = pp.Regex(r"(?:sect[il1]ons?|sect?s?|ss?|§|regulations?|regs?|adran)\.? ?").suppress()
    joint = pp.Regex(r" ?(?:, ?(?:and|or)?|;|&|/|\+|\band/or\b|\band\b|\bor\b|\ba(?= \d)|\bac\b) ?")
    to = pp.Regex(r" ?(?:-|\bto\b|\bthrough\b) ?").set_parse_action(
        lambda tokens: "dash" if tokens[0] == " - " else "to"
    )
    later_number = pp.Opt(keyword) + pp.Regex(r"\d{1,3}[a-c]?(?![\w£]|[.,:]\d|/\d{1,2}/|'| ?%)")
    later = pp.Group(
        (pp.Opt(keyword) + word_number | later_number).set_results_name("number")
        + pp.Group(pp.Opt(titled | direct)).set_results_name("limbs")
        + aside
    )
    # "31(1)(d) and (c) under section 43(2)": a label of the next item, not a limb.
    no_label = pp.Regex(r"(?! (?:under|is|are|was|were|falls|by virtue|section)\b)").suppress()
    only_limbs = pp.Group(pp.Group(limb + more_limbs).set_results_name("limbs") + no_label)
    step = pp.Group(
        (to.set_results_name("joint") + pp.Opt(subsection) + (only_limbs | later))
        | (
            joint.copy().set_parse_action(lambda: "and").set_results_name("joint")
            + pp.Opt(subsection)
            + (only_limbs | later)
        )
    )
    end = pp.Empty().add_parse_action(lambda text, location, tokens: location)
    # Blanks are part of the grammar; the default of skipping them must not change for others.
    whole = reference + pp.ZeroOrMore(step) + end.set_results_name("end")
    return whole.leave_whitespace(recursive=True)


_REFERENCE = _grammar()


@lru_cache(maxsize=4096)
def read_provisions(body: str) -> tuple[tuple[tuple[str, ...], ...], int] | None:
    """The provisions at the start of a string and how much of it they take."""
    try:
        tokens = _REFERENCE.parse_string(body)
    except pp.ParseException:
        return None
    first, end = tokens[0], tokens.end
    paths = [_path(first.number, first.limbs)]
    for step in tokens[1:-1]:
        what = step[1]
        if "number" in what:
            path = _path(what.number, what.limbs)
            if step.joint in _RANGES and len(path) == len(paths[-1]) == 1:
                paths.extend(_number_range(paths[-1][0], path[0]))
            elif step.joint in _RANGES:
                continue
            else:
                paths.append(path)
            continue
        limbs = tuple(_flat(what.limbs))
        if step.joint == "dash" and _is_roman(limbs[0]) and not _is_roman(paths[-1][-1]):
            break  # "(a) - (i) would ...": the text of the statute, set out limb by limb
        path = _continue(paths[-1], limbs)
        if step.joint in _RANGES:
            paths.extend(_range(paths[-1], path))
        else:
            paths.append(path)
    return tuple(dict.fromkeys(_split(paths))), end


def _path(number: object, limbs: object) -> tuple[str, ...]:
    written = number if isinstance(number, str) else number[0]  # type: ignore[index]
    return (str(written), *_flat(limbs))


def _flat(limbs: object) -> list[str]:
    if isinstance(limbs, str):
        return [limbs]
    return [leaf for limb in limbs for leaf in _flat(limb)]  # type: ignore[attr-defined]


def _is_number(limb: str) -> bool:
    return limb[0].isdigit()


def _is_roman(limb: str) -> bool:
    return bool(limb) and set(limb) <= set("ivx")


def _split(paths: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """ "40(2)(a)(b)" names two paragraphs, "40(2)(3A)(a)" two subsections."""
    result: list[tuple[str, ...]] = []
    for path in paths:
        current = path[:1]
        for limb in path[1:]:
            level = _level(current, limb)
            if level < len(current):
                result.append(current)
                current = (*current[:level], limb)
            else:
                current = (*current, limb)
        result.append(current)
    return result


def _level(path: tuple[str, ...], limb: str) -> int:
    """Index at which a limb belongs after a path: subsection 1, paragraph 2, sub-paragraph 3."""
    if _is_number(limb):
        return 1
    deepest = len(path) - 1
    last = path[-1]
    if deepest == 0:
        return 1
    if _is_number(last):
        return deepest + 1
    if _is_roman(limb):
        if not _is_roman(last) and not (last == "h" and limb == "i"):
            return deepest + 1
        return deepest
    if _is_roman(last) and deepest >= 3:
        return deepest - 1
    return deepest


def _continue(path: tuple[str, ...], limbs: tuple[str, ...]) -> tuple[str, ...]:
    """The path that "and (b)" means after "31(1)(a)": it replaces from its own level on."""
    first = limbs[0]
    if _is_number(first):
        return (path[0], *limbs)
    roman_level = max(
        (
            i
            for i, limb in enumerate(path)
            if i >= 2 and _is_roman(limb) and not _is_number(path[i - 1])
        ),
        default=0,
    )
    if _is_roman(first) and roman_level:
        return (*path[:roman_level], *limbs)
    letters = [i for i, limb in enumerate(path) if i >= 1 and not _is_number(limb)]
    if letters:
        return (*path[: letters[0]], *limbs)
    return (*path, *limbs)


def _range(first: tuple[str, ...], last: tuple[str, ...]) -> list[tuple[str, ...]]:
    """What lies after `first` up to `last`, both ends as written: "(a)-(c)", "(i) to (iii)"."""
    if len(first) != len(last) or first[:-1] != last[:-1]:
        return [last]
    start, end = first[-1], last[-1]
    stem = first[:-1]
    if _is_roman(start) and _is_roman(end) and len(stem) >= 3:
        names = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
    elif len(start) == len(end) == 1 and start.isalpha() and end.isalpha():
        names = [chr(code) for code in range(ord("a"), ord("z") + 1)]
    elif start.isdigit() and end.isdigit():
        names = [str(n) for n in range(int(start), min(int(end), int(start) + _MOST_IN_RANGE) + 1)]
    else:
        return [last]
    if start not in names or end not in names or names.index(end) < names.index(start):
        return [last]
    return [(*stem, name) for name in names[names.index(start) + 1 : names.index(end) + 1]]


def _number_range(first: str, last: str) -> list[tuple[str, ...]]:
    if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) <= _MOST_IN_RANGE:
        return [(str(n),) for n in range(int(first) + 1, int(last) + 1)]
    return []
