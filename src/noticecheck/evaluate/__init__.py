"""Rules and a notice to assessments. Pure: no files, no clock, no state.

assess      rules x notice; conditions decides one condition, context is what it is decided on
facts       the closed list; each fact stands with its subject (facts_of_claim, timing, …)
reasons     how much a discussion says of its own; balance and weighing: the public interest
wording     how provisions, days and lists are said
"""

from noticecheck.evaluate.assess import Trace, evaluate, trace
from noticecheck.evaluate.conditions import Step
from noticecheck.evaluate.facts import REQUIRED

__all__ = ["REQUIRED", "Step", "Trace", "evaluate", "trace"]
