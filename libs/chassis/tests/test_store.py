"""One command, one guarded write: what the store answers, refuses and writes, over both adapters."""

from datetime import date

import pytest
from libs.chassis.tests.box_office import (
    BUYER,
    Close,
    Note,
    Seat,
    Sell,
    Ticket,
    asked,
    at_an_open_hall,
    close,
    note,
    note_twice,
    seat,
    sell,
    sell_or_note,
)
from libs.chassis.tests.doubles import handed_over, tickets
from libs.chassis.tests.language import TicketEvent

from chassis.documents import Documents, find_one
from chassis.store import Store
from contracts.refusal import Category, Refusal

type Tickets = Store[Ticket, TicketEvent]


@pytest.fixture
async def store(documents: Documents) -> Tickets:
    store = tickets(documents)
    await store.prepare()
    return store


async def sold(store: Tickets, id: str = "ticket-1", price: int = 1) -> None:
    await store.create(id, sell, Sell(price=price), asked(f"post-{id}"), at_an_open_hall)


async def test_a_command_answers_with_what_is_then_read(store: Tickets) -> None:
    first = await store.create("ticket-1", sell, Sell(price=7), asked("a"), at_an_open_hall)
    second = await store.change("ticket-1", note_twice, Note("north"), asked("b"), at_an_open_hall)
    assert (first.id, first.version, first.sequence) == ("ticket-1", 1, 1)
    assert (second.version, second.sequence) == (2, 3)
    assert [note.text for note in second.state.noted] == ["north", "north+"]
    assert await store.read("ticket-1") == second
    assert first.state.sold.price == 7


async def test_one_write_holds_state_events_and_all_that_follows(store: Tickets, documents: Documents) -> None:
    command = Sell(price=7, use_by=date(2026, 3, 7))
    await store.create("ticket-1", sell, command, asked("a"), at_an_open_hall)
    document = await find_one(documents, "ticket", {"_id": "ticket-1"}) or {}
    (record,) = document.pop("events")
    assert document.pop("pending_since")
    assert document.pop("changed")
    assert document == {
        "_id": "ticket-1",
        "version": 1,
        "sequence": 1,
        "head": record["digest"],
        "published": 0,
        "shape": 1,
        "state": {
            "sold": {"hall": "hall-1", "price": 7, "use_by": "2026-03-07"},
            "noted": [],
            "seated": None,
            "closed": None,
            "overdue": None,
        },
        "moves": [{"who": "usher", "what": "seat", "until": "2026-03-07", "act": "", "since": "2026-03-02"}],
        "concerned": ["usher"],
        "next_due": "2026-03-09",
        "calendar": "weekends",
        "noted": [],
    }
    assert (record["cause"], record["request"], record["sequence"]) == ("http:officer-1:a", "r", 1)
    assert (record["type"], record["time"]) == ("tests.ticket-sold.v1", "2026-03-02T04:00:00.000Z")


async def test_what_is_unknown_is_refused(store: Tickets) -> None:
    with pytest.raises(Refusal) as refused:
        await store.read("ticket-1")
    assert (refused.value.rule.code, refused.value.rule.category) == ("not-found", Category.UNKNOWN)
    with pytest.raises(Refusal, match="not-found"):
        await store.change("ticket-1", note, Note("north"), asked("a"), at_an_open_hall)
    with pytest.raises(Refusal, match="not-found"):
        await store.history("ticket-1")
    assert await store.find("ticket-1") is None


async def test_an_id_is_started_once(store: Tickets) -> None:
    await sold(store)
    with pytest.raises(Refusal, match="already-exists"):
        await store.create("ticket-1", sell, Sell(price=2), asked("other"), at_an_open_hall)
    assert (await store.read("ticket-1")).state.sold.price == 1


async def test_first_use_makes_the_document(store: Tickets) -> None:
    made = await store.create_or_change("ticket-1", sell_or_note, Note("north"), asked("a"), at_an_open_hall)
    changed = await store.create_or_change("ticket-1", sell_or_note, Note("north"), asked("b"), at_an_open_hall)
    assert (made.version, made.state.noted) == (1, ())
    assert (changed.version, changed.state.noted[0].text) == (2, "north")


