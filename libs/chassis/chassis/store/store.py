"""One aggregate, one document, one guarded write (docs/decisions/0014)."""

import asyncio
import json
import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import cast

from chassis.documents import Document, Documents, Index, StoreClock, StoreUnreachable, find_one
from chassis.store.aggregate import Aggregate, nowhere
from chassis.store.codec import Loaded, Stored, noted
from chassis.store.comparing import Comparing
from chassis.store.handover import Handover, Outbox
from chassis.store.locks import Locks
from chassis.store.making import all_concerned, make_found, make_listed, make_moves
from chassis.store.reader import Reader
from chassis.store.recording import recorded
from chassis.store.remembered import Remembered
from chassis.store.rules import KEY_REUSED, OVERTAKEN, STALE, TAKEN, TOO_LARGE, UNCERTAIN, UNKNOWN
from chassis.store.shapes import AggregateDocument, Derived, EventRecord, Listed, Move, Passing
from contracts.calendar import WorkingDays
from contracts.envelope import stamp
from contracts.event import Event
from contracts.origin import Origin, dated
from contracts.refusal import Refusal, refuse

LARGEST_EVENT = 256 * 1024
LINE_SECONDS = 12.0
SETTLE_SECONDS = 8.0
PAUSES = (0.0, 0.005, 0.01, 0.02, 0.04, *[0.08] * 30)

type Gather[S, C, F] = Callable[[S | None, C, Origin], Awaitable[F]]
type Judge[S, E] = Callable[[S | None], Awaitable[list[E]]]


class Unanswered(StoreUnreachable):
    """A write was sent and may still arrive, unless another one comes first."""


