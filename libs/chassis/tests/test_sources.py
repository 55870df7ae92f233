"""A cause that is an event keeps the event's digest, also after a restore: another event under its id is a fork."""

from dataclasses import replace

import pytest
from libs.chassis.tests.copies import each
from libs.chassis.tests.doubles import tickets
from libs.chassis.tests.halls import Listener, Source

from chassis.documents import Documents, MemoryDocuments
from chassis.kafka import Record
from chassis.recovery import remember_sources, restore, verify
from chassis.store import enveloped
from contracts.envelope import Envelope


def envelope(record: Record) -> Envelope:
    return Envelope.read(record.headers, record.value)


def rewritten(record: Record) -> Record:
    """Return the same event of the same hall, as another history has it."""
    headers = dict(record.headers) | {"ce_digest": b"sha256:" + b"0" * 64}
    return replace(record, offset=record.offset + 100, headers=tuple(headers.items()))


def deaf(documents: Documents) -> Listener:
    """Return a listener without rows, which would notice a fork before any reaction does."""
    listener = Listener(documents)
    listener.consuming.rows = []
    return listener


@pytest.fixture
def source() -> Source:
    return Source()


async def restored(listener: Listener, heard: list[Record]) -> Listener:
    """Lose and restore all tickets; the digests come from the topic of the halls."""
    found = await listener.documents.find("ticket", {})
    topic = [enveloped(record, document["_id"], "tests") for document in found for record in document["events"]]
    again = deaf(MemoryDocuments())
    report = await restore([again.kiosk.tickets], each(topic))
    known = await remember_sources([again.kiosk.tickets], report.sources, each(envelope(record) for record in heard))
    assert known == len(topic)
    return again


async def test_before_and_after_a_restore_another_event_is_never_seen_as_the_one(source: Source) -> None:
    listener, heard = deaf(MemoryDocuments()), [source.opened("hall-1"), source.named("hall-1", "east")]
    await listener.take(*heard)
    await listener.take(rewritten(heard[1]))
    assert [reason for _, reason, _ in await listener.parked()] == ["forked"]
    again = await restored(listener, heard)
    await again.take(*heard)
    assert await again.parked() == []
    assert await again.names("hall-1") == ["east"]
    await again.take(rewritten(heard[1]))
    assert [reason for _, reason, _ in await again.parked()] == ["forked"]
    assert await again.names("hall-1") == ["east"]


async def test_rows_park_another_event_too_and_alarm(source: Source) -> None:
    listener, heard = Listener(MemoryDocuments()), [source.opened("hall-1"), source.named("hall-1", "east")]
    await listener.take(*heard)
    await listener.take(rewritten(heard[0]))
    assert [(reason, detail) for _, reason, detail in await listener.parked()] == [("forked", "hall-1:1")]


async def test_the_first_of_two_events_of_a_name_is_the_one(source: Source) -> None:
    listener, first = deaf(MemoryDocuments()), source.opened("hall-1")
    await listener.take(first)
    again = await restored(listener, [first, rewritten(first)])
    await again.take(first)
    assert await again.parked() == []


async def test_run_again_nothing_is_left_to_do(source: Source) -> None:
    listener, first = deaf(MemoryDocuments()), source.opened("hall-1")
    await listener.take(first)
    again = await restored(listener, [first])
    before = await again.documents.find("ticket", {})
    assert not (await restore([again.kiosk.tickets], each([]))).sources
    own = [enveloped(record, document["_id"], "tests") for document in before for record in document["events"]]
    assert not (await restore([again.kiosk.tickets], each(own))).sources
    assert await again.documents.find("ticket", {}) == before
    assert await verify(tickets(again.documents)) == []


async def test_what_was_broken_off_before_the_digests_is_made_good_by_the_next_run(source: Source) -> None:
    listener, first = deaf(MemoryDocuments()), source.opened("hall-1")
    await listener.take(first)
    own = [
        enveloped(record, document["_id"], "tests")
        for document in await listener.documents.find("ticket", {})
        for record in document["events"]
    ]
    again = deaf(MemoryDocuments())
    await restore([again.kiosk.tickets], each(own))
    report = await restore([again.kiosk.tickets], each(own))
    assert dict(report.sources) == {"hall-1:1": {("ticket", "ticket-from-hall-1")}}
