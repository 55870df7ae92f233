"""What lists filter and search by, and the total that they tell, over both adapters."""

from dataclasses import replace
from typing import Any, ClassVar

import pytest
from libs.chassis.tests.box_office import TICKET, Close, Sell, Ticket, asked, at_an_open_hall, close, sell
from libs.chassis.tests.broker import Broker
from libs.chassis.tests.halls import HALL_ROWS, HallRow, Source
from libs.chassis.tests.language import HallEvent, TicketEvent
from libs.chassis.tests.office import Office
from pydantic import BaseModel

from chassis.consuming import RowStore
from chassis.consuming.rows import MOST_NAMED
from chassis.documents import Documents, SearchQuery, StageQuery, ends_of, page_of
from chassis.recovery import verify
from chassis.store import Listed, Store, Stored
from contracts.calendar import WorkingDays
from contracts.envelope import Envelope
from contracts.event import Registry
from contracts.refusal import Refusal

type Tickets = Store[Ticket, TicketEvent]


def listed(ticket: Ticket) -> Listed:
    return {"stage": "closed" if ticket.closed else "sold", "open": ticket.closed is None, "late": False}


def found_by(ticket: Ticket) -> list[str]:
    return ends_of(f"第 {ticket.sold.price} 排")


LISTED = replace(TICKET, listed=listed, found_by=found_by)


class TicketList(StageQuery):
    id_begins: ClassVar[str] = "ticket-"

    stage: str | None = None


class Shown(BaseModel):
    id: str


def shown(stored: Stored[Ticket]) -> Shown:
    return Shown(id=stored.id)


@pytest.fixture
async def store(documents: Documents) -> Tickets:
    """Return three tickets, the second one closed."""
    store = Store(LISTED, documents, Office(Broker(), documents).relay, WorkingDays)
    await store.prepare()
    for number in (1, 2, 3):
        id, who = f"ticket-{number}", asked(f"sell-{number}")
        await store.create(id, sell, Sell(price=number), who, at_an_open_hall)
    await store.change("ticket-2", close, Close(), asked("close"), at_an_open_hall)
    return store


async def ids(store: Tickets, **query: Any) -> list[str]:
    asked_for = TicketList(**query)
    return [one.id for one in (await store.page(asked_for, shown, asked_for.found())).items]


async def test_lists_filter_by_what_no_field_of_the_state_says(store: Tickets) -> None:
    assert await ids(store, stage="closed") == await ids(store, open=False) == ["ticket-2"]
    assert await ids(store, open=True) == ["ticket-1", "ticket-3"]
    assert await ids(store, late=True) == []


async def test_a_word_finds_any_part_of_a_text_and_the_beginning_of_an_id(store: Tickets) -> None:
    assert await ids(store, word="3排") == await ids(store, word="３ 排") == ["ticket-3"]
    assert await ids(store, word="ticket-2") == await ids(store, word="2") == ["ticket-2"]
    assert await ids(store, word="排", open=True) == ["ticket-1", "ticket-3"]
    assert await ids(store, word="第四排") == []


async def test_the_first_page_tells_how_much_there_is_of_what_is_asked_for(store: Tickets) -> None:
    first = await store.page(TicketList(limit=1, open=True), shown)
    second = await store.page(TicketList(limit=1, open=True, cursor=first.next), shown)
    assert (first.total, second.total) == (2, None)
    assert [one.id for page in (first, second) for one in page.items] == ["ticket-1", "ticket-3"]
    assert (await store.page(TicketList(stage="lost"), shown)).total == 0


async def test_what_older_software_wrote_is_listed_after_the_start(store: Tickets, documents: Documents) -> None:
    """One was there before; the other was closed by a process that knew of no lists."""
    await documents.update("ticket", {"_id": "ticket-1"}, {"$unset": {"listed": ""}})
    then = {"stage": "sold", "open": True, "late": False, "sequence": 1}
    await documents.update("ticket", {"_id": "ticket-2"}, {"$set": {"listed": then}})
    assert await ids(store, open=True) == ["ticket-2", "ticket-3"]
    assert await wrong(store) == ["ticket ticket-2: what lists filter by is not that of its state"]
    await store.prepare()
    assert await ids(store, open=True) == ["ticket-1", "ticket-3"]
    assert await wrong(store) == []


async def wrong(store: Tickets) -> list[str]:
    return [finding for finding in await verify(store) if "lists" in finding]


async def test_rows_are_found_by_their_texts_also_those_of_before(documents: Documents, source: Source) -> None:
    before = RowStore(HALL_ROWS, documents)
    await take(before, source, "hall-1", "北戏院")
    rows = RowStore(replace(HALL_ROWS, found_by=named), documents)
    await take(rows, source, "hall-2", "南戏院")
    assert [row.row.name for row in await rows.named("戏院")] == ["南戏院"]
    await rows.prepare()
    assert sorted(row.row.name for row in await rows.named("戏院")) == ["北戏院", "南戏院"]


async def test_a_word_that_names_too_many_is_refused_not_cut_short(
    documents: Documents, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_NAMED > 1
    monkeypatch.setattr("chassis.consuming.rows.MOST_NAMED", 1)
    rows = RowStore(replace(HALL_ROWS, found_by=named), documents)
    await take(rows, source, "hall-1", "北戏院")
    assert len(await rows.named("戏院")) == 1
    await take(rows, source, "hall-2", "南戏院")
    with pytest.raises(Refusal, match="word-too-common"):
        await rows.named("戏院")


def named(row: HallRow) -> list[str]:
    return ends_of(row.name)


async def take(rows: RowStore[HallRow], source: Source, hall: str, name: str) -> None:
    record = source.opened(hall, name)
    envelope = Envelope.read(record.headers, record.value)
    await rows.take(envelope, Registry.below(HallEvent).decode(envelope.type, dict(envelope.data)))


def test_what_is_in_memory_is_given_out_by_page_too() -> None:
    whole = [Shown(id=id) for id in ("c", "a", "b")]
    first = page_of(whole, SearchQuery(limit=2), lambda one: one.id)
    second = page_of(whole, SearchQuery(limit=2, cursor=first.next), lambda one: one.id)
    assert ([one.id for one in first.items], first.total) == (["a", "b"], 3)
    assert ([one.id for one in second.items], second.next, second.total) == (["c"], None, None)
