"""While the store is away nothing is parked or given up; everything waits, and is done when it is back."""

import asyncio
from dataclasses import replace

import pytest
from libs.chassis.tests.doubles import Unreliable, eventually
from libs.chassis.tests.halls import Listener, Source

from chassis.documents import Documents, MemoryDocuments
from chassis.store import UNCERTAIN
from contracts.refusal import Refusal


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chassis.consuming.consumer.WAIT_SECONDS", 0.001)
    monkeypatch.setattr("chassis.store.store.PAUSES", (0.0, 0.0))


@pytest.mark.parametrize("operation", ["find", "insert", "update", "delete"])
@pytest.mark.parametrize("performed", [False, True], ids=["requests are lost", "answers are lost"])
async def test_everything_is_done_when_it_comes_back(
    documents: Documents, source: Source, operation: str, performed: bool
) -> None:
    left = 40

    def ill(name: str, done: bool) -> bool:
        nonlocal left
        left -= 1
        return left > 0 and name in (operation, "ping") and done is performed

    listener = Listener(Unreliable(documents, ill))
    batch = [source.opened("hall-1"), replace(source.opened("hall-2"), value=b"{")]
    batch += [source.named("hall-1", "east"), source.named("hall-2", "west")]
    await listener.take(*batch)
    assert await listener.names("hall-1") == ["east"]
    assert [record[:2] for record in await listener.parked()] == [(2, "unreadable"), (4, "behind")]
    assert await listener.row("hall-1") == (2, "east")


async def test_a_command_whose_outcome_is_unknown_is_no_failure_while_the_store_is_away(source: Source) -> None:
    """The verbs of a store turn its absence into a refusal; what is waited for is the same."""
    asked = 0

    def ill(name: str, done: bool) -> bool:
        nonlocal asked
        asked += name == "ping" and not done
        return name == "ping" and asked < 10

    listener = Listener(Unreliable(MemoryDocuments(), ill))

    def unsure(name: str) -> None:
        if asked < 10:
            raise Refusal(UNCERTAIN)

    listener.kiosk.spoil = unsure
    await listener.take(source.opened("hall-1"))
    assert await listener.parked() == []
    assert listener.kiosk.handled == ["hall-1:north"]


async def test_a_batch_ends_only_when_its_effects_are_stored(source: Source) -> None:
    """So that offsets, which are committed after it, never run ahead of the effects."""
    documents, away, asked = MemoryDocuments(), True, 0

    def ill(name: str, done: bool) -> bool:
        nonlocal asked
        asked += 1
        return away

    listener = Listener(Unreliable(documents, ill))
    taking = asyncio.create_task(listener.take(source.opened("hall-1"), source.opened("hall-2")))
    await eventually(lambda: asked > 20)
    assert not taking.done()
    assert documents.collections == {}
    away = False
    await taking
    assert await listener.row("hall-1") == (1, "north")
    assert await listener.parked() == []


async def test_a_handler_that_is_stopped_half_way_is_made_up_for(source: Source) -> None:
    listener, begun, held = Listener(MemoryDocuments()), asyncio.Event(), asyncio.Event()
    hear = listener.kiosk.hear

    async def slow(name: str, who: object) -> None:
        begun.set()
        await held.wait()

    listener.kiosk.hear = slow  # type: ignore[method-assign]
    batch = [source.opened("hall-1"), source.named("hall-1", "east")]
    taking = asyncio.create_task(listener.take(*batch))
    await begun.wait()
    taking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await taking
    listener.kiosk.hear = hear  # type: ignore[method-assign]
    await listener.take(*batch)
    assert await listener.names("hall-1") == ["east"]
    assert await listener.parked() == []


async def test_parked_records_wait_too(source: Source) -> None:
    documents, away, asked = MemoryDocuments(), False, 0

    def ill(name: str, done: bool) -> bool:
        nonlocal asked
        asked += 1
        return away

    listener = Listener(Unreliable(documents, ill))
    listener.kiosk.names = set()
    await listener.take(source.opened("hall-1"))
    away, asked = True, 0
    retrying = asyncio.create_task(listener.consuming.retry_on(0.002))
    await eventually(lambda: asked > 5)
    assert not retrying.done()
    listener.kiosk.names.add("north")
    away = False
    await eventually(lambda: listener.kiosk.handled == ["hall-1:north"])
    await eventually(lambda: not documents.collections["parked"])
    retrying.cancel()
