"""Threshold from which the right to a hearing must be told (听证, APL 63(1))."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from pydantic import model_validator

from contracts.cases import Sanction
from contracts.dated import Dated, in_force
from contracts.refusal import Category, Rule, refuse
from contracts.values import Fen, Subject, Word

NO_THRESHOLDS = Rule(
    "cases/no-hearing-thresholds", "{on} 当日没有听证数额标准", law="APL 63(1)", category=Category.UNAVAILABLE
)


class HearingThresholds(Dated):
    """Larger fine (较大数额罚款): from which amount on, in fen, included; `always`: kinds that need a hearing."""

    fines: dict[Subject, Fen]
    always: frozenset[Sanction]
    source: Word
    sample: bool

    @model_validator(mode="after")
    def complete(self) -> Self:
        if missing := set(Subject) - set(self.fines):
            raise ValueError(f"no fine for {', '.join(sorted(missing))}")
        return self


def hearing_due(
    thresholds: tuple[HearingThresholds, ...], subject: Subject, fine: Fen, sanctions: Iterable[Sanction], on: date
) -> bool:
    """Tell whether the proposed penalty gives a right to a hearing (APL 63(1))."""
    return fine >= larger_fine(thresholds, subject, on) or not published_on(thresholds, on).always.isdisjoint(sanctions)


def larger_fine(thresholds: tuple[HearingThresholds, ...], subject: Subject, on: date) -> Fen:
    """Return the least fine that gives a right to a hearing, in fen."""
    return published_on(thresholds, on).fines[subject]


def published_on(thresholds: tuple[HearingThresholds, ...], on: date) -> HearingThresholds:
    return in_force(thresholds, on) or refuse(NO_THRESHOLDS, on=on)
