"""The world of a walk: one service in process, a clock that only the walk sets, and the judge."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from random import Random
from typing import Any

from tests.attack.walk.people import Person

from chassis.process import Blueprint
from chassis.testing import Bench, Caller, SetClock
from contracts.event import Event
from contracts.judged import Prejudged
from contracts.published import published
from contracts.values import CHINA
from supervision.review import History, Known, Published, Weight, review
from supervision.review.reference import load_law

BEGINNING = datetime(2026, 9, 1, 2, tzinfo=UTC)
LANGUAGE = published()
LAW = load_law()

type Body = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """A command as it is given, or an event that is heard, or the file `due` whose day is looked at.

    `expected` is the version of an ETag, `prejudged` what a phone found before.
    """

    person: Person
    path: str
    body: Body
    key: str
    expected: int | None = None
    event: Event | None = None
    due: str | None = None
    prejudged: Prejudged | None = None


type Make = Callable[["World", Any, Random], Body]
type Neighbour = Callable[["World", Any, Any, Random], Any]


@dataclass(frozen=True, kw_only=True)
class Course:
    """How files of a kind go on.

    `verbs` names the part of the service that holds them; `commands` are all by name: who gives them, and with what
    body; `wanted` tells what the law still wants, in its order, and `given` makes a command of a name. `more` are
    fields that a command may leave out.
    """

    verbs: str
    commands: Mapping[str, tuple[str, Make]]
    wanted: Callable[["World", Any, Random], list[str]]
    given: Callable[["World", str, Any, str, Random], Asked]
    more: Mapping[str, tuple[tuple[str, Neighbour], ...]]


@dataclass
class World:
    """`courses` are those of the collections that are walked; `histories` are published, as far as they were read.

    `states` are the files by version, as they were last read.

    `begin` makes a command that begins a file, `known` tells what the judge knows besides; `forgotten` are the
    collections that each walk begins without. `neighbours` are those of fields that are this world's own, `faults`
    tells what is wrong with a file that no judge reads from its history.
    """

    blueprint: Blueprint[Any]
    bench: Bench[Any]
    clock: SetClock
    courses: Mapping[str, Course]
    begin: Callable[["World", Random], Asked]
    known: Callable[["World", str], Known]
    forgotten: tuple[str, ...]
    files: tuple[str, ...] = ()
    neighbours: Mapping[str, Neighbour] = field(default_factory=dict)
    faults: Callable[["World", History], list[str]] = lambda world, history: []
    histories: dict[str, History] = field(default_factory=dict)
    states: dict[str, tuple[int, Any]] = field(default_factory=dict)
    given: int = 0

    @property
    def today(self) -> date:
        return self.clock().astimezone(CHINA).date()

    def kept(self, collection: str) -> dict[str, dict[str, Any]]:
        """The documents of a collection, as they are stored."""
        return self.bench.parts.documents.collections[collection]  # type: ignore[attr-defined, no-any-return]

    def versions(self) -> dict[str, tuple[int, int]]:
        documents = [document for kind in self.courses for document in self.kept(kind).values()]
        return {one["_id"]: (one["version"], len(one["events"])) for one in documents}

    def kind_of(self, id: str) -> str:
        return next(kind for kind in self.courses if id in self.kept(kind))

    async def state(self, id: str) -> Any:
        kind = self.kind_of(id)
        version = self.kept(kind)[id]["version"]
        if self.states.get(id, (0, None))[0] != version:
            verbs = getattr(self.bench.service, self.courses[kind].verbs)
            self.states[id] = (version, (await verbs.store.read(id)).state)
        return self.states[id][1]

    def caller(self, person: Person) -> Caller:
        return self.bench.caller(
            person.name,
            person.agency,
            person.role,
            certificate=person.certificate,
            township=person.township,
            session=person.session,
        )

    def forget(self) -> None:
        """Begin anew: no file, no claim, and the first day."""
        for kind in self.forgotten:
            self.kept(kind).clear()
        self.clock.at = BEGINNING
        self.histories.clear()
        self.states.clear()

    def key(self) -> str:
        """Return a key that no walk in this process had before."""
        self.given += 1
        return str(uuid.UUID(int=self.given, version=4))

    def unlawful(self, id: str) -> list[str]:
        """Return what the second judge holds against the file; what is only flagged may be recorded."""
        history = self.read(id)
        found = [one for one in review(history, self.known(self, id), LAW) if one.weight is Weight.UNLAWFUL]
        return [f"{one.rule} {one.law}: {one.what}" for one in found] + self.faults(self, history)

    def read(self, id: str) -> History:
        """Return the history with the events that came since it was last read."""
        before = self.histories.get(id, History(id, ()))
        records = self.kept(self.kind_of(id))[id]["events"][len(before.events) :]
        self.histories[id] = History(id, (*before.events, *map(as_published, records)))
        return self.histories[id]


def as_published(record: dict[str, Any]) -> Published[Any]:
    return Published(
        sequence=record["sequence"],
        at=datetime.fromisoformat(record["time"]),
        actor=record["actor"],
        agency=record["agency"],
        event=LANGUAGE.by_type[record["type"]].model_validate(record["data"]),
    )
