"""One command, one guarded write: what the store answers, refuses and writes, over both adapters."""

from datetime import date

import pytest
from libs.chassis.tests.doubles import handed_over, parcels
from libs.chassis.tests.parcels import (
    SENDER,
    Deliver,
    MoveTo,
    Parcel,
    ParcelEvent,
    Post,
    asked,
    deliver,
    move,
    move_twice,
    no_facts,
    post,
    post_or_move,
)

from chassis.documents import Documents, find_one
from chassis.store import Store
from contracts.refusal import Category, Refusal

type Parcels = Store[Parcel, ParcelEvent]


@pytest.fixture
async def store(documents: Documents) -> Parcels:
    store = parcels(documents)
    await store.prepare()
    return store


async def posted(store: Parcels, id: str = "parcel-1", weight: int = 1) -> None:
    await store.create(id, post, Post(weight), asked(f"post-{id}"), no_facts)


async def test_a_command_answers_with_what_is_then_read(store: Parcels) -> None:
    first = await store.create("parcel-1", post, Post(7), asked("a"), no_facts)
    second = await store.change("parcel-1", move_twice, MoveTo("north"), asked("b"), no_facts)
    assert (first.id, first.version, first.sequence) == ("parcel-1", 1, 1)
    assert (second.version, second.sequence) == (2, 3)
    assert [it.to for it in second.state.moved] == ["north", "north+"]
    assert await store.read("parcel-1") == second
    assert first.state.posted.weight == 7


async def test_one_write_holds_state_events_and_all_that_follows(store: Parcels, documents: Documents) -> None:
    command = Post(7, deliver_by=date(2026, 3, 7))
    await store.create("parcel-1", post, command, asked("a"), no_facts)
    document = await find_one(documents, "parcel", {"_id": "parcel-1"}) or {}
    (record,) = document.pop("events")
    assert document.pop("pending_since")
    assert document.pop("changed")
    assert document == {
        "_id": "parcel-1",
        "version": 1,
        "sequence": 1,
        "head": record["digest"],
        "published": 0,
        "shape": 1,
        "state": {
            "posted": {"weight": 7, "deliver_by": "2026-03-07"},
            "moved": [],
            "delivered": None,
            "overdue": None,
        },
        "moves": [{"who": "postman", "what": "deliver", "until": "2026-03-07"}],
        "concerned": ["postman"],
        "next_due": "2026-03-09",
        "calendar": "weekends",
        "noted": [],
    }
    assert (record["cause"], record["request"], record["sequence"]) == ("http:officer-1:a", "r", 1)
    assert (record["type"], record["time"]) == ("tests.parcel-posted.v1", "2026-03-02T04:00:00.000Z")


async def test_what_is_unknown_is_refused(store: Parcels) -> None:
    with pytest.raises(Refusal) as refused:
        await store.read("parcel-1")
    assert (refused.value.rule.code, refused.value.rule.category) == ("not-found", Category.UNKNOWN)
    with pytest.raises(Refusal, match="not-found"):
        await store.change("parcel-1", move, MoveTo("north"), asked("a"), no_facts)
    with pytest.raises(Refusal, match="not-found"):
        await store.history("parcel-1")
    assert await store.find("parcel-1") is None


async def test_an_id_is_started_once(store: Parcels) -> None:
    await posted(store)
    with pytest.raises(Refusal, match="already-exists"):
        await store.create("parcel-1", post, Post(2), asked("other"), no_facts)
    assert (await store.read("parcel-1")).state.posted.weight == 1


async def test_first_use_makes_the_document(store: Parcels) -> None:
    made = await store.create_or_change("parcel-1", post_or_move, MoveTo("north"), asked("a"), no_facts)
    changed = await store.create_or_change("parcel-1", post_or_move, MoveTo("north"), asked("b"), no_facts)
    assert (made.version, made.state.moved) == (1, ())
    assert (changed.version, changed.state.moved[0].to) == (2, "north")


