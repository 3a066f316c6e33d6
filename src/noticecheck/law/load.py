"""provisions.toml -> Catalogue: read, validate, inherit from the provision above, cross-check.

Each table is headed by a provision in normal form, and by a label where the same provision has
several versions: `["s40(2)"]`, `["s40(2) [pre-2018]"]`. What a table leaves out of basis, test,
formal, topic, only_topic, weighs_within, needs, ncnd_through, dates, decided_by and source it
takes from the table of the provision above it; `verified` is "statute" unless the table says
otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from noticecheck.errors import Place, RuleError, RuleErrors
from noticecheck.late import dataclass, regex
from noticecheck.law.catalogue import Catalogue
from noticecheck.law.entry import AUTHORITY_TYPES, Change, Entry, EntryTest
from noticecheck.law.provision import Provision
from noticecheck.law.runs import runs_of
from noticecheck.law.working_days import WorkingDays
from noticecheck.model import Test
from noticecheck.toml import NotToml, parse_toml

if TYPE_CHECKING:
    from noticecheck.law.schema import EntryTable

_HEADING = regex(r"(?P<provision>\S+?)(?: \[(?P<label>[^\]]+)\])?")


def load_catalogue(path: str | Path, working_days: WorkingDays | None = None) -> Catalogue:
    """Load the catalogue of one pack from its provisions.toml.

    Raises RuleErrors with every fault of the file: C001 not TOML, C002 a wrong field, C003 a
    heading that is no provision, C004 a provision without the one above it, C005 a reference to a
    provision that the file lacks, C006 versions that overlap.
    """
    source = _Source(Path(path))
    tables = source.tables()
    entries, also = _entries(source, tables)
    shared = _check(source, entries, also)
    source.raise_faults()
    ordered: dict[Provision, tuple[Entry, ...]] = {
        provision: tuple(sorted(entries[provision], key=lambda entry: entry.in_force_from))
        for provision in sorted(entries)
    }
    runs = frozenset(
        run
        for versions in ordered.values()
        for entry in versions
        for words in entry.words
        for run in runs_of(words.lower())
    )
    return Catalogue(Path(path).parent.name, ordered, frozenset(shared), runs, working_days)


def list_provisions(data: bytes) -> frozenset[str]:
    """Every provision that a provisions.toml has, in normal form; none of a file with a fault."""
    try:
        tables = parse_toml(data.decode("utf-8-sig"))
    except (NotToml, UnicodeDecodeError):
        return frozenset()
    found: set[str] = set()
    for heading, table in tables.items():
        match = _HEADING.fullmatch(heading)
        if match is None or not isinstance(table, dict):
            continue
        also = table.get("also")
        tails = ["", *also] if isinstance(also, list) else [""]
        found.update(f"{match['provision']}{tail}" for tail in tails)
    return frozenset(found)


class _Source:
    """The file being loaded: its text, where its tables stand, and the faults found in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[RuleError] = []
        try:
            self.text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
            place = Place(str(path), 1, 1)
            raise RuleErrors([RuleError("P001", place, f"cannot be read: {reason}")]) from error

    def tables(self) -> dict[str, Any]:
        try:
            return parse_toml(self.text)
        except NotToml as fault:
            place = Place(str(self.path), fault.line, fault.column)
            message = f"is not TOML: {fault.reason}"
            raise RuleErrors([RuleError("P001", place, message)]) from None

    def fault(self, code: str, heading: str, message: str) -> None:
        offset = max(self.text.find(f'["{heading}"]'), 0)
        line = self.text.count("\n", 0, offset) + 1
        self.faults.append(RuleError(code, Place(str(self.path), line, 1), message))

    def raise_faults(self) -> None:
        if self.faults:
            raise RuleErrors(sorted(self.faults, key=lambda fault: fault.place.line))


@dataclass(slots=True)
class _Inherited:
    """Where a table looks for what it leaves out: the latest entry of the provision above."""

    entry: Entry | None

    def value(self, own: Any, name: str) -> Any:
        return own if own is not None or self.entry is None else getattr(self.entry, name)


def _entries(
    source: _Source, tables: Mapping[str, Any]
) -> tuple[dict[Provision, list[Entry]], dict[Provision, list[str]]]:
    """Build the entries from the outside in, so that each finds the one above it finished."""
    parsed: list[tuple[Provision, str, EntryTable]] = []
    for heading, raw in tables.items():
        match = _HEADING.fullmatch(heading)
        try:
            provision = Provision.parse(match["provision"] if match else heading)
        except ValueError as error:
            source.fault("P003", heading, str(error))
            continue
        table = _validate(source, heading, raw)
        if table is not None:
            parsed.append((provision, heading, table))
    parsed.sort(key=lambda item: (item[0].depth, item[2].until is None))
    entries: dict[Provision, list[Entry]] = defaultdict(list)
    also: dict[Provision, list[str]] = {}
    for provision, heading, table in parsed:
        above = provision.parent
        inherited = entries[above][-1] if above is not None and entries.get(above) else None
        if above is not None and inherited is None:
            source.fault("P004", heading, f"{provision} has no table for {above}, above it")
            continue
        entry = _entry(source, heading, provision, table, inherited)
        if entry is not None:
            entries[provision].append(entry)
            also.setdefault(provision, []).extend(table.also)
    return {key: value for key, value in entries.items() if value}, also


