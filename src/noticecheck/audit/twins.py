"""Letters of the same name and content, which are letters of their own all the same.

They come of tables that hold a row twice, or one id for several letters.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from noticecheck.audit import shards
from noticecheck.audit.places import Folder
from noticecheck.audit.rows import letter_id
from noticecheck.audit.shards import Done


def find_repeated(out: Folder, done: Sequence[Done]) -> frozenset[str]:
    """The ids of first letters that have twins, of the same name and content, among all letters.

    While they are found, 8 bytes are held for each letter.
    """
    import numpy as np

    first = array("Q")
    for one in done:
        first.extend(int(letter_id(*name), 16) for name in shards.names(out, one.key))
    numbers = np.sort(np.frombuffer(first, np.uint64)) if first else np.empty(0, np.uint64)
    return frozenset(
        f"{number:016x}" for number in numbers[1:][numbers[1:] == numbers[:-1]].tolist()
    )


class TwinsApart:
    """Gives letters of the same name and content ids of their own, in the order of the sources.

    Within a shard they have such ids already, but a shard knows nothing of the others.
    """

    def __init__(self, repeated: frozenset[str]) -> None:
        self._repeated = repeated
        self._earlier: Counter[str] = Counter()

    def shard(self, tables: Sequence[Any]) -> Sequence[Any]:
        """The tables of the next shard, with the ids that its letters have in the whole."""
        if not self._repeated:
            return tables
        columns = (tables[0][name].to_pylist() for name in ("letter", "path", "sha256"))
        ids: dict[str, str] = {}
        for letter, path, sha256 in zip(*columns, strict=True):
            first = letter_id(path, sha256)
            if first in self._repeated:
                ids[letter] = letter_id(path, sha256, self._earlier[first])
                self._earlier[first] += 1
        return [_renamed(table, ids) for table in tables] if ids else tables


def _renamed(table: Any, ids: Mapping[str, str]) -> Any:
    import pyarrow as pa

    if "letter" not in table.column_names:
        return table
    letters = pa.array([ids.get(one, one) for one in table["letter"].to_pylist()], pa.string())
    place = table.schema.get_field_index("letter")
    return table.set_column(place, table.schema.field(place), letters)
