"""Parked lines wait in order, for an operator or for what they lacked."""

from dataclasses import replace

import pytest
from libs.chassis.tests.halls import Listener, Source, bug_in, well
from libs.chassis.tests.language import HALLS

from chassis.consuming.parking import Reason, Trouble
from chassis.kafka import Record
from chassis.metrics import PARKED_ALARMS


class Died(BaseException):
    """The process is no more."""


class TestLine:
    async def test_what_comes_after_a_parked_record_waits_behind_it_in_order(
        self, listener: Listener, source: Source
    ) -> None:
        listener.kiosk.spoil = bug_in("bad")
        await listener.take(source.opened("hall-1"), source.named("hall-1", "bad"), source.named("hall-1", "east"))
        await listener.take(source.named("hall-1", "west"), source.opened("hall-2"))
        assert [record[:2] for record in await listener.parked()] == [(2, "error"), (3, "behind"), (4, "behind")]
        assert listener.kiosk.handled == ["hall-1:north", "hall-2:north"]

    async def test_a_replay_after_the_repair_applies_each_once_in_order(
        self, listener: Listener, source: Source
    ) -> None:
        listener.kiosk.spoil = bug_in("bad")
        await listener.take(source.opened("hall-1"), source.named("hall-1", "bad"), source.named("hall-1", "east"))
        await listener.consuming.retry()
        assert len(await listener.parked()) == 2
        listener.kiosk.spoil = well
        await listener.consuming.retry()
        assert len(await listener.parked()) == 2
        assert await listener.replay(2)
        await listener.consuming.retry()
        await listener.take(source.named("hall-1", "west"))
        assert await listener.parked() == []
        assert await listener.names("hall-1") == ["bad", "east", "west"]
        assert listener.kiosk.handled == [f"hall-1:{name}" for name in ("north", "bad", "east", "west")]
        assert await listener.row("hall-1") == (4, "west")

    async def test_a_line_that_another_process_has_handled_meanwhile_is_left_alone(
        self, listener: Listener, source: Source, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        listener.kiosk.spoil = bug_in("bad")
        await listener.take(source.opened("hall-1", "bad"), source.named("hall-1", "east"))
        await listener.replay(1)
        listener.kiosk.spoil = well
        other, content = Listener(listener.documents), listener.parking.content

        async def overtaken(id: str) -> Record | None:
            await other.consuming.retry()
            return await content(id)

        monkeypatch.setattr(listener.parking, "content", overtaken)
        await listener.consuming.retry()
        assert await listener.parked() == []
        assert (listener.kiosk.handled, other.kiosk.handled) == ([], ["hall-1:bad", "hall-1:east"])

    async def test_a_vain_replay_leaves_everything_waiting(self, listener: Listener, source: Source) -> None:
        listener.kiosk.spoil = bug_in("bad")
        await listener.take(source.opened("hall-1", "bad"), source.named("hall-1", "east"))
        await listener.replay(1)
        await listener.consuming.retry()
        assert [record[:2] for record in await listener.parked()] == [(1, "error"), (2, "behind")]
        assert (await listener.parking.listed())[0].tries == 2
        await listener.replay(2)
        await listener.consuming.retry()
        assert [record[:2] for record in await listener.parked()] == [(1, "error"), (2, "behind")]
        assert listener.kiosk.handled == []

    async def test_a_dropped_record_is_gone_unhandled_and_its_line_goes_on(
        self, listener: Listener, source: Source
    ) -> None:
        await listener.take(replace(source.opened("hall-2"), value=b"{"), source.named("hall-1", "east"))
        await listener.take(source.opened("hall-1"))
        listener.consuming.rows = []
        listener.kiosk.spoil = bug_in("bad")
        await listener.take(source.named("hall-3", "bad"), source.opened("hall-3"))
        assert [record[1] for record in await listener.parked()] == ["unreadable", "early", "behind", "error", "behind"]
        assert await listener.parking.drop("tests/tests.hall/0/4")
        await listener.consuming.retry()
        assert "hall-3:north" in listener.kiosk.handled
        assert 4 not in [record[0] for record in await listener.parked()]
        assert not await listener.parking.drop("tests/tests.hall/0/99")

    async def test_a_second_poison_in_a_line_stops_it_again(self, listener: Listener, source: Source) -> None:
        listener.kiosk.spoil = bug_in("bad")
        await listener.take(source.opened("hall-1", "bad"), source.named("hall-1", "worse"), source.named("hall-1"))
        listener.kiosk.spoil = bug_in("worse")
        await listener.replay(1)
        await listener.consuming.retry()
        assert [record[:2] for record in await listener.parked()] == [(2, "error"), (3, "behind")]
        assert listener.kiosk.handled == ["hall-1:bad"]

    async def test_a_line_begun_again_from_the_start_waits_behind_what_is_parked(
        self, listener: Listener, source: Source
    ) -> None:
        """The group was rewound: what was handled before is seen again, the parked record stays where it is."""
        listener.kiosk.spoil = bug_in("bad")
        batch = [source.opened("hall-1"), source.named("hall-1", "bad"), source.named("hall-1", "east")]
        await listener.take(*batch)
        await listener.take(*batch)
        await listener.consuming.retry()
        assert [record[:2] for record in await listener.parked()] == [(2, "error"), (3, "behind")]
        listener.kiosk.spoil = well
        await listener.replay(2)
        await listener.consuming.retry()
        assert await listener.parked() == []
        assert await listener.names("hall-1") == ["bad", "east"]

    async def test_a_restart_finds_what_was_parked(self, listener: Listener, source: Source) -> None:
        listener.kiosk.spoil = bug_in("bad")
        await listener.take(source.opened("hall-1", "bad"))
        after = Listener(listener.documents)
        await after.take(source.named("hall-1", "east"))
        assert [record[:2] for record in await after.parked()] == [(1, "error"), (2, "behind")]
        await after.replay(1)
        await after.consuming.retry()
        assert await after.names("hall-1") == ["east"]

    async def test_what_is_parked_while_the_line_is_freed_is_not_forgotten(
        self, listener: Listener, source: Source
    ) -> None:
        """A batch saw the line occupied; by the time it parks, the last one before it has gone."""
        await listener.parking.park(source.opened("hall-1"), Trouble(Reason.BEHIND, ""))
        await listener.consuming.retry()
        assert listener.kiosk.handled == ["hall-1:north"]

    async def test_what_was_left_waiting_with_nobody_before_it_goes_with_the_next(
        self, listener: Listener, source: Source
    ) -> None:
        await listener.parking.park(source.opened("hall-1"), Trouble(Reason.BEHIND, ""))
        await listener.parking.hold_behind(f"{HALLS.name}/hall-1")
        await listener.consuming.retry()
        assert listener.kiosk.handled == []
        await listener.take(source.named("hall-1", "east"))
        await listener.consuming.retry()
        assert listener.kiosk.handled == ["hall-1:north", "hall-1:east"]

    async def test_a_worker_that_dies_while_it_frees_a_line_leaves_nobody_behind(
        self, listener: Listener, source: Source
    ) -> None:
        listener.kiosk.spoil = bug_in("bad")
        await listener.take(
            source.opened("hall-1", "bad"), source.named("hall-1", "east"), source.named("hall-1", "west")
        )
        await listener.consuming.retry()  # looks at the line and leaves what is behind
        await listener.replay(1)

        def dies(name: str) -> None:
            if name == "west":
                raise Died

        listener.kiosk.spoil = dies
        with pytest.raises(Died):
            await listener.consuming.retry()
        after = Listener(listener.documents)
        await after.consuming.retry()
        assert await after.parked() == []
        assert await after.names("hall-1") == ["east", "west"]


async def test_a_person_is_called_once_for_each_record_that_needs_one(listener: Listener, source: Source) -> None:
    alarms = PARKED_ALARMS._value.get()
    bad = replace(source.opened("hall-1"), value=b"{")
    await listener.take(bad, source.named("hall-1"))
    await listener.take(bad, source.named("hall-1"))
    assert PARKED_ALARMS._value.get() == alarms + 1


async def test_groups_of_one_store_do_not_see_each_other_s_records(listener: Listener, source: Source) -> None:
    await listener.take(replace(source.opened("hall-1"), value=b"{"))
    other = Listener(listener.documents)
    other.parking.group = "others"
    assert await other.parked() == []
    await other.take(source.opened("hall-2"))
    assert other.kiosk.handled == ["hall-2:north"]
