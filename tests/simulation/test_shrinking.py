"""A failing schedule is made as small as its failure lets it."""

import pytest
from tests.simulation import play
from tests.simulation.asking import Asked, Told, seat
from tests.simulation.schedule import Schedule, schedule
from tests.simulation.shrinking import described, shrunk
from tests.simulation.world import World


def is_seat(asked: Asked) -> bool:
    return asked.verb is seat


def fragile() -> Schedule:
    """Return the first plan with several faults in which a seat is wanted more than once."""
    plans = (schedule(seed) for seed in range(100))
    return next(plan for plan in plans if len(plan.faults) > 2 and plan.trouble and sum(map(is_seat, plan.asked)) > 2)


def test_only_what_fails_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if whoever asks for a seat met a bug."""

    def findings(world: World, told: list[Told]) -> list[str]:
        return ["a bug"] if any(is_seat(one.asked) for one in told) else []

    monkeypatch.setattr(play, "findings", findings)
    plan = fragile()
    small = shrunk(plan)
    assert (small.trouble, small.deaths, small.faults) == (0.0, 0, ())
    assert [asked.verb for asked in small.asked] == [seat]
    assert small.asked[0].again is None
    assert len(list(described(plan))) == 1 + len(plan.faults) + len(plan.asked)
    assert len(list(described(small))) == 2


def test_what_does_not_fail_stays_as_it_is() -> None:
    assert shrunk(schedule(3_000)) == schedule(3_000)
