"""Procedures as data: their steps, and the gates before each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Self

from cases.case.domain.case import Case
from cases.penalty.domain.hearing_threshold import HearingThresholds
from cases.powers.domain.power import Powers
from contracts.calendar import WorkingDays
from contracts.refusal import Refusal, Rule
from contracts.steps import By

type Gate = Callable[[Case, "Today"], None]  # passes or refuses


@dataclass(frozen=True)
class Shut:
    """Reason why a gate is shut: its rule, in the words of the case."""

    rule: Rule
    detail: str
    remedy: str

    @classmethod
    def of(cls, refusal: Refusal) -> Self:
        return cls(refusal.rule, refusal.detail, refusal.remedy)


@dataclass(frozen=True)
class Step:
    """`label` is its Chinese name; `needs` are the gates before it; `proposes` tells that it names a penalty.

    `law` is the article under which it is taken, if there is one.
    """

    label: str
    by: By
    needs: tuple[Gate, ...]
    proposes: bool
    law: str = ""

    def missing(self, shut: Mapping[Gate, Shut]) -> list[Shut]:
        """Return the rules that shut the step, each once, though several gates may apply it."""
        found = [shut[gate] for gate in self.needs if gate in shut]
        return list({why.rule: why for why in found}.values())


@dataclass(frozen=True, kw_only=True)
class Terms:
    """Lengths of terms that are not fixed for good: by design, or because another rule may set them (APL 60)."""

    defence_working_days: int
    decide_days: int
    same_act_days: int
    correction_days_at_most: int
    record_days: int
    done_days: int
    recheck_working_days: int
    follow_up_working_days: int
    check_clue_days: int
    first_violation_months: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Procedure:
    """One dated definition (domain §2.1, §2.2); its steps by name, in the order of the file."""

    name: str
    valid_from: date
    terms: Terms
    steps: Mapping[str, Step]

    def require(self, step: str, case: Case, today: "Today") -> None:
        """Refuse with the first gate that is shut before the step."""
        for gate in self.steps[step].needs:
            gate(case, today)

    def shut(self, case: Case, today: "Today") -> dict[Gate, Shut]:
        """The gates that refuse today; each is tried once, though several steps need it."""
        return {gate: why for gate in self.gates if (why := refused(gate, case, today))}

    @cached_property
    def gates(self) -> tuple[Gate, ...]:
        """Each gate once, in the order of the steps."""
        return tuple(dict.fromkeys(gate for step in self.steps.values() for gate in step.needs))


@dataclass(frozen=True, kw_only=True)
class Today:
    """The day, and the law of every case: all that is known without reading the store, and all that gates may ask.

    `on` is the day on which something is done, `recorded_on` the day on which the platform hears of it.
    """

    on: date
    recorded_on: date
    calendar: WorkingDays
    procedure: Procedure
    powers: Powers
    thresholds: tuple[HearingThresholds, ...]


def refused(gate: Gate, case: Case, today: Today) -> Shut | None:
    """Return why the gate is shut, or None where it is open."""
    try:
        gate(case, today)
    except Refusal as refusal:
        return Shut.of(refusal)
    return None
