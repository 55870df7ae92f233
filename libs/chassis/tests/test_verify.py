"""`verify` finds nothing in a store that only we wrote to, and every kind of planted damage."""

from collections.abc import Callable
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
    note_twice,
    sell,
)
from libs.chassis.tests.broker import Broker, running
from libs.chassis.tests.doubles import no_broker
from libs.chassis.tests.language import TICKETS, TicketEvent
from libs.chassis.tests.office import Office

from chassis.documents import Document, Documents
from chassis.outbox import Relay
from chassis.recovery import verify
from chassis.store import Store
from contracts.calendar import WorkingDays

type Tickets = Store[Ticket, TicketEvent]


@pytest.fixture
async def store(documents: Documents) -> Tickets:
    """Return a published ticket with every kind of event and note, and another beside it."""
    office = Office(Broker(), documents)
    store = office.store
    async with running(office.relay):
        await store.create("ticket-0", sell, Sell(price=2**40), asked("0"), at_an_open_hall)
        await store.create("ticket-1", sell, Sell(use_by=date(2026, 3, 7)), asked("a"), at_an_open_hall)
        await store.change("ticket-1", note_twice, Note("north"), asked("b"), at_an_open_hall)
        await store.change("ticket-1", note_north, Note("south"), asked("c"), at_an_open_hall)
        await store.change("ticket-1", note, Note("west"), asked("d"), at_an_open_hall)
        await office.relay.drain()
    await store.prepare()
    return store


async def test_a_store_of_ours_has_nothing_wrong(store: Tickets) -> None:
    assert await verify(store) == []
    await store.change("ticket-1", close, Close(date(2026, 3, 6)), asked("e"), at_an_open_hall)
    assert len(await verify(store)) == 1  # the newest event is on its way


def event(number: int, **changes: Any) -> Callable[[Document], None]:
    def damage(document: Document) -> None:
        document["events"][number] |= changes

    return damage


def field(**changes: Any) -> Callable[[Document], None]:
    def damage(document: Document) -> None:
        document |= changes

    return damage


def without(name: str) -> Callable[[Document], None]:
    def damage(document: Document) -> None:
        del document[name]

    return damage


def twice(document: Document) -> None:
    """Put a cause into the history a second time, with matching counts."""
    document["noted"].append({"cause": document["events"][0]["cause"], "request": "r"})
    document["version"] += 1


def lose(document: Document) -> None:
    document["events"].pop()


def state(**changes: Any) -> Callable[[Document], None]:
    def damage(document: Document) -> None:
        document["state"] |= changes

    return damage


@dataclass(frozen=True)
class Damage:
    plant: Callable[[Document], None]
    found: str


PLANTED = {
    "a datum": Damage(event(1, data={"text": "elsewhere"}), "the chain is broken at event 2"),
    "an actor": Damage(event(3, actor="somebody"), "the chain is broken at event 4"),
    "a personal value": Damage(
        event(0, personal={"buyer": {"salt": "00" * 16, "value": "x"}}), "the chain is broken at event 1"
    ),
    "a digest": Damage(event(3, digest="sha256:00"), "the chain is broken at event 4"),
    "a type": Damage(event(1, type="tests.ticket-lost.v1"), "its events can't be folded (KeyError)"),
    "the head": Damage(field(head="sha256:00"), "its head is not the digest of the last event"),
    "a lost event": Damage(lose, "it counts 4 events and holds 3"),
    "the state": Damage(state(noted=[]), "its state is not the fold of its events"),
    "a state that can't be read": Damage(state(sold=3), "its state is not the fold of its events"),
    "the sequence": Damage(field(sequence=9), "it counts 9 events and holds 4"),
    "the version": Damage(field(version=9), "it counts 9 writes and holds 4"),
    "a cause done twice": Damage(twice, "cause http:officer-1:a was done more than once"),
    "the work items": Damage(field(moves=[]), "its moves are not those of its state"),
    "the deadline": Damage(field(next_due="2027-01-01"), "its deadline is not that of its state"),
    "a newer shape": Damage(field(shape=7), "it has shape 7, newer than 1"),
    "what is published": Damage(field(published=2), "it counts 2 published events of 4"),
    "something unpublished": Damage(
        field(published=2, pending_since="2026"), "events after 2 are unpublished since 2026"
    ),
    "a part missing": Damage(without("noted"), "the document is not whole (KeyError: 'noted')"),
}


@pytest.mark.parametrize("damage", PLANTED.values(), ids=PLANTED)
async def test_planted_damage_is_found(store: Tickets, documents: Documents, damage: Damage) -> None:
    (document,) = await documents.find("ticket", {"_id": "ticket-1"})
    damage.plant(document)
    await documents.delete("ticket", {"_id": "ticket-1"})
    await documents.insert("ticket", document)
    findings = await verify(store)
    assert f"ticket ticket-1: {damage.found}" in findings
    assert not [finding for finding in findings if "ticket-0" in finding]


async def test_a_field_that_came_later_is_no_damage_where_its_default_holds(
    store: Tickets, documents: Documents
) -> None:
    """Events may get new fields with a default; what was stored before lacks them."""
    for id in ("ticket-0", "ticket-1"):
        (document,) = await documents.find("ticket", {"_id": id})
        del document["state"]["noted"]
        await documents.delete("ticket", {"_id": id})
        await documents.insert("ticket", document)
    assert await verify(store) == ["ticket ticket-1: its state is not the fold of its events"]


async def test_an_older_calendar_and_an_older_shape_are_no_damage(store: Tickets, documents: Documents) -> None:
    newer = WorkingDays(shifted=frozenset({date(2026, 3, 7)}), version="with-notice")
    relay = Relay(documents, "tests", {"ticket": TICKETS}, no_broker)
    assert await verify(Store(TICKET, documents, relay, lambda: newer)) == []
    later = replace(TICKET, shape=2, work_items=lambda ticket: [])
    assert await verify(Store(later, documents, relay, WorkingDays)) == []
