"""Fate of one operation on its way to a store or a broker and back, drawn from the seed."""

import random
from dataclasses import dataclass
from enum import StrEnum

PATIENCE = 5.0
"""How long a client of a store waits for an answer (`chassis.documents.mongo.connect`)."""


class Turn(StrEnum):
    """Outcome of an operation. `late`: it is done after the caller got an error."""

    DONE = "done"
    SLOW = "slow"
    REQUEST_LOST = "request lost"
    ANSWER_LOST = "answer lost"
    LATE = "late"
    DIES_BEFORE = "dies before it"
    DIES_AFTER = "dies after it"
    PAUSES = "pauses after it"


@dataclass(frozen=True)
class Fate:
    """Delays `there` and `back` in seconds; `unheard`: seconds until the caller gets an error."""

    turn: Turn
    there: float
    back: float
    unheard: float = PATIENCE

    @property
    def done(self) -> bool:
        return self.turn not in (Turn.REQUEST_LOST, Turn.DIES_BEFORE)

    @property
    def answered(self) -> bool:
        return self.turn in (Turn.DONE, Turn.SLOW, Turn.PAUSES)


WEIGHTS = {
    Turn.SLOW: 6,
    Turn.REQUEST_LOST: 4,
    Turn.ANSWER_LOST: 6,
    Turn.LATE: 3,
    Turn.DIES_BEFORE: 1,
    Turn.DIES_AFTER: 2,
    Turn.PAUSES: 1,
}
DEADLY = (Turn.DIES_BEFORE, Turn.DIES_AFTER, Turn.PAUSES)


class Fates:
    """Draw of fates. `trouble`: share of operations that fail; `deaths`: crashes left to be caused that way."""

    def __init__(self, seed: int, trouble: float, deaths: int) -> None:
        self.random = random.Random(seed)
        self.trouble = trouble
        self.deaths = deaths

    def draw(self) -> Fate:
        chance = self.random.random()
        if chance >= self.trouble:
            return Fate(Turn.DONE, 0.0003 + 0.002 * chance, 0.0003)
        turn = self.random.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        if turn in DEADLY:
            self.deaths -= 1
            turn = turn if self.deaths >= 0 else Turn.SLOW
        return self.fate(turn)

    def fate(self, turn: Turn) -> Fate:
        there, back = self.delay(), self.delay()
        match turn:
            case Turn.SLOW:
                return Fate(turn, there, back)
            case Turn.LATE:
                unheard = self.random.choice([0.01, 0.1, 1.0])
                return Fate(turn, unheard + self.random.choice([0.001, 0.02, 0.3, 3.0]), 0.0, unheard)
            case Turn.REQUEST_LOST | Turn.ANSWER_LOST:
                return Fate(turn, 0.001, 0.0, self.random.choice([0.01, 0.2, PATIENCE]))
            case _:
                return Fate(turn, 0.001, 0.001)

    def delay(self) -> float:
        return self.random.choice([0.002, 0.01, 0.05, 0.2, 1.0, 3.0])

    def happens(self, share: float) -> bool:
        return self.random.random() < share

    def heal(self) -> None:
        self.trouble = 0.0
        self.deaths = 0
