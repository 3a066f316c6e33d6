"""Rules and a notice to assessments. Pure: no files, no clock, no state."""

from noticecheck.evaluate.assess import Trace, evaluate, trace
from noticecheck.evaluate.conditions import Step
from noticecheck.evaluate.facts import REQUIRED

__all__ = ["REQUIRED", "Step", "Trace", "evaluate", "trace"]
