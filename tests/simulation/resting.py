"""The end of a schedule: an operator settles what needs a person, until nothing is left to do."""

import asyncio
from collections.abc import Iterator, Sequence

from tests.simulation.faults import OWN_KEY
from tests.simulation.process import Process
from tests.simulation.remote import at_once
from tests.simulation.world import World

from chassis.consuming import Parking
from chassis.consuming.parking import COLLECTION, NO_RETRY, Reason

LOOK_SECONDS = 1.8
LOOKS_AT_REST = 2
STUCK_SECONDS = 420.0
"""Longer than any pause between two tries."""


class Operator:
    """Drops unreadable records, replays what a bug spoilt, restarts processes with quarantined aggregates."""

    def __init__(self, world: World, processes: Sequence[Process]) -> None:
        self.world = world
        self.processes = processes
        self.parking = Parking(world.keepers["listener"].documents, "listener")

    async def rest(self) -> list[str]:
        """Wait for rest; return what is still going on if nothing moves any more, empty at rest."""
        quiet, before, since = 0, list[str](), self.world.loop.time()
        while quiet < LOOKS_AT_REST:
            await asyncio.sleep(LOOK_SECONDS)
            await self.look_after()
            going_on = list(self.going_on())
            quiet = 0 if going_on else quiet + 1
            if going_on != before:
                before, since = going_on, self.world.loop.time()
            elif going_on and self.world.loop.time() - since > STUCK_SECONDS:
                return [f"it never comes to rest: {process}" for process in going_on]
        return []

    async def look_after(self) -> None:
        for parked in at_once(self.parking.listed()):
            if parked.reason is Reason.UNREADABLE and not waits_alone(parked.line):
                at_once(self.parking.drop(parked.id))
            elif parked.reason in (Reason.ERROR, Reason.REFUSED) and parked.next_try == NO_RETRY:
                at_once(self.parking.replay(parked.id))
        for process in self.processes:
            if process.up and (
                process.life.process.parts.relay.quarantine.aside or process.life.process.door.shut.is_set()
            ):
                await process.stop()
                process.start()

    def going_on(self) -> Iterator[str]:
        """Yield what is still to be done, by anyone."""
        today = self.world.clock.legal().date().isoformat()
        for name, keeper in self.world.keepers.items():
            for kind, documents in keeper.documents.collections.items():
                for document in documents.values():
                    for field in ("pending_since", "touched"):
                        if field in document:
                            yield f"{name} {kind} {document['_id']}: {field} {document[field]}"
                    if document.get("next_due", today) < today:
                        yield f"{name} {kind} {document['_id']}: due on {document['next_due']}"
                    if kind == COLLECTION and not waits_alone(document["line"]):
                        yield f"{name} {document['_id']} is parked: {document['reason']}"
        if unread := self.world.broker.unread("listener"):
            yield f"the listener is {unread} records behind"
        alive = [
            process.life.member.consumer.membership for process in self.processes if process.up and process.life.member
        ]
        if gone := [member.name for member in self.world.broker.groups["listener"].members if member not in alive]:
            yield f"the broker still takes {gone} for alive"
        for process in self.processes:
            member = process.life.member
            if not process.up or (member and not member.idle.is_set()):
                yield f"{process.name} is at work"


def waits_alone(line: str) -> bool:
    """Tell whether nothing else can stand in the line."""
    return line.endswith(f"/{OWN_KEY.decode()}")
