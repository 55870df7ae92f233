"""Working days, deadlines that run by themselves, and claims."""

from chassis.deadlines.calendar import working_days
from chassis.deadlines.claims import CLAIM, Again, Claims, Fate
from chassis.deadlines.ticking import COUNTY, SYSTEM, Ticking, overdue, tick_on

__all__ = ["CLAIM", "COUNTY", "SYSTEM", "Again", "Claims", "Fate", "Ticking", "overdue", "tick_on", "working_days"]
