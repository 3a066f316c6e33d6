"""`noticecheck lint-template`: what letters made from standard paragraphs would lack at best."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from noticecheck.choices import FailOn
from noticecheck.commands import console
from noticecheck.commands.letters import find_files
from noticecheck.commands.options import ConfigFile, Debug, Isolated, Packs, RuleFolders
from noticecheck.commands.settings import Plan, plan_of
from noticecheck.errors import ReadError

if TYPE_CHECKING:
    from noticecheck.drafting.template import Lint, Point
    from noticecheck.model import Document

NOT_ASSESSED = 3
_INDENT = " " * 19
_LEVELS = ("must", "should", "info")


def lint_template(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Templates (text, Word, HTML …), or folders of them.",
            show_default=False,
        ),
    ],
    common: Annotated[
        Path | None,
        typer.Option(
            "--with",
            metavar="FILE",
            help="What every letter gets besides, such as the paragraph on complaints.",
        ),
    ] = None,
    output: Annotated[
        Literal["terminal", "json"], typer.Option("--format", help="How to write it.")
    ] = "terminal",
    fail_on: Annotated[
        FailOn,
        typer.Option(
            "--fail-on",
            help="What makes the exit code 1: what no field can fill of what the law requires "
            "(must), of good practice too (should), unclear points too (unclear), or nothing.",
        ),
    ] = "must",
    rules: RuleFolders = None,
    pack: Packs = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
    debug: Debug = False,
) -> None:
    """Show what a letter made from each template would lack, however its fields are filled in.

    Exit codes as of check: 0 nothing to report; 1 something that --fail-on names; 2 wrong usage;
    3 a template was not assessed.
    """
    from noticecheck.read import Reader, read

    job = find_files(paths)
    plan = plan_of(job.files, config, isolated, rules, pack)
    besides = read(str(common)).text if common is not None else ""
    codes = [2] if job.unusable else [0]
    linted: list[Lint] = []
    for error in job.unusable:
        console.complain(str(error))
    with Reader(debug=debug) as reader:
        for path in job.files:
            unreadable = job.unreadable.get(path)
            for document in [unreadable] if unreadable else reader.read_all(path):
                if isinstance(document, ReadError):
                    console.complain(str(document))
                    codes.append(NOT_ASSESSED)
                else:
                    linted.append(_lint(plan, path, document, besides))
    if output == "json":
        shown = [_as_json(lint) for lint in linted]
        console.out(json.dumps(shown, indent=2, ensure_ascii=not console.is_utf8()) + "\n")
    else:
        console.out("\n".join(_as_text(lint) for lint in linted))
    codes += [_code(lint, fail_on) for lint in linted]
    raise typer.Exit(0 if fail_on == "never" and 2 not in codes else max(codes))


def _lint(plan: Plan, path: str, document: Document, besides: str) -> Lint:
    from noticecheck.drafting.template import fields_as_words, judge, open_fields

    checker, house = plan.checker(path), plan.house(path, document.path)
    if besides:
        document = replace(document, text=f"{document.text.rstrip()}\n\n{besides}")
    asked = checker.matcher.scan(fields_as_words(document))
    template = open_fields(document, asked)
    return judge(template, checker.check(template.without, house=house), asked)


def _code(lint: Lint, fail_on: str) -> int:
    if lint.report.verdict == "not_assessed":
        return NOT_ASSESSED
    levels = {"must": {"must"}, "never": set[str]()}.get(fail_on, {"must", "should"})
    found = any(point.assessment.level in levels for point in lint.gaps)
    return int(found or (fail_on == "unclear" and bool(lint.unclear)))


def _as_text(lint: Lint) -> str:
    return "".join(f"{line}\n" for line in _lines(lint))


def _lines(lint: Lint) -> Iterator[str]:
    document, fields = lint.template.document, lint.template.fields
    count = f"{len(fields)} field{'' if len(fields) == 1 else 's'}"
    yield from _wrapped("", f"{document.path} ({count}): {_outcome(lint)}", "  ")
    for title, points in _groups(lint):
        for point in sorted(points, key=lambda point: _LEVELS.index(point.assessment.level)):
            one = point.assessment
            yield from _wrapped(f"  {title:<8} {one.level:<6}  ", one.message)
            if point.field is None:
                yield from _wrapped(_INDENT, one.advice)
            else:
                quoted = " ".join(document.quote(point.field).split())
                line = document.line(point.field.start)
                yield from _wrapped(_INDENT, f"To be said in line {line}: {quoted}")


def _wrapped(head: str, text: str, below: str = _INDENT) -> list[str]:
    import textwrap

    return textwrap.wrap(
        text, console.width(), initial_indent=head, subsequent_indent=below,
        break_long_words=False,
    )  # fmt: skip


def _groups(lint: Lint) -> tuple[tuple[str, Sequence[Point]], ...]:
    return (("LACKS", lint.gaps), ("unclear", lint.unclear), ("field", lint.left))


def _outcome(lint: Lint) -> str:
    if lint.report.verdict == "not_assessed":
        return lint.report.warnings[-1].rstrip(".")
    if lint.report.verdict == "not_a_refusal":
        return "it refuses nothing that can be told"
    must = sum(point.assessment.level == "must" for point in lint.gaps)
    if must:
        things = "a thing" if must == 1 else f"{must} things"
        return f"every letter made from it lacks {things} that the law requires"
    if _is_open(lint):
        return "look whether a letter made from it says all that the law requires"
    return "a letter made from it can say all that the law requires"


def _is_open(lint: Lint) -> bool:
    """Something that the law requires is not clear."""
    return any(point.assessment.level == "must" for point in lint.unclear)


def _as_json(lint: Lint) -> dict[str, Any]:
    def points(found: Sequence[Point]) -> list[dict[str, Any]]:
        return [_point(lint, point) for point in found]

    return {
        "path": lint.template.document.path,
        "verdict": lint.report.verdict if lint.report.notice is None else _outcome_code(lint),
        "fields": [_span(lint, field) for field in lint.template.fields],
        "gaps": points(lint.gaps),
        "unclear": points(lint.unclear),
        "left_to_fields": points(lint.left),
    }


def _outcome_code(lint: Lint) -> str:
    if lint.report.verdict in ("not_a_refusal", "not_assessed"):
        return lint.report.verdict
    if any(point.assessment.level == "must" for point in lint.gaps):
        return "gaps"
    return "unclear" if _is_open(lint) else "no_gap_found"


def _point(lint: Lint, point: Point) -> dict[str, Any]:
    one = point.assessment
    return {
        "rule": one.rule,
        "element": one.element,
        "level": one.level,
        "subject": one.subject,
        "message": one.message,
        "advice": one.advice,
        "law": list(one.law),
        "field": None if point.field is None else _span(lint, point.field),
    }


def _span(lint: Lint, span: Any) -> dict[str, Any]:
    document = lint.template.document
    return {
        "start": span.start,
        "end": span.end,
        "line": document.line(span.start),
        "text": document.quote(span),
    }
