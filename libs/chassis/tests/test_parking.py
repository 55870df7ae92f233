"""What waits in parked lines: in order, by itself where it can, until an operator says so where it can't."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from libs.chassis.tests.orders import ORDERS, Listener, Source

from chassis.clock import wall
from chassis.consuming.parking import Reason, Trouble
from chassis.metrics import PARKED_ALARMS


class SetTime:
    """The store's clock, moved on by a test."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    async def __call__(self) -> datetime:
        return wall() + self.ahead


class Died(BaseException):
    """The process is no more."""


def bug_in(town: str) -> Callable[[str], None]:
    def spoil(seen: str) -> None:
        if seen == town:
            raise RuntimeError(town)

    return spoil


def well(town: str) -> None:
    """Nothing is wrong any more."""


class TestLine:
    async def test_what_comes_after_a_parked_record_waits_behind_it_in_order(
        self, listener: Listener, source: Source
    ) -> None:
        listener.shop.spoil = bug_in("bad")
        await listener.take(source.placed("order-1"), source.moved("order-1", "bad"), source.moved("order-1", "east"))
        await listener.take(source.moved("order-1", "west"), source.placed("order-2"))
        assert [it[:2] for it in await listener.parked()] == [(2, "error"), (3, "behind"), (4, "behind")]
        assert listener.shop.handled == ["order-1:north", "order-2:north"]

    async def test_a_replay_after_the_repair_applies_each_once_in_order(
        self, listener: Listener, source: Source
    ) -> None:
        listener.shop.spoil = bug_in("bad")
        await listener.take(source.placed("order-1"), source.moved("order-1", "bad"), source.moved("order-1", "east"))
        await listener.consuming.retry()
        assert len(await listener.parked()) == 2
        listener.shop.spoil = well
        await listener.consuming.retry()
        assert len(await listener.parked()) == 2
        assert await listener.replay(2)
        await listener.consuming.retry()
        await listener.take(source.moved("order-1", "west"))
        assert await listener.parked() == []
        assert await listener.towns("order-1") == ["bad", "east", "west"]
        assert listener.shop.handled == [f"order-1:{town}" for town in ("north", "bad", "east", "west")]
        assert await listener.row("order-1") == (4, "west")

    async def test_a_vain_replay_leaves_everything_waiting(self, listener: Listener, source: Source) -> None:
        listener.shop.spoil = bug_in("bad")
        await listener.take(source.placed("order-1", "bad"), source.moved("order-1", "east"))
        await listener.replay(1)
        await listener.consuming.retry()
        assert [it[:2] for it in await listener.parked()] == [(1, "error"), (2, "behind")]
        assert (await listener.parking.listed())[0].tries == 2
        await listener.replay(2)
        await listener.consuming.retry()
        assert [it[:2] for it in await listener.parked()] == [(1, "error"), (2, "behind")]
        assert listener.shop.handled == []

    async def test_a_dropped_record_is_gone_unhandled_and_its_line_goes_on(
        self, listener: Listener, source: Source
    ) -> None:
        await listener.take(replace(source.placed("order-2"), value=b"{"), source.moved("order-1", "east"))
        await listener.take(source.placed("order-1"))
        listener.consuming.rows = []
        listener.shop.spoil = bug_in("bad")
        await listener.take(source.moved("order-3", "bad"), source.placed("order-3"))
        assert [it[1] for it in await listener.parked()] == ["unreadable", "early", "behind", "error", "behind"]
        assert await listener.parking.drop("tests/tests.order/0/4")
        await listener.consuming.retry()
        assert "order-3:north" in listener.shop.handled
        assert 4 not in [it[0] for it in await listener.parked()]
        assert not await listener.parking.drop("tests/tests.order/0/99")

    async def test_a_second_poison_in_a_line_stops_it_again(self, listener: Listener, source: Source) -> None:
        listener.shop.spoil = bug_in("bad")
        await listener.take(source.placed("order-1", "bad"), source.moved("order-1", "worse"), source.moved("order-1"))
        listener.shop.spoil = bug_in("worse")
        await listener.replay(1)
        await listener.consuming.retry()
        assert [it[:2] for it in await listener.parked()] == [(2, "error"), (3, "behind")]
        assert listener.shop.handled == ["order-1:bad"]

    async def test_a_line_begun_again_from_the_start_waits_behind_what_is_parked(
        self, listener: Listener, source: Source
    ) -> None:
        """The group was rewound: what was handled before is seen again, the parked record stays where it is."""
        listener.shop.spoil = bug_in("bad")
        batch = [source.placed("order-1"), source.moved("order-1", "bad"), source.moved("order-1", "east")]
        await listener.take(*batch)
        await listener.take(*batch)
        await listener.consuming.retry()
        assert [it[:2] for it in await listener.parked()] == [(2, "error"), (3, "behind")]
        listener.shop.spoil = well
        await listener.replay(2)
        await listener.consuming.retry()
        assert await listener.parked() == []
        assert await listener.towns("order-1") == ["bad", "east"]

    async def test_a_restart_finds_what_was_parked(self, listener: Listener, source: Source) -> None:
        listener.shop.spoil = bug_in("bad")
        await listener.take(source.placed("order-1", "bad"))
        after = Listener(listener.documents)
        await after.take(source.moved("order-1", "east"))
        assert [it[:2] for it in await after.parked()] == [(1, "error"), (2, "behind")]
        await after.replay(1)
        await after.consuming.retry()
        assert await after.towns("order-1") == ["east"]

    async def test_what_is_parked_while_the_line_is_freed_is_not_forgotten(
        self, listener: Listener, source: Source
    ) -> None:
        """A batch saw the line occupied; by the time it parks, the last one before it has gone."""
        await listener.parking.park(source.placed("order-1"), Trouble(Reason.BEHIND, ""))
        await listener.consuming.retry()
        assert listener.shop.handled == ["order-1:north"]

    async def test_what_was_left_waiting_with_nobody_before_it_goes_with_the_next(
        self, listener: Listener, source: Source
    ) -> None:
        await listener.parking.park(source.placed("order-1"), Trouble(Reason.BEHIND, ""))
        await listener.parking.hold_behind(f"{ORDERS.name}/order-1")
        await listener.consuming.retry()
        assert listener.shop.handled == []
        await listener.take(source.moved("order-1", "east"))
        await listener.consuming.retry()
        assert listener.shop.handled == ["order-1:north", "order-1:east"]

    async def test_a_worker_that_dies_while_it_frees_a_line_leaves_nobody_behind(
        self, listener: Listener, source: Source
    ) -> None:
        listener.shop.spoil = bug_in("bad")
        await listener.take(
            source.placed("order-1", "bad"), source.moved("order-1", "east"), source.moved("order-1", "west")
        )
        await listener.consuming.retry()  # looks at the line and leaves what is behind
        await listener.replay(1)

        def dies(town: str) -> None:
            if town == "west":
                raise Died

        listener.shop.spoil = dies
        with pytest.raises(Died):
            await listener.consuming.retry()
        after = Listener(listener.documents)
        await after.consuming.retry()
        assert await after.parked() == []
        assert await after.towns("order-1") == ["east", "west"]


