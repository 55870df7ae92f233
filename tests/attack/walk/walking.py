"""A walk: steps one after the other, and after each what must be true whatever was asked.

Nothing is answered 5xx; what was refused left every case as it was; in what was accepted the second judge finds nothing
against the law; a repeat is answered again and does nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from tests.attack.walk import steps
from tests.attack.walk.doors import Answer, Asked, Door
from tests.attack.walk.world import PEOPLE, World

KINDS = {
    "go on": 12,
    "vary": 8,
    "add": 3,
    "any": 3,
    "ahead": 4,
    "wait": 3,
    "file": 1,
    "file again": 2,
    "repeat": 1,
    "stale": 1,
}
"""Kinds of steps, and how often each is drawn."""

type Step = tuple[str, int]  # kind, and the number that it is drawn from


@dataclass
class Walk:
    """What was asked and answered so far; `wrong` is what must not have been."""

    world: World
    door: Door
    told: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    last: Asked | None = None
    filed: dict[str, Any] | None = None
    accepted: int = 0

    async def take(self, step: Step) -> None:
        kind, number = step
        draw = Random(f"{kind} {number}")
        if kind == "wait":
            self.world.clock.advance(days=draw.choice(steps.WAITS), minutes=draw.choice((0, 0, 10)))
            self.told.append(f"wait until {self.world.clock():%F %R}")
            return
        if kind == "repeat":
            await self.repeat(draw)
            return
        if asked := await self.asked(kind, draw):
            await self.give(asked)

    async def asked(self, kind: str, draw: Random) -> Asked | None:
        """Return the command that a step means, as the cases stand."""
        ids = list(self.world.kept)
        if kind.startswith("file") or not ids:
            return self.filing(kind, draw)
        id = ids[-1] if draw.random() < 0.8 else draw.choice(ids)
        case = (await self.world.bench.service.cases.store.read(id)).state
        if case.ended and kind == "go on" and draw.random() < 0.7:
            return self.filing("file again", draw)
        today = steps.today(self.world)
        name = draw.choice(list(steps.COMMANDS)) if kind == "any" else steps.next_command(case, today, draw)
        if kind == "ahead":
            name = steps.ahead(name, draw)
        asked = steps.given(self.world, id, case, name, draw)
        if kind == "vary" or (kind == "any" and draw.random() < 0.5):
            return steps.varied(self.world, case, asked, draw)
        if kind == "add" and name in steps.MORE:
            more, value = steps.MORE[name]
            return replace(asked, body=asked.body | {more: value(self.world, case, None, draw)})
        if kind == "stale":
            return replace(asked, expected=draw.choice((1, self.world.kept[id]["version"], 99)))
        return asked

    def filing(self, kind: str, draw: Random) -> Asked:
        """Return a filing; of the act that was filed before, or of its neighbour, where it comes again."""
        again = kind == "file again" and self.filed is not None
        body = self.filed if again and self.filed else steps.filing(self.world, draw)
        asked = Asked(PEOPLE["first"], "/cases", body, self.world.key())
        if again and draw.random() < 0.6:
            return steps.varied(self.world, None, asked, draw)
        self.filed = body
        return asked

    async def repeat(self, draw: Random) -> None:
        """Give the last command again, under its key; otherwise asked, it is refused."""
        if self.last is None:
            return
        before = self.versions()
        otherwise = draw.random() < 0.3
        asked = replace(self.last, body=self.last.body | {"reasons": "另一理由"}) if otherwise else self.last
        answer = await self.door(self.world, asked)
        self.note(asked, answer)
        if answer.status >= 500 or self.versions() != before:
            self.wrong.append("a repeat changed something or was not understood")

    async def give(self, asked: Asked) -> None:
        before = self.versions()
        answer = await self.door(self.world, asked)
        self.note(asked, answer)
        if answer.status >= 500:
            self.wrong.append(f"answered {answer.status}")
        if not answer.accepted:
            if self.versions() != before:
                self.wrong.append("a refused command changed something")
            return
        self.accepted, self.last = self.accepted + 1, asked
        for id, version in self.versions().items():
            if before.get(id) != version:
                self.wrong += [f"{finding.rule} {finding.law}: {finding.what}" for finding in self.world.unlawful(id)]

    def versions(self) -> dict[str, tuple[int, int]]:
        return {id: (kept["version"], len(kept["events"])) for id, kept in self.world.kept.items()}

    def note(self, asked: Asked, answer: Answer) -> None:
        self.told.append(f"{asked.person.name} {asked.path} {asked.body} -> {answer.status} {answer.said}".rstrip())


async def walked(world: World, taken: Sequence[Step], door: Door) -> Walk:
    """Walk from the beginning, as far as nothing is wrong."""
    world.forget()
    walk = Walk(world, door)
    await walk.take(("file", 0))
    for step in taken:
        await walk.take(step)
        if walk.wrong:
            break
    return walk


def drawn(draw: Random, length: int) -> list[Step]:
    """Return the steps of a walk, drawn outside of hypothesis."""
    kinds = draw.choices(list(KINDS), list(KINDS.values()), k=length)
    return [(kind, draw.randrange(1000)) for kind in kinds]


async def shrunk(world: World, taken: list[Step], door: Door) -> list[Step]:
    """Return a walk from which no single step can be left out without its fault being gone."""
    at = 0
    while at < len(taken):
        fewer = taken[:at] + taken[at + 1 :]
        if (await walked(world, fewer, door)).wrong:
            taken = fewer
        else:
            at += 1
    return taken
