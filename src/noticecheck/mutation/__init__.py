"""Whether the checks see a loss: the words that meet a point are taken out, and it has to fall.

A label's `parts` quote the words that meet each point. Every part is taken out of the letter in
turn, wherever its words occur, and the letter is checked again. It is the text of the document that
loses them, not the file: so a letter of any format can lose words, and what the readers found of
its pages and regions keeps its place.

Rules lose their conditions likewise (`of_rules`): an example has to come out otherwise.
"""

from noticecheck.mutation.changes import Change
from noticecheck.mutation.run import Mutant, Mutation, Row, mutate
from noticecheck.mutation.table import TABLE_FILE, Table, read_table
from noticecheck.mutation.words import places_of, without

__all__ = [
    "TABLE_FILE", "Change", "Mutant", "Mutation", "Row", "Table", "mutate", "places_of",
    "read_table", "without",
]  # fmt: skip
