"""A row per account: whose it is, which roles it has, and what was last done with it by whom."""

from dataclasses import dataclass, replace

from chassis.consuming import Rows
from chassis.documents import ends_of
from contracts.envelope import Envelope
from contracts.event import Event
from contracts.identity import DeviceEnd, DeviceEnded, OfficerEvent, OfficerRegistered, RolesChanged, SessionsEnded
from contracts.places import NAMES
from contracts.topics import OFFICERS
from contracts.values import BodyCode, PersonId, Role, TownshipCode

STEP_LIMIT = 20


@dataclass(frozen=True, kw_only=True)
class AccountStep:
    """`actor` did it, `asked_by` asked for it before; `alone`: one did both, since there was nobody else."""

    type: str
    at: str
    actor: PersonId
    asked_by: PersonId | None
    alone: bool


@dataclass(frozen=True, kw_only=True)
class AccountRow:
    """`steps` are the last ones, the newest at the end."""

    body: BodyCode
    township: TownshipCode | None
    roles: tuple[Role, ...]
    last_at: str
    steps: tuple[AccountStep, ...] = ()


def advance(row: AccountRow | None, event: Event, envelope: Envelope) -> AccountRow | None:
    """The row after the next event of its account; sessions and devices that end are no step of it.

    But for a device that an administrator ended.
    """
    if isinstance(event, OfficerRegistered):
        row = AccountRow(body=event.body, township=event.township, roles=event.roles, last_at=envelope.time)
    if row is None or not isinstance(event, OfficerEvent) or is_own(event):
        return row
    roles = event.roles if isinstance(event, RolesChanged) else row.roles
    steps = (*row.steps, step(event, envelope))[-STEP_LIMIT:]
    return replace(row, roles=roles, last_at=envelope.time, steps=steps)


def is_own(event: OfficerEvent) -> bool:
    """True for what people do with their own sign-in, or follows from another step."""
    if isinstance(event, DeviceEnded):
        return event.why is not DeviceEnd.ADMINISTRATOR
    return isinstance(event, SessionsEnded)


def step(event: OfficerEvent, envelope: Envelope) -> AccountStep:
    return AccountStep(
        type=event.type,
        at=envelope.time,
        actor=PersonId(envelope.actor),
        asked_by=getattr(event, "asked_by", None),
        alone=getattr(event, "alone", False),
    )


ACCOUNT_ROWS = Rows(
    collection="account_rows",
    row=AccountRow,
    topics=(OFFICERS.name,),
    advance=advance,
    indexes=("last_at", "township", "body"),
    moves=True,
    found_by=lambda row: ends_of(NAMES.get(row.body, ""), *(role.word for role in row.roles)),
)
