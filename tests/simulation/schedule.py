"""Commands and faults of a schedule, all from one seed."""

import random
from dataclasses import dataclass
from enum import StrEnum

from tests.simulation.asking import Asked
from tests.simulation.wishes import ENDS, Wishes


class What(StrEnum):
    """Kinds of faults besides those of single operations."""

    CRASH = "crash"
    PAUSE = "pause"
    STOP = "stop"
    STORE_AWAY = "store away"
    STORE_SILENT = "store silent"
    BROKER_AWAY = "broker away"
    BROKER_SILENT = "broker silent"
    CUT = "cut"
    REBALANCE = "rebalance"
    REWIND = "rewind"
    SKEW = "skew"
    GARBAGE = "garbage"
    REPEAT = "repeat"
    BUG = "bug"
    DAY = "day"
    SWAP = "swap"
    RESTORE = "restore"


WEIGHTS = {
    What.CRASH: 6,
    What.PAUSE: 5,
    What.STOP: 2,
    What.STORE_AWAY: 2,
    What.STORE_SILENT: 2,
    What.BROKER_AWAY: 2,
    What.BROKER_SILENT: 2,
    What.CUT: 2,
    What.REBALANCE: 4,
    What.REWIND: 3,
    What.SKEW: 1,
    What.GARBAGE: 2,
    What.REPEAT: 2,
    What.BUG: 4,
    What.DAY: 7,
    What.SWAP: 2,
    What.RESTORE: 3,
}
SECONDS = (0.3, 1.0, 4.0, 12.0)


@dataclass(frozen=True)
class Fault:
    """One fault; `which` picks its target among the possible ones."""

    at: float
    what: What
    which: int
    seconds: float


@dataclass(frozen=True)
class Schedule:
    seed: int
    trouble: float
    deaths: int
    flush: float
    apart: bool
    asked: tuple[Asked, ...]
    faults: tuple[Fault, ...]


def schedule(seed: int) -> Schedule:
    """Return the schedule of a seed. `apart`: the box office is one api and one worker instead of two that do both."""
    draw = random.Random(seed)
    return Schedule(
        seed=seed,
        trouble=draw.choice([0.0, 0.005, 0.02, 0.06]),
        deaths=draw.choice([0, 1, 3]),
        flush=draw.choice([0.1, 0.3, 1.0]),
        apart=draw.random() < 0.3,
        asked=tuple(Wishes(draw).all()),
        faults=tuple(faults(draw)),
    )


def faults(draw: random.Random) -> list[Fault]:
    whats = draw.choices(list(WEIGHTS), list(WEIGHTS.values()), k=draw.choice([0, 1, 2, 3, 5]))
    return [Fault(draw.uniform(0.2, ENDS), what, draw.randrange(100), draw.choice(SECONDS)) for what in whats]
