"""Fields that a write leaves beside the state: deadline, work items, shape, outbox."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from libs.chassis.tests.box_office import (
    TICKET,
    Close,
    Note,
    Sell,
    Ticket,
    asked,
    at_an_open_hall,
    close,
    note,
    note_north,
    sell,
)
from libs.chassis.tests.doubles import handed_over, idle_relay, no_broker, tickets
from libs.chassis.tests.language import TicketEvent, TicketNoted, TicketSold

from chassis.documents import Document, Documents, find_one
from chassis.outbox import Relay
from chassis.recovery import verify
from chassis.store import Aggregate, Store
from contracts.calendar import WorkingDays
from contracts.event import Event
from contracts.personal import WITHHELD
from contracts.refusal import Category, Refusal

SATURDAY = date(2026, 3, 7)
NOTICE = WorkingDays(shifted=frozenset({SATURDAY}), version="with-notice")


async def kept(documents: Documents, id: str = "ticket-1") -> Document:
    return await find_one(documents, "ticket", {"_id": id}) or {}


class TestDeadline:
    async def test_it_stands_beside_the_calendar_that_made_it(self, documents: Documents) -> None:
        store = tickets(documents)
        await store.create("ticket-1", sell, Sell(use_by=SATURDAY), asked("a"), at_an_open_hall)
        document = await kept(documents)
        assert (document["next_due"], document["calendar"]) == ("2026-03-09", "weekends")

    async def test_it_goes_when_nothing_is_due_any_more(self, documents: Documents) -> None:
        store = tickets(documents)
        await store.create("ticket-1", sell, Sell(use_by=SATURDAY), asked("a"), at_an_open_hall)
        await documents.update("ticket", {"_id": "ticket-1"}, {"$set": {"due_retry": "2026"}})
        await store.change("ticket-1", close, Close(SATURDAY), asked("b"), at_an_open_hall)
        assert not {"next_due", "calendar", "due_retry"} & (await kept(documents)).keys()

    async def test_a_write_that_leaves_it_ends_the_pause_after_a_failure(self, documents: Documents) -> None:
        store = tickets(documents)
        await store.create("ticket-1", sell, Sell(use_by=SATURDAY), asked("a"), at_an_open_hall)
        await documents.update("ticket", {"_id": "ticket-1"}, {"$set": {"due_retry": "2026"}})
        await store.change("ticket-1", note, Note("north"), asked("b"), at_an_open_hall)
        document = await kept(documents)
        assert (document["next_due"], "due_retry" in document) == ("2026-03-09", False)

    async def test_a_note_computes_it_by_the_new_calendar(self, documents: Documents) -> None:
        await tickets(documents).create("ticket-1", sell, Sell(use_by=SATURDAY), asked("a"), at_an_open_hall)
        newer = tickets(documents, calendar=NOTICE)
        await newer.change("ticket-1", note_north, Note("south"), asked("b"), at_an_open_hall)
        document = await kept(documents)
        assert (document["next_due"], document["calendar"]) == ("2026-03-07", "with-notice")

    async def test_a_note_takes_it_away(self, documents: Documents) -> None:
        await tickets(documents).create("ticket-1", sell, Sell(use_by=SATURDAY), asked("a"), at_an_open_hall)
        never_due = tickets(documents, replace(TICKET, due=lambda ticket, calendar: None))
        await never_due.change("ticket-1", note_north, Note("south"), asked("b"), at_an_open_hall)
        assert not {"next_due", "calendar"} & (await kept(documents)).keys()

    async def test_without_one_the_document_has_none(self, documents: Documents) -> None:
        await tickets(documents).create("ticket-1", sell, Sell(), asked("a"), at_an_open_hall)
        assert not {"next_due", "calendar"} & (await kept(documents)).keys()


async def test_work_items_follow_the_state(documents: Documents) -> None:
    store = tickets(documents)
    await store.create("ticket-1", sell, Sell(use_by=SATURDAY), asked("a"), at_an_open_hall)
    waiting = await documents.find("ticket", {"moves.who": "usher"}, fields={"moves": 1})
    assert waiting == [
        {
            "_id": "ticket-1",
            "moves": [{"who": "usher", "what": "seat", "until": "2026-03-07", "act": "", "since": "2026-03-02"}],
        }
    ]
    await store.change("ticket-1", close, Close(SATURDAY), asked("b"), at_an_open_hall)
    assert await documents.find("ticket", {"moves.who": "usher"}) == []


class TestPending:
    async def test_the_oldest_unpublished_write_counts(self, documents: Documents) -> None:
        store = tickets(documents)
        await store.create("ticket-1", sell, Sell(), asked("a"), at_an_open_hall)
        await documents.update("ticket", {"_id": "ticket-1"}, {"$set": {"pending_since": "2020"}})
        await store.change("ticket-1", note, Note("north"), asked("b"), at_an_open_hall)
        assert (await kept(documents))["pending_since"] == "2020"

    async def test_it_starts_again_after_all_was_published(self, documents: Documents) -> None:
        store = tickets(documents)
        await store.create("ticket-1", sell, Sell(), asked("a"), at_an_open_hall)
        await documents.update("ticket", {"_id": "ticket-1"}, {"$unset": {"pending_since": ""}})
        await store.change("ticket-1", note, Note("north"), asked("b"), at_an_open_hall)
        assert (await kept(documents))["pending_since"] > "2026"

    async def test_a_note_publishes_nothing(self, documents: Documents) -> None:
        store = tickets(documents)
        await store.create("ticket-1", sell, Sell(), asked("a"), at_an_open_hall)
        await documents.update("ticket", {"_id": "ticket-1"}, {"$unset": {"pending_since": ""}})
        await store.change("ticket-1", note_north, Note("south"), asked("b"), at_an_open_hall)
        assert "pending_since" not in await kept(documents)
        assert handed_over(store) == 1

    async def test_what_leaves_no_service_is_never_pending(self, documents: Documents) -> None:
        relay = idle_relay(documents)
        store = Store(DRAWER, documents, relay, WorkingDays)
        await store.prepare()
        await store.create("drawer-1", fill, None, asked("a"), at_an_open_hall)
        document = await find_one(documents, "drawer", {"_id": "drawer-1"}) or {}
        assert "pending_since" not in document
        assert relay.handovers.empty()
        assert await verify(store) == []

    async def test_a_relay_that_knows_no_topic_for_it_is_refused_at_the_start(self, documents: Documents) -> None:
        store = Store(TICKET, documents, Relay(documents, "tests", {}, no_broker), WorkingDays)
        with pytest.raises(ValueError, match="no topic"):
            await store.prepare()


class DrawerFilled(Event, type="tests.drawer-filled.v1"):
    """Something of the service's own."""


