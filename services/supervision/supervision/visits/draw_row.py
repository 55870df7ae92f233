"""A row per draw of the double-random office; it belongs to the county."""

from dataclasses import dataclass, replace
from datetime import date

from chassis.consuming import Rows
from contracts.envelope import Envelope
from contracts.event import Event
from contracts.inspections import DrawHeld, DrawSealed
from contracts.topics import DRAWS
from supervision.counts.buckets import Kind, once


@dataclass(frozen=True, kw_only=True)
class DrawRow:
    """`wanted` firms were to be drawn, `drawn` were."""

    sealed_on: date
    wanted: int
    inspect_until: date
    held_on: date | None = None
    drawn: int = 0


def advance(row: DrawRow | None, event: Event, envelope: Envelope) -> DrawRow | None:
    """The row after the next event of its draw."""
    match event:
        case DrawSealed():
            return DrawRow(sealed_on=event.sealed_on, wanted=event.wanted, inspect_until=event.inspect_until)
        case DrawHeld() if row:
            return replace(row, held_on=event.held_on, drawn=len(event.drawn), inspect_until=event.inspect_until)
        case _:
            return row


def buckets(row: DrawRow) -> frozenset[str]:
    return frozenset(once(Kind.DRAWS, None, row.held_on)) if row.held_on else frozenset()


DRAW_ROWS = Rows(collection="draw_rows", row=DrawRow, topics=(DRAWS.name,), advance=advance, buckets=buckets)
