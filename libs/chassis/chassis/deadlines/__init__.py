"""Working days, deadlines that run by themselves, and claims."""

from chassis.deadlines.calendar import working_days
from chassis.deadlines.claims import CLAIM, Claims, Fate, ReclaimOutcome, claim_then_decide, claiming
from chassis.deadlines.joining import HEAD, JOINED, Joining
from chassis.deadlines.ticking import SYSTEM, Tick, Ticking, overdue, tick_on

__all__ = [
    "CLAIM",
    "HEAD",
    "JOINED",
    "SYSTEM",
    "Claims",
    "Fate",
    "Joining",
    "ReclaimOutcome",
    "Tick",
    "Ticking",
    "claim_then_decide",
    "claiming",
    "overdue",
    "tick_on",
    "working_days",
]
