"""Writes the generated blocks of README.md and docs/, real output of real commands; the JSON
Schemas of docs/; and rules/ids.txt.

    python tools/generate.py            writes what has changed
    python tools/generate.py --check    changes nothing; exit code 1 if something would change

A block stands between `<!-- generated: NAME -->` and `<!-- end -->`.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import sys
import textwrap
import tomllib
from collections.abc import Callable
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FILES = (
    "README.md", "docs/accuracy.md", "docs/drafting.md", "docs/law.md", "docs/nuances.md",
    "docs/performance.md", "docs/reliability.md",
)  # fmt: skip
LETTER = "corpus/letters/nat_20_escorts.txt"
BLOCK = re.compile(
    r"(?P<open><!-- generated: (?P<name>[a-z-]+) -->\n).*?(?P<close><!-- end -->)", re.DOTALL
)


def run(*arguments: str) -> str:
    """What a noticecheck command prints on stdout, run in the root of the project."""
    from noticecheck import cli

    printed = io.StringIO()
    with contextlib.chdir(ROOT), contextlib.redirect_stdout(printed):
        cli.run(arguments)
    return printed.getvalue()


def letter() -> str:
    lines = (ROOT / LETTER).read_text(encoding="utf-8").splitlines()
    wrapped = [part for line in lines for part in textwrap.wrap(line, 88) or [""]]
    return "```text\n" + "\n".join(wrapped).strip() + "\n```\n"


def output() -> str:
    return f"```console\n$ noticecheck check {LETTER}\n{run('check', LETTER)}```\n"


def draft() -> str:
    options = ("--authority", "Hale Borough Council", "--review-email", "foi@hale.example")
    shown = "noticecheck draft --claim 's43(2)' --authority 'Hale Borough Council' \\\n"
    text = run("draft", "--claim", "s43(2)", *options)
    return f"```console\n$ {shown}    --review-email foi@hale.example\n{_wrapped(text)}```\n"


def fix() -> str:
    text = run("fix", "--level", "must", LETTER)
    return f"```console\n$ noticecheck fix --level must {LETTER}\n{_wrapped(text)}```\n"


def lint_template() -> str:
    text = run("lint-template", "examples/templates")
    return f"```console\n$ noticecheck lint-template examples/templates\n{_wrapped(text)}```\n"


def _wrapped(text: str) -> str:
    """As a terminal shows it: long lines are broken."""
    lines = [part for line in text.splitlines() for part in _parts(line)]
    return "\n".join(lines).rstrip() + "\n"


def _parts(line: str) -> list[str]:
    indent = re.match(r"[ +]*", line)
    start = indent[0] if indent else ""
    return textwrap.wrap(line, 100, subsequent_indent=start, drop_whitespace=True) or [line]


def accuracy() -> str:
    result = _evaluated("corpus")
    rows = [f"| {name} | {value:.3f} |" for name, value in result["measures"].items()]
    head = f"{result['letters']} letters, {result['without_report']} without a report.\n\n"
    return head + "| measure | value |\n| --- | --- |\n" + "\n".join(rows) + "\n"


def reliability() -> str:
    """Of the assessments of all labelled letters, by confidence, how many hold."""
    results = [_evaluated(folder)["reliability"] for folder in ("corpus", "corpus/unseen")]
    rows = []
    for bins in zip(*results, strict=True):
        number, held = (sum(bin[key] for bin in bins) for key in ("number", "held"))
        share = f"{held / number:.3f}" if number else "-"
        rows.append(f"| {bins[0]['name']} | {number} | {held} | {share} |")
    head = "| confidence | assessments | hold | share |\n| --- | --- | --- | --- |\n"
    return head + "\n".join(rows) + "\n"


def rule_mutation() -> str:
    """What examples notice of the changes that can be made to their rules."""
    return "```text\n" + run("rules", "mutate", "--isolated") + "```\n"


def law_rules() -> str:
    """Every rule by pack: what it asks, its law, its level, how far its basis was verified."""
    head = "| rule | asks | law | level | verified |\n| --- | --- | --- | --- | --- |\n"
    parts: list[str] = []
    for pack, rules in _by_pack(_listed()["rules"], lambda rule: rule["rule"].partition("/")[0]):
        rows = [
            f"| `{rule['rule'].partition('/')[2]}` | {rule['title']} | {'; '.join(rule['law'])} "
            f"| {rule['level']} | {rule['verified']} |"
            for rule in rules
        ]
        parts.append(f"### {pack}\n\n{head}" + "\n".join(rows) + "\n")
    return "\n" + "\n".join(parts) + "\n"


def law_provisions() -> str:
    """How many provisions of each pack rest on what; and by name those that rest on no statute."""
    grades = ("statute", "guidance", "inference")
    packs = _by_pack(_listed()["provisions"], lambda entry: entry["pack"])
    rows, named = [], []
    for pack, entries in packs:
        counts = [sum(e["verified"] == grade for e in entries) for grade in grades]
        rows.append(f"| {pack} | " + " | ".join(map(str, counts)) + " |")
        for grade in grades[1:]:
            these = dict.fromkeys(e["provision"] for e in entries if e["verified"] == grade)
            if these:
                named.append(f"- {pack}, {grade}: {', '.join(these)}")
    head = "| pack | statute | guidance | inference |\n| --- | --- | --- | --- |\n"
    return head + "\n".join(rows) + "\n\n" + "\n".join(named) + "\n"


def law_changes() -> str:
    """The provisions that were not always the law, or are no longer, and what decides."""
    begun = min(entry["from"] for entry in _listed()["provisions"])
    rows = [
        f"| {e['pack']} | {e['provision']} | {e['from'] if e['from'] != begun else ''} "
        f"| {e['until'] or ''} | {_DECIDED[e['decided_by']]} |"
        for e in _listed()["provisions"]
        if e["from"] != begun or e["until"]
    ]
    head = "| pack | provision | from | until | decided by |\n| --- | --- | --- | --- | --- |\n"
    return head + "\n".join(rows) + "\n"


_DECIDED = {
    "received": "receipt of the request",
    "dealt_with": "the day of the answer",
    None: "not known: both days",
}


@cache
def _evaluated(folder: str) -> dict[str, Any]:
    """What `noticecheck eval` measures on the labelled letters of a folder."""
    measured: dict[str, Any] = json.loads(run("eval", folder, "--json"))
    return measured


@cache
def _listed() -> dict[str, list[dict[str, Any]]]:
    """What `noticecheck rules list` knows of every rule and provision."""
    listed: dict[str, list[dict[str, Any]]] = json.loads(
        run("rules", "list", "--verified", "--format", "json")
    )
    return listed


def _by_pack(
    items: list[dict[str, Any]], pack: Callable[[dict[str, Any]], str]
) -> list[tuple[str, list[dict[str, Any]]]]:
    return [(name, list(group)) for name, group in groupby(items, key=pack)]


def nuances() -> str:
    """Every tricky situation, and the letters and examples of rules that hold it."""
    table = tomllib.loads((ROOT / "corpus/nuances.toml").read_text(encoding="utf-8"))
    rows = [
        f"| {number} | {one['title']} | "
        + "<br>".join([f"`{name}`" for name in (*one.get("letters", ()), *one.get("examples", ()))])
        + " |"
        for number, one in enumerate(table["situation"], start=1)
    ]
    head = "| | situation | letters of corpus/ and examples of rules |\n| --- | --- | --- |\n"
    return head + "\n".join(rows) + "\n"


def misses() -> str:
    """Every point at which the program and a label differ, with the cause that is on record."""
    causes = tomllib.loads((ROOT / "corpus" / "misses.toml").read_text(encoding="utf-8"))
    rows = []
    for name, folder in (("corpus", "corpus"), ("unseen", "corpus/unseen")):
        found = _evaluated(folder)["misses"]
        points = {miss: re.split(r" is |, ", miss)[0] for miss in found}
        if unexplained := set(points.values()) ^ set(causes[name]):
            raise SystemExit(f"corpus/misses.toml, [{name}]: {sorted(unexplained)}")
        rows += [f"| {miss} | {causes[name][point]} |" for miss, point in points.items()]
    return "| point | cause |\n| --- | --- |\n" + "\n".join(rows) + "\n"


def performance() -> str:
    """What was measured and saved; a script that is loaded by its path does not find its like."""
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        from performance import page
    finally:
        sys.path.pop(0)
    return page()


def fuzzing() -> str:
    """What was tried and what that found, as fuzz/results.toml has it."""
    saved = tomllib.loads((ROOT / "fuzz" / "results.toml").read_text(encoding="utf-8"))

    def tried(entry: dict[str, Any]) -> tuple[str, str]:
        return entry["tried"], entry["with"]

    rows = []
    for (name, tool), group in groupby(saved["run"], key=tried):
        runs = list(group)
        hours, inputs = (sum(run[key] for run in runs) for key in ("hours", "inputs"))
        found = sum(tried(one) == (name, tool) for one in saved["found"])
        rows.append(f"| {name} | {tool} | {hours:.1f} | {inputs:,} | {found} |")
    rows.append("\n| found in | what was wrong | kept as |\n|---|---|---|")
    rows += [f"| {one['tried']} | {one['what']} | {one['kept']} |" for one in saved["found"]]
    head = "| tried | with | hours | inputs | found and mended |\n|---|---|---:|---:|---:|\n"
    return head + "\n".join(rows) + "\n"


BLOCKS: dict[str, Callable[[], str]] = {
    "letter": letter,
    "output": output,
    "accuracy": accuracy,
    "draft": draft,
    "fix": fix,
    "lint-template": lint_template,
    "reliability": reliability,
    "misses": misses,
    "law-rules": law_rules,
    "law-provisions": law_provisions,
    "law-changes": law_changes,
    "nuances": nuances,
    "performance": performance,
    "fuzzing": fuzzing,
    "rule-mutation": rule_mutation,
}


def filled(text: str) -> str:
    """The text of a file with every generated block made anew."""
    return BLOCK.sub(lambda match: match["open"] + BLOCKS[match["name"]]() + match["close"], text)


def stale() -> list[str]:
    """The files whose generated blocks are not what the commands print now."""
    return [
        name
        for name in FILES
        if (text := (ROOT / name).read_text(encoding="utf-8")) != filled(text)
    ]


def rule_ids() -> str:
    """Every id of a rule there has ever been, one a line: new ones are added, none is taken out."""
    path = ROOT / "rules" / "ids.txt"
    known = path.read_text(encoding="utf-8").split() if path.exists() else []
    return "\n".join(sorted({*known, *(rule["rule"] for rule in _listed()["rules"])})) + "\n"


def whole_files() -> dict[str, str]:
    """What is generated as a whole, by the file: schemas of what people write; ids of rules."""
    from noticecheck.config.schema import CompanionTable, ConfigTable, json_schema

    found = {
        "docs/noticecheck.schema.json": json_schema(
            ConfigTable, "noticecheck.config/1", "noticecheck.toml"
        ),
        "docs/corrections.schema.json": json_schema(
            CompanionTable, "noticecheck.corrections/1", "letter.noticecheck.toml"
        ),
    }
    texts = {
        name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in found.items()
    }
    return {**texts, "rules/ids.txt": rule_ids()}


def write_whole_files(*, write: bool) -> bool:
    """Write those that have changed, and tell whether there are any."""
    changed = [
        (ROOT / name, text)
        for name, text in whole_files().items()
        if not (ROOT / name).exists() or (ROOT / name).read_text(encoding="utf-8") != text
    ]
    for path, text in changed:
        print(f"{path.relative_to(ROOT)}: has changed")
        if write:
            path.write_text(text, encoding="utf-8")
    return bool(changed)


def main() -> int:
    os.environ.pop("COLUMNS", None)
    write = "--check" not in sys.argv
    changed = write_whole_files(write=write)
    names = stale()
    for name in names:
        print(f"{name}: generated blocks have changed")
        if "--check" not in sys.argv:
            path = ROOT / name
            path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")
    return 1 if (names or changed) and not write else 0


if __name__ == "__main__":
    sys.exit(main())
