"""A remembered aggregate saves a read, and is never preferred to what the store has."""

from typing import Any

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
)
from libs.chassis.tests.doubles import tickets
from libs.chassis.tests.language import TicketEvent

from chassis.documents import Document, Documents, MemoryDocuments, find_one
from chassis.recovery import verify
from chassis.store import Store
from chassis.store.codec import Loaded, Stored
from chassis.store.remembered import Remembered
from contracts.refusal import Refusal, Rule, refuse

type Tickets = Store[Ticket, TicketEvent]

BLANK = Rule("tests/blank", "票上还没有备注")


class Spied(MemoryDocuments):
    """Documents that record reads and changes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Any] = []
        self.asked: list[Any] = []
        self.changes: list[Document] = []

    async def find(self, collection: str, where: Document, **how: Any) -> list[Document]:
        self.found.append(where["_id"])
        self.asked.append(how.get("fields"))
        return await super().find(collection, where, **how)

    async def update(self, collection: str, where: Document, change: Document) -> bool:
        self.changes.append(change)
        return await super().update(collection, where, change)


def note_more(ticket: Ticket, command: Note, facts: Facts) -> list[TicketEvent]:
    """Note on a ticket; refuse the first note."""
    return note(ticket, command, facts) if ticket.noted else refuse(BLANK)


def refused_to_all(ticket: Ticket, command: Note, facts: Facts) -> list[TicketEvent]:
    refuse(BLANK)


async def sold(documents: Documents) -> tuple[Tickets, Tickets]:
    """Return two processes' tickets; ours remembers the ticket as it was sold."""
    ours, theirs = tickets(documents), tickets(documents)
    await theirs.create("ticket-1", sell, Sell(), asked("post"), at_an_open_hall)
    await ours.read("ticket-1")
    return ours, theirs


async def kept(documents: Documents) -> Document:
    found = await find_one(documents, "ticket", {"_id": "ticket-1"})
    assert found is not None
    return found


async def test_a_command_after_another_one_or_after_a_read_reads_nothing() -> None:
    documents = Spied()
    ours, _ = await sold(documents)
    documents.found.clear()
    await ours.change("ticket-1", note, Note("north"), asked("a"), at_an_open_hall)
    await ours.change("ticket-1", note_north, Note("south"), asked("b"), at_an_open_hall)
    await ours.change("ticket-1", note, Note("south"), asked("c"), at_an_open_hall)
    assert documents.found == []
    assert [(await ours.read("ticket-1")).version, documents.found] == [4, ["ticket-1"]]


async def test_what_another_process_wrote_since_is_decided_upon(documents: Documents) -> None:
    ours, theirs = await sold(documents)
    await theirs.change("ticket-1", note, Note("north"), asked("a"), at_an_open_hall)
    after = await ours.change("ticket-1", note, Note("south"), asked("b"), at_an_open_hall)
    assert (after.version, [event.text for event in after.state.noted]) == (3, ["north", "south"])


async def test_what_is_refused_only_on_what_is_remembered_is_not_refused(documents: Documents) -> None:
    ours, theirs = await sold(documents)
    await theirs.change("ticket-1", note, Note("north"), asked("a"), at_an_open_hall)
    after = await ours.change("ticket-1", note_more, Note("south"), asked("b"), at_an_open_hall)
    assert after.version == 3


async def test_what_the_store_still_has_is_refused_without_reading_or_deciding_it_again() -> None:
    documents, tried = Spied(), list[Ticket]()
    ours, _ = await sold(documents)

    def refused(ticket: Ticket, command: Note, facts: Facts) -> list[TicketEvent]:
        tried.append(ticket)
        return note_more(ticket, command, facts)

    for key in ("a", "b"):
        documents.asked.clear()
        with pytest.raises(Refusal, match="blank"):
            await ours.change("ticket-1", refused, Note("south"), asked(key), at_an_open_hall)
        assert documents.asked == [{"_id": 1}]
    assert len(tried) == len("ab")


async def test_what_would_be_refused_now_and_was_done_under_its_key_is_not_refused(documents: Documents) -> None:
    ours, theirs = await sold(documents)
    done = await theirs.change("ticket-1", note, Note("north"), asked("a"), at_an_open_hall)
    await ours.read("ticket-1")
    assert await ours.change("ticket-1", refused_to_all, Note("north"), asked("a"), at_an_open_hall) == done


