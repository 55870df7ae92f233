"""A row per patrol, with the violations that it referred."""

from dataclasses import dataclass, replace
from datetime import date

from chassis.consuming import Rows
from contracts.envelope import Envelope
from contracts.event import Event
from contracts.inspections import PatrolAssigned, PatrolConcluded, PatrolFound, PatrolReferred
from contracts.topics import PATROLS
from contracts.values import BodyCode, TownshipCode
from supervision.counts.buckets import Kind, numbered, once


@dataclass(frozen=True, kw_only=True)
class PatrolRow:
    """`found` counts what was seen; `violations` are the days of what was referred."""

    body: BodyCode
    township: TownshipCode
    patrol_on: date
    found: int = 0
    violations: tuple[date, ...] = ()
    concluded_on: date | None = None


def advance(row: PatrolRow | None, event: Event, envelope: Envelope) -> PatrolRow | None:
    """The row after the next event of its patrol."""
    match event:
        case PatrolAssigned():
            return PatrolRow(body=event.body, township=event.township, patrol_on=event.patrol_on)
        case PatrolFound() if row:
            return replace(row, found=row.found + 1)
        case PatrolReferred() if row:
            return replace(row, violations=(*row.violations, event.found_on))
        case PatrolConcluded() if row:
            return replace(row, concluded_on=event.concluded_on)
        case _:
            return row


def buckets(row: PatrolRow) -> frozenset[str]:
    patrols = once(Kind.PATROLS, row.township, row.patrol_on)
    return frozenset([*patrols, *numbered(Kind.VIOLATIONS, row.township, row.violations)])


PATROL_ROWS = Rows(collection="patrol_rows", row=PatrolRow, topics=(PATROLS.name,), advance=advance, buckets=buckets)
