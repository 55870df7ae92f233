"""A mix of the commands that townships give all day, in an order decided by a seed."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.support.clients import Clients, Command, Told
from tests.support.faults import CLUE, faults
from tests.support.town import Town
from tests.support.waiting import eventually
from tests.support.witness import Witness


@dataclass
class Casework:
    """Registers clues, files cases, some of them from clues, and takes evidence."""

    town: Town
    clients: Clients
    random: random.Random
    cases: list[str] = field(default_factory=list)
    open_clues: list[str] = field(default_factory=list)
    taken: dict[str, str] = field(default_factory=dict)

    def following(self) -> Command:
        """Return the next command: of ten, one registers a clue, one or two file a case, the others take evidence."""
        lot = self.random.random()
        if lot < 0.1:
            return self.town.clue()
        if lot < 0.2 and self.open_clues:
            return self.town.filing(clue=self.open_clues.pop())
        if lot < 0.3 or not self.cases:
            return self.town.filing()
        return self.town.evidence(self.random.choice(self.cases[-20:]))

    def heard(self, told: Told) -> None:
        if told.acknowledged and told.path.endswith("/clues"):
            self.open_clues.append(told.id)
        elif told.acknowledged and told.path.endswith("/cases"):
            self.cases.append(told.id)
            if clue := told.answer["case"]["filed"]["clue"]:
                self.taken[clue] = told.id

    @asynccontextmanager
    async def going_on(self) -> AsyncIterator[None]:
        async with self.clients.load(self.following, self.heard):
            yield

    async def goes_on(self, more: int) -> None:
        """Wait until so many more commands are acknowledged."""
        wanted = len(self.clients.acknowledged) + more

        async def reached() -> bool:
            return len(self.clients.acknowledged) >= wanted

        await eventually(reached, f"{more} more commands are acknowledged", pause=0.005)

    async def faults(self, witness: Witness) -> list[str]:
        """Return the faults of the cases, of the clues, and of the reactions of cases to its own events."""
        clues = [*self.open_clues, *self.taken]
        found = await faults(witness, self.clients, self.town, self.cases)
        found += await faults(witness, self.clients, self.town, clues, CLUE)
        documents = await witness.documents("cases", "clue", {"_id": {"$in": clues}})
        taken = {
            document["_id"]: document["state"]["taken"]["case"] for document in documents if document["state"]["taken"]
        }
        return found + ([] if taken == self.taken else [f"clues were taken by {taken}, not by {self.taken}"])
