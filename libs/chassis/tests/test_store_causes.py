"""The history remembers what was done: a cause is decided once, whatever happens on the way."""

import asyncio

import pytest
from libs.chassis.tests.box_office import (
    Facts,
    Note,
    Sell,
    Ticket,
    asked,
    at_an_open_hall,
    note,
    note_north,
    sell,
    sell_or_note,
)
from libs.chassis.tests.doubles import Unreliable, once, tickets
from libs.chassis.tests.language import TicketEvent

from chassis.documents import Documents, StoreUnreachable, find_one
from chassis.store import Store
from contracts.refusal import Category, Refusal

type Tickets = Store[Ticket, TicketEvent]


@pytest.fixture
async def store(documents: Documents) -> Tickets:
    store = tickets(documents)
    await store.create("ticket-1", sell, Sell(), asked("post"), at_an_open_hall)
    return store


async def events(documents: Documents, id: str = "ticket-1") -> list[str]:
    document = await find_one(documents, "ticket", {"_id": id}) or {}
    return [record["type"].split(".")[1] for record in document["events"]]


async def test_a_known_cause_answers_the_present_state(store: Tickets, documents: Documents) -> None:
    await store.change("ticket-1", note, Note("north"), asked("a"), at_an_open_hall)
    await store.change("ticket-1", note, Note("south"), asked("b"), at_an_open_hall)
    again = await store.change("ticket-1", note, Note("north"), asked("a"), at_an_open_hall)
    assert (again.version, [note.text for note in again.state.noted]) == (3, ["north", "south"])
    assert again == await store.read("ticket-1")
    assert await events(documents) == ["ticket-sold", "ticket-noted", "ticket-noted"]


async def test_a_known_cause_is_not_decided(store: Tickets) -> None:
    await store.change("ticket-1", note, Note("north"), asked("a"), at_an_open_hall)

    def never(ticket: Ticket, command: Note, facts: Facts) -> list[TicketEvent]:
        raise AssertionError("it was decided before")

    await store.change("ticket-1", never, Note("north"), asked("a"), at_an_open_hall)
    await store.change("ticket-1", never, Note("north"), asked("a", dry_run=True), at_an_open_hall)


async def test_a_creation_repeated_finds_its_document(store: Tickets) -> None:
    await store.change("ticket-1", note, Note("north"), asked("a"), at_an_open_hall)
    again = await store.create("ticket-1", sell, Sell(), asked("post"), at_an_open_hall)
    assert (again.version, again.state.noted[0].text) == (2, "north")


async def test_a_key_with_another_request_is_refused(store: Tickets, documents: Documents) -> None:
    await store.change("ticket-1", note, Note("north"), asked("a", "r1"), at_an_open_hall)
    with pytest.raises(Refusal) as refused:
        await store.change("ticket-1", note, Note("south"), asked("a", "r2"), at_an_open_hall)
    assert (refused.value.rule.code, refused.value.rule.category) == ("key-reused", Category.MALFORMED)
    with pytest.raises(Refusal, match="key-reused"):
        await store.create("ticket-1", sell, Sell(price=9), asked("post", "r2"), at_an_open_hall)
    assert await events(documents) == ["ticket-sold", "ticket-noted"]


async def test_a_cause_without_hash_matches_any_request(store: Tickets) -> None:
    await store.change("ticket-1", note, Note("north"), asked("a", ""), at_an_open_hall)
    assert (await store.change("ticket-1", note, Note("north"), asked("a", "r2"), at_an_open_hall)).version == 2


async def test_a_decision_without_events_is_noted_and_never_decided_again(store: Tickets, documents: Documents) -> None:
    done = await store.change("ticket-1", note_north, Note("south"), asked("a"), at_an_open_hall)
    assert (done.version, done.sequence) == (2, 1)
    document = await find_one(documents, "ticket", {"_id": "ticket-1"}) or {}
    assert document["noted"] == [{"cause": "http:officer-1:a", "request": "r"}]
    again = await store.change("ticket-1", note, Note("north"), asked("a"), at_an_open_hall)
    assert again == done
    with pytest.raises(Refusal, match="key-reused"):
        await store.change("ticket-1", note, Note("north"), asked("a", "r2"), at_an_open_hall)
    assert await events(documents) == ["ticket-sold"]


