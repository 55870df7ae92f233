"""The limits of a penalty, the same for one that is told beforehand and one that is decided."""

from collections.abc import Sequence

from cases.case.domain.case import Case
from cases.case.domain.command import CaseCommand
from cases.case.domain.demands import check_held, known_party
from cases.case.domain.facts import Facts
from cases.penalty.domain.fine import check_complete, check_fine, check_sanctions
from cases.penalty.domain.hearing_threshold import hearing_due
from cases.penalty.domain.law_change import check_law_change
from cases.penalty.domain.unsupported import HEARING
from cases.powers.domain.competence import version_in_force
from contracts.cases import MitigatedGround, Sanction
from contracts.refusal import Category, Rule, refuse
from contracts.values import Fen, PowerCode

NOTHING = Rule(
    "cases/empty-penalty",
    "处罚须有罚款或者其他处罚种类",
    law="APL 9",
    category=Category.MALFORMED,
    remedy="不予处罚的，请作出不予行政处罚决定",
)


class Proposal(CaseCommand):
    """`fine` is in fen; `sanctions` stand beside it (APL 9); `mitigated` is the ground for going below the least.

    `base` is what a fine by multiple or percentage is taken of, in fen, or the area in full square metres.
    """

    fine: Fen
    sanctions: tuple[Sanction, ...] = ()
    mitigated: MitigatedGround | None = None
    base: Fen | None = None

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
    check_sanctions(power, party.subject, proposal.sanctions, unfulfilled, fine=proposal.fine)
    check_complete(power, party.subject, proposal.sanctions, unfulfilled, proposal.mitigated)
    check_fine(power, party.subject, proposal.fine, unfulfilled, proposal.mitigated, base=proposal.base)
    check_hearing(case, proposal.fine, proposal.sanctions, facts)


def check_hearing(case: Case, fine: Fen, sanctions: Sequence[Sanction], facts: Facts) -> None:
    """Refuse what gives the right to a hearing, which this version cannot hold (X-18, APL 63)."""
    party = known_party(case)
    if hearing_due(facts.today.thresholds, party.subject, fine, sanctions, facts.today.on):
        refuse(HEARING)
