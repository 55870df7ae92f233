"""The way from a process to a store or a broker and back: it takes time, and operations get lost on it, or late."""

from asyncio import Future
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.simulation.fates import PATIENCE, Fate, Fates, Turn
from tests.simulation.loop import WORLD, Owner, VirtualLoop
from tests.simulation.tracing import Trace

LONGEST_PAUSE = 25.0


@dataclass
class Place:
    """State of a place. `away`: it refuses connections at once; `silent`: it never answers."""

    away: bool = False
    silent: bool = False


@dataclass
class Way:
    """The way of one life of a process; `crash` and `pause` end or stop that life. `cut`: nothing passes any more."""

    loop: VirtualLoop
    owner: Owner
    fates: Fates
    trace: Trace
    crash: Callable[[], None]
    pause: Callable[[float], None]
    cut: bool = False

    async def carry[T](
        self, place: Place, what: Callable[[], str], work: Callable[[], T], lost: Callable[[], Exception]
    ) -> T:
        """Have the work done there, or raise `lost`: then it may have been done, or will be."""
        fate = self.fates.draw()
        answer: Future[T] = self.loop.create_future()
        errand = Errand(self, place, what, work, lost, fate, answer)
        self.loop.call_later(fate.there, errand.arrives, context=WORLD)
        if not fate.answered:
            self.loop.call_later(fate.unheard, errand.gives_up, context=WORLD)
        return await answer

    def turned(self, turn: Turn) -> None:
        """Apply what happens to the process itself while the operation is in progress."""
        self.trace.count(turn)
        if turn in (Turn.DIES_BEFORE, Turn.DIES_AFTER):
            self.crash()
        elif turn is Turn.PAUSES:
            self.pause(self.fates.random.uniform(0.1, LONGEST_PAUSE))


@dataclass(frozen=True)
class Errand[T]:
    """One operation in progress; it goes on when its process does not."""

    way: Way
    place: Place
    what: Callable[[], str]
    work: Callable[[], T]
    lost: Callable[[], Exception]
    fate: Fate
    answer: Future[T]

    def arrives(self) -> None:
        way, fate = self.way, self.fate
        if self.place.away or self.place.silent or way.cut:
            way.loop.call_later(0.002 if self.place.away else PATIENCE, self.gives_up, context=WORLD)
            return
        if fate.done:
            self._is_done()
        elif way.trace.kept:
            way.trace(way.owner.name, self.what(), "-", fate.turn)
        if fate.turn is not Turn.DONE:
            way.turned(fate.turn)

    def _is_done(self) -> None:
        way, result, error = self.way, None, None
        try:
            result = self.work()
        except Exception as raised:
            error = raised
        if way.trace.kept:
            turn = "" if self.fate.turn is Turn.DONE else f"- {self.fate.turn}"
            way.trace(way.owner.name, self.what(), "→", told(error or result), turn)
        if self.fate.answered:
            way.loop.call_later(self.fate.back, self.is_answered, result, error, context=WORLD)

    def is_answered(self, result: Any, error: Exception | None) -> None:
        if self.answer.done():
            return
        if error:
            self.answer.set_exception(error)
        else:
            self.answer.set_result(result)

    def gives_up(self) -> None:
        if not self.answer.done():
            self.answer.set_exception(self.lost())


def told(result: Any) -> str:
    """Return a text short enough to be read."""
    match result:
        case list():
            return f"{len(result)} found"
        case Exception():
            return f"{type(result).__name__} {result}"
        case None | bool() | int() | str():
            return str(result)
        case _:
            return type(result).__name__
