"""Sessions of people are read again after a second: what another process heard counts soon."""

from dataclasses import dataclass

from chassis.consuming import Rows, RowStore, Sessions
from chassis.documents import MemoryDocuments
from chassis.security import Session
from contracts.values import PersonId

PERSON = PersonId("officer-1")


@dataclass(frozen=True)
class Somebody:
    session: int
    ended: tuple[str, ...] = ()


async def test_what_another_process_heard_counts_after_a_second() -> None:
    documents, at = MemoryDocuments(), [0.0]
    rows = Rows(collection="officers", row=Somebody, topics=(), advance=lambda row, event, envelope: row)
    sessions = Sessions(RowStore(rows, documents), lambda: at[0])
    assert await sessions.of(PERSON) == Session()
    heard = {"sequence": 1, "as_of": "", "row": {"session": 3, "ended": ["device-1"]}}
    await documents.insert("officers", {"_id": PERSON, **heard})
    assert await sessions.of(PERSON) == Session()
    at[0] = 1.0
    assert await sessions.of(PERSON) == Session(3, frozenset({"device-1"}))


async def test_what_this_process_heard_counts_at_once() -> None:
    documents = MemoryDocuments()
    rows = Rows(collection="officers", row=Somebody, topics=(), advance=lambda row, event, envelope: row)
    store = RowStore(rows, documents)
    sessions = Sessions(store, lambda: 0.0)
    assert await sessions.of(PERSON) == Session()
    await documents.insert("officers", {"_id": PERSON, "sequence": 1, "as_of": "", "row": {"session": 1}})
    store.changes += 1
    assert await sessions.of(PERSON) == Session(1)
