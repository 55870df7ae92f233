"""The second officer's confirmation of an act of two (APL 42)."""

from collections.abc import Iterable

from cases.case.domain.case import Act, Case
from cases.case.domain.command import CallersCommand
from cases.case.domain.deadline import with_flags
from cases.case.domain.demands import check_caller
from cases.case.domain.facts import NOT_ONE_OF_THEM, Facts
from cases.case.domain.procedure import Today
from contracts.cases import ActConfirmed, CaseEvent
from contracts.event import ActEvent
from contracts.refusal import Category, Rule, refuse
from contracts.values import CertificateNumber

UNKNOWN_ACT = Rule("cases/unknown-act", "本案没有这一项执法活动", category=Category.UNKNOWN)
OWN_ACT = Rule("cases/own-act", "须由另一名执法人员确认", law="APL 42", remedy="请另一名执法人员登录确认")
ENDED = Rule("cases/case-ended", "本案已经办结", law="APL 47")


ORDER_EXPIRED = Rule(
    "cases/order-expired-unconfirmed",
    "责令改正的期限 {until} 在第二名执法人员确认时已经届满，当事人没有得到改正的期限",
    law="APL 28(1), 42",
    remedy="请重新责令改正",
)


VOID = Rule(
    "cases/act-void", "该项执法活动的一名执法人员已经回避或者更换，不能再确认", law="APL 42, 43", remedy="请重新办理"
)


class ConfirmAct(CallersCommand):
    """The second officer says that it was so; the act is named by the address."""

    act: str

    def follows(self, case: Case | None) -> Iterable[ActEvent]:
        """The act itself: what else was done meanwhile is no part of what is confirmed."""
        acts = case.acts if case else ()
        return [act for act in acts if act.act == self.act and isinstance(act, ActEvent)]


def not_ended(case: Case, today: Today) -> None:
    if case.ended:
        refuse(ENDED)


def confirm_act(case: Case, command: ConfirmAct, facts: Facts) -> list[CaseEvent]:
    """Confirm an act as another one of its officers, from a session of their own (APL 42)."""
    facts.require("confirm-act", case)
    act = next((act for act in case.acts if act.act == command.act), None) or refuse(UNKNOWN_ACT)
    caller = check_confirmer(act, facts)
    if case.is_confirmed(act):
        return []
    if act.act in case.void:
        refuse(VOID)
    check_not_expired(case, act, facts.today)
    confirmed = ActConfirmed(act=act.act, certificate=caller, confirmed_on=facts.today.on)
    return with_flags(case, [confirmed], facts.today)


def check_confirmer(act: Act, facts: Facts) -> CertificateNumber:
    """The certificate of the one who confirms: another one of the officers of the act."""
    caller = check_caller(facts)
    recorder, *others = act.officers
    if caller == recorder:
        refuse(OWN_ACT)
    if caller not in others:
        refuse(NOT_ONE_OF_THEM)
    return caller


def check_not_expired(case: Case, act: Act, today: Today) -> None:
    """Refuse an order whose term would have passed before both recorded it, whenever the second one confirmed."""
    if act is case.order and case.order.until <= today.recorded_on:
        refuse(ORDER_EXPIRED, until=case.order.until)
