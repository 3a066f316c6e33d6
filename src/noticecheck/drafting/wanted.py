"""The provisions that a letter is to rely on: as an officer names them, against the catalogue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from noticecheck.drafting.paragraphs import Wording
from noticecheck.errors import UsageError
from noticecheck.evaluate.wording import in_words, listed
from noticecheck.law import Catalogue, Entry, Provision
from noticecheck.model import Effect, Test

_MOST_TITLES = 4
_LOOSE = re.compile(r"(?i)^(?:section|sec|s)\.?\s*(?=\d)")
_LOOSE_REGULATION = re.compile(r"(?i)^(?:regulation|reg|r)\.?\s*(?=\d)")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A provision to rely on, and what relying on it does."""

    entry: Entry
    effect: Effect
    test: Test
    condition: Entry | None = None
    """The condition by which it applies, where that was named: section 40(3B) of 40(2)."""


def normal_form(text: str) -> Provision:
    """A provision as officers type it: "s40(2)", "Section 40(2)", "40 (2)" or "reg 12(5)(e)"."""
    plain = _LOOSE_REGULATION.sub("reg", _LOOSE.sub("s", text.strip()))
    plain = re.sub(r"\s+", "", plain)
    try:
        return Provision.parse(plain if plain[:1].isalpha() else f"s{plain}")
    except ValueError:
        raise UsageError(
            f'"{text}" is not a provision; write it as s40(2) or reg12(5)(e)'
        ) from None


def wanted(
    text: str, catalogue: Catalogue, wording: Wording, authority_type: str, today: date
) -> Wanted:
    """What relying on a provision would be; UsageError says what to cite in its place."""
    provision = normal_form(text)
    name, entry = in_words(str(provision)), catalogue.get(provision, today)
    if entry is None or not catalogue.known(provision):
        raise UsageError(f"{name}: there is no such provision in pack {catalogue.name}")
    if not entry.in_force(today):
        raise UsageError(f"{name} is no longer the law. {entry.needs}".strip())
    effect = effect_of(entry)
    if effect is None and (above := entry.condition_of or entry.partners):
        return _refuse(f"{name} goes with another provision", [str(one) for one in above])
    if entry.role == "bare" and entry.basis != "none":
        limbs = catalogue.limbs(provision, "withhold" if effect is None else effect)
        limbs = tuple(limb for limb in limbs if limb not in wording.never)
        fault = f"{name} is not precise enough: say which limb of it applies"
        return _refuse(fault, limbs, catalogue)
    if effect is None and entry.role == "supporting" and entry.basis not in ("none", "cost"):
        limbs = catalogue.limbs(provision.section, "withhold")
        return _refuse(f"{name} is nothing that a refusal can rest on", limbs, catalogue)
    if effect is None or str(provision) in wording.never or entry.role == "bare":
        raise UsageError(f"{name} is nothing that a refusal can rest on. {entry.needs}".strip())
    condition = None
    if entry.condition_of:
        entry, condition = _base(entry, effect, catalogue, today), entry
    cited = [str(condition.provision)] if condition else []
    test = catalogue.test_of(entry.provision, effect, cited, authority_type or None, today)
    return Wanted(entry, effect, test, condition)


def _base(condition: Entry, effect: Effect, catalogue: Catalogue, today: date) -> Entry:
    """The exemption whose condition it is: section 40(2) for 40(3A)(a), 13(1) for 13(2A)(a)."""
    base = catalogue.get(condition.condition_of[0], today) or condition
    if base.role != "bare":
        return base
    limbs = catalogue.limbs(base.provision, effect)
    return (catalogue.get(limbs[0], today) if limbs else None) or base


def effect_of(entry: Entry) -> Effect | None:
    """What relying on a provision does; None for one that nothing can rest on."""
    if entry.basis in ("cost", "discretionary"):
        return "refuse"
    return {"disclosure": "withhold", "ncnd": "ncnd"}.get(entry.role)  # type: ignore[return-value]


def _refuse(fault: str, instead: Sequence[str], catalogue: Catalogue | None = None) -> Wanted:
    """With a catalogue and few provisions, each is told with its title."""
    names = {one: in_words(one) for one in instead}
    if catalogue is not None and len(instead) <= _MOST_TITLES:
        entries = {one: catalogue.nearest(one) for one in instead}
        names = {o: f"{names[o]} ({e.title})" if e else names[o] for o, e in entries.items()}
    hint = f"; cite {listed(list(names.values()))}" if instead else ""
    raise UsageError(f"{fault}{hint}")
