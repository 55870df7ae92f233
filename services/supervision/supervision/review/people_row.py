"""A row per person with every certificate and post they ever had, one per power with every list that named it."""

from dataclasses import dataclass, replace
from datetime import datetime

from chassis.consuming import Rows
from contracts.cases import PowerConfirmed
from contracts.envelope import Envelope
from contracts.event import Event
from contracts.topics import OFFICERS, POWERS
from contracts.values import CertificateNumber, PowerCode
from supervision.review.domain.known import Grant, Person, Post, granted, known_as, posted


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    """`numbers` are those of the certificates, by which rows are found; `posts` are in their order."""

    person: Person
    numbers: tuple[CertificateNumber, ...] = ()
    posts: tuple[Post, ...] = ()


@dataclass(frozen=True, kw_only=True)
class GrantRow:
    power: PowerCode
    grants: tuple[Grant, ...] = ()


def advance_person(row: PersonRow | None, event: Event, envelope: Envelope) -> PersonRow:
    before = row.person if row else Person(id=envelope.subject)
    after = known_as(before, event)
    return PersonRow(
        person=after,
        numbers=tuple(one.number for one in after.certificates),
        posts=posted(row.posts if row else (), event, datetime.fromisoformat(envelope.time)),
    )


def advance_grant(row: GrantRow | None, event: Event, envelope: Envelope) -> GrantRow | None:
    if row is None and isinstance(event, PowerConfirmed):
        row = GrantRow(power=event.power)
    return row and replace(row, grants=granted(row.grants, event))


PERSON_ROWS = Rows(
    collection="person_rows", row=PersonRow, topics=(OFFICERS.name,), advance=advance_person, indexes=("numbers",)
)
GRANT_ROWS = Rows(
    collection="grant_rows", row=GrantRow, topics=(POWERS.name,), advance=advance_grant, indexes=("power",)
)
