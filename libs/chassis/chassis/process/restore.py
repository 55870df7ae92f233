"""`python -m <service> restore`: closes the service, gives its store back what it lacks, and opens it if all is well.

May be broken off at any step and run again; the service stays closed until a run comes to its end.
"""

import asyncio
import time
import uuid
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from aiokafka.errors import KafkaError

from chassis.documents import PRESENT, StoreUnreachable
from chassis.kafka import KafkaUnreachable, Published, rewind
from chassis.outbox import Relay, sweep
from chassis.process.running import Process
from chassis.recovery import (
    EVERY_SECONDS,
    Losses,
    Reclaimed,
    Report,
    close,
    losses,
    remember_sources,
    reopen,
    restore,
    verify,
)
from contracts.refusal import Refusal
from contracts.topics import read_by

NO_DELAY = timedelta(seconds=-1)
PATIENCE_SECONDS = 60.0
SEEN_SECONDS = 3 * EVERY_SECONDS
"""Until a process that is running, which none should, has seen that the service is closed."""
PAUSE_SECONDS = 0.05
OVERTAKEN = "another restore has begun since, and only the last one opens the service"


async def restored(process: Process[Any]) -> int:
    """Restore, and say what is done and found; return 0 if the service is open afterwards."""
    name, why = process.name, await attempt(process, str(uuid.uuid4()))
    print(
        f"{name}: STAYS CLOSED: {why}; put it right and run `python -m {name} restore` again" if why else opened(name)
    )
    return 1 if why else 0


def opened(name: str) -> str:
    return f"{name}: open again; processes that wait open by themselves"


async def attempt(process: Process[Any], run: str) -> str:
    """Restore; return why the service stays closed, also where the run comes to no end. Each has a name of its own."""
    try:
        return await restore_service(process, run)
    except StoreUnreachable:
        return "the store does not answer"
    except KafkaUnreachable as error:
        return f"Kafka does not answer ({error})"
    except Refusal as refusal:
        return f"a claim could not be taken again ({refusal.rule.code})"


async def restore_service(process: Process[Any], run: str) -> str:
    """Close, restore and open again; return why the service stays closed, empty if it is open."""
    name, documents = process.name, process.parts.documents
    await close(documents, name, run)
    print(f"{name}: closed")
    await asyncio.sleep(SEEN_SECONDS)
    if why := await rewind_group(process, PATIENCE_SECONDS):
        return why
    report, passed_over = await from_topics(process)
    say(of_report(report), name)
    if passed_over:
        print(f"{name}: {passed_over} records in its topics are not its own, or can't be read")
    if not report.clean:
        return "the store and the topics differ"
    say(
        (
            f"UNPUBLISHED {store.kind}: the topics know nothing of it"
            for store in process.parts.stores
            if not store.published
        ),
        name,
    )
    say(of_reclaimed(await process.blueprint.reclaim(process.service)), name)
    await publish(process.parts.relay)
    say(of_losses(await losses(process.parts.stores, process.parts.blobs)), name)
    print(f"{name}: {len(await process.parking.listed())} parked records, see `parked list`")
    findings = [finding for store in process.parts.stores for finding in await verify(store)]
    say(findings, name)
    if findings:
        return f"verify has {len(findings)} findings"
    return "" if await reopen(documents, name, run) else OVERTAKEN


async def from_topics(process: Process[Any]) -> tuple[Report, int]:
    """Read what the service itself published, then the digests of what it heard and answered."""
    name, settings = process.name, process.parts.settings
    kafka, certificates = settings.kafka, settings.kafka_certificates
    own = Published(kafka, list(process.parts.relay.topics.values()), source=name, certificates=certificates)
    report = await restore(process.parts.stores, own.envelopes())
    if report.sources:
        heard = Published(kafka, read_by(name), certificates=certificates)
        known = await remember_sources(process.parts.stores, report.sources, heard.envelopes())
        print(f"{name}: {known} causes know the digest of their event again")
    return report, own.passed_over


async def rewind_group(process: Process[Any], patience: float = 0.0) -> str:
    """Have rows and reactions hear everything again; return why they can't, tried for `patience` seconds."""
    name = process.name
    if not read_by(name):
        return ""
    group, until = name + process.parts.settings.group_suffix, time.monotonic() + patience
    while True:
        try:
            partitions = await rewind(process.parts.settings.kafka, group, process.parts.settings.kafka_certificates)
        except KafkaError as error:
            if time.monotonic() > until:
                return f"the group {group} can't be rewound ({type(error).__name__}): is a worker of it running?"
            await asyncio.sleep(1)
        else:
            print(f"{name}: the group {group} starts again in {partitions} partitions")
            return ""


async def publish(relay: Relay) -> None:
    """Publish what the copy holds and nobody published yet, and what was claimed again; `verify` tells what is left."""
    task = asyncio.create_task(relay.run())
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while await unpublished(relay):
                await sweep(relay, NO_DELAY)
                await relay.drain()
                await asyncio.sleep(PAUSE_SECONDS)
    except TimeoutError:
        print("not everything could be published")
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await relay.close()


async def unpublished(relay: Relay) -> int:
    where = {"pending_since": PRESENT}
    return sum([await relay.documents.count(kind, where) for kind in relay.topics])


def say(lines: Iterable[str], name: str) -> None:
    for line in lines:
        print(f"{name}: {line}")


def of_report(report: Report) -> Iterator[str]:
    yield f"{report.read} records read, {report.appended.total()} events were lacking"
    for kind, count in sorted(report.appended.items()):
        if count:
            yield f"{kind}: {count} events appended, {report.made[kind]} documents rebuilt"
    for fork in report.forks:
        yield f"FORK {fork}"
    for type, count in sorted(report.unknown.items()):
        yield f"UNKNOWN {type}: {count} events; is this software older than what wrote them?"


def of_reclaimed(reclaimed: Reclaimed) -> Iterator[str]:
    yield f"{len(reclaimed.taken)} claims taken again"
    for claim in reclaimed.contested:
        yield f"CONTESTED {claim}: another one has used it too"
    for gone in reclaimed.gone:
        yield f"GONE {gone}"


def of_losses(lost: Losses) -> Iterator[str]:
    yield f"{len(lost.values)} events have lost personal values, {len(lost.files)} files are missing"
    for values in lost.values:
        yield f"LOST {values}"
    for file in lost.files:
        yield f"MISSING {file}"
