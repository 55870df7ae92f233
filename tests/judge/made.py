"""Made cases: what a judge without a store is told and given, and what the service finds.

`python -m tests.judge.made --count 1000 --seed 1` writes them as JSON lines (`facts`, `given`, `verdict`, `hash`),
after a first line with the `pack` that they are judged with. They come of walks of mischief (tests/attack): the lawful
next command, its neighbours, and what nobody should ask for.
"""

import argparse
import asyncio
import json
import re
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from tests.attack.walk.doors import Answer, below_http, origin, routes
from tests.attack.walk.of_cases.world import world as world_of_cases
from tests.attack.walk.walking import drawn, walked
from tests.attack.walk.world import Asked, World

from cases import judge
from cases.case.domain.decisions import DECISIONS
from cases.case.domain.known import KNOWN
from contracts.judged import Judged, Prejudged
from contracts.steps import GIVERS
from contracts.verdict import OF_THE_RECORD, Verdict, refusing

HASH = re.compile(r"[0-9a-f]{64}")
LENGTH = 60


@dataclass(frozen=True)
class Made:
    """A command that was judged and then given; `verdict` is the service's, the judge's own where that is undecided."""

    facts: str
    given: str
    answer: dict[str, Any]
    verdict: Verdict

    @property
    def step(self) -> str:
        return str(json.loads(self.given)["step"])

    def line(self) -> str:
        told = {"facts": json.loads(self.facts), "given": json.loads(self.given)}
        return json.dumps(told | {"verdict": self.verdict, "hash": self.answer["hash"]}, ensure_ascii=False)


@dataclass
class JudgingDoor:
    """A door of walks before which each command on a case is judged; `wrong` tells of verdicts that differ."""

    judge: judge.Judge
    made: list[Made] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)

    async def __call__(self, world: World, asked: Asked) -> Answer:
        step, named = step_of(world, asked)
        if step not in DECISIONS or asked.key in self.keys or asked.expected is not None:
            return await below_http(world, asked)
        cases, who = world.bench.service.cases, origin(world, asked)
        stored = await cases.store.find(named["case_id"])
        by = self.judge.day.procedure.steps[step].by
        if stored is None or stored.state.filed.body != who.agency or asked.person.role not in GIVERS[by]:
            return await below_http(world, asked)  # who has no facts, or is refused before anything is judged
        self.keys.add(asked.key)
        facts = KNOWN.dump_json(await cases.facts.known(stored, who)).decode()
        given = json.dumps(await given_of(world, asked, step, named))
        answer = json.loads(self.judge.judge(facts, given))
        before = len(world.kept("case")[stored.id]["events"])
        found = await below_http(world, replace(asked, prejudged=Prejudged.read(answer["judged"])))
        self.compare(world, Made(facts, given, answer, verdict_of(world, stored.id, before, found, answer)), found)
        return found

    def compare(self, world: World, made: Made, found: Answer) -> None:
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


async def given_of(world: World, asked: Asked, step: str, named: dict[str, str]) -> dict[str, Any]:
    received = world.bench.service.cases.facts.received
    files = sorted(set(HASH.findall(json.dumps(asked.body))))
    return {
        "step": step,
        "body": asked.body,
        "item": named.get("act_id", ""),
        "key": asked.key,
        "now": world.clock().isoformat(),
        "files": [file for file in files if await received.from_body(file, asked.person.agency)],
    }


def verdict_of(world: World, id: str, before: int, found: Answer, answer: dict[str, Any]) -> Verdict:
    """Return what the service recorded or refused; what the judge left to it, or named as no command, is taken over."""
    own: Verdict = answer["verdict"]
    if "undecided" in own or (found.status == 422 and found.refusal is None and "invalid" in own):
        return own
    if found.refusal:
        return refusing(found.refusal)
    records = world.kept("case")[id]["events"][before:]
    return {"events": [{"type": one["type"], "data": judged_part(one["data"])} for one in records]}


def judged_part(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in OF_THE_RECORD}


async def made_cases(count: int, seed: int) -> AsyncIterator[Made]:
    """Make so many, the same ones of the same seed; raise AssertionError where judge and service differ."""
    world = await world_of_cases()
    door = JudgingDoor(judge.load(pack_of(world)))
    while count > 0:
        await walked(world, drawn(Random(seed), LENGTH), door)
        assert not door.wrong, door.wrong[0]
        for made in door.made[:count]:
            yield made
        count, seed = count - len(door.made), seed + 1
        door.made.clear()


def pack_of(world: World) -> str:
    return judge.pack(world.bench.parts.calendar())


async def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.judge.made", description=__doc__)
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    world = await world_of_cases()
    sys.stdout.write(json.dumps({"pack": json.loads(pack_of(world))}) + "\n")
    async for made in made_cases(asked.count, asked.seed):
        sys.stdout.write(made.line() + "\n")


if __name__ == "__main__":
    asyncio.run(main())
