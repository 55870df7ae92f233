"""The names by which procedures ask for gates; the gates stand beside their rules."""

from collections.abc import Mapping
from typing import Final

from cases.domain.act import not_ended
from cases.domain.correction import correction_ordered
from cases.domain.decision import decided, undecided
from cases.domain.evidence import evidence_taken
from cases.domain.filing import party_identified
from cases.domain.notice import defence_heard, notice_served
from cases.domain.performance import decision_served, fine_due, fine_paid, not_served, order_fulfilled
from cases.domain.procedure import Gate

GATES: Final[Mapping[str, Gate]] = {
    "not-ended": not_ended,
    "undecided": undecided,
    "party-identified": party_identified,
    "evidence-taken": evidence_taken,
    "correction-ordered": correction_ordered,
    "notice-served": notice_served,
    "defence-heard": defence_heard,
    "decided": decided,
    "not-served": not_served,
    "decision-served": decision_served,
    "fine-due": fine_due,
    "fine-paid": fine_paid,
    "order-fulfilled": order_fulfilled,
}
