"""Every service as its process would assemble it, in memory."""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from chassis.consuming import Reactions
from chassis.process import Parts
from chassis.process.parts import in_memory
from chassis.store import Aggregate
from chassis.testing import Bench
from contracts.topics import SERVICES


@dataclass(frozen=True)
class Assembled:
    """A service with what its modules declare."""

    name: str
    service: Any
    parts: Parts
    reactions: Reactions[Any]
    aggregates: tuple[Aggregate[Any, Any], ...]

    @property
    def rows(self) -> set[str]:
        """The topics that its rows follow."""
        return {topic for store in self.service.rows for topic in store.rows.topics}

    @property
    def heard(self) -> set[str]:
        """The topics of what it reacts to."""
        return {kind.topic.name for kind, _ in self.reactions.by_type.values() if kind.topic}

    def bench(self) -> Bench[Any]:
        router = import_module(f"{self.name}.api").router(self.service, self.parts)
        return Bench(self.name, self.service, self.parts, router, self.reactions)


@cache
def assembled(name: str) -> Assembled:
    """Once for all that ask; nothing is stored in it."""
    return assembled_from(name, in_memory(name))


def assembled_from(name: str, parts: Parts) -> Assembled:
    """The service of that name on these parts."""
    service = import_module(f"{name}.service").assemble(parts)
    return Assembled(
        name=name,
        service=service,
        parts=parts,
        reactions=import_module(f"{name}.reactions").reaction,
        aggregates=tuple(store.aggregate for store in service.stores),
    )


DESCRIBED: dict[str, dict[str, Any]] = {}


async def described(name: str) -> dict[str, Any]:
    """The OpenAPI document of a service, as it answers with; asked for once."""
    if name not in DESCRIBED:
        DESCRIBED[name] = (await assembled(name).bench().client.get("/openapi.json")).json()
    return DESCRIBED[name]


def everyone() -> list[Assembled]:
    return [assembled(name) for name in SERVICES]
