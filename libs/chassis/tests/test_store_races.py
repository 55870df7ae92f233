"""Several callers and several processes on one document: all are answered, nothing is lost, nothing is done twice."""

import asyncio

import pytest
from libs.chassis.tests.box_office import Facts, Note, Sell, Ticket, asked, at_an_open_hall, note, sell
from libs.chassis.tests.doubles import tickets
from libs.chassis.tests.language import TicketEvent

from chassis.documents import Documents, find_one
from chassis.store import Store
from contracts.origin import Origin
from contracts.refusal import Refusal

type Tickets = Store[Ticket, TicketEvent]


async def slow_facts(ticket: Ticket | None, command: object, who: Origin) -> Facts:
    """Gather after letting others go first, between read and write."""
    await asyncio.sleep(0)
    return await at_an_open_hall(ticket, command, who)


async def history(documents: Documents, id: str = "ticket-1") -> list[str]:
    document = await find_one(documents, "ticket", {"_id": id}) or {}
    assert [record["sequence"] for record in document["events"]] == list(range(1, document["sequence"] + 1))
    return [record["data"]["text"] for record in document["events"][1:]]


async def all_move(stores: list[Tickets], names: list[str]) -> list[int]:
    async def one(number: int, name: str) -> int:
        store = stores[number % len(stores)]
        return (await store.change("ticket-1", note, Note(name), asked(name), slow_facts)).version

    return await asyncio.gather(*(one(number, name) for number, name in enumerate(names)))


@pytest.mark.parametrize("processes", [1, 2, 3])
async def test_a_hundred_changes_at_once_are_all_answered_and_none_is_lost(
    documents: Documents, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chassis.store.store.LINE_SECONDS", 60.0)  # time limits are another subject
    monkeypatch.setattr("chassis.store.store.SETTLE_SECONDS", 60.0)
    stores = [tickets(documents) for _ in range(processes)]
    await stores[0].create("ticket-1", sell, Sell(), asked("post"), at_an_open_hall)
    names = [f"place-{number}" for number in range(100)]
    versions = await all_move(stores, names)
    kept = await history(documents)
    assert sorted(kept) == sorted(names)
    assert sorted(versions) == list(range(2, 102))
    assert [kept[version - 2] for version in versions] == names


async def test_callers_of_one_process_are_served_in_their_order(documents: Documents) -> None:
    store = tickets(documents)
    await store.create("ticket-1", sell, Sell(), asked("post"), at_an_open_hall)
    names = [f"place-{number}" for number in range(20)]
    await all_move([store], names)
    assert await history(documents) == names


async def test_documents_do_not_wait_for_one_another(documents: Documents) -> None:
    store, held = tickets(documents), asyncio.Event()

    async def waiting(ticket: Ticket | None, command: object, who: Origin) -> Facts:
        await held.wait()
        return await at_an_open_hall(ticket, command, who)

    first = asyncio.create_task(store.create("ticket-1", sell, Sell(), asked("a"), waiting))
    await store.create("ticket-2", sell, Sell(), asked("b"), at_an_open_hall)
    assert not first.done()
    held.set()
    assert (await first).version == 1


async def test_the_second_of_two_processes_decides_again_on_what_the_first_wrote(documents: Documents) -> None:
    mine, theirs = tickets(documents), tickets(documents)
    await mine.create("ticket-1", sell, Sell(), asked("post"), at_an_open_hall)
    seen: list[int] = []

    async def gather(ticket: Ticket | None, command: object, who: Origin) -> Facts:
        seen.append(len(ticket.noted) if ticket else -1)
        if len(seen) == 1:
            await theirs.change("ticket-1", note, Note("theirs"), asked("theirs"), at_an_open_hall)
        return await at_an_open_hall(ticket, command, who)

    await mine.change("ticket-1", note, Note("mine"), asked("mine"), gather)
    assert seen == [0, 1]
    assert await history(documents) == ["theirs", "mine"]


async def test_the_second_to_create_finds_the_first(documents: Documents) -> None:
    mine, theirs = tickets(documents), tickets(documents)

    async def gather(ticket: Ticket | None, command: object, who: Origin) -> Facts:
        if await theirs.find("ticket-1") is None:
            await theirs.create("ticket-1", sell, Sell(price=9), asked("theirs"), at_an_open_hall)
        return await at_an_open_hall(ticket, command, who)

    with pytest.raises(Refusal, match="already-exists"):
        await mine.create("ticket-1", sell, Sell(price=1), asked("mine"), gather)
    assert (await mine.read("ticket-1")).state.sold.price == 9


async def test_who_is_overtaken_every_time_gives_up_with_a_conflict(
    documents: Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chassis.store.store.PAUSES", (0.0,) * 5)
    mine, theirs = tickets(documents), tickets(documents)
    await mine.create("ticket-1", sell, Sell(), asked("post"), at_an_open_hall)
    count = 0

    async def gather(ticket: Ticket | None, command: object, who: Origin) -> Facts:
        nonlocal count
        count += 1
        await theirs.change("ticket-1", note, Note(f"theirs-{count}"), asked(f"theirs-{count}"), at_an_open_hall)
        return await at_an_open_hall(ticket, command, who)

    with pytest.raises(Refusal, match="overtaken"):
        await mine.change("ticket-1", note, Note("mine"), asked("mine"), gather)
    assert await history(documents) == [f"theirs-{number}" for number in range(1, count + 1)]


async def test_with_the_store_away_a_line_of_callers_hears_it_in_time(
    documents: Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They do not wait for each other's time limits one after the other."""
    monkeypatch.setattr("chassis.store.store.LINE_SECONDS", 0.6)
    monkeypatch.setattr("chassis.store.store.SETTLE_SECONDS", 0.5)
    store, hanging = tickets(documents), asyncio.Event()
    await store.create("ticket-1", sell, Sell(), asked("post"), at_an_open_hall)

    async def never(ticket: Ticket | None, command: object, who: Origin) -> Facts:
        await hanging.wait()
        return await at_an_open_hall(ticket, command, who)

    async with asyncio.timeout(30):
        calls = [store.change("ticket-1", note, Note("x"), asked(f"c{n}"), never) for n in range(100)]
        answers = await asyncio.gather(*calls, return_exceptions=True)
    assert {str(answer) for answer in answers} == {"outcome-unknown"}
    assert await history(documents) == []
