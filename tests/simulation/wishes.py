"""Draw of the commands: who gives which, and when."""

import random
from dataclasses import replace
from datetime import timedelta

from libs.chassis.tests import box_office
from tests.simulation import asking
from tests.simulation.asking import Asked, Verb
from tests.simulation.clock import START

ENDS = 9.0
HALLS = ("hall-1", "hall-2")
TODAY = START.date()
CROWD = 20


class Wishes:
    """Draw of commands on few documents, so that many want something of the same one."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw
        self.numbered = 0
        self.halls = HALLS[: draw.choice([1, 1, 2])]
        self.keys = [f"t{number}" for number in range(1, draw.choice([2, 3, 5]))]
        self.tickets = [f"ticket-{key}" for key in self.keys]

    def all(self) -> list[Asked]:
        others = [self._other(self.draw.uniform(0.5, ENDS)) for _ in range(self.draw.choice([3, 6, 10]))]
        crowd = self._crowd() if self.draw.random() < 0.15 else []
        wishes = [*map(self._opened, self.halls), *map(self._sold, self.keys), *others, *crowd]
        return [self._insisted(wish) for wish in wishes]

    def _opened(self, hall: str) -> Asked:
        return self._of_hall(
            self.draw.choice([0.0, 0.2, 2.0]), hall, asking.open_hall, box_office.OpenHall(self._few())
        )

    def _sold(self, key: str) -> Asked:
        use_by = TODAY + timedelta(days=self.draw.randrange(3))
        command = box_office.Sell(self.draw.choice(self.halls), use_by)
        return Asked(self.draw.uniform(0.1, 3.0), "office", "ticket", f"ticket-{key}", asking.sell, command, key)

    def _other(self, at: float) -> Asked:
        ticket, hall = self.draw.choice(self.tickets), self.draw.choice(self.halls)
        match self.draw.choices(("note", "seat", "close", "name", "lend", "shut", "stamp"), (8, 6, 2, 3, 4, 1, 1))[0]:
            case "note":
                return self._note(at, ticket)
            case "seat":
                return self._of_ticket(at, ticket, asking.seat, box_office.Seat(self._few()))
            case "close":
                return self._of_ticket(at, ticket, asking.close, box_office.Close())
            case "name":
                return self._of_hall(at, hall, asking.name_hall, box_office.NameHall(self.draw.choice("xyz")))
            case "lend":
                return self._of_hall(at, hall, asking.lend_hall, box_office.LendHall(ticket))
            case "shut":
                return self._of_hall(at, hall, asking.shut_hall, box_office.ShutHall())
            case _:
                return Asked(at, "listener", "file", f"file-{ticket}", asking.stamp, "seen", self._key())

    def _note(self, at: float, ticket: str) -> Asked:
        return self._of_ticket(at, ticket, asking.note, box_office.Note(self.draw.choice(["a", "b", "a", "long…"])))

    def _crowd(self) -> list[Asked]:
        """Crowd on one ticket; now and then its hall is shut in the middle of it."""
        at, ticket = self.draw.uniform(1.0, ENDS), self.draw.choice(self.tickets)
        seats = [self._of_ticket(at, ticket, asking.seat, box_office.Seat(self._few())) for _ in range(CROWD // 5)]
        shut = [
            self._of_hall(at + self.draw.choice([0.01, 0.1, 1.0]), hall, asking.shut_hall, box_office.ShutHall())
            for hall in self.halls
        ]
        notes = [self._note(at, ticket) for _ in range(CROWD - len(seats))]
        return [*seats, *notes, *(shut if self.draw.random() < 0.5 else [])]

    def _of_hall(self, at: float, id: str, verb: Verb, command: object) -> Asked:
        return Asked(at, "office", "hall", id, verb, command, self._key())

    def _of_ticket(self, at: float, id: str, verb: Verb, command: object) -> Asked:
        return Asked(at, "office", "ticket", id, verb, command, self._key())

    def _insisted(self, wish: Asked) -> Asked:
        """Make some repeat after the answer, and some of those ask for something else with the same key."""
        if self.draw.random() > 0.4:
            return wish
        others = (box_office.Note("c"), box_office.Seat(self._few()), box_office.OpenHall(3), "other")
        same = [other for other in others if type(other) is type(wish.command) and other != wish.command]
        instead = same[0] if same and self.draw.random() < 0.4 else None
        return replace(wish, again=self.draw.choice([0.1, 2.0, 8.0]), instead=instead)

    def _few(self) -> int:
        return self.draw.choice([1, 1, 2])

    def _key(self) -> str:
        self.numbered += 1
        return f"k{self.numbered}"
