"""Demands on the course of a visit that several of its commands share."""

from datetime import date

from contracts.inspections import ReplacementGround, VisitActConfirmed, VisitApproved, VisitOpened
from contracts.refusal import Category, Rule, refuse
from inspections.days.inspection_terms import recorded_day
from inspections.officers.domain import check_caller, check_decider, check_not_handled, check_officers, one_of_them
from inspections.visits.domain.facts import Facts
from inspections.visits.domain.reserved import Reserved
from inspections.visits.domain.visit import RECORD, Visit

VISIT_OVER = Rule("inspections/visit-over", "本次检查已经结束", category=Category.CONFLICT)
VISIT_WITHDRAWN = Rule(
    "inspections/visit-withdrawn",
    "交办任务已于 {on} 撤回，本次检查不再进行：{reason}",
    law="Doc 54",
    category=Category.CONFLICT,
    remedy="撤回之前已经入企的，请报执法监督机构重新交办后登记",
)
NOT_APPROVED = Rule(
    "inspections/not-approved", "本次检查尚未经负责人批准", law="Doc 54 (E-4)", remedy="请先报本机关负责人批准"
)
ALREADY_OPENED = Rule("inspections/already-opened", "本次检查已经开始", category=Category.CONFLICT)
NOT_OPENED = Rule("inspections/not-opened", "本次检查尚未开始", law="Doc 54 (E-10)", remedy="请先入企开始检查")


NOT_BEGUN = Rule(
    "inspections/not-begun",
    "检查尚未开始，不得以不能继续为由更换人员",
    law="OBE 54; 国发〔2019〕5号",
    remedy="由负责人延期检查",
)
UNCONFIRMED = Rule(
    "inspections/unconfirmed",
    "{what}还没有经另一名执法人员确认",
    law="APL 42",
    remedy="请另一名执法人员登录确认",
)

UNCLAIMED = Rule(
    "inspections/unclaimed",
    "尚未查明{what}",
    law="Doc 54 (E-5); APL 46",
    category=Category.CONFLICT,
    remedy="请重新提交",
)


def check_held(facts: Facts, matter: Reserved, *wanted: str) -> None:
    """Refuse unless the visit holds what its verb claims before the decision (X-32, X-35)."""
    for what in wanted:
        if not facts.holds(matter, what):
            refuse(UNCLAIMED, what=matter.word)


def check_not_over(visit: Visit) -> None:
    """Refuse after the end of the visit, or once nobody is to go any more."""
    if visit.withdrawn:
        refuse(VISIT_WITHDRAWN, on=visit.withdrawn.withdrawn_on, reason=visit.withdrawn.reason)
    if visit.over:
        refuse(VISIT_OVER)


def check_unopened(visit: Visit) -> None:
    """Refuse unless the visit is still ahead."""
    check_not_over(visit)
    if visit.opened:
        refuse(ALREADY_OPENED)


def check_replaceable(visit: Visit, ground: ReplacementGround) -> None:
    """Refuse once nothing is left to be done, and to let one who was drawn by lot be unable before the visit began."""
    if not (visit.open_terms() or visit.unconfirmed() or visit.unreferred()):
        check_not_over(visit)
    if ground is ReplacementGround.UNABLE and not visit.opened:
        refuse(NOT_BEGUN)


def check_pending(visit: Visit) -> VisitApproved:
    """The approval; refuses unless there is one and the visit is still ahead."""
    check_unopened(visit)
    return visit.approved or refuse(NOT_APPROVED)


def check_head(visit: Visit, facts: Facts) -> None:
    """Refuse a head who is recused, or is or was one of the visit's officers (X-03, X-34)."""
    check_decider(facts.person, visit.recused, facts.humans)
    check_not_handled(facts.person, visit.handlers, facts.humans)


def check_sent(visit: Visit, facts: Facts) -> None:
    """Refuse everyone but the visit's officers, before anything tells how it stands (X-01)."""
    one_of_them(facts.caller, visit.officers)


def check_acting(visit: Visit, facts: Facts) -> None:
    """Refuse everyone but the visit's officers, each with a certificate that counts then and today (X-01, X-02)."""
    for day in (facts.recorded_on, facts.on):
        check_caller(facts.caller, visit.officers, visit.assigned.body, facts.holders, day)


def day_of_act(visit: Visit, given: date | None, facts: Facts, since: date) -> date:
    """The day of what the officers did, which may be recorded later: they were there, both certified (X-01, X-02)."""
    day = recorded_day(
        given, facts.on, max(since, visit.joined_on), facts.inspection_terms, recorded_on=facts.recorded_on
    )
    check_officers(visit.officers, visit.assigned.body, facts.holders, day)
    return day


def check_confirmed(visit: Visit, facts: Facts) -> VisitActConfirmed:
    """The confirmation of the record by another officer than the caller; nothing was added after it (X-01)."""
    return visit.confirmed(RECORD, facts.caller) or refuse(UNCONFIRMED, what="检查记录")


def check_confirmed_today(visit: Visit, facts: Facts) -> VisitActConfirmed:
    """The other officer's confirmation of this very day: a door that was closed on another day shows nothing."""
    given = (fact for fact in visit.confirmations if fact.confirmed_on == facts.on and fact.certificate != facts.caller)
    return next((fact for fact in given if fact.act == RECORD), None) or refuse(UNCONFIRMED, what="今日未能检查的情况")


def check_opened(visit: Visit) -> VisitOpened:
    """The opening; refuses unless there was one, whatever came after it."""
    return visit.opened or refuse(NOT_OPENED)


def check_open(visit: Visit) -> VisitOpened:
    """The opening of a visit that goes on; refuses before it and after the end."""
    check_not_over(visit)
    return check_opened(visit)
