"""The loop of the simulation: time that jumps, processes that stand still, and processes that are gone."""

import asyncio
from collections.abc import Coroutine, Iterator
from typing import Any

import pytest
from tests.simulation.loop import WORLD, Deadlock, Owner, VirtualLoop


@pytest.fixture
def loop() -> Iterator[VirtualLoop]:
    loop = VirtualLoop()
    yield loop
    loop.end()


class Diary:
    """Who ran, and when."""

    def __init__(self, loop: VirtualLoop) -> None:
        self.loop = loop
        self.lines: list[tuple[str, float]] = []

    def note(self, what: str) -> None:
        self.lines.append((what, self.loop.time()))

    async def day_by_day(self, what: str) -> None:
        try:
            for _ in range(5):
                self.note(what)
                await asyncio.sleep(1)
        finally:
            self.note(f"end of {what}")

    def begin(self, owner: Owner, work: Coroutine[Any, Any, None]) -> None:
        self.loop.create_task(work, context=owner.context)


def test_hours_pass_in_no_time(loop: VirtualLoop) -> None:
    async def wait() -> float:
        await asyncio.sleep(3600)
        return loop.time()

    assert loop.run_until_complete(wait()) == 3600


def test_a_time_limit_is_one_of_that_time(loop: VirtualLoop) -> None:
    async def wait() -> float:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(5):
                await asyncio.sleep(60)
        return loop.time()

    assert loop.run_until_complete(wait()) == 5


def test_who_waits_for_nothing_is_told(loop: VirtualLoop) -> None:
    async def wait() -> None:
        await asyncio.Event().wait()

    with pytest.raises(Deadlock):
        loop.run_until_complete(wait())


def test_the_dead_do_nothing_any_more_not_even_tidy_up(loop: VirtualLoop) -> None:
    diary, owner = Diary(loop), Owner("one")
    diary.begin(owner, diary.day_by_day("one"))
    loop.call_later(2.5, owner.dies, context=WORLD)
    loop.run_until_complete(asyncio.sleep(10))
    assert diary.lines == [("one", 0), ("one", 1), ("one", 2)]


def test_tasks_of_a_process_are_its_own_however_deep(loop: VirtualLoop) -> None:
    diary, owner = Diary(loop), Owner("one")

    async def parent() -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(diary.day_by_day("child"))

    diary.begin(owner, parent())
    diary.begin(Owner("two"), diary.day_by_day("another"))
    loop.call_later(0.5, owner.dies, context=WORLD)
    loop.run_until_complete(asyncio.sleep(10))
    assert [line for line in diary.lines if "child" in line[0]] == [("child", 0)]
    assert ("end of another", 5) in diary.lines


def test_a_process_that_was_paused_goes_on_as_if_nothing_had_been(loop: VirtualLoop) -> None:
    diary, owner = Diary(loop), Owner("one")
    diary.begin(owner, diary.day_by_day("one"))
    loop.call_later(1.5, owner.pauses, context=WORLD)
    loop.call_later(20, loop.resume, owner, context=WORLD)
    loop.run_until_complete(asyncio.sleep(60))
    assert [at for _, at in diary.lines] == [0, 1, 20, 21, 22, 23]
