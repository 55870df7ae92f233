"""A draw that waits to be held, and is late once what it would draw can't be inspected in time any more."""

from datetime import date

from contracts.calendar import WorkingDays
from contracts.inspections import DrawEvent, DrawOverdue
from inspections.draws.domain.draw import Draw


def due(draw: Draw, calendar: WorkingDays) -> date | None:
    """The last day to inspect, on which the draw should be held; None once it was held or flagged as late."""
    return None if draw.held or draw.overdue else draw.sealed.inspect_until


def flag_overdue(draw: Draw, command: None, on: date) -> list[DrawEvent]:
    """Flag a draw that was sealed and not held until its last day to inspect, once."""
    until = draw.sealed.inspect_until
    if draw.held or draw.overdue or on <= until:
        return []
    return [DrawOverdue(until=until, noticed_on=on)]
