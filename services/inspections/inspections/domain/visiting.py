"""Going there: open, find nobody, put off, be late, conclude (Doc 54; OBE 54)."""

from datetime import date

from contracts.inspections import (
    UnmetReason,
    VisitConcluded,
    VisitEvent,
    VisitOpened,
    VisitOverdue,
    VisitPostponed,
    VisitResult,
    VisitUnmet,
)
from contracts.refusal import Category, Rule, refuse
from contracts.values import Command, Text
from inspections.domain.assigning import VISIT_OVER
from inspections.domain.cap_rules import caps_on, counts
from inspections.domain.facts import Facts
from inspections.domain.items import items_on, published_list
from inspections.domain.officers import check_caller, check_pair
from inspections.domain.visit import Visit

NOT_APPROVED = Rule(
    "inspections/not-approved", "本次检查尚未经负责人批准", law="Doc 54 (E-4)", remedy="请先报本机关负责人批准"
)
ALREADY_OPENED = Rule("inspections/already-opened", "本次检查已经开始", category=Category.CONFLICT)
NOT_OPENED = Rule("inspections/not-opened", "本次检查尚未开始", law="Doc 54 (E-10)", remedy="请先入企开始检查")
NOT_LATER = Rule("inspections/not-later", "延期后的截止日应晚于 {until} 和今日", category=Category.MALFORMED)
UNANSWERED = Rule(
    "inspections/items-unanswered",
    "还有 {count} 项未检查：{items}",
    law="国发〔2019〕5号 三(六)",
    remedy="请逐项记录检查结果",
)
UNSETTLED = Rule(
    "inspections/problems-unsettled",
    "存在问题的 {items} 尚未处理",
    law="APL 28(1), 33; 国发〔2019〕5号 三(七)",
    remedy="现场整改、责令限期改正或移送立案",
)


class OpenVisit(Command):
    """The officers stand in the firm and have shown their certificates (APL 55)."""


class MarkUnmet(Command):
    reason: UnmetReason
    note: Text


class PostponeVisit(Command):
    inspect_until: date
    reason: Text


class ConcludeVisit(Command):
    """The result was told to the firm."""


def open_visit(visit: Visit, command: OpenVisit, facts: Facts) -> list[VisitEvent]:
    """Approved, by the two assigned officers, both certified today (APL 42, 55; Doc 54)."""
    check_pending(visit)
    officers = visit.assigned.officers
    check_caller(officers, facts)
    check_pair(officers, visit.assigned.body, facts)
    counted = counts(caps_on(facts.caps, facts.on), visit.assigned.kind, visit.reason)
    return [VisitOpened(opened_on=facts.on, officers=officers, counted=counted, rests_on=facts.rests_on)]


def mark_unmet(visit: Visit, command: MarkUnmet, facts: Facts) -> list[VisitEvent]:
    """The officers went and could not inspect: not found, closed or refused."""
    check_pending(visit)
    fact = visit.assigned
    check_caller(fact.officers, facts)
    check_pair(fact.officers, fact.body, facts)
    return [
        VisitUnmet(
            reason=command.reason,
            firm=fact.firm,
            township=fact.township,
            officers=fact.officers,
            unmet_on=facts.on,
            note=command.note,
        )
    ]


def postpone_visit(visit: Visit, command: PostponeVisit, facts: Facts) -> list[VisitEvent]:
    if visit.opened or visit.over:
        refuse(VISIT_OVER if visit.over else ALREADY_OPENED)
    if command.inspect_until <= max(visit.inspect_until, facts.on):
        refuse(NOT_LATER, until=visit.inspect_until)
    return [VisitPostponed(inspect_until=command.inspect_until, postponed_on=facts.on, reason=command.reason)]


def conclude_visit(visit: Visit, command: ConcludeVisit, facts: Facts) -> list[VisitEvent]:
    """Every item answered, every problem dealt with; the gravest dealing is the result."""
    opened = check_open(visit)
    fact = visit.assigned
    check_caller(opened.officers, facts)
    wanted = [
        item.code
        for code in fact.item_lists
        for item in items_on(published_list(facts.item_lists, code, opened.opened_on), opened.opened_on)
    ]
    answered = {answer.item for answer in visit.answers}
    if missing := [item for item in wanted if item not in answered]:
        refuse(UNANSWERED, count=len(missing), items="、".join(missing[:5]))
    if unsettled := [item for item in visit.problems() if item not in visit.dealt_with()]:
        refuse(UNSETTLED, items="、".join(unsettled))
    return [
        VisitConcluded(
            result=result(visit),
            kind=fact.kind,
            firm=fact.firm,
            township=fact.township,
            officers=fact.officers,
            answered=len(answered),
            problems=len(visit.problems()),
            concluded_on=facts.on,
            task=fact.task,
        )
    ]


def result(visit: Visit) -> VisitResult:
    if visit.referred:
        return VisitResult.REFERRED
    if visit.terms:
        return VisitResult.ORDERED
    return VisitResult.RECTIFIED if visit.rectified else VisitResult.CLEAN


def flag_overdue(visit: Visit, command: None, facts: Facts) -> list[VisitEvent]:
    """The visit's tick: the day passed, nothing is barred."""
    if visit.opened or visit.over or visit.overdue or facts.on <= visit.inspect_until:
        return []
    return [VisitOverdue(until=visit.inspect_until, noticed_on=facts.on, township=visit.assigned.township)]


def check_pending(visit: Visit) -> None:
    """Approved and not begun."""
    if visit.over:
        refuse(VISIT_OVER)
    if visit.opened:
        refuse(ALREADY_OPENED)
    if not visit.approved:
        refuse(NOT_APPROVED)


def check_open(visit: Visit) -> VisitOpened:
    if visit.over:
        refuse(VISIT_OVER)
    return visit.opened or refuse(NOT_OPENED)
