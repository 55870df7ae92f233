"""One aggregate, one document, one guarded write (design §3)."""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Awaitable, Callable

from chassis.documents import Document, Documents, Index, StoreClock, StoreUnreachable, find_one
from chassis.store.aggregate import Aggregate, nobody
from chassis.store.codec import Codec, Loaded, Stored, noted
from chassis.store.handover import Handover, Outbox
from chassis.store.locks import Locks
from chassis.store.recording import recorded
from contracts.calendar import WorkingDays
from contracts.envelope import stamp
from contracts.event import Event
from contracts.origin import Origin
from contracts.refusal import Category, Refusal, Rule, refuse

UNKNOWN = Rule("not-found", "没有编号为 {id} 的记录", category=Category.UNKNOWN)
TAKEN = Rule("already-exists", "编号 {id} 已经存在", category=Category.CONFLICT)
OVERTAKEN = Rule("overtaken", "他人正在同时办理 {id}", category=Category.CONFLICT, remedy="请重新读取后再试")
STALE = Rule(
    "stale-version",
    "记录已更新到第 {now} 版，您依据的是第 {then} 版",
    category=Category.CONFLICT,
    remedy="请重新读取后再办",
)
KEY_REUSED = Rule(
    "key-reused",
    "该 Idempotency-Key 已用于另一项请求",
    category=Category.MALFORMED,
    remedy="请换用新的 Idempotency-Key",
)
UNCERTAIN = Rule(
    "outcome-unknown",
    "存储未应答，结果未知",
    category=Category.UNAVAILABLE,
    remedy="请用同一 Idempotency-Key 重试，不会重复办理",
)
NEWER = Rule("newer-shape", "记录由更新版本的系统写入", category=Category.UNAVAILABLE, remedy="请稍后重试")
TOO_LARGE = Rule("event-too-large", "单项内容不得超过 256 KB", category=Category.MALFORMED, remedy="附件请先上传再引用")

LARGEST_EVENT = 256 * 1024
LINE_SECONDS = 12.0
SETTLE_SECONDS = 8.0
PAUSES = (0.0, 0.005, 0.01, 0.02, 0.04, *[0.08] * 30)

type Gather[S, C, F] = Callable[[S | None, C, Origin], Awaitable[F]]
type Judge[S, E] = Callable[[S | None], Awaitable[list[E]]]


class Unanswered(StoreUnreachable):
    """A write was sent and may still arrive, unless another one comes first."""