class TestEarly:
    async def test_an_event_before_its_subject_is_parked_and_applied_once_when_it_is_known(
        self, listener: Listener, source: Source
    ) -> None:
        listener.shop.towns = {"south"}
        await listener.take(source.placed("order-1", "north"), source.placed("order-2", "south"))
        assert await listener.parked() == [(1, "early", "orders/unknown-town")]
        await listener.consuming.retry()
        assert len(await listener.parked()) == 1
        listener.shop.towns.add("north")
        moving = SetTime()
        listener.parking.now = moving
        moving.ahead = timedelta(minutes=1)
        await listener.consuming.retry()
        await listener.consuming.retry()
        assert await listener.parked() == []
        assert listener.shop.handled == ["order-2:south", "order-1:north"]
        assert (await listener.shop.parcels.read("parcel-from-order-1")).version == 1

    async def test_a_gap_closes_by_itself_although_the_missing_event_comes_later_in_the_line(
        self, listener: Listener, source: Source
    ) -> None:
        first, second, third = (
            source.placed("order-1"),
            source.moved("order-1", "east"),
            source.moved("order-1", "west"),
        )
        await listener.take(source.later(third), source.later(second))
        assert [it[1] for it in await listener.parked()] == ["early", "behind"]
        await listener.take(source.later(first))
        moving = SetTime()
        listener.parking.now = moving
        moving.ahead = timedelta(minutes=1)
        await listener.consuming.retry()
        assert await listener.parked() == []
        assert await listener.towns("order-1") == ["east", "west"]
        assert await listener.row("order-1") == (3, "west")

    @pytest.mark.parametrize("failure", [Died(), RuntimeError("a bug")])
    async def test_what_came_late_goes_first_also_when_it_was_done_by_half(
        self, listener: Listener, source: Source, failure: BaseException
    ) -> None:
        """The row knows of it, the reaction failed: the younger event, first in the line, still waits for it."""
        await listener.take(source.placed("order-1"))
        east, west = source.moved("order-1", "east"), source.moved("order-1", "west")
        await listener.take(source.later(west), source.later(east))

        def fails_in_the_east(town: str) -> None:
            if town == "east":
                raise failure

        listener.shop.spoil = fails_in_the_east
        with suppress(Died):
            await listener.consuming.retry()
        assert await listener.row("order-1") == (2, "east")
        assert [it[0] for it in await listener.parked()] == [4, 5]
        listener.shop.spoil = well
        await listener.replay(4)
        await listener.consuming.retry()
        assert await listener.parked() == []
        assert await listener.towns("order-1") == ["east", "west"]

    async def test_what_a_person_drops_is_gone_whatever_waits_behind_it(
        self, listener: Listener, source: Source
    ) -> None:
        await listener.take(source.placed("order-1"))
        east, west = source.moved("order-1", "east"), source.moved("order-1", "west")
        await listener.take(source.later(west), source.later(east))
        await listener.parking.drop(f"tests/{ORDERS.name}/0/4")
        listener.shop.spoil = bug_in("east")
        await listener.consuming.retry()
        assert [it[:2] for it in await listener.parked()] == [(5, "error")]

    async def test_it_is_tried_later_each_time_and_an_alarm_rings_after_an_hour(
        self, listener: Listener, source: Source
    ) -> None:
        moving = SetTime()
        listener.parking.now = moving
        listener.shop.towns = set()
        await listener.take(source.placed("order-1"))
        alarms = PARKED_ALARMS._value.get()
        tries: list[int] = []
        for _ in range(14):
            await listener.consuming.retry()
            (kept,) = await listener.parking.listed()
            tries.append(kept.tries)
            moving.ahead = datetime.fromisoformat(kept.next_try) - wall() + timedelta(milliseconds=5)
        assert tries == list(range(2, 16))
        assert moving.ahead < timedelta(hours=1)
        assert PARKED_ALARMS._value.get() == alarms
        moving.ahead = timedelta(hours=1, minutes=1)
        await listener.consuming.retry()
        assert PARKED_ALARMS._value.get() == alarms + 1

    async def test_it_is_not_tried_before_its_time(self, listener: Listener, source: Source) -> None:
        standing = wall()

        async def stopped_clock() -> datetime:
            return standing

        listener.parking.now = stopped_clock
        listener.shop.towns = set()
        await listener.take(source.placed("order-1"))
        for _ in range(5):
            await listener.consuming.retry()
        assert (await listener.parking.listed())[0].tries == 2


async def test_a_person_is_called_once_for_each_record_that_needs_one(listener: Listener, source: Source) -> None:
    alarms = PARKED_ALARMS._value.get()
    bad = replace(source.placed("order-1"), value=b"{")
    await listener.take(bad, source.moved("order-1"))
    await listener.take(bad, source.moved("order-1"))
    assert PARKED_ALARMS._value.get() == alarms + 1


async def test_groups_of_one_store_do_not_see_each_other_s_records(listener: Listener, source: Source) -> None:
    await listener.take(replace(source.placed("order-1"), value=b"{"))
    other = Listener(listener.documents)
    other.parking.group = "others"
    assert await other.parked() == []
    await other.take(source.placed("order-2"))
    assert other.shop.handled == ["order-2:north"]
