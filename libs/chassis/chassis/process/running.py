"""One process of a service: what it serves and does in the background, and how it starts and stops in order."""

import asyncio
import time
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

import structlog
from fastapi import APIRouter, FastAPI

from chassis.consuming import Consuming, Parking, recount_on
from chassis.deadlines import tick_on
from chassis.documents import StoreUnreachable
from chassis.http import AppContext, Attempt, application, nothing_named
from chassis.outbox import sweep_on
from chassis.process.blueprint import Blueprint, Listening, Outside
from chassis.process.parts import Parts
from chassis.process.settings import RunAs
from chassis.recovery import Door, first_missing
from chassis.security import Session
from chassis.store import Store
from contracts.attempts import AttemptRefused
from contracts.values import PersonId

log = structlog.get_logger()

DRAIN_SECONDS = 5.0
STALLED_SECONDS = 10.0


class Process[S]:
    """One process of a service, as `compose` made it."""

    def __init__(
        self,
        *,
        blueprint: Blueprint[S],
        outside: Outside,
        run_as: RunAs,
        parts: Parts,
        service: S,
        attempts: Store[Attempt, AttemptRefused],
        parking: Parking,
        consuming: Consuming[S],
        group: Listening | None,
    ) -> None:
        self.blueprint = blueprint
        self.outside = outside
        self.run_as = run_as
        self.parts = parts
        self.service = service
        self.attempts = attempts
        self.parking = parking
        self.consuming = consuming
        self.group = group
        self.door = Door(parts.documents, blueprint.name, self._missing)
        self.prepared = False
        self.turned_at = time.monotonic()

    @property
    def name(self) -> str:
        return self.blueprint.name

    def context(self) -> AppContext:
        """Return what the routes reach: the parts, and the checks of life and readiness of this process."""
        return AppContext(
            name=self.name,
            documents=self.parts.documents,
            stores=self.parts.stores,
            ticking=self.parts.ticking,
            tokens=self.outside.tokens,
            session_of=self.parts.session_of[-1] if self.parts.session_of else of_nobody,
            clock=self.parts.clock,
            attempts=self.attempts,
            refusals=self.parts.quota("refusal", "被拒绝的办理"),
            largest_body=self.parts.settings.largest_body,
            any_version=self.parts.settings.any_version,
            alive=[self._stalled, self._stuck, self.door.must_restart],
            ready=[self._unprepared, self._unassigned],
            closed=lambda: self.door.rule,
            naming=self.parts.naming[-1] if self.parts.naming else nothing_named,
        )

    def app(self) -> FastAPI:
        """Return the application, whose lifespan runs the background work; a worker has no routes but health."""
        router = APIRouter() if self.run_as == "worker" else self.blueprint.router(self.service, self.parts)
        return application(self.service, router, self.context(), self.lifespan)

    @asynccontextmanager
    async def lifespan(self, app: FastAPI) -> AsyncIterator[None]:
        """Start everything in the background, stop it in order: consumer, relay, store."""
        tasks = [asyncio.create_task(guarded(work)) for work in (self._turn(), self.door.watch(), self._work())]
        yield
        if self.group:
            await self.group.stop()
        with suppress(TimeoutError):
            await asyncio.wait_for(self.parts.relay.drain(), DRAIN_SECONDS)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.parts.relay.close()
        self.outside.close()
        log.info("stopped")

    def send_away(self) -> None:
        """End all streams: a server waits for what is under way."""
        for watcher in self.parts.watchers:
            watcher.close()

    async def _work(self) -> None:
        """Run all that writes, publishes or consumes: from the opening on, and only until the door is shut."""
        await self.door.opened.wait()
        tasks = [asyncio.create_task(guarded(work)) for work in self._background()]
        try:
            await self.door.shut.wait()
            if self.group:
                await self.group.stop()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def _background(self) -> list[Coroutine[Any, Any, None]]:
        always = [self._start(), self.parts.relay.run()]
        if self.run_as == "api":
            return always
        return [
            *always,
            sweep_on(self.parts.relay),
            tick_on(self.parts.ticking, self.parts.clock),
            *(recount_on(rows) for rows in self.parts.row_stores),
        ]

    async def _start(self) -> None:
        """Make indexes and first documents as soon as the store answers; then start the consumer."""
        while not self.prepared:
            try:
                await self.prepare()
            except StoreUnreachable:
                log.warning("waiting for the store")
                await asyncio.sleep(1)
        if self.group:
            await asyncio.gather(self.group.run(), self.consuming.retry_on())

    async def prepare(self) -> None:
        for store in self.parts.stores:
            await store.prepare()
        for rows in self.parts.row_stores:
            await rows.prepare()
        for uploads in self.parts.uploads:
            await uploads.prepare()
        await self.parking.prepare()
        await self.blueprint.prepare(self.service)
        self.prepared = True

    async def _turn(self) -> None:
        while True:
            self.turned_at = time.monotonic()
            await asyncio.sleep(1)

    async def _missing(self) -> str:
        """Return the id of one of the newest own events that the store does not hold, or nothing."""
        topics = self.parts.relay.topics
        stores = {topics[store.kind].name: store for store in self.parts.stores if store.published}
        return await first_missing(stores, await self.outside.newest(list(topics.values())))

    def _stalled(self) -> str | None:
        return "the event loop stood still" if time.monotonic() - self.turned_at > STALLED_SECONDS else None

    def _stuck(self) -> str | None:
        return "the consumer has lag and makes no progress" if self.group and self.group.stuck() else None

    def _unprepared(self) -> str | None:
        return None if self.prepared else "not prepared yet"

    def _unassigned(self) -> str | None:
        return "no partitions yet" if self.group and not self.group.assigned else None


async def of_nobody(person: PersonId) -> Session:
    """Know no session that ended: for parts on their own, without a replica of officers."""
    return Session()


async def guarded(work: Coroutine[Any, Any, None]) -> None:
    """Await background work, and log the bug that it dies of."""
    try:
        await work
    except asyncio.CancelledError:
        raise
    except BaseException:
        log.exception("a background task died")
        raise
