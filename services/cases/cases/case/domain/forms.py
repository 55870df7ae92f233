"""Forms by the step, and who may give each."""

from collections.abc import Callable, Mapping
from typing import Final

from cases.case.domain import investigation_forms as before
from cases.case.domain import penalty_forms as deciding
from cases.case.domain import performance_forms as after
from cases.case.domain.act import check_confirmer
from cases.case.domain.demands import check_handler
from cases.case.domain.form import Desk, Item
from cases.case.domain.recusal import check_decider
from contracts.steps import Form, passes
from contracts.values import Role

type Filling = Callable[[Desk, Item], Form]
type Giver = Callable[[Desk, Item], bool]


def anybody(desk: Desk, item: Item) -> bool:
    return True


def handler(desk: Desk, item: Item) -> bool:
    return passes(check_handler, desk.case, desk.facts)


def decider(desk: Desk, item: Item) -> bool:
    return desk.handled_by_others


def confirmer(desk: Desk, item: Item) -> bool:
    act = next(one for one in desk.case.acts if one.act == item.id)
    return passes(check_confirmer, act, desk.facts)


def recusal_decider(desk: Desk, item: Item) -> bool:
    raised = next(one for one in desk.case.recusals_pending if one.recusal == item.id)
    return passes(check_decider, desk.case, raised, desk.facts)


def replacer(desk: Desk, item: Item) -> bool:
    """Who handled the case replaces nobody but the own person."""
    return desk.handled_by_others or not desk.own_numbers.isdisjoint(desk.case.officers)


def concerned(desk: Desk, item: Item) -> bool:
    """A head declares an own interest without a certificate."""
    return desk.certified or Role.HEAD in desk.facts.acting.roles


FORMS: Final[Mapping[str, tuple[Giver, Filling]]] = {
    "approve-filing": (decider, before.plain),
    "return-filing": (decider, before.plain),
    "hand-in-filing": (handler, before.plain),
    "confirm-act": (confirmer, before.confirm_act),
    "identify-party": (handler, before.identify_party),
    "judge-same-act": (handler, before.judge_same_act),
    "raise-recusal": (concerned, before.raise_recusal),
    "decide-recusal": (recusal_decider, before.decide_recusal),
    "replace-officer": (replacer, before.replace_officer),
    "take-evidence": (handler, before.take_evidence),
    "establish-circumstance": (handler, before.establish_circumstance),
    "order-correction": (handler, before.order_correction),
    "forgo-correction": (handler, before.forgo_correction),
    "recheck-correction": (handler, before.recheck_correction),
    "serve-prior-notice": (handler, deciding.serve_prior_notice),
    "receive-defence": (handler, deciding.receive_defence),
    "waive-defence": (handler, deciding.waive_defence),
    "decide-penalty": (decider, deciding.decide_penalty),
    "decide-no-penalty": (decider, deciding.decide_no_penalty),
    "withdraw-case": (decider, before.plain),
    "serve-decision": (handler, after.serve_decision),
    "record-payment": (anybody, after.record_payment),
    "demand-performance": (handler, after.demand_performance),
    "apply-to-court": (decider, after.apply_to_court),
    "end-enforcement": (decider, after.end_enforcement),
    "close-case": (decider, before.plain),
}
