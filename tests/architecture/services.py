"""Every service, assembled in memory as its process would."""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from chassis.clock import Clock, wall
from chassis.consuming import Reactions
from chassis.http import ATTEMPT
from chassis.store import Aggregate
from chassis.testing import Bench, in_memory
from contracts.topics import SERVICES


@dataclass(frozen=True)
class Assembled:
    """A service on a bench, with what its modules declare."""

    name: str
    bench: Bench[Any]

    @property
    def service(self) -> Any:
        return self.bench.service

    @property
    def reactions(self) -> Reactions[Any]:
        return self.bench.process.blueprint.reactions

    @property
    def aggregates(self) -> list[Aggregate[Any, Any]]:
        """Its own, without the refused attempts that every service keeps."""
        return [store.aggregate for store in self.bench.parts.stores if store.aggregate is not ATTEMPT]

    @property
    def rows(self) -> set[str]:
        """The topics that its rows follow."""
        return {topic for store in self.bench.parts.row_stores for topic in store.rows.topics}

    @property
    def heard(self) -> set[str]:
        """The topics of what it reacts to."""
        return {kind.topic.name for kind, _ in self.reactions.by_type.values() if kind.topic}


@cache
def assembled(name: str) -> Assembled:
    """Once for all that ask; nothing is stored in it."""
    return Assembled(name, benched(name, wall))


def benched(name: str, clock: Clock) -> Bench[Any]:
    """Put the service of that name on a bench of its own."""
    return Bench(import_module(f"{name}.__main__").BLUEPRINT, in_memory(clock))


DESCRIBED: dict[str, dict[str, Any]] = {}


async def described(name: str) -> dict[str, Any]:
    """The OpenAPI document of a service, as it answers with; asked for once."""
    if name not in DESCRIBED:
        DESCRIBED[name] = (await assembled(name).bench.client.get("/openapi.json")).json()
    return DESCRIBED[name]


def everyone() -> list[Assembled]:
    return [assembled(name) for name in SERVICES]