async def test_an_etag_is_held_against_the_store(documents: Documents) -> None:
    ours, theirs = await sold(documents)
    await theirs.change("ticket-1", note, Note("north"), asked("a"), at_an_open_hall)
    with pytest.raises(Refusal, match="stale-version"):
        await ours.change("ticket-1", note, Note("south"), asked("b", expected=1), at_an_open_hall)
    assert (await ours.change("ticket-1", note, Note("south"), asked("b", expected=2), at_an_open_hall)).version == 3


@pytest.mark.parametrize("to", ["north", "south"])
async def test_a_cause_that_another_process_met_is_not_met_twice(documents: Documents, to: str) -> None:
    """Another text comes to nothing: that is noted, and counts as much as an event."""
    ours, theirs = await sold(documents)
    done = await theirs.change("ticket-1", note_north, Note(to), asked("a"), at_an_open_hall)
    await ours.read("ticket-1")
    assert await ours.change("ticket-1", note, Note(to), asked("a"), at_an_open_hall) == done
    assert (await kept(documents))["version"] == 2


async def test_a_key_of_another_request_is_refused_all_the_same(documents: Documents) -> None:
    ours, theirs = await sold(documents)
    await theirs.change("ticket-1", note, Note("north"), asked("a", "r1"), at_an_open_hall)
    await ours.read("ticket-1")
    with pytest.raises(Refusal, match="key-reused"):
        await ours.change("ticket-1", note, Note("south"), asked("a", "r2"), at_an_open_hall)


async def test_a_history_that_was_set_back_and_went_another_way_is_noticed() -> None:
    """As many writes, but other events: the head tells them apart."""
    documents = MemoryDocuments()
    ours, theirs = await sold(documents)
    before = (await kept(documents)).copy()
    await ours.change("ticket-1", note, Note("north"), asked("a"), at_an_open_hall)
    documents.collections["ticket"]["ticket-1"] = before
    await theirs.change("ticket-1", note, Note("east"), asked("b"), at_an_open_hall)
    after = await ours.change("ticket-1", note, Note("south"), asked("c"), at_an_open_hall)
    assert [event.text for event in after.state.noted] == ["east", "south"]
    assert [finding for finding in await verify(ours) if "unpublished" not in finding] == []


async def test_a_dry_run_on_what_the_store_still_has_reads_no_state() -> None:
    documents = Spied()
    ours, _ = await sold(documents)
    documents.asked.clear()
    dry = await ours.change("ticket-1", note, Note("south"), asked("b", dry_run=True), at_an_open_hall)
    await ours.change("ticket-1", note, Note("south"), asked("b"), at_an_open_hall)
    assert (dry.version, documents.asked) == (2, [{"_id": 1}])


async def test_a_dry_run_asks_the_store(documents: Documents) -> None:
    ours, theirs = await sold(documents)
    await theirs.change("ticket-1", note, Note("north"), asked("a"), at_an_open_hall)
    dry = await ours.change("ticket-1", note, Note("south"), asked("b", dry_run=True), at_an_open_hall)
    assert dry.version == 3


async def test_only_what_changed_of_the_state_is_written() -> None:
    documents = Spied()
    ours, _ = await sold(documents)
    await ours.change("ticket-1", note, Note("north"), asked("a"), at_an_open_hall)
    await ours.change("ticket-1", note, Note("south"), asked("b"), at_an_open_hall)
    for change, to in zip(documents.changes, ("north", "south"), strict=True):
        assert [path for path in change["$set"] if path.startswith("state")] == []
        assert change["$push"]["state.noted"] == {"$each": [{"text": to}]}
    assert [event["text"] for event in (await kept(documents))["state"]["noted"]] == ["north", "south"]
    assert [finding for finding in await verify(ours) if "unpublished" not in finding] == []


def loaded(number: int, version: int = 1, sequence: int = 1) -> Loaded[str]:
    return Loaded(Stored(f"ticket-{number}", version, sequence, "state"), "head", None, None, "state")


def test_what_was_met_first_is_forgotten_first() -> None:
    remembered = Remembered[str](most_events=5)
    for number in (1, 2, 3):
        remembered.keep(loaded(number, sequence=2))
    assert [bool(remembered.take(f"ticket-{number}")) for number in (1, 2, 3)] == [False, True, True]


def test_a_read_that_ends_late_does_not_replace_what_was_written_since() -> None:
    remembered = Remembered[str]()
    remembered.keep(loaded(1, version=2))
    remembered.keep(loaded(1, version=1))
    assert remembered.take("ticket-1") == loaded(1, version=2)
    assert remembered.take("ticket-1") is None
