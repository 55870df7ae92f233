"""Ways out when a penalty is not performed: demand, court, end of enforcement (催告, 强制执行, 终结执行).

Townships have no power to enforce by themselves: they apply to the court (APL 72(1)(4); ACL 53-55).
"""

from datetime import date

from cases.case.domain.case import Case
from cases.case.domain.command import Deciding, OfficersCommand
from cases.case.domain.deadline import with_flags
from cases.case.domain.demands import acting_officers_on, check_file, standing
from cases.case.domain.facts import Facts
from cases.case.domain.procedure import Today
from cases.case.domain.terms import terms
from cases.days.domain import FACT_DAY, RECORDED_TOO_LATE, recorded_day
from contracts.calendar import WorkingDays, months_after
from contracts.cases import (
    CaseEvent,
    CourtEnforcementApplied,
    EndingGround,
    EnforcementEnded,
    PerformanceDemanded,
    Sanction,
)
from contracts.refusal import Category, Rule, refuse
from contracts.values import Day, FileHash, Subject, Text

NOTHING_OPEN = Rule("cases/nothing-to-enforce", "罚款已经缴清，责令改正已经履行，没有需要执行的内容", law="APL 66, 72")
NOT_LATE = Rule("cases/performance-not-late", "履行期限至 {until}，期满前不得催告", law="APL 66, 67(3); ACL 54")
NOT_DEMANDED = Rule("cases/not-demanded", "尚未催告当事人履行", law="ACL 54", remedy="请先送达履行催告书")
FINE_NOT_DEMANDED = Rule(
    "cases/fine-not-demanded",
    "罚款的缴纳期限至 {until}，期满后尚未催告当事人缴纳",
    law="ACL 54",
    remedy="请就罚款另行送达履行催告书",
)
DEMAND_RUNNING = Rule("cases/demand-running", "催告书送达十个工作日后（{until} 之后）方可申请", law="ACL 54")
MAY_SUE = Rule(
    "cases/may-still-sue", "当事人提起行政诉讼的期限至 {until}，期满前不得申请", law="ACL 53; APL 72(1)(4)"
)
COURT_TOO_LATE = Rule(
    "cases/court-too-late", "申请法院强制执行的期限已于 {until} 届满", law="ACL 53; APL 72(2)"
)
APPLIED = Rule("cases/court-applied", "已经申请法院强制执行", law="ACL 53", category=Category.CONFLICT)
NO_COURT = Rule("cases/not-before-court", "本案没有申请法院强制执行", law="ACL 40, 53")
OTHER_SUBJECT = Rule("cases/ending-ground-of-other-party", "该终结执行的理由不适用于此类当事人", law="ACL 40")
NO_OBJECT = Rule(
    "cases/no-object-to-lose", "执行标的灭失须是被没收的财物灭失，本案没有没收非法财物", law="ACL 40"
)

DEMAND_WORKING_DAYS = 10  # ACL 54, 69
COURT_MONTHS = 3  # ACL 53


class DemandPerformance(OfficersCommand):
    """The written demand of two officers; `demanded_on` is the day of receipt, which starts the term (None: today)."""

    demanded_on: Day | None = None


class ApplyToCourt(Deciding):
    """The head signs the application (ACL 55), which the court got on `applied_on` (None: today)."""

    applied_on: Day | None = None


class EndEnforcement(Deciding):
    """`blob` is the hash of the paper that proves the ground."""

    ground: EndingGround
    blob: FileHash
    reasons: Text


def something_open(case: Case, today: Today) -> None:
    if not case.unperformed:
        refuse(NOTHING_OPEN)


def performance_late(case: Case, today: Today) -> None:
    check_late(case, today.on, today.calendar)


def check_late(case: Case, day: date, calendar: WorkingDays) -> None:
    """Refuse while the party may still perform in time; an order is late once a re-check found it not fulfilled."""
    running, since = terms(case, calendar), case.unfulfilled_since
    until = running.pay_until if running else None
    unfulfilled = since is not None and since <= day
    if case.fine_open and until and day <= until and not (case.order_open and unfulfilled):
        refuse(NOT_LATE, until=until)
    if not case.fine_open and case.order and not unfulfilled:
        refuse(NOT_LATE, until=case.order.until)


def performance_demanded(case: Case, today: Today) -> None:
    standing(case, case.demand, NOT_DEMANDED)


def not_before_court(case: Case, today: Today) -> None:
    if case.court:
        refuse(APPLIED)


def fine_demanded(case: Case, today: Today) -> None:
    """Refuse while the fine that is open was not demanded after its term; what was open before was, too."""
    if case.demand:
        check_fine_demanded(case, case.demand, today.on, today)


def demand_over(case: Case, today: Today) -> None:
    if case.demand:
        check_demand_over(demand_until(case, case.demand, today), today.on)


