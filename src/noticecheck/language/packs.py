"""pack.toml: one regime, read and validated."""

from __future__ import annotations

import re
from datetime import date

from noticecheck.errors import Place, RuleError, suggest
from noticecheck.language.model import Pack
from noticecheck.language.roots import RuleFile
from noticecheck.law import PARTS
from noticecheck.model import ELEMENTS
from noticecheck.toml import NotToml, parse_toml

FIELDS: dict[str, str] = {
    "name": "the name of the folder",
    "version": 'the version of the rules, such as "1.0"',
    "statute": "its full name",
    "short_name": "as letters call it",
    "regulator": "whom a requester may apply to",
    "jurisdiction": "where it holds",
}
_OTHER_KEYS = ("elements", "answer_within", "review_within", "bank_holidays", "longer_time")
_USUAL_TIME, _LONGEST_TIME = 20, 366
"""Working days: where a pack does not say, and at most."""


def read_pack(file: RuleFile) -> tuple[Pack | None, list[RuleError]]:
    """The pack of a pack.toml, or None and what is wrong with it."""
    path = str(file.path)
    errors: list[RuleError] = []
    try:
        text = file.data.decode("utf-8-sig")
        table = parse_toml(text)
    except UnicodeDecodeError:
        return None, [RuleError("R019", Place(path, 1, 1), "this file is not UTF-8 text")]
    except NotToml as fault:
        place = Place(path, fault.line, fault.column)
        message = f"not readable: {fault.reason}"
        return None, [RuleError("R114", place, message, fault.source_line)]

    def report(key: str, message: str, hint: str = "") -> None:
        errors.append(_key_error(path, text, key, message, hint))

    for key, meaning in FIELDS.items():
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            lack = "is missing" if value is None else "must be text"
            report(key, f"`{key}` {lack}: {meaning}")
    for key in table:
        if key not in FIELDS and key not in _OTHER_KEYS:
            report(key, f"there is no key `{key}`", suggest(key, [*FIELDS, *_OTHER_KEYS]))
    elements = table.get("elements")
    if not isinstance(elements, list) or not elements:
        report("elements", "`elements` must be a list of the elements that the rules cover")
        elements = []
    for element in elements:
        if element not in ELEMENTS:
            hint = suggest(str(element), ELEMENTS)
            report("elements", f"there is no element `{element}`", hint)
    within = table.get("answer_within", _USUAL_TIME)
    if type(within) is not int or not 0 < within <= _LONGEST_TIME:
        report("answer_within", "`answer_within` must be a number of working days")
    review = table.get("review_within")
    if review is not None and (type(review) is not int or not 0 < review <= _LONGEST_TIME):
        report("review_within", "`review_within` must be a number of working days")
    parts = table.get("bank_holidays", list(PARTS))
    if not isinstance(parts, list) or not parts:
        report("bank_holidays", "`bank_holidays` must be a list of parts of the United Kingdom")
        parts = []
    for part in parts:
        if part not in PARTS:
            report("bank_holidays", f"there is no part `{part}`", suggest(str(part), PARTS))
    longer = _longer_time(table.get("longer_time"))
    if longer is None and "longer_time" in table:
        report(
            "longer_time", "`longer_time` needs the days `from` and `until`, and how many `days`"
        )
    if isinstance(table.get("name"), str) and table["name"] != file.pack:
        report("name", f"`name` must be that of the folder, {file.pack}, not {table['name']}")
    if errors:
        return None, errors
    fields = {key: str(table[key]) for key in FIELDS}
    directory = str(file.path.parent)
    return Pack(
        **fields, elements=tuple(elements), directory=directory,
        answer_within=within, bank_holidays=tuple(parts), longer_time=longer,
        review_within=review,
    ), []  # fmt: skip


def _longer_time(value: object) -> tuple[date, date, int] | None:
    """When there was longer time for an answer, and how long that was."""
    fields: dict[str, object] = value if isinstance(value, dict) else {}
    first, last, days = (fields.get(key) for key in ("from", "until", "days"))
    if not isinstance(first, date) or not isinstance(last, date) or not isinstance(days, int):
        return None
    return (first, last, days) if first <= last and 0 < days <= _LONGEST_TIME else None


def _key_error(path: str, text: str, key: str, message: str, hint: str) -> RuleError:
    for number, line in enumerate(text.split("\n"), start=1):
        if re.match(rf"\s*\[*\"?{re.escape(key)}\"?\s*[=\].]", line):
            return RuleError("R113", Place(path, number, 1), message, line, hint)
    return RuleError("R113", Place(path, 1, 1), message, "", hint)
