"""Made cases and visits: what a judge without a store is told and given, and what the service finds.

`python -m tests.judge.made --count 1000 --seed 1` writes them as JSON lines (`service`, `facts`, `given`, `verdict`,
`hash`), after a first line with the `packs` that they are judged with. They come of walks of mischief (tests/attack):
the lawful next command, its neighbours, and what nobody should ask for.
"""

import argparse
import asyncio
import json
import re
import sys
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from tests.attack.walk.doors import Answer, below_http, origin, routes
from tests.attack.walk.walking import drawn, walked
from tests.attack.walk.world import Asked, World
from tests.judge.courts import COURTS, Court
from tools.pack import packs

from contracts.judged import Judged, Prejudged
from contracts.judging import Judge
from contracts.verdict import OF_THE_RECORD, Verdict, refusing

HASH = re.compile(r"[0-9a-f]{64}")
LENGTH = 60


@dataclass(frozen=True)
class Made:
    """A command that was judged and then given; `verdict` is the service's, the judge's own where that is undecided."""

    service: str
    facts: str
    given: str
    answer: dict[str, Any]
    verdict: Verdict

    @property
    def step(self) -> str:
        return str(json.loads(self.given)["step"])

    def line(self) -> str:
        told = {"service": self.service, "facts": json.loads(self.facts), "given": json.loads(self.given)}
        return json.dumps(told | {"verdict": self.verdict, "hash": self.answer["hash"]}, ensure_ascii=False)


@dataclass
class JudgingDoor:
    """A door of walks before which each command to a court is judged; `wrong` tells of verdicts that differ."""

    court: Court
    judge: Judge[Any]
    made: list[Made] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)

    async def __call__(self, world: World, asked: Asked) -> Answer:
        step, named = step_of(world, asked)
        if step not in self.judge.decisions or asked.key in self.keys or asked.expected is not None:
            return await below_http(world, asked)
        court, who = self.court, origin(world, asked)
        stored = await court.found(world, named)
        if stored is None or court.body(stored.state) != who.agency or asked.person.role not in self.judge.givers(step):
            return await below_http(world, asked)  # who has no facts, or is refused before anything is judged
        self.keys.add(asked.key)
        facts = self.judge.reads.dump_json(await court.verbs_of(world).facts.known(stored, who)).decode()
        given = json.dumps(await given_of(court, world, asked, step, named))
        answer = json.loads(self.judge.judge(facts, given))
        before = len(world.kept(court.kind)[stored.id]["events"])
        found = await below_http(world, replace(asked, prejudged=Prejudged.read(answer["judged"])))
        records = world.kept(court.kind)[stored.id]["events"][before:]
        self.compare(Made(court.service, facts, given, answer, verdict_of(records, found, answer)), found)
        return found

    def compare(self, made: Made, found: Answer) -> None:
        self.made.append(made)
        own, undecided = made.answer["verdict"], "undecided" in made.answer["verdict"]
        if own != made.verdict:
            self.wrong.append(f"{made.given}\n judged {own}\n found {made.verdict}")
        judged = found.refusal.judged if found.refusal else None
        if found.refusal and judged not in (None, Judged.UNDECIDED if undecided else Judged.CONFIRMED):
            self.wrong.append(f"{made.given}\n compared as {judged}")


def step_of(world: World, asked: Asked) -> tuple[str, dict[str, str]]:
    """Return the step of a command and the ids in its address."""
    for pattern, route in routes(world):
        if not (asked.event or asked.due) and (found := pattern.fullmatch(asked.path)):
            return route.name.replace("_", "-"), found.groupdict()
    return "", {}


async def given_of(court: Court, world: World, asked: Asked, step: str, named: dict[str, str]) -> dict[str, Any]:
    received = court.verbs_of(world).facts.received
    hashes = sorted(set(HASH.findall(json.dumps(asked.body))))
    files = [file for file in hashes if await received.from_body(file, asked.person.agency)]
    return {
        "step": step,
        "body": asked.body,
        "item": named.get(court.item, ""),
        "key": asked.key,
        "now": world.clock().isoformat(),
        "files": files,
        "pictures": [file for file in files if (await received.blobs.open(file)).media_type.startswith("image/")],
    }


def verdict_of(records: Sequence[dict[str, Any]], found: Answer, answer: dict[str, Any]) -> Verdict:
    """Return what the service recorded or refused; what the judge left to it, or named as no command, is taken over."""
    own: Verdict = answer["verdict"]
    if "undecided" in own or (found.status == 422 and found.refusal is None and "invalid" in own):
        return own
    if found.refusal:
        return refusing(found.refusal)
    return {"events": [{"type": one["type"], "data": judged_part(one["data"])} for one in records]}


def judged_part(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in OF_THE_RECORD}


async def made_of(court: Court, count: int, seed: int) -> AsyncIterator[Made]:
    """Make so many, the same ones of the same seed; raise AssertionError where judge and service differ."""
    world = await court.world()
    door = JudgingDoor(court, court.judge())
    while count > 0:
        await walked(world, drawn(Random(seed), LENGTH), door)
        assert not door.wrong, door.wrong[0]
        for made in door.made[:count]:
            yield made
        count, seed = count - len(door.made), seed + 1
        door.made.clear()


async def made_of_all(count: int, seed: int) -> AsyncIterator[Made]:
    """Make so many, as many of each court."""
    for court in COURTS:
        async for made in made_of(court, count // len(COURTS), seed):
            yield made


async def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.judge.made", description=__doc__)
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    sys.stdout.write(json.dumps({"packs": packs()}) + "\n")
    async for made in made_of_all(asked.count, asked.seed):
        sys.stdout.write(made.line() + "\n")


if __name__ == "__main__":
    asyncio.run(main())
