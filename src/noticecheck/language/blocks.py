"""One rule file: its blocks as phrases, extensions and rules, with every fault of the file."""

from __future__ import annotations

import re

from noticecheck.errors import suggest
from noticecheck.language.clauses import Clause, Period, read_clause, unquote
from noticecheck.language.conditions import Use
from noticecheck.language.duties import check_duties
from noticecheck.language.model import (
    Condition,
    Doubt,
    Example,
    Exception_,
    LawReference,
    Pattern,
    Rule,
    Subject,
)
from noticecheck.language.pattern import PatternError, read_pattern
from noticecheck.language.source import Block, Piece, Source, cut
from noticecheck.language.vocabulary import CLAUSES, LEVELS, NAME, REPEATABLE, VERIFIED
from noticecheck.late import dataclass, regex

BLOCKS = ("phrase", "extend phrase", "rule")
_HEAD = regex(r"(rule|phrase|extend\s+phrase)(?![\w-])\s*")
_RULE_REST = regex(r'(\S+)\s+"((?:[^"\\\n]|\\[^\n])+)"')
_PROMPT = regex(r"‹([^›\n]*)›?")
_WORDING = regex(r'"((?:[^"\\\n]|\\[^\n])*)"')


@dataclass(frozen=True, slots=True)
class PhraseBlock:
    """`phrase NAME` or `extend phrase NAME` with its readable wordings."""

    name: str
    extends: bool
    patterns: tuple[Pattern, ...]
    pieces: tuple[Piece, ...]
    block: Block
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class RuleBlock:
    """`rule ID "Title"` with its readable clauses; `rule` is None when something is missing."""

    id: str
    title: str
    clauses: tuple[Clause, ...]
    block: Block
    rule: Rule | None
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class RuleSource:
    """A parsed file; its faults are in `source.errors`."""

    source: Source
    blocks: tuple[PhraseBlock | RuleBlock, ...]


def parse_file(path: str, text: str, pack: str = "") -> RuleSource:
    """Everything that can be read of a file, and all faults that need no other file."""
    source = cut(path, text)
    blocks: list[PhraseBlock | RuleBlock] = []
    for block in source.blocks:
        head = source.code[block.head.start : block.head.end]
        match = _HEAD.match(head)
        if match is None:
            words = head.split()
            hint = suggest(" ".join(words[:2]), BLOCKS) or suggest(words[0], BLOCKS)
            message = f"`{words[0]}` starts no block: phrase, extend phrase or rule"
            source.error("R001", block.head.start, message, hint)
            continue
        keyword = " ".join(match[1].split())
        offset = block.head.start + match.end()
        if keyword == "rule":
            blocks.append(_rule(source, block, offset, pack))
        else:
            blocks.append(_phrase(source, block, offset, keyword != "phrase"))
    return RuleSource(source, tuple(blocks))


def _check_name(source: Source, offset: int, name: str, what: str) -> bool:
    if NAME.fullmatch(name):
        return True
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    source.error(
        "R005",
        offset,
        f"`{name}` cannot name a {what}: use small letters, digits and hyphens, a letter first",
        f"`{plain}`" if NAME.fullmatch(plain) else "",
    )
    return False


def _phrase(source: Source, block: Block, offset: int, extends: bool) -> PhraseBlock:
    name = source.code[offset : block.head.end]
    if not name or len(name.split()) > 1:
        source.error("R005", offset, "expected one name, such as `phrase public-interest`")
    else:
        _check_name(source, offset, name, "phrase")
    patterns: list[Pattern] = []
    uses: list[Use] = []
    if not block.pieces:
        source.error("R020", block.head.start, f"phrase `{name}` holds no wording")
    for piece in block.pieces:
        if source.is_broken(piece):
            continue
        text = source.code[piece.start : piece.end]
        quoted = _WORDING.match(text)
        if quoted is None or quoted.end() != len(text):
            at = piece.start + (quoted.end() if quoted else 0)
            at += len(source.code[at:]) - len(source.code[at:].lstrip())
            source.error("R020", at, 'a phrase holds one quoted "wording" a line')
            continue
        try:
            sequence, included = read_pattern(quoted[1])
        except PatternError as fault:
            source.error(fault.code, piece.start + 1 + fault.offset, fault.message)
            continue
        patterns.append(Pattern(quoted[1], sequence, source.place(piece.start)))
        uses += [Use("phrase", each.name, piece.start + 1 + each.offset) for each in included]
    return PhraseBlock(name, extends, tuple(patterns), block.pieces, block, tuple(uses))