async def test_a_dry_run_notes_nothing(store: Tickets, documents: Documents) -> None:
    before = await find_one(documents, "ticket", {"_id": "ticket-1"})
    who = asked("a", dry_run=True)
    assert (await store.change("ticket-1", note_north, Note("south"), who, at_an_open_hall)).version == 1
    assert await find_one(documents, "ticket", {"_id": "ticket-1"}) == before


async def test_nothing_can_be_decided_on_nothing(store: Tickets) -> None:
    def idle(ticket: Ticket | None, command: None, facts: Facts) -> list[TicketEvent]:
        return []

    with pytest.raises(ValueError, match="must make something"):
        await store.create_or_change("ticket-2", idle, None, asked("a"), at_an_open_hall)


async def test_a_key_sent_twenty_times_at_once_is_done_once(store: Tickets, documents: Documents) -> None:
    async with asyncio.TaskGroup() as tasks:
        sent = [
            tasks.create_task(store.change("ticket-1", note, Note("north"), asked("a"), at_an_open_hall))
            for _ in range(20)
        ]
    assert {task.result().version for task in sent} == {2}
    assert await events(documents) == ["ticket-sold", "ticket-noted"]


async def test_a_creating_key_sent_twenty_times_to_two_processes_makes_one_document(
    store: Tickets, documents: Documents
) -> None:
    other = tickets(documents)
    async with asyncio.TaskGroup() as tasks:
        sent = [
            tasks.create_task(one.create("ticket-2", sell, Sell(), asked("new"), at_an_open_hall))
            for one in (store, other) * 10
        ]
    assert {(task.result().id, task.result().version) for task in sent} == {("ticket-2", 1)}
    assert await events(documents, "ticket-2") == ["ticket-sold"]


@pytest.mark.parametrize("performed", [False, True], ids=["the request was lost", "the answer was lost"])
class TestLost:
    """The line breaks before or after the store did what it was asked."""

    async def test_a_change_is_done_once(self, store: Tickets, documents: Documents, performed: bool) -> None:
        unsure = tickets(Unreliable(documents, once("update", performed=performed)))
        done = await unsure.change("ticket-1", note, Note("north"), asked("a"), at_an_open_hall)
        assert done == await store.read("ticket-1")
        assert await events(documents) == ["ticket-sold", "ticket-noted"]

    async def test_a_creation_is_done_once(self, store: Tickets, documents: Documents, performed: bool) -> None:
        unsure = tickets(Unreliable(documents, once("insert", performed=performed)))
        await unsure.create("ticket-2", sell, Sell(), asked("b"), at_an_open_hall)
        await unsure.create_or_change("ticket-2", sell_or_note, Note("north"), asked("c"), at_an_open_hall)
        assert await events(documents, "ticket-2") == ["ticket-sold", "ticket-noted"]

    async def test_a_note_is_written_once(self, store: Tickets, documents: Documents, performed: bool) -> None:
        unsure = tickets(Unreliable(documents, once("update", performed=performed)))
        await unsure.change("ticket-1", note_north, Note("south"), asked("a"), at_an_open_hall)
        document = await find_one(documents, "ticket", {"_id": "ticket-1"}) or {}
        assert (document["version"], len(document["noted"])) == (2, 1)

    async def test_a_read_is_repeated(self, store: Tickets, documents: Documents, performed: bool) -> None:
        unsure = tickets(Unreliable(documents, once("find", performed=performed)))
        assert (await unsure.change("ticket-1", note, Note("north"), asked("a"), at_an_open_hall)).version == 2


async def test_a_store_that_stays_away_leaves_the_outcome_open(
    store: Tickets, documents: Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chassis.store.store.PAUSES", (0.0,) * 5)
    performed: list[bool] = []

    def ill(name: str, done: bool) -> bool:
        performed.extend([done] if name == "update" else [])
        return any(performed)

    away = tickets(Unreliable(documents, ill))
    with pytest.raises(Refusal) as refused:
        await away.change("ticket-1", note, Note("north"), asked("a"), at_an_open_hall)
    assert (refused.value.rule.code, refused.value.rule.category) == ("outcome-unknown", Category.UNAVAILABLE)
    done = await store.change("ticket-1", note, Note("north"), asked("a"), at_an_open_hall)
    assert done.version == 2


async def test_a_reader_hears_that_the_store_is_away(documents: Documents) -> None:
    with pytest.raises(StoreUnreachable):
        await tickets(Unreliable(documents, lambda name, done: True)).read("ticket-1")
