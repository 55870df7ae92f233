"""One look at the store for all who listen: what changed is found by its moment, and told to whoever may see it.

A change is found again as long as a write with an earlier moment may still land (LATEST_WRITE), and told once. The id
of what is told is the place to go on from, the same as of `GET /work-changes` (docs/decisions/0012, 0047).
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal

import structlog
from pydantic import BaseModel

from chassis.documents import LATEST_WRITE, Document, Documents, StoreClock, StoreUnreachable, matches
from chassis.http.changes import Cursor
from contracts.envelope import stamp
from contracts.origin import Origin
from contracts.work_items import names

log = structlog.get_logger()

LOOK_SECONDS: Final = 0.4
PULSE_SECONDS: Final = 3.0
PULSES_BETWEEN_BEATS: Final = 5
"""Something is told at least every 15 seconds: who hears nothing for longer has lost the line."""
LOOKS_BETWEEN_SWEEPS: Final = 10
SOON: Final = timedelta(seconds=2)
"""Nearly every write lands so soon after its moment: only one look of ten goes back as far as any may."""
MOST_FOUND: Final = 20_000
MOST_AT_ONCE: Final = 500
"""What is more at once, such as an import of firms, is told as everything."""
MOST_WAITING: Final = 200
MOST_OF_PERSON: Final = 8
LONGEST_AWAY: Final = timedelta(hours=1)

What = Literal["work", "record", "count", "everything"]
type Alive = Callable[[], Awaitable[bool]]


class Change(BaseModel):
    """What changed: own `work`, another `record` that one sees, a `count` (id: township), or, after too much, all.

    `version` is the record's; a count has none.
    """

    kind: str
    id: str
    version: int | None = None
    what: What


def by_id(document: Document) -> str:
    return str(document["_id"])


@dataclass(frozen=True, kw_only=True)
class Watched:
    """Documents of one collection that carry `changed`; `seen` is the filter of those that somebody sees, None: none.

    `named` gives the id that is told, `version` the field that rises with each write.
    """

    kind: str
    collection: str
    seen: Callable[[Origin], Document | None]
    version: str = "version"
    what: What = "record"
    named: Callable[[Document], str] = by_id

    def told(self, document: Document, mine: set[str], seen: Document | None) -> Change | None:
        """Return the change as it is told under these names to whoever sees so much; None if it is not their affair."""
        own = not mine.isdisjoint(document.get("concerned", ()))
        if not own and (seen is None or not matches(document, seen)):
            return None
        version = None if self.what == "count" else document[self.version]
        return Change(kind=self.kind, id=self.named(document), version=version, what="work" if own else self.what)

    def where(self, mine: set[str], seen: Document | None) -> Document:
        """Return the filter by which the store finds what `told` tells."""
        own: Document = {"concerned": {"$in": sorted(mine)}}
        return own if seen is None else {"$or": [own, seen]} if seen else {}


def frame(place: Cursor, *changes: Change) -> bytes:
    """Return what is sent of changes; without one, the place alone, which no browser takes for a message."""
    told = [f"id: {place}\ndata: {change.model_dump_json()}\n\n" for change in changes]
    return "".join(told or [f":\nid: {place}\n\n"]).encode()


EVERYTHING: Final = Change(kind="", id="", what="everything")


@dataclass(eq=False)
class Listener:
    """Somebody who listens: what waits to be sent is bounded, and who does not fetch it is sent away (None)."""

    who: Origin
    alive: Alive
    seen: list[Document | None]
    waiting: asyncio.Queue[bytes | None] = field(default_factory=lambda: asyncio.Queue(MOST_WAITING))
    mine: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.mine = set(names(self.who))

    def end(self) -> None:
        while not self.waiting.empty():
            self.waiting.get_nowait()
        self.waiting.put_nowait(None)


class Watcher:
    """Looks at the store while somebody listens, once for all of them; a process that stops sends everybody away."""

    def __init__(self, documents: Documents, watched: Sequence[Watched]) -> None:
        self.documents = documents
        self.watched = watched
        self.clock = StoreClock(documents)
        self.listeners: dict[Listener, None] = {}
        self.told: dict[tuple[str, str], tuple[int, str]] = {}
        self.tasks: list[asyncio.Task[None]] = []
        self.closed = False

    async def listen(self, who: Origin, alive: Alive, after: Cursor | None) -> Listener:
        """Return a listener to whom all that changed since then is told; the oldest of a person makes room.

        Who names no place has just read, or reads now: what changed between that and the line is told too.
        """
        listener = Listener(who, alive, [one.seen(who) for one in self.watched])
        if not self.tasks:
            await self.look(LATEST_WRITE)  # what is there already counts as told: who comes reads it
        own = [one for one in self.listeners if one.who.actor == who.actor]
        for one in own[: len(own) + 1 - MOST_OF_PERSON]:
            self.leave(one)
        self.listeners[listener] = None
        try:
            place = await self._place()
            missed = await self._missed(listener, after or place) if after or self._moved_since(place) else []
        except BaseException:
            self.leave(listener)
            raise
        self._send(listener, frame(place, *missed))
        if self.closed:
            self.leave(listener)
        elif not self.tasks:
            self.tasks = [asyncio.create_task(work) for work in (self._look_on(), self._pulse_on())]
        return listener

    def leave(self, listener: Listener) -> None:
        """Send the listener away, and look no more once nobody is left."""
        self.listeners.pop(listener, None)
        listener.end()
        if not self.listeners:
            for task in self.tasks:
                task.cancel()
            self.tasks.clear()
            self.told.clear()

    def close(self) -> None:
        """Send everybody away, whoever comes later too."""
        self.closed = True
        for listener in list(self.listeners):
            self.leave(listener)

    async def look(self, back: timedelta) -> None:
        """Tell what changed since then and was not told yet."""
        now = await self.clock.now()
        place = place_at(now)
        for number, watched in enumerate(self.watched):
            for listener, changes in self._sorted(number, await self._fresh(watched, stamp(now - back))).items():
                self._send(listener, frame(place, *changes))
        late = stamp(now - 2 * LATEST_WRITE)
        self.told = {key: told for key, told in self.told.items() if told[1] > late}

    async def _fresh(self, watched: Watched, since: str) -> list[Document] | None:
        """Return the documents as they are now; None if there are too many to tell."""
        fields = {watched.version: 1, "changed": 1}
        where: Document = {"changed": {"$gte": since}}
        found = await self.documents.find(
            watched.collection, where, fields=fields, sort=[("changed", -1)], limit=MOST_FOUND
        )
        told = {(watched.collection, one["_id"]): (one[watched.version], one["changed"]) for one in found}
        fresh = [key for key, known in told.items() if self.told.get(key) != known]
        documents: list[Document] | None = [] if len(found) < MOST_FOUND and len(fresh) <= MOST_AT_ONCE else None
        if fresh and documents is not None:
            where = {"_id": {"$in": [id for _, id in fresh]}}
            documents = await self.documents.find(watched.collection, where, fields=PLAIN)
        self.told |= told
        return documents

    def _sorted(self, number: int, documents: list[Document] | None) -> dict[Listener, list[Change]]:
        """Return what each listener is told of these documents."""
        if documents is None:
            return {listener: [EVERYTHING] for listener in self.listeners}
        watched = self.watched[number]
        told: dict[Listener, list[Change]] = {}
        for listener in self.listeners if documents else ():
            mine, seen = listener.mine, listener.seen[number]
            if changes := [change for document in documents if (change := watched.told(document, mine, seen))]:
                told[listener] = once(changes)
        return told

    def _moved_since(self, place: Cursor) -> bool:
        return any(changed >= place.since for _, changed in self.told.values())

    async def _missed(self, listener: Listener, after: Cursor) -> list[Change]:
        if after.since < stamp(await self.clock.now() - LONGEST_AWAY):
            return [EVERYTHING]
        missed: list[Change] = []
        for watched, seen in zip(self.watched, listener.seen, strict=True):
            where = {"$and": [{"changed": {"$gte": after.since}}, watched.where(listener.mine, seen)]}
            found = await self.documents.find(watched.collection, where, fields=PLAIN, limit=MOST_AT_ONCE + 1)
            if len(found) > MOST_AT_ONCE:
                return [EVERYTHING]
            missed += [change for one in found if (change := watched.told(one, listener.mine, seen))]
        return once(missed)

    async def _place(self) -> Cursor:
        return place_at(await self.clock.now())

    def _send(self, listener: Listener, content: bytes) -> None:
        """Have it sent; who has not fetched so much comes again and goes on from the id of what came last."""
        if listener.waiting.full():
            self.leave(listener)
        else:
            listener.waiting.put_nowait(content)

    async def _look_on(self) -> None:
        looks = 0
        while True:
            try:
                await self.look(SOON if looks % LOOKS_BETWEEN_SWEEPS else LATEST_WRITE)
                looks += 1
            except StoreUnreachable:
                log.warning("the watcher waits for the store")
                looks = 0
            await asyncio.sleep(LOOK_SECONDS)

    async def _pulse_on(self) -> None:
        pulses = 0
        while True:
            await asyncio.sleep(PULSE_SECONDS)
            pulses += 1
            try:
                await self.pulse(beat=pulses % PULSES_BETWEEN_BEATS == 0)
            except StoreUnreachable:
                log.warning("the watcher waits for the store")

    async def pulse(self, *, beat: bool) -> None:
        """Send away whose sign-in is over; with a beat, tell everybody that the line holds, and the place."""
        for listener in list(self.listeners):
            if not await listener.alive():
                self.leave(listener)
        place = frame(await self._place()) if beat else b""
        for listener in list(self.listeners) if beat else ():
            self._send(listener, place)


PLAIN: Final = {"events": 0, "noted": 0, "heard": 0}


def place_at(now: datetime) -> Cursor:
    since = stamp(now - LATEST_WRITE)
    return Cursor(since, since)


def once(changes: list[Change]) -> list[Change]:
    """Return the last of those of the same thing."""
    return list({(change.kind, change.id): change for change in changes}.values())
