"""The write path without HTTP: 16 tasks through the service's own verb, and through the bare calls, in turn."""

import asyncio
import json
import sys
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

import uvloop
from tests.performance.bare import WAYS, Bare
from tests.performance.calling import CALLERS, Round
from tests.performance.seeding import OFFICERS, PERSON, TOWN, id_of

from cases.domain.evidence import TakeEvidence, take_evidence
from cases.service import Service, assemble
from chassis.clock import wall
from chassis.mongo import connect
from chassis.running import parts
from chassis.settings import Settings
from contracts.origin import Origin
from contracts.values import CaseId, PersonId, Role

type Write = Callable[[str], Awaitable[object]]


def origin() -> Origin:
    return Origin(
        actor=PersonId(PERSON),
        agency=TOWN,
        township=TOWN,
        certificate=OFFICERS[0],
        roles=frozenset({Role.OFFICER}),
        cause=f"http:{PERSON}:{uuid.uuid4()}",
        request="sha256:" + "0" * 64,
        at=wall(),
    )


async def written(write: Write, ids: list[str]) -> Round:
    left, waits = iter(ids), list[float]()
    began = time.perf_counter()

    async def task() -> None:
        for id in left:
            asked = time.perf_counter()
            await write(id)
            waits.append(time.perf_counter() - asked)

    await asyncio.gather(*(task() for _ in range(CALLERS)))
    return Round(waits, time.perf_counter() - began)


async def compare(command: dict[str, Any], cases: int, commands: int, rounds: int) -> list[dict[str, Round]]:
    """Rounds of all ways in turn."""
    settings, given = Settings(), TakeEvidence.model_validate(command)
    kept = parts("cases", settings, connect(settings.store_url))
    service, bare = assemble(kept), Bare(settings)
    await bare.producer.start()
    relaying = asyncio.create_task(kept.relay.run())
    writes = {"cases": through_the_house(service, given)} | {way: barely(bare, way, given) for way in WAYS}
    done = []
    for number in range(rounds):
        ids = [id_of((number * commands + one) % cases) for one in range(commands)]
        done.append({name: await written(write, ids) for name, write in writes.items()})
        await kept.relay.drain()
    relaying.cancel()
    await kept.relay.close()
    await bare.producer.stop()
    return done


def through_the_house(service: Service, command: TakeEvidence) -> Write:
    async def write(id: str) -> object:
        return await service.change(CaseId(id), take_evidence, command, origin())

    return write


def barely(bare: Bare, way: str, command: TakeEvidence) -> Write:
    async def write(id: str) -> object:
        return await bare.take_evidence(way, id, command, str(uuid.uuid4()))

    return write


if __name__ == "__main__":
    compared = asyncio.run(compare(**json.load(sys.stdin)), loop_factory=uvloop.new_event_loop)
    json.dump([{name: asdict(one) for name, one in measured.items()} for measured in compared], sys.stdout)
