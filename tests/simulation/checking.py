"""Invariants that hold once the world is at rest."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from libs.chassis.tests import box_office, language
from libs.chassis.tests.language import BOARDS, FILES, HALLS, TICKETS
from pydantic import TypeAdapter
from tests.simulation import listener, office
from tests.simulation.asking import Asked, Told
from tests.simulation.faults import OWN_KEY
from tests.simulation.following import followed
from tests.simulation.remote import at_once
from tests.simulation.world import World

from chassis.consuming.parking import COLLECTION
from chassis.deadlines import working_days
from chassis.deadlines.claims import CLAIM
from chassis.documents import Document
from chassis.outbox import Relay
from chassis.recovery import verify
from chassis.recovery.verify import examined
from chassis.store import Aggregate, Store
from contracts.event import Registry

OWN = {"office": (box_office.HALL, box_office.TICKET, CLAIM), "listener": (listener.BOARD, listener.FILE)}
PUBLISHED = (
    (HALLS, "office", "hall"),
    (TICKETS, "office", "ticket"),
    (BOARDS, "listener", "board"),
    (FILES, "listener", "file"),
)


def findings(world: World, told: Sequence[Told]) -> list[str]:
    stores = {name: keeper.documents.collections for name, keeper in world.keepers.items()}
    return [
        *verified(world),
        *unseen(world),
        *unreadable(world),
        *answers(world, told),
        *(
            fault
            for topic, service, kind in PUBLISHED
            for fault in publication(world, topic.name, stores[service][kind])
        ),
        *rows(stores["office"]["ticket"], stores["listener"]),
        *counts(stores["listener"]),
        *followed(stores["office"], stores["listener"], world.forgotten),
        *seats(stores["office"]),
        *deadlines(stores["office"]["ticket"]),
    ]


def verified(world: World) -> Iterator[str]:
    for name, aggregates in OWN.items():
        for aggregate in aggregates:
            yield from (f"verify: {finding}" for finding in at_once(verify(store(world, name, aggregate))))


def store(world: World, name: str, aggregate: Aggregate[Any, Any]) -> Store[Any, Any]:
    documents = world.keepers[name].documents
    return Store(aggregate, documents, Relay(documents, name, {}, no_broker), working_days)


def unseen(world: World) -> Iterator[str]:
    """Change an event and yield a finding unless `verify` sees it; then restore the event."""
    tickets = store(world, "office", box_office.TICKET)
    kept: list[Any] = list(world.keepers["office"].documents.collections["ticket"].values())
    for document in kept[:1]:
        event = document["events"][-1]
        actor, event["actor"] = event["actor"], "somebody else"
        if not examined(tickets, document):
            yield f"verify does not see that an event of {document['_id']} was changed"
        event["actor"] = actor


def unreadable(world: World) -> Iterator[str]:
    """Yield findings unless each unreadable record stays parked, and nothing else does."""
    sent = sum(raw.key == OWN_KEY for topic in (HALLS, TICKETS) for raw in world.broker.records(topic.name))
    parked = len(world.keepers["listener"].documents.collections[COLLECTION])
    if parked != sent:
        yield f"{sent} records can't be read, {parked} are parked"


async def no_broker() -> Any:
    raise ConnectionError("nothing is sent any more")


type Kept = Mapping[str, dict[Any, Document]]


def answers(world: World, told: Sequence[Told]) -> Iterator[str]:
    """Yield acknowledged commands that are not stored once, by cause and request, and refused ones that are stored."""
    heard: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
    acknowledged: defaultdict[str, set[str]] = defaultdict(set)
    for one in told:
        heard[one.asked.cause, one.asked.request].append(one)
        if one.done:
            acknowledged[one.asked.cause].add(one.asked.request)
    for which, tries in heard.items():
        asked = tries[0].asked
        document = world.keepers[asked.service].documents.collections[asked.kind].get(asked.id)
        written = [write for write in writes(document) if write[0] == asked.cause]
        about = f"{asked.cause} {asked.verb.__name__} {asked.id}"
        if any(one.done for one in tries) and not stored_once(world, asked, written, acknowledged[asked.cause]):
            yield f"{about} was acknowledged and is stored as {written}"
        elif all(one.refused for one in tries) and which in written:
            yield f"{about} was refused ({tries[-1].answer.code}) and is stored"


def stored_once(world: World, asked: Asked, written: list[tuple[str, str]], acknowledged: set[str]) -> bool:
    """Return True if the cause has exactly one write.

    After a restore it may lack the hash of the request, so that its key alone told a repeat from another one, until a
    further restore brought the hash back. What came to nothing may be forgotten; its key is then good for another
    request.
    """
    if asked.cause in world.forgotten:
        return len(written) <= 1
    hashes = {"", *acknowledged} if asked.service in world.restored else {asked.request}
    return written in [[(asked.cause, hash_of_request)] for hash_of_request in hashes]


def writes(document: Document | None) -> list[tuple[str, str]]:
    """Return cause and request of each write: one event or more in a row, or a note."""
    if document is None:
        return []
    events = [(event["cause"], event["request"]) for event in document["events"]]
    firsts = [event for before, event in zip([None, *events], events, strict=False) if event != before]
    return firsts + [(note["cause"], note["request"]) for note in document["noted"]]


def publication(world: World, topic: str, documents: dict[Any, Document]) -> Iterator[str]:
    """Yield events missing in their topic, first occurrences out of order or with a gap, and foreign ones."""
    seen: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for raw in world.broker.records(topic):
        headers = {name: value or b"" for name, value in raw.headers}
        if "ce_subject" not in headers:
            continue
        subject, digest = headers["ce_subject"].decode(), headers["ce_digest"].decode()
        if seen[subject].setdefault(int(headers["ce_sequence"]), digest) != digest:
            yield f"{topic} has two events {headers['ce_id'].decode()}"
    for id in sorted({*seen, *documents}):
        stored = {event["sequence"]: event["digest"] for event in documents[id]["events"]} if id in documents else {}
        appeared = sorted(seen[id].items()) if id in world.broker.swapped else list(seen[id].items())
        if appeared != list(stored.items()):
            yield f"{topic} has events {list(seen[id])} of {id}, stored are {list(stored)}"


def rows(tickets: dict[Any, Document], kept: Kept) -> Iterator[str]:
    """Yield rows that are not the fold of their ticket's history."""
    codec, registry = TypeAdapter(listener.TicketRow), Registry.below(language.TicketEvent)
    nothing: Any = None
    found = {row["_id"]: (row["sequence"], row["row"]) for row in kept["ticket_rows"].values()}
    for id in sorted({*tickets, *found}):
        row = None
        for record in tickets[id]["events"] if id in tickets else ():
            row = listener.advance(row, registry.decode(record["type"], record["data"]), nothing)
        expected = (tickets[id]["sequence"], codec.dump_python(row, mode="json")) if row else None
        if found.get(id) != expected:
            yield f"the row of {id} is {found.get(id)} instead of {expected}"


