"""Since when work waits, and that of older software."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from libs.chassis.tests.box_office import NOW, TICKET, Note, Sell, asked, at_an_open_hall, note, sell
from libs.chassis.tests.doubles import tickets

from chassis.documents import Document, Documents, find_one
from chassis.recovery import verify
from contracts.work_items import WorkItem

SATURDAY = date(2026, 3, 7)


async def kept(documents: Documents) -> Document:
    return await find_one(documents, "ticket", {"_id": "ticket-1"}) or {}


async def test_work_waits_since_the_write_with_which_it_came(documents: Documents) -> None:
    """In China's days, whatever becomes of the rest of the aggregate, and by whatever process."""
    await tickets(documents).create("ticket-1", sell, Sell(use_by=SATURDAY), asked("a"), at_an_open_hall)
    later = asked("b", at=NOW + timedelta(days=3))
    await tickets(documents).change("ticket-1", note, Note("west"), later, at_an_open_hall)
    assert [move["since"] for move in (await kept(documents))["moves"]] == ["2026-03-02"]
    again = replace(TICKET, work_items=lambda ticket: [WorkItem(who="usher", what="show", act="west")])
    evening = asked("c", at=NOW + timedelta(days=3, hours=13))
    await tickets(documents, again).change("ticket-1", note, Note("east"), evening, at_an_open_hall)
    assert [move["since"] for move in (await kept(documents))["moves"]] == ["2026-03-06"]


class TestOlderWork:
    """Documents whose work items older software made."""

    async def of_before(self, documents: Documents, moves: list[Document]) -> None:
        await tickets(documents).create("ticket-1", sell, Sell(use_by=SATURDAY), asked("a"), at_an_open_hall)
        later = asked("b", at=NOW + timedelta(days=3))
        await tickets(documents).change("ticket-1", note, Note("west"), later, at_an_open_hall)
        old: Document = {"moves": moves, "concerned": [], "changed": "2026-03-05T04:00:00.000Z"}
        await documents.update("ticket", {"_id": "ticket-1"}, {"$set": old})

    @pytest.mark.parametrize("moves", [[], [{"who": "usher", "what": "seat", "until": "2026-03-07"}]])
    async def test_it_is_made_when_a_process_starts(self, documents: Documents, moves: list[Document]) -> None:
        await self.of_before(documents, moves)
        store = tickets(documents)
        assert [wrong for wrong in await verify(store) if "moves" in wrong] == []
        await store.prepare()
        document = await kept(documents)
        assert document["moves"] == [
            {"who": "usher", "what": "seat", "until": "2026-03-07", "act": "", "since": "2026-03-02"}
        ]
        assert document["concerned"] == ["usher"]
        assert document["changed"] > "2026-03-05T04:00:00.000Z"  # who asks for changes hears of it

    async def test_it_is_made_once(self, documents: Documents) -> None:
        await tickets(documents).prepare()
        await self.of_before(documents, [])
        store = tickets(documents)
        await store.prepare()
        assert (await kept(documents))["moves"] == []
        assert "ticket ticket-1: its moves are not those of its state" in await verify(store)
