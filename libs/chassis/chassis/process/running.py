"""python -m <service> api|worker|all: the parts meet, run, and stop in order."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any, Protocol

import structlog
import uvicorn
import uvloop
from fastapi import APIRouter, FastAPI

from chassis.clock import SampleClock, wall
from chassis.consuming import COUNTS, Consuming, Parking, Reactions, RowStore, recount
from chassis.deadlines import Ticking, tick_on
from chassis.documents import Links, MongoBlobs, MongoDocuments, StoreUnreachable, connect
from chassis.http import ATTEMPT, AppContext, application
from chassis.kafka import Group, envelope_of, newest_records, producing
from chassis.outbox import Relay, sweep_on
from chassis.process.logs import configure
from chassis.process.parts import Parts
from chassis.process.settings import RunAs, Settings
from chassis.recovery import Gate, Reclaim, first_missing, nothing_claimed
from chassis.security import Audience, Tokens, fetching
from chassis.store import Store
from contracts.published import published
from contracts.topics import read_by

log = structlog.get_logger()

DRAIN_SECONDS = 5.0
RECOUNT_SECONDS = 5.0
GATHER_SECONDS = 0.05
STALLED_SECONDS = 10.0
GRACE_SECONDS = 5
NEWEST = 100


class Service(Protocol):
    """What the chassis must know of a service."""

    @property
    def stores(self) -> Sequence[Store[Any, Any]]: ...
    @property
    def rows(self) -> Sequence[RowStore[Any]]: ...
    @property
    def ticking(self) -> Sequence[Ticking]: ...

    async def prepare(self) -> None:
        """What must be there before the first request, besides indexes; may be run again."""
        ...


@dataclass(frozen=True)
class Blueprint[S: Service]:
    """A service as its `__main__` declares it."""

    name: str
    assemble: Callable[[Parts], S]
    router: Callable[[S, Parts], APIRouter]
    reactions: Reactions[S]
    reclaim: Reclaim[S] = nothing_claimed


class Running[S: Service]:
    """One process of a service."""

    def __init__(self, blueprint: Blueprint[S], settings: Settings, run_as: RunAs) -> None:
        self.blueprint = blueprint
        self.run_as = run_as
        self.settings = settings
        self.client = connect(settings.store_url)
        self.parts = parts(blueprint.name, settings, self.client)
        self.service = blueprint.assemble(self.parts)
        self.attempts = self.parts.store(ATTEMPT)
        self.parking = Parking(self.parts.documents, blueprint.name)
        self.group = self._group()
        self.gate = Gate(self.parts.documents, blueprint.name, self._missing)
        self.prepared = False
        self.turned_at = time.monotonic()

    def _group(self) -> Group | None:
        topics = read_by(self.blueprint.name)
        if self.run_as == "api" or not topics:
            return None
        self.consuming = Consuming(
            self.service, published(), self.blueprint.reactions, self.parts.row_stores, self.parking
        )
        group = self.blueprint.name + self.settings.group_suffix
        return Group(self.settings.kafka, group, topics, self.consuming.take, self.settings.kafka_certificates)

    def app(self) -> FastAPI:
        audience = Audience(self.settings.issuer, self.settings.audience)
        around = AppContext(
            name=self.blueprint.name,
            documents=self.parts.documents,
            tokens=Tokens(fetching(self.settings.jwks_url), audience),
            clock=self.parts.clock,
            attempts=self.attempts,
            largest_body=self.settings.largest_body,
            alive=[self._stalled, self._stuck, self.gate.must_start_anew],
            ready=[self._unprepared, self._unassigned],
            closed=lambda: self.gate.rule,
        )
        router = APIRouter() if self.run_as == "worker" else self.blueprint.router(self.service, self.parts)
        return application(self.service, router, around, self._lifespan)

    @asynccontextmanager
    async def _lifespan(self, app: FastAPI) -> AsyncIterator[None]:
        """Starts everything in the background, stops it in order: consumer, relay, store."""
        tasks = [asyncio.create_task(guarded(it)) for it in (self._turn(), self.gate.watch(), self._work())]
        yield
        if self.group:
            await self.group.stop()
        with suppress(TimeoutError):
            await asyncio.wait_for(self.parts.relay.drain(), DRAIN_SECONDS)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.parts.relay.close()
        self.client.close()
        log.info("stopped")

    async def _work(self) -> None:
        """All that writes, publishes or consumes: from the opening on, and only until the gate is shut."""
        await self.gate.opened.wait()
        tasks = [asyncio.create_task(guarded(it)) for it in self._background()]
        try:
            await self.gate.shut.wait()
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
        """Indexes and first documents, as soon as the store answers; then the consumer."""
        while not self.prepared:
            try:
                await self.prepare()
            except StoreUnreachable:
                log.warning("waiting for the store")
                await asyncio.sleep(1)
        if self.group:
            await asyncio.gather(self.group.run(), self.consuming.retry_on())

    async def prepare(self) -> None:
        for store in self.stores:
            await store.prepare()
        for rows in self.parts.row_stores:
            await rows.prepare()
        await self.parking.prepare()
        await self.service.prepare()
        self.prepared = True

    async def _turn(self) -> None:
        while True:
            self.turned_at = time.monotonic()
            await asyncio.sleep(1)

    async def _missing(self) -> str:
        """One of the newest own events that the store lacks, if any."""
        topics = self.parts.relay.topics
        found = await newest_records(
            self.settings.kafka, list(topics.values()), NEWEST, self.settings.kafka_certificates
        )
        newest = [(it.topic, told) for it in found if (told := envelope_of(it, self.blueprint.name))]
        return await first_missing({topics[store.kind].name: store for store in self.stores if store.published}, newest)

    @property
    def stores(self) -> list[Store[Any, Any]]:
        """Those of the service, and the one of refused attempts."""
        return [*self.service.stores, self.attempts]

    def _stalled(self) -> str | None:
        return "the event loop stood still" if time.monotonic() - self.turned_at > STALLED_SECONDS else None

    def _stuck(self) -> str | None:
        return "the consumer has lag and makes no progress" if self.group and self.group.stuck() else None

    def _unprepared(self) -> str | None:
        return None if self.prepared else "not prepared yet"

    def _unassigned(self) -> str | None:
        return "no partitions yet" if self.group and not self.group.assigned else None


def parts(name: str, settings: Settings, client: Any) -> Parts:
    """The real parts."""
    database = f"{settings.store_prefix}_{name}"
    documents = MongoDocuments(client, database)
    return Parts(
        settings=settings,
        documents=documents,
        blobs=MongoBlobs(client, database),
        relay=Relay(documents, name, {}, producing(settings.kafka, name, settings.kafka_certificates)),
        clock=SampleClock(settings.clock_file) if settings.clock_file else wall,
        links=Links(settings.blob_key.get_secret_value().encode()),
    )


async def recount_on(rows: RowStore[Any]) -> None:
    """Counts touched buckets anew as soon as rows note some, and now and then what a crash left; until cancelled."""
    while True:
        with suppress(TimeoutError):
            await asyncio.wait_for(rows.noted.wait(), RECOUNT_SECONDS)
        await asyncio.sleep(GATHER_SECONDS)
        rows.noted.clear()
        try:
            if await recount(rows, COUNTS):
                rows.noted.set()
        except StoreUnreachable:
            log.warning("recounter waits for the store")
        except Exception:
            log.exception("a recount failed")


async def guarded(work: Coroutine[Any, Any, None]) -> None:
    """A background task that dies of a bug must be heard of."""
    try:
        await work
    except asyncio.CancelledError:
        raise
    except BaseException:
        log.exception("a background task died")
        raise


def serve[S: Service](blueprint: Blueprint[S], run_as: RunAs, settings: Settings | None = None) -> None:
    """Runs until SIGTERM or SIGINT; requests that are under way are finished."""
    settings = settings or Settings()
    configure(blueprint.name, settings.log_level)
    asyncio.run(served(blueprint, run_as, settings), loop_factory=uvloop.new_event_loop)


async def served[S: Service](blueprint: Blueprint[S], run_as: RunAs, settings: Settings) -> None:
    """All parts are made inside the loop that runs them: motor stays with the loop it was made in."""
    config = uvicorn.Config(
        Running(blueprint, settings, run_as).app(),
        host=settings.host,
        port=settings.port,
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    await uvicorn.Server(config).serve()
