"""From records to effects: each is handled once in effect, in order within its line, and none is lost.

Verdicts: done or seen; unreadable, refused or failing for good → parked; too early → parked and tried again; store or
broker away → wait. The caller commits offsets only after `take` has returned.
"""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from pydantic import ValidationError

from chassis.consuming.parking import Parking, Reason, Trouble
from chassis.consuming.reactions import Reactions
from chassis.consuming.rows import Forked, RowStore, SequenceGap
from chassis.documents import StoreUnreachable
from chassis.kafka import Record
from chassis.metrics import CONSUMED, PROGRESS, UNKNOWN_TYPES
from chassis.store import KEY_REUSED
from contracts.envelope import Envelope, Unreadable
from contracts.event import Event, Registry
from contracts.origin import Origin
from contracts.refusal import Category, Refusal
from contracts.trace import trace_context
from contracts.values import PersonId

log = structlog.get_logger()

TRIES = 4
SIDE_BY_SIDE = 16
WAIT_SECONDS = 0.5
RETRIED_CATEGORIES = (Category.CONFLICT, Category.UNAVAILABLE)


@dataclass(frozen=True)
class Heard:
    """A record that could be read; `event` is None for a type that is not in the language."""

    topic: str
    envelope: Envelope
    event: Event | None
    who: Origin


def run_of(heard: Sequence[Heard | Trouble]) -> Iterator[Heard]:
    """Yield those before the first that could not be read."""
    for one in heard:
        if isinstance(one, Trouble):
            return
        yield one


class Consuming[S]:
    """Handler of the records of one service: its rows first, then its reaction."""

    def __init__(
        self,
        service: S,
        registry: Registry,
        reactions: Reactions[S],
        rows: Sequence[RowStore[Any]],
        parking: Parking,
        pause: Callable[[int], float] = lambda attempt: 0.05 * 4**attempt,
    ) -> None:
        self.service = service
        self.registry = registry
        self.reactions = reactions
        self.rows = rows
        self.parking = parking
        self.pause = pause

    async def take(self, records: Sequence[Record]) -> None:
        """Return when every effect is stored; never raises: the consumer has already moved past these records."""
        while True:
            try:
                await self._take(records)
            except* StoreUnreachable:
                log.warning("consumer waits for the store")
            except* Exception:
                log.exception("a batch could not be handled; it is tried again")
            else:
                PROGRESS.set(time.time())
                return
            await asyncio.sleep(WAIT_SECONDS)

    async def _take(self, records: Sequence[Record]) -> None:
        lines: dict[str, list[Record]] = {}
        for record in records:
            lines.setdefault(record.ordering_key, []).append(record)
        occupied = await self.parking.occupied(list(lines))
        side_by_side = asyncio.Semaphore(SIDE_BY_SIDE)
        async with asyncio.TaskGroup() as tasks:
            for line, members in lines.items():
                tasks.create_task(self._take_line(members, line in occupied, side_by_side))

    async def _take_line(self, records: Sequence[Record], blocked: bool, side_by_side: asyncio.Semaphore) -> None:
        async with side_by_side:
            heard = [] if blocked else [self._heard(record) for record in records]
            await self._rows_ahead(heard)
            for place, record in enumerate(records):
                trouble = Trouble(Reason.BEHIND, "") if blocked else await self._persist(heard[place])
                if trouble:
                    blocked = True
                    await self.parking.park(record, trouble)
                CONSUMED.labels(trouble.reason if trouble else "done").inc()

    async def retry_on(self, every: float = 1.0) -> None:
        """Try parked records again each second, until cancelled."""
        while True:
            try:
                await self.retry()
            except StoreUnreachable:
                log.warning("parked records wait for the store")
            except Exception:
                log.exception("parked records could not be tried")
            await asyncio.sleep(every)

    async def retry(self) -> None:
        """Pass once over the lines in which something is due."""
        for line in await self.parking.lines_due():
            await self._retry_line(line)

    async def _retry_line(self, line: str) -> None:
        """Try a parked line in order; what stands behind its head waits with it.

        An older event of the same aggregate that arrived after the head goes before it, also when it was half done.
        """
        while head := await self.parking.first(line):
            if not await self.parking.due(head):
                await self.parking.hold_behind(line)
                return
            if head.reason is Reason.DROPPED:
                await self.parking.release(head.id)
                continue
            one = await self.parking.earlier(head) or head
            record = await self.parking.content(one.id)
            if record is None:
                continue
            if trouble := await self._handled(record):
                await self.parking.put_off(head, trouble)
                return
            await self.parking.release(one.id)

    async def _rows_ahead(self, heard: Sequence[Heard | Trouble]) -> None:
        """Advance rows by all events of one aggregate that came together, in one write where that is possible."""
        run = list(run_of(heard))
        for rows in self.rows if len(run) > 1 else ():
            if run[0].topic in rows.rows.topics:
                await rows.take_run([(one.envelope, one.event) for one in run])

    async def _handled(self, record: Record) -> Trouble | None:
        """Handle a record and return the trouble, or None when it is done; wait for as long as the store is away."""
        return await self._persist(self._heard(record))

    def _heard(self, record: Record) -> Heard | Trouble:
        try:
            envelope = Envelope.read(record.headers, record.value)
            if (record.key or b"").decode() != envelope.subject:
                raise Unreadable("the key is not the subject")
            event, who = self._decoded(envelope), origin_of(envelope)
        except Exception as error:  # whatever is in it, a record must not stop the others
            return Trouble(Reason.UNREADABLE, described(error))
        return Heard(record.topic, envelope, event, who)

    def _decoded(self, envelope: Envelope) -> Event | None:
        if envelope.type not in self.registry.by_type:
            UNKNOWN_TYPES.inc()
            return None
        return self.registry.decode(envelope.type, dict(envelope.data))

    async def _persist(self, heard: Heard | Trouble) -> Trouble | None:
        """Try up to TRIES times; a try that only the store's absence spoils does not count."""
        if isinstance(heard, Trouble):
            return heard
        attempt = 1
        while True:
            try:
                await self._effects(heard)
                return None
            except StoreUnreachable:
                await asyncio.sleep(WAIT_SECONDS)
                continue
            except Exception as error:
                if is_unavailable(error) and await self._store_was_away():
                    continue
                if attempt == TRIES or not worth_another_try(error):
                    return judged(error)
            await asyncio.sleep(self.pause(attempt - 1))
            attempt += 1

    async def _store_was_away(self) -> bool:
        """Ask the store; wait a little and return True if it does not answer."""
        try:
            await self.parking.documents.ping()
        except StoreUnreachable:
            await asyncio.sleep(WAIT_SECONDS)
            return True
        return False

    async def _effects(self, heard: Heard) -> None:
        for rows in self.rows:
            if heard.topic in rows.rows.topics:
                await rows.take(heard.envelope, heard.event)
        if heard.event:
            await self.reactions.deliver(heard.event, heard.who, self.service)


