"""Deadlines: what is due, or was computed by an older calendar, runs its aggregate's own tick."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog

from chassis.clock import Clock, wall
from chassis.documents import Document, Documents, StoreUnreachable
from chassis.metrics import TICKS
from chassis.store import Store
from contracts.envelope import stamp
from contracts.origin import Origin
from contracts.places import COUNTY
from contracts.values import CHINA, PersonId

log = structlog.get_logger()

EVERY_SECONDS = 1.0
SECONDS_BETWEEN_LOOKS = 5
"""Between looks on one day: what was recorded late with a deadline that has passed already is no matter of a second."""
BACK_OFF = timedelta(minutes=1)
MOST_SKEW = timedelta(minutes=1)
BATCH_SIZE = 200
SYSTEM = PersonId("system")


type Tick = Callable[[str, Origin], Awaitable[object]]


@dataclass(frozen=True)
class Ticking:
    """A store whose documents have deadlines, and the verb that runs the tick of one of them."""

    store: Store[Any, Any]
    tick: Tick


async def tick_on(ticking: Sequence[Ticking], clock: Clock) -> None:
    """Look for what is due, until cancelled: each second that brings another day or calendar, else now and then."""
    seen, quiet = "", 0
    while True:
        turned = "/".join([legal_day(clock()), *(one.store.calendar().version for one in ticking)])
        if turned != seen or quiet == 0:
            seen, quiet = turned, 0 if await look(ticking, clock) else SECONDS_BETWEEN_LOOKS
        quiet = max(0, quiet - 1)
        await asyncio.sleep(EVERY_SECONDS)


async def look(ticking: Sequence[Ticking], clock: Clock) -> bool:
    """Return True if there may be more: something was due, which may have set another day, or nobody could look."""
    more = False
    for one in ticking:
        try:
            more |= await tick_due(one, clock) > 0
        except StoreUnreachable:
            log.warning("deadlines wait for the store")
            more = True
        except Exception:
            log.exception("deadlines could not be looked for")
            more = True
    return more


async def tick_due(one: Ticking, clock: Clock) -> int:
    """Pass once and return how many documents were due. A deadline is due once its day has passed in China."""
    now = clock()
    due = await those_due(one.store, now)
    if due and await clock_is_wrong(one.store.documents):
        return 0
    for document in due:
        await run(one, document, now)
    return len(due)


async def those_due(store: Store[Any, Any], now: datetime) -> list[Document]:
    """Find what is stale and does not rest, the longest due first."""
    rested: Document = {"due_retry": {"$not": {"$gt": stamp(await store.documents.now())}}}
    return await those_stale(store, now, rested)


async def those_stale(store: Store[Any, Any], now: datetime, besides: Document) -> list[Document]:
    """Find up to BATCH_SIZE stale documents, the longest due first: range by range, since a query uses one index."""
    fields: Document = {"next_due": 1, "calendar": 1, "version": 1}
    found: dict[str, Document] = {}
    for where in stale(store, now):
        some = await store.documents.find(
            store.kind, where | besides, fields=fields, sort=[("next_due", 1)], limit=BATCH_SIZE
        )
        found |= {document["_id"]: document for document in some}
    return sorted(found.values(), key=lambda document: str(document["next_due"]))[:BATCH_SIZE]


def stale(store: Store[Any, Any], now: datetime) -> list[Document]:
    """Filters for documents whose deadline passed, or was computed by another calendar.

    Each is a range of an index: to ask whether a field is there, or differs, may look through all documents.
    """
    version = store.calendar().version
    return [{"next_due": {"$lt": legal_day(now)}}, {"calendar": {"$lt": version}}, {"calendar": {"$gt": version}}]


def legal_day(now: datetime) -> str:
    return now.astimezone(CHINA).date().isoformat()


async def clock_is_wrong(documents: Documents) -> bool:
    """Tell whether this process's wall clock is far from the store's; then it must tick nothing."""
    skew = abs(await documents.now() - wall())
    if skew > MOST_SKEW:
        TICKS.labels("skewed").inc()
        log.error("the clock is wrong; no deadline is run", seconds=round(skew.total_seconds()))
    return skew > MOST_SKEW


async def overdue(store: Store[Any, Any], now: datetime) -> int:
    """Return how many deadlines were not run yet, BATCH_SIZE at most."""
    return len(await those_stale(store, now, {}))


async def run(one: Ticking, document: Document, now: datetime) -> None:
    try:
        await one.tick(document["_id"], origin(document, now))
    except StoreUnreachable:
        raise
    except Exception as error:
        log.error("a deadline could not be run", aggregate=document["_id"], error=type(error).__name__)
        await back_off(one, document, {})
        TICKS.labels("failed").inc()
        return
    TICKS.labels("run").inc()
    one_write = {"$lte": document["version"] + 1}  # after more, somebody has set the day again
    unmoved = {"next_due": document["next_due"], "calendar": document["calendar"], "version": one_write}
    if await back_off(one, document, unmoved):
        log.error("a tick left its deadline where it was", aggregate=document["_id"])


async def back_off(one: Ticking, document: Document, unmoved: Document) -> bool:
    """Pause a deadline that failed or did not move, lest it spins; any write ends the pause."""
    documents = one.store.documents
    later = {"$set": {"due_retry": stamp(await documents.now() + BACK_OFF)}}
    return await documents.update(one.store.kind, {"_id": document["_id"], **unmoved}, later)


def origin(document: Document, now: datetime) -> Origin:
    """Return the platform's origin; the cause is the deadline as found, so that a day set again is another one."""
    cause = f"due:{document['next_due']}/{document['calendar']}/{document['version']}"
    return Origin(actor=SYSTEM, agency=COUNTY, cause=cause, request="", at=now)
