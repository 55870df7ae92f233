"""Working days, deadlines that run by themselves, and claims."""

from chassis.deadlines.calendar import working_days
from chassis.deadlines.claims import CLAIM, Claims, Fate, ReclaimOutcome
from chassis.deadlines.ticking import COUNTY, SYSTEM, Ticking, overdue, tick_on

__all__ = [
    "CLAIM",
    "COUNTY",
    "SYSTEM",
    "Claims",
    "Fate",
    "ReclaimOutcome",
    "Ticking",
    "overdue",
    "tick_on",
    "working_days",
]