def _find_prompts(source: Source, block: Block) -> None:
    """Prompts that `rules new` wrote and nobody replaced; their clauses are not read."""
    end = max(piece.end for piece in (block.head, *block.pieces))
    for match in _PROMPT.finditer(source.code, block.head.start, end):
        source.error("R218", match.start(), f"still to be filled in: {match[1].strip()}")
        source.broken.add(match.start())


def _rule(source: Source, block: Block, offset: int, pack: str) -> RuleBlock:
    _find_prompts(source, block)
    match = _RULE_REST.fullmatch(source.code, offset, block.head.end)
    rule_id, title = (match[1], unquote(match[2])) if match else ("", "")
    if match:
        _check_name(source, offset, rule_id, "rule")
    elif not source.is_broken(block.head):
        source.error("R005", offset, 'expected a name and a title: rule s17-1-a "State …"')
    read = [read_clause(source, piece) for piece in block.pieces]
    clauses = tuple(clause for clause in read if clause is not None)
    _check_order(source, clauses)
    check_duties(source, block, clauses, complete=len(clauses) == len(read))
    return RuleBlock(
        rule_id,
        title,
        clauses,
        block,
        _build(source, block, rule_id, title, pack, clauses),
        tuple(use for clause in clauses for use in clause.uses),
    )


def _check_order(source: Source, clauses: tuple[Clause, ...]) -> None:
    seen: list[str] = []
    for clause in clauses:
        keyword = clause.keyword
        one_level = keyword in LEVELS and any(level in seen for level in LEVELS)
        if one_level or (keyword in seen and keyword not in REPEATABLE):
            what = "a rule has one level" if one_level else f"`{keyword}` stands twice"
            source.error("R008", clause.piece.start, what)
        later = [other for other in seen if CLAUSES.index(other) > CLAUSES.index(keyword)]
        if later and not one_level:
            first = min(later, key=CLAUSES.index)
            message = f"`{keyword}` must stand before `{first}`"
            source.error("R007", clause.piece.start, message)
        seen.append(keyword)


def _build(
    source: Source,
    block: Block,
    rule_id: str,
    title: str,
    pack: str,
    clauses: tuple[Clause, ...],
) -> Rule | None:
    """The rule, if it has every part; faults have been reported elsewhere."""
    values = {clause.keyword: clause.value for clause in clauses}
    texts = [values.get(keyword) for keyword in ("element", "verified", "say", "advise")]
    element, verified, say, advise = (text if isinstance(text, str) else "" for text in texts)
    grade = next((known for known in VERIFIED if known == verified), None)
    level = next((level for level in LEVELS if values.get(level) is not None), None)
    force = values[level] if level else None
    subject, period = values.get("for"), values.get("in force")
    if not (rule_id and element and say and advise and grade and level):
        return None
    if not isinstance(subject, Subject) or not isinstance(force, Condition):
        return None
    return Rule(
        id=rule_id,
        pack=pack,
        title=title,
        element=element,
        law=tuple(c.value for c in clauses if isinstance(c.value, LawReference)),
        sources=tuple(str(c.value) for c in clauses if c.keyword == "source" and c.value),
        verified=grade,
        in_force_from=period.first if isinstance(period, Period) else None,
        in_force_to=period.last if isinstance(period, Period) else None,
        subject=subject,
        level=level,
        force=force,
        or_instead=tuple(
            c.value for c in clauses if c.keyword == "or instead" and isinstance(c.value, Condition)
        ),
        unless=tuple(c.value for c in clauses if isinstance(c.value, Exception_)),
        unclear_when=tuple(c.value for c in clauses if isinstance(c.value, Doubt)),
        say=say,
        advise=advise,
        examples=tuple(c.value for c in clauses if isinstance(c.value, Example)),
        place=source.place(block.head.start),
    )
