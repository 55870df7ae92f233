"""A walk: steps one after the other, and after each what must be true whatever was asked.

Nothing is answered 5xx; what was refused left every file as it was; in what was accepted the second judge finds nothing
against the law; a repeat is answered again and does nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

from tests.attack.walk.doors import Answer, Door
from tests.attack.walk.neighbours import told_moment, varied
from tests.attack.walk.world import Asked, World

KINDS = {
    "go on": 22,
    "vary": 8,
    "add": 3,
    "any": 2,
    "ahead": 5,
    "date": 4,
    "wait": 2,
    "begin": 1,
    "begin again": 2,
    "repeat": 1,
    "stale": 1,
}
"""Kinds of steps, and how often each is drawn."""
WAITS = (1, 1, 2, 5, 7, 7, 8, 8, 14, 15, 16, 30, 61, 90, 91, 190)

type Step = tuple[str, int]  # kind, and the number that it is drawn from


@dataclass
class Walk:
    """What was asked and answered so far; `wrong` is what must not have been.

    `ids` are the files in the order of their beginning. `passed` is what was passed over without a refusal: the walk
    goes on as if it had been done, until something is refused.
    """

    world: World
    door: Door
    told: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    passed: set[tuple[str, str]] = field(default_factory=set)
    last: Asked | None = None
    begun: Asked | None = None
    accepted: int = 0

    async def take(self, step: Step) -> None:
        kind, number = step
        draw = Random(f"{kind} {number}")
        if kind == "wait":
            self.world.clock.advance(days=draw.choice(WAITS), minutes=draw.choice((0, 0, 10)))
            self.told.append(f"wait until {self.world.clock():%F %R}")
        elif kind == "repeat":
            await self.repeat(draw)
        elif kind.startswith("begin") or not self.ids:
            await self.give(self.beginning(kind, draw))
        else:
            await self.go(kind, draw)

    async def go(self, kind: str, draw: Random) -> None:
        """Take a step in a file, mostly the newest one."""
        id = self.ids[-1] if draw.random() < 0.8 else draw.choice(self.ids)
        course = self.world.courses[self.world.kind_of(id)]
        state = await self.world.state(id)
        wanted = [name for name in course.wanted(self.world, state, draw) if (id, name) not in self.passed]
        if not wanted and kind == "go on":
            await self.give(self.beginning("begin again", draw))
            return
        over = wanted[0] if wanted else ""
        name = self.name(kind, wanted, list(course.commands), draw)
        asked = course.given(self.world, id, state, name, draw)
        if kind == "vary" or (kind == "any" and draw.random() < 0.5):
            asked = varied(self.world, state, asked, draw)
        elif kind == "add" and name in course.more:
            more, value = draw.choice(course.more[name])
            asked = replace(asked, body=asked.body | {more: value(self.world, state, None, draw)})
        elif kind == "date":
            asked = replace(asked, body=asked.body | {"done_at": told_moment(self.world, state, draw)})
        elif kind == "stale":
            asked = replace(asked, expected=draw.choice((1, self.world.versions()[id][0], 99)))
        done = await self.give(asked)
        if done and kind == "ahead":
            self.passed.add((id, over))
        if not done and kind == "go on":
            self.passed = {one for one in self.passed if one[0] != id}
        if done and kind == "go on" and draw.random() < 0.8:
            await self.confirm(id, name, wanted, draw)

    def name(self, kind: str, wanted: list[str], known: list[str], draw: Random) -> str:
        """Return the command of a step: what is wanted first, what comes after it, or any."""
        if kind == "any" or not wanted:
            return draw.choice(known)
        if kind == "ahead" and wanted[1:]:
            return wanted[1] if draw.random() < 0.7 else draw.choice(wanted[1:])
        return wanted[0]

    async def confirm(self, id: str, name: str, before: list[str], draw: Random) -> None:
        """Have the other officer confirm what was just recorded, which is what the law wants next."""
        if name.endswith("/confirmation") or self.wrong:
            return
        course, state = self.world.courses[self.world.kind_of(id)], await self.world.state(id)
        wanted = [one for one in course.wanted(self.world, state, draw) if one not in before]
        for one in wanted[:1]:
            if one.endswith("/confirmation"):
                await self.give(course.given(self.world, id, state, one, draw))

    def beginning(self, kind: str, draw: Random) -> Asked:
        """Return what begins a file; what began the one before, or its neighbour, where it comes again."""
        if kind == "begin again" and self.begun and not self.begun.event:
            asked = replace(self.begun, key=self.world.key())
            return varied(self.world, None, asked, draw) if draw.random() < 0.4 else asked
        self.begun = self.world.begin(self.world, draw)
        return self.begun

    async def repeat(self, draw: Random) -> None:
        """Give the last command again, under its key; otherwise asked, it is refused."""
        if self.last is None:
            return
        before = self.world.versions()
        otherwise = draw.random() < 0.3
        asked = replace(self.last, body=self.last.body | {"reasons": "另一理由"}) if otherwise else self.last
        answer = await self.door(self.world, asked)
        self.note(asked, answer)
        if answer.status >= 500 or self.world.versions() != before:
            self.wrong.append("a repeat changed something or was not understood")

    async def give(self, asked: Asked) -> bool:
        """Give a command, look at what came of it, and tell whether it was accepted."""
        self.world.clock.advance(seconds=1)
        before = self.world.versions()
        answer = await self.door(self.world, asked)
        after = self.world.versions()
        self.note(asked, answer)
        if answer.status >= 500:
            self.wrong.append(f"answered {answer.status}")
        if not answer.accepted:
            if after != before:
                self.wrong.append("a refused command changed something")
            return False
        self.accepted, self.last = self.accepted + 1, None if asked.event or asked.due else asked
        for id, version in after.items():
            if id not in before:
                self.ids.append(id)
            if before.get(id) != version:
                self.wrong += self.world.unlawful(id)
        return True

    def note(self, asked: Asked, answer: Answer) -> None:
        what = asked.event or asked.body
        self.told.append(f"{asked.person.name} {asked.path} {what} -> {answer.status} {answer.said}".rstrip())


async def walked(world: World, taken: Sequence[Step], door: Door, most: int = 1_000) -> Walk:
    """Walk from the beginning, as far as nothing is wrong and at most so many commands and waits."""
    world.forget()
    walk = Walk(world, door)
    await walk.take(("begin", 0))
    for step in taken:
        await walk.take(step)
        if walk.wrong or len(walk.told) >= most:
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
