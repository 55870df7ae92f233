"""The scoring model: which fact is worth how many points, for how long, and where the tiers begin."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, model_validator

from contracts.cases import Sanction
from contracts.refusal import Category, Rule, refuse
from contracts.values import Fen, Tier, Value, Word

NO_MODEL = Rule(
    "credit/no-model",
    "{on} 没有生效的信用评分办法",
    category=Category.UNKNOWN,
    remedy="请先载入该日有效的评分办法",
)

LOWEST, HIGHEST = 0, 100

Points = Annotated[int, Field(ge=LOWEST - HIGHEST, le=HIGHEST, strict=True)]
Score = Annotated[int, Field(ge=LOWEST, le=HIGHEST, strict=True)]


class ScoredFact(StrEnum):
    """The facts that a model has a rule for, each of them."""

    VISIT_CLEAN = "visit-clean"
    VISIT_RECTIFIED = "visit-rectified"
    VISIT_ORDERED = "visit-ordered"
    VISIT_REFERRED = "visit-referred"
    VISIT_NOT_FOUND = "visit-not-found"
    VISIT_CLOSED = "visit-closed"
    VISIT_REFUSED = "visit-refused"
    ORDER_FULFILLED = "order-fulfilled"
    ORDER_UNFULFILLED = "order-unfulfilled"
    PENALTY_MINOR = "penalty-minor"
    PENALTY_GENERAL = "penalty-general"
    PENALTY_SERIOUS = "penalty-serious"
    PAYMENT_OVERDUE = "payment-overdue"
    PENALTY_PERFORMED = "penalty-performed"


class ScoreRule(Value):
    """`months` is how long the points count, from the day of the fact."""

    points: Points
    months: int = Field(ge=1, le=120)
    explanation: Word


class PenaltyGrades(Value):
    """Minor, general and serious records of penalties (信用修复管理办法)."""

    minor_fine_up_to: Fen
    serious_fine_from: Fen
    minor_sanctions: tuple[Sanction, ...]
    serious_sanctions: tuple[Sanction, ...]

    def grade(self, fine: Fen, sanctions: Sequence[Sanction]) -> ScoredFact:
        """Grade a penalty by the gravest of its parts."""
        if fine >= self.serious_fine_from or set(sanctions) & set(self.serious_sanctions):
            return ScoredFact.PENALTY_SERIOUS
        if fine <= self.minor_fine_up_to and set(sanctions) <= set(self.minor_sanctions):
            return ScoredFact.PENALTY_MINOR
        return ScoredFact.PENALTY_GENERAL


class Model(Value):
    """One dated version; `floors` holds the lowest score of each tier, D is what lies below them."""

    id: Word
    title: Word
    source: Word
    sample: bool
    valid_from: date
    start: Score
    floors: Mapping[Tier, Score]
    penalties: PenaltyGrades
    rules: Mapping[ScoredFact, ScoreRule]

    @model_validator(mode="after")
    def is_whole(self) -> Self:
        if missing := set(ScoredFact) - set(self.rules):
            raise ValueError(f"no rule for {', '.join(sorted(missing))}")
        if set(self.floors) != {Tier.A, Tier.B, Tier.C}:
            raise ValueError("floors are for A, B and C")
        if any(upper <= lower for upper, lower in pairwise(self.floors[tier] for tier in (Tier.A, Tier.B, Tier.C))):
            raise ValueError("floors fall from A to C")
        return self

    def tier(self, score: int) -> Tier:
        return next((tier for tier in (Tier.A, Tier.B, Tier.C) if score >= self.floors[tier]), Tier.D)


def model_on(models: Sequence[Model], on: date) -> Model:
    """The version in force on a day: the newest that has begun."""
    begun = [model for model in models if model.valid_from <= on]
    return max(begun, key=beginning) if begun else refuse(NO_MODEL, on=on)


def beginning(model: Model) -> date:
    return model.valid_from
