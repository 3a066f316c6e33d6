"""The parsed form of rule files: phrases, conditions, rules, packs.

Everything is frozen. Conditions are one tree type, the same in `for`, `must`, `unless` and
`unclear when`. Nothing here reads files or knows letters.

What rules and catalogues are made of has no slots: a cache restores plain instances faster.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from noticecheck.errors import Place
from noticecheck.late import dataclass

Scope = Literal["discussion", "letter", "rights", "request", "thread"]
SubjectKind = Literal["notice", "claim", "refusal"]
Verified = Literal["statute", "guidance", "inference"]
RuleLevel = Literal["must", "should", "info"]
ExampleStatus = Literal["met", "gap", "unclear", "not_applicable"]

# --- phrases: what a quoted pattern means -----------------------------------------------------


@dataclass(frozen=True)
class Word:
    """One word or mark, lower case; `stem` when it may go on ("withh*")."""

    text: str
    stem: bool = False


@dataclass(frozen=True)
class Gap:
    """`...`: up to six words within a sentence."""


@dataclass(frozen=True)
class Include:
    """`<name>`: any wording of another phrase."""

    name: str


@dataclass(frozen=True)
class Choice:
    """`(a|b)`: one of several sequences."""

    options: tuple[Sequence, ...]


@dataclass(frozen=True)
class Maybe:
    """`[x]`: a sequence, or nothing. `[a|b]` is a Maybe of a Choice."""

    item: Sequence


Item = Word | Gap | Include | Choice | Maybe


@dataclass(frozen=True)
class Sequence:
    """Items one after the other, with blanks between them."""

    items: tuple[Item, ...]


@dataclass(frozen=True)
class Pattern:
    """One quoted wording of a phrase: its source text, its parsed form, and where it stands."""

    source: str
    sequence: Sequence
    place: Place


@dataclass(frozen=True)
class Phrase:
    """A named family of wordings; `patterns` includes those that `extend phrase` added."""

    name: str
    patterns: tuple[Pattern, ...]
    place: Place


# --- conditions -------------------------------------------------------------------------------


@dataclass(frozen=True)
class PhraseUse:
    """`<name>`, or `denied <name>`: true where the wording stands (denied) in the scope."""

    name: str
    denied: bool = False


@dataclass(frozen=True)
class Near:
    """`<a> within N words of <b>`, in the same sentence."""

    left: str
    right: str
    words: int


@dataclass(frozen=True)
class Fact:
    """The name of a fact computed in Python, such as `own-reasons`."""

    name: str


@dataclass(frozen=True)
class Attribute:
    """A property of the subject: name in kebab case, with its argument if it takes one.

    Of a claim: withholds, neither-confirms-nor-denies, refuses, is-qualified, is-absolute,
    is-undetermined, is-prejudice-based, needs-its-limb, is-unnamed, cites(P).
    Of the notice: kind-is(K), regime-is(R), makes-a-claim, refuses, is-pending, is-cut-off,
    authority-is(T).
    """

    name: str
    argument: str | None = None


@dataclass(frozen=True)
class Not:
    part: Condition


@dataclass(frozen=True)
class And:
    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Or:
    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Scoped:
    """`C in its discussion` and the like."""

    part: Condition
    scope: Scope


Condition = PhraseUse | Near | Fact | Attribute | Not | And | Or | Scoped

# --- rules ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class LawReference:
    """A `law` clause: the citation, and a short quotation of the statute where one is given."""

    citation: str
    quote: str | None = None


@dataclass(frozen=True)
class Subject:
    """`for the notice [when C]`, `for each claim [that C]`, `for each refusal [that C]`."""

    kind: SubjectKind
    condition: Condition | None = None


@dataclass(frozen=True)
class Exception_:  # noqa: N801
    """An `unless` clause: when it holds the rule does not apply, and under which provision."""

    condition: Condition
    under: str | None = None


@dataclass(frozen=True)
class Doubt:
    """An `unclear when` clause: when it holds a person should look, and the reason to give."""

    condition: Condition
    because: str | None = None
    """What is told in place of the rule's `say`."""


@dataclass(frozen=True)
class Example:
    """A short letter with the status that the rule must give it."""

    status: ExampleStatus
    subject: str | None
    dated: date | None
    received: date | None
    authority: str | None
    title: str
    text: str
    place: Place


@dataclass(frozen=True)
class Rule:
    """One duty: whom it is for, what meets it, what lifts it, what to say, and its examples."""

    id: str
    """Without the pack: "s17-3-b"."""
    pack: str
    title: str
    element: str
    law: tuple[LawReference, ...]
    sources: tuple[str, ...]
    verified: Verified
    in_force_from: date | None
    in_force_to: date | None
    subject: Subject
    level: RuleLevel
    force: Condition
    or_instead: tuple[Condition, ...]
    unless: tuple[Exception_, ...]
    unclear_when: tuple[Doubt, ...]
    say: str
    advise: str
    examples: tuple[Example, ...]
    place: Place

    @property
    def full_id(self) -> str:
        return f"{self.pack}/{self.id}"


@dataclass(frozen=True)
class Pack:
    """One regime: pack.toml."""

    name: str
    version: str
    statute: str
    short_name: str
    """As letters and reports call it: "FOIA"."""
    regulator: str
    jurisdiction: str
    elements: tuple[str, ...]
    directory: str
    answer_within: int
    """Working days that an authority has to answer."""
    bank_holidays: tuple[str, ...]
    """The parts of the United Kingdom whose bank holidays are no working days."""
    review_within: int | None = None
    """Working days for a review, where the law gives a number."""
    longer_time: tuple[date, date, int] | None = None
    """From and until when there was longer time for an answer, and how many working days."""


@dataclass(frozen=True)
class RuleSet:
    """Everything loaded from the rule folders: packs, phrases by name, rules in file order."""

    packs: tuple[Pack, ...]
    phrases: Mapping[str, Phrase]
    rules: tuple[Rule, ...]
    hash: str
    """sha256 over the content of every rule file, in path order."""

    def rule(self, full_id: str) -> Rule | None:
        return next((rule for rule in self.rules if full_id in (rule.full_id, rule.id)), None)
