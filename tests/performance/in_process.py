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

from cases.__main__ import BLUEPRINT
from cases.case.domain.evidence import TakeEvidence, take_evidence
from cases.service import Service
from chassis.clock import wall
from chassis.process import Settings, compose, production
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


def writes(service: Service, bare: Bare, command: TakeEvidence) -> dict[str, Write]:
    async def through_the_house(id: str) -> object:
        return await service.cases.change(CaseId(id), take_evidence, command, origin())

    def barely(way: str) -> Write:
        async def write(id: str) -> object:
            return await bare.take_evidence(way, id, command, str(uuid.uuid4()))

        return write

    return {"cases": through_the_house} | {way: barely(way) for way in WAYS}


async def written(write: Write, ids: list[str]) -> Round:
    left, done, began = iter(ids), Round(), time.perf_counter()

    async def task() -> None:
        for id in left:
            asked = time.perf_counter()
            await write(id)
            done.waits.append(time.perf_counter() - asked)

    await asyncio.gather(*(task() for _ in range(CALLERS)))
    done.seconds = time.perf_counter() - began
    return done


async def compare(command: dict[str, Any], cases: int, commands: int, rounds: int) -> list[dict[str, Any]]:
    """Run rounds of all ways in turn."""
    settings = Settings()
    process, bare = compose(BLUEPRINT, production("cases", settings), "api"), Bare(settings)
    kept, ways = process.parts, writes(process.service, bare, TakeEvidence.model_validate(command))
    await bare.producer.start()
    relaying = asyncio.create_task(kept.relay.run())
    done = []
    for number in range(rounds):
        ids = [id_of((number * commands + one) % cases) for one in range(commands)]
        done.append({name: asdict(await written(write, ids)) for name, write in ways.items()})
        await kept.relay.drain()
    relaying.cancel()
    await kept.relay.close()
    await bare.producer.stop()
    return done


if __name__ == "__main__":
    json.dump(asyncio.run(compare(**json.load(sys.stdin)), loop_factory=uvloop.new_event_loop), sys.stdout)
