"""A letter's text to what it says: passages, citations, claims, kind, dates. Knows no rules.

`parse` has the order in which a letter is read; each step has its modules:

    passages    lines, blocks, sentences; parts: request, questions, answers, rights, threads
    citations   citations, cited_paths, acts, cited: what is named, and of which Act
    claims      roles, denials, relied, effects, claims, unnamed, tests_of: what is relied on
    discussion  topics, numbering, objects, other_parts: which words argue which claim
    letter      kind, pending, authority, addressed, header, dates, languages, completeness
    schedule    tables, columns, row_words: lists of documents
    beside      placeholders, cautions, chosen; again: with other claims; personal/: for sharing

`phrases` lists the wordings of rules/ that the steps ask for.
"""

from noticecheck.notice.parse import parse
from noticecheck.notice.phrases import PERSONAL, REQUIRED
from noticecheck.notice.placeholders import blanked, placeholders

__all__ = ["PERSONAL", "REQUIRED", "blanked", "parse", "placeholders"]
