"""A write whose answer got lost may still arrive: no caller gets a refusal until it can't any more."""

from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from libs.chassis.tests.box_office import NOW, OPEN_HALL, Facts, Note, Sell, Ticket, asked, at_an_open_hall, note, sell
from libs.chassis.tests.doubles import Unreliable, handed_over, once, tickets
from libs.chassis.tests.language import TicketEvent

from chassis.documents import Document, Documents, MemoryDocuments, StoreUnreachable, find_one
from contracts.origin import Origin
from contracts.refusal import Category, Refusal, Rule, refuse

OPEN = Facts(NOW.date(), hall=OPEN_HALL)
SHUT = Rule("tickets/shut", "已经关门")


class Slow(Unreliable):
    """Documents whose first write hangs: the caller gets no answer, and it lands when the test says so."""

    def __init__(self, documents: Documents) -> None:
        super().__init__(documents, lambda name, done: False)
        self.under_way: list[Callable[[], Coroutine[Any, Any, bool]]] = []

    async def insert(self, collection: str, document: Document) -> bool:
        return await self._sent(lambda: self.documents.insert(collection, document))

    async def update(self, collection: str, where: Document, change: Document) -> bool:
        return await self._sent(lambda: self.documents.update(collection, where, change))

    async def _sent(self, write: Callable[[], Coroutine[Any, Any, bool]]) -> bool:
        if self.under_way:
            return await write()
        self.under_way.append(write)
        raise StoreUnreachable

    async def arrives(self) -> bool:
        return await self.under_way[0]()


def closing(opened: int) -> Callable[[object, object, Origin], Coroutine[Any, Any, bool]]:
    """Return a gathering of facts of another document, which change after so many calls."""
    gathered: list[object] = []

    async def gather(state: object, command: object, who: Origin) -> bool:
        gathered.append(command)
        return len(gathered) <= opened

    return gather


def note_while_open(ticket: Ticket, command: Note, is_open: bool) -> list[TicketEvent]:
    return note(ticket, command, OPEN) if is_open else refuse(SHUT)


def sell_while_open(command: Sell, is_open: bool) -> list[TicketEvent]:
    return sell(command, OPEN) if is_open else refuse(SHUT)


async def kept(documents: Documents) -> list[str]:
    document = await find_one(documents, "ticket", {"_id": "ticket-1"}) or {"events": []}
    return [record["cause"] for record in document["events"]]


@pytest.fixture
def memory() -> MemoryDocuments:
    return MemoryDocuments()


async def test_a_change_that_may_still_arrive_is_not_refused(memory: MemoryDocuments) -> None:
    await tickets(memory).create("ticket-1", sell, Sell(), asked("post"), at_an_open_hall)
    slow = Slow(memory)
    with pytest.raises(Refusal) as refusal:
        await tickets(slow).change("ticket-1", note_while_open, Note("north"), asked("m"), closing(1))
    assert refusal.value.rule.category is Category.UNAVAILABLE
    assert await slow.arrives()
    assert await kept(memory) == ["http:officer-1:post", "http:officer-1:m"]


async def test_a_first_write_that_may_still_arrive_is_not_refused(memory: MemoryDocuments) -> None:
    slow = Slow(memory)
    with pytest.raises(Refusal) as refusal:
        await tickets(slow).create("ticket-1", sell_while_open, Sell(), asked("p"), closing(1))
    assert refusal.value.rule.category is Category.UNAVAILABLE
    assert await slow.arrives()
    assert await kept(memory) == ["http:officer-1:p"]


async def test_repeated_with_its_key_it_is_refused_if_it_never_arrived(memory: MemoryDocuments) -> None:
    slow = Slow(memory)
    gather = closing(1)
    for category in (Category.UNAVAILABLE, Category.UNLAWFUL):
        with pytest.raises(Refusal) as refusal:
            await tickets(slow).create("ticket-1", sell_while_open, Sell(), asked("p"), gather)
        assert refusal.value.rule.category is category
    assert await kept(memory) == []


async def test_once_somebody_else_has_written_it_can_t_arrive_and_is_refused(memory: MemoryDocuments) -> None:
    """The second try is overtaken, so that the third one is sure that the first never comes."""
    others = tickets(memory)
    await others.create("ticket-1", sell, Sell(), asked("post"), at_an_open_hall)
    slow, gather = Slow(memory), closing(2)

    async def overtaken(state: Ticket | None, command: object, who: Origin) -> bool:
        if slow.under_way and state and not state.noted:
            await others.change("ticket-1", note, Note("south"), asked("theirs"), at_an_open_hall)
        return await gather(state, command, who)

    with pytest.raises(Refusal, match="shut"):
        await tickets(slow).change("ticket-1", note_while_open, Note("north"), asked("m"), overtaken)
    assert not await slow.arrives()
    assert await kept(memory) == ["http:officer-1:post", "http:officer-1:theirs"]


async def test_a_question_without_an_answer_leaves_no_doubt(memory: MemoryDocuments) -> None:
    await tickets(memory).create("ticket-1", sell, Sell(), asked("post"), at_an_open_hall)
    asking = Unreliable(memory, once("find", performed=False))
    with pytest.raises(Refusal, match="shut"):
        await tickets(asking).change("ticket-1", note_while_open, Note("north"), asked("m"), closing(0))


async def test_only_what_was_stored_is_handed_over_to_the_relay(memory: MemoryDocuments) -> None:
    slow = tickets(Slow(memory))
    with pytest.raises(Refusal):
        await slow.create("ticket-1", sell_while_open, Sell(), asked("p"), closing(1))
    assert handed_over(slow) == 0
    await slow.create("ticket-1", sell_while_open, Sell(), asked("p"), closing(1))
    assert handed_over(slow) == 1
