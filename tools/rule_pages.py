"""Rules -> their pages: Markdown under the same headings for every rule, made from the rule alone.

The pages belong to the site that tools/build_site.py builds; they are not kept in the repository.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from noticecheck.builtin import CONFIDENCE_FILE
from noticecheck.evaluate.wording import in_words
from noticecheck.language.conditions import phrases_of, walk
from noticecheck.language.facts import FACTS
from noticecheck.language.model import (
    And,
    Attribute,
    Choice,
    Condition,
    Example,
    ExampleStatus,
    Fact,
    Gap,
    Include,
    Maybe,
    Near,
    Not,
    Or,
    Phrase,
    PhraseUse,
    Rule,
    RuleSet,
    Scope,
    Scoped,
    Sequence,
    SubjectKind,
    Word,
)
from noticecheck.language.vocabulary import ATTRIBUTES, FIELDS
from noticecheck.report import words
from noticecheck.report.explanation import VERIFIED, in_force
from noticecheck.report.statutes import link

ROOT = Path(__file__).resolve().parent.parent
HEADINGS = (
    "What the law says", "What is checked", "Met", "Gap", "When a person must look", "How to mend",
    "Known limits", "Source",
)  # fmt: skip
_SHOWN = 2
"""Examples of one outcome that a page shows at most."""
_WORDINGS = 3
"""Wordings of a phrase that a page gives as examples."""

_SUBJECTS: Mapping[SubjectKind, str] = {
    "notice": "the letter as a whole",
    "claim": "each claim, that is each provision that the letter relies on",
    "refusal": "each claim, that is each provision that the letter relies on, and a refusal that "
    "names none",
}
_LEVELS = {
    "must": "The law requires",
    "should": "Good practice asks, and no statute requires",
    "info": "Worth knowing, and neither right nor wrong, is whether",
}
_PLACES: Mapping[Scope | None, str] = {
    None: "In what is looked at",
    "discussion": "In what the letter says of this provision",
    "letter": "In the letter",
    "rights": "In what the letter says of complaints",
    "request": "In the request, as the letter repeats it,",
    "thread": "In the older messages below the letter",
}
_DECISION = re.compile(r"\bFS\d{8}\b")
_MARK = re.compile(r"[\\`*_<>\[\]|#]")
_START = re.compile(r"^(\d*)([-+.)])(?=\s)")
"""What makes a line an item of a list."""
_FULL_LINE = 70
"""Characters from which on a line of an example may have been wrapped for its length."""
_FIELD = re.compile(r"\{(\w+)\}")

_ALL = "All of this:"
Told = str | tuple[str, "list[Told]"]
"""A sentence; or a head such as "At least one of these:" with what stands below it."""


def page(rule: Rule, ruleset: RuleSet) -> str:
    """The page of a rule."""
    told = {
        "What the law says": _law(rule),
        "What is checked": _checked(rule, ruleset),
        "Met": _met(rule),
        "Gap": _gap(rule),
        "When a person must look": _doubts(rule, ruleset),
        "How to mend": [_filled(rule.advise)],
        "Known limits": _limits(rule, ruleset),
        "Source": _sources(rule),
    }
    statute = next(pack.statute for pack in ruleset.packs if pack.name == rule.pack)
    level = f"level `{rule.level}` · element `{rule.element}`"
    head = [
        # Reached from the list of rules: a side bar with all of them would help nobody.
        "---\norphan: true\n---",
        f"# {_literal(rule.title)}",
        f"Rule `{rule.full_id}` · {statute} · {level} · [all rules](../index.md)",
    ]
    parts = [part for name in HEADINGS for part in (f"## {name}", *told[name])]
    return "\n\n".join([*head, *parts]) + "\n"


def index(ruleset: RuleSet) -> str:
    """The list of all rules, by pack, with links to their pages."""
    parts = [
        "# The rules",
        f"Every rule has a page with the same headings: {', '.join(HEADINGS)}. The pages are made "
        "from the rules themselves, so they say what is checked and nothing else. `must` is what "
        "a statute asks of a letter, `should` is good practice, `info` is worth knowing. The "
        "address of a page is the id of its rule, and [ids are kept](../rule-ids.md).",
    ]
    for pack in ruleset.packs:
        rules = [rule for rule in ruleset.rules if rule.pack == pack.name]
        rows = [
            f"| [{_literal(rule.title)}]({rule.full_id}.md) | `{rule.id}` | {rule.level} |"
            for rule in rules
        ]
        table = "\n".join(["| it asks a letter to | rule | level |", "| --- | --- | --- |", *rows])
        parts += [f"## {pack.statute}", table]
    return "\n\n".join(parts) + "\n"


def write(ruleset: RuleSet, folder: Path) -> None:
    """Write the pages of all rules and their list into a folder, and remove those of others."""
    pages = {f"{rule.full_id}.md": page(rule, ruleset) for rule in ruleset.rules}
    pages["index.md"] = index(ruleset)
    for path in folder.rglob("*.md"):
        if path.relative_to(folder).as_posix() not in pages:
            path.unlink()
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # What has not changed is not built again.
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def _law(rule: Rule) -> list[str]:
    parts = []
    for law in rule.law:
        citation = _linked(law.citation, link(law.citation))
        parts.append(f"{citation}: “{_literal(law.quote)}”" if law.quote else f"{citation}.")
    if not any(law.quote for law in rule.law):
        parts.append("The rule quotes no words of it; follow the link or the source below.")
    return [*parts, *filter(None, [in_force(rule)])]


def _checked(rule: Rule, ruleset: RuleSet) -> list[str]:
    def listed(condition: Condition) -> str:
        return _top(plain(condition, rule.subject.kind, ruleset.phrases))

    where = ", where:" if rule.subject.condition else "."
    parts = [f"**Looked at:** {_SUBJECTS[rule.subject.kind]}{where}"]
    if rule.subject.condition is not None:
        parts.append(listed(rule.subject.condition))
    parts += [f"**{_LEVELS[rule.level]}:**", listed(rule.force)]
    for instead in rule.or_instead:
        parts += ["**Or instead:**", listed(instead)]
    for exception in rule.unless:
        under = f" under {exception.under}" if exception.under else ""
        parts += [f"**Does not apply{under}, where:**", listed(exception.condition)]
    return parts


def _met(rule: Rule) -> list[str]:
    return _examples(rule, "met") or ["The rule has no example of a letter that meets it."]


def _gap(rule: Rule) -> list[str]:
    if rule.level == "info":
        said = "Nothing is a gap under this rule: it only remarks. What it then says is"
    else:
        said = "Where the letter lacks that, and nothing below leaves it open, the report says"
    return [f"{said}: “{_filled(rule.say)}”", *_examples(rule, "gap")]


def _doubts(rule: Rule, ruleset: RuleSet) -> list[str]:
    parts = []
    for doubt in rule.unclear_when:
        told = plain(doubt.condition, rule.subject.kind, ruleset.phrases)
        parts += ["The rule leaves it to a person where:", _top(told)]
        if doubt.because:
            parts.append(f"The report then says: “{_filled(doubt.because)}”")
    if not rule.unclear_when:
        parts.append("The rule has no doubts of its own.")
    parts.append(
        "As under every rule, what may stand in a part that is not there (a text that is cut off, "
        "a page that could not be read, an annex or a second letter) is not called missing: a "
        "person has to look."
    )
    return [*parts, *_examples(rule, "unclear")]


def _limits(rule: Rule, ruleset: RuleSet) -> list[str]:
    limits = [f"Its basis: {VERIFIED[rule.verified]}."]
    limits += filter(None, [_comment(rule)])
    names = sorted({name for condition in _conditions(rule) for name in phrases_of(condition)})
    asked = [part for condition in _conditions(rule) for part in walk(condition)]
    if names:
        number = sum(len(ruleset.phrases[name].patterns) for name in names)
        limits.append(
            f"It looks for {words.count(number, 'wording')} of its own, some of which have many "
            "forms. Who says the same in quite other words may be misjudged."
        )
    if any(isinstance(part, Fact) for part in asked):
        limits.append(
            "It goes by what the program makes of the whole letter (what is relied on, argued, "
            "weighed, offered or dated), and is wrong where that was read wrongly."
        )
    limits.append(_measured(rule))
    limits += [f"On record: {_literal(cause)}" for cause in _on_record(rule)]
    return [
        _bullets(limits),
        "What holds for all rules is on the page of [limits](../../limits.md).",
    ]


def _sources(rule: Rule) -> list[str]:
    addresses = {law.citation: link(law.citation) for law in rule.law}
    sources = [_linked(citation, address) for citation, address in addresses.items()]
    for one in rule.sources:
        if one.startswith("https://"):
            sources += [f"<{one}>"] if one not in addresses.values() else []
        elif _DECISION.search(one):
            sources.append(f"{one} ([how decisions are cited](../../glossary.md))")
        else:
            sources.append(one)
    file = Path(rule.place.path).resolve().relative_to(ROOT).as_posix()
    # From docs/rules/PACK/ to the root.
    sources.append(f"the rule itself, with all its examples: [{file}](../../../{file})")
    return [_bullets(sources)]


# --- conditions in plain words ----------------------------------------------------------------


def plain(
    condition: Condition,
    of: SubjectKind,
    phrases: Mapping[str, Phrase],
    scope: Scope | None = None,
) -> Told:
    """A condition in plain words, `of` what it is asked, within a scope if it stands in one."""

    def told(part: Condition) -> Told:
        return plain(part, of, phrases, scope)

    match condition:
        case And(parts):
            return _ALL, [told(part) for part in parts]
        case Or(parts):
            return "At least one of these:", [told(part) for part in parts]
        case Not(Or(parts)):
            return "None of these:", [told(part) for part in parts]
        case Not(part):
            below = told(part)
            if isinstance(below, str):
                return f"Not so: {words.lower_first(below)}"
            return "Not so:", [below]
        case Scoped(part, within):
            return plain(part, of, phrases, within)
        case PhraseUse(name, denied):
            verb = "are denied words" if denied else "stand words"
            return f"{_place(of, scope)} {verb} such as {_wordings(name, phrases)}."
        case Near(left, right, count):
            return (
                f"{_place(of, scope)} stand words such as {_wordings(left, phrases)}, and at most "
                f"{words.count(count, 'word')} from them words such as {_wordings(right, phrases)}."
            )
        case Fact(name):
            return FACTS[name][1]
        case Attribute(name, argument):
            return _attribute(name, argument or "", of)


def _place(of: SubjectKind, scope: Scope | None) -> str:
    return _PLACES[scope or ("letter" if of == "notice" else "discussion")]


def _attribute(name: str, argument: str, of: SubjectKind) -> str:
    match name:
        case "cites":
            return f"It is {in_words(argument)}, or a part of that."
        case "kind-is":
            return f"The letter is {words.KINDS[argument]}."
        case "regime-is":
            regime = words.REGIMES.get(argument)
            return f"The letter answers under {f'the {regime}' if regime else 'another law'}."
        case "authority-is":
            return f"The authority is of the type `{argument}`."
        case "refuses" if of == "notice":
            return "The letter refuses something."
        case "refuses":
            return "The request itself is refused, for its cost or as vexatious or repeated."
    return ATTRIBUTES[name].doc.replace("The claim ", "The letter, by this provision, ")


def _wordings(name: str, phrases: Mapping[str, Phrase]) -> str:
    """Some wordings of a phrase, in quote marks."""
    shown = dict.fromkeys(_spelt(pattern.sequence, phrases) for pattern in phrases[name].patterns)
    quoted = [f"“{_literal(text)}”" for text in islice(shown, _WORDINGS)]
    return " or ".join(filter(None, [", ".join(quoted[:-1]), quoted[-1]]))


def _spelt(sequence: Sequence, phrases: Mapping[str, Phrase]) -> str:
    """One wording of a pattern: the first of several, without what may be left out."""
    parts = []
    for item in sequence.items:
        match item:
            case Word(text, stem):
                parts.append(f"{text}…" if stem else text)
            case Gap():
                parts.append("…")
            case Include(name):
                parts.append(_spelt(phrases[name].patterns[0].sequence, phrases))
            case Choice(options):
                parts.append(_spelt(options[0], phrases))
            case Maybe():
                pass
    return re.sub(r" (?=[,.;:)’'])|(?<=[(‘]) ", "", " ".join(filter(None, parts)))


def _conditions(rule: Rule) -> Iterator[Condition]:
    """Every condition of a rule."""
    if rule.subject.condition is not None:
        yield rule.subject.condition
    yield rule.force
    yield from rule.or_instead
    yield from (exception.condition for exception in rule.unless)
    yield from (doubt.condition for doubt in rule.unclear_when)


# --- what else a page is made of --------------------------------------------------------------


def _examples(rule: Rule, status: ExampleStatus) -> list[str]:
    found = [example for example in rule.examples if example.status == status]
    return [part for example in found[:_SHOWN] for part in _example(example)]


def _example(example: Example) -> Iterator[str]:
    about = [f"judged for {in_words(example.subject.partition('#')[0])}"] if example.subject else []
    about += [f"dated {example.dated}"] if example.dated else []
    about += [f"the request received {example.received}"] if example.received else []
    more = f" ({', '.join(about)})" if about else ""
    yield f"Example, {_literal(example.title)}{more}:"
    yield _quoted(example.text.strip())


def _quoted(letter: str) -> str:
    """A letter as a quotation: paragraphs flow, and lines that are short on purpose stay so."""
    lines = []
    for line in map(str.strip, letter.splitlines()):
        text = _START.sub(r"\g<1>\\\g<2>", _literal(line))
        lines.append(f"> {text}\\" if len(line) < _FULL_LINE else f"> {text}")
    whole = "\n".join(lines)
    return re.sub(r"\\(?=\n> *\\?\n|\Z)", "", re.sub(r"^> \\$", ">", whole, flags=re.MULTILINE))


def _filled(text: str) -> str:
    """What a rule says, with its fields as notes of what will stand there."""
    return _FIELD.sub(lambda field: f"[{FIELDS[field[1]]}]", _literal(text))


def _literal(text: str) -> str:
    """Text that is to be read as it is, whatever its marks mean in Markdown and HTML."""
    return _MARK.sub(r"\\\g<0>", text)


def _linked(text: str, address: str | None) -> str:
    return f"[{text}]({address})" if address else text


def _bullets(items: Iterable[Told], depth: int = 0) -> str:
    lines = []
    for item in items:
        head, below = (item, []) if isinstance(item, str) else item
        lines.append(f"{'  ' * depth}- {head}")
        if below:
            lines.append(_bullets(below, depth + 1))
    return "\n".join(lines)


def _top(told: Told) -> str:
    """The list of a clause; what has to hold together needs no head of its own."""
    return _bullets(told[1] if told[0] == _ALL else [told])


def _comment(rule: Rule) -> str:
    """What the comment directly above a rule says; "" without one."""
    above = Path(rule.place.path).read_text(encoding="utf-8").splitlines()[: rule.place.line - 1]
    lines: list[str] = []
    while above and above[-1].startswith("#"):
        lines.insert(0, above.pop().lstrip("# "))
    return _literal(" ".join(lines))


def _measured(rule: Rule) -> str:
    """How often answers of this kind held on labelled letters."""
    shares = tomllib.loads((ROOT / "rules" / CONFIDENCE_FILE).read_text(encoding="utf-8"))
    met, gap = (shares[status].get(rule.element) for status in ("met", "gap"))
    if rule.level != "must" or met is None or gap is None:
        return (
            "How often it is right was not measured by itself: letters are labelled for some "
            "duties of the law only."
        )
    return (
        f"Of all rules about this point together, on labelled letters: {met:.0%} of the answers "
        f"“met” held, and {gap:.0%} of the gaps ([accuracy](../../accuracy.md))."
    )


def _on_record(rule: Rule) -> list[str]:
    """Why labelled letters under this law are known to be misjudged on the element of the rule."""
    if rule.level != "must":
        return []
    return list(dict.fromkeys(_misses().get((rule.pack, rule.element), ())))


@cache
def _misses() -> Mapping[tuple[str, str], list[str]]:
    """The causes of corpus/misses.toml by pack and element."""
    causes = tomllib.loads((ROOT / "corpus" / "misses.toml").read_text(encoding="utf-8"))
    found: dict[tuple[str, str], list[str]] = {}
    for part, folder in (("corpus", "corpus"), ("unseen", "corpus/unseen")):
        labels = (ROOT / folder / "labels.jsonl").read_text(encoding="utf-8").splitlines()
        regimes: dict[str, Any] = {
            label["slug"]: label["regimes"] for label in map(json.loads, filter(None, labels))
        }
        for point, cause in causes[part].items():
            letter, _, about = point.partition(": ")
            for regime in regimes[letter]:
                found.setdefault((regime, about.split()[0]), []).append(cause)
    return found
