"""Loss of a service's store: an older copy takes its place, then the chassis' own `restore` runs."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any
from unittest.mock import patch

from aiokafka.errors import KafkaConnectionError
from libs.chassis.tests.language import READ_BY
from tests.simulation.loop import OWNER, Owner
from tests.simulation.process import Process
from tests.simulation.shelf import Shelf
from tests.simulation.way import Way
from tests.simulation.world import World

from chassis.documents import Document, MemoryDocuments
from chassis.kafka import KafkaUnreachable, Record, envelope_of
from chassis.process.restore import OVERTAKEN, attempt
from chassis.recovery.door import COLLECTION
from contracts.envelope import Envelope
from contracts.topics import Topic

PATIENCE = 30.0
LOOK = 0.2
MOST_RUNS = 100

type Copy = dict[str, dict[Any, Document]]


class Disaster:
    """The disaster of one service; its processes stay down, or closed, until its store is whole again."""

    def __init__(self, world: World, processes: Sequence[Process], service: str) -> None:
        self.world = world
        self.service = service
        self.keeper = world.keepers[service]
        self.processes = [process for process in processes if process.service == service]

    async def strikes(self, after: float) -> None:
        """Replace the store once everything acknowledged is published; else nothing happens.

        Nor if a relay put events in the wrong order: a restore calls that a fork, and the service stays closed.
        """
        copy: Copy = {kind: dict(documents) for kind, documents in self.keeper.documents.collections.items()}
        await asyncio.sleep(after)
        limit = self.world.loop.time() + PATIENCE
        while self.unpublished() and self.world.loop.time() < limit:  # noqa: ASYNC110
            await asyncio.sleep(LOOK)
        self.hold()
        if not (self.unpublished() or self.world.broker.swapped):
            self.world.trace(self.service, "LOSES ITS STORE")
            self.world.trace.count("restore")
            self.put_back(copy)
            await self.restored()
        self.release()

    def hold(self) -> None:
        for process in self.processes:
            process.held = True
            process.crash()

    def release(self) -> None:
        for process in self.processes:
            process.held = False
            process.start()

    def unpublished(self) -> list[str]:
        """Return events that are in the store and not in their topic."""
        told = {
            (envelope.subject, envelope.sequence)
            for log in self.world.broker.logs.values()
            for raw in log
            if (envelope := envelope_of(Record(*raw), self.service))
        }
        return [
            f"{id}:{event['sequence']}"
            for documents in self.keeper.documents.collections.values()
            for id, document in documents.items()
            if "published" in document and (document["published"] or "pending_since" in document)
            for event in document["events"]
            if (id, event["sequence"]) not in told
        ]

    def put_back(self, copy: Copy) -> None:
        """Put the copy back; what the topics do not know is gone, such as notes of decisions without an event."""
        self.world.forgotten |= set(notes(self.keeper.documents.collections)) - set(notes(copy))
        self.world.restored.add(self.service)
        documents = MemoryDocuments()
        documents.collections = defaultdict(partial(Shelf, self.world.trace.trouble))
        for kind, kept in copy.items():
            documents.collections[kind].update(kept)
        self.keeper.documents = documents

    async def restored(self) -> None:
        """Run `restore` until one run finishes, or another disaster has begun one after it.

        Processes that start meanwhile stay closed.
        """
        early, first = self.world.fates.happens(0.5), str(self.world.loop.time())
        for runs in range(1, MOST_RUNS):
            running = self.processes[0].apart(f"restore-{self.service}.{runs}")
            task = self.world.loop.create_task(
                attempt(running.life.process, f"{first} {runs}"), context=running.owner.context
            )
            while not (task.done() or running.owner.dead):
                await asyncio.sleep(LOOK)
                if early and self.keeper.documents.collections[COLLECTION]:
                    early = False
                    self.release()
            why = "died" if running.owner.dead else task.result()
            if not why or (why == OVERTAKEN and not self.begun(first)):
                return
            self.world.trace(self.service, "is not restored", why)
            await asyncio.sleep(1)
        self.world.trace.trouble(self.service, "can't be restored")

    def begun(self, first: str) -> bool:
        """Return True if the mark is of one of these runs; one whose store did not answer may set it late."""
        mark = self.keeper.documents.collections[COLLECTION].get(self.service)
        return mark is not None and mark["run"].split()[0] == first


def notes(collections: Copy) -> Iterator[str]:
    for documents in collections.values():
        for document in documents.values():
            yield from (note["cause"] for note in document.get("noted", ()))


@dataclass
class Published:
    """In the place of `chassis.kafka.reading.Published`: the topics, as the process that asks can reach the broker."""

    world: World
    bootstrap: str
    topics: Sequence[Topic]
    source: str = ""
    certificates: object = None
    passed_over: int = 0

    async def envelopes(self) -> AsyncIterator[Envelope]:
        broker, way = self.world.broker, way_of_this_process()
        for topic in self.topics:
            for raw in await way.carry(
                broker, topic.name.format, partial(broker.records, topic.name), KafkaUnreachable
            ):
                if envelope := envelope_of(Record(*raw), self.source):
                    yield envelope
                else:
                    self.passed_over += 1


def way_of_this_process() -> Way:
    owner = OWNER.get()
    if owner is None:
        raise LookupError("this is no process")
    way: Way = owner.way
    return way


@contextmanager
def restoring(world: World) -> Iterator[None]:
    """What the chassis' `restore` asks of Kafka is asked of the simulated broker."""

    async def rewind(bootstrap: str, group: str, certificates: object) -> int:
        work = partial(world.broker.rewind_stopped, group)
        return await way_of_this_process().carry(world.broker, "rewind".format, work, KafkaConnectionError)

    def say(*words: object) -> None:
        owner: Owner | None = OWNER.get()
        world.trace(owner.name if owner else "", "says", *words)

    with ExitStack() as stack:
        stack.enter_context(patch("chassis.process.restore.Published", partial(Published, world)))
        stack.enter_context(patch("chassis.process.restore.rewind", rewind))
        stack.enter_context(patch("chassis.process.restore.read_by", READ_BY.__getitem__))
        stack.enter_context(patch("chassis.process.restore.time", world.clock))
        stack.enter_context(patch("chassis.process.restore.print", say, create=True))
        yield
