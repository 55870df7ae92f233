"""A phone's clock is held against the wall clock, also where a sample's legal time stands elsewhere (decision 0049)."""

from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from chassis.clock import SampleClock, wall
from chassis.http.caller import origin
from contracts.done_at import OnSite
from contracts.origin import Origin

WEEKS = timedelta(weeks=12)


def sent(clock: SampleClock, sent_at: datetime | None) -> Origin:
    claims = SimpleNamespace(sub="officer-1", agency="130624100", township=None, certificate=None, roles=(), device="")
    request: Any = SimpleNamespace(app=SimpleNamespace(state=SimpleNamespace(clock=clock)), headers={})
    given: Any = claims
    return origin(request, given, cause="http:officer-1:key", digest="", sent_at=sent_at)


@pytest.mark.parametrize("offset", [WEEKS, -WEEKS])
def test_a_right_clock_is_right_whatever_day_the_sample_has(tmp_path: Path, offset: timedelta) -> None:
    clock = SampleClock(tmp_path / "clock.json")
    clock.set(wall() + offset)
    who = sent(clock, wall()).doing(OnSite(done_at=wall() - timedelta(hours=20)))
    assert who.clock_ahead == 0
    assert who.done_at
    assert abs(who.at - timedelta(hours=20) - who.done_at) < timedelta(seconds=5)


def test_a_wrong_clock_is_told_and_moves_nothing(tmp_path: Path) -> None:
    clock = SampleClock(tmp_path / "clock.json")
    clock.set(wall() + WEEKS)
    tomorrow = wall() + timedelta(days=1)
    who = sent(clock, tomorrow).doing(OnSite(done_at=tomorrow - timedelta(hours=20)))
    assert abs(who.clock_ahead - 86_400) < 5
    assert who.done_at
    assert abs(who.at - timedelta(hours=20) - who.done_at) < timedelta(seconds=5)
