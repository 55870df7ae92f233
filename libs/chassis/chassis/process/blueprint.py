"""Blueprint of a service: what it declares of itself, and what it needs from outside."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from fastapi import APIRouter

from chassis.clock import Clock
from chassis.consuming import Reactions
from chassis.documents import Blobs, Documents
from chassis.kafka import Take
from chassis.outbox import Producer
from chassis.process.parts import Parts
from chassis.process.settings import Settings
from chassis.recovery import Reclaim, nothing_claimed
from chassis.security import Tokens
from contracts.envelope import Envelope
from contracts.event import Registry
from contracts.published import published
from contracts.topics import Topic


async def nothing_more(service: object) -> None:
    """Prepare nothing, for services that need indexes alone."""


@dataclass(frozen=True)
class Errand[S]:
    """A command of one service for its operators; `run` tells what it does, and returns the exit status."""

    help: str
    run: Callable[[S], Awaitable[int]]


@dataclass(frozen=True)
class Blueprint[S]:
    """A service as its `__main__` declares it.

    `prepare` makes what must be there before the first request, besides the indexes of stores and rows; it may run
    again. `reclaim` claims again after a restore. `language` gives the events that its reactions may hear.
    `errands` are commands of its own, by name.
    """

    name: str
    assemble: Callable[[Parts], S]
    router: Callable[[S, Parts], APIRouter]
    reactions: Reactions[S]
    reclaim: Reclaim[S] = nothing_claimed
    prepare: Callable[[S], Awaitable[None]] = nothing_more
    language: Callable[[], Registry] = published
    errands: Mapping[str, Errand[S]] = field(default_factory=dict)


class Listening(Protocol):
    """Membership in a consumer group."""

    async def run(self) -> None:
        """Take part until `stop`, and handle what comes."""
        ...

    async def stop(self) -> None:
        """Finish the batch that is under way, and leave for good."""
        ...

    def stuck(self) -> bool:
        """Tell whether records lie unread that nothing was done about for too long."""
        ...

    @property
    def assigned(self) -> bool:
        """True if the group gave this member partitions."""
        ...


@dataclass(frozen=True, kw_only=True)
class Outside:
    """All that a process reaches beyond itself. Production, the simulation and tests each hand in their own.

    `connect` makes a producer; `listen` joins a consumer group that hands its batches to the function given (None
    where the service hears nothing); `newest` returns the newest envelopes of the service's own topics, by topic name.
    """

    settings: Settings
    documents: Documents
    blobs: Blobs
    clock: Clock
    tokens: Tokens
    connect: Callable[[], Awaitable[Producer]]
    listen: Callable[[Take], Listening | None]
    newest: Callable[[Sequence[Topic]], Awaitable[list[tuple[str, Envelope]]]]
    close: Callable[[], None]
