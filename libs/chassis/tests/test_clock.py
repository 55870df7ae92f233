"""Legal time in a sample: set once, read by every process, and it goes on."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from chassis.clock import SampleClock, ahead_of_wall, wall

LATER = datetime(2027, 5, 1, 8, tzinfo=UTC)


def test_it_is_the_wall_clock_until_it_is_set(tmp_path: Path) -> None:
    clock = SampleClock(tmp_path / "clock.json")
    assert abs(clock() - wall()) < timedelta(seconds=5)


def test_it_goes_on_from_the_moment_it_was_set_to_in_every_process(tmp_path: Path) -> None:
    clock, other = SampleClock(tmp_path / "clock.json"), SampleClock(tmp_path / "clock.json")
    clock.set(LATER)
    assert LATER <= other() < LATER + timedelta(minutes=1)
    assert other() <= other()
    clock.set(LATER - timedelta(days=1000))
    assert other() < LATER


def test_setting_it_leaves_no_half_written_file(tmp_path: Path) -> None:
    clock = SampleClock(tmp_path / "clock.json")
    clock.set(LATER)
    assert [path.name for path in tmp_path.iterdir()] == ["clock.json"]


def test_a_sample_knows_how_far_it_is_from_the_wall_clock(tmp_path: Path) -> None:
    clock = SampleClock(tmp_path / "clock.json")
    assert ahead_of_wall(clock) == ahead_of_wall(wall) == timedelta()
    clock.set(wall() + timedelta(days=30))
    assert abs(ahead_of_wall(clock) - timedelta(days=30)) < timedelta(seconds=5)


def test_a_moment_without_zone_is_refused(tmp_path: Path) -> None:
    clock = SampleClock(tmp_path / "clock.json")
    with pytest.raises(TypeError):
        clock.set(LATER.replace(tzinfo=None))
    assert not list(tmp_path.iterdir())
