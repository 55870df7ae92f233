"""The two directories (两库, Doc 5 三(三)) as rows: officers from identity's events, firms from credit's."""

from dataclasses import dataclass, replace

from chassis.consuming import Rows
from contracts.credit import FirmRegistered, Risk, TierChanged
from contracts.envelope import Envelope
from contracts.event import Event
from contracts.identity.holder import Holder, follow
from contracts.topics import FIRMS, OFFICERS
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
    collection="officers", row=Holder, topics=(OFFICERS.name,), advance=advance_officer, indexes=("certificate",)
)
FIRM_ROWS = Rows(
    collection="firms", row=FirmRow, topics=(FIRMS.name,), advance=advance_firm, indexes=("code", "township")
)
