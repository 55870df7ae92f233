"""The other officer's confirmation of what one of the two recorded (APL 42)."""

from collections.abc import Iterable
from datetime import date

from contracts.event import ActEvent
from contracts.inspections import TermRecheckOverdueLifted, VisitActConfirmed, VisitEvent
from contracts.refusal import Category, Rule, refuse
from contracts.values import CertificateNumber
from inspections.officers.domain import one_of_them
from inspections.visits.domain.demands import NOT_APPROVED, check_acting, check_not_over
from inspections.visits.domain.facts import Facts, OfficersCommand
from inspections.visits.domain.visit import RECORD, Visit, order_act, recheck_act

NO_SUCH_ACT = Rule("inspections/no-such-act", "本次检查没有待确认的“{act}”", category=Category.UNKNOWN)
OWN_ACT = Rule("inspections/own-act", "须由另一名执法人员确认", law="APL 42", remedy="请另一名执法人员登录确认")
ORDER_EXPIRED = Rule(
    "inspections/order-expired-unconfirmed",
    "责令改正的期限 {until} 在另一名执法人员确认时已经届满，当事人没有得到改正的期限",
    law="APL 28(1), 42",
    remedy="请移送立案，或者另行检查并责令改正",
)
NOTHING_RECORDED = Rule(
    "inspections/nothing-recorded",
    "检查记录中还没有待确认的内容",
    law="APL 42",
    remedy="请先记录检查结果，再由另一名执法人员确认",
)


class ConfirmVisitAct(OfficersCommand):
    """The other officer says that it was so; the act is named by the address."""

    act: str

    def follows(self, visit: Visit) -> Iterable[ActEvent]:
        """What is confirmed: all of the record, or the one act; and the one who came since."""
        if self.act == RECORD:
            return (*visit.sent, *visit.answers, *visit.rectified, *visit.terms)
        orders = [one for one in visit.terms if order_act(one.item) == self.act]
        return (*visit.sent, *orders, *(one for one in visit.rechecks if recheck_act(one.item) == self.act))


def confirm_visit_act(visit: Visit, command: ConfirmVisitAct, facts: Facts) -> list[VisitEvent]:
    """Confirm the record so far, an order or a re-check, from a session of one's own."""
    check_acting(visit, facts)
    if command.act == RECORD:
        check_recording(visit)
    elif visit.confirmed(command.act, None):
        return []
    else:
        recorder = visit.unconfirmed().get(command.act) or refuse(NO_SUCH_ACT, act=command.act)
        if facts.caller == recorder:
            refuse(OWN_ACT)
        check_order(visit, command.act, facts)
    caller = one_of_them(facts.caller, visit.officers)
    given = VisitActConfirmed(act=command.act, certificate=caller, confirmed_on=facts.on)
    if told(given) in map(told, visit.confirmations):
        return []
    return [*lifted(visit, command.act, facts), given]


def check_recording(visit: Visit) -> None:
    """Refuse unless the two are, or were, at the firm and something is there: the visit is approved and not over."""
    check_not_over(visit)
    if not visit.approved:
        refuse(NOT_APPROVED)
    if visit.opened and not (visit.answers or visit.rectified or visit.terms):
        refuse(NOTHING_RECORDED)


def check_order(visit: Visit, act: str, facts: Facts) -> None:
    """Refuse an order whose term would have passed before it counted."""
    for term in visit.orders.values():
        if order_act(term.item) == act and term.until <= facts.recorded_on:
            refuse(ORDER_EXPIRED, until=term.until)


def lifted(visit: Visit, act: str, facts: Facts) -> list[VisitEvent]:
    """Lift the flag of a re-check that both officers made in time, which becomes known now (APL 28(1))."""
    looked = {one.item: one.rechecked_on for one in visit.rechecks if recheck_act(one.item) == act}
    return [
        TermRecheckOverdueLifted(item=late.item, until=late.until, lifted_on=facts.recorded_on)
        for late in visit.late_rechecks
        if late.item in looked and looked[late.item] <= late.until
    ]


def told(one: VisitActConfirmed) -> tuple[str, CertificateNumber, date]:
    """Return what a confirmation tells, whatever the moment: one that is given again on its day adds nothing."""
    return (one.act, one.certificate, one.confirmed_on)
