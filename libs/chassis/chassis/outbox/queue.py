"""A queue at the broker: one producer, and what was sent to it, in order per aggregate.

Once a record fails, those sent after it can't be trusted to follow: the queue is broken as a whole, takes nothing more,
and another one begins from what is known to be published.
"""

from asyncio import Future
from dataclasses import dataclass, field
from typing import Protocol

from contracts.envelope import Envelope

REMEMBERED = 20_000


class QueueFull(Exception):
    """The queue takes nothing more just now, and did not take this record."""


class QueueBroken(Exception):
    """The queue broke before the record was acknowledged."""


class Producer(Protocol):
    """A producer that sends in order per key, to all replicas."""

    async def send(self, topic: str, envelope: Envelope) -> Future[object]:
        """Send a record and return the future of its acknowledgement; raises QueueFull if there is no room for it."""
        ...

    def refused(self, error: BaseException) -> bool:
        """Tell whether the broker will never take that record, however often it is sent."""
        ...

    async def stop(self) -> None:
        """Discard what is not acknowledged; ends within seconds, with or without a broker."""
        ...


class SendQueue:
    """One producer, and of each aggregate the last sequence that was sent to it."""

    def __init__(self, producer: Producer) -> None:
        self.producer = producer
        self.broken = False
        self._last: dict[str, int] = {}

    def last(self, aggregate: str) -> int | None:
        """Return the sequence of the aggregate that was sent last; None if none was."""
        return self._last.get(aggregate)

    def remember(self, aggregate: str, sequence: int) -> None:
        """Remember the highest sequence: two runs of one aggregate may overlap."""
        self._last[aggregate] = max(sequence, self._last.pop(aggregate, 0))
        if len(self._last) > REMEMBERED:
            del self._last[next(iter(self._last))]


@dataclass
class Sent:
    """Records of one aggregate that were sent; `through` is the sequence of the last one, `at` a monotonic time."""

    queue: SendQueue
    kind: str
    id: str
    at: float
    through: int = 0
    acknowledged: list[Future[object]] = field(default_factory=list)

    def landed(self) -> bool:
        return all(future.done() for future in self.acknowledged)

    def error(self) -> BaseException | None:
        """Return the first error among the acknowledgements, if any."""
        errors = [failure(future) for future in self.acknowledged]
        return next((error for error in errors if error is not None), None)


def failure(future: Future[object]) -> BaseException | None:
    if not future.done():
        future.add_done_callback(failure)  # so that nobody asks who never looked at it
        return QueueBroken()
    return QueueBroken() if future.cancelled() else future.exception()
