"""Every decision on a case by its step, with the command that it is given."""

from typing import Final

from cases.case.domain import (
    act,
    circumstance,
    correction,
    decision,
    enforcement,
    evidence,
    filing,
    notice,
    party,
    performance,
    recusal,
    replacement,
    same_act,
)
from contracts.judging import by_step

DECISIONS: Final = by_step(
    filing.approve_filing,
    filing.return_filing,
    filing.hand_in_filing,
    act.confirm_act,
    party.identify_party,
    same_act.judge_same_act,
    recusal.raise_recusal,
    recusal.decide_recusal,
    replacement.replace_officer,
    evidence.take_evidence,
    circumstance.establish_circumstance,
    correction.order_correction,
    correction.forgo_correction,
    correction.recheck_correction,
    notice.serve_prior_notice,
    notice.receive_defence,
    notice.waive_defence,
    decision.decide_penalty,
    decision.decide_no_penalty,
    decision.withdraw_case,
    performance.serve_decision,
    performance.record_payment,
    enforcement.demand_performance,
    enforcement.apply_to_court,
    enforcement.end_enforcement,
    performance.close_case,
    confirm_act="act",
)
