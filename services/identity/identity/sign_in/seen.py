"""What happened at the door of a person's account: sign-ins, and passwords tried so often that the next has to wait.

Each is an aggregate of one event, as the refused attempts are; nothing of it is published.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from pydantic import BaseModel

from chassis.clock import Clock
from chassis.documents import ListQuery, Page
from chassis.store import Aggregate, Store, Stored, no_facts
from contracts.code import Code
from contracts.event import Event
from contracts.folding import Landing
from contracts.origin import Origin
from contracts.places import COUNTY
from contracts.values import PersonId


class Outcome(Code):
    SIGNED_IN = "signed-in", "登录"
    GUESSED = "guessed", "多次输错密码，已延时"
    REUSED = "refresh-reused", "设备的登录凭证被重复使用，该设备的登录已终止"


class DoorEvent(Event):
    """Base of what happens at the door."""


class DoorSeen(DoorEvent, type="identity.door-seen.v1"):
    person: PersonId
    outcome: Outcome
    seen_at: datetime


@dataclass(frozen=True, kw_only=True)
class Seen:
    seen: DoorSeen


DOOR = Aggregate(
    kind="door", state=Seen, event=DoorEvent, evolve=Landing(Seen), indexes=("seen.person", "seen.seen_at")
)


class SeenView(BaseModel):
    outcome: Outcome
    seen_at: datetime


class SeenQuery(ListQuery):
    paths: ClassVar[Mapping[str, str]] = {"seen_at": "state.seen.seen_at"}
    sorts: ClassVar[tuple[str, ...]] = ("-seen_at",)


@dataclass(frozen=True)
class Doorkeeper:
    """Records what happens, and lists it, the newest first."""

    store: Store[Seen, DoorEvent]
    clock: Clock

    async def record(self, person: PersonId, outcome: Outcome) -> None:
        at = self.clock()
        who = Origin(actor=person, agency=COUNTY, cause="door", request="", at=at)
        seen = DoorSeen(person=person, outcome=outcome, seen_at=at)
        await self.store.create(f"door-{secrets.token_hex(16)}", seen_as, seen, who, no_facts)

    async def guessed(self, person: PersonId) -> None:
        await self.record(person, Outcome.GUESSED)

    async def of(self, person: PersonId, query: SeenQuery) -> Page[SeenView]:
        return await self.store.page(query, seen_view, {"state.seen.person": person})


def seen_as(command: DoorSeen, facts: None) -> list[DoorEvent]:
    """Record the fact, which is the command itself."""
    return [command]


def seen_view(stored: Stored[Seen]) -> SeenView:
    return SeenView(outcome=stored.state.seen.outcome, seen_at=stored.state.seen.seen_at)
