"""A row per clue: whether a case was opened from it (X-40, APL 54(2))."""

from dataclasses import dataclass, replace
from datetime import date

from chassis.consuming import Rows
from contracts.cases import ClueRegistered, ClueSetAside, ClueSource, ClueTaken
from contracts.envelope import Envelope
from contracts.event import Event
from contracts.topics import CLUES
from contracts.values import TownshipCode
from supervision.counts.buckets import Kind, once


@dataclass(frozen=True, kw_only=True)
class ClueRow:
    source: ClueSource
    township: TownshipCode
    received_on: date
    case: str | None = None
    set_aside_on: date | None = None


def advance(row: ClueRow | None, event: Event, envelope: Envelope) -> ClueRow | None:
    """The row after the next event of its clue."""
    match event:
        case ClueRegistered():
            return ClueRow(source=event.source, township=event.township, received_on=event.received_on)
        case ClueTaken() if row:
            return replace(row, case=event.case)
        case ClueSetAside() if row:
            return replace(row, set_aside_on=event.set_aside_on)
        case _:
            return row


def buckets(row: ClueRow) -> frozenset[str]:
    """Buckets of the month in which the clue was received, also for what became of it."""
    kinds = [Kind.CLUES]
    if row.case:
        kinds.append(Kind.CLUES_TAKEN)
    elif row.set_aside_on:
        kinds.append(Kind.CLUES_SET_ASIDE)
    return frozenset(bucket for kind in kinds for bucket in once(kind, row.township, row.received_on))


CLUE_ROWS = Rows(collection="clue_rows", row=ClueRow, topics=(CLUES.name,), advance=advance, buckets=buckets)
