"""Every decision on a case by its step, with the command that it is given."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, get_type_hints

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
from cases.case.domain.case import Case
from cases.case.domain.command import CaseCommand
from cases.case.domain.facts import Facts
from contracts.cases import CaseEvent

type Decide = Callable[[Case, Any, Facts], list[CaseEvent]]


@dataclass(frozen=True, kw_only=True)
class Decision:
    """`item` is the field of the command that the address names, if it does."""

    decide: Decide
    command: type[CaseCommand]
    item: str = ""


def by_step(*functions: Decide, **items: str) -> dict[str, Decision]:
    """Return decisions by their steps; each function is called as its step is, and says what it is given."""
    return {
        function.__name__.replace("_", "-"): Decision(
            decide=function,
            command=get_type_hints(function)["command"],
            item=items.get(function.__name__, ""),
        )
        for function in functions
    }


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
