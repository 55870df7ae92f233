"""Events that come too early are parked, tried again automatically, and applied in order."""

from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from libs.chassis.tests.halls import Listener, Source, bug_in, well
from libs.chassis.tests.language import HALLS

from chassis.clock import wall
from chassis.metrics import PARKED_ALARMS


class SetTime:
    """The store's clock, moved on by a test."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    async def __call__(self) -> datetime:
        return wall() + self.ahead


class Died(BaseException):
    """The process is no more."""


async def test_an_event_before_its_subject_is_parked_and_applied_once_when_it_is_known(
    listener: Listener, source: Source
) -> None:
    listener.kiosk.names = {"south"}
    await listener.take(source.opened("hall-1", "north"), source.opened("hall-2", "south"))
    assert await listener.parked() == [(1, "early", "tests/unknown-name")]
    await listener.consuming.retry()
    assert len(await listener.parked()) == 1
    listener.kiosk.names.add("north")
    moving = SetTime()
    listener.parking.now = moving
    moving.ahead = timedelta(minutes=1)
    await listener.consuming.retry()
    await listener.consuming.retry()
    assert await listener.parked() == []
    assert listener.kiosk.handled == ["hall-2:south", "hall-1:north"]
    assert (await listener.kiosk.tickets.read("ticket-from-hall-1")).version == 1


async def test_a_gap_closes_by_itself_although_the_missing_event_comes_later_in_the_line(
    listener: Listener, source: Source
) -> None:
    first, second, third = (
        source.opened("hall-1"),
        source.named("hall-1", "east"),
        source.named("hall-1", "west"),
    )
    await listener.take(source.later(third), source.later(second))
    assert [record[1] for record in await listener.parked()] == ["early", "behind"]
    await listener.take(source.later(first))
    moving = SetTime()
    listener.parking.now = moving
    moving.ahead = timedelta(minutes=1)
    await listener.consuming.retry()
    assert await listener.parked() == []
    assert await listener.names("hall-1") == ["east", "west"]
    assert await listener.row("hall-1") == (3, "west")


@pytest.mark.parametrize("failure", [Died(), RuntimeError("a bug")])
async def test_what_came_late_goes_first_also_when_it_was_done_by_half(
    listener: Listener, source: Source, failure: BaseException
) -> None:
    """The row knows of it, the reaction failed: the younger event, first in the line, still waits for it."""
    await listener.take(source.opened("hall-1"))
    east, west = source.named("hall-1", "east"), source.named("hall-1", "west")
    await listener.take(source.later(west), source.later(east))

    def fails_in_the_east(name: str) -> None:
        if name == "east":
            raise failure

    listener.kiosk.spoil = fails_in_the_east
    with suppress(Died):
        await listener.consuming.retry()
    assert await listener.row("hall-1") == (2, "east")
    assert [record[0] for record in await listener.parked()] == [4, 5]
    listener.kiosk.spoil = well
    await listener.replay(4)
    await listener.consuming.retry()
    assert await listener.parked() == []
    assert await listener.names("hall-1") == ["east", "west"]


async def test_what_a_person_drops_is_gone_whatever_waits_behind_it(listener: Listener, source: Source) -> None:
    await listener.take(source.opened("hall-1"))
    east, west = source.named("hall-1", "east"), source.named("hall-1", "west")
    await listener.take(source.later(west), source.later(east))
    await listener.parking.drop(f"tests/{HALLS.name}/0/4")
    listener.kiosk.spoil = bug_in("east")
    await listener.consuming.retry()
    assert [record[:2] for record in await listener.parked()] == [(5, "error")]


async def test_it_is_tried_later_each_time_and_an_alarm_rings_after_an_hour(listener: Listener, source: Source) -> None:
    moving = SetTime()
    listener.parking.now = moving
    listener.kiosk.names = set()
    await listener.take(source.opened("hall-1"))
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


async def test_it_is_not_tried_before_its_time(listener: Listener, source: Source) -> None:
    standing = wall()

    async def stopped_clock() -> datetime:
        return standing

    listener.parking.now = stopped_clock
    listener.kiosk.names = set()
    await listener.take(source.opened("hall-1"))
    for _ in range(5):
        await listener.consuming.retry()
    assert (await listener.parking.listed())[0].tries == 2
