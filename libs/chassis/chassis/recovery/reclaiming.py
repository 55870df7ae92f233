"""After a restore: what published facts hold is claimed again, since claims are not published (docs/decisions/0016).

A service that claims gives its `Blueprint` one function; whatever that can't make again, it names with the reason.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from chassis.deadlines import SYSTEM, ReclaimOutcome
from chassis.store import AggregateDocument, EventRecord, Store
from contracts.event import Event
from contracts.origin import Origin
from contracts.places import COUNTY


@dataclass
class Reclaimed:
    """Claims that were `taken` again, are `contested` since another claimant holds them, or are `gone`, and why."""

    taken: list[str] = field(default_factory=list)
    contested: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def count(self, claim: str, claimant: str, again: ReclaimOutcome) -> None:
        """Note what became of a claim."""
        if again is not ReclaimOutcome.HELD:
            kept = self.taken if again is ReclaimOutcome.TAKEN else self.contested
            kept.append(f"{claim} for {claimant}")


type Reclaim[S] = Callable[[S], Awaitable[Reclaimed]]


async def nothing_claimed(service: object) -> Reclaimed:
    """Reclaim nothing, for services without claims."""
    return Reclaimed()


@dataclass(frozen=True)
class Fact:
    """A stored event and the document it stands in."""

    document: AggregateDocument
    record: EventRecord

    @property
    def id(self) -> str:
        return str(self.document["_id"])

    @property
    def who(self) -> Origin:
        """Return the origin of claiming again: the platform, at the fact's time; a second run has the same cause."""
        return Origin(
            actor=SYSTEM,
            agency=COUNTY,
            cause=f"event:{self.id}:{self.record['sequence']}/reclaim",
            request=self.record["digest"],
            at=datetime.fromisoformat(self.record["time"]),
        )


async def facts(store: Store[Any, Any], kind: type[Event]) -> AsyncIterator[Fact]:
    """Yield every event of a class, in all documents."""
    async for document in store.each():
        for record in document["events"]:
            if record["type"] == kind.type:
                yield Fact(document, record)
