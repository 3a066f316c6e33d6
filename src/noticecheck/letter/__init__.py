"""What a requester does next: the steps with their days, and the letters for them.

after(report, checker)                 ->  the steps and the letters that follow a letter
wording_of(checker, "foia2000")        ->  Wording, from the pack's letter.toml
next_steps(notice, wording, days)      ->  Steps, by the date of the letter and of the request
review(report, wording)                ->  a request for review, from what the report found
commissioner(report, wording)          ->  a complaint to the regulator
no_answer(wording, to, received, due)  ->  a reminder or complaint where none came
without_answer(checker, "foia2000", received, today)  ->  the steps and both of these letters
"""

from noticecheck.letter.after import (
    After,
    after,
    day_expected,
    is_school,
    law_of,
    without_answer,
    wording_of,
)
from noticecheck.letter.compose import (
    Letter,
    commissioner,
    no_answer,
    review,
)
from noticecheck.letter.steps import (
    Step,
    is_late,
    next_steps,
    sender_of,
    stage_of,
    steps_without_answer,
)
from noticecheck.letter.wording import Addressee, Wording, load_wording

__all__ = [
    "Addressee", "After", "Letter", "Step", "Wording", "after", "commissioner", "day_expected",
    "is_late", "is_school", "law_of", "load_wording", "next_steps", "no_answer", "review",
    "sender_of", "stage_of", "steps_without_answer", "without_answer", "wording_of",
]  # fmt: skip
