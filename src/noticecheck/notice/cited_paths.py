"""What a citation names: "31(1)(a) to (c)" to parts such as ("31", "1", "a").

It works on normal text (match/normal.py), behind the keyword. The plain form, with which most
letters make do, is read by an expression; everything else by the grammar.
"""

from __future__ import annotations

import re
from functools import lru_cache

from noticecheck.late import regex

_MOST_IN_RANGE = 26
"""Provisions that a range may stand for."""
_RANGES = ("to", "dash")
_LIMB = r"\((?:\d{1,2}[a-z]{0,2}|[a-z]{1,4})\)"
_PLAIN = regex(
    rf"""
    (?P<number>\d{{1,2}}[a-c]?) (?P<limbs>(?:[ ]?{_LIMB})*)
    (?!(?:[ ]of[ ][^.:;()]{{1,50}})?[ ]?:[ ]\(\d)
    (?= $ | [)"\n] | \.(?!\d)
      | ,?[ ](?:of|is|are|was|were|applies|applied|apply|because|as|which|that|for|exempts?
               |provides?|covers?|we|i|in|it|this|these|the|by|on|has|have|may|would|could|states?|says|relates?
               |if|since|so|when|where|with)\b(?![-.(/])
    )
    """,
    re.VERBOSE,
)
"""One number and its limbs, and behind them nothing with which a citation could go on."""
_LIMBS = regex(r"\w+")
_PIECE = r"(?:sub-?[ ]?)?(?:section|paragraph|regulation|para)s?|limbs?|parts?"
_STEP = rf"(?:[ ]?(?:,|-|&|/|,?[ ](?:and|or|to)\b)[ ]?(?:(?:{_PIECE})[ ])?)"
_PATH = r"(?:\([ ]?\w{1,4}[ ]?\)[ ]?)+"
_ONE = rf"(?:{_PIECE})[ ](?:\d{{1,2}}[a-z]?|[a-h])"
_PART = rf"(?:(?:{_PIECE})[ ]?)?{_PATH}(?:{_STEP}{_PATH}){{0,9}}|{_ONE}"
_IN_FRONT = regex(rf"(?<![\w)])(?:(?:{_PART})[ ]?of[ ]){{1,3}}\Z")
"""What stands before the keyword: "paragraphs (a) and (b) of subsection (1) of section 30"."""
_OF = regex(r"[ ]?\bof[ ]")
_TOKEN = regex(r"(?P<range>\bto\b|(?<=\)) ?-)|(?P<path>(?:\([ ]?\w{1,4}[ ]?\)[ ]?)+)")
_BARE = regex(r"\w+\Z")
_LONGEST_FRONT = 100


@lru_cache(maxsize=4096)
def read_provisions(body: str) -> tuple[tuple[tuple[str, ...], ...], int] | None:
    """The provisions at the start of a string and how much of it they take."""
    plain = _PLAIN.match(body)
    if plain:
        path = (plain["number"], *_LIMBS.findall(plain["limbs"]))
        return tuple(dict.fromkeys(_split([path]))), plain.end()
    return _by_grammar(body)


def with_what_is_in_front(
    text: str, start: int, parts: tuple[tuple[str, ...], ...], free: int = 0
) -> tuple[tuple[tuple[str, ...], ...], int]:
    """The provisions of a citation whose keyword starts there, and where its words begin: those of
    "paragraph (b) of" are a part of it, unless they stand before where the text is free for it."""
    low = max(free, start - _LONGEST_FRONT)
    front = _IN_FRONT.search(text[low:start]) if len(parts) == 1 else None
    if front is None:
        return parts, start
    paths = [parts[0]]
    for piece in reversed([words for words in _OF.split(front.group()) if words.strip()]):
        paths = [path for above in paths for path in _below(above, piece)]
    if not paths:
        return parts, start
    return tuple(dict.fromkeys(_split(paths))), low + front.start()


def _below(above: tuple[str, ...], words: str) -> list[tuple[str, ...]]:
    """The provisions that "paragraphs (a) to (c)" names below another one; none where that goes as
    deep already."""
    found: list[tuple[str, ...]] = []
    is_range = False
    tokens = list(_TOKEN.finditer(words))
    if not tokens:
        bare = _BARE.search(words.strip())
        return _deeper(above, (bare.group(),)) if bare else [above]
    for token in tokens:
        if token["range"]:
            is_range = True
            continue
        limbs = tuple(_LIMBS.findall(token["path"]))
        if not found:
            found = _deeper(above, limbs)
            if not found:
                return []
            continue
        path = _continue(found[-1], limbs)
        found.extend(_range(found[-1], path) if is_range else [path])
        is_range = False
    return found


def _deeper(above: tuple[str, ...], limbs: tuple[str, ...]) -> list[tuple[str, ...]]:
    path = (*above, *limbs)
    return [path] if _split([path]) == [path] else []


def _by_grammar(body: str) -> tuple[tuple[tuple[str, ...], ...], int] | None:
    import pyparsing as pp

    from noticecheck.notice.citation_grammar import REFERENCE

    try:
        tokens = REFERENCE.parse_string(body)
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
