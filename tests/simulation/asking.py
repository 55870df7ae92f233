"""Commands that people give and the answers they got: the record that the check compares with the stores."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from libs.chassis.tests import box_office
from tests.simulation.calling import Answer, Said
from tests.simulation.listener import Listener
from tests.simulation.office import Office

from contracts.origin import Origin
from contracts.values import PersonId

AGENCY = "130624100"

type Verb = Callable[[Any, str, Any, Origin], Awaitable[object]]


async def open_hall(service: Office, id: str, command: box_office.OpenHall, who: Origin) -> None:
    await service.open_hall(id, command, who)


async def name_hall(service: Office, id: str, command: box_office.NameHall, who: Origin) -> None:
    await service.change_hall(id, box_office.name_hall, command, who)


async def lend_hall(service: Office, id: str, command: box_office.LendHall, who: Origin) -> None:
    await service.change_hall(id, box_office.lend_hall, command, who)


async def shut_hall(service: Office, id: str, command: box_office.ShutHall, who: Origin) -> None:
    await service.change_hall(id, box_office.shut_hall, command, who)


async def sell(service: Office, id: str, command: box_office.Sell, who: Origin) -> None:
    await service.sell(command, who)


async def note(service: Office, id: str, command: box_office.Note, who: Origin) -> None:
    await service.change(id, box_office.note, command, who)


async def seat(service: Office, id: str, command: box_office.Seat, who: Origin) -> None:
    await service.seat(id, command, who)


async def close(service: Office, id: str, command: box_office.Close, who: Origin) -> None:
    await service.change(id, box_office.close, command, who)


async def stamp(service: Listener, id: str, command: str, who: Origin) -> None:
    await service.stamp(id, command, who)


@dataclass(frozen=True)
class Asked:
    """One command with its key. `again` seconds after the answer it is repeated, or `instead` is sent with the key."""

    at: float
    service: str
    kind: str
    id: str
    verb: Verb
    command: object
    key: str
    again: float | None = None
    instead: object | None = None

    @property
    def cause(self) -> str:
        return f"http:person:{self.key}"

    @property
    def request(self) -> str:
        """Return the digest of the command, the same for every try, as the HTTP layer makes it."""
        text = f"{self.verb.__name__} {self.id} {self.command}"
        return hashlib.sha256(text.encode()).hexdigest()

    def origin(self, at: Any) -> Origin:
        return Origin(actor=PersonId("person"), agency=AGENCY, cause=self.cause, request=self.request, at=at)


@dataclass(frozen=True)
class Told:
    """`doubtful`: an earlier try of the same command was not answered, and may be done as late as it likes."""

    asked: Asked
    answer: Answer
    doubtful: bool

    @property
    def done(self) -> bool:
        return self.answer.said is Said.DONE

    @property
    def refused(self) -> bool:
        return self.answer.said is Said.REFUSED and not self.doubtful
