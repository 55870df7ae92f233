"""Replicas: officers, who may act, from identity's facts; firms, what the register says they are, from credit's."""

from collections.abc import Iterable
from dataclasses import dataclass

from chassis.consuming import Rows, RowStore
from chassis.documents import ends_of
from chassis.http import Naming
from contracts.credit import FirmKind, FirmRegistered
from contracts.credit_code import is_code
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
    indexes=("certificate", "body"),
)


@dataclass(frozen=True, kw_only=True)
class FirmRow:
    """A row of before has no name until its topic is read again."""

    code: SocialCreditCode
    kind: FirmKind
    name: str = ""


def advance_firm(row: FirmRow | None, event: Event, envelope: Envelope) -> FirmRow | None:
    return FirmRow(code=event.code, kind=event.kind, name=event.name) if isinstance(event, FirmRegistered) else row


def found_by(row: FirmRow) -> list[str]:
    return ends_of(row.name)


FIRM_ROWS = Rows(
    collection="firms",
    row=FirmRow,
    topics=(FIRMS.name,),
    advance=advance_firm,
    indexes=("code",),
    found_by=found_by,
)


def naming(firms: RowStore[FirmRow]) -> Naming:
    """Return how to tell the names of the firms among the texts of an answer."""

    async def names(texts: frozenset[str]) -> dict[str, str]:
        return await names_of(firms, (text for text in texts if is_code(text)))

    return names


async def names_of(firms: RowStore[FirmRow], codes: Iterable[SocialCreditCode | None]) -> dict[SocialCreditCode, str]:
    """Return the names of the firms that are known by name, by code."""
    wanted = sorted({code for code in codes if code})
    rows = await firms.where({"row.code": {"$in": wanted}}) if wanted else []
    return {found.row.code: found.row.name for found in rows if found.row.name}
