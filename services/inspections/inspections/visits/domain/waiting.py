"""What a visit waits for: who has to act next, and until when."""

from datetime import date

from contracts.calendar import WorkingDays
from contracts.code import Code
from contracts.values import CertificateNumber, Role
from contracts.work_items import WorkItem, post
from inspections.visits.domain.stage import VisitStage
from inspections.visits.domain.visit import RECORD, Visit


class VisitStep(Code):
    """Step that a visit may wait for."""

    APPROVE = "approve-visit", "批准检查"
    OPEN = "open-visit", "入企检查"
    CONCLUDE = "conclude-visit", "结束检查"
    CONCLUDE_CONFIRMED = "conclude-confirmed-visit", "结束检查（同行人员已确认记录）"
    RECHECK = "recheck-term", "复查整改"
    CONFIRM = "confirm-visit-act", "确认检查"
    REFER = "refer-violation", "移交违法线索"


def late(visit: Visit) -> bool:
    """Tell whether the visit is or was late, or an order or a referral is, as it was flagged and still to be done."""
    flagged = {fact.item for fact in visit.late_rechecks} & {term.item for term in visit.open_terms()}
    unreferred = {fact.item for fact in visit.late_referrals} & visit.unreferred().keys()
    return bool(visit.overdue or flagged or unreferred)


def due(visit: Visit, calendar: WorkingDays) -> date | None:
    """The first of the last days that were not flagged: to be done, to look at an order again, to refer it."""
    ending = [] if visit.over or visit.overdue else [visit.conclude_until]
    return min([*ending, *visit.unseen_orders().values(), *visit.late_soon().values()], default=None)


def work_items(visit: Visit) -> list[WorkItem]:
    """The steps that the visit waits for: the head approves; its officers open, conclude, recheck and refer."""
    assigned, officers = visit.assigned, visit.officers
    match visit.stage:
        case VisitStage.ASSIGNED:
            return [WorkItem(who=post(Role.HEAD, assigned.body), what=VisitStep.APPROVE, until=visit.inspect_until)]
        case VisitStage.APPROVED:
            return [WorkItem(who=officer, what=VisitStep.OPEN, until=visit.inspect_until) for officer in officers]
        case VisitStage.OPENED:
            return confirming(visit) + [WorkItem(who=officer, what=concluding(visit, officer)) for officer in officers]
        case _:
            rechecks = [(VisitStep.RECHECK, term.item, term.until) for term in visit.open_terms()]
            referrals = [(VisitStep.REFER, item, until) for item, until in visit.unreferred().items()]
            return confirming(visit) + [
                WorkItem(who=officer, what=what, until=until, act=item)
                for what, item, until in (*rechecks, *referrals)
                for officer in officers
            ]


def concluding(visit: Visit, officer: CertificateNumber) -> VisitStep:
    """What an officer at the firm waits for: told apart once the other one confirmed the record as it is now."""
    confirmed = visit.confirmed(RECORD, officer) and not visit.unconfirmed()
    return VisitStep.CONCLUDE_CONFIRMED if confirmed else VisitStep.CONCLUDE


def confirming(visit: Visit) -> list[WorkItem]:
    """The other officer confirms each order and re-check."""
    return [
        WorkItem(who=other, what=VisitStep.CONFIRM, act=act)
        for act, recorder in visit.unconfirmed().items()
        for other in visit.officers
        if other != recorder
    ]