def origin_of(envelope: Envelope) -> Origin:
    """Return the origin of a reaction: the person behind the foreign fact acts, and the event is the cause."""
    return Origin(
        actor=PersonId(envelope.actor),
        agency=envelope.agency,
        township=envelope.township or None,
        cause=f"event:{envelope.id}/{envelope.type}",
        request=envelope.digest,
        at=envelope.at,
        traceparent=trace_context(envelope.traceparent),
    )


def judged(error: Exception) -> Trouble:
    """Return where a failed record goes: what may be known later waits by itself, the rest needs a person."""
    match error:
        case SequenceGap():
            return Trouble(Reason.EARLY, str(error))
        case Forked():
            return Trouble(Reason.FORKED, str(error))
        case Refusal(rule=rule) if rule.code == KEY_REUSED.code:  # the same event with another digest
            return Trouble(Reason.FORKED, rule.code)
        case Refusal(rule=rule):
            waits = rule.category in (Category.UNKNOWN, Category.UNAVAILABLE)
            return Trouble(Reason.EARLY if waits else Reason.REFUSED, rule.code)
        case _:
            log.error("a reaction failed", exc_info=error)
            return Trouble(Reason.ERROR, type(error).__name__)


def worth_another_try(error: Exception) -> bool:
    """Tell whether the error may be gone within a second: a conflict, an outage or a hiccup."""
    if isinstance(error, Refusal):
        return error.rule.category in RETRIED_CATEGORIES
    return not isinstance(error, SequenceGap | Forked)


def is_unavailable(error: Exception) -> bool:
    return isinstance(error, Refusal) and error.rule.category is Category.UNAVAILABLE


def described(error: Exception) -> str:
    """Return which part is broken, without the values."""
    if isinstance(error, ValidationError):
        return "; ".join(
            f"{'.'.join(map(str, mistake['loc']))}: {mistake['type']}" for mistake in error.errors(include_input=False)
        )
    return str(error) if isinstance(error, Unreadable) else type(error).__name__
