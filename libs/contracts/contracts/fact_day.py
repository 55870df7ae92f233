"""The day of what is recorded later than it happened: its own day counts, the day of recording is kept beside it.

A command for what may come late has an optional day (None: today); its event has that day and `recorded_on`.
"""

from dataclasses import dataclass
from datetime import date

from contracts.refusal import Rule, refuse


@dataclass(frozen=True, kw_only=True)
class FactDay:
    """The rules by which one service refuses: `ahead` has the fact `on`, `early` the facts `on` and `since`."""

    ahead: Rule
    early: Rule

    def of(self, given: date | None, today: date, since: date | None) -> date:
        """Return the day of the fact; refuse one that lies ahead, or before the day of what it must follow."""
        day = given or today
        if day > today:
            refuse(self.ahead, on=day)
        if since and day < since:
            refuse(self.early, on=day, since=since)
        return day