class Store[S, E: Event]:
    """All documents of one kind. Every verb answers with the state after it, also when it had been done before."""

    def __init__(
        self, aggregate: Aggregate[S, E], documents: Documents, outbox: Outbox, calendar: Callable[[], WorkingDays]
    ) -> None:
        self.aggregate = aggregate
        self.kind = aggregate.kind
        self.documents = documents
        self.outbox = outbox
        self.calendar = calendar
        self.codec = Codec(aggregate)
        self.locks = Locks()
        self.clock = StoreClock(documents)

    async def prepare(self) -> None:
        """The indexes that the sweeper, the ticks and the lists use."""
        if self.published and self.kind not in self.outbox.topics:
            raise ValueError(f"{self.kind} is published, and the outbox knows no topic for it")
        for name in ("pending_since", "next_due", "calendar", "changed"):
            await self.documents.index(self.kind, Index((name,), only=name))
        for path in ("moves.who", *(f"state.{path}" for path in self.aggregate.indexes)):
            await self.documents.index(self.kind, Index((path, "_id")))

    async def create[C, F](
        self, id: str, decide: Callable[[C, F], list[E]], command: C, who: Origin, gather: Gather[S, C, F]
    ) -> Stored[S]:
        """Create the document; refuses TAKEN if another cause created it."""

        async def judge(state: S | None) -> list[E]:
            if state is not None:
                refuse(TAKEN, id=id)
            return decide(command, await gather(None, command, who))

        return await self._settle(id, who, judge)

    async def change[C, F](
        self, id: str, decide: Callable[[S, C, F], list[E]], command: C, who: Origin, gather: Gather[S, C, F]
    ) -> Stored[S]:
        """Change the document; refuses UNKNOWN if there is none."""

        async def judge(state: S | None) -> list[E]:
            if state is None:
                refuse(UNKNOWN, id=id)
            return decide(state, command, await gather(state, command, who))

        return await self._settle(id, who, judge)

    async def create_or_change[C, F](
        self, id: str, decide: Callable[[S | None, C, F], list[E]], command: C, who: Origin, gather: Gather[S, C, F]
    ) -> Stored[S]:
        """Change the document, or create it on first use."""

        async def judge(state: S | None) -> list[E]:
            return decide(state, command, await gather(state, command, who))

        return await self._settle(id, who, judge)

    async def read(self, id: str) -> Stored[S]:
        return await self.find(id) or refuse(UNKNOWN, id=id)

    async def find(self, id: str) -> Stored[S] | None:
        loaded = await self._load(id, "")
        return loaded.stored if loaded else None

    async def history(self, id: str) -> list[Document]:
        """The stored events with their personal values, for the roles that may see them."""
        document = await find_one(self.documents, self.kind, {"_id": id}, {"events": 1}) or refuse(UNKNOWN, id=id)
        records: list[Document] = document["events"]
        return records

    async def each(self) -> AsyncIterator[Document]:
        """Every document whole, by id, for `verify`."""
        last = ""
        while page := await self.documents.find(self.kind, {"_id": {"$gt": last}}, sort=[("_id", 1)], limit=100):
            for document in page:
                yield document
            last = page[-1]["_id"]

    async def _settle(self, id: str, who: Origin, judge: Judge[S, E]) -> Stored[S]:
        """Decides and writes; decides again when another process was faster or the store did not answer."""
        reason, may_arrive = UNCERTAIN, False
        try:
            async with asyncio.timeout(LINE_SECONDS), self.locks.holding(id), asyncio.timeout(SETTLE_SECONDS):
                for pause in PAUSES:
                    if pause:
                        await asyncio.sleep(pause * random.uniform(0.5, 1.5))
                    try:
                        if done := await self._attempt(id, who, judge):
                            return done
                        reason, may_arrive = OVERTAKEN, False
                    except StoreUnreachable as error:
                        reason, may_arrive = UNCERTAIN, may_arrive or isinstance(error, Unanswered)
                    except Refusal:
                        if not may_arrive:
                            raise
                        reason = UNCERTAIN  # by now it would be refused, and may yet be done
                        break
        except TimeoutError:
            reason = UNCERTAIN
        refuse(reason, id=id)

    async def _attempt(self, id: str, who: Origin, judge: Judge[S, E]) -> Stored[S] | None:
        loaded = await self._load(id, who.cause)
        if loaded and loaded.request is not None:
            if loaded.request not in ("", who.request):
                refuse(KEY_REUSED)
            return loaded.stored
        version = loaded.stored.version if loaded else 0
        if who.expected is not None and who.expected != version:
            refuse(STALE, now=version, then=who.expected)
        events = await judge(loaded.stored.state if loaded else None)
        try:
            return await self._append(id, who, loaded, events)
        except StoreUnreachable as error:
            raise Unanswered from error

    async def _append(self, id: str, who: Origin, loaded: Loaded[S] | None, events: list[E]) -> Stored[S] | None:
        if not events:
            return await self._note(id, who, loaded)
        before = loaded.stored.state if loaded else None
        state = self.aggregate.fold(before, [event.without_personal() for event in events])
        version = (loaded.stored.version if loaded else 0) + 1
        sequence = loaded.stored.sequence if loaded else 0
        records = recorded(events, who, sequence, loaded.head if loaded else "")
        after = Stored(id, version, records[-1]["sequence"], state)
        check_sizes(records)
        if who.dry_run:
            return after
        if not await self.write(after, records, {"version": version - 1} if loaded else None):
            return None
        if self.published:
            self.outbox.hand_over(Handover(self.kind, id, loaded.published if loaded else 0, records))
        return after

    async def write(self, after: Stored[S], records: list[Document], guard: Document | None) -> bool:
        """Insert the aggregate, or update it if the stored fields still equal `guard`.

        Returns False if another writer was first.
        """
        fields = self.codec.fields(after.state, records, after.version, self.calendar())
        now = stamp(await self.clock.now())
        pending = {"pending_since": now} if self.published else {}
        concerned: list[str] = sorted({move["who"] for move in fields["moves"]})
        if self.has_moves:
            fields["changed"] = now
        if guard is None:
            document = {"_id": after.id, **fields, **pending, "published": 0, "noted": [], "events": records}
            return await self.documents.insert(self.kind, document | ({"concerned": concerned} if concerned else {}))
        change: Document = {"$set": fields, "$push": {"events": {"$each": records}}, "$unset": without_deadline(fields)}
        if pending:
            change["$min"] = pending
        if concerned:
            change["$addToSet"] = {"concerned": {"$each": concerned}}
        return await self.documents.update(self.kind, {"_id": after.id, **guard}, change)

    async def _note(self, id: str, who: Origin, loaded: Loaded[S] | None) -> Stored[S] | None:
        """A decision that came to nothing is remembered under the same guard, so that a rewind decides it no more."""
        if loaded is None:
            raise ValueError(f"{id}: a decision on nothing must make something")
        if who.dry_run:
            return loaded.stored
        stored = loaded.stored
        fields = {"version": stored.version + 1, **self.codec.deadline(stored.state, self.calendar())}
        change: Document = {
            "$set": fields,
            "$push": {"noted": {"$each": [noted(who)]}},
            "$unset": without_deadline(fields),
        }
        if not await self.documents.update(self.kind, {"_id": id, "version": stored.version}, change):
            return None
        return Stored(id, stored.version + 1, stored.sequence, stored.state)

    async def _load(self, id: str, cause: str) -> Loaded[S] | None:
        fields: Document = dict.fromkeys(("version", "sequence", "head", "published", "shape", "state"), 1)
        met = {"$elemMatch": {"cause": cause}}
        document = await find_one(self.documents, self.kind, {"_id": id}, fields | {"events": met, "noted": met})
        if document is None:
            return None
        if document["shape"] > self.aggregate.shape:
            refuse(NEWER)
        causes = [*document.get("events", ()), *document.get("noted", ())]
        if document["shape"] < self.aggregate.shape:
            document["events"] = (await self.history(id))[: document["sequence"]]
        request = causes[0]["request"] if causes else None
        return Loaded(self.codec.stored(document), document["head"], document["published"], request)

    @property
    def has_moves(self) -> bool:
        """Whether documents of this kind ever wait for somebody."""
        return self.aggregate.moves is not nobody

    @property
    def published(self) -> bool:
        """Whether the events of this kind leave the service."""
        return getattr(self.aggregate.event, "topic", None) is not None


def without_deadline(fields: Document) -> Document:
    """What a write takes away: the pause of a deadline that failed, and the deadline itself where there is none."""
    gone = ("due_retry",) if "next_due" in fields else ("due_retry", "next_due", "calendar")
    return dict.fromkeys(gone, "")


def check_sizes(records: list[Document]) -> None:
    """In bytes, as they are sent and stored."""
    for record in records:
        if len(json.dumps([record["data"], record["personal"]], ensure_ascii=False).encode()) > LARGEST_EVENT:
            refuse(TOO_LARGE)


async def no_facts(state: object, command: object, who: Origin) -> None:
    """Gather nothing, for decisions that rest on their state and command alone."""
