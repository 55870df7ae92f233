"""Procedures as data, and what a decision may know besides the case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from cases.case.domain.case import Case
from cases.clues.domain import Clue
from cases.penalty.domain.hearing_threshold import HearingThresholds
from cases.powers.domain.power import Powers
from cases.powers.domain.power_list import Listing
from contracts.calendar import WorkingDays
from contracts.identity.holder import Holder
from contracts.refusal import Refusal
from contracts.values import BodyCode, CertificateNumber, RestsOn, Sha256

type Gate = Callable[[Case, "Facts"], None]  # passes or refuses


class By(StrEnum):
    """Who takes a step: officers with their certificates, the head of the body, or both may."""

    OFFICERS = "officers"
    HEAD = "head"
    EITHER = "either"


@dataclass(frozen=True)
class Step:
    """`label` is its Chinese name; `needs` are the gates before it."""

    label: str
    by: By
    needs: tuple[Gate, ...]

    def missing(self, shut: Mapping[Gate, Refusal]) -> list[Refusal]:
        """Each rule once, though several gates may apply it."""
        found = [shut[gate] for gate in self.needs if gate in shut]
        return list({refusal.rule: refusal for refusal in found}.values())


@dataclass(frozen=True, kw_only=True)
class Terms:
    """Lengths of terms that are not fixed for good: by design, or because another rule may set them (APL 60)."""

    defence_working_days: int
    decide_days: int


@dataclass(frozen=True, kw_only=True)
class Procedure:
    """One dated definition (domain §2.1, §2.2); its steps by name, in the order of the file."""

    name: str
    valid_from: date
    terms: Terms
    steps: Mapping[str, Step]

    def shut(self, case: Case, facts: "Facts") -> dict[Gate, Refusal]:
        """The gates that refuse today; each is tried once, though several steps need it."""
        gates = {gate for step in self.steps.values() for gate in step.needs}
        return {gate: refusal for gate in gates if (refusal := refused(gate, case, facts))}


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is true outside the case on the day, as far as the command asks for it.

    `body` and `caller` are the body and the certificate of the one who acts; `id` names the act that is recorded.
    `listing` is what the justice bureau said of the case's power, `claim` the act whose only fine this case holds.
    """

    on: date
    id: str
    body: BodyCode
    caller: CertificateNumber | None
    calendar: WorkingDays
    procedure: Procedure
    powers: Powers
    thresholds: tuple[HearingThresholds, ...]
    listing: Listing | None = None
    officers: Mapping[CertificateNumber, Holder] = field(default_factory=dict)
    files: frozenset[Sha256] = frozenset()
    act_mark: Sha256 = ""
    claim: Sha256 | None = None
    clue: Clue | None = None
    rests_on: tuple[RestsOn, ...] = ()

    def require(self, step: str, case: Case) -> None:
        """Refuse with the first gate that is shut before the step."""
        for gate in self.procedure.steps[step].needs:
            gate(case, self)


def refused(gate: Gate, case: Case, facts: Facts) -> Refusal | None:
    try:
        gate(case, facts)
    except Refusal as refusal:
        return refusal
    return None
