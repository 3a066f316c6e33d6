"""Whether the balance of the public interest is still to be struck."""

from __future__ import annotations

from collections.abc import Sequence

from noticecheck.match import Matches
from noticecheck.model import Span


def is_pending(sentences: Sequence[Span], matches: Matches) -> bool:
    """The balance is undecided: said outright, or an extension for the public interest."""
    settled = [index for index, s in enumerate(sentences) if matches.has("now-decided", s)]
    weighed = [matches.has("public-interest", s) for s in sentences]
    for index, s in enumerate(sentences):
        if settled and index < settled[-1]:
            # It tells of the extension that came before this decision.
            continue
        hits = matches.within("public-interest-pending", (s,))
        if weighed[index]:
            hits += matches.within("time-needed", (s,))
        if any(weighed[max(0, index - 1) : index + 2]):
            # That nothing has been weighed where nothing has to be is no delay.
            needless = matches.has("no-balance-needed", s, denied=None)
            hits += () if needless else matches.within("undecided", (s,))
        # "Our note told you that we were still weighing it; this letter gives you the outcome."
        decided = matches.within("now-decided", (s,)) if hits else ()
        hits = tuple(hit for hit in hits if not any(hit.end <= one.start for one in decided))
        supposed = matches.within("supposing", (s,)) if hits else ()
        if any(not any(said.start < hit.start for said in supposed) for hit in hits):
            return True
    return False
