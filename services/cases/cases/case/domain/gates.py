"""Gates by the names that procedures use; each stands beside its rule."""

from collections.abc import Mapping
from typing import Final

from cases.case.domain.act import not_ended
from cases.case.domain.circumstance import circumstance_provided, penalty_provided
from cases.case.domain.correction import correction_ordered, correction_settled
from cases.case.domain.decision import decided, undecided
from cases.case.domain.enforcement import (
    demand_over,
    fine_demanded,
    not_before_court,
    performance_demanded,
    performance_late,
    something_open,
    suing_over,
)
from cases.case.domain.evidence import evidence_taken
from cases.case.domain.filing import approval_awaited, filing_approved, filing_handed_in, filing_returned
from cases.case.domain.notice import defence_confirmed, defence_heard, no_defence_waits, notice_served
from cases.case.domain.party import party_identified
from cases.case.domain.performance import decision_served, fine_due, fine_paid, not_served, order_fulfilled
from cases.case.domain.procedure import Gate
from cases.case.domain.recusal import officers_free, recusals_decided

GATES: Final[Mapping[str, Gate]] = {
    "not-ended": not_ended,
    "undecided": undecided,
    "approval-awaited": approval_awaited,
    "filing-approved": filing_approved,
    "filing-handed-in": filing_handed_in,
    "filing-returned": filing_returned,
    "party-identified": party_identified,
    "evidence-taken": evidence_taken,
    "correction-ordered": correction_ordered,
    "correction-settled": correction_settled,
    "recusals-decided": recusals_decided,
    "officers-free": officers_free,
    "penalty-provided": penalty_provided,
    "circumstance-provided": circumstance_provided,
    "notice-served": notice_served,
    "defence-confirmed": defence_confirmed,
    "no-defence-waits": no_defence_waits,
    "defence-heard": defence_heard,
    "decided": decided,
    "not-served": not_served,
    "decision-served": decision_served,
    "fine-due": fine_due,
    "something-open": something_open,
    "performance-late": performance_late,
    "performance-demanded": performance_demanded,
    "not-before-court": not_before_court,
    "fine-demanded": fine_demanded,
    "demand-over": demand_over,
    "suing-over": suing_over,
    "fine-paid": fine_paid,
    "order-fulfilled": order_fulfilled,
}
