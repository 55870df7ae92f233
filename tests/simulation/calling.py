"""Outcome of a command for its client: done, refused, or unknown."""

import asyncio
from asyncio import Future
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tests.simulation.loop import WORLD, VirtualLoop
from tests.simulation.world import World

from chassis.documents import StoreUnreachable
from contracts.refusal import Category, Refusal


class Said(StrEnum):
    DONE = "done"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Answer:
    said: Said
    code: str = ""

    @classmethod
    def unknown(cls, code: str) -> "Answer":
        return cls(Said.UNKNOWN, code)


class Call:
    """One request in progress."""

    def __init__(self, loop: VirtualLoop) -> None:
        self.loop = loop
        self.heard: Future[Answer] = loop.create_future()

    async def answer(self, patience: float) -> Answer:
        timer = self.loop.call_later(patience, self.hear, Answer.unknown("nobody answered in time"), context=WORLD)
        answer = await self.heard
        timer.cancel()
        return answer

    def hear(self, answer: Answer) -> None:
        if not self.heard.done():
            self.heard.set_result(answer)

    def breaks_off(self) -> None:
        """Close the connection, since the process died."""
        self.loop.call_soon(self.hear, Answer.unknown("the connection broke"), context=WORLD)


async def served(world: World, service: Any, work: Callable[[Any], Awaitable[Any]], call: Call) -> None:
    """Answer inside the process as the chassis' HTTP layer does; the answer may get lost on its way back."""
    answer = await judged(world, service, work)
    if world.fates.happens(world.fates.trouble):
        answer = Answer.unknown("the answer got lost")
    world.loop.call_later(0.0005, call.hear, answer, context=WORLD)


async def judged(world: World, service: Any, work: Callable[[Any], Awaitable[Any]]) -> Answer:
    try:
        await work(service)
    except Refusal as refusal:
        away = refusal.rule.category is Category.UNAVAILABLE
        return Answer(Said.UNKNOWN if away else Said.REFUSED, refusal.rule.code)
    except StoreUnreachable:
        return Answer.unknown("outcome-unknown")
    except asyncio.CancelledError:
        raise
    except Exception as error:
        world.trace.trouble("a command", f"{type(error).__name__}: {error}")
        return Answer.unknown("a bug")
    return Answer(Said.DONE)
