"""The two directories (两库, Doc 5 三(三)) as rows: officers of identity, firms of credit; and the clues of cases."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from chassis.consuming import Rows, RowStore
from chassis.documents import Document, ends_of
from contracts.cases import ClueRegistered
from contracts.credit import FirmRegistered, Risk, TierChanged
from contracts.envelope import Envelope
from contracts.event import Event
from contracts.identity.holder import Holder, follow
from contracts.topics import CLUES, FIRMS, OFFICERS
from contracts.values import SocialCreditCode, Tier, TownshipCode


@dataclass(frozen=True, kw_only=True)
class FirmRow:
    """A firm as credit's events describe it."""

    code: SocialCreditCode
    name: str
    township: TownshipCode
    field: str
    risk: Risk
    address: str
    tier: Tier


def advance_officer(row: Holder | None, event: Event, envelope: Envelope) -> Holder | None:
    return follow(row, event)


def advance_firm(row: FirmRow | None, event: Event, envelope: Envelope) -> FirmRow | None:
    match event:
        case FirmRegistered():
            return FirmRow(
                code=event.code,
                name=event.name,
                township=event.township,
                field=event.field,
                risk=event.risk,
                address=event.address,
                tier=event.tier,
            )
        case TierChanged() if row:
            return replace(row, tier=event.tier)
        case _:
            return row


OFFICER_ROWS = Rows(
    collection="officers",
    row=Holder,
    topics=(OFFICERS.name,),
    advance=advance_officer,
    indexes=("certificate", "earlier", "body"),
)


def found_by(row: FirmRow) -> list[str]:
    return ends_of(row.name, row.address)


FIRM_ROWS = Rows(
    collection="firms",
    row=FirmRow,
    topics=(FIRMS.name,),
    advance=advance_firm,
    indexes=("code", "township"),
    found_by=found_by,
)


@dataclass(frozen=True, kw_only=True)
class ClueRow:
    township: TownshipCode
    place: str
    seen_on: date


def advance_clue(row: ClueRow | None, event: Event, envelope: Envelope) -> ClueRow | None:
    if isinstance(event, ClueRegistered):
        return ClueRow(township=event.township, place=event.place, seen_on=event.seen_on)
    return row


CLUE_ROWS = Rows(collection="clues", row=ClueRow, topics=(CLUES.name,), advance=advance_clue, indexes=("township",))


async def firms_of(firms: RowStore[FirmRow], codes: Iterable[SocialCreditCode]) -> dict[SocialCreditCode, FirmRow]:
    """Return the firms that are known, by code."""
    wanted = sorted(set(codes))
    rows = await firms.where({"row.code": {"$in": wanted}}) if wanted else []
    return {found.row.code: found.row for found in rows}


async def at_firms(firms: RowStore[FirmRow], path: str, word: str | None) -> Document:
    """Return what must stand at a path for a word to find it by the name or the address of the firm."""
    return {path: {"$in": [row.row.code for row in await firms.named(word)]}} if word else {}
