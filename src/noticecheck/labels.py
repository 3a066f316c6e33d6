"""Labels of letters: one JSON object a line, in `labels.jsonl` beside a folder `letters`.

A label has slug, kind (a string, or a list of which any is right), claims (provision and effect),
and checks: for each element met, gap, unclear or na, by claim where the element concerns claims.
null or "unclear" means that readers did not agree; such points are not compared. `parts` gives, for
points that are met, the words that meet them: {"explains_why s40(2)": ["two were followed home"]}.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path, PureWindowsPath
from typing import Any

from noticecheck.errors import UsageError
from noticecheck.late import dataclass
from noticecheck.model import KINDS, Status

ELEMENTS_OF_CLAIMS = ("specifies_exemption", "explains_why", "public_interest")
ELEMENTS_OF_NOTICE = (
    "states_refusal",
    "pending_estimate",
    "complaints_procedure",
    "right_to_regulator",
    "cost_or_vexatious_stated",
)
EFFECTS = ("withhold", "ncnd", "refuse")
_STATUSES: dict[str, Status] = {
    "met": "met", "gap": "gap", "na": "not_applicable", "not_applicable": "not_applicable",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Point:
    """What a label says about one element of one claim, or of the notice."""

    element: str
    key: str
    """As the label writes it: "s31(3)#ncnd"; "" for the notice."""
    subject: str | None
    effect: str | None
    """Set where the same provision is claimed to two effects."""
    want: Status | None
    """None where the readers left it open."""

    @property
    def name(self) -> str:
        """As `parts` writes it: "explains_why s31(3)#ncnd"."""
        return f"{self.element} {self.key}".rstrip()


@dataclass(frozen=True, slots=True)
class Label:
    """What readers say about one letter."""

    slug: str
    file: str | None
    kinds: tuple[str, ...]
    """Empty where the readers left it open."""
    claims: frozenset[tuple[str, str]] | None
    """(provision, effect); None where the readers left it open."""
    points: tuple[Point, ...]
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For the name of a point that is met, the words of the letter that meet it."""


def load_labels(path: Path) -> list[Label]:
    """Read a file of labels; UsageError names the line that cannot be used, and why."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError:
        raise UsageError(f"{path}: there is no such file; a folder to evaluate needs one") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: is not UTF-8 text; save it as UTF-8") from None
    labels: list[Label] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            label = parse_label(json.loads(line))
        except json.JSONDecodeError as error:
            reason = f"not JSON: {error.msg} at column {error.colno}"
            raise UsageError(f"{path}:{number}: {reason}") from None
        except RecursionError:
            raise UsageError(f"{path}:{number}: brackets are nested too deeply") from None
        except ValueError as error:
            raise UsageError(f"{path}:{number}: {error}") from None
        if label.slug in seen:
            raise UsageError(
                f'{path}:{number}: slug "{label.slug}" is already on line {seen[label.slug]}'
            )
        seen[label.slug] = number
        labels.append(label)
    if not labels:
        raise UsageError(f"{path}: has no labels")
    return labels


def parse_label(data: Any) -> Label:
    """Turn one decoded label into a Label; ValueError says what is wrong with it."""
    data = _dict(data, "a label")
    slug = data.get("slug")
    if not isinstance(slug, str) or not slug:
        raise ValueError('a label needs a "slug", the name of its letter without the ending')
    _check_inside("slug", slug)
    file = data.get("file")
    if file is not None and not isinstance(file, str):
        raise ValueError('"file" must be the name of a file in the folder letters')
    _check_inside("file", file or "")
    claims = data.get("claims")
    points = tuple(_points(_dict(data.get("checks") or {}, '"checks"')))
    return Label(
        slug=slug,
        file=file,
        kinds=_kinds(data.get("kind")),
        claims=None if claims is None else _claims(claims),
        points=points,
        parts=dict(_parts(_dict(data.get("parts") or {}, '"parts"'), points)),
    )


def _check_inside(key: str, name: str) -> None:
    """Refuse a name that leads out of the folder of letters, on any system."""
    path = PureWindowsPath(name)
    if path.anchor or ".." in path.parts or not name.isprintable():
        raise ValueError(f'"{key}" is {name!r}, which is no name within the folder letters')


def _kinds(data: Any) -> tuple[str, ...]:
    kinds = data if isinstance(data, list) else [] if data is None else [data]
    for name in kinds:
        if not isinstance(name, str):
            raise ValueError('"kind" must be the name of a kind, a list of names, or null')
        if name not in KINDS:
            raise ValueError(f"unknown kind {name!r}; one of {', '.join(KINDS)}")
    return tuple(kinds)


def _claims(data: Any) -> frozenset[tuple[str, str]]:
    if not isinstance(data, list):
        raise ValueError('"claims" must be a list, or null')
    claims = set()
    for item in data:
        claim = _dict(item, "a claim")
        provision, effect = claim.get("provision"), claim.get("effect")
        if not isinstance(provision, str) or effect not in EFFECTS:
            raise ValueError(
                f'a claim needs a "provision" and an "effect", one of {", ".join(EFFECTS)}'
            )
        claims.add((provision, effect))
    return frozenset(claims)


def _points(checks: dict[str, Any]) -> Iterator[Point]:
    for element, value in checks.items():
        if element in ELEMENTS_OF_NOTICE:
            yield Point(element, "", None, None, _want(element, value))
        elif element in ELEMENTS_OF_CLAIMS:
            by_claim = _dict(value or {}, f'"{element}"')
            for key, status in by_claim.items():
                subject, _, suffix = key.partition("#")
                effect = suffix or ("withhold" if f"{key}#ncnd" in by_claim else None)
                yield Point(element, key, subject, effect, _want(element, status))
        else:
            known = ", ".join((*ELEMENTS_OF_CLAIMS, *ELEMENTS_OF_NOTICE))
            raise ValueError(f'unknown element "{element}"; one of {known}')


def _parts(data: dict[str, Any], points: Sequence[Point]) -> Iterator[tuple[str, tuple[str, ...]]]:
    met = {point.name for point in points if point.want == "met"}
    for name, quotes in data.items():
        if name not in met:
            raise ValueError(f'"parts" has {name!r}, which is no point that the label says is met')
        if not isinstance(quotes, list) or not quotes or not all(map(_is_words, quotes)):
            raise ValueError(f'"parts" must have a list of quoted words for {name!r}')
        yield name, tuple(quotes)


def _is_words(quote: object) -> bool:
    return isinstance(quote, str) and bool(quote.strip())


def _want(element: str, value: Any) -> Status | None:
    if value is None or value == "unclear":
        return None
    if not isinstance(value, str) or value not in _STATUSES:
        raise ValueError(f"{element} is {value!r}; it must be met, gap, unclear, na or null")
    return _STATUSES[value]


def _dict(data: Any, what: str) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise ValueError(f"{what} must be a JSON object")
    return data
