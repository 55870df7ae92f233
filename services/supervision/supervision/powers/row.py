"""A row per power: which townships held it, and when (APL 24)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from chassis.consuming import Rows
from contracts.cases import PowerConfirmed, PowerRecalled
from contracts.envelope import Envelope
from contracts.event import Event
from contracts.topics import POWERS
from contracts.values import PowerCode, TownshipCode

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Grant:
    """The townships hold the power from the first to the last of these days."""

    townships: tuple[TownshipCode, ...]
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, kw_only=True)
class PowerRow:
    """`name` and `laws` are those behind the power, as far as the list named them."""

    power: PowerCode
    name: str = ""
    laws: tuple[str, ...] = ()
    grants: tuple[Grant, ...] = ()

    def in_force(self, township: TownshipCode | None, start: date, end: date) -> bool:
        """True if the township (None: any) held the power on one of the days."""
        return any(
            (township is None or township in grant.townships)
            and grant.valid_from <= end
            and (grant.valid_until is None or grant.valid_until >= start)
            for grant in self.grants
        )


def advance(row: PowerRow | None, event: Event, envelope: Envelope) -> PowerRow | None:
    """The row after the next event: a new list replaces the one before, a recall ends what is held."""
    match event:
        case PowerConfirmed():
            grant = Grant(townships=event.townships, valid_from=event.valid_from, valid_until=event.valid_until)
            before = ended(row.grants, event.valid_from) if row else ()
            return PowerRow(power=event.power, name=event.name, laws=event.laws, grants=(*before, grant))
        case PowerRecalled() if row:
            return replace(row, grants=ended(row.grants, event.effective_from))
        case _:
            return row


def ended(grants: tuple[Grant, ...], on: date) -> tuple[Grant, ...]:
    """The grants, cut to end before the day; one that would have begun later is gone."""
    return tuple(
        replace(grant, valid_until=min(grant.valid_until or on, on - ONE_DAY))
        for grant in grants
        if grant.valid_from < on
    )


POWER_ROWS = Rows(collection="power_rows", row=PowerRow, topics=(POWERS.name,), advance=advance)
