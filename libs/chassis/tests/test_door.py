"""A process is closed while a restore runs or the store lacks what was published; once open it is shut for good."""

import asyncio
from dataclasses import replace

import pytest
from libs.chassis.tests.copies import Depot
from libs.chassis.tests.doubles import Unreliable, eventually, once

from chassis.documents import MemoryDocuments
from chassis.kafka import KafkaUnreachable
from chassis.recovery import Door, close, first_missing, reopen
from chassis.recovery import door as doors
from chassis.recovery.door import BEHIND, RESTORING, STARTING
from contracts.refusal import Rule


class Topics:
    """The newest records of the topics: an event that the store lacks, nothing, or no Kafka."""

    def __init__(self, lacking: str = "", *, away: bool = False) -> None:
        self.lacking = lacking
        self.away = away
        self.asked = 0

    async def missing(self) -> str:
        self.asked += 1
        if self.away:
            raise KafkaUnreachable("ConnectionError")
        return self.lacking


@pytest.fixture
def documents() -> MemoryDocuments:
    return MemoryDocuments()


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "RETRY_SECONDS", 0.0)
    monkeypatch.setattr(doors, "EVERY_SECONDS", 0.001)


def door_of(documents: MemoryDocuments, topics: Topics) -> Door:
    return Door(documents, "tests", topics.missing)


def closed_by(door: Door) -> Rule | None:
    return door.rule


async def test_it_is_closed_until_somebody_has_looked(documents: MemoryDocuments) -> None:
    door = door_of(documents, Topics())
    assert (closed_by(door), door.opened.is_set()) == (STARTING, False)
    await door.look()
    assert (closed_by(door), door.opened.is_set(), door.shut.is_set()) == (None, True, False)


async def test_it_stays_closed_while_a_restore_runs_and_opens_by_itself(documents: MemoryDocuments) -> None:
    await close(documents, "tests", "first")
    door = door_of(documents, Topics())
    for _ in range(2):
        await door.look()
        assert (closed_by(door), door.opened.is_set()) == (RESTORING, False)
    assert await reopen(documents, "tests", "first")
    await door.look()
    assert (closed_by(door), door.opened.is_set(), door.must_restart()) == (None, True, None)


async def test_only_the_restore_that_began_last_opens_it(documents: MemoryDocuments) -> None:
    """Under the other one the store may have been set back once more."""
    await close(documents, "tests", "first")
    await close(documents, "tests", "second")
    door = door_of(documents, Topics())
    assert not await reopen(documents, "tests", "first")
    await door.look()
    assert closed_by(door) is RESTORING
    assert await reopen(documents, "tests", "second")
    await door.look()
    assert closed_by(door) is None


async def test_the_mark_of_another_service_closes_nobody_else(documents: MemoryDocuments) -> None:
    await close(documents, "others", "first")
    door = door_of(documents, Topics())
    await door.look()
    assert closed_by(door) is None


async def test_it_stays_closed_while_the_store_lacks_something(documents: MemoryDocuments) -> None:
    topics = Topics("ticket-1:2")
    door = door_of(documents, topics)
    await door.look()
    assert closed_by(door) is BEHIND
    topics.away = True
    await door.look()
    assert closed_by(door) is BEHIND
    topics.away, topics.lacking = False, ""
    await door.look()
    assert closed_by(door) is None


async def test_it_asks_the_topics_only_until_it_knows(documents: MemoryDocuments) -> None:
    topics = Topics()
    door = door_of(documents, topics)
    for _ in range(3):
        await door.look()
    assert topics.asked == 1


async def test_without_kafka_it_opens_and_looks_later(documents: MemoryDocuments) -> None:
    topics = Topics("ticket-1:2", away=True)
    door = door_of(documents, topics)
    await door.look()
    assert closed_by(door) is None
    topics.away = False
    await door.look()
    assert (closed_by(door), door.shut.is_set()) == (BEHIND, True)


async def test_one_that_was_open_is_shut_for_good(documents: MemoryDocuments) -> None:
    door = door_of(documents, Topics())
    await door.look()
    await close(documents, "tests", "first")
    await door.look()
    assert (closed_by(door), door.shut.is_set()) == (RESTORING, True)
    assert await reopen(documents, "tests", "first")
    await door.look()
    assert closed_by(door) is RESTORING
    assert door.must_restart()


async def test_a_restore_that_begins_while_the_topics_are_asked_is_not_missed(documents: MemoryDocuments) -> None:
    class Slow(Topics):
        async def missing(self) -> str:
            """Meanwhile the restore has closed the service and brought everything back but its reopening."""
            await close(documents, "tests", "first")
            return ""

    door = door_of(documents, Slow())
    await door.look()
    assert closed_by(door) is RESTORING


async def test_it_waits_for_the_store(documents: MemoryDocuments) -> None:
    door = Door(Unreliable(documents, once("find", performed=False)), "tests", Topics().missing)
    task = asyncio.create_task(door.watch())
    await eventually(door.opened.is_set)
    task.cancel()


class TestNewest:
    @pytest.fixture
    async def depot(self) -> Depot:
        depot = Depot()
        await depot.sell()
        await depot.publish()
        return depot

    async def missing(self, depot: Depot) -> str:
        return await first_missing({"tickets": depot.store}, [("tickets", record) for record in depot.topic])

    async def test_a_store_that_has_all_lacks_nothing(self, depot: Depot) -> None:
        assert await self.missing(depot) == ""
        await depot.note("north")
        assert await self.missing(depot) == ""
        assert await first_missing({"tickets": depot.store}, []) == ""

    async def test_a_document_or_its_newest_event_is_missing(self, depot: Depot) -> None:
        copy = depot.copy()
        await depot.note("north")
        await depot.publish()
        assert await self.missing(depot) == ""
        depot.use(copy)
        assert await self.missing(depot) == "ticket-1:2"
        depot.use(MemoryDocuments())
        assert await self.missing(depot) == "ticket-1:2"

    async def test_another_newest_event_is_as_good_as_none(self, depot: Depot) -> None:
        depot.topic.append(replace(depot.topic[0], digest="sha256:00", sequence=1))
        assert await self.missing(depot) == ""  # a repeat never counts more than what came first
        depot.topic.reverse()
        assert await self.missing(depot) == "ticket-1:1"

    async def test_records_of_other_topics_are_nothing_to_it(self, depot: Depot) -> None:
        depot.use(MemoryDocuments())
        assert await first_missing({"hall_rows": depot.store}, [("tickets", record) for record in depot.topic]) == ""