@dataclass(frozen=True)
class Drawer:
    filled: DrawerFilled


def fill(command: None, facts: Any) -> list[DrawerFilled]:
    return [DrawerFilled()]


DRAWER = Aggregate(kind="drawer", state=Drawer, event=DrawerFilled, evolve=lambda drawer, event: Drawer(event))


@dataclass(frozen=True)
class Journey:
    """A later form of a ticket's state."""

    sold: TicketSold
    stops: tuple[str, ...] = ()


def travel(journey: Journey | None, event: TicketEvent) -> Journey:
    match event:
        case TicketSold():
            assert event.buyer is WITHHELD, "no fold sees personal values"
            return Journey(event)
        case TicketNoted() if journey:
            return replace(journey, stops=(*journey.stops, event.text))
    raise AssertionError(event)


LATER: Aggregate[Journey, TicketEvent] = Aggregate(
    kind="ticket", state=Journey, event=TicketEvent, evolve=travel, shape=2
)


class TestShape:
    async def test_a_lower_one_is_folded_again_and_written_at_the_next_change(self, documents: Documents) -> None:
        older = tickets(documents)
        await older.create("ticket-1", sell, Sell(), asked("a"), at_an_open_hall)
        await older.change("ticket-1", note, Note("north"), asked("b"), at_an_open_hall)
        later = Store(LATER, documents, idle_relay(documents), WorkingDays)
        assert (await later.read("ticket-1")).state.stops == ("north",)
        assert (await kept(documents))["shape"] == 1
        done = await later.change("ticket-1", go_on, Note("south"), asked("c"), at_an_open_hall)
        assert (done.version, done.state.stops) == (3, ("north", "south"))
        document = await kept(documents)
        assert (document["shape"], document["state"]["stops"]) == (2, ["north", "south"])
        assert await later.read("ticket-1") == done

    async def test_a_known_cause_is_found_in_an_older_document(self, documents: Documents) -> None:
        older = tickets(documents)
        await older.create("ticket-1", sell, Sell(), asked("a"), at_an_open_hall)
        await older.change("ticket-1", note, Note("north"), asked("b"), at_an_open_hall)
        later = Store(LATER, documents, idle_relay(documents), WorkingDays)
        done = await later.change("ticket-1", go_on, Note("north"), asked("b"), at_an_open_hall)
        assert (done.version, done.state.stops) == (2, ("north",))

    async def test_a_higher_one_is_for_a_newer_release(self, documents: Documents) -> None:
        later = Store(LATER, documents, idle_relay(documents), WorkingDays)
        await later.create("ticket-1", sell, Sell(), asked("a"), at_an_open_hall)
        older = tickets(documents)
        before = await kept(documents)
        with pytest.raises(Refusal) as refused:
            await older.read("ticket-1")
        assert (refused.value.rule.code, refused.value.rule.category) == ("newer-shape", Category.UNAVAILABLE)
        with pytest.raises(Refusal, match="newer-shape"):
            await older.change("ticket-1", note, Note("north"), asked("b"), at_an_open_hall)
        assert await kept(documents) == before


def go_on(journey: Journey, command: Note, facts: Any) -> list[TicketEvent]:
    return [TicketNoted(text=command.text)]


async def test_what_was_read_and_what_was_answered_are_the_same(documents: Documents) -> None:
    store = tickets(documents)
    done = await store.create("ticket-1", sell, Sell(use_by=SATURDAY), asked("a"), at_an_open_hall)
    assert done == await store.read("ticket-1")
    assert isinstance(done.state, Ticket)
    done = await store.change("ticket-1", close, Close(SATURDAY), asked("b"), at_an_open_hall)
    assert done == await store.read("ticket-1")
