"""The history remembers what was done: a cause is decided once, whatever happens on the way."""

import asyncio

import pytest
from libs.chassis.tests.doubles import Unreliable, once, parcels
from libs.chassis.tests.parcels import (
    MoveTo,
    Parcel,
    ParcelEvent,
    Post,
    asked,
    move,
    move_to_the_north,
    no_facts,
    post,
    post_or_move,
)

from chassis.documents import Documents, StoreUnreachable, find_one
from chassis.store import Store
from contracts.origin import Origin
from contracts.refusal import Category, Refusal

type Parcels = Store[Parcel, ParcelEvent]


@pytest.fixture
async def store(documents: Documents) -> Parcels:
    store = parcels(documents)
    await store.create("parcel-1", post, Post(), asked("post"), no_facts)
    return store


async def events(documents: Documents, id: str = "parcel-1") -> list[str]:
    document = await find_one(documents, "parcel", {"_id": id}) or {}
    return [record["type"].split(".")[1] for record in document["events"]]


async def test_a_known_cause_answers_the_present_state(store: Parcels, documents: Documents) -> None:
    await store.change("parcel-1", move, MoveTo("north"), asked("a"), no_facts)
    await store.change("parcel-1", move, MoveTo("south"), asked("b"), no_facts)
    again = await store.change("parcel-1", move, MoveTo("north"), asked("a"), no_facts)
    assert (again.version, [it.to for it in again.state.moved]) == (3, ["north", "south"])
    assert again == await store.read("parcel-1")
    assert await events(documents) == ["parcel-posted", "parcel-moved", "parcel-moved"]


async def test_a_known_cause_is_not_decided(store: Parcels) -> None:
    await store.change("parcel-1", move, MoveTo("north"), asked("a"), no_facts)

    def never(parcel: Parcel, command: MoveTo, facts: Origin) -> list[ParcelEvent]:
        raise AssertionError("it was decided before")

    await store.change("parcel-1", never, MoveTo("north"), asked("a"), no_facts)
    await store.change("parcel-1", never, MoveTo("north"), asked("a", dry_run=True), no_facts)


async def test_a_creation_repeated_finds_its_document(store: Parcels) -> None:
    await store.change("parcel-1", move, MoveTo("north"), asked("a"), no_facts)
    again = await store.create("parcel-1", post, Post(), asked("post"), no_facts)
    assert (again.version, again.state.moved[0].to) == (2, "north")


async def test_a_key_with_another_request_is_refused(store: Parcels, documents: Documents) -> None:
    await store.change("parcel-1", move, MoveTo("north"), asked("a", "r1"), no_facts)
    with pytest.raises(Refusal) as refused:
        await store.change("parcel-1", move, MoveTo("south"), asked("a", "r2"), no_facts)
    assert (refused.value.rule.code, refused.value.rule.category) == ("key-reused", Category.MALFORMED)
    with pytest.raises(Refusal, match="key-reused"):
        await store.create("parcel-1", post, Post(9), asked("post", "r2"), no_facts)
    assert await events(documents) == ["parcel-posted", "parcel-moved"]


async def test_a_cause_without_hash_matches_any_request(store: Parcels) -> None:
    await store.change("parcel-1", move, MoveTo("north"), asked("a", ""), no_facts)
    assert (await store.change("parcel-1", move, MoveTo("north"), asked("a", "r2"), no_facts)).version == 2


async def test_a_decision_without_events_is_noted_and_never_decided_again(store: Parcels, documents: Documents) -> None:
    done = await store.change("parcel-1", move_to_the_north, MoveTo("south"), asked("a"), no_facts)
    assert (done.version, done.sequence) == (2, 1)
    document = await find_one(documents, "parcel", {"_id": "parcel-1"}) or {}
    assert document["noted"] == [{"cause": "http:officer-1:a", "request": "r"}]
    again = await store.change("parcel-1", move, MoveTo("north"), asked("a"), no_facts)
    assert again == done
    with pytest.raises(Refusal, match="key-reused"):
        await store.change("parcel-1", move, MoveTo("north"), asked("a", "r2"), no_facts)
    assert await events(documents) == ["parcel-posted"]


