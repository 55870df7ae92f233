"""A row per firm: where it stands. Its credit class is for choosing whom to visit, and is shown to nobody (X-39)."""

from dataclasses import dataclass, replace

from chassis.consuming import Rows
from chassis.documents import ends_of
from contracts.credit import FirmRegistered, TierChanged
from contracts.envelope import Envelope
from contracts.event import Event
from contracts.topics import FIRMS
from contracts.values import SocialCreditCode, Tier, TownshipCode


@dataclass(frozen=True, kw_only=True)
class FirmRow:
    """A row of before has no name until its topic is read again."""

    code: SocialCreditCode
    township: TownshipCode
    tier: Tier
    name: str = ""


def advance(row: FirmRow | None, event: Event, envelope: Envelope) -> FirmRow | None:
    """The row after the next event of its firm."""
    match event:
        case FirmRegistered():
            return FirmRow(code=event.code, township=event.township, tier=event.tier, name=event.name)
        case TierChanged() if row:
            return replace(row, tier=event.tier)
        case _:
            return row


def found_by(row: FirmRow) -> list[str]:
    return ends_of(row.name)


FIRM_ROWS = Rows(
    collection="firm_rows",
    row=FirmRow,
    topics=(FIRMS.name,),
    advance=advance,
    indexes=("code",),
    found_by=found_by,
)