class Store[S, E: Event](Reader[S, E]):
    """All documents of one kind, written under a guard.

    Every verb returns the state after it, also when it had been done before under the same cause. It refuses
    STALE, KEY_REUSED, TOO_LARGE, NEWER (when reading), OVERTAKEN after many tries, and UNCERTAIN without an answer.
    """

    def __init__(
        self, aggregate: Aggregate[S, E], documents: Documents, outbox: Outbox, calendar: Callable[[], WorkingDays]
    ) -> None:
        super().__init__(aggregate, documents)
        self.outbox = outbox
        self.calendar = calendar
        self.locks = Locks()
        self.remembered = Remembered[S]()
        self.clock = StoreClock(documents)
        self.comparing = Comparing[S]()

    async def prepare(self) -> None:
        """Make the indexes that the sweeper, the ticks and the lists use."""
        if self.published and self.kind not in self.outbox.topics:
            raise ValueError(f"{self.kind} is published, and the outbox knows no topic for it")
        for name in ("pending_since", "next_due", "calendar", "changed"):
            await self.documents.index(self.kind, Index((name,), sparse=True))
        for path in ("moves.who", *(f"state.{path}" for path in self.aggregate.indexes)):
            await self.documents.index(self.kind, Index((path, "_id")))
        if self.aggregate.found_by is not nowhere:
            await self.documents.index(self.kind, Index(("found_by", "_id")))
            await make_found(self)
        if self.aggregate.listed:
            for name in Listed.__required_keys__:
                await self.documents.index(self.kind, Index((f"listed.{name}", "_id")))
            await self.documents.index(self.kind, Index(("listed.withheld_from",), sparse=True))
            await make_listed(self)
        if self.has_work_items:
            await make_moves(self, stamp(await self.clock.now()))

    async def create[C, F](
        self, id: str, decide: Callable[[C, F], list[E]], command: C, who: Origin, gather: Gather[S, C, F]
    ) -> Stored[S]:
        """Create the document; refuses TAKEN if another cause created it."""
        who = who.doing(command)

        async def judge(state: S | None) -> list[E]:
            if state is not None:
                refuse(TAKEN, id=id)
            return decide(command, await gather(None, command, who))

        return await self._settle(id, who, judge)

    async def change[C, F](
        self, id: str, decide: Callable[[S, C, F], list[E]], command: C, who: Origin, gather: Gather[S, C, F]
    ) -> Stored[S]:
        """Change the document; refuses UNKNOWN if there is none."""
        who = who.doing(command)

        async def judge(state: S | None) -> list[E]:
            if state is None:
                refuse(UNKNOWN, id=id)
            return decide(state, command, await gather(state, command, who))

        return await self._settle(id, who, judge)

    async def create_or_change[C, F](
        self, id: str, decide: Callable[[S | None, C, F], list[E]], command: C, who: Origin, gather: Gather[S, C, F]
    ) -> Stored[S]:
        """Change the document, or create it on first use."""
        who = who.doing(command)

        async def judge(state: S | None) -> list[E]:
            return decide(state, command, await gather(state, command, who))

        return await self._settle(id, who, judge)

    async def _settle(self, id: str, who: Origin, judge: Judge[S, E]) -> Stored[S]:
        """Decide and write; decide again when another process was faster or the store did not answer."""
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

    async def find(self, id: str) -> Stored[S] | None:
        """Return the aggregate, or None; remember it, since who reads one often acts on it next."""
        loaded = await self.load(id, "")
        if loaded:
            self.remembered.keep(replace(loaded, published=None))
        return loaded.stored if loaded else None

    async def _attempt(self, id: str, who: Origin, judge: Judge[S, E]) -> Stored[S] | None:
        """Decide on what is remembered, which saves a read; what writes nothing counts if the store has it still."""
        remembered = self.remembered.take(id)
        if remembered and remembered.last != who.cause:
            try:
                done = await self._decide(id, who, remembered, judge)
                if done and (not who.dry_run or await self._stands(remembered, who)):
                    return done
            except Refusal:
                if await self._stands(remembered, who):
                    raise
        loaded = await self.load(id, who.cause)
        if loaded and loaded.request is not None:
            if loaded.request not in ("", who.request, who.as_sent):
                refuse(KEY_REUSED)
            return loaded.stored
        return await self._decide(id, who, loaded, judge)

    async def _stands(self, remembered: Loaded[S], who: Origin) -> bool:
        """Tell whether the store has what is remembered and did not meet the cause; then it is remembered on."""
        where = {"_id": remembered.stored.id, **remembered.guard(who.cause)}
        if await find_one(self.documents, self.kind, where, {"_id": 1}) is None:
            return False
        self.remembered.keep(remembered)
        return True

    async def _decide(self, id: str, who: Origin, loaded: Loaded[S] | None, judge: Judge[S, E]) -> Stored[S] | None:
        """Decide, and write under the guard of what the decision rests on; None if another writer was first.

        Who sees an old version is told of it, unless they may not see the thing at all.
        """
        stored = loaded.stored if loaded else None
        version = stored.version if stored else 0
        stale = Refusal(STALE, now=version, then=who.expected) if who.expected not in (None, version) else None
        try:
            events = await judge(stored.state if stored else None)
            if stale:
                raise stale
        except Refusal as refusal:
            told = refusal if refusal.rule.hidden or refusal.rule is UNKNOWN else stale or refusal
            told.judged = None if told.rule.hidden else await self.comparing.judged(stored, told, who)
            raise told from None
        events = dated(events, who, await self.comparing.judged(stored, events, who))
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
        guard, stored = (loaded.guard(who.cause), loaded.state) if loaded else (None, None)
        moves = self.codec.moves(state, loaded.moves if loaded else (), records[-1])
        if not await self.write(after, records, moves, guard, stored):
            return None
        if self.published:
            self.outbox.hand_over(Handover(self.kind, id, loaded.published if loaded else 0, records))
        self.remembered.keep(Loaded(after, records[-1]["digest"], None, None, state, who.cause, moves))
        return after

    async def write(
        self,
        after: Stored[S],
        records: list[EventRecord],
        moves: list[Move],
        guard: Document | None,
        stored: S | None = None,
    ) -> bool:
        """Insert the aggregate, or update it if the stored fields still meet `guard`.

        `moves` are the work items after it. `stored` is the state that is there, if it is known: only what changes of
        it is written. Returns False if another writer was first.
        """
        derived = self.codec.derived(after, records[-1]["digest"], self.calendar(), moves)
        now = stamp(await self.clock.now())
        if self.has_work_items or self.aggregate.moves:
            derived["changed"] = now
        if guard is None:
            return await self._insert(after, records, derived, now)
        state = self.codec.state_change(stored, after.state)
        fields: Document = {**derived, **state.set}
        pushed = {"events": {"$each": records}, **state.push}
        change: Document = {"$set": fields, "$push": pushed, "$unset": without_deadline(derived)}
        if self.published:
            change["$min"] = {"pending_since": now}
        if concerned := all_concerned(moves):
            change["$addToSet"] = {"concerned": {"$each": concerned}}
        return await self.documents.update(self.kind, {"_id": after.id, **guard}, change)

    async def _insert(self, after: Stored[S], records: list[EventRecord], derived: Derived, now: str) -> bool:
        document: AggregateDocument = {
            "_id": after.id,
            **derived,
            "state": self.codec.dumped(after.state),
            "published": 0,
            "noted": [],
            "events": records,
        }
        if self.published:
            document["pending_since"] = now
        if concerned := all_concerned(derived["moves"]):
            document["concerned"] = concerned
        return await self.documents.insert(self.kind, cast("Document", document))

    async def _note(self, id: str, who: Origin, loaded: Loaded[S] | None) -> Stored[S] | None:
        """Note, under the same guard, a decision that came to nothing, so that a rewind does not repeat it."""
        if loaded is None:
            raise ValueError(f"{id}: a decision on nothing must make something")
        if who.dry_run:
            return loaded.stored
        stored = loaded.stored
        deadline = self.codec.deadline(stored.state, self.calendar())
        change: Document = {
            "$set": {"version": stored.version + 1, **deadline},
            "$push": {"noted": {"$each": [noted(who)]}},
            "$unset": without_deadline(deadline),
        }
        if not await self.documents.update(self.kind, {"_id": id, **loaded.guard(who.cause)}, change):
            return None
        after = Stored(id, stored.version + 1, stored.sequence, stored.state)
        self.remembered.keep(replace(loaded, stored=after, published=None, last=who.cause))
        return after


def without_deadline(deadline: Passing) -> Document:
    """Return what a write unsets: the pause of a failed deadline, and the deadline itself where there is none."""
    gone = ("due_retry",) if "next_due" in deadline else ("due_retry", "next_due", "calendar")
    return dict.fromkeys(gone, "")


def check_sizes(records: list[EventRecord]) -> None:
    """Refuse TOO_LARGE by the bytes that are sent and stored."""
    for record in records:
        if len(json.dumps([record["data"], record["personal"]], ensure_ascii=False).encode()) > LARGEST_EVENT:
            refuse(TOO_LARGE)


async def no_facts(state: object, command: object, who: Origin) -> None:
    """Gather nothing, for decisions that rest on their state and command alone."""