async def test_a_dry_run_notes_nothing(store: Parcels, documents: Documents) -> None:
    before = await find_one(documents, "parcel", {"_id": "parcel-1"})
    who = asked("a", dry_run=True)
    assert (await store.change("parcel-1", move_to_the_north, MoveTo("south"), who, no_facts)).version == 1
    assert await find_one(documents, "parcel", {"_id": "parcel-1"}) == before


async def test_nothing_can_be_decided_on_nothing(store: Parcels) -> None:
    def idle(parcel: Parcel | None, command: None, facts: Origin) -> list[ParcelEvent]:
        return []

    with pytest.raises(ValueError, match="must make something"):
        await store.create_or_change("parcel-2", idle, None, asked("a"), no_facts)


async def test_a_key_sent_twenty_times_at_once_is_done_once(store: Parcels, documents: Documents) -> None:
    async with asyncio.TaskGroup() as tasks:
        sent = [
            tasks.create_task(store.change("parcel-1", move, MoveTo("north"), asked("a"), no_facts)) for _ in range(20)
        ]
    assert {task.result().version for task in sent} == {2}
    assert await events(documents) == ["parcel-posted", "parcel-moved"]


async def test_a_creating_key_sent_twenty_times_to_two_processes_makes_one_document(
    store: Parcels, documents: Documents
) -> None:
    other = parcels(documents)
    async with asyncio.TaskGroup() as tasks:
        sent = [
            tasks.create_task(one.create("parcel-2", post, Post(), asked("new"), no_facts))
            for one in (store, other) * 10
        ]
    assert {(task.result().id, task.result().version) for task in sent} == {("parcel-2", 1)}
    assert await events(documents, "parcel-2") == ["parcel-posted"]


@pytest.mark.parametrize("performed", [False, True], ids=["the request was lost", "the answer was lost"])
class TestLost:
    """The line breaks before or after the store did what it was asked."""

    async def test_a_change_is_done_once(self, store: Parcels, documents: Documents, performed: bool) -> None:
        unsure = parcels(Unreliable(documents, once("update", performed=performed)))
        done = await unsure.change("parcel-1", move, MoveTo("north"), asked("a"), no_facts)
        assert done == await store.read("parcel-1")
        assert await events(documents) == ["parcel-posted", "parcel-moved"]

    async def test_a_creation_is_done_once(self, store: Parcels, documents: Documents, performed: bool) -> None:
        unsure = parcels(Unreliable(documents, once("insert", performed=performed)))
        await unsure.create("parcel-2", post, Post(), asked("b"), no_facts)
        await unsure.create_or_change("parcel-2", post_or_move, MoveTo("north"), asked("c"), no_facts)
        assert await events(documents, "parcel-2") == ["parcel-posted", "parcel-moved"]

    async def test_a_note_is_written_once(self, store: Parcels, documents: Documents, performed: bool) -> None:
        unsure = parcels(Unreliable(documents, once("update", performed=performed)))
        await unsure.change("parcel-1", move_to_the_north, MoveTo("south"), asked("a"), no_facts)
        document = await find_one(documents, "parcel", {"_id": "parcel-1"}) or {}
        assert (document["version"], len(document["noted"])) == (2, 1)

    async def test_a_read_is_repeated(self, store: Parcels, documents: Documents, performed: bool) -> None:
        unsure = parcels(Unreliable(documents, once("find", performed=performed)))
        assert (await unsure.change("parcel-1", move, MoveTo("north"), asked("a"), no_facts)).version == 2


async def test_a_store_that_stays_away_leaves_the_outcome_open(
    store: Parcels, documents: Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chassis.store.store.PAUSES", (0.0,) * 5)
    performed: list[bool] = []

    def ill(name: str, done: bool) -> bool:
        performed.extend([done] if name == "update" else [])
        return any(performed)

    away = parcels(Unreliable(documents, ill))
    with pytest.raises(Refusal) as refused:
        await away.change("parcel-1", move, MoveTo("north"), asked("a"), no_facts)
    assert (refused.value.rule.code, refused.value.rule.category) == ("outcome-unknown", Category.UNAVAILABLE)
    done = await store.change("parcel-1", move, MoveTo("north"), asked("a"), no_facts)
    assert done.version == 2


async def test_a_reader_hears_that_the_store_is_away(documents: Documents) -> None:
    with pytest.raises(StoreUnreachable):
        await parcels(Unreliable(documents, lambda name, done: True)).read("parcel-1")