def _validate(source: _Source, heading: str, raw: object) -> EntryTable | None:
    # Imported here: whoever unpickles a cached catalogue never pays for pydantic.
    from pydantic import ValidationError

    from noticecheck.law.schema import EntryTable
    from noticecheck.tables import told_of

    try:
        return EntryTable.model_validate(raw)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            message, near = told_of(fault, EntryTable)
            hint = f" - did you mean {near}?" if near else ""
            source.fault("P002", heading, f"{heading}: {message}{hint}")
        return None


def _entry(
    source: _Source,
    heading: str,
    provision: Provision,
    table: EntryTable,
    inherited: Entry | None,
) -> Entry | None:
    """One finished entry; None, with a fault noted, where a field is missing or wrong."""
    above = _Inherited(inherited)
    required = _required(source, heading, table, above)
    if required is None:
        return None
    try:
        tests = _default_and_changes(source, heading, table, required["test"], inherited)
        if tests is None:
            return None
        default, changes = tests
        through = table.ncnd_through
        return Entry(
            provision=provision,
            title=table.title,
            role=table.role,
            basis=required["basis"],
            test=required["test"],
            default_test=default,
            changes=changes,
            formal=bool(above.value(table.formal, "formal")),
            limb=table.limb,
            ncnd_limb=_provisions(table.ncnd_limb),
            ncnd_through=above.value(Provision.parse(through) if through else None, "ncnd_through"),
            ncnd_through_from=above.value(table.ncnd_through_from, "ncnd_through_from"),
            condition_of=_provisions(table.condition_of),
            partners=_provisions(table.partners),
            names=tuple(table.names),
            words=tuple(table.words),
            topic=tuple(above.value(table.topic, "topic") or ()),
            only_topic=bool(above.value(table.only_topic, "only_topic")),
            weighs_within=bool(above.value(table.weighs_within, "weighs_within")),
            described_by=table.described_by,
            needs=above.value(table.needs, "needs") or "",
            in_force_from=required["from"],
            in_force_to=above.value(table.until, "in_force_to"),
            decided_by=above.value(table.decided_by, "decided_by"),
            verified=table.verified,
            source=required["source"],
        )
    except ValueError as error:
        source.fault("P003", heading, f"{heading}: {error}")
        return None


def _required(
    source: _Source, heading: str, table: EntryTable, above: _Inherited
) -> dict[str, Any] | None:
    """What every entry has, its own or from above; None, with a fault noted, where it lacks one."""
    required = {
        "basis": above.value(table.basis, "basis"),
        "test": above.value(table.test, "test"),
        "from": above.value(table.valid_from, "in_force_from"),
        "source": above.value(table.source, "source"),
    }
    missing = [name for name, value in required.items() if value is None]
    if missing:
        source.fault("P002", heading, f"{heading}: {', '.join(missing)}: missing, and none above")
        return None
    if table.limb == "must" and table.verified == "inference":
        message = f"{heading}: limb: must cannot rest on an inference"
        source.fault("P002", heading, message)
        return None
    return required


def _default_and_changes(
    source: _Source, heading: str, table: EntryTable, test: EntryTest, inherited: Entry | None
) -> tuple[Test, tuple[Change, ...]] | None:
    """The test where nothing changes it, and what does; None, with a fault noted, where these do
    not go with the test. Raises ValueError for a change that is not valid."""
    if test != "conditional":
        if table.default is not None or table.changes:
            source.fault("P002", heading, f"{heading}: default, changes: only with conditional")
            return None
        return test, ()
    if table.test is None and table.changes is None and inherited is not None:
        return inherited.default_test, inherited.changes
    if table.default is None:
        source.fault("P002", heading, f"{heading}: default: a conditional test needs one")
        return None
    return table.default, tuple(_change(change) for change in table.changes or ())


def _change(table: Any) -> Change:
    unknown = [name for name in table.authorities if name not in AUTHORITY_TYPES]
    if unknown:
        raise ValueError(f'"{unknown[0]}" is no type of authority: {", ".join(AUTHORITY_TYPES)}')
    return Change(table.test, _provisions(table.conditions), tuple(table.authorities), table.before)


def _provisions(texts: Sequence[str]) -> tuple[Provision, ...]:
    return tuple(Provision.parse(text) for text in texts)


def _check(
    source: _Source,
    entries: Mapping[Provision, Sequence[Entry]],
    also: Mapping[Provision, list[str]],
) -> set[Provision]:
    """References that lead nowhere, versions that overlap; returns what `also` lists."""
    shared: set[Provision] = set()
    for provision, tails in also.items():
        for tail in tails:
            try:
                shared.add(Provision.parse(f"{provision}{tail}"))
            except ValueError as error:
                source.fault("P003", str(provision), f"{provision}: also: {error}")
    for provision, versions in entries.items():
        for entry in versions:
            named = (*entry.ncnd_limb, *entry.condition_of, *entry.partners)
            named += tuple(item for change in entry.changes for item in change.conditions)
            named += (entry.ncnd_through,) if entry.ncnd_through else ()
            for item in dict.fromkeys(named):
                if item not in entries:
                    message = f"{provision} refers to {item}, which the file does not have"
                    source.fault("P005", str(provision), message)
        ordered = sorted(versions, key=lambda entry: entry.in_force_from)
        for earlier, later in pairwise(ordered):
            if (earlier.in_force_to or date.max) >= later.in_force_from:
                message = f"{provision} has two versions in force on {later.in_force_from}"
                source.fault("P006", str(provision), message)
    return shared
