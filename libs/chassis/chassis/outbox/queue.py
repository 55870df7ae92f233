"""A line at the broker: one producer and what was put in line at it, in order per aggregate.

Once something in a line fails, what stands behind it can't be trusted to follow: the line is broken as a whole, takes
nothing more, and another one begins from what is known to be published.
"""

from asyncio import Future
from dataclasses import dataclass, field
from typing import Protocol

from contracts.envelope import Envelope

REMEMBERED = 20_000


class QueueFull(Exception):
    """The line takes nothing more just now, and did not take this record."""


class QueueBroken(Exception):
    """The line broke before the record was acknowledged."""


class Producer(Protocol):
    """Sends in order per key, to all replicas."""

    async def send(self, topic: str, envelope: Envelope) -> Future[object]:
        """Puts a record in line and gives the future of its acknowledgement; QueueFull if there is no room for it."""
        ...

    def refused(self, error: BaseException) -> bool:
        """Whether the broker will never take that record, however often it is sent."""
        ...

    async def stop(self) -> None:
        """Discards what is not acknowledged; ends within seconds, with or without a broker."""
        ...


class SendQueue:
    """Remembers of each aggregate the last sequence that was put in line."""

    def __init__(self, producer: Producer) -> None:
        self.producer = producer
        self.broken = False
        self._last: dict[str, int] = {}

    def last(self, aggregate: str, published: int) -> int:
        """The sequence after which the aggregate goes on: in line, or known to be published."""
        return self._last.get(aggregate, published)

    def remember(self, aggregate: str, sequence: int) -> None:
        """Two runs of one aggregate may overlap; each began with what was published, so the highest holds."""
        self._last[aggregate] = max(sequence, self._last.pop(aggregate, 0))
        if len(self._last) > REMEMBERED:
            del self._last[next(iter(self._last))]


@dataclass
class Sent:
    """Records of one aggregate in a line; `through` is the sequence of the last one, `at` a monotonic time."""

    line: SendQueue
    kind: str
    id: str
    at: float
    through: int = 0
    acknowledged: list[Future[object]] = field(default_factory=list)

    def landed(self) -> bool:
        return all(future.done() for future in self.acknowledged)

    def error(self) -> BaseException | None:
        """The first error among the acknowledgements, if any."""
        errors = [failure(future) for future in self.acknowledged]
        return next((error for error in errors if error is not None), None)


def failure(future: Future[object]) -> BaseException | None:
    if not future.done():
        future.add_done_callback(failure)  # so that nobody asks who never looked at it
        return QueueBroken()
    return QueueBroken() if future.cancelled() else future.exception()
