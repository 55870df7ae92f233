"""The limits of a penalty, the same for one that is told beforehand and one that is decided."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from cases.case.domain.case import Case
from cases.case.domain.command import CaseCommand
from cases.case.domain.demands import check_held, known_party
from cases.case.domain.facts import Facts
from cases.case.domain.ground import UNDER_AGE, Mitigation, check_mitigation
from cases.case.domain.procedure import Shut, Today
from cases.penalty.domain.fine import check_complete, check_fine, check_sanctions, demanded, demands
from cases.penalty.domain.hearing_threshold import hearing_due
from cases.penalty.domain.law_change import check_law_change
from cases.penalty.domain.provisions import check_circumstances, provisions
from cases.penalty.domain.statutory_range import FineRange, measured_by, statutory_range, unit_of
from cases.penalty.domain.unsupported import HEARING
from cases.powers.domain.competence import version_in_force
from contracts.cases import AgeGroup, MitigatedGround, Sanction
from contracts.money import yuan
from contracts.refusal import Category, Refusal, Rule, refuse
from contracts.unit import Unit, told_by
from contracts.values import Fen, PowerCode

NOTHING = Rule(
    "cases/empty-penalty",
    "处罚须有罚款或者其他处罚种类",
    law="APL 9",
    category=Category.MALFORMED,
    remedy="不予处罚的，请作出不予行政处罚决定",
)

NOT_LIGHTER = Rule(
    "cases/not-lighter",
    "当事人已满十四周岁不满十八周岁，应当从轻或者减轻处罚，不得按上限 {most} 元罚款",
    law="APL 30",
)


GivenBase = Annotated[
    int, Field(ge=0, le=10**13, strict=True), told_by("base_unit", Unit.FEN, Unit.SQUARE_METRE)
]  # no field of the command: the article says it, and the step's form


class Proposal(CaseCommand):
    """`fine` is in fen; `sanctions` stand beside it (APL 9); `mitigated` is why it goes below the least.

    `base` is what a fine by multiple or percentage is taken of, in fen, or the area in full square metres.
    """

    fine: Fen
    sanctions: tuple[Sanction, ...] = ()
    mitigated: Mitigation | None = None
    base: GivenBase | None = None

    @property
    def ground(self) -> MitigatedGround | None:
        return self.mitigated.ground if self.mitigated else None

    @property
    def ground_evidence(self) -> tuple[str, ...]:
        """The acts that the ground of mitigation rests on."""
        return self.mitigated.evidence if self.mitigated else ()

    @property
    def ground_reason(self) -> str | None:
        return self.mitigated.reason if self.mitigated else None

    def held_power(self, case: Case | None) -> PowerCode | None:
        return case.filed.power if case else None


def check_proposal(case: Case, proposal: Proposal, facts: Facts) -> None:
    """Refuse what is not held, not in force, outside the range (X-04, X-05, X-09, X-11), or needs a hearing (X-18)."""
    if not (proposal.fine or proposal.sanctions):
        refuse(NOTHING)
    filed = case.filed
    party = known_party(case)
    power = version_in_force(facts.today.powers, filed.power, filed.act_on)
    check_held(power, filed.township, filed.act_on, facts)
    check_law_change(facts.today.powers, power, facts.today.on)
    unfulfilled = case.stayed_unfulfilled
    if party.age_group is AgeGroup.UNDER_14:
        refuse(UNDER_AGE)
    check_circumstances(power, party.subject, proposal.fine, proposal.sanctions, case.established)
    here = provisions(power, case.established)
    check_sanctions(here, party.subject, proposal.sanctions, unfulfilled, fine=proposal.fine)
    check_complete(here, party.subject, proposal.sanctions, unfulfilled, proposal.ground)
    check_fine(
        *(here, party.subject, proposal.fine, unfulfilled, proposal.ground),
        sanctions=proposal.sanctions,
        base=proposal.base,
    )
    if proposal.mitigated:
        check_mitigation(case, proposal.mitigated.ground, proposal.mitigated.evidence)
    elif proposal.fine and party.age_group is AgeGroup.FROM_14_TO_17:
        check_lighter(proposal, statutory_range(here, party.subject, unfulfilled, base=proposal.base))
    check_hearing(case, proposal.fine, proposal.sanctions, facts)


def unit_of_base(case: Case, proposal: Proposal, facts: Facts) -> Unit | None:
    """Return the unit of the base that was given; None of none, and of one that the article does not ask for."""
    if proposal.base is None:
        return None
    power = version_in_force(facts.today.powers, case.filed.power, case.filed.act_on)
    here = provisions(power, case.established)
    clause = measured_by(here, known_party(case).subject, case.stayed_unfulfilled)
    return unit_of(clause) if clause else None


def demanded_of_any(case: Case, today: Today) -> tuple[Shut, ...]:
    """Return by which rules a penalty of the party would be refused that is not as the article demands.

    A mitigated one may leave a kind out (APL 32). What gives the right to a hearing can't be proposed yet.
    """
    if case.decided or not case.party:
        return ()
    filed, subject = case.filed, case.party.subject
    versions = [power for power in today.powers.get(filed.power, ()) if power.valid(filed.act_on)]
    found: list[Refusal] = []
    for power in versions:
        here, after = provisions(power, case.established), case.stayed_unfulfilled
        found += demands(here, subject, after)
        if hearing_due(today.thresholds, case.party.heard_as, 0, demanded(here, subject, after), today.on):
            found.append(Refusal(HEARING))
    return tuple(Shut.of(refusal) for refusal in found)


def check_lighter(proposal: Proposal, fines: FineRange) -> None:
    """Refuse the most for a party between 14 and 17, who is fined lighter or below the range (APL 30)."""
    if proposal.fine >= fines.most:
        refuse(NOT_LIGHTER, most=yuan(fines.most))


def check_hearing(case: Case, fine: Fen, sanctions: Sequence[Sanction], facts: Facts) -> None:
    """Refuse what gives the right to a hearing, which this version cannot hold (X-18, APL 63)."""
    party = known_party(case)
    if hearing_due(facts.today.thresholds, party.heard_as, fine, sanctions, facts.today.on):
        refuse(HEARING)
