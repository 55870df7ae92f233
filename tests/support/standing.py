"""A process of the house that stops at a write, reports it, and waits for permission to go on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from tests.support import pausing
from tests.support.clients import Clients, Command
from tests.support.house import House
from tests.support.waiting import eventually


@dataclass(frozen=True)
class Standing:
    """The process of that name; it and the test communicate through files in `folder`."""

    name: str
    folder: Path

    async def before(self, id: str) -> None:
        """Wait until the next write is the one to that document."""

        async def stands() -> bool:
            return (self.folder / id).exists()

        await eventually(stands, f"{self.name} stands before its write to {id}", pause=0.01)

    def go(self) -> None:
        (self.folder / pausing.GO).touch()


@asynccontextmanager
async def standing_still(house: House, name: str, write: str, folder: Path) -> AsyncIterator[Standing]:
    """Restart the process so that it stops before such writes; restore it in the end."""
    service = name.split()[0]
    environment = {pausing.SERVICE: service, pausing.WRITE: write, pausing.FOLDER: str(folder)}
    async with house.replaced(name, pausing.__file__, environment):
        yield Standing(name, folder)


async def killed_before(
    house: House, clients: Clients, name: str, write: str, asked: dict[str, tuple[Command, str]], folder: Path
) -> None:
    """Kill with signal 9 when every command, with its key, is about to write; no client gets an answer."""
    async with standing_still(house, name, write, folder) as standing, asyncio.TaskGroup() as tasks:
        sent = [tasks.create_task(clients.once(command, key)) for command, key in asked.values()]
        for id in asked:
            await standing.before(id)
        house.kill(name)
    assert [told(reply.result()) for reply in sent] == ["nothing"] * len(sent)


def told(answer: httpx.Response | None) -> str:
    return "nothing" if answer is None else answer.text
