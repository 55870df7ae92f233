"""A row per file: its published events, and what only one file may hold. No personal value is among them."""

import json
from dataclasses import dataclass, replace

from chassis.consuming import Rows
from contracts.cases import CaseFiled, ClueRegistered, FinePaid, PartyIdentified, PenaltyDecided
from contracts.envelope import Envelope
from contracts.event import Event
from contracts.inspections import (
    DrawSealed,
    ItemAnswered,
    PatrolAssigned,
    PatrolFound,
    RectifiedOnSite,
    TermRechecked,
    VisitAssigned,
    VisitOpened,
)
from contracts.published import published
from contracts.texts import receipt_number
from contracts.topics import CASES, CLUES, DRAWS, PATROLS, VISITS
from contracts.values import Sha256, TownshipCode
from supervision.review.domain.file import FileKind
from supervision.review.domain.pictures import pictures_in

LANGUAGE = published()


@dataclass(frozen=True, kw_only=True)
class HistoryRow:
    """`events` are JSON texts, in order: a row is written anew with each event, and so costs little.

    `mark` is that of the fined act since `fined_at`, `party` that of who answers for it, `alike` those of who that may
    be, `receipts` are those that paid, `pictures` those that show something, `place` names body, firm and year of a
    visit that took one of the yearly places at `opened_at`.
    """

    kind: FileKind
    township: TownshipCode | None
    events: tuple[str, ...] = ()
    mark: Sha256 | None = None
    fined_at: str | None = None
    receipts: tuple[str, ...] = ()
    place: str | None = None
    opened_at: str | None = None
    party: Sha256 | None = None
    alike: tuple[Sha256, ...] = ()
    pictures: tuple[Sha256, ...] = ()


def advance(row: HistoryRow | None, event: Event, envelope: Envelope) -> HistoryRow | None:
    """The row after the next event of its file."""
    row = row or begun(event)
    if row is None:
        return None
    return replace(held(row, event, envelope), events=(*row.events, kept(event, envelope)))


def begun(event: Event) -> HistoryRow | None:
    """An empty row of the kind that the first event tells; None for what no file is about."""
    match event:
        case CaseFiled():
            return HistoryRow(kind=FileKind.CASE_FILE, township=event.township)
        case VisitAssigned():
            return HistoryRow(kind=FileKind.VISIT_FILE, township=event.township)
        case PatrolAssigned():
            return HistoryRow(kind=FileKind.PATROL_FILE, township=event.township)
        case DrawSealed():
            return HistoryRow(kind=FileKind.DRAW_FILE, township=None)
        case ClueRegistered():
            return HistoryRow(kind=FileKind.CLUE_FILE, township=event.township)
        case _:
            return None


def held(row: HistoryRow, event: Event, envelope: Envelope) -> HistoryRow:
    """The row with what the event lets its file hold."""
    match event:
        case PartyIdentified():
            return replace(row, mark=event.act_mark, party=event.party_mark, alike=event.alike)
        case PenaltyDecided() if event.fine and not row.fined_at:
            return replace(row, fined_at=envelope.time)
        case FinePaid():
            return replace(row, receipts=(*row.receipts, receipt_number(event.receipt)))
        case ItemAnswered() | RectifiedOnSite() | TermRechecked() | PatrolFound():
            return replace(row, pictures=(*row.pictures, *pictures_in(event)))
        case VisitAssigned():
            return replace(row, place=f"{event.body}/{event.firm}")
        case VisitOpened():
            place = f"{row.place}/{event.opened_on.year}" if event.counted else None
            return replace(row, place=place, opened_at=envelope.time)
        case _:
            return row


def kept(event: Event, envelope: Envelope) -> str:
    fact = {
        "sequence": envelope.sequence,
        "time": envelope.time,
        "actor": envelope.actor,
        "agency": envelope.agency,
        "type": event.type,
        "data": event.public(),
    }
    return json.dumps(fact, ensure_ascii=False, separators=(",", ":"))


HISTORY_ROWS = Rows(
    collection="history_rows",
    row=HistoryRow,
    topics=(CASES.name, VISITS.name, PATROLS.name, DRAWS.name, CLUES.name),
    advance=advance,
    indexes=("mark", "party", "alike", "receipts", "place", "pictures", "kind"),
)
