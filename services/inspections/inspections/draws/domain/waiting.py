"""A draw that waits to be held, and is late once what it would draw can't be inspected in time any more."""

from datetime import date

from contracts.calendar import WorkingDays
from contracts.code import Code
from contracts.inspections import DrawEvent, DrawOverdue
from contracts.values import Role
from contracts.work_items import WorkItem, any_post
from inspections.draws.domain.draw import Draw
from inspections.draws.domain.seeds import named_seed


class DrawStep(Code):
    """Step that a draw waits for."""

    WITNESS = "witness-seed", "见证随机数"
    HOLD = "hold-draw", "双随机抽取"


def work_items(draw: Draw) -> list[WorkItem]:
    """The witnesses tell the seed, then the draw office draws; one that is late or names no seed is sealed anew."""
    sealed = draw.sealed
    if draw.held or draw.overdue or not named_seed(sealed):
        return []
    if sealed.witness_accounts and not draw.witnessed:
        return [WorkItem(who=who, what=DrawStep.WITNESS, until=sealed.inspect_until) for who in sealed.witness_accounts]
    return [WorkItem(who=any_post(Role.DRAW_OFFICE), what=DrawStep.HOLD, until=sealed.inspect_until)]


def due(draw: Draw, calendar: WorkingDays) -> date | None:
    """The last day to inspect, on which the draw should be held; None once it was held or flagged as late."""
    return None if draw.held or draw.overdue else draw.sealed.inspect_until


def flag_overdue(draw: Draw, command: None, on: date) -> list[DrawEvent]:
    """Flag a draw that was sealed and not held until its last day to inspect, once."""
    until = draw.sealed.inspect_until
    if draw.held or draw.overdue or on <= until:
        return []
    return [DrawOverdue(until=until, noticed_on=on)]