async def test_a_refused_command_leaves_nothing_and_its_key_may_be_used_again(
    store: Parcels, documents: Documents
) -> None:
    await posted(store)
    await store.change("parcel-1", deliver, Deliver(date(2026, 3, 3)), asked("d"), no_facts)
    before = await find_one(documents, "parcel", {"_id": "parcel-1"})
    with pytest.raises(Refusal, match="parcels/gone"):
        await store.change("parcel-1", move, MoveTo("north"), asked("again", "r1"), no_facts)
    assert await find_one(documents, "parcel", {"_id": "parcel-1"}) == before
    done = await store.change("parcel-1", deliver, Deliver(date(2026, 3, 4)), asked("again", "r2"), no_facts)
    assert done.version == 3


async def test_a_stale_etag_is_refused_and_the_right_one_is_not(store: Parcels) -> None:
    await posted(store)
    with pytest.raises(Refusal, match="stale-version") as refused:
        await store.change("parcel-1", move, MoveTo("north"), asked("a", expected=3), no_facts)
    assert refused.value.facts == {"now": 1, "then": 3}
    done = await store.change("parcel-1", move, MoveTo("north"), asked("a", expected=1), no_facts)
    repeated = await store.change("parcel-1", move, MoveTo("north"), asked("a", expected=1), no_facts)
    assert done == repeated
    assert done.version == 2


async def test_an_etag_is_asked_before_the_domain(store: Parcels) -> None:
    await posted(store)
    await store.change("parcel-1", deliver, Deliver(date(2026, 3, 3)), asked("d"), no_facts)
    with pytest.raises(Refusal, match="stale-version"):
        await store.change("parcel-1", move, MoveTo("north"), asked("a", expected=1), no_facts)


async def test_a_dry_run_answers_and_writes_nothing(store: Parcels, documents: Documents) -> None:
    dry = await store.create("parcel-1", post, Post(7), asked("a", dry_run=True), no_facts)
    assert (dry.version, dry.state.posted.weight) == (1, 7)
    assert await documents.count("parcel", {}) == 0
    await posted(store)
    before = await find_one(documents, "parcel", {"_id": "parcel-1"})
    dry = await store.change("parcel-1", move, MoveTo("north"), asked("b", dry_run=True), no_facts)
    assert (dry.version, dry.state.moved[0].to) == (2, "north")
    assert await find_one(documents, "parcel", {"_id": "parcel-1"}) == before
    assert handed_over(store) == 1


async def test_a_dry_run_is_refused_like_the_command(store: Parcels) -> None:
    await posted(store)
    await store.change("parcel-1", deliver, Deliver(date(2026, 3, 3)), asked("d"), no_facts)
    with pytest.raises(Refusal, match="parcels/gone"):
        await store.change("parcel-1", move, MoveTo("north"), asked("a", dry_run=True), no_facts)


@pytest.mark.parametrize("dry_run", [False, True])
async def test_an_event_above_256_kib_is_refused(store: Parcels, documents: Documents, dry_run: bool) -> None:
    await posted(store)
    before = await find_one(documents, "parcel", {"_id": "parcel-1"})
    long = "阜" * 90_000  # 270 kB as they are sent, though fewer characters
    with pytest.raises(Refusal, match="event-too-large"):
        await store.change("parcel-1", move, MoveTo(long), asked("a", dry_run=dry_run), no_facts)
    command = Deliver(date(2026, 3, 3), signature=long)
    with pytest.raises(Refusal, match="event-too-large"):
        await store.change("parcel-1", deliver, command, asked("a", dry_run=dry_run), no_facts)
    assert await find_one(documents, "parcel", {"_id": "parcel-1"}) == before
    largest = "x" * (256 * 1024 - len('[{"to": ""}, {}]'))
    assert (await store.change("parcel-1", move, MoveTo(largest), asked("b"), no_facts)).version == 2


async def test_personal_values_are_in_the_history_alone(store: Parcels, documents: Documents) -> None:
    done = await store.create("parcel-1", post, Post(7), asked("a"), no_facts)
    read = await store.read("parcel-1")
    (record,) = await store.history("parcel-1")
    assert record["personal"]["sender"]["value"] == SENDER
    assert record["data"] == {"weight": 7, "deliver_by": None}
    document = await find_one(documents, "parcel", {"_id": "parcel-1"}, {"events": 0})
    assert SENDER not in f"{done!r} {read!r} {document!r}"


async def test_every_document_is_walked_by_id(store: Parcels) -> None:
    ids = [f"parcel-{number:03}" for number in range(205)]
    for id in ids:
        await posted(store, id)
    assert [document["_id"] async for document in store.each()] == ids