async def test_a_refused_command_leaves_nothing_and_its_key_may_be_used_again(
    store: Tickets, documents: Documents
) -> None:
    await sold(store)
    await store.change("ticket-1", close, Close(date(2026, 3, 3)), asked("d"), at_an_open_hall)
    before = await find_one(documents, "ticket", {"_id": "ticket-1"})
    with pytest.raises(Refusal, match="tests/closed"):
        await store.change("ticket-1", seat, Seat(1), asked("again", "r1"), at_an_open_hall)
    assert await find_one(documents, "ticket", {"_id": "ticket-1"}) == before
    done = await store.change("ticket-1", note, Note("north"), asked("again", "r2"), at_an_open_hall)
    assert done.version == 3


async def test_a_stale_etag_is_refused_and_the_right_one_is_not(store: Tickets) -> None:
    await sold(store)
    with pytest.raises(Refusal, match="stale-version") as refused:
        await store.change("ticket-1", note, Note("north"), asked("a", expected=3), at_an_open_hall)
    assert refused.value.facts == {"now": 1, "then": 3}
    done = await store.change("ticket-1", note, Note("north"), asked("a", expected=1), at_an_open_hall)
    repeated = await store.change("ticket-1", note, Note("north"), asked("a", expected=1), at_an_open_hall)
    assert done == repeated
    assert done.version == 2


async def test_an_etag_is_asked_before_the_domain(store: Tickets) -> None:
    await sold(store)
    await store.change("ticket-1", close, Close(date(2026, 3, 3)), asked("d"), at_an_open_hall)
    with pytest.raises(Refusal, match="stale-version"):
        await store.change("ticket-1", note, Note("north"), asked("a", expected=1), at_an_open_hall)


async def test_a_dry_run_answers_and_writes_nothing(store: Tickets, documents: Documents) -> None:
    dry = await store.create("ticket-1", sell, Sell(price=7), asked("a", dry_run=True), at_an_open_hall)
    assert (dry.version, dry.state.sold.price) == (1, 7)
    assert await documents.count("ticket", {}) == 0
    await sold(store)
    before = await find_one(documents, "ticket", {"_id": "ticket-1"})
    dry = await store.change("ticket-1", note, Note("north"), asked("b", dry_run=True), at_an_open_hall)
    assert (dry.version, dry.state.noted[0].text) == (2, "north")
    assert await find_one(documents, "ticket", {"_id": "ticket-1"}) == before
    assert handed_over(store) == 1


async def test_a_dry_run_is_refused_like_the_command(store: Tickets) -> None:
    await sold(store)
    await store.change("ticket-1", close, Close(date(2026, 3, 3)), asked("d"), at_an_open_hall)
    with pytest.raises(Refusal, match="tests/closed"):
        await store.change("ticket-1", seat, Seat(1), asked("a", dry_run=True), at_an_open_hall)


@pytest.mark.parametrize("dry_run", [False, True])
async def test_an_event_above_256_kib_is_refused(store: Tickets, documents: Documents, dry_run: bool) -> None:
    await sold(store)
    before = await find_one(documents, "ticket", {"_id": "ticket-1"})
    long = "阜" * 90_000  # 270 kB as they are sent, though fewer characters
    with pytest.raises(Refusal, match="event-too-large"):
        await store.change("ticket-1", note, Note(long), asked("a", dry_run=dry_run), at_an_open_hall)
    command = Close(date(2026, 3, 3), signature=long)
    with pytest.raises(Refusal, match="event-too-large"):
        await store.change("ticket-1", close, command, asked("a", dry_run=dry_run), at_an_open_hall)
    assert await find_one(documents, "ticket", {"_id": "ticket-1"}) == before
    largest = "x" * (256 * 1024 - len('[{"text": ""}, {}]'))
    assert (await store.change("ticket-1", note, Note(largest), asked("b"), at_an_open_hall)).version == 2


async def test_personal_values_are_in_the_history_alone(store: Tickets, documents: Documents) -> None:
    done = await store.create("ticket-1", sell, Sell(price=7), asked("a"), at_an_open_hall)
    read = await store.read("ticket-1")
    (record,) = await store.history("ticket-1")
    assert record["personal"]["buyer"]["value"] == BUYER
    assert record["data"] == {"hall": "hall-1", "price": 7, "use_by": None}
    document = await find_one(documents, "ticket", {"_id": "ticket-1"}, {"events": 0})
    assert BUYER not in f"{done!r} {read!r} {document!r}"


async def test_every_document_is_walked_by_id(store: Tickets) -> None:
    ids = [f"ticket-{number:03}" for number in range(205)]
    for id in ids:
        await sold(store, id)
    assert [document["_id"] async for document in store.each()] == ids
