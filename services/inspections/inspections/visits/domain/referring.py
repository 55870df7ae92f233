"""What becomes a matter for a case: a problem at once, or an order that was not fulfilled (移送立案, APL 54(2))."""

from collections.abc import Iterable

from contracts.event import ActEvent
from contracts.inspections import ReferralForgone, ReferralOverdueLifted, ViolationReferred, VisitEvent
from contracts.refusal import Rule, refuse
from contracts.values import PublicText, PublicWord
from inspections.items.domain import ItemCode
from inspections.officers.domain import check_officers
from inspections.visits.domain.demands import (
    UNCONFIRMED,
    check_acting,
    check_confirmed,
    check_head,
    check_opened,
    check_sent,
)
from inspections.visits.domain.facts import Facts, HeadsCommand, OfficersCommand
from inspections.visits.domain.finding import DEALT_WITH, open_problem, visit_item
from inspections.visits.domain.visit import RECORD, Visit, recheck_act

NOT_FAILED = Rule(
    "inspections/no-failed-recheck",
    "事项 {item} 没有经两名执法人员确认的未改正的复查结果",
    law="APL 28(1), 54(2)",
    remedy="请先复查并由另一名执法人员确认",
)


class ReferViolation(OfficersCommand):
    item: ItemCode
    place: PublicWord

    def follows(self, visit: Visit) -> Iterable[ActEvent]:
        """What both officers saw of it: the record, or a re-check."""
        rechecks = (one for one in visit.rechecks if one.item == self.item)
        given = (one for one in visit.confirmations if one.act in (RECORD, recheck_act(self.item)))
        return (*visit.looked_at(self.item), *rechecks, *given)


class ForgoReferral(HeadsCommand):
    """The head answers for the reason, which the supervisor sees; it names no person."""

    item: ItemCode
    reason: PublicText


def refer_violation(visit: Visit, command: ReferViolation, facts: Facts) -> list[VisitEvent]:
    """Refer a problem that both officers saw: at once, or when its term passed unfulfilled (I-11, APL 42).

    Both are to be certified still: the case is theirs (X-02).
    """
    check_sent(visit, facts)
    failed = visit.failed(command.item)
    referred = any(fact.item == command.item for fact in visit.referred)
    if failed and not referred:
        opened = check_opened(visit)
        check_acting(visit, facts)
        item = visit_item(visit, command.item, opened.opened_on, facts.item_lists)
        if not visit.counts(recheck_act(command.item), failed.officer):
            refuse(UNCONFIRMED, what=f"事项 {command.item} 的复查")
        confirmed = visit.confirmed(recheck_act(command.item), None)
    else:
        item = open_problem(visit, command.item, facts)
        confirmed = check_confirmed(visit, facts)
    assigned = visit.assigned
    check_officers(visit.officers, assigned.body, facts.holders, facts.on)
    return [
        *lifted(visit, command.item, facts),
        ViolationReferred(
            finding=facts.finding,
            item=command.item,
            power=item.power,
            firm=assigned.firm,
            body=assigned.body,
            township=assigned.township,
            found_on=visit.opened.opened_on if visit.opened else facts.on,
            place=command.place,
            officers=visit.officers,
            officer=facts.caller,
            confirmed_by=confirmed.certificate if confirmed else None,
        ),
    ]


def lifted(visit: Visit, item: str, facts: Facts) -> list[VisitEvent]:
    """Lift the flag of a referral that was made in time, which becomes known now."""
    return [
        ReferralOverdueLifted(item=item, until=late.until, lifted_on=facts.recorded_on)
        for late in visit.late_referrals
        if late.item == item and facts.on <= late.until
    ]


def forgo_referral(visit: Visit, command: ForgoReferral, facts: Facts) -> list[VisitEvent]:
    """Say why an order that both officers saw unfulfilled is not referred; it may be, all the same."""
    check_head(visit, facts)
    failed = visit.failed(command.item)
    if failed is None or not visit.counts(recheck_act(command.item), failed.officer):
        refuse(NOT_FAILED, item=command.item)
    if any(fact.item == command.item for facts in (visit.referred, visit.forgone) for fact in facts):
        refuse(DEALT_WITH, item=command.item)
    township = visit.assigned.township
    return [ReferralForgone(item=command.item, forgone_on=facts.on, reason=command.reason, township=township)]
