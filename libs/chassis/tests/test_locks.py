"""The queue per document: one at a time, in order, and nothing is kept of it."""

import asyncio

import pytest
from libs.chassis.tests.doubles import PATIENCE_SECONDS

from chassis.store.locks import Locks


async def test_holders_of_one_target_come_one_after_the_other() -> None:
    locks, order, inside = Locks(), list[int](), list[int]()

    async def hold(number: int) -> None:
        async with locks.holding("a"):
            inside.append(number)
            assert len(inside) == 1
            await asyncio.sleep(0)
            order.append(inside.pop())

    await asyncio.gather(*(hold(number) for number in range(10)))
    assert order == list(range(10))
    assert locks._held == {}


async def test_targets_do_not_wait_for_one_another() -> None:
    locks = Locks()
    async with locks.holding("a"), asyncio.timeout(PATIENCE_SECONDS), locks.holding("b"):
        assert locks._held.keys() == {"a", "b"}


async def test_who_fails_or_is_cancelled_frees_the_queue() -> None:
    locks = Locks()
    with pytest.raises(RuntimeError):
        async with locks.holding("a"):
            raise RuntimeError

    async def wait() -> None:
        async with locks.holding("a"):
            pass

    async with locks.holding("a"):
        waiting, staying = asyncio.create_task(wait()), asyncio.create_task(wait())
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.sleep(0)
        assert not staying.done()
    await staying
    assert waiting.cancelled()
    assert locks._held == {}