def suing_over(case: Case, today: Today) -> None:
    check_suing_over(case, today.on, today)


def demand_performance(case: Case, command: DemandPerformance, facts: Facts) -> list[CaseEvent]:
    """Demand performance, before the court is asked to enforce (ACL 54); the term runs from the day of receipt."""
    facts.require("demand-performance", case)
    served, most = case.confirmed_service, facts.today.procedure.terms.record_days
    since = served.served_on if served else case.decided_on  # nothing was due before
    demanded_on = recorded_day(
        command.demanded_on, facts.today.on, since, most, RECORDED_TOO_LATE, recorded_on=facts.today.recorded_on
    )
    check_late(case, demanded_on, facts.today.calendar)
    return [
        PerformanceDemanded(
            act=facts.acting.id,
            demanded_on=demanded_on,
            until=facts.today.calendar.after(demanded_on, DEMAND_WORKING_DAYS),
            officers=acting_officers_on(case, demanded_on, command.officers, facts),
            recorded_on=facts.today.recorded_on,
        )
    ]


def apply_to_court(case: Case, command: ApplyToCourt, facts: Facts) -> list[CaseEvent]:
    """Apply for enforcement: after the demand, once the party can't sue any more, within three months (X-28)."""
    facts.require("apply-to-court", case)
    demand = standing(case, case.demand, NOT_DEMANDED)
    applied_on = FACT_DAY.of(command.applied_on, facts.today.on, since=demand.demanded_on)
    check_fine_demanded(case, demand, applied_on, facts.today)
    check_demand_over(demand_until(case, demand, facts.today), applied_on)
    check_court_term(case, applied_on, facts.today)
    applied = CourtEnforcementApplied(
        applied_on=applied_on,
        open=case.fine_open_on(applied_on),
        order_open=case.order_open,
        recorded_on=facts.today.recorded_on,
    )
    return with_flags(case, [applied], facts.today)


def check_fine_demanded(case: Case, demand: PerformanceDemanded, applied_on: date, today: Today) -> None:
    """Refuse an application for a fine that was not late yet when performance was demanded, of an order (ACL 54)."""
    running = terms(case, today.calendar)
    until = running.pay_until if running else None
    if until and case.fine_open_on(applied_on) and demand.demanded_on <= until:
        refuse(FINE_NOT_DEMANDED, until=until)


def demand_until(case: Case, demand: PerformanceDemanded, today: Today) -> date:
    """The last day to perform on the demand, ten working days after its receipt (ACL 54).

    They count from the confirmation of a demand for which only one officer stood until they were over (APL 42), and of
    those of older versions.
    """
    until = today.calendar.after(demand.demanded_on, DEMAND_WORKING_DAYS)
    confirmed_on = case.confirmed_on(demand)
    if confirmed_on and (confirmed_on > until or not demand.recorded_on):
        return today.calendar.after(confirmed_on, DEMAND_WORKING_DAYS)
    return until


def check_demand_over(until: date, day: date) -> None:
    if day <= until:
        refuse(DEMAND_RUNNING, until=until)


def check_suing_over(case: Case, day: date, today: Today) -> None:
    running = terms(case, today.calendar)
    if running and day <= running.sue_until:
        refuse(MAY_SUE, until=running.sue_until)


def check_court_term(case: Case, applied_on: date, today: Today) -> None:
    check_suing_over(case, applied_on, today)
    last = court_until(case, today)
    if last and applied_on > last:
        refuse(COURT_TOO_LATE, until=last)


def court_until(case: Case, today: Today) -> date | None:
    """The last day to apply to the court: three months after the party's term to sue (ACL 53)."""
    running = terms(case, today.calendar)
    return today.calendar.next_working(months_after(running.sue_until, COURT_MONTHS)) if running else None


def end_enforcement(case: Case, command: EndEnforcement, facts: Facts) -> list[CaseEvent]:
    """End enforcement on a ground that the law names (ACL 40); the supervisor reviews it."""
    facts.require("end-enforcement", case)
    check_file(command.blob, facts)
    check_ground(case, command.ground)
    return [
        EnforcementEnded(ground=command.ground, ended_on=facts.today.on, blob=command.blob, reasons=command.reasons)
    ]


def check_ground(case: Case, ground: EndingGround) -> None:
    """Refuse a ground that the case, or who its party is, rules out (ACL 40)."""
    if ground is EndingGround.COURT and not case.court:
        refuse(NO_COURT)
    if ground is EndingGround.LOST and not takes_things(case):
        refuse(NO_OBJECT)
    citizen = case.party is not None and case.party.subject is Subject.CITIZEN
    if (ground is EndingGround.DIED and not citizen) or (ground is EndingGround.CEASED and citizen):
        refuse(OTHER_SUBJECT)


def takes_things(case: Case) -> bool:
    return case.penalty is not None and Sanction.CONFISCATE_PROPERTY in case.penalty.sanctions
