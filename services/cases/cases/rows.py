"""Replicas: officers, who may act, from identity's facts; firms, what the register says they are, from credit's."""

from dataclasses import dataclass

from chassis.consuming import Rows
from contracts.credit import FirmKind, FirmRegistered
from contracts.envelope import Envelope
from contracts.event import Event
from contracts.identity.holder import Holder, follow
from contracts.topics import FIRMS, OFFICERS
from contracts.values import SocialCreditCode


def advance(holder: Holder | None, event: Event, envelope: Envelope) -> Holder | None:
    return follow(holder, event)


OFFICER_ROWS = Rows(
    collection="officers",
    row=Holder,
    topics=(OFFICERS.name,),
    advance=advance,
    indexes=("certificate",),
)


@dataclass(frozen=True, kw_only=True)
class FirmRow:
    code: SocialCreditCode
    kind: FirmKind


def advance_firm(row: FirmRow | None, event: Event, envelope: Envelope) -> FirmRow | None:
    return FirmRow(code=event.code, kind=event.kind) if isinstance(event, FirmRegistered) else row


FIRM_ROWS = Rows(
    collection="firms",
    row=FirmRow,
    topics=(FIRMS.name,),
    advance=advance_firm,
    indexes=("code",),
)