def counts(kept: Kept) -> Iterator[str]:
    again = Counter(bucket for row in kept["ticket_rows"].values() for bucket in row["buckets"])
    counted = {count["bucket"]: count["count"] for count in kept["counts"].values() if count["count"]}
    if counted != again:
        yield f"counted are {counted}, there are {dict(again)}"


def seats(kept: Kept) -> Iterator[str]:
    """Yield seats without exactly one ticket that holds the claim, and claims of final claimants not kept or freed."""
    sitting: defaultdict[str, list[str]] = defaultdict(list)
    final: set[str] = set()
    for ticket in kept["ticket"].values():
        state = ticket["state"]
        if seated := state["seated"]:
            sitting[office.claim_id(seated["hall"], seated["seat"])].append(f"{ticket['_id']}/{seated['seat']}")
        if seated or state["closed"]:
            final.add(ticket["_id"])
    for id in sorted({*sitting, *kept["claim"]}):
        claim = kept["claim"].get(id, {"state": {"claimed": {"claimant": ""}, "kept": None, "freed": None}})["state"]
        holder = [claim["claimed"]["claimant"]] if claim["kept"] else []
        if sitting[id] != holder:
            yield f"{id}: seated are {sitting[id]}, the claim is {claim}"
        elif claim["claimed"]["claimant"].partition("/")[0] in final and not (claim["kept"] or claim["freed"]):
            yield f"{id}: nobody looked after the claim of {claim['claimed']['claimant']}"


def deadlines(tickets: dict[Any, Document]) -> Iterator[str]:
    """Yield deadlines that did not fire once, unless the ticket was closed before."""
    for id, ticket in tickets.items():
        types = [record["type"].split(".")[1] for record in ticket["events"]]
        fired, closed = types.count("ticket-overdue"), types.count("ticket-closed")
        if fired > 1 or closed > 1 or not (fired or closed):
            yield f"the deadline of {id} fired {fired} times: {types}"
        if fired and closed and types.index("ticket-overdue") > types.index("ticket-closed"):
            yield f"the deadline of {id} fired after its end: {types}"
